"""What stands at the head of a campaign agrees with its books, whatever was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import CampaignState
from tests.offices import copied, make_template, opened
from tests.unionoffice.donations import giving
from unionoffice.donations.books.balance import balance
from unionoffice.donations.books.booking import (
    book_gifts,
    cash_waiting,
    drafts_of,
    reverse_gift,
)
from unionoffice.donations.desk.campaign import campaigns, sheet
from unionoffice.donations.desk.pictures import MOST_UNITS, pictures
from unionoffice.errors import Refused
from unionoffice.office import Office

GIFT = st.tuples(
    st.integers(1, 99_999),
    st.sampled_from(("cash", "wechat", "transfer")),
    st.integers(0, 3),
    st.sampled_from(("采煤一队", "机电队", "")),
    st.sampled_from(("draft", "booked", "reversed")),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("desk")
    made = opened(copied(make_template(folder), folder))
    yield made
    made.close()


@settings(
    max_examples=12,
    deadline=None,
)
@given(gifts=st.lists(GIFT, max_size=6))
def test_head_and_pictures_agree_with_the_books(
    office: Office, gifts: list[tuple[int, str, int, str, str]]
) -> None:
    number = str(len(_known(office)))
    key = giving.campaign(office, campaign_no=number)
    units = {
        name: giving.unit(office, f"{name}{number}") for name in ("采煤一队", "机电队")
    }
    for place, (fen, way, days, unit, fate) in enumerate(gifts):
        gift = giving.gift(
            office,
            key,
            fen,
            way=way,
            donor="other",
            name=f"张{place}",
            unit_id=units.get(unit),
            given_on=date(2026, 3, 9) + timedelta(days),
        )
        if fate != "draft":
            book_gifts(office, key, ids=[gift])
        if fate == "reversed":
            reverse_gift(office, gift, "重复")
    found, drawn = sheet(office, key), pictures(office, key)
    with office.reading() as connection:
        proof = balance(connection, key)
        assert (found.drafts, found.drafts_sum) == drafts_of(connection, key)
        assert found.cash == cash_waiting(connection, key)
    kept = sum(fen for fen, _, _, _, fate in gifts if fate != "reversed")
    assert found.books.income == proof.income == kept
    assert found.books.donors == proof.donors
    assert sum(fen for _, fen in drawn.units) == kept
    assert sum(fen for _, fen in drawn.days) == kept
    assert all(fen > 0 for _, fen in drawn.days)


def test_many_units_are_drawn_as_the_largest_and_the_others(office: Office) -> None:
    key = giving.campaign(office, campaign_no="many")
    for place in range(MOST_UNITS + 3):
        team = giving.unit(office, f"第{place}队")
        told = {"donor": "other", "name": f"王{place}", "unit_id": team}
        giving.gift(office, key, (place + 1) * 100, **told)
    units = pictures(office, key).units
    assert len(units) == MOST_UNITS + 1
    assert units[0] == (f"第{MOST_UNITS + 2}队", (MOST_UNITS + 3) * 100)
    assert units[-1] == ("其他 3 个单位", 100 + 200 + 300)


def test_what_is_under_way_stands_before_what_is_settled(office: Office) -> None:
    late = giving.campaign(
        office, campaign_no="late", state="closed", begins_on=date(2027, 1, 1)
    )
    early = giving.campaign(office, campaign_no="early", begins_on=date(2020, 1, 1))
    order = _known(office)
    assert order.index(early) < order.index(late)


def test_nobody_is_unnamed_who_agreed_and_no_day_of_giving(office: Office) -> None:
    case = giving.campaign(office, campaign_no="case")
    agreed = giving.campaign(office, campaign_no="yes", consent_on=date(2026, 3, 1))
    day = giving.campaign(office, campaign_no="day", kind="one_day")
    assert [sheet(office, key).unnamed for key in (case, agreed, day)] == [
        True,
        False,
        False,
    ]


def test_the_step_ahead_comes_with_every_reason_against_it(office: Office) -> None:
    told = {"beneficiary": None, "meeting": None, "leftover": None}
    bare = giving.campaign(office, campaign_no="bare", state="preparing", **told)
    found = sheet(office, bare)
    assert found.ahead is CampaignState.OPEN
    assert len(found.hindrances) == 3


def test_a_campaign_that_is_gone_is_said_to_be(office: Office) -> None:
    with pytest.raises(Refused, match="已经不存在"):
        sheet(office, 10**6)


def _known(office: Office) -> list[int]:
    with office.reading() as connection:
        return [line.campaign_id for line in campaigns(connection)]
