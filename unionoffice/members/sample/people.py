"""Invented people of a mine: what they are, what they do, how they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.vocabulary import WorkerKind
from unionoffice import idcard
from unionoffice.idcard import Sex
from unionoffice.members.retirement import retirement
from unionoffice.members.sample import names
from unionoffice.members.sample.histories import OLD, YOUNG, Fate, meeting_day
from unionoffice.members.sample.mine import pattern

if TYPE_CHECKING:
    from random import Random

    from unionoffice.members.sample.mine import Kind, Place

REGIONS = (
    *("370811", "370802", "370825", "371423", "320322", "340421", "410522"),
    *("130406", "140321", "150221", "610525", "370883"),
)
"""Where the numbers of the invented people were issued."""

_EDUCATION = (("71", 24), ("61", 22), ("47", 14), ("41", 12), ("31", 17), ("21", 10))
_OFFICE_EDUCATION = (("41", 4), ("31", 30), ("21", 58), ("14", 8))
_POLITICAL = (("13", 68), ("01", 19), ("03", 9), ("02", 1), ("12", 1))
_EMPLOYMENT = (("1", 84), ("2", 14), ("3", 1), ("9", 1))
_SKILLS = (("20", 16), ("30", 26), ("40", 28), ("50", 9), ("60", 3), ("90", 18))
_HOUSEHOLDS = (("2", 55), ("1", 30), ("4", 12), ("3", 3))
_PHONE_HEADS = ("131", "135", "137", "138", "139", "150", "151", "158", "159", "186")
_GRADE_OF_TITLE = {
    "高级": "2",
    "工程师": "3",
    "政工师": "3",
    "会计师": "3",
    "助理": "4",
}


@dataclass(frozen=True, slots=True)
class Invented:
    """A person's row, and the days the history hangs on."""

    row: dict[str, Any]
    joined: date
    retired: date | None


