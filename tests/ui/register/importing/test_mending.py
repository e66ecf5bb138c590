"""Cells of a file are mended in the wizard, and checked again like in the form."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import book_of, settled, write
from ui.register.importing import reading
from ui.register.importing.cell_editor import MARKED, OFFERED, CellLine, CellTable
from ui.register.importing.plan import PlanPane
from ui.register.importing.row_fields import RAW
from ui.register.importing.wizard import ImportWizard
from unionoffice import idcard
from unionoffice.office import Office

CONTROL = Qt.KeyboardModifier.ControlModifier
HEAD = ("姓名", "身份证号", "性别", "手机号", "所在单位")
IDS = [idcard.make("370825", date(1990, 1, day), 103) for day in (1, 2, 3, 4)]
WRONG_ID = IDS[0][:17] + ("0" if IDS[0][17] != "0" else "1")
ROWS = (
    ("张三", WRONG_ID, "男", "13800000001", "综采一队"),
    ("李四", IDS[1], "难", "13800000002", "综采一队"),
    ("王五", IDS[2], "男", "138", "机电队"),
    ("赵六", IDS[3], "男", "13800000004", "机电队"),
)


@pytest.fixture
def wizard(qtbot: QtBot, office: Office) -> ImportWizard:
    """A file with a wrong ID number, an unknown sex and half a telephone number."""
    made = ImportWizard(office, office.register("members"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    with qtbot.waitSignal(made.plan_shown, timeout=20_000):
        made.take_workbook(book_of({"表": [HEAD, *ROWS]}))
    settled(qtbot)
    return made


def pane_of(wizard: ImportWizard) -> PlanPane:
    assert wizard.plan_pane is not None
    return wizard.plan_pane


def at(wizard: ImportWizard, row: int, heading: str) -> QModelIndex:
    rows = pane_of(wizard).rows
    place = [column.heading for column in rows.columns].index(heading)
    return rows.index(row, place)


def go(wizard: ImportWizard, row: int, heading: str) -> None:
    pane_of(wizard).table.setFocus()
    pane_of(wizard).table.setCurrentIndex(at(wizard, row, heading))


def here(wizard: ImportWizard) -> tuple[int, str]:
    index = pane_of(wizard).table.currentIndex()
    return index.row(), pane_of(wizard).rows.columns[index.column()].heading


def line_in(table: CellTable) -> CellLine:
    """The cell that is open; a closed one lingers for a moment."""
    (found,) = (line for line in table.findChildren(CellLine) if line.isVisible())
    return found


def type_over(wizard: ImportWizard, words: str, *, press_enter: bool = True) -> None:
    """Type as a person does: the first key opens the cell."""
    table = pane_of(wizard).table
    QTest.keyClick(table, Qt.Key.Key_F2)
    line = line_in(table)
    line.selectAll()
    write(line, words)
    if press_enter:
        QTest.keyClick(line, Qt.Key.Key_Return)
        QApplication.processEvents()


def fates(wizard: ImportWizard) -> list[str]:
    rows = pane_of(wizard).rows
    return [rows.index(row, 1).data() for row in range(rows.rowCount())]


def test_enter_mends_a_cell_and_goes_to_the_next_that_is_wrong(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    assert fates(wizard) == ["不能导入", "新增", "新增", "新增"]
    pane_of(wizard).go_to_problem()
    assert here(wizard) == (0, "身份证号")
    type_over(wizard, IDS[0])
    assert here(wizard) == (1, "性别")
    type_over(wizard, "男")
    assert here(wizard) == (2, "手机号")
    type_over(wizard, "13800000003")
    settled(qtbot)
    assert fates(wizard) == ["新增"] * 4
    assert here(wizard) == (2, "手机号")
    assert wizard.review is not None
    assert wizard.review.mends == 3
    assert wizard.apply_button.text() == "导入 4 条"
    assert "改过的 3 格" in wizard.unsaved()
    pane_of(wizard).tools.problem_button.click()
    assert pane_of(wizard).tools.state.text() == "这里没有需要改的"


def test_a_mended_cell_is_marked_and_can_be_restored(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    cell = at(wizard, 0, "身份证号")
    go(wizard, 0, "身份证号")
    type_over(wizard, IDS[0])
    settled(qtbot)
    assert cell.data(MARKED)
    tip = cell.data(int(Qt.ItemDataRole.ToolTipRole))
    assert WRONG_ID in tip
    assert IDS[0] in tip
    go(wizard, 0, "身份证号")
    QTest.keyClick(pane_of(wizard).table, Qt.Key.Key_Delete, CONTROL)
    settled(qtbot)
    assert not cell.data(MARKED)
    assert fates(wizard)[0] == "不能导入"


def test_what_was_mended_can_be_taken_back_and_said_again(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    go(wizard, 0, "身份证号")
    type_over(wizard, IDS[0])
    settled(qtbot)
    table, tools = pane_of(wizard).table, pane_of(wizard).tools
    go(wizard, 3, "姓名")
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert here(wizard) == (0, "身份证号")
    settled(qtbot)
    assert fates(wizard)[0] == "不能导入"
    assert not tools.undo_button.isEnabled()
    tools.redo_button.click()
    settled(qtbot)
    assert fates(wizard)[0] == "新增"


def test_escape_gives_a_cell_up_and_delete_empties_it(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    go(wizard, 2, "手机号")
    type_over(wizard, "139", press_enter=False)
    line = line_in(pane_of(wizard).table)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert at(wizard, 2, "手机号").data() == "138"
    QTest.keyClick(pane_of(wizard).table, Qt.Key.Key_Delete)
    settled(qtbot)
    assert at(wizard, 2, "手机号").data() == ""
    assert wizard.isVisible()


def test_half_typed_words_survive_a_plan_that_comes_in(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    go(wizard, 0, "身份证号")
    type_over(wizard, IDS[0])
    assert here(wizard) == (1, "性别")
    type_over(wizard, "男性", press_enter=False)
    settled(qtbot)
    line = line_in(pane_of(wizard).table)
    assert line.text() == "男性"
    assert fates(wizard)[0] == "不能导入"  # the newer plan waits
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    settled(qtbot)
    assert fates(wizard)[0] == "新增"
    assert at(wizard, 1, "性别").data() == "男"


def test_of_many_mends_in_a_row_none_is_lost(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    rows = pane_of(wizard).rows
    for row in range(4):
        rows.setData(at(wizard, row, "手机号"), f"1390000000{row}")
    assert not wizard.apply_button.isEnabled()
    settled(qtbot)
    phones = [at(wizard, row, "手机号").data() for row in range(4)]
    assert phones == [f"1390000000{row}" for row in range(4)]
    assert wizard.apply_button.isEnabled()


def test_a_filter_keeps_the_row_that_was_mended(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    pane = pane_of(wizard)
    pane.bar.choose("不能导入")
    assert fates(wizard) == ["不能导入"]
    go(wizard, 0, "身份证号")
    type_over(wizard, IDS[0])
    settled(qtbot)
    assert fates(wizard) == ["新增"]
    counts = {tile.figure.label: tile.figure.count for tile in pane.bar.tiles}
    assert counts["不能导入"] == 0


def test_a_row_is_mended_in_its_detail_too(
    qtbot: QtBot, wizard: ImportWizard, qtmodeltester: object
) -> None:
    go(wizard, 0, "姓名")
    detail = pane_of(wizard).detail
    qtmodeltester.check(detail.fields)  # type: ignore[attr-defined]  # pytest-qt's
    place = next(
        row
        for row in range(detail.fields.rowCount())
        if detail.fields.index(row, 0).data() == "身份证号"
    )
    detail.fields.setData(detail.fields.index(place, RAW), IDS[0])
    settled(qtbot)
    assert fates(wizard)[0] == "新增"
    assert detail.restore_button.isVisible()
    detail.restore_button.click()
    settled(qtbot)
    assert fates(wizard)[0] == "不能导入"


def test_a_long_number_goes_on_in_another_line_of_the_detail(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    go(wizard, 0, "姓名")
    table = pane_of(wizard).detail.table
    fields = {table.fields.index(row, 0).data(): row for row in range(3)}
    heights = {}
    for width in (300, 900):
        table.setFixedWidth(width)
        QApplication.processEvents()
        table.resizeRowsToContents()
        heights[width] = table.rowHeight(fields["身份证号"])
    assert heights[300] > heights[900] == table.rowHeight(fields["姓名"])


def test_a_choice_is_offered_where_there_is_one(wizard: ImportWizard) -> None:
    assert {"男", "女"} <= set(at(wizard, 1, "性别").data(OFFERED))
    assert "机电队" in at(wizard, 1, "所在单位").data(OFFERED)
    assert not at(wizard, 1, "手机号").data(OFFERED)


def test_f8_finds_what_is_wrong_and_f2_opens_it(
    wizard: ImportWizard,
) -> None:
    table = pane_of(wizard).table
    go(wizard, 1, "姓名")
    QTest.keyClick(table, Qt.Key.Key_F8)
    assert here(wizard) == (0, "身份证号")  # what keeps a row out comes first
    go(wizard, 0, "问题")
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert here(wizard) == (0, "身份证号")
    assert pane_of(wizard).table.editing


def test_leaving_with_mends_is_asked_about(qtbot: QtBot, wizard: ImportWizard) -> None:
    rows = pane_of(wizard).rows
    rows.setData(at(wizard, 0, "手机号"), "13900000000")
    left: list[None] = []
    wizard.close_requested.connect(lambda: left.append(None))
    wizard.back_button.click()
    assert not left
    assert "改过的 1 格" in wizard.findChildren(QMessageBox)[0].text()


def test_the_first_rows_of_a_large_file_are_there_before_the_whole(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGE", 20)
    monkeypatch.setattr(reading, "FIRST", 8)
    rows = [("姓名", "手机号")] + [(f"张{n}", f"138{n:08d}") for n in range(50)]
    rows[40] = ("", "13800000040")
    wizard = ImportWizard(office, office.register("members"))
    qtbot.addWidget(wizard)
    seen: list[tuple[int, bool, str]] = []
    widths: list[int] = []

    def note() -> None:
        count, able = pane_of(wizard).rows.rowCount(), wizard.apply_button.isEnabled()
        seen.append((count, able, wizard.foot.hint.text()))
        widths.append(pane_of(wizard).table.columnWidth(3))

    wizard.plan_shown.connect(note)
    wizard.take_workbook(book_of({"表": rows}))
    settled(qtbot)
    (first, able, hint), (whole, able_then, _) = seen
    assert (first, able, whole, able_then) == (37, False, 50, True)
    assert "正在核对其余 13 行" in hint
    assert widths[0] < widths[1]  # a problem came, and with it room to say so
