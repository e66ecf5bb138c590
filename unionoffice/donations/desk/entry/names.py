"""Whom a typed name means: found by two letters, asked for where it is not sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from db import search
from db.models import Person, Unit
from db.vocabulary import DonorKind
from unionoffice import text
from unionoffice.donations.gifts.judging import NAMELESS
from unionoffice.donations.gifts.people import by_name
from unionoffice.members.units import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.donations.gifts.people import Bearer
    from unionoffice.office import Office

MOST = 12
TAIL = 4
GROUP, OUTSIDE = "集体", "外单位"
"""Marks that may be typed before a name."""
LEAST_NAME, LEAST_BODY = 2, 4
"""Characters of a whole name, and of what may be the name of a body."""
BODIES = (
    *("支部", "党委", "工会", "车间", "公司", "集团", "中心", "机关", "全体", "协会"),
    *(
        "队",
        "区",
        "科",
        "班",
        "部",
        "矿",
        "厂",
        "处",
        "站",
        "组",
        "室",
        "会",
        "院",
        "校",
    ),
)
"""How the names of bodies end: such a one is no person."""


@dataclass(frozen=True, slots=True)
class Donor:
    """Somebody a typed name may mean.

    Attributes:
        kind: member, somebody outside, a group, nobody named.
        name: as it will be written.
        person_id: the card of a member.
        unit_id: the unit, if it is one of ours.
        unit: its name.
        staff_no: the staff number; tells namesakes apart.
        id_tail: the end of the ID number; tells namesakes apart.
    """

    kind: DonorKind
    name: str = ""
    person_id: int | None = None
    unit_id: int | None = None
    unit: str = ""
    staff_no: str = ""
    id_tail: str = ""

    @property
    def place(self) -> str:
        """The unit, or what stands in its place."""
        signs = {
            DonorKind.OTHER: "外单位",
            DonorKind.GROUP: "集体捐款",
            DonorKind.ANONYMOUS: "不留姓名",
        }
        return signs.get(self.kind, self.unit)

    @property
    def details(self) -> str:
        """What tells two of the same name apart."""
        if self.kind is DonorKind.OTHER:
            return "名册上没有，按外单位登记"
        parts = (
            f"工号 {self.staff_no}" if self.staff_no else "",
            f"证件尾号 {self.id_tail}" if self.id_tail else "",
        )
        return "　".join(filter(None, parts))


ANONYMOUS = Donor(DonorKind.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for typed words.

    Attributes:
        words: what was typed.
        donors: whom it may mean, best first.
        question: why it has to be asked who is meant; empty if the first is.
    """

    words: str
    donors: tuple[Donor, ...] = ()
    question: str = ""

    @property
    def meant(self) -> Donor | None:
        """The one meant without doubt: what Enter takes."""
        return self.donors[0] if self.donors and not self.question else None


def look_up(office: Office, words: str) -> Found:
    """Whom these words may mean, while they are typed."""
    with office.reading() as connection:
        return found(connection, words)


def found(connection: Connection, words: str) -> Found:
    """Whom these words may mean: a name, a part of it, pinyin, initials, digits."""
    typed = text.tidy(words)
    if typed in {"", *NAMELESS}:
        return Found(words, (ANONYMOUS,))
    if typed.startswith(GROUP):
        return _group(connection, words, typed.removeprefix(GROUP))
    if typed.startswith(OUTSIDE):
        name = _bare(typed.removeprefix(OUTSIDE))
        told = (Donor(DonorKind.OTHER, name),) if name else ()
        return Found(words, told, "" if told else "“外单位”后面写上姓名。")
    whole = is_whole_name(typed)
    typed = text.no_spaces(typed) if whole else typed
    bearers = list(by_name(connection, {typed}).get(typed, ())) if whole else []
    exact = _members(connection, [one.person_id for one in bearers])
    units = _units_called(connection, typed) if whole else ()
    if len(exact) + len(units) > 1:
        return Found(
            words, (*exact, *units), _fits(typed, len(exact), units=bool(units))
        )
    if exact or units:
        return Found(words, (*exact, *units, *_others(connection, typed, exact)))
    return _partly(connection, words, typed, whole=whole)


def _partly(connection: Connection, words: str, typed: str, *, whole: bool) -> Found:
    """Nobody is called just so: the people who fit, and who stands outside."""
    people = _others(connection, typed, ())
    if not whole:
        if not people:
            said = f"没有找到“{typed}”；外单位的人请写汉字姓名。"
            return Found(words, (), said)
        return _asking_for_namesakes(connection, words, people)
    outside = _outside(connection, typed)
    if people:
        return Found(
            words, (*people, *outside), f"名册上没有人就叫“{typed}”，是哪一个？"
        )
    return Found(words, outside)


def _asking_for_namesakes(
    connection: Connection, words: str, people: Sequence[Donor]
) -> Found:
    """The people found; if the first has namesakes, those of that name, to be asked."""
    name = people[0].name
    same = by_name(connection, {name}).get(name, ())
    if len(same) < LEAST_NAME:
        return Found(words, tuple(people))
    told = _members(connection, [one.person_id for one in same])
    rest = [one for one in people if one.name != name]
    return Found(words, (*told, *rest), _fits(name, len(told), units=False))


