"""An undo decided row by row, in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.models import Person
from tests.offices import edit, new
from ui.screens.desk import Desk
from ui.screens.register_room import RegisterRoom
from ui.screens.trail import TrailRoom
from ui.screens.undoing.page import UndoPage
from ui.screens.undoing.table import BY_BATCH, NAME, SINCE, WAY
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.undoing import looking
from unionoffice.undoing.rows import Way

Drain = Callable[[], None]
NUMBERS = {
    name: make("370825", date(1990, 1, 1), order)
    for order, name in enumerate(("张三", "李四", "王五"), start=101)
}
ROSTER = "姓名,身份证号,手机号,岗位\n" + "".join(
    f"{name},{number},1390537000{place},电工\n"
    for place, (name, number) in enumerate(NUMBERS.items(), start=1)
)


def people(office: Office) -> dict[str, tuple[str, str]]:
    register = office.register("members")
    view = office.view(register)
    columns = [register.all_columns[key] for key in ("name", "phone", "post")]
    rows = office.rows(view, columns, office.ids(view))
    return {name: (phone, post) for name, phone, post in rows}


def moved(office: Office) -> tuple[str, list[int]]:
    """Three people, and a batch that gave them all another post."""
    keys = [
        new(office, "members", name=name, post="电工", phone="13905370001")
        for name in ("甲一", "乙二", "丙三")
    ]
    with office.transaction("导入会员：调岗.xlsx", kind="import") as writer:
        writer.update_many(Person, {key: {"post": "班长"} for key in keys})
    return writer.written.batch or "", keys


def shown(qtbot: QtBot, desk: Desk, drain: Drain) -> TrailRoom:
    room = TrailRoom(desk)
    qtbot.addWidget(room)
    room.resize(1100, 700)
    room.show()
    drain()
    return room


def deciding(room: TrailRoom | RegisterRoom) -> UndoPage:
    assert isinstance(room.over, UndoPage)
    return room.over


def row_of(page: UndoPage, name: str) -> int:
    rows = page.table.rows
    named = (place for place in range(rows.rowCount()) if name in rows.words(place, 1))
    return next(named)


def test_an_import_of_which_two_rows_were_edited_is_undone_as_decided(
    qtbot: QtBot, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    office = desk.office
    for name in ("张三", "李四"):
        new(office, "members", name=name, id_number=NUMBERS[name], post="钳工")
    before = people(office)
    room = RegisterRoom(desk, office.register("members"))
    qtbot.addWidget(room)
    room.show()
    drain()
    file = tmp_path / "花名册.csv"
    file.write_text(ROSTER, "utf-8-sig")
    wizard = room.open_import(file)
    drain()
    wizard.apply()
    drain()
    found = {
        name: key
        for key in office.ids(office.view(office.register("members")))
        for name in [office.draft(office.register("members"), key).values["name"]]
    }
    edit(office, "members", found["张三"], post="队长", duty="群监员")
    edit(office, "members", found["李四"], post="队长")
    undo = next(each for each in room.page.banner.buttons if "撤销" in each.text())
    undo.click()
    drain()
    page = deciding(room)
    assert page.table.rows.rowCount() == 2
    page.table.selectRow(row_of(page, "张三"))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_2)
    page.table.selectRow(row_of(page, "李四"))
    QTest.keyClick(page.table, Qt.Key.Key_3)
    page.undo_button.click()
    drain()
    assert room.over is None
    assert "保留" in room.page.banner.sentence
    now = people(office)
    assert now["张三"] == (before["张三"][0], "队长")
    assert now["李四"] == ("13905370002", "队长")
    assert "王五" not in now
    assert office.problems() == []


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> TrailRoom:
    """The page of a batch of three rows, two of them edited since."""
    batch, keys = moved(desk.office)
    edit(desk.office, "members", keys[0], phone="13905370008")
    edit(desk.office, "members", keys[1], phone="13905370009")
    room = shown(qtbot, desk, drain)
    room.page.table.selectRow([each.uid for each in room.page.batches].index(batch))
    room.page.undo_button.click()
    drain()
    return room


@pytest.fixture
def page(room: TrailRoom) -> UndoPage:
    return deciding(room)


def test_the_page_tells_what_was_done_what_came_after_and_what_will_be(
    page: UndoPage, drain: Drain
) -> None:
    place = row_of(page, "甲一")
    page.table.selectRow(place)
    drain()
    rows, detail = page.table.rows, page.detail.table
    assert rows.words(place, BY_BATCH) == "改了岗位"
    assert rows.words(place, SINCE) == "又改了手机号"
    assert rows.words(place, WAY) == "只退回这次改的"
    fields = {
        detail.words(line, 0): [detail.words(line, column) for column in range(1, 5)]
        for line in range(detail.rowCount())
    }
    assert fields["岗位"] == ["电工", "班长", "班长", "电工"]
    assert fields["手机号"][2:] == ["13905370008", "13905370008"]
    assert page.summary.text().startswith("1 行退回，2 行只退回这次改的")
    assert "先撤销较新的那次" in [each.text() for each in page.newer.buttons]


def test_keys_decide_for_all_selected_rows_names_are_searched_and_advice_is_taken(
    page: UndoPage,
) -> None:
    page.filters.search.setText("乙二")
    page.filters.search.returnPressed.emit()
    assert [page.table.rows.words(0, NAME)] == ["乙二"]
    page.filters.search.clear()
    page.filters.search.returnPressed.emit()
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_1)
    assert set(page.ways.values()) == {Way.RETURN}
    assert page.unsaved()
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert set(page.ways.values()) == {Way.MERGE}
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert page.summary.text().startswith("1 行退回，2 行保留")
    page.filters.buttons["没按推荐"].click()
    assert page.table.rows.rowCount() == 2
    page.advice_button.click()
    assert not page.unsaved()
    page.filters.buttons["全部"].click()
    page.detail.choices[Way.KEEP].click()
    assert list(page.ways.values()).count(Way.KEEP) == 1


def test_the_newer_ones_are_undone_first_and_then_nothing_is_in_the_way(
    page: UndoPage, desk: Desk, drain: Drain
) -> None:
    for _ in range(2):
        page.newer.buttons[0].click()
        drain()
        assert page.stack.currentWidget() is page.clear
        page.undo_button.click()
        drain()
    assert page.stack.currentWidget() is page.clear
    assert page.undoing is not None
    assert page.undoing.ready == 3
    with_undo = desk.office.batches(1)[0]
    assert with_undo.kind == "undo"


def test_a_write_meanwhile_is_noticed_and_the_decision_kept(
    page: UndoPage, desk: Desk, drain: Drain
) -> None:
    page.table.selectAll()
    page.decide(Way.KEEP)
    new(desk.office, "members", name="丁四")
    page.undo_button.click()
    drain()
    assert "重新查看" in page.banner.sentence
    page.banner.buttons[0].click()
    drain()
    assert set(page.ways.values()) == {Way.KEEP}
    seen = page.undoing
    assert seen is not None
    looking.undo(desk.office, seen, seen.recommended())
    page.read()
    drain()
    assert page.stack.currentWidget() is page.refused
    assert page.refused.sentence.text() == "这次操作已经撤销过了。"
    assert not page.undo_button.isVisible()


def test_the_trail_shows_imports_alone_and_older_lines_on_demand(
    qtbot: QtBot, desk: Desk, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.screens.trail.AT_ONCE", 4)
    moved(desk.office)
    room = shown(qtbot, desk, drain)
    trail = room.page
    assert (len(trail.batches), trail.older_button.isHidden()) == (4, False)
    trail.older_button.click()
    drain()
    assert len(trail.batches) == len(desk.office.batches(10_000))
    assert trail.older_button.isHidden()
    trail.kinds["导入"].click()
    drain()
    assert {each.kind for each in trail.batches} == {"import"}
    trail.kinds["全部"].click()
    trail.search.setText("调岗")
    trail.search.returnPressed.emit()
    drain()
    assert [each.reason for each in trail.batches] == ["导入会员：调岗.xlsx"]
