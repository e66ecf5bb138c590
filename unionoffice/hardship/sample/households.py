"""Invented households in hardship: who lives in them, what they earn and spend."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.vocabulary import ExpenseKind, HardshipCategory, IncomeKind, SchoolLevel
from unionoffice import idcard
from unionoffice.hardship.filing.judgements import seen_person
from unionoffice.hardship.judging.assessment import Household, assess
from unionoffice.hardship.judging.example_standard import example_standard
from unionoffice.idcard import Sex
from unionoffice.members.sample import names
from unionoffice.members.sample.people import REGIONS

if TYPE_CHECKING:
    from random import Random

    from unionoffice.money import Fen

WIFE, HUSBAND, SON, DAUGHTER, FATHER, MOTHER = "12", "11", "20", "30", "51", "52"
ON_POST, IDLE, RETIRED, PUPIL, SMALL_CHILD, FARMING = "1", "3", "4", "9", "10", "11"
ILL, ACCIDENT, SCHOOLING, NO_WORK = "6", "8", "9", "2"
YUAN = 100
_ILLNESSES = (("2", "肺部恶性肿瘤"), ("5", "慢性肾功能衰竭"), ("4", "脑梗死"))
_SCHOOLS = (
    (15, SchoolLevel.HIGH, "第二中学", 3),
    (18, SchoolLevel.BACHELOR, "矿业大学", 4),
    (18, SchoolLevel.COLLEGE, "职业技术学院", 3),
)


@dataclass(slots=True)
class Invented:
    """A household: its other people, its account of a year, why it is in hardship."""

    people: list[dict[str, Any]] = field(default_factory=list)
    incomes: dict[IncomeKind, Fen] = field(default_factory=dict)
    expenses: dict[ExpenseKind, Fen] = field(default_factory=dict)
    main_cause: str = ILL
    second_cause: str | None = None
    head_health: str = "1"
    head_illness: str | None = None
    words: str = ""
    month_income: Fen = 0


def invent(random: Random, head: dict[str, Any], today: date) -> Invented:
    """A household around a worker; `head` has name, sex and birth of the card."""
    told = Invented()
    born = head["born_on"] or date(today.year - 45, 6, 1)
    told.month_income = random.randrange(2_400, 5_200, 100) * YUAN
    told.incomes[IncomeKind.WAGE] = told.month_income * 12
    man = head["sex"] != Sex.FEMALE
    told.people.append(_spouse(random, born, man=man))
    for nth in range(random.choice((1, 1, 2, 2, 3))):
        child = _child(random, head["name"], born, today, nth)
        if child is not None:
            told.people.append(child)
    if random.random() < 0.4:
        told.people.append(_parent(random, head["name"], born))
    _trouble(random, told, man=man)
    _spend_enough(told, born, today)
    return told


def _spend_enough(told: Invented, born: date, today: date) -> None:
    """Let them spend more until they are in hardship by the example standard."""
    head = {"head": True, "head_status": ON_POST, "born_on": born, "able": True}
    rows = [{**_NOBODY, **head}, *({**_NOBODY, **row} for row in told.people)]
    people = tuple(seen_person(row, today) for row in rows)
    while True:
        household = Household(today, people, told.incomes, told.expenses)
        if assess(household, example_standard()).category is not HardshipCategory.NONE:
            return
        spent = told.expenses.get(ExpenseKind.OTHER, 0)
        told.expenses[ExpenseKind.OTHER] = spent + 6_000 * YUAN


def _spouse(random: Random, born: date, *, man: bool) -> dict[str, Any]:
    sex = Sex.FEMALE if man else Sex.MALE
    birth = born + timedelta(days=random.randrange(-700, 900))
    works = random.random() < 0.35
    return {
        **_person(random, sex, birth),
        "name": names.invent(random, sex).name,
        "relation": WIFE if man else HUSBAND,
        "work_status": ON_POST if works else random.choice((IDLE, FARMING)),
        "employed": works,
        "able": works,
        "student": False,
        "month_income": 1_800 * YUAN if works else 0,
        "place": "矿区生活服务部" if works else None,
        "marital": "20",
        "insurance": "1" if works else "2",
    }


def _child(
    random: Random, name: str, born: date, today: date, nth: int
) -> dict[str, Any] | None:
    birth = born + timedelta(days=int(365.25 * (24 + 4 * nth)) + random.randrange(900))
    age = (today - birth).days // 365
    if not 0 <= age < 23:
        return None
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    surname = name.split("·", maxsplit=1)[0][:1]
    called = surname + names.invent(random, sex).name[-1]
    told = {
        **_person(random, sex, birth),
        "name": called,
        "relation": SON if sex is Sex.MALE else DAUGHTER,
        "able": False,
        "employed": False,
        "month_income": 0,
        "insurance": "2",
        "marital": "10",
    }
    return {**told, **_schooling(random, birth, age, today)}


def _schooling(random: Random, birth: date, age: int, today: date) -> dict[str, Any]:
    if age < 6:
        return {"work_status": SMALL_CHILD, "student": False}
    if age < 15:
        level = SchoolLevel.PRIMARY if age < 12 else SchoolLevel.MIDDLE
        begun, years = (6, 6) if age < 12 else (12, 3)
        school = "矿区子弟学校"
    else:
        fitting = [s for s in _SCHOOLS if s[0] <= age < s[0] + s[3]] or [_SCHOOLS[1]]
        begun, level, school, years = random.choice(fitting)
    enrolled = max(birth.year + begun, today.year - years)
    return {
        "work_status": PUPIL,
        "student": True,
        "school_level": str(level),
        "enrolled_year": enrolled,
        "school_years": years,
        "place": school,
    }


def _parent(random: Random, name: str, born: date) -> dict[str, Any]:
    mother = random.random() < 0.6
    sex = Sex.FEMALE if mother else Sex.MALE
    surname = name.split("·", maxsplit=1)[0][:1]
    called = names.invent(random, sex).name
    return {
        **_person(random, sex, born - timedelta(days=random.randrange(8000, 9800))),
        "name": called if mother else surname + called[1:],
        "relation": MOTHER if mother else FATHER,
        "work_status": RETIRED,
        "able": False,
        "employed": False,
        "student": False,
        "month_income": random.choice((0, 180, 260)) * YUAN,
        "insurance": "2",
        "marital": "30" if random.random() < 0.5 else "20",
        "health": random.choice(("1", "12", "14")),
    }


def _person(random: Random, sex: Sex, birth: date) -> dict[str, Any]:
    serial = random.randrange(500, 999) // 2 * 2 + (sex is Sex.MALE)
    number = idcard.make(random.choice(REGIONS), birth, serial)
    return {"sex": str(sex), "born_on": birth, "id_number": number, "health": "1"}


def _trouble(random: Random, told: Invented, *, man: bool) -> None:
    """Why the household is in hardship, and what it costs."""
    draw = random.random()
    students = [each for each in told.people if each.get("student")]
    if students:
        costly = sum(each["school_level"] in _COSTLY for each in students)
        told.expenses[ExpenseKind.SCHOOLING] = costly * 9_000 * YUAN
    if draw < 0.55:
        code, words = random.choice(_ILLNESSES)
        told.expenses[ExpenseKind.MEDICAL] = random.randrange(18, 60) * 1_000 * YUAN
        told.words = f"长期治疗，自付医疗费用较高，{'妻子' if man else '丈夫'}照料。"
        if draw < 0.3:
            told.head_health, told.head_illness = code, words
        else:
            told.people[0] |= {"health": code, "illness": words, "able": False}
            told.people[0] |= {"employed": False, "work_status": IDLE}
            told.people[0]["month_income"] = 0
    elif draw < 0.7 and students:
        told.main_cause, told.words = SCHOOLING, "子女在校就读，学费和生活费支出大。"
        told.expenses[ExpenseKind.OTHER] = 6_000 * YUAN
    elif draw < 0.85:
        told.main_cause = NO_WORK
        told.words = "一人工作供养全家，家属没有稳定收入。"
        told.people[0] |= {"able": True, "employed": False, "work_status": IDLE}
    else:
        told.main_cause = ACCIDENT
        told.words = "房屋失火，家庭财产损失较大，赔付后仍有缺口。"
        told.expenses[ExpenseKind.HOUSING] = 20_000 * YUAN
    others = sum(each["month_income"] for each in told.people) * 12
    told.incomes[IncomeKind.TRANSFER] = others
    if told.main_cause != SCHOOLING and students:
        told.second_cause = SCHOOLING


_NOBODY = dict.fromkeys(
    ("head", "head_status", "born_on", "able", "employed", "student", "relation")
)
_COSTLY = (str(SchoolLevel.BACHELOR), str(SchoolLevel.COLLEGE))
