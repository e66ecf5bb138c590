"""Makes the plan of an import: reads every row by the register's rules, writes nothing.

The workbook is taken with what a person typed over it and said of it; each row is read,
matched with the store and with the rows above it, and judged: new, changed, same, asked
or rejected (samples README).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.progress import SILENT, Beat
from unionoffice.sheets.known import Known, References
from unionoffice.sheets.planning.checking import check_rows
from unionoffice.sheets.planning.comparing import Comparer
from unionoffice.sheets.planning.matching import Matcher
from unionoffice.sheets.planning.own_rows import OwnRows
from unionoffice.sheets.planning.plan import Plan, PlannedRow, PlannedSheet
from unionoffice.sheets.planning.questions import Questions
from unionoffice.sheets.planning.row_reader import RowReader
from unionoffice.sheets.reading.sniff import FileKind
from unionoffice.sheets.tables.mending import mended, originals
from unionoffice.sheets.tables.outline import outline_of
from unionoffice.sheets.tables.surroundings import words_around
from unionoffice.sheets.tables.table import NOTHING_SAID, find_tables
from unionoffice.sheets.tables.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.progress import Progress
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Directions
    from unionoffice.sheets.reading.raw import Workbook
    from unionoffice.sheets.tables.table import Table

TELL_EVERY = 500
RECKONED = ("counts", "warned", "effect", "wanted")
"""What everybody asks a plan for, reckoned where it may be waited for."""


def make_plan(
    connection: Connection,
    register: Register,
    workbook: Workbook,
    today: date,
    progress: Progress = SILENT,
    directions: Directions = NOTHING_SAID,
    registers: Iterable[Register] = (),
) -> Plan:
    """Plan the import of a workbook into a register.

    Args:
        connection: one state of the store; with the rest it decides the plan.
        register: where the rows go.
        workbook: what was read.
        today: the day of the import.
        progress: told all along; may cancel.
        directions: what a person said of the file.
        registers: all there are; they describe records that may be meant.

    Raises:
        Refused: no sheet has a header that can be recognised, or what was said of a
            header or a column cannot be.
        Cancelled: the person asked to stop.
    """
    begin = Beat(progress, 0.02, "查看已有记录")
    book = mended(workbook, directions.mended, begin)
    tables = find_tables(book, vocabulary(register), directions, begin)
    known = Known(connection, register, today, begin)
    references = References(connection, begin)
    comparer = Comparer(register, directions.policies)
    reader = RowReader(register, references, known, today, directions)
    names = [table.sheet_name for table in tables]
    matcher = Matcher(register, known, comparer, names, directions.answers)
    rows = _judged(reader, matcher, tables, book, progress)
    given = frozenset(reader.given)
    own = OwnRows(connection, register, rows, comparer.add_remarks, directions.policies)
    end = Beat(progress, 0.98, "核对全部行")
    _settle(rows, given, matcher, own, progress)
    check_rows(connection, register, rows, end)
    own.let_go()
    sheets = tuple(_planned_sheet(register, table, book, end) for table in tables)
    questions = Questions(connection, register, registers, today, sheets)
    plan = Plan(
        register,
        workbook.path.name,
        sheets,
        tuple(rows),
        given,
        known.mark,
        directions,
        questions.of(end.every(rows), reader.pending, matcher.candidates),
        outline_of(book, register, directions, end),
        originals(workbook, directions.mended),
    )
    for told in RECKONED:
        end()
        getattr(plan, told)
    return plan


def _settle(
    rows: Sequence[PlannedRow],
    given: frozenset[str],
    matcher: Matcher,
    own: OwnRows,
    progress: Progress,
) -> None:
    """Find out what rows mean together: who stands above whom, what changes."""
    own.settle()
    matcher.compare(rows, given, progress)
    matcher.recognise(rows, given, progress)


def _judged(
    reader: RowReader,
    matcher: Matcher,
    tables: Sequence[Table],
    book: Workbook,
    progress: Progress,
) -> list[PlannedRow]:
    """Every row of every table, read and judged by itself and by those above it."""
    rows: list[PlannedRow] = []
    total = sum(len(table.rows) for table in tables) or 1
    for number, table in enumerate(tables):
        reader.open(table, named_sheet=_is_named(book))
        for row in table.rows:
            rows.append(matcher.judge(number, row.number, reader.read(row.cells)))
            if len(rows) % TELL_EVERY == 0:
                progress.report(0.05 + 0.8 * len(rows) / total, "核对每一行")
                progress.check()
    return rows


def _is_named(book: Workbook) -> bool:
    """Whether somebody gave the sheets their names."""
    return book.kind is not FileKind.CSV


def _planned_sheet(
    register: Register, table: Table, book: Workbook, beat: Beat
) -> PlannedSheet:
    columns = {column.key: column for column in register.sheet.columns}
    around = words_around(register.sheet, table, named_sheet=_is_named(book))
    return PlannedSheet(
        table.sheet_name,
        table.header_rows,
        tuple(
            (column.index, columns[column.key], column.label)
            for column in table.columns
            if column.key in columns
        ),
        tuple(
            column.label
            for column in table.columns
            if column.key is None
            and column.repeats is None
            and column.said is None
            and column.label
        ),
        _headers(table),
        {row.number: row.cells for row in beat.every(table.rows, TELL_EVERY)},
        tuple(around.values()),
    )


def _headers(table: Table) -> tuple[str, ...]:
    """The header words by place, empty where a column has none."""
    labels = {column.index: column.label for column in table.columns}
    return tuple(labels.get(place, "") for place in range(max(labels, default=-1) + 1))
