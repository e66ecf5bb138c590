"""Says of each cell of a sheet what it takes, and what the first records give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.screens.reporting.grid_model import Mark, Marks
from unionoffice.reporting.form import FormMapping, Source, Way
from unionoffice.reporting.mapping_edits import place_of, places
from unionoffice.reporting.offered import SERIAL_WORDS
from unionoffice.reporting.putting import headed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.register.register import Register
    from unionoffice.reporting.filled import FormRow
    from unionoffice.reporting.form import FixedCell, FormColumn, FormSheet
    from unionoffice.reporting.picture import Place, SheetPicture

GONE = "没有这一项了"


@dataclass(frozen=True)
class Examples:
    """What the first records give, and what the fixed cells would say.

    Attributes:
        mapping: what they were made by.
        rows: the records as they would be written.
        fixed: what a fixed cell says, by sheet and cell.
        trouble: why there are none, where that has a reason.
    """

    mapping: FormMapping = field(default_factory=FormMapping)
    rows: Sequence[FormRow] = ()
    fixed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    trouble: str = ""


NO_EXAMPLES = Examples()
"""Before there are any."""


def marks(
    mapping: FormMapping,
    picture: SheetPicture,
    register: Register | None,
    examples: Examples = NO_EXAMPLES,
) -> Marks:
    """What is said of a sheet."""
    sheet = mapping.sheet(picture.name)
    if sheet is None:
        return Marks()
    cells: dict[Place, Mark] = {}
    for place, taken in places(sheet):
        if taken.column is not None:
            cells[place] = column_mark(taken.column, register)
        elif taken.fixed is not None:
            cells[place] = _fixed_mark(taken.fixed, sheet, examples)
    rows = sheet.rows
    if rows is None:
        return Marks(cells)
    missing = frozenset(_missing(mapping, picture))
    told = _examples(sheet, examples)
    return Marks(cells, rows.first_row, rows.height, told, missing)


def column_mark(column: FormColumn, register: Register | None) -> Mark:
    """What a cell of the band takes."""
    words = taken_words(column, register)
    if not words:
        return Mark(f"{column.name}？", GONE, bad=True)
    told = [f"{column.label}：{words}"]
    if column.way is not Way.AUTO:
        told.append(f"写法：{column.way.label}")
    if column.words:
        told.append(f"代码对照：{len(column.words)} 条")
    if column.rule.required:
        told.append("必填")
    return Mark(words, "\n".join(told))


def taken_words(column: FormColumn, register: Register | None) -> str:
    """What a column takes, in words; empty if the register has no such column."""
    if column.source is Source.SERIAL:
        return SERIAL_WORDS
    if column.source is Source.CONSTANT:
        return f"“{column.name}”"
    if register is None:
        return column.name
    found = register.column(column.name)
    return found.label if found is not None else ""


def _fixed_mark(fixed: FixedCell, sheet: FormSheet, examples: Examples) -> Mark:
    now = examples.fixed.get((sheet.name, fixed.cell), "")
    return Mark(fixed.says, f"填好后是：{now}" if now else fixed.says)


def _examples(sheet: FormSheet, examples: Examples) -> list[dict[Place, str]]:
    """What each record gives on one sheet, by the row of the band and the column.

    A column that was changed since says nothing until there are new examples.
    """
    known = {id(column): nth for nth, column in enumerate(examples.mapping.columns)}
    before = examples.mapping.sheet(sheet.name)
    made = before.rows.columns if before is not None and before.rows else ()
    now = frozenset(sheet.rows.columns if sheet.rows is not None else ())
    here = [
        ((column.row, place_of(column.letter)), known[id(column)])
        for column in made
        if column in now
    ]
    return [{place: row.words[nth] for place, nth in here} for row in examples.rows]


def counted(mapping: FormMapping, pictures: Sequence[SheetPicture]) -> str:
    """How much is mapped, in words: 18 栏，3 栏没有对上，另有 2 格填一次."""
    cells = sum(len(sheet.cells) for sheet in mapping.sheets)
    missing = sum(len(_missing(mapping, picture)) for picture in pictures)
    parts = [f"{len(mapping.columns)} 栏"]
    parts += [f"{missing} 栏没有对上"] if missing else []
    parts += [f"另有 {cells} 格填一次"] if cells else []
    return "，".join(parts)


def first_missing(mapping: FormMapping, picture: SheetPicture) -> Place | None:
    """The first cell of the band that has a heading and takes nothing."""
    return min(_missing(mapping, picture), default=None)


def _missing(mapping: FormMapping, picture: SheetPicture) -> set[Place]:
    """The cells of the band that have a heading and take nothing."""
    sheet = mapping.sheet(picture.name)
    if sheet is None or sheet.rows is None:
        return set()
    return headed(picture, sheet.rows) - {place for place, _taken in places(sheet)}
