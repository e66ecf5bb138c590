"""The cash of a box, counted piece by piece."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import edit, new, shown
from tests.unionoffice.donations.collecting import running
from unionoffice.donations.books.counts import DENOMINATIONS, LABELS, total_of
from unionoffice.donations.sample.fill import pieces
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted

DAY = date(2026, 3, 4)


def test_each_kind_of_piece_is_worth_what_stands_on_it() -> None:
    worth = {"元": 100, "角": 10}
    for key, label in LABELS.items():
        number, unit = label.split()
        assert DENOMINATIONS[key] == int(number) * worth[unit]


@given(st.integers(0, 10_000_000).map(lambda jiao: jiao * 10))
def test_what_is_paid_out_in_pieces_counts_to_the_same(fen: int) -> None:
    assert total_of(pieces(fen)) == fen


def test_the_sum_stands_in_the_list_and_empty_boxes_are_none(office: Office) -> None:
    case = running(office)
    told = {"yuan_100": 3, "yuan_50": None, "jiao_5": 7, "jiao_1": 2}
    key = new(office, "cash-counts", campaign_id=case, counted_on=DAY, **told)
    assert shown(office, "cash-counts", "total", "yuan_50") == [(30_370, 0)]
    edit(office, "cash-counts", key, yuan_1=4)
    assert office.totals(office.view(office.register("cash-counts"))) == {
        "total": 30_770
    }


def test_two_people_count_and_not_tomorrow(office: Office) -> None:
    case = running(office)
    told = {"campaign_id": case, "counted_on": DAY, "counter": "周会英"}
    with pytest.raises(NotAccepted, match="点款人和监督人要是两个人"):
        new(office, "cash-counts", **told, supervisor="周会英")
    with pytest.raises(NotAccepted, match="点款日期不能晚于今天"):
        new(office, "cash-counts", **{**told, "counted_on": date(2026, 3, 16)})
    new(office, "cash-counts", **told, supervisor="赵秀兰")
    new(office, "cash-counts", **told)
