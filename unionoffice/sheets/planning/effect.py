"""What an import does to records that exist already, column by column."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import PlannedRow

SHOWN = 4
MANY, SHARE = 10, 0.3
"""So many changed rows, and this share of all records, are worth a warning."""


@dataclass(frozen=True, slots=True)
class ColumnEffect:
    """How many records one field changes in, and in how many a policy kept it."""

    key: str
    label: str
    changed: int
    held_back: int


def effect_of(
    register: Register, rows: Iterable[PlannedRow]
) -> tuple[ColumnEffect, ...]:
    """The fields that are touched, those that change most records first."""
    told = list(rows)
    changed = Counter(
        chain.from_iterable(row.changes for row in told if row.state == "changed")
    )
    held = Counter(chain.from_iterable(row.held_back for row in told if row.held_back))
    found = [
        ColumnEffect(key, item.label, changed[key], held[key])
        for key, item in register.fields.items()
        if changed[key] or held[key]
    ]
    return tuple(sorted(found, key=lambda item: -item.changed))


def in_short(effect: Sequence[ColumnEffect]) -> str:
    """（手机号 3、所在单位 1）, or nothing if no field changes."""
    told = [item for item in effect if item.changed]
    words = "、".join(f"{item.label} {item.changed}" for item in told[:SHOWN])
    more = f" 等 {len(told)} 项" if len(told) > SHOWN else ""
    return f"（{words}{more}）" if told else ""


def warning_of(changed: int, held: int) -> str:
    """What to say if far more records would change than a usual import changes.

    Empty if it is as usual; `held` is how many records the register has now.
    """
    if changed < MANY or changed <= SHARE * held:
        return ""
    share = 100 * changed // max(held, 1)
    return (
        f"现有 {held:,} 条记录中有 {share}% 会被修改，比平常多得多。"
        "请核对是不是选错了文件，再导入。"
    )
