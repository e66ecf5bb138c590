"""The sheet of a form: bands, examples, merged cells, keys, drag and drop."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui import theme
from ui.screens.reporting.grid import Grid, ground
from ui.screens.reporting.grid_model import (
    FIELD_TYPE,
    GridModel,
    Mark,
    Marks,
)
from unionoffice.reporting.picture import CellPicture, Place, SheetPicture

BAND = 3
SHEET = SheetPicture(
    "采集表",
    (60, 80, 120, 60),
    (30, 20, 20, 20, 20, 20),
    {
        (1, 1): CellPicture("实名制信息采集表", "center", bold=True),
        (2, 1): CellPicture("序号"),
        (2, 2): CellPicture("姓名"),
        (2, 3): CellPicture("证件号码"),
        (5, 1): CellPicture("填表人："),
    },
    ((1, 1, 1, 4),),
)
EXAMPLES: list[Mapping[Place, str]] = [{(0, 2): "王福"}, {(0, 2): "李四"}]
NAME = Mark("姓名", "会员花名册：姓名")
MARKS = Marks({(BAND, 2): NAME}, BAND, 1, EXAMPLES, frozenset({(BAND, 3)}))


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    made = Grid()
    qtbot.addWidget(made)
    made.resize(420, 260)
    made.show_sheet(SHEET, MARKS)
    made.show()
    return made


def column(model: GridModel, place: int) -> list[str]:
    return [model.index(line, place).data() for line in range(model.rowCount())]


def heads(model: GridModel, way: Qt.Orientation) -> list[str]:
    upright = way is Qt.Orientation.Vertical
    count = model.rowCount() if upright else model.columnCount()
    return [model.headerData(place, way) for place in range(count)]


@pytest.mark.parametrize("marks", [None, Marks(), MARKS], ids=["empty", "bare", "full"])
def test_the_model_keeps_the_rules_of_models(
    qtmodeltester: ModelTester, marks: Marks | None
) -> None:
    model = GridModel()
    if marks is not None:
        model.show_sheet(SHEET, marks)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types


def test_examples_stand_under_the_band_and_nothing_is_hidden_by_them() -> None:
    model = GridModel()
    model.show_sheet(SHEET, MARKS)
    told = heads(model, Qt.Orientation.Vertical)
    assert told == ["1", "2", "每条 3", "例 1", "例 2", "4", "5", "6"]
    assert heads(model, Qt.Orientation.Horizontal) == ["A", "B", "C", "D"]
    assert column(model, 1)[2:5] == ["姓名", "王福", "李四"]
    assert model.index(2, 2).data() == "没有对上"
    assert model.index(6, 0).data() == "填表人："
    assert [model.row_of(model.line_of(row)) for row in range(1, 7)] == [*range(1, 7)]


def test_a_record_of_two_rows_has_examples_of_two_lines() -> None:
    model = GridModel()
    both = [{(0, 2): "王福", (1, 2): "采煤一队"}]
    model.show_sheet(SHEET, Marks({}, BAND, 2, both))
    told = heads(model, Qt.Orientation.Vertical)
    assert told == ["1", "2", "每条 3", "每条 4", "例 1", "", "5", "6"]
    assert column(model, 1)[4:6] == ["王福", "采煤一队"]
    assert [model.band_row_of(line) for line in (3, 4, 5)] == [None, 3, 4]


def test_without_a_band_there_are_no_examples() -> None:
    model = GridModel()
    model.show_sheet(SHEET, MARKS)
    assert model.show_marks(Marks(examples=EXAMPLES))
    assert model.rowCount() == 6


def test_the_keyboard_stands_on_whole_cells_and_never_maps_an_example(
    grid: Grid,
) -> None:
    grid.go_to((1, 3))
    places = [grid.place]
    assert grid.columnSpan(0, 0) == 4
    grid.go_to((BAND, 2))
    for _ in range(3):
        QTest.keyClick(grid, Qt.Key.Key_Down)
        places.append(grid.place)
    assert places == [(1, 1), None, None, (4, 2)]


def test_keys_ask_for_a_field_search_for_one_and_take_it_away(
    grid: Grid, qtbot: QtBot
) -> None:
    for key, typed in ((Qt.Key.Key_Return, ""), (Qt.Key.Key_F2, "")):
        with qtbot.waitSignal(grid.choice_requested) as asked:
            QTest.keyClick(grid, key)
        assert asked.args == [typed]
    with qtbot.waitSignal(grid.choice_requested) as asked:
        QTest.keyClicks(grid, "x")
    assert asked.args == ["x"]
    with qtbot.waitSignal(grid.removal_requested):
        QTest.keyClick(grid, Qt.Key.Key_Delete)
    with qtbot.waitSignal(grid.menu_requested):
        QTest.keyClick(grid, Qt.Key.Key_Menu)


def drop(grid: Grid, line: int, place: int, key: str) -> bool:
    """Let a field go over a cell, as the mouse would; whether it was taken."""
    dragged = QMimeData()
    dragged.setData(FIELD_TYPE, key.encode())
    model = grid.grid
    at = grid.visualRect(model.index(line, place)).center()
    event = QDropEvent(
        at.toPointF(),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    grid.dropEvent(event)
    return event.isAccepted()


def test_a_field_is_dropped_onto_a_cell_but_onto_no_example(
    grid: Grid, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(grid.grid.dropped) as dropped:
        assert drop(grid, 2, 2, "id_number")
    assert dropped.args == [BAND, 3, "id_number"]
    with qtbot.assertNotEmitted(grid.grid.dropped):
        drop(grid, 3, 2, "id_number")


def test_after_marks_that_move_rows_the_keyboard_is_where_it_was(grid: Grid) -> None:
    grid.go_to((5, 1))
    grid.show_marks(Marks({}, BAND))
    assert grid.place == (5, 1)
    assert grid.currentIndex().row() == 4
    grid.show_marks(MARKS)
    assert grid.currentIndex().row() == 6


def test_what_is_mapped_missing_or_wrong_has_a_colour_of_its_own(grid: Grid) -> None:
    model, look = grid.grid, theme.current()
    told = [
        ground(model.shown(line, place)) for line, place in ((2, 1), (2, 2), (2, 3))
    ]
    assert told == [look.colour(f"{c}_soft") for c in ("accent", "warning", "ok")]
    model.show_marks(Marks({(BAND, 2): Mark("没有了", bad=True)}, BAND))
    assert ground(model.shown(2, 1)) == look.colour("error_soft")
