"""Units that were written twice: what speaks for it, and what against it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.offices import new
from unionoffice import samples
from unionoffice.members.doubles import LIKELY
from unionoffice.members.find_unit_doubles import likely_unit_doubles
from unionoffice.members.unit_doubles import UnitCard, folded, unit_likeness
from unionoffice.office import Office


def score(one: str, other: str, **more: Any) -> int:  # noqa: ANN401  facts of a card
    told = {"kind": "team", "parent_id": 1, **more}
    a, b = UnitCard(one, **told), UnitCard(other, **told)
    assert unit_likeness(a, b) == unit_likeness(b, a)
    return unit_likeness(a, b).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("采煤一队", "采煤1队"),
        ("采煤一队", "采煤１ 队"),
        ("采煤第一队", "采煤一队"),
        ("采煤十二队", "采煤12队"),
        ("採煤一队", "采煤一队"),
        ("采一队", "采煤一队"),
        ("掘二队", "掘进二队"),
        ("通风队", "通风区"),
        ("机电科", "机电科"),
    ],
)
def test_the_same_unit_in_other_writing_is_likely(one: str, other: str) -> None:
    assert score(one, other) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("采煤一队", "采煤二队"),
        ("采煤一队", "采煤十一队"),
        ("采一队", "综采一队"),
        ("采煤队", "掘进队"),
        ("甲班", "乙班"),
        ("一班", "二班"),
        ("办公室", "工会"),
    ],
)
def test_other_units_are_not(one: str, other: str) -> None:
    assert score(one, other) < LIKELY


def test_telephone_and_people_in_common_speak_for_it() -> None:
    people = frozenset({"张三", "李四"})
    assert score("采一队", "综采一队", phone="0537-1234567") >= LIKELY
    assert score("采一队", "综采一队", people=people) >= LIKELY
    words = unit_likeness(
        UnitCard("甲队", "team", people=people), UnitCard("甲队", "team", people=people)
    )
    assert words.reasons == ("名称相同", "有 2 个同名的人", "类别相同")


def test_a_crew_of_one_team_is_not_the_crew_of_another() -> None:
    one = UnitCard("甲班", "crew", 1)
    assert unit_likeness(one, UnitCard("甲班", "crew", 2)).score < LIKELY
    assert unit_likeness(one, UnitCard("甲班", "crew", None)).score >= LIKELY


def test_numerals_are_read() -> None:
    assert [folded(f"{word}队") for word in ("十", "二十", "二十一", "十九", "3")] == [
        "10队",
        "20队",
        "21队",
        "19队",
        "3队",
    ]


def test_the_sample_has_no_double_units_and_a_planted_one_is_found(
    office: Office,
) -> None:
    samples.fill(office, 60, 1)
    assert likely_unit_doubles(office) == []
    register = office.register("units")
    first = office.ids(office.view(register))[1]
    draft = office.draft(register, first)
    name = draft.values["name"]
    told = {"kind": draft.values["kind"], "parent_id": draft.values["parent_id"]}
    second = new(office, "units", name=f"{name[:1]} {name[1:]}", **told)
    [pair] = likely_unit_doubles(office)
    assert (pair.a.record_id, pair.b.record_id) == (first, second)
    assert pair.likelihood == "很像"
    office.discard(register, [second])
    assert likely_unit_doubles(office) == []
