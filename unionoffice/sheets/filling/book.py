"""An .xlsx that is filled: its sheets, and the other parts that follow them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from unionoffice.errors import Refused
from unionoffice.sheets.filling import moves
from unionoffice.sheets.filling.notes import move_notes
from unionoffice.sheets.filling.package import (
    CONTENT_TYPES,
    WORKBOOK,
    Package,
    rels_of,
    sound,
)
from unionoffice.sheets.filling.rows import fill_drawn, new_rows, shift_of
from unionoffice.sheets.filling.sheet import Sheet, split
from unionoffice.sheets.filling.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.progress import Progress
    from unionoffice.sheets.filling.asked import Filling, Repeated
    from unionoffice.sheets.filling.shift import Shift
    from unionoffice.sheets.filling.xml import Element

_NEW_ROWS = "the rows of the records stand here"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")


class Book:
    """The workbook of a form; what is filled is written when all is done."""

    def __init__(self, content: bytes) -> None:
        """Open it.

        Raises:
            Refused: it is no .xlsx, has a password, or is damaged.
        """
        self.package = Package(content)
        self._workbook = self.package.tree(WORKBOOK)
        self._workbook_changed = False
        related = {id_: (kind, part) for id_, kind, part in self._related(WORKBOOK)}
        self.parts: dict[str, str] = {}
        self.hidden: set[str] = set()
        for item in self._workbook.iterfind("{*}sheets/{*}sheet"):
            kind, part = related.get(_id_of(item), ("", ""))
            if kind == "worksheet" and part in self.package.parts:
                self.parts[item.get("name", "")] = part
                if item.get("state", "visible") != "visible":
                    self.hidden.add(item.get("name", ""))
        if not self.parts:
            raise Refused("表样里没有可以填写的工作表。")
        self._styles = self._read_styles()
        self._filled: dict[str, Sheet] = {}
        self._new: dict[str, list[str]] = {}

    def refuse_unless_there(self, name: str) -> None:
        """Say no to a sheet the workbook does not have.

        Raises:
            Refused: there is none of this name.
        """
        if name not in self.parts:
            there = "、".join(self.parts)
            raise Refused(f"表样里没有叫“{name}”的工作表，有的是：{there}。")

    def sheet(self, name: str) -> Sheet:
        """The cells of a sheet.

        Raises:
            Refused: there is none of this name, or it is no sheet of cells.
        """
        self.refuse_unless_there(name)
        if name not in self._filled:
            properties = self._workbook.find("{*}workbookPr")
            late = properties is not None and properties.get("date1904")
            root = self.package.tree(self.parts[name])
            late = late in {"1", "true"}
            with sound():
                self._filled[name] = Sheet(name, root, self._styles, from_1904=late)
        return self._filled[name]

    def fill(self, filling: Filling, progress: Progress) -> None:
        """Put values into a sheet; what lies below the repeated rows moves down.

        Raises:
            Refused: a cell lies hidden in a merged area, or the rows do not fit.
        """
        sheet = self.sheet(filling.sheet)
        for place, value in filling.cells.items():
            letter, number = split(place)
            sheet.refuse_hidden(number, letter)
            sheet.put(number, letter, value)
        if filling.rows is not None:
            self._repeat(sheet, filling.rows, progress)

    def written(self) -> bytes:
        """The whole file; parts nobody touched are as they were, byte for byte."""
        has_formulas = any(
            _FORMULA.search(self.package.parts[part]) for part in self.parts.values()
        )
        for name, sheet in self._filled.items():
            _forget_results(sheet.root)
            self.package.put(self.parts[name], sheet.root)
            self._insert_new_rows(name)
        if has_formulas:
            self._ask_to_calculate()
        if self._workbook_changed:
            self.package.put(WORKBOOK, self._workbook)
        return self.package.written()

    def _repeat(self, sheet: Sheet, asked: Repeated, progress: Progress) -> None:
        with sound():
            self._repeat_soundly(sheet, asked, progress)

    def _repeat_soundly(
        self, sheet: Sheet, asked: Repeated, progress: Progress
    ) -> None:
        shift = shift_of(sheet, asked)
        fill_drawn(sheet, asked, shift)
        self._new[sheet.name] = list(new_rows(sheet, asked, shift, progress))
        last = sheet.row(shift.stays)
        moves.move_cells(sheet, shift)
        if self._new[sheet.name]:
            place = sheet.cells.index(last) + 1
            sheet.cells.insert(place, etree.Comment(_NEW_ROWS))
        moves.move_around(sheet, shift)
        self._move_related(sheet, shift)
        self._move_others(sheet, shift)

    def _move_related(self, sheet: Sheet, shift: Shift) -> None:
        """Move the drawings, tables and notes of a sheet."""
        package = self.package
        for _, kind, part in list(self._related(self.parts[sheet.name])):
            if part not in package.parts:
                continue
            if kind == "vmlDrawing" or "omment" in kind:
                move_notes(package, part, shift)
            elif kind == "drawing":
                root = package.tree(part)
                if moves.move_anchors(root, shift):
                    package.put(part, root)
            elif kind == "table":
                self._move_table(part, shift)

    def _move_table(self, part: str, shift: Shift) -> None:
        root = self.package.tree(part)
        changed = moves.move_ref(root, shift)
        for inner in root.iter("{*}autoFilter", "{*}sortState", "{*}sortCondition"):
            changed |= moves.move_ref(inner, shift)
        if changed:
            self.package.put(part, root)

    def _move_others(self, sheet: Sheet, shift: Shift) -> None:
        """Move what the rest of the workbook says of this sheet's cells."""
        names = self._workbook.find("{*}definedNames")
        if names is not None and moves.move_formulas(names, shift):
            self._workbook_changed = True
        for name, part in self.parts.items():
            if name != sheet.name:
                self._move_other_sheet(name, part, shift)
        for part in self.package.parts:
            if part.startswith("xl/charts/") and part.endswith(".xml"):
                root = self.package.tree(part)
                if moves.move_formulas(root, shift):
                    self.package.put(part, root)

    def _move_other_sheet(self, name: str, part: str, shift: Shift) -> None:
        """Rewrite what another sheet reckons from this one; else leave its bytes."""
        if name in self._filled:
            moves.move_formulas(self._filled[name].root, shift)
            return
        if b"!" not in self.package.parts[part]:
            return
        root = self.package.tree(part)
        moved = moves.move_formulas(root, shift)
        if _forget_results(root, of=shift.sheet) or moved:
            self.package.put(part, root)

    def _insert_new_rows(self, name: str) -> None:
        rows = self._new.get(name)
        if rows:
            part = self.parts[name]
            mark = f"<!--{_NEW_ROWS}-->".encode()
            before, _, after = self.package.parts[part].partition(mark)
            self.package.parts[part] = before + "".join(rows).encode() + after

    def _ask_to_calculate(self) -> None:
        """Have every formula reckoned when the file is opened."""
        reckoning = self._workbook.find("{*}calcPr")
        if reckoning is None:
            reckoning = etree.Element(f"{{{_space(self._workbook)}}}calcPr")
            _insert_calculation(self._workbook, reckoning)
        if reckoning.get("fullCalcOnLoad") != "1":
            reckoning.set("fullCalcOnLoad", "1")
            self._workbook_changed = True
        for id_, kind, part in list(self._related(WORKBOOK)):
            if kind == "calcChain":
                self._drop(id_, part)

    def _drop(self, id_: str, part: str) -> None:
        """Leave a part out, and what says that it is there."""
        self.package.drop(part)
        listing = self.package.tree(rels_of(WORKBOOK))
        for item in [one for one in listing if one.get("Id") == id_]:
            listing.remove(item)
        self.package.put(rels_of(WORKBOOK), listing)
        types = self.package.tree(CONTENT_TYPES)
        for item in [one for one in types if one.get("PartName") == f"/{part}"]:
            types.remove(item)
        self.package.put(CONTENT_TYPES, types)

    def _related(self, part: str) -> Iterator[tuple[str, str, str]]:
        return self.package.related(part)

    def _read_styles(self) -> Styles:
        found = (part for _, kind, part in self._related(WORKBOOK) if kind == "styles")
        part = next(found, "")
        known = part in self.package.parts
        with sound():
            return Styles(self.package.tree(part) if known else None)


