"""A record as an empty card: every column of a wide register, two to a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from unionoffice.blank_papers.pens import (
    ID_DIGITS,
    ID_GROUPS,
    Pens,
    boxes,
    header,
    inside,
)
from unionoffice.paper.align import Align
from unionoffice.paper.form.form import Cell, Form, FormRow
from unionoffice.register.kinds import IdNumber, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.register.kind import Kind
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn

COLUMNS = (8.0, 26.0, 55.0, 26.0, 55.0)
"""The section, then label and value, twice; mm of the page's width."""
ROW_MM, LONG_MM = 9.5, 20.0
BESIDE, ACROSS = 13, 40
"""Letters of ticked words that stand in half a row, and in a whole one."""
_LONG = 120
"""Texts that may be longer than this get a row of their own."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A column on the card: its label, what is printed beside it, how much it takes."""

    label: str
    value: Cell
    whole: bool
    high: float = ROW_MM


def blank_card(
    register: Register,
    columns: Sequence[SheetColumn],
    pens: Pens,
    title: str,
    above: tuple[str, ...],
) -> Form:
    """The card of one record, section by section as the form on the screen."""
    rows: list[FormRow] = []
    for section in register.sections:
        keys = {item.key for item in section.fields}
        here = [column for column in columns if column.column.key in keys]
        if here:
            entries = [_entry(pens.kind(column), column) for column in here]
            rows += _under(section.title, list(_rows(entries)))
    ticked = [
        column for column in columns if boxes(pens.kind(column), column.column, ACROSS)
    ]
    rest = [column for column in columns if column not in ticked]
    told = "\n".join(pens.notes(rest))
    label = Cell("填写说明", across=2, label=True)
    note = Cell(told.removeprefix("填写说明："), across=3, align=Align.LEFT)
    return Form(title, COLUMNS, (*rows, FormRow((label, note))), above=above)


def _entry(kind: Kind[Any], column: SheetColumn) -> _Entry:
    label = header(column)
    if isinstance(kind, IdNumber):
        return _Entry(label, Cell(boxes=ID_DIGITS, groups=ID_GROUPS), whole=True)
    ticks = boxes(kind, column.column, ACROSS)
    if ticks:
        value = Cell(ticks, align=Align.LEFT)
        return _Entry(label, value, whole=len(ticks) > BESIDE)
    if isinstance(kind, Text) and kind.longest > _LONG:
        high = LONG_MM if kind.lines else ROW_MM
        return _Entry(label, Cell(), whole=True, high=high)
    return _Entry(label, Cell(inside(kind)), whole=False)


def _under(title: str, rows: Sequence[FormRow]) -> Iterator[FormRow]:
    """The rows of a section, its title down their side."""
    side = Cell(title, down=len(rows), label=True)
    first, *others = rows
    yield FormRow((side, *first.cells), first.least_mm)
    yield from others


def _rows(entries: Sequence[_Entry]) -> Iterator[FormRow]:
    """Two entries to a row; one that takes a whole row waits for a half one's twin."""
    half: _Entry | None = None
    held: list[_Entry] = []
    for entry in entries:
        if entry.whole and half is not None:
            held.append(entry)
        elif entry.whole:
            yield _row(entry)
        elif half is None:
            half = entry
        else:
            yield _row(half, entry)
            yield from map(_row, held)
            half, held = None, []
    if half is not None:
        yield _row(half)
    yield from map(_row, held)


def _row(first: _Entry, second: _Entry | None = None) -> FormRow:
    label = Cell(first.label, label=True)
    if second is None:
        return FormRow((label, replace(first.value, across=3)), first.high)
    other = Cell(second.label, label=True)
    return FormRow((label, first.value, other, second.value), ROW_MM)
