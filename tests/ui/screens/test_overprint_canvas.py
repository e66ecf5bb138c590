"""The canvas: places dragged and pulled with the mouse, and moved with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.screens.overprint.canvas import PAD
from ui.screens.overprint.canvas_view import LEAST, MOST, CanvasView
from ui.screens.overprint.editing import NOTHING, Draft, Editing
from unionoffice.paper.certificate.overprint import Field, OverprintForm

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
FORM = OverprintForm(
    "试", 200, 140, (Field("姓名", 40, 50, 80, 12), Field("单位", 100, 91, 61, 10))
)


@pytest.fixture
def view(qtbot: QtBot) -> CanvasView:
    editing = Editing()
    made = CanvasView(editing)
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    editing.open(Draft(FORM), 1)
    made.canvas.setFocus()
    return made


def at(view: CanvasView, x_mm: float, y_mm: float) -> QPoint:
    scale = view.canvas.scale
    return QPointF(PAD + x_mm * scale, PAD + y_mm * scale).toPoint()


def drag(
    view: CanvasView,
    start: tuple[float, float],
    end: tuple[float, float],
    keys: Qt.KeyboardModifier = ALT,
) -> None:
    """Take hold at a place in mm, and let go at another; with Alt nothing is drawn."""
    canvas = view.canvas
    QTest.mousePress(canvas, LEFT, NONE, at(view, *start))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    for place in (middle, end):
        event = mouse_move(QPointF(at(view, *place)), keys)
        canvas.mouseMoveEvent(event)
    QTest.mouseRelease(canvas, LEFT, NONE, at(view, *end))


def mouse_move(place: QPointF, keys: Qt.KeyboardModifier) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, LEFT, keys
    )


def test_the_whole_sheet_is_seen_at_first(view: CanvasView) -> None:
    shown, room = view.canvas.size(), view.area.viewport().size()
    assert shown.width() <= room.width()
    assert shown.height() <= room.height()
    assert shown.width() >= room.width() - 4 or shown.height() >= room.height() - 4


def test_a_click_selects_the_place_under_it_and_one_beside_it_nothing(
    view: CanvasView,
) -> None:
    QTest.mouseClick(view.canvas, LEFT, NONE, at(view, 60, 56))
    assert view.editing.selected == 0
    QTest.mouseClick(view.canvas, LEFT, NONE, at(view, 10, 10))
    assert view.editing.selected == NOTHING


def test_a_place_is_dragged_in_one_step(view: CanvasView) -> None:
    drag(view, (60, 56), (83, 40))
    field = view.editing.form.fields[0]
    assert field.x_mm == pytest.approx(63, abs=0.5)
    assert field.y_mm == pytest.approx(34, abs=0.5)
    assert (field.width_mm, field.height_mm) == (80, 12)
    view.editing.undo()
    assert view.editing.form == FORM


def test_a_dragged_place_is_drawn_to_its_neighbour(view: CanvasView) -> None:
    drag(view, (60, 56), (119.2, 70.7), NONE)
    assert view.editing.form.fields[0].x_mm == 100


def test_the_line_it_is_drawn_to_is_shown_while_it_is_held(view: CanvasView) -> None:
    def red() -> int:
        shot = view.canvas.grab().toImage()
        column = at(view, 100, 0).x()
        heights = range(PAD + 2, shot.height() - PAD - 2)
        colours = [shot.pixelColor(column, y) for y in heights]
        return sum(c.red() > c.blue() + 60 for c in colours)

    canvas = view.canvas
    QTest.mousePress(canvas, LEFT, NONE, at(view, 60, 56))
    canvas.mouseMoveEvent(mouse_move(QPointF(at(view, 119.5, 30)), NONE))
    held = red()
    QTest.mouseRelease(canvas, LEFT, NONE, at(view, 119.5, 30))
    assert held > 100
    assert red() == 0


def test_a_key_that_qt_has_no_name_for_does_nothing(view: CanvasView) -> None:
    view.editing.select(0)
    odd = QKeyEvent(QEvent.Type.KeyPress, 0x1FFFFF0, NONE)
    QApplication.sendEvent(view.canvas, odd)
    assert view.editing.form == FORM


def test_the_lower_right_corner_is_pulled(view: CanvasView) -> None:
    view.editing.select(0)
    drag(view, (120, 62), (140, 80))
    field = view.editing.form.fields[0]
    assert (field.x_mm, field.y_mm) == (40, 50)
    assert field.width_mm == pytest.approx(100, abs=0.6)
    assert field.height_mm == pytest.approx(30, abs=0.6)


def test_the_left_side_is_pulled_and_the_right_one_stays(view: CanvasView) -> None:
    view.editing.select(1)
    drag(view, (100, 91), (90, 85))
    field = view.editing.form.fields[1]
    assert field.x_mm + field.width_mm == pytest.approx(161)
    assert field.y_mm + field.height_mm == pytest.approx(101)
    assert field.x_mm == pytest.approx(90, abs=0.6)


@pytest.mark.parametrize(
    ("key", "keys", "x", "y"),
    [
        (Qt.Key.Key_Right, NONE, 40.5, 50),
        (Qt.Key.Key_Left, CONTROL, 39.9, 50),
        (Qt.Key.Key_Down, SHIFT, 40, 55),
        (Qt.Key.Key_Up, NONE, 40, 49.5),
    ],
)
def test_arrow_keys_move_the_place(
    view: CanvasView, key: Qt.Key, keys: Qt.KeyboardModifier, x: float, y: float
) -> None:
    view.editing.select(0)
    QTest.keyClick(view.canvas, key, keys)
    field = view.editing.form.fields[0]
    assert (field.x_mm, field.y_mm) == (x, y)


def test_with_alt_the_arrow_keys_stretch_it(view: CanvasView) -> None:
    view.editing.select(0)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, ALT)
    QTest.keyClick(view.canvas, Qt.Key.Key_Up, ALT)
    field = view.editing.form.fields[0]
    assert (field.width_mm, field.height_mm) == (80.5, 11.5)


def test_delete_takes_it_away_and_escape_lets_it_go(view: CanvasView) -> None:
    view.editing.select(1)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.editing.selected == NOTHING
    view.editing.select(1)
    QTest.keyClick(view.canvas, Qt.Key.Key_Delete)
    assert [field.key for field in view.editing.form.fields] == ["姓名"]


def test_tab_walks_through_the_places_and_on(view: CanvasView) -> None:
    walked = []
    for _ in range(3):
        QTest.keyClick(view.canvas, Qt.Key.Key_Tab)
        walked.append(view.editing.selected)
    assert walked == [0, 1, NOTHING]


def test_the_selected_place_is_told_in_words(view: CanvasView) -> None:
    view.editing.select(0)
    told = view.canvas.accessibleDescription()
    assert told == "姓名，左 40，上 50，宽 80，高 12 毫米"


def test_the_sheet_is_white_in_the_dark_too(
    view: CanvasView, qapp: QApplication
) -> None:
    try:
        theme.dress(qapp, theme.Shade.DARK)
        drawn = view.canvas.grab().toImage()
    finally:
        theme.dress(qapp, theme.Shade.LIGHT)
    assert drawn.pixelColor(at(view, 10, 10)) == QColor(Qt.GlobalColor.white)


def test_the_scan_lies_under_the_places_and_can_be_hidden(view: CanvasView) -> None:
    scan = QImage(50, 35, QImage.Format.Format_RGB32)
    scan.fill(Qt.GlobalColor.red)
    view.canvas.set_scan(scan)
    spot = at(view, 190, 130)
    assert view.canvas.grab().toImage().pixelColor(spot).green() < 200
    view.canvas.set_scan_shown(False)
    assert view.canvas.grab().toImage().pixelColor(spot).green() == 255


def test_a_place_too_small_for_its_text_is_red(view: CanvasView) -> None:
    def inside() -> QColor:
        return view.canvas.grab().toImage().pixelColor(at(view, 80, 56))

    assert inside().blue() > inside().red()
    view.canvas.set_texts(QImage(), frozenset({"姓名"}))
    assert inside().red() > inside().blue()


def test_it_is_shown_larger_and_smaller_within_reason(view: CanvasView) -> None:
    for _ in range(40):
        view.step(larger=True)
    assert view.canvas.scale == MOST
    for _ in range(60):
        view.step(larger=False)
    assert view.canvas.scale == LEAST
    view.fit()
    assert view.canvas.width() <= view.area.viewport().width()


def test_ctrl_and_the_wheel_change_the_size(view: CanvasView) -> None:
    before = view.zoom
    spot = QPointF(100, 100)
    turn = QWheelEvent(
        spot,
        spot,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.area.viewport(), turn)
    assert view.zoom > before


def test_the_rulers_begin_where_the_sheet_does(view: CanvasView) -> None:
    corner = view.canvas.mapTo(view.area, QPoint(PAD, PAD))
    assert view.top.zero == corner.x()
    assert view.left.zero == corner.y()
