"""Which fields a template may speak of, and what they say for each record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unionoffice.dates import official
from unionoffice.documents.templates.language import Value
from unionoffice.office import UNION_NAME
from unionoffice.register.view import View
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

Values = dict[str, Value]

_NO_NAME = re.compile(r"\W+")

OFFICE_FIELDS = ("单位名称", "今天", "今年")
"""What every template may say, whatever register it belongs to."""


def columns(register: Register | None) -> dict[str, AnyColumn]:
    """The columns of a register by the name a template gives them: 身份证号, 所在单位.

    What a name may not hold is left out of a label: 金额（元） is 金额元. Sensitive
    columns are fields like any other; whoever writes a template names them on purpose.
    """
    found: dict[str, AnyColumn] = {}
    for column in register.all_columns.values() if register else ():
        name = _NO_NAME.sub("", column.label)
        if name.isidentifier():
            found.setdefault(name, column)
    return found


def names(register: Register | None) -> tuple[str, ...]:
    """Everything a template of this register may say."""
    return (
        *columns(register),
        *(n for n in OFFICE_FIELDS if n not in columns(register)),
    )


def of_office(office: Office, day: date) -> Values:
    """The fields of the office itself."""
    return {
        "单位名称": Value(office.fact(UNION_NAME)),
        "今天": Value(official(day), day),
        "今年": Value(str(day.year), day.year),
    }


def of_records(
    office: Office,
    register: Register,
    ids: Sequence[int],
    day: date,
    wanted: Sequence[str] | None = None,
) -> list[Values]:
    """What the fields say for each of these records, in their order.

    Args:
        office: where they are kept.
        register: which register they are of.
        ids: their keys.
        day: as of which day.
        wanted: only these fields; all of them if not given.
    """
    known = columns(register)
    asked = {name: known[name] for name in wanted or known if name in known}
    common = of_office(office, day)
    rows = office.rows(View(register, day), list(asked.values()), ids)
    speak = [speaker(column) for column in asked.values()]
    return [
        {
            **common,
            **{
                name: Value(say(value), value)
                for name, say, value in zip(asked, speak, row, strict=True)
            },
        }
        for row in rows
    ]


def blank(register: Register | None, office: Office, day: date) -> Values:
    """Every field empty, for a form to be filled in by hand."""
    empty: Mapping[str, Any] = dict.fromkeys(columns(register), Value("　　　　"))
    return {**of_office(office, day), **empty}
