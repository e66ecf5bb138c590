"""From the preview to the printer: choices, parts, true size, and the ledger."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import settled
from tests.ui.register.printing.test_preview import made
from ui.messages import Notice
from ui.register.printing.print_choice import (
    LOOK_AT_FIRST,
    TURN_OVER,
    PrintChoice,
    Sides,
)
from ui.register.printing.print_dialog import NO_PRINTER, PrintDialog
from ui.register.printing.print_run import PrintRun
from ui.register.printing.rendering import Sheets, page_image, print_pages, sheets_of
from ui.tasks import Progress
from unionoffice.catalogue import REGISTERS
from unionoffice.office import Office
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.document import Document, Page, Rule, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import Role
from unionoffice.print_ledger.find import newest

MEASURED = PrinterOffset(right_mm=1.5, down_mm=-2.0)


def pages(count: int) -> Sheets:
    texts = [Text(60, 60, f"第{n}张", Role.BODY, 20) for n in range(1, count + 1)]
    return sheets_of(
        pdf_bytes(Document("试", tuple(Page(210, 297, (each,)) for each in texts)))
    )


def offset_of(printer: str, tray: str) -> PrinterOffset:
    return MEASURED if (printer, tray) == ("甲", "手动进纸") else PrinterOffset()


@pytest.fixture
def dialog(qtbot: QtBot, office: Office) -> PrintDialog:
    preview = made(qtbot, office)
    dialog = PrintDialog(preview, "花名册", 8, offset_of, ["甲", "乙"])
    dialog.open()
    return dialog


@pytest.mark.parametrize(
    ("choice", "parts"),
    [
        (PrintChoice(), [(0, 1, 2, 3, 4)]),
        (PrintChoice(first=2, last=4), [(1, 2, 3)]),
        (PrintChoice(pause=True), [(0,), (1, 2, 3, 4)]),
        (PrintChoice(pause=True, sides=Sides.LONG), [(0, 1), (2, 3, 4)]),
        (PrintChoice(pause=True, first=5), [(4,)]),
        (PrintChoice(sides=Sides.BY_HAND), [(0, 2, 4), (1, 3)]),
        (PrintChoice(sides=Sides.BY_HAND, first=3, last=3), [(2,)]),
        (PrintChoice(last=99), [(0, 1, 2, 3, 4)]),
    ],
)
def test_pages_are_printed_in_parts(
    choice: PrintChoice, parts: list[tuple[int, ...]]
) -> None:
    assert [part.places for part in choice.parts(5)] == parts


def test_before_the_next_part_it_is_said_what_to_do() -> None:
    assert PrintChoice(pause=True).parts(5)[0].then == LOOK_AT_FIRST
    assert PrintChoice(sides=Sides.BY_HAND).parts(5)[0].then == TURN_OVER


def test_what_is_chosen_comes_out_of_the_dialogue(
    qtbot: QtBot, dialog: PrintDialog
) -> None:
    dialog.printer.setCurrentText("甲")
    dialog.tray.setCurrentText("手动进纸")
    dialog.copies.setValue(3)
    dialog.sides.setCurrentText(Sides.SHORT)
    dialog.first.setValue(2)
    dialog.last.setValue(5)
    dialog.pause.setChecked(True)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.print_button.click()
    assert told.args == [
        PrintChoice("甲", 3, Sides.SHORT, "手动进纸", 2, 5, pause=True, offset=MEASURED)
    ]


def test_the_dialogue_tells_how_the_printer_is_corrected(dialog: PrintDialog) -> None:
    assert "套打前请先打印校准页" in dialog.calibrated.text()
    dialog.printer.setCurrentText("甲")
    dialog.tray.setCurrentText("手动进纸")
    assert "向右 +1.50 毫米，向下 -2.00 毫米" in dialog.calibrated.text()


def test_the_last_page_is_never_before_the_first(dialog: PrintDialog) -> None:
    dialog.first.setValue(6)
    dialog.last.setValue(2)
    assert dialog.choice.last == 6


def test_without_a_printer_it_is_said_what_else_can_be_done(
    qtbot: QtBot, office: Office
) -> None:
    dialog = PrintDialog(made(qtbot, office), "花名册", 1, offset_of, [])
    assert not dialog.print_button.isEnabled()
    assert dialog.calibrated.text() == NO_PRINTER


def run(
    qtbot: QtBot, office: Office, choice: PrintChoice
) -> tuple[PrintRun, list[Notice]]:
    said: list[Notice] = []
    run = PrintRun(made(qtbot, office), pages(3), choice, "试", said.append)
    run.go_on()
    settled(qtbot)
    return run, said


def printed(path: Path) -> list[str]:
    """How many dark dots each printed page has, as a stand-in for its text."""
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    document.close()
    return [str(place) for place in range(count)]


def test_after_the_first_sheet_it_waits_to_be_told(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "out.pdf"
    going, said = run(qtbot, office, PrintChoice(file=file, pause=True))
    assert said[-1].sentence == LOOK_AT_FIRST
    assert len(printed(file)) == 1
    with qtbot.waitSignal(going.ended) as ended:
        said[-1].offers[0].run()
    assert ended.args == [3]
    assert len(printed(file)) == 2
    assert said[-1].sentence == "已送去打印 3 页。"


def test_whoever_stops_after_the_first_sheet_prints_no_more(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    going, said = run(qtbot, office, PrintChoice(file=tmp_path / "x.pdf", pause=True))
    with qtbot.waitSignal(going.ended) as ended:
        said[-1].offers[1].run()
    assert ended.args == [1]
    assert said[-1].sentence == "已停止，送去打印了 1 页。"


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_a_printer_that_cannot_begin_is_a_sentence(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    nowhere = PrintChoice(file=tmp_path / "none" / "x.pdf")
    _, said = run(qtbot, office, nowhere)
    assert "打印机没有响应" in said[-1].sentence


def test_a_printer_that_is_off_is_put_right(tmp_path: Path, qtbot: QtBot) -> None:
    at = points(50)
    cross = (Rule(at, at - 40, at, at + 40), Rule(at - 40, at, at + 40, at))
    sheets = sheets_of(pdf_bytes(Document("十字", (Page(210, 297, cross),))))
    offset = PrinterOffset(right_mm=2, down_mm=3, scale_x=1.01)
    file = tmp_path / "out.pdf"
    device = PrintChoice(file=file).device("十字")
    print_pages(sheets, device, [0], Progress(lambda _share, _words: None), offset)
    picture = page_image(file.read_bytes(), 0, 4200)
    scale = sheets_of(file.read_bytes()).sizes[0][0] / 4200
    row = next(
        y
        for y in range(picture.height())
        if picture.pixelColor(round((50 * 1.01 + 2 + 8) / scale), y).lightness() < 128
    )
    column = next(
        x
        for x in range(picture.width())
        if picture.pixelColor(x, round((53 + 8) / scale)).lightness() < 128
    )
    assert row * scale == pytest.approx(53, abs=0.2)
    assert column * scale == pytest.approx(50 * 1.01 + 2, abs=0.2)


def test_printing_is_entered_in_the_ledger(
    qtbot: QtBot, office: Office, people: list[int], tmp_path: Path
) -> None:
    preview = made(qtbot, office)
    with qtbot.waitSignal(preview.paper_left) as left:
        preview.print_as(PrintChoice(file=tmp_path / "out.pdf", copies=2))
    settled(qtbot)
    (paper,) = newest(office, 5)
    assert paper.number in preview.number.text()
    assert left.args[0].touched["printed_paper"]
    assert "每页 2 份" in preview.banner.sentence


def test_a_paper_is_saved_for_word_too(
    qtbot: QtBot, office: Office, people: list[int], tmp_path: Path
) -> None:
    preview = made(qtbot, office)
    preview.save(tmp_path / "花名册.docx")
    settled(qtbot)
    assert (tmp_path / "花名册.docx").read_bytes().startswith(b"PK")
    assert "编号" in preview.banner.sentence


def test_it_is_told_that_the_same_paper_left_before(
    qtbot: QtBot, office: Office, people: list[int], tmp_path: Path
) -> None:
    preview = made(qtbot, office)
    assert preview.before.isHidden()
    preview.save(tmp_path / "x.pdf")
    settled(qtbot)
    preview.read()
    settled(qtbot)
    assert "内容与" in preview.before.text()


def test_small_pages_stand_beside_the_large_ones(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    preview.settings.set_value("by_unit", "是")
    qtbot.waitUntil(lambda: preview.view.count > 2)
    settled(qtbot)
    strip = preview.thumbnails
    assert strip.isVisible()
    assert strip.count == preview.view.count
    strip.page_wanted.emit(2)
    assert preview.view.current == 2


def test_the_ledger_is_among_the_registers() -> None:
    assert "printed" in {register.key for register in REGISTERS}