class People:
    """Invents one person after the other; no ID number twice."""

    def __init__(self, random: Random, today: date, *, first: int = 1) -> None:
        """Begin with nobody; staff and card numbers count from `first`."""
        self._random = random
        self._today = today
        self._first = first
        self._numbers: set[str] = set()

    def invent(self, place: Place, fate: Fate) -> Invented:
        """Somebody who works at that place and has had that fate."""
        random, kind = self._random, place.kind
        sex = Sex.FEMALE if random.randrange(100) < kind.women else Sex.MALE
        group = _group(sex, kind)
        born = self._birth(fate, group)
        retired = retirement(born, group).month.last if fate in OLD else None
        hired = self._hired(born, fate, retired)
        joined = self._joined(hired, retired)
        called = names.invent(random, sex)
        row = {
            "name": called.name,
            "ethnic": called.ethnic,
            "id_number": self._id_number(born, sex),
            "sex": str(sex),
            "born_on": born,
            **self._place(place, fate),
            **self._work(kind, born, hired),
            **self._life(born),
            **self._union(kind, joined, sex),
        }
        if group is WorkerKind.WOMAN_CADRE:
            row["retire_as"] = str(group)
        return Invented({**_EMPTY, **row}, joined, retired)

    def _birth(self, fate: Fate, group: WorkerKind) -> date:
        """Old enough to have retired, young enough not to have, or just grown up."""
        limit = {WorkerKind.MAN: 60, WorkerKind.WOMAN_CADRE: 54}.get(group, 49)
        if fate in OLD:
            low, high = limit + 2, limit + 7
        elif fate in YOUNG:
            low, high = 20, 30
        elif fate is Fate.MEMBER or fate is Fate.CAME:
            low, high = 21, limit
        else:
            low, high = 30, limit
        days = self._random.randint(low * 365 + low // 4, high * 365 + high // 4)
        return self._today - timedelta(days=days)

    def _hired(self, born: date, fate: Fate, retired: date | None) -> date:
        random = self._random
        if fate in YOUNG:
            return self._today - timedelta(days=random.randrange(50, 400))
        lately = fate in {Fate.MEMBER, Fate.CAME}
        latest = (retired or self._today) - timedelta(days=45 if lately else 365 * 6)
        oldest = min(29 * 365, (latest - born).days)
        return born + timedelta(days=random.randint(18 * 365, max(18 * 365, oldest)))

    def _joined(self, hired: date, retired: date | None) -> date:
        """At a meeting some months after the first day of work."""
        latest = retired or self._today
        wanted = hired + timedelta(days=self._random.randrange(30, 300))
        day = meeting_day(wanted)
        return day if day <= latest else min(wanted, latest - timedelta(days=1))

    def _id_number(self, born: date, sex: Sex) -> str:
        odd = sex is Sex.MALE
        while True:
            serial = self._random.randrange(0, 499) * 2 + odd
            number = idcard.make(self._random.choice(REGIONS), born, serial)
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    @property
    def _running(self) -> int:
        return self._first + len(self._numbers) - 1

    def _place(self, place: Place, fate: Fate) -> dict[str, Any]:
        random = self._random
        left = fate in {Fate.MOVED, Fate.DEAD, Fate.DEAD_RETIRED, Fate.RETIRED}
        crew = random.choice(place.crews) if place.crews and not left else None
        return {
            "unit_id": place.unit_id,
            "crew_id": crew,
            "group_id": random.choice(place.groups),
            "staff_no": f"{100_000 + self._running:06d}",
        }

    def _work(self, kind: Kind, born: date, hired: date) -> dict[str, Any]:
        random = self._random
        trade = random.choice(kind.trades)
        employment = _drawn(random, _EMPLOYMENT)
        term = random.choice((3, 5, 5, 0))
        begun = _years_on(hired, max(0, (self._today.year - hired.year) // 5 * 5))
        title = random.choice(pattern()["titles"]) if kind.office else None
        return {
            "trade": trade,
            "post": f"{trade}岗" if not kind.office else None,
            "duty": _duty(random, kind),
            "title": title,
            "title_level": _grade(title),
            "skill": None if kind.office else self._skill(born),
            "employment": employment,
            "underground": kind.underground,
            "started_work_on": hired - timedelta(days=random.choice((0, 0, 365, 900))),
            "joined_firm_on": hired,
            "contract_from": begun,
            "contract_to": _years_on(begun, term) if term else None,
            "contract_term": f"{term}年" if term else "无固定期限",
            "education": _drawn(
                random, _OFFICE_EDUCATION if kind.office else _EDUCATION
            ),
        }

    def _skill(self, born: date) -> str:
        skill = _drawn(self._random, _SKILLS)
        young = self._today.year - born.year < 30
        return "20" if young and skill in {"50", "60"} else skill

    def _life(self, born: date) -> dict[str, Any]:
        random, told = self._random, pattern()
        home = random.choice(told["places"])
        household = _drawn(random, _HOUSEHOLDS)
        political = _drawn(random, _POLITICAL)
        age = self._today.year - born.year
        if political == "03" and age > 28:
            political = "13"
        return {
            "native_place": home,
            "phone": f"{random.choice(_PHONE_HEADS)}{random.randrange(10**8):08d}",
            "address": f"{random.choice(told['streets'])}{random.randrange(1, 40)}号楼",
            "registered_at": home,
            "household_type": household,
            "migrant": household == "2" and random.random() < 0.8,
            "political": political,
            "marital": "10" if age < 24 or random.random() < 0.1 else "20",
            "hobbies": random.choice(told["hobbies"])
            if random.random() < 0.3
            else None,
        }

    def _union(self, kind: Kind, joined: date, sex: Sex) -> dict[str, Any]:
        random = self._random
        wage = random.randrange(9000 if kind.underground else 5200, 14_800)
        roles = random.random()
        return {
            "card_no": f"HY{self._running:07d}",
            "union_duty": "工会小组长" if roles < 0.03 else None,
            "congress_delegate": roles > 0.94,
            "women_committee": sex is Sex.FEMALE and roles > 0.9,
            "audit_committee": 0.5 < roles < 0.502,
            "safety_monitor": kind.underground and 0.3 < roles < 0.34,
            "dues_base": wage * 50 + random.randrange(100) * 5,
            "deduction_agreed_on": joined if roles < 0.9 else None,
        }


def _group(sex: Sex, kind: Kind) -> WorkerKind:
    if sex is Sex.MALE:
        return WorkerKind.MAN
    return WorkerKind.WOMAN_CADRE if kind.office else WorkerKind.WOMAN_WORKER


def _duty(random: Random, kind: Kind) -> str | None:
    draw = random.random()
    if draw < 0.01:
        return "科长" if kind.office else "区队长"
    if draw < 0.02:
        return "副科长" if kind.office else "党支部书记"
    return "班长" if draw < 0.08 and not kind.office else None


def _grade(title: str | None) -> str | None:
    found = (
        grade for word, grade in _GRADE_OF_TITLE.items() if title and word in title
    )
    if title and title.startswith("助理"):
        return "4"
    return next(found, None)


def _years_on(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _drawn(random: Random, weighted: tuple[tuple[str, int], ...]) -> str:
    place = random.randrange(sum(weight for _, weight in weighted))
    for value, weight in weighted:
        place -= weight
        if place < 0:
            return value
    raise AssertionError("the weights cover every draw")


_EMPTY: dict[str, Any] = {"id_type": "01", "id_pending": False, "retire_as": None}
