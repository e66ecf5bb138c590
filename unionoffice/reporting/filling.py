"""Fills a form: records in, the superior's own file out, complaints beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from unionoffice.office import UNION_NAME
from unionoffice.progress import SILENT, without_collecting
from unionoffice.register.complaint import Level
from unionoffice.reporting.checking import complaints
from unionoffice.reporting.filled import Filled, FormComplaint, FormRow
from unionoffice.reporting.form import PLACEHOLDER, SUM_OF, Fact, Source, Way
from unionoffice.reporting.records import records
from unionoffice.reporting.store import template
from unionoffice.reporting.writing import PATTERNS, ColumnWriter, in_words
from unionoffice.sheets.filling.fill import Filling, Repeated
from unionoffice.sheets.filling.fill import fill as fill_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.office import Office
    from unionoffice.progress import Progress
    from unionoffice.reporting.form import FixedCell, Form, FormSheet
    from unionoffice.reporting.records import Records
    from unionoffice.sheets.filling.fill import Value
    from unionoffice.sheets.reading.raw import Workbook

EXAMPLES = 3
_TELL_EVERY = 1_000

Grid = list[list["Value"]]
"""The values of each record, in the order of the mapping's columns."""


def fill(
    office: Office,
    form: Form,
    day: date | None = None,
    source: Workbook | None = None,
    *,
    period: str = "",
    progress: Progress = SILENT,
) -> Filled:
    """The form filled with the records of a day, and all that is wrong with them.

    Args:
        office: where the records are.
        form: which form.
        day: as of which day; today if not given.
        source: the spreadsheet, for a form whose records come from one.
        period: what it will be handed in for, for cells that say so.
        progress: told now and then; may cancel.

    Raises:
        Refused: the file or the mapping does not fit, or a column is gone.
        Cancelled: the person asked to stop.
    """
    day = day or office.clock.today()
    with without_collecting():
        found = records(office, form, day, source)
        progress.report(0.2, "读取记录")
        progress.check()
        grid, rows, faults = _written(form, found, day, progress)
        facts = _facts(office, form, day, grid, period)
        content = fill_file(
            template(office, form), _fillings(form, grid, facts), progress
        )
        faults += complaints(form.mapping, rows, day)
    order = sorted(faults, key=lambda fault: (fault.row or 0, not fault.is_error))
    return Filled(form, day, content, tuple(rows), tuple(order), period)


def check(
    office: Office,
    form: Form,
    day: date | None = None,
    source: Workbook | None = None,
    progress: Progress = SILENT,
) -> tuple[FormComplaint, ...]:
    """What the office above would send back, without filling anything.

    Raises:
        Refused: a column of the register or of the spreadsheet is gone.
    """
    day = day or office.clock.today()
    _, rows, faults = _written(form, records(office, form, day, source), day, progress)
    faults += complaints(form.mapping, rows, day)
    return tuple(sorted(faults, key=lambda f: (f.row or 0, not f.is_error)))


def examples(
    office: Office,
    form: Form,
    day: date | None = None,
    source: Workbook | None = None,
    most: int = EXAMPLES,
) -> tuple[FormRow, ...]:
    """The first records as they would be written, to look at while mapping.

    Raises:
        Refused: a column of the register or of the spreadsheet is gone.
    """
    day = day or office.clock.today()
    found = records(office, form, day, source, most)
    return tuple(_written(form, found, day, SILENT)[1])


def fixed_examples(
    office: Office, form: Form, day: date | None = None, period: str = ""
) -> Mapping[tuple[str, str], str]:
    """What the fixed cells would say if there were no records: by sheet and cell."""
    day = day or office.clock.today()
    facts = _facts(office, form, day, [], period)
    return {
        (sheet.name, fixed.cell): in_words(_said(fixed, facts))
        for sheet in form.mapping.sheets
        for fixed in sheet.cells
    }


