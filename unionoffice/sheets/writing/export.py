"""A register's list as a spreadsheet that comes back without a change."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from unionoffice.progress import SILENT
from unionoffice.register import view as lists
from unionoffice.register.column import Derived
from unionoffice.register.kind import CellKind
from unionoffice.register.kinds import IdNumber, PersonName, Phone, Reference, Text
from unionoffice.register.record import stored
from unionoffice.sheets.known import References
from unionoffice.sheets.own_headers import KEY_LABEL
from unionoffice.sheets.writing.out_cells import as_text
from unionoffice.sheets.writing.out_columns import OutColumns
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.sheets.writing.write import write_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from unionoffice.progress import Progress
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.register.view import View

    Writing = tuple[OutColumn, AnyColumn, Callable[[Any], object]]

AT_A_TIME = 2_000
WORDS = (Text, PersonName, IdNumber, Phone, Reference)
"""Kinds whose values are written as they were read."""
FEN_PER_YUAN = 100


def export(
    connection: Connection,
    view: View,
    path: Path,
    columns: Sequence[AnyColumn] = (),
    progress: Progress = SILENT,
    *,
    only: Collection[int] = (),
    created: datetime | None = None,
) -> int:
    """Write the rows of a list to an .xlsx or .csv file; returns how many there were.

    Args:
        connection: to the store.
        view: which rows, in which order.
        path: the file; an existing one is replaced when the new one is whole. Its
            ending says which kind it is.
        columns: what is shown, in this order; the register's whole sheet if empty.
        progress: told now and then; may cancel.
        only: the ids of the rows that are wanted; all rows if empty.
        created: what an .xlsx says of when it was made, so that the same rows give
            the same bytes.

    Raises:
        Refused: the file cannot be written.
        Cancelled: the person asked to stop; no file was written.
    """
    writers = _of_list(connection, columns) if columns else _of_sheet(connection, view)
    keys = lists.ids(connection, view)
    if only:
        wanted = frozenset(only)
        keys = [key for key in keys if key in wanted]
    rows = _rows(connection, view, keys, writers, progress)
    out = tuple(column for column, _, _ in writers)
    if path.suffix.casefold() == ".csv":
        labels = [*(column.label for column in out), KEY_LABEL]
        write_csv(path, labels, _as_texts(out, rows))
    else:
        sheet = OutSheet(view.register.title, out, rows, with_keys=True)
        write_xlsx(path, [sheet], created)
    return len(keys)


def headers(register: Register) -> tuple[str, ...]:
    """The header words of a register's whole sheet, without the stable key."""
    sheet = register.sheet
    own = (column.header for column in sheet.columns)
    return (*own, *(column.label for column in sheet.shown))


def _of_list(connection: Connection, columns: Sequence[AnyColumn]) -> list[Writing]:
    made = OutColumns(connection, columns)
    return [(made.made(column), column, _cell(column)) for column in columns]


def _of_sheet(connection: Connection, view: View) -> list[Writing]:
    """Every column of the register's sheet, then the computed ones."""
    sheet = view.register.sheet
    references = References(connection)
    made = OutColumns(
        connection, [item.column for item in sheet.columns if item.via is None]
    )
    found: list[Writing] = []
    for column in sheet.columns:
        if column.via is None:
            out = made.made(column.column, column.header)
            found.append((out, column.column, _cell(column.column)))
        else:
            out = OutColumn(column.header, column.column.kind.cell)
            found.append((out, _key(column), _labelled(references, column)))
    return [*found, *_of_list(connection, sheet.shown)]


def _rows(
    connection: Connection,
    view: View,
    keys: Sequence[int],
    writers: Sequence[Writing],
    progress: Progress,
) -> Iterator[list[object]]:
    columns = [column for _, column, _ in writers]
    changed = [
        (place, write)
        for place, (_, _, write) in enumerate(writers)
        if write is not _as_it_is
    ]
    for start in range(0, len(keys), AT_A_TIME):
        part = keys[start : start + AT_A_TIME]
        found = lists.rows(connection, view, columns, part)
        uids = lists.uids(connection, view.register, part)
        for key in part:
            row: list[object] = [*found[key], uids[key]]
            for place, write in changed:
                row[place] = write(row[place])
            yield row
        progress.report((start + len(part)) / len(keys), "写入表格")
        progress.check()


def _as_texts(
    columns: Sequence[OutColumn], rows: Iterable[Sequence[object]]
) -> Iterator[list[object]]:
    """The rows as a text file holds them: amounts in yuan, months without a day."""
    kinds = [*(column.kind for column in columns), CellKind.TEXT]
    for row in rows:
        yield [_as_value(kind, value) for kind, value in zip(kinds, row, strict=True)]


def _as_value(kind: CellKind, value: object) -> object:
    if kind is CellKind.MONEY and isinstance(value, int):
        return Decimal(value) / FEN_PER_YUAN
    return as_text(kind, value) if kind is CellKind.MONTH and value else value


def _cell(column: AnyColumn) -> Callable[[Any], object]:
    """Words are cells as they are; so is what a reference points at."""
    return _as_it_is if isinstance(column.kind, WORDS) else column.kind.to_cell


def _as_it_is(value: object) -> object:
    return value


def _labelled(references: References, column: SheetColumn) -> Callable[[Any], object]:
    return lambda key: references.label(column, key) or None


def _key(column: SheetColumn) -> Derived[Any]:
    """The key a reference field holds, not the words for it."""
    item = column.column
    return Derived(column.key, column.header, item.kind, lambda day: stored(item, day))
