"""A register's columns as a written spreadsheet has them, with the words they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.register.column import Field, Linked
from unionoffice.register.kinds import Choice, Flag, Reference
from unionoffice.register.sheet import SheetColumn
from unionoffice.sheets.known import References
from unionoffice.sheets.writing.outgoing import OutColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

MOST_CHOICES = 2_000
"""More words than this nobody looks through; the import finds them all the same."""


FEW = 9
"""A sheet of no more columns than this is filled in whole, whoever does it by hand."""


def entry_columns(register: Register) -> tuple[SheetColumn, ...]:
    """The sheet's columns one usually fills in by hand, on paper or from it.

    Of a wide sheet those that a record needs, is listed and printed with, or is found
    by: most surely, or by one of them alone; longer ways are for old lists. They are in
    the order of the sheet; a register that takes no sheet has none.
    """
    columns = register.sheet.columns
    if len(columns) <= FEW:
        return columns
    surest, *others = register.sheet.match_on or ((),)
    usual = {*surest, *(group[0] for group in others if len(group) == 1)}
    usual |= {column.key for column in register.columns}
    usual |= {column.key for item in register.printouts[:1] for column in item.columns}
    return tuple(
        item for item in columns if item.column.required or item.column.key in usual
    )


class OutColumns:
    """Makes the columns of one spreadsheet; reads once what references may say."""

    def __init__(self, connection: Connection, columns: Sequence[AnyColumn]) -> None:
        """Read the words of everything that is short enough to be offered."""
        self._pointing = {
            column.key: SheetColumn(column)
            for column in columns
            if isinstance(column, Field | Linked) and _is_listed(column)
        }
        self._references = References(connection)

    def choices(self, column: AnyColumn) -> tuple[str, ...]:
        """The words a cell of this column may be chosen from; none if it is free."""
        kind = column.kind
        words: tuple[str, ...] = ()
        if isinstance(kind, Choice):
            words = tuple(word for _, word in kind.items)
        elif isinstance(kind, Flag):
            words = (kind.show(True), kind.show(False))
        elif column.key in self._pointing:
            words = self._references.words(self._pointing[column.key])
        return words if len(words) <= MOST_CHOICES else ()

    def made(
        self, column: AnyColumn, label: str = "", *, required: bool = False
    ) -> OutColumn:
        """The column as it is written, under its own label if no other is given."""
        words, choices = label or column.label, self.choices(column)
        return OutColumn(words, column.kind.cell, choices, required=required)


def _is_listed(column: AnyColumn) -> bool:
    kind = column.kind
    return isinstance(kind, Reference) and not kind.target.searched
