from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import saved, seen
from ui import icons
from ui.register.table import RowTable, plain
from ui.register.table_model import TableModel
from unionoffice.catalogue import REGISTERS
from unionoffice.office import Office
from unionoffice.register.register import Register


@pytest.fixture
def table(qtbot: QtBot, office: Office, people: list[int]) -> RowTable:
    assert people
    view = office.view(office.register("members"))
    made = RowTable(TableModel(office, view, view.register.columns))
    made.show_columns(view.register.columns, {"name": 60})
    made.show_rows(view, array("q", office.ids(view)))
    seen(qtbot, made)
    return made


def hover(table: RowTable, row: int, column: int) -> str:
    """What is said when the mouse rests on a cell."""
    QToolTip.hideText()
    index = table.rows.index(row, column)
    place = table.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    delegate = table.itemDelegate()
    delegate.helpEvent(event, table, QStyleOptionViewItem(), index)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_what_is_cut_off_is_said_in_a_tooltip(table: RowTable) -> None:
    table.setColumnWidth(6, 50)
    assert "正常（在会）" in hover(table, 0, 6)


def test_what_fits_needs_no_tooltip(table: RowTable) -> None:
    table.setColumnWidth(6, 300)
    assert hover(table, 0, 6) == ""


def test_a_tooltip_shows_markup_as_text() -> None:
    assert "&lt;img" in plain("<img src=x>")


def test_selected_records_are_known_by_their_keys(table: RowTable) -> None:
    table.selectAll()
    assert table.selected_keys() == list(table.rows.keys)


def test_going_to_a_record_selects_it_alone(table: RowTable) -> None:
    table.selectAll()
    key = table.rows.key_at(40)
    assert table.go_to(key)
    assert (table.selected_keys(), table.current_key) == ([key], key)


def test_going_to_a_record_selects_it_alone_while_ctrl_is_held(
    table: RowTable,
) -> None:
    table.selectRow(3)
    QTest.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    key = table.rows.key_at(40)
    assert table.go_to(key)
    QTest.keyRelease(table, Qt.Key.Key_Control)
    assert table.selected_keys() == [key]


def test_a_record_that_is_not_there_cannot_be_gone_to(table: RowTable) -> None:
    assert not table.go_to(987_654)


def test_other_rows_keep_what_is_left_of_the_selection(table: RowTable) -> None:
    table.selectAll()
    fewer = table.rows.keys[10:20]
    table.show_rows(table.rows.view, fewer)
    assert table.selected_keys() == list(fewer)


def test_moving_to_another_row_says_so_but_reading_again_does_not(
    qtbot: QtBot, table: RowTable
) -> None:
    with qtbot.waitSignal(table.current_moved) as moved:
        table.selectRow(5)
    with qtbot.assertNotEmitted(table.current_moved):
        table.show_rows(table.rows.view, table.rows.keys[1:])
    assert moved.args == [table.rows.key_at(4)]


def test_a_heading_asks_for_sorting_by_its_column(
    qtbot: QtBot, table: RowTable
) -> None:
    header = table.horizontalHeader()
    with qtbot.waitSignal(table.sort_requested) as asked:
        header.setSortIndicator(3, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["unit_id", True]


def test_showing_how_it_is_sorted_asks_for_nothing(
    qtbot: QtBot, table: RowTable
) -> None:
    with qtbot.assertNotEmitted(table.sort_requested):
        table.show_sorting("age", descending=True)
    assert table.horizontalHeader().sortIndicatorSection() == 2


def test_a_moved_column_is_kept_in_its_new_place(qtbot: QtBot, table: RowTable) -> None:
    with qtbot.waitSignal(table.columns_changed):
        table.horizontalHeader().moveSection(0, 2)
    assert list(table.columns_shown())[:3] == ["sex", "age", "name"]


def test_the_right_button_asks_for_a_menu(qtbot: QtBot, table: RowTable) -> None:
    here = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, here, here)
    with qtbot.waitSignal(table.menu_requested):
        QApplication.sendEvent(table.viewport(), event)


def test_a_row_read_again_shows_what_was_written(
    table: RowTable, office: Office
) -> None:
    key = table.rows.key_at(0)
    draft = office.draft(office.register("members"), key)
    saved(office, draft.with_values(trade="爆破工"))
    table.show_rows(table.rows.view, table.rows.keys[:])
    assert "爆破工" in table.rows.words(0)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: str(item.key))
def test_every_icon_a_register_names_is_there(register: Register) -> None:
    named = {register.icon, *(action.icon for action in register.actions)} - {""}
    assert named <= set(icons.names())
