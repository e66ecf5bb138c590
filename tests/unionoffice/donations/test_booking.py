"""Gifts go into the books for ever; what was wrong is taken back by a line more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.models import Donation, LedgerLine
from db.vocabulary import CampaignState
from tests.offices import TODAY, edit, new, opened, shown, value
from tests.unionoffice.donations.collecting import (
    GIVEN,
    TITLE,
    come_to,
    give,
    image,
    reversal_of,
    running,
    spend,
    vouchers,
)
from unionoffice.clock import stopped
from unionoffice.donations.books.balance import equation
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    cash_waiting,
    drafts_of,
    reverse_gift,
)
from unionoffice.donations.books.deeds import GIFT_ACTIONS, book, reverse
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted


@pytest.fixture
def case(office: Office) -> int:
    return running(office)


def test_gifts_are_numbered_by_their_days_and_said_in_a_sentence(
    office: Office, case: int
) -> None:
    give(office, case, 200, name="乙某", given_on=date(2026, 3, 4))
    give(office, case, 100, name="甲某")
    give(office, case, 300)
    give(office, case, None, name="丙某", goods="米")
    changes = book_gifts(office, case)
    assert changes.sentence == (
        "已入账 3 笔，共 6.00 元，凭证号 2026-0001 至 2026-0003。"
        "入账以后不能修改，记错了用“红冲”。"
    )
    assert changes.final
    rows = shown(office, "ledger", "voucher", "summary", "income", "spent", "who")
    assert sorted(rows) == [
        ("2026-0001", "甲某 捐款", 100, 0, office.who),
        ("2026-0002", "匿名 捐款", 300, 0, office.who),
        ("2026-0003", "乙某 捐款", 200, 0, office.who),
    ]
    assert [row[0] for row in shown(office, "donations", "voucher") if row[0]]
    with pytest.raises(Refused, match=f"“{TITLE}”没有未入账的捐款"):
        book_gifts(office, case)


def test_chosen_gifts_are_booked_and_the_rest_waits(office: Office, case: int) -> None:
    keys = [
        give(office, case, n, way=way) for n, way in ((100, "cash"), (70, "wechat"))
    ]
    with office.reading() as connection:
        assert drafts_of(connection, case) == (2, 170)
        assert cash_waiting(connection, case) == 100
    book(office, keys[:1])
    with office.reading() as connection:
        assert drafts_of(connection, case) == (1, 70)
        assert cash_waiting(connection, case) == 0
    with pytest.raises(Refused, match="没有未入账的捐款"):
        book(office, keys[:1])
    other = running(office, title="别的")
    with pytest.raises(Refused, match="只选同一次活动"):
        book(office, [keys[1], give(office, other, 5)])


def test_a_day_of_booking_lies_between_the_gifts_and_today(
    office: Office, case: int
) -> None:
    give(office, case, 100)
    words = "入账日期 2026-03-02 早于捐款日期 2026-03-03"
    with pytest.raises(Refused, match=words):
        book_gifts(office, case, date(2026, 3, 2))
    with pytest.raises(Refused, match="2026-03-16 晚于今天"):
        book_gifts(office, case, date(2026, 3, 16))
    book_gifts(office, case, GIVEN)
    assert value(office, "ledger", 1, "booked_on") == GIVEN


def test_the_vouchers_of_a_new_year_begin_with_one(office: Office) -> None:
    case = running(office, begins_on=date(2025, 12, 1))
    for day in (date(2025, 12, 30), date(2025, 12, 31)):
        give(office, case, 100, given_on=day)
        book_gifts(office, case, day)
    give(office, case, 100, given_on=date(2026, 1, 1))
    book_gifts(office, case)
    give(office, case, 100, given_on=date(2025, 12, 31))
    book_gifts(office, case, date(2025, 12, 31))
    assert vouchers(office) == [(2025, 1), (2025, 2), (2025, 3), (2026, 1)]


def test_one_row_of_numbers_runs_through_all_campaigns(office: Office) -> None:
    cases = [running(office, title=title) for title in ("甲", "乙")]
    for case in (*cases, *cases):
        give(office, case, 100)
        book_gifts(office, case)
    assert [number for _, number in vouchers(office)] == [1, 2, 3, 4]


def test_a_posted_list_is_booked_no_more(office: Office, case: int) -> None:
    come_to(office, case, CampaignState.POSTED)
    with pytest.raises(Refused, match="现在是“公示”，不能再入账捐款"):
        book_gifts(office, case)
    with pytest.raises(Refused, match="没有这次捐款活动"):
        book_gifts(office, 99)


def test_a_collective_gift_is_one_line_and_its_people_none(
    office: Office, case: int
) -> None:
    whole = give(office, case, 1_000, name="党支部", people=9)
    part = give(office, case, 600, name="甲某", part_of_id=whole)
    book_gifts(office, case)
    assert shown(office, "ledger", "summary", "income") == [("党支部 捐款", 1_000)]
    with pytest.raises(NotAccepted, match="已经入账"):
        edit(office, "donations", part, amount=500)
    with pytest.raises(Refused, match="已经入账的捐款不能删除"):
        office.discard(office.register("donations"), [part])
    with pytest.raises(Refused, match="请红冲整笔集体捐款"):
        reverse_gift(office, part, "错")
    give(office, case, 400, name="乙某", part_of_id=whole)


def test_a_reversal_is_a_gift_and_a_line_of_its_own(office: Office, case: int) -> None:
    key, other = give(office, case, 500, name="甲某"), give(office, case, 300)
    book_gifts(office, case)
    before = image(office, Donation, key), image(office, LedgerLine, 1)
    changes = reverse_gift(office, key, " 录错了人 ")
    assert changes.sentence == "已红冲 5.00 元，凭证号 2026-0003。"
    back = image(office, Donation, reversal_of(office, key))
    assert (back["amount"], back["reason"], back["name"], back["given_on"]) == (
        *(-500, "录错了人", "甲某", TODAY),
    )
    assert (image(office, Donation, key), image(office, LedgerLine, 1)) == before
    line = image(office, LedgerLine, 3)
    assert (line["income"], line["reverses_id"]) == (-500, 1)
    assert line["summary"] == "红冲 甲某 捐款：录错了人"
    states = {
        row: value(office, "donations", row, "state")
        for row in (key, other, back["id"])
    }
    assert states == {key: "已红冲", other: "已入账", back["id"]: "红冲"}
    assert value(office, "campaigns", case, "income") == 300
    assert value(office, "ledger", 1, "reversed_by") == "2026-0003"


def test_a_gift_is_reversed_once_and_a_reversal_never(
    office: Office, case: int
) -> None:
    key = give(office, case, 500)
    with pytest.raises(Refused, match="还没有入账，直接改或删就可以"):
        reverse_gift(office, key, "错")
    book_gifts(office, case)
    for blank in ("", "  "):
        with pytest.raises(Refused, match="请写明红冲的原因"):
            reverse_gift(office, key, blank)
    reverse_gift(office, key, "错")
    with pytest.raises(Refused, match="这一笔已经红冲过了"):
        reverse_gift(office, key, "再来")
    with pytest.raises(Refused, match="红冲本身不能再红冲"):
        reverse_gift(office, reversal_of(office, key), "再来")
    assert vouchers(office) == [(2026, 1), (2026, 2)]


def test_a_reversal_lies_between_the_booking_and_today(
    office: Office, case: int
) -> None:
    key = give(office, case, 500)
    book_gifts(office, case, date(2026, 3, 10))
    for day, words in ((9, "早于原来的入账日期 2026-03-10"), (16, "晚于今天")):
        with pytest.raises(Refused, match=words):
            reverse_gift(office, key, "错", date(2026, 3, day))
    reverse_gift(office, key, "错", date(2026, 3, 10))


def test_money_that_is_spent_is_not_taken_back(office: Office, case: int) -> None:
    key = give(office, case, 500)
    give(office, case, 300)
    book_gifts(office, case)
    book_payment(office, spend(office, case, 400))
    words = r"余额不足：期初 0.00 \+ 收入 3.00 − 支出 4.00 = -1.00 元"
    with pytest.raises(Refused, match=words):
        reverse_gift(office, key, "错")
    assert [number for _, number in vouchers(office)] == [1, 2, 3]
    with office.reading() as connection:
        assert equation(connection, case) == (
            "期初 0.00 + 收入 8.00 − 支出 4.00 = 期末 4.00 元"
        )


def test_a_closed_campaign_takes_nothing_back(office: Office, case: int) -> None:
    key = give(office, case, 500)
    book_gifts(office, case)
    come_to(office, case, CampaignState.PAYING)
    book_payment(office, spend(office, case, 500))
    move_on(office, case, CampaignState.CLOSED)
    with pytest.raises(Refused, match="活动已经结清，不能再红冲"):
        reverse_gift(office, key, "错")


def test_a_reversal_is_annotated_but_not_edited(office: Office, case: int) -> None:
    key = give(office, case, 500, name="甲某")
    book_gifts(office, case)
    reverse_gift(office, key, "错")
    back = reversal_of(office, key)
    edit(office, "donations", back, note="经办人已核对")
    changes: tuple[dict[str, Any], ...] = (
        {"amount": -400},
        {"amount": 5},
        {"name": "乙"},
    )
    for each in changes:
        with pytest.raises(NotAccepted, match="已经入账，不能修改"):
            edit(office, "donations", back, **each)


def test_the_deeds_of_the_list_book_and_ask_for_a_reason(
    office: Office, case: int
) -> None:
    key = give(office, case, 500)
    assert [each.label for each in GIFT_ACTIONS] == ["入账", "红冲…"]
    book(office, [key])
    asked = reverse(office, [key])
    assert asked.question == "为什么要红冲这笔捐款？"
    asked.then("录了两次")
    assert value(office, "campaigns", case, "income") == 0


def test_next_year_the_clock_gives_the_year_of_the_voucher(
    office: Office, case: int
) -> None:
    give(office, case, 500)
    book_gifts(office, case)
    path = office.store.path
    office.close()
    later = opened(path, clock=stopped(date(2027, 1, 4)))
    try:
        new(later, "donations", campaign_id=case, amount=5, given_on=date(2026, 12, 31))
        assert "凭证号 2027-0001 至 2027-0001" in book_gifts(later, case).sentence
        assert later.problems() == []
    finally:
        later.close()
