"""操作记录: every batch, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.offices import edit
from ui.screens.desk import Desk
from ui.screens.trail import STATE, WHAT, WHY, TrailPage, told
from unionoffice.catalogue import PAPERS
from unionoffice.office import Office
from unionoffice.printing import Request, paper, save_as

Drain = Callable[[], None]


def shown(qtbot: QtBot, desk: Desk, drain: Drain) -> TrailPage:
    page = TrailPage(desk)
    qtbot.addWidget(page)
    page.show()
    drain()
    return page


def phone(office: Office) -> str:
    register = office.register("members")
    key = office.ids(office.view(register))[0]
    return str(office.draft(register, key).values["phone"])


def change_phone(office: Office, number: str = "13800000001") -> None:
    key = office.ids(office.view(office.register("members")))[0]
    edit(office, "members", key, phone=number)


def test_the_newest_batch_stands_first(qtbot: QtBot, desk: Desk, drain: Drain) -> None:
    change_phone(desk.office)
    page = shown(qtbot, desk, drain)
    assert page.table.words(0, WHY).startswith("修改会员")
    assert page.table.words(0, WHAT) == "修改 1 条"


def test_undoing_puts_the_record_back_and_greys_the_line(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    before = phone(desk.office)
    change_phone(desk.office)
    page = shown(qtbot, desk, drain)
    with qtbot.waitSignal(desk.bus.changed):
        page.undo(page.batches[0].uid)
    drain()
    assert phone(desk.office) == before
    assert page.table.words(1, STATE) == "已撤销"


def test_what_is_undone_is_not_offered_again(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    change_phone(desk.office)
    change_phone(desk.office, "13800000002")
    page = shown(qtbot, desk, drain)
    page.undo(page.batches[0].uid)
    drain()
    page.table.selectRow(1)
    assert not page.undo_button.isEnabled()
    page.table.selectRow(2)
    assert page.undo_button.isEnabled()


def test_a_refusal_names_the_row_and_changes_nothing(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    change_phone(desk.office)
    change_phone(desk.office, "13800000002")
    page = shown(qtbot, desk, drain)
    page.undo(page.batches[1].uid)
    drain()
    register = desk.office.register("members")
    key = desk.office.ids(desk.office.view(register))[0]
    name = desk.office.draft(register, key).values["name"]
    assert name in page.banner.sentence
    assert phone(desk.office) == "13800000002"


def test_the_button_asks_before_it_undoes(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    change_phone(desk.office)
    page = shown(qtbot, desk, drain)
    page.undo_button.click()
    drain()
    boxes = [child for child in page.children() if child.inherits("QMessageBox")]
    assert len(boxes) == 1
    assert phone(desk.office) == "13800000001"
    boxes[0].close()  # type: ignore[attr-defined]  # a message box


def test_a_write_elsewhere_shows_at_once(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    page = shown(qtbot, desk, drain)
    count = len(page.batches)
    register = desk.office.register("members")
    keys = desk.office.ids(desk.office.view(register))
    desk.bus.publish(desk.office.discard(register, keys[:1]))
    drain()
    assert len(page.batches) == count + 1


def test_counts_are_told_in_words(desk: Desk) -> None:
    (newest, *_) = desk.office.batches()
    assert "新增" in told(newest)


def test_a_paper_that_left_is_not_offered_to_be_undone(
    qtbot: QtBot, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    change_phone(desk.office)
    job = paper(PAPERS, "notice")
    request = Request(desk.office.clock.today())
    save_as(desk.office, job, request, tmp_path / "通知.pdf")
    page = shown(qtbot, desk, drain)
    assert page.table.words(0, WHY).startswith("打印：通知〔2026〕1号")
    assert page.table.words(0, STATE) == "不可撤销"
    assert not page.undo_button.isEnabled()
    assert "编号保留" in page.undo_button.toolTip()
    page.table.selectRow(1)
    assert page.undo_button.isEnabled()
    assert page.undo_button.toolTip() == ""
