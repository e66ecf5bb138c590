"""The records that go into a form: of a register, or of a spreadsheet she has."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from unionoffice.errors import Refused
from unionoffice.register import view as lists
from unionoffice.register.kinds import as_words
from unionoffice.register.register import Order
from unionoffice.register.view import View
from unionoffice.register.where import condition
from unionoffice.reporting.form import FROM_SHEET, Shape, Source
from unionoffice.sheets.tables.labels import Vocabulary
from unionoffice.sheets.tables.table import find_tables
from unionoffice.text import plain, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register
    from unionoffice.reporting.form import Form, FormMapping
    from unionoffice.sheets.reading.raw import Workbook
    from unionoffice.sheets.tables.table import Table


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its key for life, what people call it, its values by name."""

    uid: str
    title: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a form in their order; `columns` say how values are shown.

    `columns` is empty for a spreadsheet, whose cells are as they were read.
    """

    entries: tuple[Entry, ...]
    columns: Mapping[str, AnyColumn]


def records(
    office: Office,
    form: Form,
    day: date,
    source: Workbook | None = None,
    most: int | None = None,
) -> Records:
    """The records that a form asks for, at most so many.

    Raises:
        Refused: the register has no such column or condition; or the form takes its
            records from a spreadsheet and there is none, or it lacks a heading.
    """
    if form.register == FROM_SHEET:
        if source is None:
            raise Refused(f"“{form.name}”的内容来自表格，请选择要报送的表格文件。")
        return _of_sheet(form.mapping, source, most)
    register = office.register(form.register)
    with office.reading() as connection:
        return _of_register(connection, register, form.mapping, day, most)


def _of_register(
    connection: Connection,
    register: Register,
    mapping: FormMapping,
    day: date,
    most: int | None,
) -> Records:
    columns = {name: _column(register, name) for name in mapping.names}
    title = mapping.title or register.naming[0].key
    columns.setdefault(title, _column(register, title))
    view = _view(connection, register, mapping, day)
    keys = lists.ids(connection, view)[:most]
    rows = lists.rows(connection, view, list(columns.values()), keys)
    uids = lists.uids(connection, register, keys)
    show = columns[title].kind.show
    entries = []
    for key in keys:
        if key in rows:
            values = dict(zip(columns, rows[key], strict=True))
            entries.append(Entry(uids[key], show(values[title]), values))
    return Records(tuple(entries), columns)


def _view(
    connection: Connection, register: Register, mapping: FormMapping, day: date
) -> View:
    conditions = [
        condition(connection, register, words, day) for words in mapping.conditions
    ]
    order = tuple(
        Order(_column(register, key.removeprefix("-")), descending=key.startswith("-"))
        for key in mapping.order
    )
    return View(register, day, tuple(conditions), order=order)


def _column(register: Register, name: str) -> AnyColumn:
    found = register.column(name)
    if found is None:
        raise Refused(
            f"{register.title}没有“{name}”这一项，请在报表设置中重新选择这一栏填什么。"
        )
    return found


def _of_sheet(mapping: FormMapping, source: Workbook, most: int | None) -> Records:
    tables = find_tables(source, _vocabulary(mapping))
    _refuse_missing(mapping, tables, source.path.name)
    title = mapping.title or next((n for n in mapping.names if "姓名" in n), "")
    wanted = [words.partition("=") for words in mapping.conditions]
    entries: list[Entry] = []
    taken: dict[str, int] = {}
    for table in tables:
        places = {c.key: c.index for c in table.columns if c.key is not None}
        for row in table.rows:
            values = {name: row.cells[place] for name, place in places.items()}
            if not all(_is(values, name, said) for name, _, said in wanted):
                continue
            told = tidy(as_words(values.get(title))) or f"第 {row.number} 行"
            entries.append(Entry(_identity(mapping, values, taken), told, values))
    return Records(tuple(_sorted(mapping, entries)[:most]), {})


def _vocabulary(mapping: FormMapping) -> Vocabulary:
    """Each heading by its own name, and by what the superior calls it."""
    asked = (words.partition("=")[0].strip() for words in mapping.conditions)
    words = {name: [name] for name in (*mapping.names, *asked)}
    for column in mapping.columns:
        if column.source is Source.FIELD and column.label not in words:
            words[column.name].append(column.label)
    return Vocabulary.of(words)


def _refuse_missing(
    mapping: FormMapping, tables: Sequence[Table], file_name: str
) -> None:
    required = [
        column.name
        for column in mapping.columns
        if column.source is Source.FIELD and column.rule.required
    ]
    for table in tables:
        there = {column.key for column in table.columns}
        missing = [name for name in dict.fromkeys(required) if name not in there]
        if missing:
            words = "、".join(f"“{name}”" for name in missing)
            raise Refused(
                f"“{file_name}”的工作表“{table.sheet_name}”缺少{words}栏，请补上后再选。"
            )


def _is(values: Mapping[str, Any], name: str, said: str) -> bool:
    if name.strip() not in values:
        raise Refused(f"表格里没有“{name.strip()}”一栏，不能按它挑选。")
    return tidy(as_words(values[name.strip()])) == said.strip()


def _identity(
    mapping: FormMapping, values: Mapping[str, Any], taken: dict[str, int]
) -> str:
    """What tells a row from others: its ID number, what is unique, or its first words.

    The second of the same is told apart by its place.
    """
    fields = [c for c in mapping.columns if c.source is Source.FIELD]
    telling = [c.name for c in fields if c.rule.shape is Shape.ID_NUMBER][:1]
    telling = telling or [c.name for c in fields if c.rule.unique]
    telling = telling or [c.name for c in fields][:2]
    words = "|".join(tidy(as_words(values.get(name))) for name in telling)
    taken[words] = taken.get(words, 0) + 1
    return words if taken[words] == 1 else f"{words}#{taken[words]}"


def _sorted(mapping: FormMapping, entries: list[Entry]) -> list[Entry]:
    """By the columns that sort, the last one first; empty cells at the end."""
    for key in reversed(mapping.order):
        name = key.removeprefix("-")
        places = [(_place(entry.values.get(name)), entry) for entry in entries]
        filled = [item for item in places if item[0] is not None]
        filled.sort(key=itemgetter(0), reverse=key.startswith("-"))
        empty = [entry for place, entry in places if place is None]
        entries = [*(entry for _, entry in filled), *empty]
    return entries


def _place(raw: object) -> tuple[bool, float, str] | None:
    """By what a cell is sorted: numbers by their size, then days and words."""
    words = tidy(as_words(raw))
    if not words:
        return None
    try:
        return False, float(plain(words).replace(",", "")), ""
    except ValueError:
        return True, 0.0, words
