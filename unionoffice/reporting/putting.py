"""Puts what a clerk chose into a cell, and says no where it cannot stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.reporting.form import (
    PLACEHOLDER,
    Fact,
    FixedCell,
    FormColumn,
    Rule,
    Source,
)
from unionoffice.reporting.mapping_edits import (
    cell_name,
    free_label,
    is_in_band,
    taken_at,
    with_band,
    with_column,
    with_fixed,
)
from unionoffice.reporting.picture import letter

if TYPE_CHECKING:
    from unionoffice.reporting.form import FormMapping, RepeatedRows
    from unionoffice.reporting.offered import Offered
    from unionoffice.reporting.picture import Place, SheetPicture

ROOM = re.compile(r"[_＿]{2,}|[ \u3000]{3,}$")
"""What a form leaves to be written on: a line of underscores, or blanks at the end."""
DAY_ROOM = re.compile(r"[_＿ \u3000]*年[_＿ \u3000]*月[_＿ \u3000]*日")
"""Where a day is to be written in: 　年　月　日."""
STAR = re.compile(r"[*＊★]|[（(]必填[)）]")
FARTHEST_HEADING = 6
"""Rows above the band in which a heading may stand."""


def put(
    mapping: FormMapping,
    sheet: SheetPicture,
    place: Place,
    offered: Offered,
    union: str = "",
) -> FormMapping:
    """The mapping with something in a cell.

    The first field on a sheet makes its row the one that repeats. `union` is what
    stands in every row where somebody puts 单位名称 into the band.

    Raises:
        Refused: it cannot stand there.
    """
    place = sheet.whole(*place)
    band = is_in_band(mapping, sheet.name, place[0])
    if offered.source is None and not band:
        says = said(_words_at(mapping, sheet, place), offered.name)
        return with_fixed(mapping, sheet.name, FixedCell(cell_name(place), says))
    if offered.source is None and offered.name != Fact.UNION.label:
        raise Refused(
            f"第 {place[0]} 行每条记录一行，“{offered.label}”只填一次，"
            "请放到别的格子里。"
        )
    if not band:
        mapping = _with_new_band(mapping, sheet.name, place[0])
    return with_column(
        mapping, sheet.name, _column(mapping, sheet, place, offered, union)
    )


def heading(sheet: SheetPicture, band: int, column: int) -> str:
    """The words over a column of the band: the nearest ones above it."""
    for row in range(band - 1, max(band - 1 - FARTHEST_HEADING, 0), -1):
        text = " ".join(sheet.text(*sheet.whole(row, column)).split())
        if text:
            return text
    return ""


def bare(words: str) -> str:
    """A heading without the star that says it must be filled."""
    return STAR.sub("", words).strip()


def said(text: str, name: str) -> str:
    """What a cell says with a placeholder: after its words, or where room is left."""
    placeholder = f"{{{name}}}"
    if placeholder in text:
        return text
    if name == Fact.DAY.label and DAY_ROOM.search(text):
        return DAY_ROOM.sub(placeholder, text, count=1)
    if ROOM.search(text):
        return ROOM.sub(placeholder, text, count=1)
    return f"{text.rstrip()}{placeholder}"


def headed(sheet: SheetPicture, rows: RepeatedRows) -> set[Place]:
    """The cells of the band's first row that have a heading right above them."""
    above, band = rows.first_row - 1, rows.first_row
    columns = range(1, len(sheet.widths) + 1) if above else range(0)
    return {
        sheet.whole(band, column)
        for column in columns
        if sheet.text(*sheet.whole(above, column))
    }


def _words_at(mapping: FormMapping, sheet: SheetPicture, place: Place) -> str:
    """What a cell says now; a mere placeholder gives way to the form's own words."""
    taken = taken_at(mapping, sheet.name, place)
    fixed = taken.fixed if taken is not None else None
    if fixed is None or PLACEHOLDER.fullmatch(fixed.says.strip()):
        return sheet.text(*place)
    return fixed.says


def _with_new_band(mapping: FormMapping, sheet: str, row: int) -> FormMapping:
    known = mapping.sheet(sheet)
    rows = known.rows if known is not None else None
    if rows is not None and rows.columns:
        raise Refused(
            f"每条记录填在第 {rows.first_row} 行，这一格在第 {row} 行。"
            "要换一行，请先在那一行选“从这一行起，每条一行”。"
        )
    return with_band(mapping, sheet, row)


def _column(
    mapping: FormMapping,
    sheet: SheetPicture,
    place: Place,
    offered: Offered,
    union: str,
) -> FormColumn:
    known = mapping.sheet(sheet.name)
    first = known.rows.first_row if known and known.rows else place[0]
    taken = taken_at(mapping, sheet.name, place)
    before = taken.column if taken is not None else None
    words = heading(sheet, first, place[1]) or offered.label.rstrip("…")
    label = before.label if before else free_label(mapping, bare(words))
    rule = before.rule if before else Rule(required=bool(STAR.search(words)))
    source = offered.source or Source.CONSTANT
    return FormColumn(
        letter(place[1]),
        label,
        source,
        offered.name if offered.source else union,
        rule=rule,
        row=place[0] - first,
    )
