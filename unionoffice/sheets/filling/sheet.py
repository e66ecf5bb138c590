"""One sheet of an .xlsx as XML: its cells by place, set without losing their style."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lxml import etree

from unionoffice.errors import Refused
from unionoffice.sheets.filling.cell import EMPTY, content
from unionoffice.sheets.filling.formula import translated
from unionoffice.sheets.filling.shift import Area
from unionoffice.sheets.reading.prescan import column_index, column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.sheets.filling.asked import Value
    from unionoffice.sheets.filling.cell import Content
    from unionoffice.sheets.filling.styles import Styles
    from unionoffice.sheets.filling.xml import Element

MOST_MERGED = 20_000
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Sheet:
    """The cells of a sheet; every row and cell knows its number and place."""

    def __init__(
        self, name: str, root: Element, styles: Styles, *, from_1904: bool
    ) -> None:
        """Take a parsed sheet.

        Raises:
            Refused: it is no sheet of cells.
        """
        self.name = name
        self.root = root
        self.styles = styles
        self.from_1904 = from_1904
        namespace = etree.QName(root).namespace
        self.mark = f"{{{namespace}}}" if namespace else ""
        found = root.find(f"{self.mark}sheetData")
        if etree.QName(root).localname != "worksheet" or found is None:
            raise Refused(f"工作表“{name}”不是普通的表格，不能填写。")
        self.cells = found
        self.rows: dict[int, Element] = {}
        self._number_all()
        self._expand_formulas()
        self.merged = [
            area
            for item in root.iterfind(f"{self.mark}mergeCells/{self.mark}mergeCell")
            if (area := Area.read(item.get("ref", ""))) is not None
        ]
        if len(self.merged) > MOST_MERGED:
            raise Refused(f"工作表“{name}”的合并单元格太多，不能填写。")
        self._columns = self._column_styles()

    def row(self, number: int) -> Element:
        """The row of this number, made if it is not there."""
        found = self.rows.get(number)
        if found is None:
            found = etree.Element(f"{self.mark}row", r=str(number))
            numbers = [int(row.get("r", "0")) for row in self.cells]
            self.cells.insert(bisect_left(numbers, number), found)
            self.rows[number] = found
        return found

    def cell(self, number: int, letter: str) -> Element | None:
        """The cell at a place, if there is one."""
        row = self.rows.get(number)
        place = f"{letter}{number}"
        cells = row if row is not None else ()
        return next((cell for cell in cells if cell.get("r") == place), None)

    def style_of(self, number: int, letter: str) -> str | None:
        """The number of the style at a place, whether there is a cell or not."""
        cell = self.cell(number, letter)
        row = self.rows.get(number)
        if cell is not None:
            style: str | None = cell.get("s")
            return style
        if row is not None and row.get("customFormat") in {"1", "true"}:
            own: str | None = row.get("s")
            return own
        index = column_index(letter)
        return next(
            (s for first, last, s in self._columns if first <= index <= last), None
        )

    def put(self, number: int, letter: str, value: Value) -> None:
        """Put a value into a cell and leave its style as it is.

        Raises:
            Refused: the text is too long.
        """
        style = self.style_of(number, letter)
        told = content(value, self.styles.kind(style), from_1904=self.from_1904)
        cell = self.cell(number, letter)
        if cell is None:
            if told == EMPTY:
                return
            cell = self._new_cell(number, letter, style)
        for name in [key for key in cell.attrib if key not in {"r", "s"}]:
            del cell.attrib[name]
        for child in list(cell):
            cell.remove(child)
        self._write(cell, told)

    def refuse_hidden(self, number: int, letter: str) -> None:
        """Say no to a cell that no one sees.

        Raises:
            Refused: it lies in a merged area and is not its top left.
        """
        index = column_index(letter)
        for area in self.merged:
            left, right = column_index(area.left), column_index(area.right)
            inside = area.top <= number <= area.bottom and left <= index <= right
            if inside and (area.top, left) != (number, index):
                raise Refused(
                    f"工作表“{self.name}”的 {letter}{number} 在合并单元格 {area} 里，"
                    f"不能单独填写。请改填左上角的 {area.left}{area.top}。"
                )

    def formulas(self) -> Iterator[Element]:
        """Every formula, in the order of the cells."""
        yield from self.cells.iter(f"{self.mark}f")

    def _write(self, cell: Element, told: Content) -> None:
        if told.number is not None:
            etree.SubElement(cell, f"{self.mark}v").text = told.number
        elif told.text is not None:
            cell.set("t", "inlineStr")
            inline = etree.SubElement(cell, f"{self.mark}is")
            words = etree.SubElement(inline, f"{self.mark}t")
            words.text = told.text
            words.set(_SPACE, "preserve")

    def _new_cell(self, number: int, letter: str, style: str | None) -> Element:
        row = self.row(number)
        row.attrib.pop("spans", None)
        cell = etree.Element(f"{self.mark}c", r=f"{letter}{number}")
        if style is not None:
            cell.set("s", style)
        places = [column_index(split(other.get("r", "A1"))[0]) for other in row]
        row.insert(bisect_left(places, column_index(letter)), cell)
        return cell

    def _number_all(self) -> None:
        """Give rows and cells the numbers that a file may leave out."""
        number = 0
        for row in self.cells.iterchildren(f"{self.mark}row"):
            number = int(row.get("r", number + 1))
            row.set("r", str(number))
            self.rows[number] = row
            index = -1
            for cell in row.iterchildren(f"{self.mark}c"):
                place = cell.get("r")
                index = column_index(split(place)[0]) if place else index + 1
                cell.set("r", f"{column_letter(index)}{number}")

    def _expand_formulas(self) -> None:
        """Give each cell of a shared formula its own."""
        masters: dict[str, tuple[str, int, int]] = {}
        for formula in self.formulas():
            if formula.get("t") != "shared":
                continue
            letter, number = split(formula.getparent().get("r"))
            index, shared = column_index(letter), formula.get("si", "")
            if formula.text:
                masters[shared] = formula.text, number, index
            elif shared in masters:
                words, row, column = masters[shared]
                formula.text = translated(words, number - row, index - column)
            for name in ("t", "ref", "si"):
                formula.attrib.pop(name, None)

    def _column_styles(self) -> list[tuple[int, int, str]]:
        return [
            (
                int(item.get("min", "1")) - 1,
                int(item.get("max", "1")) - 1,
                item.get("style"),
            )
            for item in self.root.iterfind(f"{self.mark}cols/{self.mark}col")
            if item.get("style") is not None
        ]


def split(place: str) -> tuple[str, int]:
    """Letter and row number of a cell such as B12.

    Raises:
        Refused: there is no such cell.
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        raise Refused(f"没有“{place}”这样的单元格。")
    return found[1], int(found[2])
