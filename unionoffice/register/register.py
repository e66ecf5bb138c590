"""A register (台账): what ties fields, list, filters, sheet and printouts together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from unionoffice.errors import Refused
from unionoffice.register.column import Derived, Field, Linked
from unionoffice.register.kinds import Choice, Flag, Reference
from unionoffice.register.merge_rules import NO_RULES, MergeRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from db.base import Record
    from unionoffice.register.action import Action
    from unionoffice.register.column import AnyColumn, AnyField, Section
    from unionoffice.register.complaint import Complaint
    from unionoffice.register.filter import Filter
    from unionoffice.register.printout import TablePrintout
    from unionoffice.register.sheet import Sheet


@dataclass(frozen=True, eq=False)
class Order:
    """By which column a list is sorted, and which way."""

    column: AnyColumn
    descending: bool = False


@dataclass(frozen=True)
class Guards:
    """Questions to the store before a record is saved or discarded.

    `save` sees (connection, key of the record or None, all values), may add values that
    follow from the store, and complains about fields; `discard` sees (connection, keys)
    and raises `Refused`.
    """

    save: (
        Callable[[Connection, int | None, dict[str, Any]], Iterable[Complaint]] | None
    ) = None
    discard: Callable[[Connection, Sequence[int]], None] | None = None


@dataclass(frozen=True, eq=False)
class Register:
    """Everything generic code needs to know about one kind of record.

    Attributes:
        key: its name on the command line and in settings.
        title: the words over its page.
        noun: what one record is called (会员).
        model: the table behind it.
        sections: the form, in the order a person fills it in.
        columns: the list's columns, shown in this order at first.
        more_columns: further columns a person may choose.
        naming: the columns that name a record in sentences.
        check: complaints about the values of one record, without the store; may
            add values that follow from others (sex from the ID number).
        guards: questions to the store before a write.
        fill: puts in what usually stands in a record that is about to be checked; is
            given (connection, key of the record or None, values, today, who is at
            the desk) and may ask the store.
        where: which rows belong to it at all (beside those in the recycle bin).
        first_filters: the conditions a new list starts with.
        find: a quick search that answers with keys, best first.
        empty: what the empty page says to do first.
        locked: why nobody adds, changes, deletes or imports its rows, in a sentence;
            empty if people may.
        faults: faults of its rows that only it can find; is given the office.
        merging: what it knows about two of its records that are one.
        part_of: the key of the register on whose page it is worked on; it has none of
            its own in the navigation.
        icon: the picture beside its title.
        group: the area of the navigation it stands in.
    """

    key: str
    title: str
    noun: str
    model: type[Record]
    sections: tuple[Section, ...]
    columns: tuple[AnyColumn, ...]
    order: tuple[Order, ...]
    naming: tuple[AnyColumn, ...]
    sheet: Sheet
    more_columns: tuple[AnyColumn, ...] = ()
    search: tuple[AnyColumn, ...] = ()
    filters: tuple[Filter, ...] = ()
    totals: tuple[AnyColumn, ...] = ()
    actions: tuple[Action, ...] = ()
    printouts: tuple[TablePrintout, ...] = ()
    check: Callable[[dict[str, Any], date], list[Complaint]] | None = None
    guards: Guards = Guards()
    fill: Callable[[Connection, int | None, dict[str, Any], date, str], None] | None = (
        None
    )
    where: Callable[[], ColumnElement[bool]] | None = None
    find: Callable[[Connection, str], Sequence[int]] | None = None
    empty: str = ""
    locked: str = ""
    faults: Callable[[Any], Iterable[str]] | None = None
    merging: MergeRules = NO_RULES
    part_of: str = ""
    icon: str = ""
    group: str = ""

    @cached_property
    def fields(self) -> dict[str, AnyField]:
        """The form's fields by key."""
        return {item.key: item for section in self.sections for item in section.fields}

    @cached_property
    def all_columns(self) -> dict[str, AnyColumn]:
        """Every column a list may show, by key."""
        everything = (*self.columns, *self.more_columns, *self.fields.values())
        return {column.key: column for column in everything}

    @property
    def table(self) -> str:
        """The name of the table behind it, as `Changes` uses it."""
        return str(self.model.__tablename__)

    def column(self, name: str) -> AnyColumn | None:
        """The column with this key or label, if there is one."""
        found = self.all_columns.get(name)
        if found is not None:
            return found
        labelled = (item for item in self.all_columns.values() if item.label == name)
        return next(labelled, None)

    def refuse_if_locked(self) -> None:
        """Refuse to add, change, delete or import rows where nobody may.

        Raises:
            Refused: the register is locked.
        """
        if self.locked:
            raise Refused(self.locked)

    def problems(self) -> Iterator[str]:
        """Contradictions in the declaration; a good register has none."""
        yield from self._field_problems()
        yield from self._list_problems()
        yield from self._sheet_problems()
        yield from self._merge_problems()
        if self.locked and (self.sheet.columns or self.sheet.match_on):
            yield f"{self.key}: nothing is imported, yet its sheet can be read"

    def _field_problems(self) -> Iterator[str]:
        keys = [item.key for section in self.sections for item in section.fields]
        for key, count in Counter(keys).items():
            if count > 1:
                yield f"{self.key}: field {key} stands in the form {count} times"
        for item in self.fields.values():
            if isinstance(item, Field):
                yield from self._model_problems(item)
        for column in self.model.__table__.columns:
            needed = not column.nullable and column.default is None and not self.locked
            if needed and column.name not in (*keys, *HOUSEKEEPING):
                yield f"{self.key}: nothing fills the column {column.name}"

    def _model_problems(self, item: Field[Any]) -> Iterator[str]:
        if item.attribute.class_ is not self.model:
            yield f"{self.key}: field {item.key} belongs to another model"
            return
        column = self.model.__table__.columns[item.key]
        longest = getattr(item.kind, "longest", None)
        room = getattr(column.type, "length", None)
        if longest and room and longest > room:
            yield f"{self.key}: field {item.key} allows {longest}, stores {room}"
        needed = not column.nullable and column.default is None and not self.locked
        if needed and not item.required:
            yield f"{self.key}: field {item.key} may be empty, its column may not"

    def _list_problems(self) -> Iterator[str]:
        labels = Counter(column.label for column in self.all_columns.values())
        for label, count in labels.items():
            if count > 1:
                yield f"{self.key}: the label {label} is used {count} times"
        listed = {column.key for column in self.all_columns.values()}
        for column in (
            *self.totals,
            *self.naming,
            *(item.column for item in self.order),
        ):
            if column.key not in listed:
                yield f"{self.key}: {column.key} is used but is no column"
        keys = Counter(item.key for item in (*self.filters,))
        for key, count in keys.items():
            if count > 1:
                yield f"{self.key}: filter {key} stands twice"
        if not self.empty:
            yield f"{self.key}: an empty list would say nothing"

    def _sheet_problems(self) -> Iterator[str]:
        words: Counter[str] = Counter()
        for column in self.sheet.columns:
            words.update({column.header, *column.synonyms})
            if column.column.key not in self.fields:
                yield f"{self.key}: sheet column {column.header} is no field"
        for word, count in words.items():
            if count > 1:
                yield f"{self.key}: the header {word} names {count} columns"
        keys = {column.column.key for column in self.sheet.columns}
        for item in self.fields.values():
            if item.required and item.key not in keys:
                yield f"{self.key}: the sheet lacks the required {item.key}"
        yield from self._group_problems(keys)
        for use, key in self._sheet_uses():
            if key not in self.fields:
                yield f"{self.key}: the sheet's {use} names {key}, which is no field"
            elif use in FILLED_BY_WORDS and key not in keys:
                yield f"{self.key}: the sheet's {use} fills {key}, it has no column"

    def _group_problems(self, keys: set[str]) -> Iterator[str]:
        for group in self.sheet.match_on:
            if missing := set(group) - keys:
                yield f"{self.key}: matching needs {missing}, the sheet lacks it"
        for group in self.sheet.unique:
            if missing := set(group) - keys:
                yield f"{self.key}: {missing} must be unique, the sheet lacks it"

    def _merge_problems(self) -> Iterator[str]:
        for key in (key for group in self.merging.together for key in group):
            if key not in self.fields:
                yield f"{self.key}: merging names {key}, which is no field"

    def _sheet_uses(self) -> Iterator[tuple[str, str]]:
        """The keys that a sheet names beside its columns, with what for."""
        sheet = self.sheet
        yield from (("when_new", key) for key in sheet.when_new)
        yield from (("captions", item.key) for _, item in sheet.captions)
        if sheet.sheet_name is not None:
            yield "sheet_name", sheet.sheet_name.key
        if sheet.remark is not None:
            yield "remark", sheet.remark.key


FILLED_BY_WORDS = ("captions", "sheet_name")
"""What is found by the words around a table is read like a cell of its column."""

HOUSEKEEPING = ("id", "uid", "version", "created_at", "updated_at", "deleted_at")


def can_be_ticked(column: AnyColumn) -> bool:
    """Whether a filter can offer the column's values to tick."""
    if isinstance(column, Derived) and not isinstance(column, Linked):
        return isinstance(column.kind, Choice | Flag)
    return isinstance(column.kind, Choice | Flag | Reference)
