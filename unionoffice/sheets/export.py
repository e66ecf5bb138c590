"""A register's list as a spreadsheet that comes back without a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.progress import SILENT
from unionoffice.register import view as lists
from unionoffice.register.column import Derived
from unionoffice.register.kinds import Choice, Flag, Reference
from unionoffice.register.record import stored
from unionoffice.sheets.known import References
from unionoffice.sheets.outgoing import OutColumn, OutSheet
from unionoffice.sheets.write import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from unionoffice.progress import Progress
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.register.view import View

AT_A_TIME = 2_000
MOST_CHOICES = 200


def export(
    connection: Connection,
    view: View,
    path: Path,
    columns: Sequence[AnyColumn] = (),
    progress: Progress = SILENT,
    *,
    only: Collection[int] = (),
) -> int:
    """Write the rows of a list to an .xlsx file and return how many there were.

    Args:
        connection: to the store.
        view: which rows, in which order.
        path: the file; an existing one is replaced when the new one is whole.
        columns: what is shown, in this order; the register's whole sheet if empty.
        progress: told now and then; may cancel.
        only: the ids of the rows that are wanted; all rows if empty.

    Raises:
        Refused: the file cannot be written.
        Cancelled: the person asked to stop; no file was written.
    """
    writers = _of_list(columns) if columns else _of_sheet(connection, view)
    keys = lists.ids(connection, view)
    if only:
        wanted = frozenset(only)
        keys = [key for key in keys if key in wanted]
    rows = _rows(connection, view, keys, writers, progress)
    out = tuple(column for column, _, _ in writers)
    sheet = OutSheet(view.register.title, out, rows, with_keys=True)
    write_xlsx(path, [sheet])
    return len(keys)


def _of_list(
    columns: Sequence[AnyColumn],
) -> list[tuple[OutColumn, AnyColumn, Callable[[Any], object]]]:
    return [(_out(column.label, column), column, _cell(column)) for column in columns]


def _of_sheet(
    connection: Connection, view: View
) -> list[tuple[OutColumn, AnyColumn, Callable[[Any], object]]]:
    """Every column of the register's sheet, then the computed ones."""
    sheet = view.register.sheet
    via = [column for column in sheet.columns if column.via is not None]
    references = References(connection, via)
    found: list[tuple[OutColumn, AnyColumn, Callable[[Any], object]]] = []
    for column in sheet.columns:
        out = _out(column.header, column.column)
        if column.via is None:
            found.append((out, column.column, _cell(column.column)))
        else:
            found.append((out, _key(column), _labelled(references, column)))
    return [*found, *_of_list(sheet.shown)]


def _rows(
    connection: Connection,
    view: View,
    keys: Sequence[int],
    writers: Sequence[tuple[OutColumn, AnyColumn, Callable[[Any], object]]],
    progress: Progress,
) -> Iterator[list[object]]:
    columns = [column for _, column, _ in writers]
    cells = [write for _, _, write in writers]
    for start in range(0, len(keys), AT_A_TIME):
        part = keys[start : start + AT_A_TIME]
        found = lists.rows(connection, view, columns, part)
        uids = lists.uids(connection, view.register, part)
        for key in part:
            values = zip(cells, found[key], strict=True)
            yield [*(write(value) for write, value in values), uids[key]]
        progress.report((start + len(part)) / len(keys), "写入表格")
        progress.check()


def _out(label: str, column: AnyColumn) -> OutColumn:
    kind = column.kind
    choices: tuple[str, ...] = ()
    if isinstance(kind, Choice) and len(kind.items) <= MOST_CHOICES:
        choices = tuple(word for _, word in kind.items)
    elif isinstance(kind, Flag):
        choices = ("是", "否")
    return OutColumn(label, kind.cell, choices)


def _cell(column: AnyColumn) -> Callable[[Any], object]:
    """A reference's value is already the words of what it points at."""
    return _as_it_is if isinstance(column.kind, Reference) else column.kind.to_cell


def _as_it_is(value: object) -> object:
    return value


def _labelled(references: References, column: SheetColumn) -> Callable[[Any], object]:
    return lambda key: references.label(column, key) or None


def _key(column: SheetColumn) -> Derived[Any]:
    """The key a reference field holds, not the words for it."""
    item = column.column
    return Derived(column.key, column.header, item.kind, lambda day: stored(item, day))
