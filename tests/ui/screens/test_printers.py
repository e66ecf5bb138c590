"""打印机校准: measured step by step, kept, refined, forgotten and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.register.printing.preview import PrintPreview
from ui.screens.desk import Desk
from ui.screens.printer_fault import (
    LARGER,
    FaultDrawing,
    correction_words,
    short_words,
)
from ui.screens.printers import PrintersPage, PrintersRoom
from unionoffice.paper.certificate.calibration import Measured
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.sizes import A4
from unionoffice.printers import offset_of, offsets, save_offset

Drain = Callable[[], None]
LASER, DOTS = "HP LaserJet", "EPSON LQ-735K"
DAY = date(2026, 3, 1)
OFF = PrinterOffset(-1.25, 0.5, 1.001, 1.0)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, drain: Drain) -> PrintersPage:
    save_offset(desk.office, LASER, "手动进纸", OFF, DAY)
    made = PrintersPage(desk, [LASER, DOTS])
    qtbot.addWidget(made)
    made.resize(1190, 700)
    made.show()
    drain()
    return made


def measure(page: PrintersPage, *numbers: float) -> None:
    for box, number in zip(page.steps.sides.values(), numbers, strict=True):
        box.setValue(number)


@pytest.mark.parametrize(
    ("offset", "long", "short"),
    [
        (PrinterOffset(), "不用修正", "不用修正"),
        (
            PrinterOffset(1.2, -0.5),
            "向右移 1.20 毫米，向上移 0.50 毫米",
            "右移 1.20，上移 0.50",
        ),
        (
            PrinterOffset(0, 0, 1.0012, 0.998),
            "横向放大 0.12%，纵向缩小 0.20%",
            "只缩放",
        ),
        (
            OFF,
            "向左移 1.25 毫米，向下移 0.50 毫米，横向放大 0.10%",
            "左移 1.25，下移 0.50",
        ),
    ],
)
def test_a_correction_is_said_in_words(
    offset: PrinterOffset, long: str, short: str
) -> None:
    assert correction_words(offset) == long
    assert short_words(offset) == short


def test_the_fault_is_drawn_larger_than_it_is(qtbot: QtBot) -> None:
    drawing = FaultDrawing()
    qtbot.addWidget(drawing)
    drawing.show_fault(Measured(21, 20, 20, 19.5), A4)
    (first, off), (second, aside) = drawing.crosses()
    assert (off - first).x() == pytest.approx(LARGER)
    assert (off - first).y() == 0
    assert (aside - second).y() == pytest.approx(0.5 * LARGER)


def test_what_was_measured_comes_first_then_the_other_printers(
    page: PrintersPage,
) -> None:
    rows = [
        [page.table.words(row, column) for column in range(4)]
        for row in range(page.table.rowCount())
    ]
    assert rows == [
        [LASER, "手动进纸", "左移 1.25，下移 0.50", "2026-03-01"],
        [DOTS, "所有纸盒", "还没有校准", ""],
    ]


def test_measured_numbers_become_a_correction_that_is_kept(
    page: PrintersPage, desk: Desk, drain: Drain
) -> None:
    page.table.selectRow(1)
    measure(page, 21, 19.5, 19, 20.5)
    assert page.steps.result.text() == (
        "打印时的修正：向左移 1.00 毫米，向下移 0.50 毫米。"
    )
    page.steps.save_button.click()
    drain()
    assert offset_of(desk.office, DOTS) == PrinterOffset(-1, 0.5)
    assert page.table.words(0, 0) == DOTS
    assert page.steps.sides["left_mm"].value() == 20
    assert "已保存" in page.banner.sentence


def test_what_is_kept_can_be_undone(
    page: PrintersPage, desk: Desk, drain: Drain
) -> None:
    page.steps.choose(DOTS, "")
    measure(page, 21, 20, 20, 20)
    page.save()
    drain()
    page.banner.buttons[0].click()
    drain()
    assert [kept.printer for kept in offsets(desk.office)] == [LASER]


def test_a_second_sheet_refines_the_first_correction(
    page: PrintersPage, desk: Desk, drain: Drain
) -> None:
    page.table.selectRow(0)
    assert page.steps.corrected.isVisible()
    assert page.steps.corrected.isChecked()
    measure(page, 20.2, 20, 19.8, 20)
    page.save()
    drain()
    now = offset_of(desk.office, LASER, "手动进纸")
    assert now.right_mm == pytest.approx(OFF.right_mm - 0.2, abs=0.01)
    assert now.scale_x == pytest.approx(OFF.scale_x)


def test_a_sheet_that_was_printed_uncorrected_begins_anew(
    page: PrintersPage, desk: Desk, drain: Drain
) -> None:
    page.table.selectRow(0)
    page.steps.corrected.setChecked(False)
    measure(page, 20.2, 20, 19.8, 20)
    page.save()
    drain()
    assert offset_of(desk.office, LASER, "手动进纸").right_mm == pytest.approx(-0.2)


def test_a_printer_without_a_correction_does_not_ask_how_it_was_printed(
    page: PrintersPage,
) -> None:
    page.table.selectRow(1)
    assert not page.steps.corrected.isVisible()


def test_a_number_that_cannot_be_right_is_said_and_cannot_be_kept(
    page: PrintersPage,
) -> None:
    page.steps.choose(DOTS, "")
    measure(page, 45, 20, 20, 20)
    assert "请再量一次" in page.steps.result.text()
    assert page.steps.result.property("tone") == "error"
    assert not page.steps.save_button.isEnabled()
    measure(page, 20, 20, 20, 20)
    assert page.steps.save_button.isEnabled()


def test_the_size_of_the_sheet_counts(page: PrintersPage) -> None:
    page.steps.choose(DOTS, "")
    measure(page, 20, 20, 21, 20)
    upright = page.steps.offset
    page.steps.paper.setCurrentText("A4 横")
    assert upright is not None
    assert page.steps.offset is not None
    assert upright.scale_x - 1 > page.steps.offset.scale_x - 1 > 0


def test_a_correction_is_forgotten_and_brought_back(
    page: PrintersPage, desk: Desk, drain: Drain
) -> None:
    page.table.selectRow(0)
    page.forget_button.click()
    drain()
    assert offsets(desk.office) == []
    assert page.table.words(0, 2) == "还没有校准"
    page.banner.buttons[0].click()
    drain()
    assert [kept.offset for kept in offsets(desk.office)] == [OFF]


def test_only_what_was_measured_can_be_forgotten(page: PrintersPage) -> None:
    page.table.selectRow(0)
    assert page.forget_button.isEnabled()
    page.table.selectRow(1)
    assert not page.forget_button.isEnabled()


def test_choosing_a_printer_marks_its_line(page: PrintersPage) -> None:
    page.steps.choose(LASER, "手动进纸")
    assert page.table.currentRow() == 0
    page.steps.printer.setCurrentText("没有见过的")
    assert not page.table.selectedIndexes()
    assert page.steps.save_button.isEnabled()


def test_a_tray_of_another_name_can_be_chosen_again(
    page: PrintersPage, desk: Desk, drain: Drain
) -> None:
    desk.bus.publish(save_offset(desk.office, DOTS, "后部托盘", OFF, DAY))
    drain()
    page.table.selectRow(0)
    assert page.steps.chosen == (DOTS, "后部托盘")


def test_without_a_printer_it_is_said_what_can_be_done(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    page = PrintersPage(desk, [])
    qtbot.addWidget(page)
    page.show()
    drain()
    assert page.stack.currentWidget() is page.empty
    assert not page.steps.save_button.isEnabled()
    page.steps.printer.setCurrentText("收发室的打印机")
    assert page.steps.save_button.isEnabled()


def test_the_sheets_are_shown_for_the_printer_and_paper_that_are_chosen(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    room = PrintersRoom(desk)
    qtbot.addWidget(room)
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    drain()
    room.page.steps.choose(LASER, "手动进纸")
    room.page.steps.paper.setCurrentText("A4 横")
    room.page.steps.sheet_button.click()
    drain()
    shown = preview(room)
    assert shown.settings.values() == {
        "paper": "A4 横",
        "printer": f"{LASER}：手动进纸",
    }
    assert shown.sheets is not None
    assert round(shown.sheets.sizes[0][0]) == 297
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    room.page.steps.ruler_button.click()
    drain()
    assert preview(room).job.title == "标尺页"


def preview(room: PrintersRoom) -> PrintPreview:
    shown = room.over
    assert isinstance(shown, PrintPreview)
    return shown
