"""Where records point at each other: the foreign keys of the store, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import UniqueConstraint

from db.audit import table_of
from db.base import Base, Record
from db.undo_rules import final
from unionoffice.register.merge_rules import NO_RULES
from unionoffice.register.register import HOUSEKEEPING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from unionoffice.register.merge_rules import MergeRules
    from unionoffice.register.register import Register


@dataclass(frozen=True)
class Pointer:
    """A column by which records of one table point at those of another.

    Attributes:
        table: whose column.
        column: its name.
        register: the register of that table, if there is one.
        unique: groups of other columns that are unique together with this one.
        lasting: whether that holds for what lies in the recycle bin as well.
        leaf: whether nothing points at the records that point here.
    """

    table: Table
    column: str
    register: Register | None
    unique: tuple[tuple[str, ...], ...]
    lasting: bool
    leaf: bool

    @property
    def name(self) -> str:
        """The table's name, as the trail has it."""
        return str(self.table.name)

    @property
    def title(self) -> str:
        """What the records that point are called."""
        if self.register is not None:
            return self.register.title
        return str(self.table.comment or self.table.name)

    @property
    def label(self) -> str:
        """The words of the column."""
        field = self.register.fields.get(self.column) if self.register else None
        return field.label if field is not None else self.column

    @property
    def rules(self) -> MergeRules:
        """How these records follow a merged one."""
        return self.register.merging if self.register is not None else NO_RULES

    @property
    def may_clash(self) -> bool:
        """Whether there is a rule by which two of these records cannot both stay."""
        return bool(self.unique or self.leaf or self.rules.doubled is not None)

    @property
    def fixed(self) -> str:
        """Why these records must stay as they are; empty if they may be changed."""
        locked = self.register.locked if self.register is not None else ""
        return final([self.name]) or ("" if self.rules.follows else locked)

    @property
    def said(self) -> tuple[str, ...]:
        """The columns that say something beside pointing."""
        skipped = {*HOUSEKEEPING, self.column}
        return tuple(name for name in self.table.columns.keys() if name not in skipped)  # noqa: SIM118  a column collection iterates over columns


def pointers(registers: Mapping[str, Register], table: str) -> list[Pointer]:
    """Every column that points at the records of a table."""
    return [
        _pointer(each, column, registers.get(each.name))
        for each in _tables()
        for column in _columns_to(each, table)
    ]


def model_of(table: str) -> type[Record]:
    """The model behind a table."""
    return _models()[table]


@cache
def _models() -> dict[str, type[Record]]:
    mappers = Base.registry.mappers
    models = [each.class_ for each in mappers if issubclass(each.class_, Record)]
    return {table_of(model).name: model for model in models}


@cache
def _tables() -> tuple[Table, ...]:
    mine = _models()
    return tuple(each for each in Base.metadata.sorted_tables if each.name in mine)


@cache
def _columns_to(table: Table, target: str) -> tuple[str, ...]:
    found = (key.parent.name for key in table.foreign_keys if _leads_to(key, target))
    return tuple(sorted(found))


def _leads_to(key: Any, target: str) -> bool:  # noqa: ANN401  a foreign key of any table
    return bool(key.column.table.name == target and key.column.name == "id")


def _pointer(table: Table, column: str, register: Register | None) -> Pointer:
    lasting = [_names(each) for each in table.constraints if _is_unique(each)]
    living = [_names(each) for each in table.indexes if each.unique]
    declared = list(register.sheet.unique) if register is not None else []
    groups = [group for group in (*lasting, *living, *declared) if column in group]
    others = (tuple(name for name in group if name != column) for group in groups)
    return Pointer(
        table,
        column,
        register,
        tuple(dict.fromkeys(tuple(sorted(group)) for group in others)),
        any(column in group for group in lasting),
        not any(_columns_to(each, table.name) for each in _tables()),
    )


def _is_unique(constraint: object) -> bool:
    return isinstance(constraint, UniqueConstraint)


def _names(of: Any) -> tuple[str, ...]:  # noqa: ANN401  a constraint or an index
    return tuple(column.name for column in of.columns)
