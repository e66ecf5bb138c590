"""How the other registers of this area point at a hardship file, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.models import HardshipFile, Person, Unit
from unionoffice.register.column import Derived
from unionoffice.register.kinds import PersonName, Target, Text

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    Pointer = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

FILE_TARGET = Target(
    HardshipFile,
    HardshipFile.file_no,
    searched=True,
    missing="请先在“困难档案”中新建或导入这份档案，再导入这一行",
)
"""A hardship file, called by its number (档案编号)."""


def head_of(file_id: Pointer) -> Derived[str]:
    """The head (户主) of the file that a record belongs to."""

    def name(_day: date) -> ColumnElement[Any]:
        file, person = aliased(HardshipFile), aliased(Person)
        return (
            select(person.name)
            .join(file, file.person_id == person.id)
            .where(file.id == file_id)
            .scalar_subquery()
        )

    return Derived("head", "户主", PersonName(), name)


def head_unit_of(file_id: Pointer) -> Derived[str]:
    """The unit in which the head of the file stands now."""

    def name(_day: date) -> ColumnElement[Any]:
        file, person, unit = aliased(HardshipFile), aliased(Person), aliased(Unit)
        return (
            select(unit.name)
            .join(person, person.unit_id == unit.id)
            .join(file, file.person_id == person.id)
            .where(file.id == file_id)
            .scalar_subquery()
        )

    return Derived("unit", "所在单位", Text(60), name)
