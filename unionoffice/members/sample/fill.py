"""Fills a new store with a mine, its people, their histories and their dues."""

from __future__ import annotations

from bisect import bisect_right
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Dues, MembershipEvent, OfficeFact, Person, Unit
from db.vocabulary import EventKind, UnitKind
from unionoffice.calendar import Month
from unionoffice.errors import Refused
from unionoffice.members.founding import UNION_ENDINGS
from unionoffice.members.sample import ledgers
from unionoffice.members.sample.histories import fates, history
from unionoffice.members.sample.mine import build
from unionoffice.members.sample.people import People
from unionoffice.members.states import LEADS_TO, rights
from unionoffice.office import UNION_NAME
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.audit import Writer
    from unionoffice.members.sample.people import Invented
    from unionoffice.progress import Progress

AT_A_TIME = 5_000


def fill(
    writer: Writer,
    *,
    people: int,
    seed: int,
    today: date,
    progress: Progress = SILENT,
) -> None:
    """Write so many invented people with everything that belongs to them.

    The same seed, number and day make the same people.

    Raises:
        Refused: there are people in the store already.
        Cancelled: the person asked to stop; the transaction takes everything back.
    """
    if writer.connection.scalar(select(Person.id).limit(1)) is not None:
        raise Refused("库中已有会员，样例数据只能填入新建的空库。")
    random = Random(seed)  # noqa: S311  no secret: samples are to be repeatable
    mine = build(writer, people, _root(writer), _mine_name(writer))
    inventor = People(random, today)
    payers: list[_Payer] = []
    units = {place.unit_id: 0 for place in mine.places}
    everybody = fates(random, people)
    for start in range(0, people, AT_A_TIME):
        some: list[Invented] = []
        events: list[list[dict[str, Any]]] = []
        for fate in everybody[start : start + AT_A_TIME]:
            someone = inventor.invent(mine.draw(random), fate)
            some.append(someone)
            told = history(
                random,
                fate,
                joined=someone.joined,
                retired=someone.retired,
                today=today,
            )
            events.append(told)
        payers += _write(writer, some, events)
        for someone, told in zip(some, events, strict=True):
            if _pays(told, today):
                unit = someone.row["unit_id"]
                units[unit] += 1
        progress.report(0.5 * (start + len(some)) / people, "虚构会员")
        progress.check()
    _count_heads(writer, units)
    _write_dues(writer, random, payers, people, today, progress)


_Payer = tuple[int, int, bool, list["date"], list[bool]]
"""Key, dues base, by payroll, the days of the events, whether dues are owed after."""


def _root(writer: Writer) -> int | None:
    statement = select(Unit.id).where(
        Unit.kind == UnitKind.COMPANY, Unit.deleted_at.is_(None)
    )
    return writer.connection.scalar(statement.order_by(Unit.id))


def _mine_name(writer: Writer) -> str | None:
    """What the union's name says of the mine."""
    statement = select(OfficeFact.value).where(OfficeFact.key == UNION_NAME)
    name = writer.connection.scalar(statement) or ""
    for ending in UNION_ENDINGS:
        name = name.removesuffix(ending)
    return name or None


def _write(
    writer: Writer, some: Sequence[Invented], events: Sequence[list[dict[str, Any]]]
) -> list[_Payer]:
    keys = writer.insert_many(Person, [someone.row for someone in some])
    rows = [
        {"person_id": key, **event}
        for key, told in zip(keys, events, strict=True)
        for event in told
    ]
    if rows:
        writer.insert_many(MembershipEvent, rows)
    return [
        (
            key,
            someone.row["dues_base"],
            someone.row["deduction_agreed_on"] is not None,
            [event["happened_on"] for event in told],
            [_owes(event["kind"]) for event in told],
        )
        for key, someone, told in zip(keys, some, events, strict=True)
    ]


def _owes(kind: str) -> bool:
    return rights(LEADS_TO[EventKind(kind)]).pays_dues


def _pays(told: Sequence[dict[str, Any]], today: date) -> bool:
    past = [event for event in told if event["happened_on"] <= today]
    return bool(past) and _owes(past[-1]["kind"])


def _count_heads(writer: Writer, members: dict[int, int]) -> None:
    """Workers of each unit: its members and a few more who are not in the union."""
    writer.update_many(
        Unit,
        {
            unit: {"headcount": count + count // 80 + (unit % 4 == 0)}
            for unit, count in members.items()
        },
    )


def _write_dues(
    writer: Writer,
    random: Random,
    payers: Sequence[_Payer],
    people: int,
    today: date,
    progress: Progress,
) -> None:
    """Month after month, the oldest first; the present month is left to the clerk."""
    payers = payers[: ledgers.MOST_PEOPLE]
    badly = ledgers.habits(random, [payer[0] for payer in payers])
    _make_sure_somebody_is_reminded(badly, payers, today)
    months = ledgers.months_back(people)
    for ago in range(months, 0, -1):
        month = Month.of(today) - ago
        owing = [payer[:3] for payer in payers if _owed(payer, month)]
        lines = list(ledgers.month_lines(random, month, owing, badly, ago))
        if lines:
            writer.insert_many(Dues, lines)
        progress.report(0.5 + 0.5 * (1 - ago / months), f"虚构会费：{month.label}")
        progress.check()


def _make_sure_somebody_is_reminded(
    badly: dict[int, int], payers: Sequence[_Payer], today: date
) -> None:
    """Two people who have paid nothing for seven months, but in a tiny sample."""
    month = Month.of(today) - 8
    steady = [
        payer[0] for payer in payers if len(payer[3]) == 1 and _owed(payer, month)
    ]
    badly.update(dict.fromkeys(steady[10:12], 7))


def _owed(payer: _Payer, month: Month) -> bool:
    """Whether dues are owed for a month: by the state on its last day."""
    _, _, _, days, owes = payer
    place = bisect_right(days, month.last)
    return place > 0 and owes[place - 1]
