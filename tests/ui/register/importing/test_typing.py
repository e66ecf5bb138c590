"""照纸表录入: typed from paper, checked by the same plan as a file."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import settled, write
from ui.register.importing.cell_editor import OFFERED, CellLine
from ui.register.importing.plan import PlanPane
from ui.register.importing.typing import TypingPage
from ui.register.importing.typing_rows import LEAST, TypedRows, block_of, text_of
from ui.register.importing.wizard import ImportWizard
from unionoffice import idcard
from unionoffice.office import Office
from unionoffice.register.complaint import Level
from unionoffice.sheets.writing.out_columns import entry_columns

CONTROL = Qt.KeyboardModifier.ControlModifier
GOOD_ID = idcard.make("370825", date(1990, 1, 1), 103)
BAD_ID = GOOD_ID[:17] + ("0" if GOOD_ID[17] != "0" else "1")


@pytest.fixture
def wizard(qtbot: QtBot, office: Office) -> ImportWizard:
    made = ImportWizard(office, office.register("members"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(qtbot: QtBot, wizard: ImportWizard) -> TypingPage:
    wizard.choose.typing_button.click()
    settled(qtbot)
    assert wizard.typing is not None
    return wizard.typing


@pytest.fixture
def rows(office: Office) -> TypedRows:
    columns = entry_columns(office.register("members"))
    return TypedRows(columns, office.clock.today)


def here(page: TypingPage) -> tuple[int, int]:
    index = page.table.currentIndex()
    return index.row(), index.column()


def type_words(page: TypingPage, words: str) -> None:
    """Type into the current cell and press Enter; the first word opens the cell."""
    write(page.table, words)
    (line,) = (x for x in page.table.findChildren(CellLine) if x.isVisible())
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def column_of(page: TypingPage, header: str) -> int:
    return [column.header for column in page.rows.columns].index(header)


def test_words_go_to_the_right_and_on_to_the_next_row(page: TypingPage) -> None:
    assert here(page) == (0, 0)
    type_words(page, "张三")
    assert here(page) == (0, 1)
    type_words(page, GOOD_ID)
    assert page.rows.rows()[0][:2] == ("张三", GOOD_ID)
    page.table.go_to(0, len(page.rows.columns) - 1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert here(page) == (1, 0)
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert here(page) == (0, len(page.rows.columns) - 1)
    page.table.go_to(1, 0)
    QTest.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    assert page.rows.rows()[1][0] == "张三"
    QTest.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    assert len(page.rows.rows()) == 1
    assert page.counted.text() == "已录入 1 行"


def test_what_was_typed_goes_through_the_plan_and_comes_back_to_be_mended(
    qtbot: QtBot, office: Office, wizard: ImportWizard, page: TypingPage
) -> None:
    unit = column_of(page, "所在单位")
    page.rows.put(0, 0, [["张三", BAD_ID], ["李四", ""]])
    page.rows.put(0, unit, [["综采一队"], ["机电队"]])
    with qtbot.waitSignal(wizard.plan_shown):
        page.check_button.click()
    settled(qtbot)
    pane = wizard.plan_pane
    assert isinstance(pane, PlanPane)
    assert pane.rows.index(0, 0).data() == "第 1 行"
    assert wizard.apply_button.text() == "导入 1 条"
    assert wizard.other_button.text() == "返回修改"
    pane.go_to_problem()
    pane.rows.setData(pane.table.currentIndex(), GOOD_ID)
    settled(qtbot)
    wizard.other_button.click()
    assert wizard.stack.currentWidget() is page
    assert page.rows.rows()[0][:2] == ("张三", GOOD_ID)
    assert page.rows.rows()[1][unit] == "机电队"
    page.rows.put(2, 0, [["王五"]])
    with qtbot.waitSignal(wizard.plan_shown):
        page.check_button.click()
    settled(qtbot)
    with qtbot.waitSignal(wizard.imported):
        wizard.apply_button.click()
    assert len(office.ids(office.view(office.register("members")))) == 3


def test_a_block_is_pasted_from_excel_and_copied_back(page: TypingPage) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(f"张三\t{GOOD_ID}\r\n李四\t\r\n")
    page.table.paste()
    assert [row[:2] for row in page.rows.rows()] == [("张三", GOOD_ID), ("李四", "")]
    page.table.selectAll()
    page.table.copy()
    assert clipboard.text().splitlines()[0].split("\t")[:2] == ["张三", GOOD_ID]
    page.table.go_to(0, len(page.rows.columns) - 1)
    told: list[str] = []
    page.told.connect(told.append)
    clipboard.setText("甲\t乙\t丙")
    QTest.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    assert "2 列没有地方放" in told[0]
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.rows.rows()[0][-1] == ""


def test_choices_are_offered_and_all_columns_can_be_shown(page: TypingPage) -> None:
    unit = column_of(page, "所在单位")
    assert "机电队" in page.rows.index(0, unit).data(OFFERED)
    page.rows.put(0, 0, [["张三"]])
    few = len(page.rows.columns)
    page.all_box.click()
    assert len(page.rows.columns) > few
    assert page.rows.rows()[0][0] == "张三"
    last = len(page.rows.columns) - 1
    page.rows.put(0, last, [["别处看不到"]])
    assert not page.all_box.isEnabled()  # what stands there would be hidden


def test_leaving_what_was_typed_is_asked_about(
    wizard: ImportWizard, page: TypingPage
) -> None:
    left: list[None] = []
    wizard.close_requested.connect(lambda: left.append(None))
    page.rows.put(0, 0, [["张三"]])
    assert "1 行还没有导入" in wizard.unsaved()
    wizard.back_button.click()
    assert not left
    (asked,) = wizard.findChildren(QMessageBox)
    assert "录入的 1 行" in asked.text()


def test_a_sheet_grows_by_itself_and_is_judged_cell_by_cell(rows: TypedRows) -> None:
    assert rows.rowCount() == LEAST
    rows.put(LEAST + 5, 0, [["张三", BAD_ID]])
    assert rows.rowCount() > LEAST + 6
    assert rows.complaint(LEAST + 5, 0) == (None, "")
    level, sentence = rows.complaint(LEAST + 5, 1)
    assert level is Level.REJECT
    assert "校验码" in sentence
    assert rows.count() == 1
    assert len(rows.rows()) == LEAST + 6


def test_rows_obey_the_rules_of_models(rows: TypedRows, qtmodeltester: object) -> None:
    qtmodeltester.check(rows)  # type: ignore[attr-defined]  # pytest-qt's


def test_cells_with_tabs_and_line_ends_survive_copy_and_paste() -> None:
    block = [["张三", 'a"b'], ["两\n行", "带\t制表符"]]
    assert block_of(text_of(block)) == block
    assert block_of("甲\t乙\r\n丙\t丁\r\n") == [["甲", "乙"], ["丙", "丁"]]
