"""The preview: pages as they come out, and out they come in true size."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.offices import edit
from tests.ui.register.conftest import settled
from ui import tasks
from ui.register.printing.preview import PrintPreview, Wish
from ui.register.printing.print_choice import PrintChoice
from ui.register.printing.rendering import page_image, print_pages, sheets_of
from unionoffice.catalogue import PAPERS
from unionoffice.office import Office
from unionoffice.paper.document import Document, Page, Rule
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import Role

PIXELS, DARK = 2100, 128
MEMBERS = [job for job in PAPERS if job.register == "members"]


def made(
    qtbot: QtBot, office: Office, wish: Wish | None = None, jobs: object = None
) -> PrintPreview:
    view = office.view(office.register("members"))
    preview = PrintPreview(
        office,
        MEMBERS if jobs is None else jobs,  # type: ignore[arg-type]  # papers
        wish or Wish(view, (), len(office.ids(view))),
    )
    qtbot.addWidget(preview)
    preview.resize(1000, 600)
    preview.show()
    settled(qtbot)
    return preview


def text_of(preview: PrintPreview) -> str:
    assert preview.sheets is not None
    document = pypdfium2.PdfDocument(preview.sheets.pdf)
    pages = [document[place].get_textpage() for place in range(len(document))]
    text = "\n".join(page.get_text_bounded() for page in pages)
    document.close()
    return text


def test_the_whole_list_is_laid_out(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    assert f"共 {len(people)} 人" in text_of(preview)
    assert "第 1 页" in preview.bar.place.text()


def test_only_the_selected_rows_are_printed_if_wanted(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    view = office.view(office.register("members"))
    preview = made(qtbot, office, Wish(view, tuple(people[:3]), len(people)))
    assert "共 3 人" in text_of(preview)
    with qtbot.waitSignal(preview.laid_out):
        preview.settings.all_rows.setChecked(True)
    assert f"共 {len(people)} 人" in text_of(preview)


def test_a_setting_is_seen_on_paper(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    with qtbot.waitSignal(preview.laid_out):
        preview.settings.set_value("title", "二〇二六年花名册")
    assert "二〇二六年花名册" in text_of(preview)


def test_a_setting_that_cannot_be_is_said_beside_it(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    with qtbot.waitSignal(preview.refused):
        preview.settings.set_value("day", "哪天")
    assert "哪天" in preview.settings.problem.text()
    assert not preview.print_button.isEnabled()
    with qtbot.waitSignal(preview.laid_out):
        preview.settings.set_value("day", "2026-03-01")
    assert preview.settings.problem.isHidden()
    assert preview.print_button.isEnabled()


def test_a_missing_glyph_is_said_with_the_name(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    edit(office, "members", people[0], trade="采煤\U000f0000")
    preview = made(qtbot, office)
    assert preview.sheets is None
    name = office.draft(office.register("members"), people[0]).values["name"]
    assert name in preview.stack.currentWidget().sentence.text()  # type: ignore[union-attr]  # empty state


def test_another_paper_brings_its_own_settings(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    place = [job.title for job in MEMBERS].index("会员统计月报")
    with qtbot.waitSignal(preview.laid_out):
        preview.settings.paper.setCurrentIndex(place)
    assert "month" in preview.settings.values()
    assert "会员统计月报" in text_of(preview)


def test_every_paper_can_be_seen(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office, Wish(), PAPERS)
    seen = [preview.sheets]
    for place in range(1, len(PAPERS)):
        with qtbot.waitSignal(preview.laid_out):
            preview.settings.paper.setCurrentIndex(place)
        settled(qtbot)
        seen.append(preview.sheets)
    pages = [sheets.pdf for sheets in seen if sheets is not None]
    assert len(set(pages)) == len(PAPERS)


def test_pages_are_drawn_when_they_come_into_sight(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    qtbot.waitUntil(lambda: preview.view.picture(0) is not None)
    picture = preview.view.picture(0)
    assert picture is not None
    assert picture.width() == preview.view.areas()[0].width()


def test_page_keys_walk_through_the_pages(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    assert preview.view.count > 1
    preview.bar.next_button.click()
    assert preview.view.current == 1
    preview.bar.previous_button.click()
    assert preview.view.current == 0


def test_zoom_steps_and_fits(qtbot: QtBot, office: Office, people: list[int]) -> None:
    preview = made(qtbot, office)
    fitting = preview.view.zoom
    preview.bar.larger_button.click()
    assert preview.view.zoom > fitting
    preview.bar.fit_button.click()
    assert preview.view.zoom == pytest.approx(fitting, abs=0.01)
    preview.bar.smaller_button.click()
    assert preview.view.zoom < fitting


def test_the_paper_can_be_kept_as_pdf(
    qtbot: QtBot, office: Office, people: list[int], tmp_path: Path
) -> None:
    preview = made(qtbot, office)
    preview.save(tmp_path / "花名册.pdf")
    settled(qtbot)
    assert (tmp_path / "花名册.pdf").read_bytes().startswith(b"%PDF")
    assert "花名册.pdf" in preview.banner.sentence


def test_the_fonts_of_every_role_are_told(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    told = dict(each.split("：") for each in preview.fonts.text().split("；"))
    assert set(told) == {str(role) for role in Role}


def test_a_printer_can_be_chosen_without_blocking(
    qtbot: QtBot, office: Office, people: list[int]
) -> None:
    preview = made(qtbot, office)
    dialog = preview.ask_for_printer()
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def on_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_what_is_printed_has_the_pages_of_the_preview(
    qtbot: QtBot, office: Office, people: list[int], tmp_path: Path
) -> None:
    preview = made(qtbot, office)
    preview.print_as(PrintChoice(file=tmp_path / "out.pdf"))
    settled(qtbot)
    printed = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(printed) == preview.view.count
    printed.close()
    assert "已送去打印" in preview.banner.sentence


@pytest.mark.parametrize("size", [(210.0, 297.0), (297.0, 210.0)])
def test_a_square_of_100_mm_is_100_mm_on_paper(
    qtbot: QtBot, tmp_path: Path, size: tuple[float, float]
) -> None:
    mm = 72 / 25.4
    left, right, top, bottom = (edge * mm for edge in (20, 120, 20, 120))
    rules = (
        Rule(left, top, right, top),
        Rule(left, bottom, right, bottom),
        Rule(left, top, left, bottom),
        Rule(right, top, right, bottom),
    )
    sheets = sheets_of(pdf_bytes(Document("方", (Page(*size, rules),))))
    path = tmp_path / "out.pdf"
    told: list[int] = []
    waiting, printer = QObject(), on_file(path)
    tasks.run(waiting, lambda p: print_pages(sheets, printer, [0], p), told.append)
    settled(qtbot)
    assert told == [1]
    width, height = _square(path)
    assert width == pytest.approx(100, abs=0.2)
    assert height == pytest.approx(100, abs=0.2)
    (printed,) = sheets_of(path.read_bytes()).sizes
    assert printed[0] == pytest.approx(size[0], abs=0.5)
    assert printed[1] == pytest.approx(size[1], abs=0.5)


def _square(path: Path) -> tuple[float, float]:
    """Width and height in mm of what is dark on the first page."""
    pdf = path.read_bytes()
    across = sheets_of(pdf).sizes[0][0]
    picture = page_image(pdf, 0, PIXELS)
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    step = grey.bytesPerLine()
    bits = bytes(grey.constBits())
    rows = [bits[y * step : y * step + PIXELS] for y in range(grey.height())]
    down = [y for y, row in enumerate(rows) if min(row) < DARK]
    side = [x for x in range(PIXELS) if any(row[x] < DARK for row in rows)]
    scale = across / PIXELS
    return (max(side) - min(side)) * scale, (max(down) - min(down)) * scale
