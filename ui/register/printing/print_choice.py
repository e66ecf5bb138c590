"""How a paper is to be printed: printer, copies, sides, tray, pages and their order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.register.printing.rendering import TRUE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unionoffice.paper.certificate.shifting import PrinterOffset


class Sides(StrEnum):
    """Which sides of a sheet are printed on."""

    ONE = "单面"
    LONG = "双面（沿长边翻）"
    SHORT = "双面（沿短边翻）"
    BY_HAND = "手动双面（先印单数页，翻面再印双数页）"


_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
    Sides.BY_HAND: QPrinter.DuplexMode.DuplexNone,
}

TRAYS = {
    "自动选择": QPrinter.PaperSource.Auto,
    "上纸盒": QPrinter.PaperSource.Upper,
    "中纸盒": QPrinter.PaperSource.Middle,
    "下纸盒": QPrinter.PaperSource.Lower,
    "手动进纸": QPrinter.PaperSource.Manual,
    "信封": QPrinter.PaperSource.Envelope,
}
"""The trays by the words of the dialogue; a printer that lacks one takes its own."""

TURN_OVER = "单数页已印完。请把这叠纸翻面放回纸盒，再继续印双数页。"
LOOK_AT_FIRST = "第一张已送去打印。请核对位置、纸张和内容，再继续打印其余各页。"


@dataclass(frozen=True, slots=True)
class Part:
    """Pages printed in one go, and what is to be done before the next part."""

    places: tuple[int, ...]
    then: str = ""


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What was chosen in the print dialogue.

    `first` and `last` are page numbers from 1; `last` 0 means all. A `file` stands in
    the place of a printer, which is how the tests print.
    """

    printer: str = ""
    copies: int = 1
    sides: Sides = Sides.ONE
    tray: str = "自动选择"
    first: int = 1
    last: int = 0
    pause: bool = False
    offset: PrinterOffset = TRUE
    file: Path | None = None

    def device(self, title: str) -> QPrinter:
        """The printer, set as chosen."""
        if self.file is not None:
            device = QPrinter(QPrinter.PrinterMode.HighResolution)
            device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            device.setOutputFileName(str(self.file))
        else:
            chosen = QPrinterInfo.printerInfo(self.printer)
            device = QPrinter(chosen, QPrinter.PrinterMode.HighResolution)
            device.setDuplex(_DUPLEX[self.sides])
            device.setPaperSource(TRAYS[self.tray])
        device.setDocName(title)
        device.setCopyCount(self.copies)
        return device

    def parts(self, pages: int) -> list[Part]:
        """The pages in the order they are printed, with a stop where one is needed."""
        last = min(self.last or pages, pages)
        places = tuple(range(max(self.first, 1) - 1, last))
        if self.sides is Sides.BY_HAND and len(places) > 1:
            return [Part(places[::2], TURN_OVER), Part(places[1::2])]
        sheet = 1 if self.sides is Sides.ONE else 2
        if self.pause and len(places) > sheet:
            return [Part(places[:sheet], LOOK_AT_FIRST), Part(places[sheet:])]
        return [Part(places)]


def printer_names() -> Sequence[str]:
    """The printers of this PC, the usual one first."""
    names = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != usual, name))
