"""What lies around the cells of a sheet and moves with them when rows are put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from unionoffice.sheets.filling.sheet import split
from unionoffice.sheets.filling.shift import Area

if TYPE_CHECKING:
    from unionoffice.sheets.filling.sheet import Sheet
    from unionoffice.sheets.filling.shift import Shift
    from unionoffice.sheets.filling.xml import Element

_FORMULAS = ("formula1", "formula2", "formula", "f")
_MEANING_EACH = ("dataValidation", "conditionalFormatting", "protectedRange")
_MEANING_ALL = ("autoFilter", "sortState", "sortCondition", "dimension", "table")


def move_cells(sheet: Sheet, shift: Shift) -> None:
    """Give the rows below their new numbers, and every formula its new references."""
    for formula in sheet.formulas():
        if formula.text:
            formula.text = _moved(sheet, shift, formula)
        move_ref(formula, shift)
    moved = [number for number in sheet.rows if shift.row(number) != number]
    for number in sorted(moved, reverse=True):
        row = sheet.rows.pop(number)
        target = shift.row(number)
        row.set("r", str(target))
        for cell in row.iterchildren(f"{sheet.mark}c"):
            cell.set("r", f"{split(cell.get('r'))[0]}{target}")
        sheet.rows[target] = row


def move_around(sheet: Sheet, shift: Shift) -> None:
    """Move what the sheet says of areas: merged cells, validations, links, breaks."""
    _move_merged(sheet, shift)
    for element in sheet.root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in _MEANING_EACH or name in {"sqref", "ignoredError"}:
            move_sqref(element, shift)
        elif name in _MEANING_ALL or name == "hyperlink":
            move_ref(element, shift)
        elif name == "brk" and element.getparent().tag == f"{sheet.mark}rowBreaks":
            element.set("id", str(shift.row(int(element.get("id", "0")))))
        if name in _FORMULAS and element.getparent().tag != f"{sheet.mark}c":
            element.text = shift.formula(element.text or "", here=True)
        if name == "hyperlink" and element.get("location"):
            element.set("location", shift.formula(element.get("location"), here=True))
    move_anchors(sheet.root, shift)
    _cover_all(sheet, shift)


def move_formulas(root: Element, shift: Shift, *, here: bool = False) -> bool:
    """Rewrite the formulas of another part; whether any of them changed."""
    changed = False
    for element in root.iter(*(f"{{*}}{name}" for name in (*_FORMULAS, "definedName"))):
        words = element.text or ""
        moved = shift.formula(words, here=here)
        if moved != words:
            element.text = moved
            changed = True
    return changed


def move_anchors(root: Element, shift: Shift) -> bool:
    """Move drawings and controls that hang below; whether any moved."""
    changed = False
    for start in root.iter("{*}from"):
        row, end = start.find("{*}row"), start.getparent().find("{*}to/{*}row")
        if row is None:
            continue
        before = int(row.text or "0")
        after = shift.row(before + 1) - 1
        row.text = str(after)
        changed |= after != before
        if end is not None:
            old = int(end.text or "0")
            keeps = start.getparent().get("editAs") in {"oneCell", "absolute"}
            new = old + after - before if keeps else shift.row(old + 1) - 1
            end.text = str(new)
            changed |= new != old
    return changed


def move_ref(element: Element, shift: Shift) -> bool:
    """Move the area of an element's `ref`; whether it moved."""
    area = Area.read(element.get("ref", ""))
    if area is None:
        return False
    element.set("ref", str(shift.area(area)))
    return shift.area(area) != area


def move_sqref(element: Element, shift: Shift) -> None:
    """Move the areas to which something applies; what applies to a record to all."""
    words = element.get("sqref")
    told = words if words is not None else element.text or ""
    moved: list[str] = []
    for part in told.split():
        area = Area.read(part)
        moved += [part] if area is None else map(str, shift.areas(area))
    if words is not None:
        element.set("sqref", " ".join(moved))
    elif etree.QName(element).localname == "sqref":
        element.text = " ".join(moved)


def _moved(sheet: Sheet, shift: Shift, formula: Element) -> str:
    number = split(formula.getparent().get("r"))[1]
    inside = shift.first <= number <= shift.last
    if not inside or etree.QName(formula).localname != "f":
        return shift.formula(formula.text or "", here=True)
    down = shift.row(number) - number
    return shift.record_formula(formula.text or "", down)


def _move_merged(sheet: Sheet, shift: Shift) -> None:
    holder = sheet.root.find(f"{sheet.mark}mergeCells")
    if holder is None:
        return
    top = shift.first + shift.model * shift.height
    bottom = top + shift.height - 1
    for item in list(holder):
        area = Area.read(item.get("ref", ""))
        if area is None:
            continue
        ends = shift.row(area.top), shift.row(area.bottom)
        item.set("ref", str(Area(area.left, ends[0], area.right, ends[1])))
        if top <= area.top and area.bottom <= bottom:
            for place in shift.new_blocks:
                down = shift.block_of(place) - top
                ends = area.top + down, area.bottom + down
                again = Area(area.left, ends[0], area.right, ends[1])
                etree.SubElement(holder, f"{sheet.mark}mergeCell", ref=str(again))
    holder.set("count", str(len(holder)))


def _cover_all(sheet: Sheet, shift: Shift) -> None:
    """Let the sheet's own note of its size reach to the last row."""
    note = sheet.root.find(f"{sheet.mark}dimension")
    area = Area.read(note.get("ref", "")) if note is not None else None
    if note is not None and area is not None:
        bottom = max(area.bottom, shift.used, *sheet.rows)
        note.set("ref", str(Area(area.left, area.top, area.right, bottom)))
