"""Rows that stand once for each record: how many are drawn, and the new ones' XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from unionoffice.errors import Refused
from unionoffice.sheets.filling.cell import content
from unionoffice.sheets.filling.formula import LAST_ROW
from unionoffice.sheets.filling.sheet import split
from unionoffice.sheets.filling.shift import Shift
from unionoffice.sheets.reading.prescan import column_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unionoffice.progress import Progress
    from unionoffice.sheets.filling.asked import Repeated, Value
    from unionoffice.sheets.filling.sheet import Sheet
    from unionoffice.sheets.filling.shift import Area
    from unionoffice.sheets.filling.xml import Element

MOST_DRAWN = 5_000
_TELL_EVERY = 1_000

Merged = dict[int, list["Area"]]
"""Merged areas by their first row."""


def shift_of(sheet: Sheet, asked: Repeated) -> Shift:
    """How the rows of a sheet move for these records.

    Raises:
        Refused: a place lies hidden in a merged area, or the sheet has not enough rows.
    """
    for row, letter in asked.places:
        sheet.refuse_hidden(asked.first_row + row, letter)
    drawn = _drawn(sheet, asked)
    shift = Shift(sheet.name, asked.first_row, asked.height, drawn, len(asked.records))
    last = max((*sheet.rows, shift.last)) + shift.added
    if last > LAST_ROW:
        raise Refused(f"工作表“{sheet.name}”放不下 {len(asked.records)} 条记录。")
    return shift


def fill_drawn(sheet: Sheet, asked: Repeated, shift: Shift) -> None:
    """Put records into the blocks that are drawn, before anything moves.

    What was said to be drawn and is not needed loses its examples.
    """
    places = _records_of_drawn(shift)
    for block in range(shift.drawn):
        number = places.get(block)
        top = shift.first + block * shift.height
        if number is None:
            if block == 0 or asked.last_row is not None:
                _empty(sheet, asked, top)
            continue
        values = asked.records[number]
        for (row, letter), value in zip(asked.places, values, strict=True):
            sheet.put(top + row, letter, value)


def new_rows(
    sheet: Sheet, asked: Repeated, shift: Shift, progress: Progress
) -> Iterator[str]:
    """The XML of the rows that are put in, block by block."""
    top = shift.first + shift.model * shift.height
    patterns = [_pattern(sheet, asked, shift, top, row) for row in range(shift.height)]
    for nth, place in enumerate(shift.new_blocks):
        down = (place - shift.model) * shift.height
        values = asked.records[place]
        for pattern in patterns:
            yield pattern(down, values)
        if nth % _TELL_EVERY == 0:
            progress.report(0.5 + 0.4 * nth / len(shift.new_blocks), "填写表格")
            progress.check()


def _records_of_drawn(shift: Shift) -> dict[int, int]:
    """Which record stands in which drawn block; the last block keeps the last one."""
    if not shift.added:
        return {block: block for block in range(shift.count)}
    stays = shift.new_blocks.start
    moved = {
        block: block + shift.count - shift.drawn for block in range(stays, shift.drawn)
    }
    return {**{block: block for block in range(stays)}, **moved}


def _empty(sheet: Sheet, asked: Repeated, top: int) -> None:
    for row, letter in asked.places:
        sheet.put(top + row, letter, None)


def _pattern(
    sheet: Sheet, asked: Repeated, shift: Shift, top: int, row: int
) -> Callable[[int, Sequence[Value]], str]:
    """What writes one row of the block so many rows further down, with its values."""
    number = top + row
    model = sheet.row(number)
    name = _qualified(sheet, "row")
    attributes = _attributes(sheet, model)
    writers = _cell_writers(sheet, asked, shift, number, row)

    def write(down: int, values: Sequence[Value]) -> str:
        cells = "".join(writer(down, values) for writer in writers)
        return f'<{name} r="{number + down}"{attributes}>{cells}</{name}>'

    return write


def _cell_writers(
    sheet: Sheet, asked: Repeated, shift: Shift, number: int, row: int
) -> list[Callable[[int, Sequence[Value]], str]]:
    taken = {
        letter: place for place, (at, letter) in enumerate(asked.places) if at == row
    }
    there = {split(cell.get("r"))[0]: cell for cell in sheet.rows[number]}
    found = []
    for letter in sorted({*taken, *there}, key=column_index):
        if letter in taken:
            found.append(_value_writer(sheet, number, letter, taken[letter]))
        else:
            found.append(_copy_writer(sheet, shift, number, letter, there[letter]))
    return found


def _value_writer(
    sheet: Sheet, number: int, letter: str, place: int
) -> Callable[[int, Sequence[Value]], str]:
    style = sheet.style_of(number, letter)
    kind = sheet.styles.kind(style)
    styled = f' s="{style}"' if style is not None else ""
    c, v, i, t = (_qualified(sheet, name) for name in ("c", "v", "is", "t"))

    def write(down: int, values: Sequence[Value]) -> str:
        told = content(values[place], kind, from_1904=sheet.from_1904)
        start = f'<{c} r="{letter}{number + down}"{styled}'
        if told.number is not None:
            return f"{start}><{v}>{told.number}</{v}></{c}>"
        if told.text is not None:
            words = f'<{t} xml:space="preserve">{escape(told.text)}</{t}>'
            return f'{start} t="inlineStr"><{i}>{words}</{i}></{c}>'
        return f"{start}/>"

    return write


def _copy_writer(
    sheet: Sheet, shift: Shift, number: int, letter: str, cell: Element
) -> Callable[[int, Sequence[Value]], str]:
    """What repeats a cell nobody fills: its words, or its formula moved along."""
    c, f = _qualified(sheet, "c"), _qualified(sheet, "f")
    formula = cell.find(f"{sheet.mark}f")
    attributes = _attributes(sheet, cell)
    if formula is not None and formula.text:
        words = formula.text
        styled = f' s="{cell.get("s")}"' if cell.get("s") else ""

        def calculated(down: int, _values: Sequence[Value]) -> str:
            moved = escape(shift.record_formula(words, down))
            return f'<{c} r="{letter}{number + down}"{styled}><{f}>{moved}</{f}></{c}>'

        return calculated
    inner = "".join(_bare(sheet, child) for child in cell)

    def repeated(down: int, _values: Sequence[Value]) -> str:
        return f'<{c} r="{letter}{number + down}"{attributes}>{inner}</{c}>'

    return repeated


def _attributes(sheet: Sheet, element: Element) -> str:
    """The attributes of a row or cell but its place, as they are written."""
    prefixes = {uri: name for name, uri in sheet.root.nsmap.items() if name}
    told = ""
    for key, value in element.attrib.items():
        name = etree.QName(key)
        if key in {"r", "spans"} or (name.namespace and name.namespace not in prefixes):
            continue
        prefix = f"{prefixes[name.namespace]}:" if name.namespace else ""
        told += f" {prefix}{name.localname}={quoteattr(value)}"
    return told


def _bare(sheet: Sheet, child: Element) -> str:
    """A child of a cell as XML, without the namespaces that the sheet names already."""
    words = str(etree.tostring(child, encoding="unicode", with_tail=False))
    for prefix, uri in sheet.root.nsmap.items():
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        words = words.replace(f" {name}={quoteattr(uri)}", "")
    return words


def _qualified(sheet: Sheet, name: str) -> str:
    return f"{sheet.root.prefix}:{name}" if sheet.root.prefix else name


def _drawn(sheet: Sheet, asked: Repeated) -> int:
    """How many blocks are drawn for records: as it was said, else as it looks."""
    if asked.last_row is not None:
        return max((asked.last_row - asked.first_row + 1) // asked.height, 1)
    needed = min(max(len(asked.records), 1), MOST_DRAWN)
    merged = _merged_by_top(sheet)
    count = 1
    while count < needed + 1 and _is_alike(sheet, asked, count, merged):
        count += 1
    return count


def _merged_by_top(sheet: Sheet) -> Merged:
    found: Merged = {}
    for area in sheet.merged:
        found.setdefault(area.top, []).append(area)
    return found


def _is_alike(sheet: Sheet, asked: Repeated, block: int, merged: Merged) -> bool:
    """Whether a block below the first is drawn like it and stands empty."""
    down = block * asked.height
    if any(
        asked.first_row + row + down not in sheet.rows for row in range(asked.height)
    ):
        return False
    if not all(
        _is_free(sheet, asked, row, letter, down) for row, letter in asked.places
    ):
        return False
    return _merged_in(merged, asked, 0) == _merged_in(merged, asked, down) and all(
        _says_the_same(sheet, asked, row, down) for row in range(asked.height)
    )


def _is_free(sheet: Sheet, asked: Repeated, row: int, letter: str, down: int) -> bool:
    """Whether a place further down has lines like the first, and nothing in it."""
    number = asked.first_row + row
    first, other = sheet.cell(number, letter), sheet.cell(number + down, letter)
    if other is None:
        return False
    styles = sheet.style_of(number, letter), other.get("s")
    lined = [sheet.styles.is_lined(style) for style in styles]
    return lined[0] == lined[1] and _sort(other) in {"", _sort(first)} - {"words"}


def _sort(cell: Element | None) -> str:
    """What stands in a cell: nothing, words, a formula or a number."""
    if cell is None or len(cell) == 0:
        return ""
    if cell.find("{*}f") is not None:
        return "formula"
    return "words" if cell.get("t") in {"s", "str", "inlineStr", "e"} else "number"


def _says_the_same(sheet: Sheet, asked: Repeated, row: int, down: int) -> bool:
    """Whether what nobody fills is the same in both rows."""
    number = asked.first_row + row
    taken = {letter for at, letter in asked.places if at == row}
    return _said(sheet, number, taken) == _said(sheet, number + down, taken)


def _said(sheet: Sheet, number: int, taken: set[str]) -> dict[str, tuple[str, str]]:
    said = {}
    for cell in sheet.rows.get(number, ()):
        letter, sort = split(cell.get("r"))[0], _sort(cell)
        if sort and letter not in taken:
            words = "" if sort == "formula" else "".join(cell.itertext())
            said[letter] = sort, words
    return said


def _merged_in(
    merged: Merged, asked: Repeated, down: int
) -> set[tuple[str, int, str, int]]:
    """The merged areas that lie whole within a block, as seen from its first row."""
    top = asked.first_row + down
    last = top + asked.height - 1
    areas = (area for row in range(top, last + 1) for area in merged.get(row, ()))
    return {
        (area.left, area.top - top, area.right, area.bottom - top)
        for area in areas
        if area.bottom <= last
    }
