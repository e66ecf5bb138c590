"""How written spreadsheets look, and the lists of words their cells offer."""

import itertools

import xlsxwriter
from xlsxwriter.color import Color
from xlsxwriter.utility import xl_rowcol_to_cell

from unionoffice.register.kind import CellKind
from unionoffice.sheets.writing.outgoing import writable

_FONT = "宋体"
_PALE_GREY = (0, 1)
_LONGEST_CHOICE_LIST = 250
_NUMBER_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.MONTH: "@",
    CellKind.MONEY: "0.00",
    CellKind.INTEGER: "0",
    CellKind.NUMBER: "General",
    CellKind.RAW: "General",
}


class Look:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
        boxed = {**base, "border": 1}
        self.title = book.add_format(
            {**base, "bold": True, "font_size": 16, "align": "center"}
        )
        self.header = book.add_format(
            {
                **boxed,
                "bold": True,
                "align": "center",
                "bg_color": Color.theme(*_PALE_GREY),
                "text_wrap": True,
            }
        )
        self.cells = {
            kind: book.add_format({**boxed, "num_format": number_format})
            for kind, number_format in _NUMBER_FORMATS.items()
        }
        self.open_cells = {
            kind: book.add_format({**base, "num_format": number_format})
            for kind, number_format in _NUMBER_FORMATS.items()
        }
        self.raw_day = book.add_format({**boxed, "num_format": "yyyy-mm-dd"})
        self.faulty = book.add_format(
            {**boxed, "bg_color": "yellow", "font_color": "red", "num_format": "@"}
        )
        self.reason = book.add_format({**boxed, "font_color": "red", "text_wrap": True})


class Choices:
    """The words cells offer; long lists go to a hidden sheet."""

    def __init__(self, sheet_name: str) -> None:
        self._sheet_name = sheet_name
        self._lists: list[tuple[str, ...]] = []

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """Give what a data validation takes as the source of its list."""
        clean = [writable(choice) for choice in choices]
        if sum(map(len, clean)) + len(clean) <= _LONGEST_CHOICE_LIST and not any(
            "," in choice or '"' in choice for choice in clean
        ):
            return clean
        if choices not in self._lists:
            self._lists.append(choices)
        place = self._lists.index(choices)
        first = _fixed(0, place)
        last = _fixed(len(choices) - 1, place)
        return f"='{self._sheet_name}'!{first}:{last}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Write the lists, one a column, row after row."""
        if not self._lists:
            return
        page = book.add_worksheet(self._sheet_name)
        for row, words in enumerate(itertools.zip_longest(*self._lists)):
            for column, word in enumerate(words):
                if word is not None:
                    page.write_string(row, column, writable(word))
        page.hide()


def _fixed(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
