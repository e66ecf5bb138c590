"""期初 + 收入 − 支出 = 期末: said in a sentence, proven row by row; donors counted."""

from __future__ import annotations

from datetime import date

import pytest

from db.campaign_books import books, reckoned
from tests.offices import new, value
from tests.unionoffice.donations.collecting import give, prepared, running, spend
from unionoffice.donations.books.balance import Balance, balance, equation, totals
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_gift,
    reverse_payment,
)
from unionoffice.errors import Refused
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office


def account(office: Office, campaign: int) -> Balance:
    with office.reading() as connection:
        found = balance(connection, campaign)
        assert equation(connection, campaign) == found.sentence
        assert books(connection, [campaign]) == reckoned(connection, [campaign])
    return found


def test_an_empty_campaign_has_what_it_began_with(office: Office) -> None:
    told = account(office, prepared(office, opening=1_234_567))
    assert told.sentence == (
        "期初 12,345.67 + 收入 0.00 − 支出 0.00 = 期末 12,345.67 元"
    )
    assert (told.donors, told.proof) == (0, ())


def test_a_campaign_that_is_not_there_has_no_account(office: Office) -> None:
    with office.reading() as connection:
        with pytest.raises(Refused, match="没有这次捐款活动"):
            balance(connection, 5)
        assert totals(connection, 5) == (0, 0, 0, 0)


def test_every_row_is_proven_with_what_is_left_after_it(office: Office) -> None:
    case = running(office, opening=1_000)
    first = give(office, case, 500, name="甲某", given_on=date(2026, 3, 4))
    give(office, case, 300, given_on=date(2026, 3, 3))
    book_gifts(office, case)
    paid = spend(office, case, 1_200)
    book_payment(office, paid)
    reverse_gift(office, first, "错")
    reverse_payment(office, paid, "退")
    give(office, case, 40, name="乙某")
    spend(office, case, 7)
    told = account(office, case)
    assert told.sentence == "期初 10.00 + 收入 3.40 − 支出 0.07 = 期末 13.33 元"
    rows = [
        (e.voucher[5:], e.summary, e.income, e.spent, e.balance) for e in told.proof
    ]
    assert rows == [
        ("0001", "匿名 捐款", 300, 0, 1_300),
        ("0002", "甲某 捐款", 500, 0, 1_800),
        ("0003", "拨付吴大河", 0, 1_200, 600),
        ("0004", "红冲 甲某 捐款", -500, 0, 100),
        ("0005", "红冲：拨付吴大河", 0, -1_200, 1_300),
        ("", "乙某 捐款", 40, 0, 1_340),
        ("", "拨付吴大河", 0, 7, 1_333),
    ]
    assert sum(e.income for e in told.proof) == told.income
    assert sum(e.spent for e in told.proof) == told.spent


def test_donors_are_counted_once_each(office: Office) -> None:
    case = running(office)
    person, namesake = (new(office, "members", name="周望山") for _ in range(2))
    for key in (person, person, namesake):
        give(office, case, 100, person_id=key, note="再捐")
    assert account(office, case).donors == 2
    for _ in range(2):
        give(office, case, 100, name="王某")
        give(office, case, 100, name="王某队党支部", people=8)
        give(office, case, 100)
    assert account(office, case).donors == 2 + 1 + 1 + 2
    give(office, case, None, name="刘某", goods="米")
    whole = give(office, case, 500, name="机关团委", people=8)
    give(office, case, 100, name="孙某", part_of_id=whole)
    assert account(office, case).donors == 8
    book_gifts(office, case)
    reverse_gift(office, whole, "没有收到")
    assert account(office, case).donors == 7


def test_two_cards_made_one_are_one_donor_and_the_books_stay(office: Office) -> None:
    case = running(office)
    one, other = (new(office, "members", name="周望山") for _ in range(2))
    for key in (one, other):
        give(office, case, 100, person_id=key)
    book_gifts(office, case)
    before = account(office, case)
    assert before.donors == 2
    told = compare(office, office.register("members"), one, other)
    merge(office, Merging(told, {}))
    after = account(office, case)
    assert (after.donors, after.proof) == (1, before.proof)
    assert value(office, "campaigns", case, "income") == 200
    assert office.problems() == []
