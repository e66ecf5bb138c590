"""Import as a page: the effect is seen before anything is written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.offices import ROSTERS, new, write_sheets
from tests.ui.register.conftest import settled
from ui import tasks
from ui.register.importing.column_rows import FILLS, HEAD
from ui.register.importing.plan import MADE
from ui.register.importing.rows import PLACE, PROBLEM, STATE
from ui.register.importing.wizard import ImportWizard
from unionoffice.office import Office
from unionoffice.sheets.directions import Policy
from unionoffice.sheets.planning.plan import RowState

BY_TEAM = ROSTERS / "roster_by_team.xlsx"
HEADER = ("姓名", "手机号", "所在单位")


@pytest.fixture
def wizard(qtbot: QtBot, office: Office) -> ImportWizard:
    made = ImportWizard(office, office.register("members"))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


def shown(qtbot: QtBot, wizard: ImportWizard, file: Path) -> ImportWizard:
    with qtbot.waitSignal(wizard.plan_shown, timeout=20_000):
        wizard.take_file(file)
    settled(qtbot)
    return wizard


def people(office: Office) -> int:
    return len(office.ids(office.view(office.register("members"))))


def small(folder: Path, *rows: tuple[str, ...], name: str = "小表.xlsx") -> Path:
    return write_sheets(folder / name, {"综采一队": [HEADER, *rows]})


def figures(wizard: ImportWizard) -> dict[str, int]:
    assert wizard.plan_pane is not None
    return {t.figure.label: t.figure.count for t in wizard.plan_pane.bar.tiles}


def column(wizard: ImportWizard, heading: str) -> list[str]:
    assert wizard.plan_pane is not None
    rows = wizard.plan_pane.rows
    places = range(rows.columnCount())
    side = Qt.Orientation.Horizontal
    place = next(p for p in places if rows.headerData(p, side) == heading)
    return [rows.data(rows.index(row, place)) for row in range(rows.rowCount())]


def test_the_effect_comes_first_and_nothing_is_written(
    qtbot: QtBot, office: Office, wizard: ImportWizard
) -> None:
    shown(qtbot, wizard, BY_TEAM)
    counts = figures(wizard)
    assert (counts["新增"], counts["没有变化"], counts["不能导入"]) == (39, 1, 5)
    assert people(office) == 0
    assert wizard.apply_button.text() == "导入 39 条"


def test_applying_writes_what_was_shown(
    qtbot: QtBot, office: Office, wizard: ImportWizard
) -> None:
    shown(qtbot, wizard, BY_TEAM)
    with qtbot.waitSignal(wizard.imported) as told:
        wizard.apply_button.click()
    changes, plan = told.args
    assert len(changes.in_table("person")) == plan.counts[RowState.NEW] == 39
    assert people(office) == 39


def test_the_same_file_again_changes_nothing_and_cannot_be_applied(
    qtbot: QtBot, office: Office, wizard: ImportWizard
) -> None:
    shown(qtbot, wizard, BY_TEAM)
    office.apply(wizard.effect.plan)  # type: ignore[union-attr]  # it was shown
    shown(qtbot, wizard, BY_TEAM)
    counts = figures(wizard)
    assert counts["新增"] == counts["变更"] == 0
    assert not wizard.apply_button.isEnabled()


def test_a_figure_shows_its_rows_only(qtbot: QtBot, wizard: ImportWizard) -> None:
    shown(qtbot, wizard, BY_TEAM)
    assert wizard.plan_pane is not None
    wizard.plan_pane.bar.choose("不能导入")
    assert set(column(wizard, "结果")) == {"不能导入"}
    assert len(column(wizard, "结果")) == 5
    assert all(column(wizard, "问题"))


def test_a_row_is_shown_as_written_as_read_and_as_stored(
    qtbot: QtBot, office: Office, wizard: ImportWizard, tmp_path: Path
) -> None:
    new(office, "members", name="张三", phone="13800000001", staff_no="A1")
    file = write_sheets(
        tmp_path / "表.xlsx",
        {"表": [("姓名", "工号", "手机号"), ("张　三", "A1", "138-0000-0002")]},
    )
    shown(qtbot, wizard, file)
    assert wizard.plan_pane is not None
    fields = wizard.plan_pane.detail.fields
    lines = {
        fields.index(row, 0).data(): [
            fields.index(row, place).data() for place in (1, 2, 3)
        ]
        for row in range(fields.rowCount())
    }
    assert lines["手机号"] == ["138-0000-0002", "13800000002", "13800000001"]


def test_columns_are_told_with_what_they_fill(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = write_sheets(
        tmp_path / "表.xlsx", {"表": [("姓名", "鞋码"), ("张三", "42")]}
    )
    shown(qtbot, wizard, file)
    assert wizard.plan_pane is not None
    columns = wizard.plan_pane.columns.columns
    told = {
        columns.index(row, HEAD).data(): columns.index(row, FILLS).data()
        for row in range(columns.rowCount())
    }
    assert told["姓名"] == "姓名"
    assert "不认识" in told["鞋码"]


def test_what_will_be_made_is_named(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    shown(qtbot, wizard, small(tmp_path, ("张三", "", "通风五队")))
    assert wizard.plan_pane is not None
    pane = wizard.plan_pane
    assert "将新建 1 个单位" in pane.sentence.text()
    assert pane.tabs.tabText(MADE) == "将新建（1）"
    assert pane.tabs.isTabVisible(MADE)
    assert pane.made.table.words(0, 0) == "通风五队"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("坏.xlsx", b"PK\x03\x04 no workbook"),
        ("图.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ],
)
def test_a_bad_file_is_said_in_the_page_and_nothing_is_lost(
    qtbot: QtBot,
    office: Office,
    wizard: ImportWizard,
    tmp_path: Path,
    name: str,
    content: bytes,
) -> None:
    (tmp_path / name).write_bytes(content)
    with qtbot.waitSignal(wizard.refused, timeout=20_000) as told:
        wizard.take_file(tmp_path / name)
    assert wizard.banner.sentence == told.args[0]
    assert wizard.stack.currentWidget() is wizard.choose
    assert people(office) == 0


def test_a_missing_file_is_said(qtbot: QtBot, wizard: ImportWizard) -> None:
    with qtbot.waitSignal(wizard.refused):
        wizard.take_file(Path("没有.xlsx"))
    assert "没有.xlsx" in wizard.banner.sentence


def test_a_store_that_moved_on_is_said_and_can_be_looked_at_again(
    qtbot: QtBot, office: Office, wizard: ImportWizard, tmp_path: Path
) -> None:
    shown(qtbot, wizard, small(tmp_path, ("张三", "13800000001", "综采一队")))
    new(office, "members", name="李四")
    with qtbot.waitSignal(wizard.refused):
        wizard.apply_button.click()
    assert people(office) == 1
    with qtbot.waitSignal(wizard.plan_shown):
        wizard.banner.buttons[0].click()
    with qtbot.waitSignal(wizard.imported):
        wizard.apply_button.click()
    assert people(office) == 2


def test_rejected_rows_can_be_kept_with_their_reasons(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    shown(qtbot, wizard, BY_TEAM)
    assert wizard.rejected_button.isVisible()
    wizard.save_rejected(tmp_path / "退回.xlsx")
    settled(qtbot)
    kept = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    numbers = [cell.value for page in kept for cell in page["B"]]
    assert sum(isinstance(number, int) for number in numbers) == 5
    assert "5 行" in wizard.banner.sentence


def test_many_changes_are_warned_of(
    qtbot: QtBot,
    office: Office,
    people: list[int],
    wizard: ImportWizard,
    tmp_path: Path,
) -> None:
    with office.transaction("工号") as writer:
        numbers = {key: {"staff_no": f"A{n}"} for n, key in enumerate(people)}
        writer.update_many(office.register("members").model, numbers)
    rows = [("姓名", "工号", "工种")]
    for place, key in enumerate(people[:30]):
        name = office.draft(office.register("members"), key).values["name"]
        rows.append((name, f"A{place}", "另一个工种"))
    shown(qtbot, wizard, write_sheets(tmp_path / "表.xlsx", {"表": rows}))
    assert figures(wizard)["变更"] == 30
    assert "50%" in wizard.banner.sentence
    review = wizard.review
    assert review is not None
    directed = review.planner.directions
    for policy, warned in ((Policy.KEEP, False), (Policy.OVERWRITE, True)):
        with qtbot.waitSignal(wizard.plan_shown):
            review.planner.direct(directed.with_policy("trade", policy))
        assert wizard.banner.isHidden() is not warned
    wizard.banner.dismiss()
    with qtbot.waitSignal(wizard.plan_shown):
        review.planner.direct(directed.with_policy("name", Policy.KEEP))
    assert wizard.banner.isHidden()


def test_few_changes_are_not(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    shown(qtbot, wizard, small(tmp_path, ("张三", "13800000001", "综采一队")))
    assert wizard.banner.isHidden()


def test_cells_can_be_pasted(qtbot: QtBot, wizard: ImportWizard) -> None:
    QGuiApplication.clipboard().setText("姓名\t手机号\n张三\t13800000001\n")
    with qtbot.waitSignal(wizard.plan_shown):
        wizard.choose.paste_button.click()
    assert column(wizard, "姓名") == ["张三"]
    assert column(wizard, "位置") == ["第 2 行"]


def test_an_empty_clipboard_is_said(qtbot: QtBot, wizard: ImportWizard) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(wizard.refused):
        wizard.choose.paste_button.click()
    assert "剪贴板" in wizard.banner.sentence


def test_a_file_can_be_dropped(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = small(tmp_path, ("张三", "", "综采一队"))
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(wizard.plan_shown):
        wizard.choose.dropEvent(drop)


def test_reading_can_be_stopped(
    qtbot: QtBot, office: Office, wizard: ImportWizard
) -> None:
    wizard.take_file(BY_TEAM)
    assert wizard.stack.currentWidget() is wizard.working
    wizard.working.cancel_button.click()
    settled(qtbot)
    assert wizard.stack.currentWidget() is wizard.choose
    assert wizard.effect is None


def test_another_file_can_be_taken(qtbot: QtBot, wizard: ImportWizard) -> None:
    shown(qtbot, wizard, BY_TEAM)
    assert wizard.unsaved()
    wizard.other_button.click()
    assert wizard.stack.currentWidget() is wizard.choose
    assert not wizard.unsaved()


def test_the_way_back_is_asked_for(qtbot: QtBot, wizard: ImportWizard) -> None:
    with qtbot.waitSignal(wizard.close_requested):
        wizard.back_button.click()


def test_text_that_looks_like_markup_is_text(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    shown(qtbot, wizard, small(tmp_path, ("张三", "<b>1", "综采一队")))
    assert wizard.plan_pane is not None
    rows = wizard.plan_pane.rows
    tips = [
        rows.data(rows.index(0, place), int(Qt.ItemDataRole.ToolTipRole)) or ""
        for place in range(rows.columnCount())
    ]
    assert any("&lt;b&gt;1" in tip for tip in tips)
    assert not any("<b>" in tip for tip in tips)


def test_the_table_obeys_the_rules_of_models(
    qtbot: QtBot, wizard: ImportWizard, qtmodeltester: object
) -> None:
    shown(qtbot, wizard, BY_TEAM)
    assert wizard.plan_pane is not None
    qtmodeltester.check(wizard.plan_pane.rows)  # type: ignore[attr-defined]  # pytest-qt's


def test_no_column_is_called_like_another() -> None:
    assert len({PLACE, STATE, PROBLEM}) == 3


def test_nothing_waits_after_the_wizard_is_gone(qtbot: QtBot, office: Office) -> None:
    gone = ImportWizard(office, office.register("members"))
    gone.take_file(BY_TEAM)
    gone.deleteLater()
    del gone
    settled(qtbot)
    assert not tasks.busy()
