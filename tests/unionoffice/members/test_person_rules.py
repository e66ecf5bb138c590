"""What the facts of one card say about each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.idcard import make
from unionoffice.members.person_rules import check_person, mend_row
from unionoffice.register.sheet import SheetRow

TODAY = date(2026, 3, 15)
BORN = date(1990, 1, 17)
NUMBER = make("370825", BORN, 103)


def said(values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item.key, str(item.level)) for item in check_person(values, TODAY)]


def test_a_card_that_agrees_is_left_in_peace() -> None:
    assert said({"id_number": NUMBER, "sex": "1", "born_on": BORN}) == []


def test_what_is_empty_is_filled_from_the_number() -> None:
    values: dict[str, Any] = {"id_number": NUMBER}
    assert said(values) == []
    assert (values["sex"], values["born_on"]) == ("1", BORN)


@pytest.mark.parametrize(
    ("key", "told"), [("sex", "2"), ("born_on", date(1990, 1, 18))]
)
def test_the_number_wins_and_the_difference_is_said(key: str, told: object) -> None:
    values: dict[str, Any] = {"id_number": NUMBER, key: told}
    assert said(values) == [(key, "warn")]
    assert (values["sex"], values["born_on"]) == ("1", BORN)


def test_a_number_that_cannot_be_is_refused() -> None:
    assert said({"id_number": NUMBER[:-1] + "*"}) == [("id_number", "reject")]


def test_another_document_is_not_judged_as_an_identity_card() -> None:
    assert said({"id_type": "04", "id_number": "E1234567"}) == []


@pytest.mark.parametrize("kind", [None, "01", "09"])
def test_a_card_of_eighteen_digits_or_an_unnamed_document_is_judged(
    kind: str | None,
) -> None:
    values = {"id_type": kind, "id_number": "E1234567"}
    assert said(values) == [("id_number", "reject")]


def test_an_old_number_is_raised_and_marked_as_not_yet_verified() -> None:
    values: dict[str, Any] = {"id_number": "370825900117103"}
    assert said(values) == [("id_number", "warn")]
    assert (values["id_number"], values["id_pending"]) == (NUMBER, True)
    assert values["born_on"] == BORN
    assert said(values) == []


def test_an_old_number_of_another_document_is_left_as_it_is() -> None:
    values: dict[str, Any] = {"id_type": "10", "id_number": "370825900117103"}
    assert said(values) == []
    assert values["id_number"] == "370825900117103"


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("contract_from", "contract_to"),
        ("born_on", "started_work_on"),
        ("born_on", "joined_on"),
    ],
)
def test_days_in_the_wrong_order_are_refused_by_the_form(early: str, late: str) -> None:
    values: dict[str, Any] = {early: date(1990, 1, 2), late: date(1990, 1, 1)}
    assert (late, "reject") in said(values)
    row = SheetRow(values)
    mend_row(row)
    assert [(item.key, str(item.level)) for item in row.complaints] == [(late, "warn")]


@pytest.mark.parametrize(
    ("born", "hinted"),
    [
        (date(2010, 3, 15), False),
        (date(2010, 3, 16), True),
        (date(1956, 3, 15), False),
        (date(1955, 3, 15), True),
    ],
)
def test_an_age_no_worker_has_is_pointed_out(born: date, *, hinted: bool) -> None:
    assert said({"born_on": born}) == ([("born_on", "warn")] if hinted else [])


@given(
    born=st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    serial=st.integers(0, 999),
    sex=st.sampled_from((None, "1", "2")),
    told=st.none() | st.dates(date(1930, 1, 1), date(2020, 1, 1)),
)
def test_after_the_check_number_sex_and_birth_agree(
    born: date, serial: int, sex: str | None, told: date | None
) -> None:
    number = make("370825", born, serial)
    values: dict[str, Any] = {"id_number": number, "sex": sex, "born_on": told}
    check_person(values, TODAY)
    assert values["born_on"] == born
    assert values["sex"] == ("1" if serial % 2 else "2")
    assert [c for c in check_person(values, TODAY) if c.key == "sex"] == []