def _written(
    form: Form, found: Records, day: date, progress: Progress
) -> tuple[Grid, list[FormRow], list[FormComplaint]]:
    """Every record through every column, and what could not be written."""
    mapping = form.mapping
    writers = [
        ColumnWriter(column, found.columns.get(column.name), day)
        for column in mapping.columns
    ]
    grid: Grid = []
    rows: list[FormRow] = []
    faults: list[FormComplaint] = []
    for number, entry in enumerate(found.entries):
        made = [
            writer.write(entry.values.get(writer.column.name), number + 1)
            for writer in writers
        ]
        for place, cell in enumerate(made):
            if cell.fault:
                level = Level.WARN if writers[place].column.rule.warns else Level.REJECT
                title = mapping.titles[place]
                told = (entry.title, title, cell.fault, level, entry.uid)
                faults.append(FormComplaint(number, *told))
        grid.append([cell.value for cell in made])
        words = tuple(cell.words for cell in made)
        rows.append(FormRow(entry.uid, entry.title, words))
        if number % _TELL_EVERY == 0:
            progress.report(0.2 + 0.3 * number / len(found.entries), "整理内容")
            progress.check()
    return grid, rows, faults


def _facts(
    office: Office, form: Form, day: date, grid: Grid, period: str
) -> dict[str, Value]:
    """What each placeholder stands for."""
    facts: dict[str, Value] = {
        Fact.UNION.label: office.fact(UNION_NAME),
        Fact.DAY.label: day,
        Fact.YEAR.label: day.year,
        Fact.MONTH.label: day.month,
        Fact.WHO.label: office.who,
        Fact.COUNT.label: len(grid),
        Fact.PERIOD.label: period,
    }
    for place, column in enumerate(form.mapping.columns):
        if column.source is Source.FIELD:
            facts.setdefault(f"{SUM_OF}{column.label}", _sum(grid, place))
    return facts


def _sum(grid: Grid, place: int) -> Decimal:
    values = (row[place] for row in grid)
    numbers = (value for value in values if isinstance(value, int | Decimal))
    return sum(map(Decimal, numbers), Decimal(0))


def _fillings(form: Form, grid: Grid, facts: Mapping[str, Value]) -> list[Filling]:
    first = 0
    made: list[Filling] = []
    for sheet in form.mapping.sheets:
        cells = {fixed.cell: _said(fixed, facts) for fixed in sheet.cells}
        count = len(sheet.rows.columns) if sheet.rows is not None else 0
        part = grid if count == len(form.mapping.columns) else _part(grid, first, count)
        first += count
        made.append(Filling(sheet.name, cells, _repeated(sheet, part)))
    return made


def _part(grid: Grid, first: int, count: int) -> Grid:
    return [row[first : first + count] for row in grid]


def _repeated(sheet: FormSheet, grid: Sequence[Sequence[Value]]) -> Repeated | None:
    rows = sheet.rows
    if rows is None or not rows.columns:
        return None
    places = tuple((column.row, column.letter) for column in rows.columns)
    return Repeated(rows.first_row, places, grid, rows.height, rows.last_row)


def _said(fixed: FixedCell, facts: Mapping[str, Value]) -> Value:
    """What a fixed cell holds: the value itself if it is nothing but a placeholder."""
    whole = PLACEHOLDER.fullmatch(fixed.says.strip())
    if whole:
        value = facts.get(whole[1].strip())
        if fixed.way in PATTERNS and isinstance(value, date):
            return PATTERNS[fixed.way].format(value)
        return in_words(value) if fixed.way is Way.TEXT else value
    return PLACEHOLDER.sub(
        lambda found: _spoken(facts.get(found[1].strip()), fixed), fixed.says
    )


def _spoken(value: Value, fixed: FixedCell) -> str:
    """A value within a sentence; days are written as offices write them."""
    if isinstance(value, date):
        pattern = PATTERNS.get(fixed.way, PATTERNS[Way.DAY_WORDS])
        return pattern.format(value)
    return in_words(value)