def is_whole_name(typed: str) -> bool:
    """Whether it may be a whole name: characters alone, at least two."""
    return len(typed) >= LEAST_NAME and not any(
        each.isascii() and each.isalnum() for each in typed
    )


def written(
    connection: Connection, name: str, bearers: Sequence[Bearer], unit_id: int | None
) -> Found:
    """Whom a name in a list means: nobody but who bears it, told by unit if need be."""
    whole = text.tidy(name)
    if whole.startswith((GROUP, OUTSIDE)) or whole in {"", *NAMELESS}:
        return found(connection, name)
    told = list(bearers)
    if len(told) > 1 and unit_id is not None:
        told = [one for one in told if one.unit_id == unit_id] or told
    members = _members(connection, [one.person_id for one in told])
    if len(members) > 1:
        return Found(name, members, _fits(name, len(members), units=False))
    if members:
        return Found(name, members)
    bare = plain_name(whole)
    if _units_called(connection, bare) or _is_body(bare):
        return Found(name, (_of_unit(connection, bare),))
    return Found(name, (Donor(DonorKind.OTHER, bare),))


def plain_name(name: str) -> str:
    """A name without the spaces that only spread it: 张　三 is 张三."""
    typed = text.tidy(name)
    return text.no_spaces(typed) if is_whole_name(typed) else typed


def by_staff_no(connection: Connection, numbers: set[str]) -> dict[str, Donor]:
    """The members with these staff numbers."""
    wanted = select(Person.staff_no, Person.id).where(
        Person.staff_no.in_(sorted(numbers)), Person.deleted_at.is_(None)
    )
    keys = {number: key for number, key in connection.execute(wanted) if number}
    members = {one.person_id: one for one in _members(connection, [*keys.values()])}
    return {number: members[key] for number, key in keys.items()}


def units_by_name(connection: Connection, names: set[str]) -> dict[str, int]:
    """The living units with these names."""
    wanted = select(Unit.name, Unit.id).where(Unit.deleted_at.is_(None), places())
    return {name: key for name, key in connection.execute(wanted) if name in names}


def unit_names(office: Office) -> list[str]:
    """The names of all units in which people stand."""
    wanted = select(Unit.name).where(Unit.deleted_at.is_(None), places())
    with office.reading() as connection:
        names = connection.scalars(wanted.order_by(Unit.position, Unit.id))
        return list(dict.fromkeys(names))


def donor_of(connection: Connection, person_id: int) -> Donor | None:
    """A member by the card."""
    return next(iter(_members(connection, [person_id])), None)


def _group(connection: Connection, words: str, rest: str) -> Found:
    name = _bare(rest)
    if not name:
        return Found(words, (), "“集体”后面写上名称，如“集体 采煤二区党支部”。")
    units = _units_called(connection, name) or (_of_unit(connection, name),)
    return Found(words, units)


def _others(
    connection: Connection, typed: str, known: Sequence[Donor]
) -> tuple[Donor, ...]:
    keys = search.find(connection, typed, MOST)
    seen = {one.person_id for one in known}
    return _members(connection, [key for key in keys if key not in seen])


def _outside(connection: Connection, typed: str) -> tuple[Donor, ...]:
    body = _of_unit(connection, typed)
    person = Donor(DonorKind.OTHER, typed)
    if body.unit_id is not None or _is_body(typed):
        return (body, person)
    return (person, body)


def _of_unit(connection: Connection, name: str) -> Donor:
    """A body with the unit its name begins with, if there is one."""
    wanted = select(Unit.id, Unit.name).where(Unit.deleted_at.is_(None), places())
    fitting = [row for row in connection.execute(wanted) if name.startswith(row.name)]
    best = max(fitting, key=lambda row: len(row.name), default=None)
    if best is None:
        return Donor(DonorKind.GROUP, name)
    return Donor(DonorKind.GROUP, name, unit_id=best.id, unit=best.name)


def _units_called(connection: Connection, name: str) -> tuple[Donor, ...]:
    key = units_by_name(connection, {name}).get(name)
    if key is None:
        return ()
    return (Donor(DonorKind.GROUP, name, unit_id=key, unit=name),)


def _members(connection: Connection, keys: Sequence[int]) -> tuple[Donor, ...]:
    wanted = (
        select(
            Person.id,
            Person.name,
            Person.unit_id,
            Unit.name,
            Person.staff_no,
            Person.id_number,
        )
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.id.in_(keys))
    )
    rows = {row[0]: row for row in connection.execute(wanted)} if keys else {}
    return tuple(
        Donor(
            DonorKind.MEMBER,
            rows[key][1],
            key,
            rows[key][2],
            rows[key][3] or "",
            rows[key][4] or "",
            (rows[key][5] or "")[-TAIL:],
        )
        for key in keys
        if key in rows
    )


def _is_body(name: str) -> bool:
    return len(name) >= LEAST_BODY and name.endswith(BODIES)


def _bare(rest: str) -> str:
    return rest.strip(" 　：:，,、-")


def _fits(name: str, people: int, *, units: bool) -> str:
    more = "，也有单位叫这个名字" if units else ""
    return f"叫“{name}”的会员有 {people} 人{more}，是哪一个？"
