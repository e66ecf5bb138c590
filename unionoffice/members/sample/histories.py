"""Invented histories of membership, every kind there is; each passes the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Any

from db.vocabulary import CardHandling, EventKind, EventReason, MemberNote
from unionoffice.calendar import Month
from unionoffice.members.sample.mine import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

K, N, R = EventKind, MemberNote, EventReason

YEARS = 10
"""How far back transfers, retirements and withdrawals reach."""

EVERY_FATE_FROM = 60
"""People from which on a sample has at least one of each fate."""

_MEETS_ON = 20
_RECENT = timedelta(days=60)
_SETTLED = timedelta(days=200)
"""Between joining and what happens next, at the least."""


class Fate(StrEnum):
    """What became of somebody's membership."""

    MEMBER = auto()
    CAME = auto()
    LENT = auto()
    STUDYING = auto()
    WAITING = auto()
    RETIRED_INSIDE = auto()
    RETURNED = auto()
    RETIRED = auto()
    UNEMPLOYED = auto()
    ENLISTED = auto()
    RESUMED = auto()
    MOVED = auto()
    WITHDRAWN = auto()
    REJOINED = auto()
    AUTO_WITHDRAWN = auto()
    EXPELLED = auto()
    DEAD = auto()
    DEAD_RETIRED = auto()
    APPLYING = auto()
    OUTSIDE = auto()


SHARES = {
    Fate.CAME: 50,
    Fate.LENT: 8,
    Fate.STUDYING: 4,
    Fate.WAITING: 6,
    Fate.RETIRED_INSIDE: 8,
    Fate.RETURNED: 10,
    Fate.RETIRED: 30,
    Fate.UNEMPLOYED: 4,
    Fate.ENLISTED: 4,
    Fate.RESUMED: 6,
    Fate.MOVED: 20,
    Fate.WITHDRAWN: 6,
    Fate.REJOINED: 2,
    Fate.AUTO_WITHDRAWN: 2,
    Fate.EXPELLED: 1,
    Fate.DEAD: 4,
    Fate.DEAD_RETIRED: 3,
    Fate.APPLYING: 6,
    Fate.OUTSIDE: 4,
}
"""How many of a thousand; everybody else is simply a member."""

OLD = frozenset({Fate.RETIRED, Fate.DEAD_RETIRED})
"""Who must be old enough to have retired."""

YOUNG = frozenset({Fate.APPLYING, Fate.OUTSIDE})
"""Who has come to the mine only lately."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, without its day."""

    kind: EventKind
    told: Mapping[str, Any] = field(default_factory=dict)


_JOINED = Step(K.JOINED)
_CAME_BY_TRANSFER = Step(
    K.TRANSFERRED_IN,
    {"reason": str(R.MOVED), "card_handling": str(CardHandling.TRAVELS)},
)
_RETIREMENT = Step(
    K.RESERVED, {"reason": str(R.RETIRED), "card_handling": str(CardHandling.KEPT)}
)
_DEATH = Step(K.DIED)
_WITHDRAWAL = Step(
    K.WITHDRAWN, {"discussed": True, "card_handling": str(CardHandling.TAKEN_BACK)}
)


def _away(note: MemberNote) -> Step:
    return Step(K.NOTED, {"away": str(note)})


def _reserved(reason: EventReason) -> Step:
    taken_back = str(CardHandling.TAKEN_BACK)
    return Step(K.RESERVED, {"reason": str(reason), "card_handling": taken_back})


