"""The member's card: what the form says, and which people a filter shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.offices import TODAY, new, value
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.register.complaint import Level, NotAccepted
from unionoffice.register.filter import Missing, Named, OneOf

NUMBER = make("370825", date(1990, 1, 17), 103)


def complaints(office: Office, **values: object) -> list[tuple[str, str]]:
    draft = office.new_draft(office.register("members"), {"name": "张三", **values})
    _, found = office.complaints(draft)
    return [(item.key, str(item.level)) for item in found]


def people(office: Office, name: str, *values: object) -> list[str]:
    """The names of those whom one filter of the register leaves."""
    register = office.register("members")
    (wanted,) = [item for item in register.filters if item.key == name]
    match wanted:
        case OneOf():
            condition = wanted.of(values, tuple(map(str, values)))
            view = office.view(register).with_condition(condition)
        case Named() | Missing():
            view = office.view(register).with_condition(wanted.of())
        case _:
            view = office.view(register).with_condition(wanted.of(*values))
    rows = office.rows(view, [register.all_columns["name"]], office.ids(view))
    return sorted(name for (name,) in rows)


def test_a_card_needs_a_name(office: Office) -> None:
    with pytest.raises(NotAccepted, match="请填写姓名"):
        new(office, "members", phone="13800138000")


def test_sex_and_birth_date_follow_from_the_number(office: Office) -> None:
    key = new(office, "members", name="张三", id_number=NUMBER)
    assert value(office, "members", key, "sex") == "1"
    assert value(office, "members", key, "born_on") == date(1990, 1, 17)
    assert value(office, "members", key, "age") == 36


def test_a_number_that_belongs_to_somebody_is_refused_by_name(office: Office) -> None:
    new(office, "members", name="李四", id_number=NUMBER)
    with pytest.raises(NotAccepted, match="李四"):
        new(office, "members", name="张三", id_number=NUMBER)


def test_the_number_of_somebody_in_the_bin_is_free(office: Office) -> None:
    key = new(office, "members", name="李四", id_number=NUMBER)
    office.discard(office.register("members"), [key])
    new(office, "members", name="张三", id_number=NUMBER)


def test_a_card_number_is_never_given_twice(office: Office) -> None:
    new(office, "members", name="李四", card_no="7")
    assert ("card_no", "reject") in complaints(office, card_no="7")


@pytest.mark.parametrize(("key", "told"), [("staff_no", "7"), ("phone", "13800138000")])
def test_a_shared_staff_number_or_phone_is_only_pointed_out(
    office: Office, key: str, told: str
) -> None:
    new(office, "members", name="李四", **{key: told})
    assert complaints(office, **{key: told}) == [(key, "warn")]


def test_one_may_save_ones_own_card_again(office: Office) -> None:
    key = new(
        office, "members", name="张三", id_number=NUMBER, staff_no="1", card_no="2"
    )
    draft = office.draft(office.register("members"), key)
    _, found = office.complaints(draft)
    assert [item for item in found if item.level is Level.REJECT] == []
    assert office.save(draft).batch is None


def test_a_unit_shows_everybody_beneath_it(office: Office) -> None:
    mine = new(office, "units", name="矿", kind="company")
    team = new(office, "units", name="队", kind="team", parent_id=mine)
    other = new(office, "units", name="科", kind="office", parent_id=mine)
    new(office, "members", name="甲", unit_id=mine)
    new(office, "members", name="乙", unit_id=team)
    new(office, "members", name="丙", unit_id=other)
    new(office, "members", name="丁")
    assert people(office, "unit_id", mine) == ["丙", "乙", "甲"]
    assert people(office, "unit_id", team) == ["乙"]
    assert people(office, "unit_id", team, other) == ["丙", "乙"]
    assert people(office, "missing-unit_id") == ["丁"]


def test_members_in_good_standing_are_those_who_pay_and_vote(office: Office) -> None:
    new(office, "members", name="甲", joined_on=date(2020, 1, 1))
    new(office, "members", name="乙")
    new(office, "members", name="丙", joined_on=date(2026, 12, 1))
    assert people(office, "in_union") == ["甲"]
    assert people(office, "state", "20") == ["甲"]
    assert people(office, "state", "00") == ["丙", "乙"]


def test_who_retires_within_two_years_is_shown(office: Office) -> None:
    for name, month in (
        ("早", date(2026, 2, 1)),
        ("今", date(2026, 3, 1)),
        ("后", date(2028, 3, 1)),
        ("远", date(2028, 4, 1)),
    ):
        new(office, "members", name=name, retire_month=month)
    assert people(office, "retires_soon") == ["今", "后"]


def test_six_months_without_dues_are_shown_and_change_nothing(office: Office) -> None:
    for name, months in (("五", 5), ("六", 6)):
        key = new(office, "members", name=name, joined_on=date(2020, 1, 1))
        for month in range(7, 7 + months):
            new(office, "dues", person_id=key, month=date(2025, month, 1), due=500)
    assert people(office, "six_months") == ["六"]
    assert people(office, "in_union") == ["五", "六"]


def test_contracts_that_end_within_ninety_days_are_shown(office: Office) -> None:
    for name, day in (
        ("昨", date(2026, 3, 14)),
        ("今", TODAY),
        ("末", date(2026, 6, 13)),
        ("后", date(2026, 6, 14)),
    ):
        new(office, "members", name=name, contract_to=day)
    assert people(office, "contract_ends") == ["今", "末"]


def test_women_at_underground_posts_are_shown_for_a_check(office: Office) -> None:
    new(office, "members", name="甲", sex="2", underground=True)
    new(office, "members", name="乙", sex="1", underground=True)
    new(office, "members", name="丙", sex="2", underground=False)
    new(office, "members", name="丁", sex="2")
    assert people(office, "women_underground") == ["甲"]


@pytest.mark.parametrize("words", ["zs", "zhangs", "张", "三", "1035", "8000"])
def test_a_person_is_found_by_any_piece(office: Office, words: str) -> None:
    number = make("370825", date(1990, 1, 1), 103)
    new(office, "members", name="李四")
    new(office, "members", name="张三", id_number=number, phone="13800138000")
    register = office.register("members")
    view = replace(office.view(register), search=words.replace("1035", number[-4:]))
    rows = office.rows(view, [register.all_columns["name"]], office.ids(view))
    assert rows == [("张三",)]
