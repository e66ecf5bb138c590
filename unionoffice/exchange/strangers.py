"""Whether a delivery reaches beyond its sender's own unit.

A register whose sheet knows 填报单位 says with that caption which of its fields is the
unit; other registers have none, and nothing is said of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from unionoffice.register.kinds import Reference, target_of
from unionoffice.sheets.known import PART, folded
from unionoffice.sheets.planning.plan import WRITTEN, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.column import AnyField
    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import Plan

CAPTION = "填报单位"
NAMED = 3
"""How many foreign units are named in the sentence."""


def beyond_own_unit(office: Office, plan: Plan, unit: str) -> str:
    """What to warn of where a plan writes rows of other units; empty if it does not.

    Rows of the unit called `unit` and of the units beneath it are the sender's own.
    """
    item = unit_field(plan.register)
    if item is None:
        return ""
    with office.reading() as connection:
        names, above = _tree(connection, item)
        own = _beneath(names, above, unit)
        if not own:
            return (
                f"这里没有叫“{unit}”的单位，不能核对这些记录是不是它的。"
                "请看清单位一栏再导入。"
            )
        stored = _stored(connection, plan, item)
    foreign: Counter[str] = Counter()
    for row in plan.rows:
        if row.state not in WRITTEN:
            continue
        told = row.values.get(item.key)
        held = stored.get(row.record_id or 0)
        places = [place for place in (held, told) if place is not None]
        strange = [place for place in places if place not in own]
        if strange:
            foreign[_called(strange[0], names)] += 1
    return _sentence(foreign, unit)


def unit_field(register: Register) -> AnyField | None:
    """The field that says to which unit a record belongs, if the register has one."""
    found = dict(register.sheet.captions).get(CAPTION)
    return found if found is not None and isinstance(found.kind, Reference) else None


def _tree(
    connection: Connection, item: AnyField
) -> tuple[dict[int, str], dict[int, int | None]]:
    """What every unit is called, and which stands above which."""
    target = target_of(item.kind)
    model: Any = target.model
    parent = target.parent if target.parent is not None else model.id
    rows = connection.execute(
        select(model.id, target.label, parent).where(model.deleted_at.is_(None))
    ).all()
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


def _beneath(
    names: Mapping[int, str], above: Mapping[int, int | None], unit: str
) -> set[int]:
    """The keys of the units of this name and of everything under them."""
    wanted = folded(unit)
    own = {key for key, name in names.items() if folded(name) == wanted}
    found: set[int] = set()
    for key in names:
        way: set[int] = set()
        at: int | None = key
        while at is not None and at not in way:
            way.add(at)
            at = above.get(at)
        if way & own:
            found.add(key)
    return found


def _stored(
    connection: Connection, plan: Plan, item: AnyField
) -> dict[int, int | None]:
    """In which unit the records stand that the plan would change."""
    model: Any = plan.register.model
    keys = [row.record_id for row in plan.rows if row.changes and row.record_id]
    unit = getattr(model, item.key)
    found: dict[int, int | None] = {}
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        rows = connection.execute(select(model.id, unit).where(model.id.in_(part)))
        found.update((row[0], row[1]) for row in rows)
    return found


def _called(place: object, names: Mapping[int, str]) -> str:
    if isinstance(place, Wanted):
        return place.label
    return names.get(place, "") if isinstance(place, int) else ""


def _sentence(foreign: Counter[str], unit: str) -> str:
    if not foreign:
        return ""
    told = [f"{name} {count} 条" for name, count in foreign.most_common(NAMED)]
    more = "等" if len(foreign) > NAMED else ""
    return (
        f"这份文件是“{unit}”报的，其中有 {foreign.total()} 条是别的单位的："
        f"{_joined(told)}{more}。请核对后再导入。"
    )


def _joined(words: Iterable[str]) -> str:
    return "、".join(words)