def _id_of(item: Element) -> str:
    """The relationship of a sheet, whatever namespace it is written in."""
    return next((v for k, v in item.attrib.items() if k.endswith("}id")), "")


def _space(root: Element) -> str:
    return etree.QName(root).namespace or ""


def _insert_calculation(workbook: Element, reckoning: Element) -> None:
    """Put it where the schema wants it: after the names, before the rest."""
    before = (
        *("fileVersion", "fileSharing", "workbookPr", "workbookProtection"),
        *("bookViews", "sheets", "functionGroups", "externalReferences"),
        *("definedNames", "AlternateContent", "revisionPtr"),
    )
    place = 0
    for number, child in enumerate(workbook):
        known = isinstance(child.tag, str) and etree.QName(child).localname in before
        place = number + 1 if known else place
    workbook.insert(place, reckoning)


def _forget_results(root: Element, of: str = "") -> bool:
    """Take out what formulas gave before; only those that look at the sheet `of`."""
    found = False
    for formula in root.iterfind("{*}sheetData/{*}row/{*}c/{*}f"):
        if of and of.lower() not in (formula.text or "").lower():
            continue
        cell = formula.getparent()
        for result in cell.findall("{*}v"):
            cell.remove(result)
            found = True
        cell.attrib.pop("t", None)
    return found