STEPS: dict[Fate, tuple[Step, ...]] = {
    Fate.MEMBER: (_JOINED,),
    Fate.CAME: (_CAME_BY_TRANSFER,),
    Fate.LENT: (_JOINED, _away(N.LENT)),
    Fate.STUDYING: (_JOINED, _away(N.STUDYING)),
    Fate.WAITING: (_JOINED, _away(N.WAITING)),
    Fate.RETIRED_INSIDE: (_JOINED, _away(N.RETIRED_INSIDE)),
    Fate.RETURNED: (_JOINED, _away(N.LENT), Step(K.NOTE_ENDED)),
    Fate.RETIRED: (_JOINED, _RETIREMENT),
    Fate.UNEMPLOYED: (_JOINED, _reserved(R.UNEMPLOYED)),
    Fate.ENLISTED: (_JOINED, _reserved(R.ENLISTED)),
    Fate.RESUMED: (_JOINED, _reserved(R.ENLISTED), Step(K.RESUMED)),
    Fate.MOVED: (
        _JOINED,
        Step(
            K.TRANSFERRED_OUT,
            {"reason": str(R.MOVED), "card_handling": str(CardHandling.TRAVELS)},
        ),
    ),
    Fate.WITHDRAWN: (_JOINED, _WITHDRAWAL),
    Fate.REJOINED: (_JOINED, _WITHDRAWAL, Step(K.APPLIED), _JOINED),
    Fate.AUTO_WITHDRAWN: (
        _JOINED,
        Step(K.AUTO_WITHDRAWN, {"educated": True, "discussed": True}),
    ),
    Fate.EXPELLED: (
        _JOINED,
        Step(
            K.EXPELLED,
            {"discussed": True, "card_handling": str(CardHandling.TAKEN_BACK)},
        ),
    ),
    Fate.DEAD: (_JOINED, _DEATH),
    Fate.DEAD_RETIRED: (_JOINED, _RETIREMENT, _DEATH),
    Fate.APPLYING: (Step(K.APPLIED),),
    Fate.OUTSIDE: (),
}


def fates(random: Random, people: int) -> list[Fate]:
    """A fate for each of so many people, in any order."""
    least = 1 if people >= EVERY_FATE_FROM else 0
    found = [
        fate
        for fate, share in SHARES.items()
        for _ in range(max(least, round(share * people / 1000)))
    ]
    found += [Fate.MEMBER] * (people - len(found))
    random.shuffle(found)
    return found


def history(
    random: Random, fate: Fate, *, joined: date, retired: date | None, today: date
) -> list[dict[str, Any]]:
    """The events of one person, oldest first, as rows without their person."""
    steps = STEPS[fate]
    if not steps:
        return []
    if fate is Fate.APPLYING:
        days = [today - timedelta(days=random.randrange(3, 40))]
    elif retired is not None and fate in OLD:
        days = [joined, retired, *_later(random, retired, today, len(steps) - 2)]
    else:
        days = [joined, *_later(random, joined, today, len(steps) - 1)]
    return [_row(random, step, day) for step, day in zip(steps, days, strict=True)]


def meeting_day(day: date) -> date:
    """The meeting that approves: the committee meets on the 20th of each month."""
    month = Month.of(day) if day.day <= _MEETS_ON else Month.of(day) + 1
    return month.first.replace(day=_MEETS_ON)


def _later(random: Random, after: date, today: date, count: int) -> list[date]:
    """Days between `after` and today, in order; a single one is often a recent one."""
    low = max(after + _SETTLED, today - timedelta(days=365 * YEARS))
    if count == 1 and random.random() < 0.1:
        low = max(low, today - _RECENT)
    low = min(low, today)
    room = (today - low).days
    places = sorted(random.randint(0, room) for _ in range(count))
    return [low + timedelta(days=place) for place in places]


def _row(random: Random, step: Step, day: date) -> dict[str, Any]:
    row: dict[str, Any] = {**_EMPTY, **step.told}
    row["kind"], row["happened_on"] = str(step.kind), day
    row["handler"] = "工会干事"
    if step.kind in _APPROVED:
        row["meeting_on"] = day
        row["approval_no"] = f"矿工会〔{day.year}〕{day.month * 2 + day.day // 16}号"
    if step.kind is K.TRANSFERRED_IN:
        row["from_union"] = random.choice(pattern()["unions"])
    elif step.kind is K.TRANSFERRED_OUT:
        row["to_union"] = random.choice(pattern()["unions"])
        row["form_destination"] = "随档案转出"
    return row


_APPROVED: Sequence[EventKind] = (
    *(K.JOINED, K.WITHDRAWN, K.AUTO_WITHDRAWN, K.EXPELLED, K.RESERVED),
)
_EMPTY = {
    "kind": None,
    "happened_on": None,
    "away": None,
    "reason": None,
    "from_union": None,
    "to_union": None,
    "card_handling": None,
    "form_destination": None,
    "handler": None,
    "meeting_on": None,
    "approval_no": None,
    "educated": None,
    "discussed": None,
}
