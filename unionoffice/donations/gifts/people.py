"""Who a written name is: a member, told by unit if need be; never guessed (§3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from db.models import Person, Unit
from db.vocabulary import DonorKind
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow

PART = 400
NAMED = 3


class Bearer(NamedTuple):
    """Somebody who bears a name."""

    person_id: int
    unit_id: int | None
    unit: str
    staff_no: str


def find_people(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Link rows that tell a name alone with the member who bears it.

    A name nobody bears is of somebody outside; one that several bear is decided by the
    unit of the row, or the row stays out until a number tells who it is.
    """
    bare = [row for row in rows if _by_name_alone(row)]
    bearers = by_name(connection, {str(row.values["name"]) for row in bare})
    for row in bare:
        found = bearers.get(str(row.values["name"]), ())
        unit = row.values.get("unit_id")
        if len(found) > 1 and unit is not None:
            found = [one for one in found if one.unit_id == unit] or found
        if len(found) == 1:
            row.values["person_id"] = found[0].person_id
            row.values["donor"] = str(DonorKind.MEMBER)
        elif found:
            yield row, Complaint("name", Level.REJECT, ambiguous(found))


def by_name(connection: Connection, names: set[str]) -> dict[str, Sequence[Bearer]]:
    """The living cards that bear each of these names."""
    found: dict[str, list[Bearer]] = {}
    wanted_names = sorted(names)
    for start in range(0, len(wanted_names), PART):
        wanted = (
            select(Person.name, Person.id, Person.unit_id, Unit.name, Person.staff_no)
            .outerjoin(Unit, Unit.id == Person.unit_id)
            .where(
                Person.name.in_(wanted_names[start : start + PART]),
                Person.deleted_at.is_(None),
            )
            .order_by(Person.id)
        )
        for name, key, unit_id, unit, staff_no in connection.execute(wanted):
            bearer = Bearer(key, unit_id, unit or "", staff_no or "")
            found.setdefault(name, []).append(bearer)
    return dict(found)


def ambiguous(found: Sequence[Bearer]) -> str:
    """That a name fits several members, and who they are."""
    told = [
        "".join((one.unit or "无单位", f" 工号 {one.staff_no}" if one.staff_no else ""))
        for one in found[:NAMED]
    ]
    more = " 等" if len(found) > NAMED else ""
    return (
        f"同名的会员有 {len(found)} 人（{'；'.join(told)}{more}），"
        "请写明单位、工号或身份证号，程序不猜是哪一个"
    )


def _by_name_alone(row: AnyRow) -> bool:
    values = row.values
    return (
        values.get("person_id") is None
        and bool(values.get("name"))
        and values.get("donor") in (None, DonorKind.OTHER, DonorKind.MEMBER)
    )
