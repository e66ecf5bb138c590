"""会费: one line a month, the rule of ten yuan, and sums that are Python's sums."""

from __future__ import annotations

from datetime import date

import pytest

from tests.offices import new, value
from unionoffice.office import Office
from unionoffice.register.complaint import Level, NotAccepted

MARCH = date(2026, 3, 1)


@pytest.fixture
def member(office: Office) -> int:
    return new(office, "members", name="张三")


def test_the_due_follows_from_the_base(office: Office, member: int) -> None:
    key = new(office, "dues", person_id=member, month=MARCH, base=345_680)
    assert value(office, "dues", key, "due") == 1725
    assert value(office, "dues", key, "owed") == 1725


def test_a_due_that_was_typed_is_kept(office: Office, member: int) -> None:
    key = new(office, "dues", person_id=member, month=MARCH, base=345_680, due=1000)
    assert value(office, "dues", key, "due") == 1000


def test_who_is_exempt_owes_nothing(office: Office, member: int) -> None:
    told = {"base": 345_680, "exempt_reason": "保留会籍"}
    key = new(office, "dues", person_id=member, month=MARCH, **told)
    assert value(office, "dues", key, "due") == 0


def test_a_month_stands_once(office: Office, member: int) -> None:
    key = new(office, "dues", person_id=member, month=MARCH, due=500)
    with pytest.raises(NotAccepted, match="已经登记过"):
        new(office, "dues", person_id=member, month=MARCH, due=500)
    office.discard(office.register("dues"), [key])
    new(office, "dues", person_id=member, month=MARCH, due=500)


def test_two_months_or_two_members_are_two_lines(office: Office, member: int) -> None:
    other = new(office, "members", name="李四")
    new(office, "dues", person_id=member, month=MARCH)
    new(office, "dues", person_id=member, month=date(2026, 4, 1))
    new(office, "dues", person_id=other, month=MARCH)


def test_paid_dues_want_their_day(office: Office, member: int) -> None:
    told = {"person_id": member, "month": MARCH, "due": 500, "paid": 500}
    draft = office.new_draft(office.register("dues"), told)
    _, found = office.complaints(draft)
    assert [(item.key, item.level) for item in found] == [("paid_on", Level.WARN)]


def test_the_totals_are_the_sums_of_the_list(office: Office, member: int) -> None:
    paid = [0, 500, 1725, 2000]
    for n, amount in enumerate(paid, 1):
        told = {"base": 345_680, "paid": amount}
        new(office, "dues", person_id=member, month=date(2026, n, 1), **told)
    totals = office.totals(office.view(office.register("dues")))
    assert totals == {
        "due": 4 * 1725,
        "paid": sum(paid),
        "owed": sum(1725 - amount for amount in paid),
    }
