"""Pages of a PDF as pictures, for the screen and for the printer; runs in the worker.

The PDF library is not safe to use from two threads: everything here is called by the
one worker of the program.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from ui import tasks
from unionoffice.errors import Refused
from unionoffice.paper.certificate.shifting import PrinterOffset

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS = 72.0
MM = 25.4
TRUE = PrinterOffset()
"""A printer that prints where it should."""
SHARPEST = 400
"""Dots per inch of a printed page; more is not seen and costs memory."""


@dataclass(frozen=True)
class Sheets:
    """A finished paper: its bytes, and width and height of each page in mm."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


def sheets_of(pdf: bytes) -> Sheets:
    """A PDF with the sizes of its pages."""
    with _opened(pdf) as document:
        points = [document.get_page_size(place) for place in range(len(document))]
    return Sheets(pdf, tuple((w * MM / POINTS, h * MM / POINTS) for w, h in points))


def page_image(pdf: bytes, place: int, width: int) -> QImage:
    """One page, so many pixels wide."""
    with _opened(pdf) as document:
        across, _ = document.get_page_size(place)
        return _drawn(document, place, width / across)


def print_pages(
    sheets: Sheets,
    printer: QPrinter,
    places: Sequence[int],
    progress: tasks.Progress,
    offset: PrinterOffset = TRUE,
) -> int:
    """Print pages in their true size; returns how many.

    The size of the paper is set before each page, and nothing is fitted to the
    printable area: 100 mm on the screen are 100 mm on paper. `offset` takes out what
    was measured of the printer's own error.

    Raises:
        Refused: the printer does not begin.
        Cancelled: the person asked to stop; pages already sent are printed.
    """
    painter = QPainter()
    with _opened(sheets.pdf) as document:
        for number, place in enumerate(places):
            progress.report(number / len(places), f"第 {place + 1} 页")
            _take_paper(printer, sheets.sizes[place])
            begun = printer.newPage() if number else painter.begin(printer)
            if not begun:
                raise Refused("打印机没有响应，请检查是否开机、缺纸，或另存为 PDF。")
            picture = _drawn(document, place, _sharpness(printer))
            painter.drawImage(_area(printer, sheets.sizes[place], offset), picture)
        painter.end()
    return len(places)


def _take_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    width, height = size
    landscape = width > height
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Millimeter, "", _NEAR)
    way = QPageLayout.Orientation
    layout = QPageLayout(
        paper,
        way.Landscape if landscape else way.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def _sharpness(printer: QPrinter) -> float:
    return min(printer.resolution(), SHARPEST) / POINTS


def _area(
    printer: QPrinter, size: tuple[float, float], offset: PrinterOffset
) -> QRectF:
    """Where a page lies on the sheet, in dots of the printer."""
    dots = printer.resolution() / MM
    return QRectF(
        offset.right_mm * dots,
        offset.down_mm * dots,
        size[0] * offset.scale_x * dots,
        size[1] * offset.scale_y * dots,
    )


def _drawn(document: Any, place: int, scale: float) -> QImage:  # noqa: ANN401 - no types
    with contextlib.closing(document[place]) as page:
        bitmap = page.render(scale=scale, rev_byteorder=False)
        with contextlib.closing(bitmap):
            borrowed = QImage(
                bitmap.buffer,
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_BGR888,
            )
            return borrowed.copy()


@contextlib.contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


_NEAR = QPageSize.SizeMatchPolicy.FuzzyMatch
