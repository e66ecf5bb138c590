"""互助基金收支公布表: what the wall reads of a month of the fund (§3.6)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import TODAY
from tests.unionoffice.donations.funds import claim, fund, member, paid
from tests.unionoffice.donations.giving import campaign, gift, payment
from unionoffice.calendar import Month
from unionoffice.donations.books.booking import book_gifts, reverse_payment
from unionoffice.donations.fund.account import (
    Account,
    Period,
    account_of,
    closed_month,
)
from unionoffice.donations.fund.contributions import add_interest
from unionoffice.donations.fund.deciding import decide, pay
from unionoffice.donations.papers.fund_sheet import FUND_SHEET
from unionoffice.errors import InvalidInput
from unionoffice.printing import Request, print_to

if TYPE_CHECKING:
    from unionoffice.office import Office

MARCH = Month(2026, 3)


@pytest.fixture
def busy(office: Office) -> int:
    """A fund with two months booked, a grant, interest, a claim and costs."""
    key = fund(office, phone="2260", supervisor="周会英")
    people = [member(office, key, name) for name in ("丁一", "王二", "欧阳志远")]
    for who in people:
        paid(office, key, who, Month(2025, 6), Month(2026, 1))
    book_gifts(office, key, date(2026, 2, 5))
    for who in people[:2]:
        paid(office, key, who, Month(2026, 2), Month(2026, 2))
    gift(
        office, key, 300_000, donor="group", name="矿业公司", given_on=date(2026, 2, 20)
    )
    gift(office, key, 5_000, name="吴刚", given_on=date(2026, 2, 21))
    add_interest(office, key, 1_234, date(2026, 3, 1))
    book_gifts(office, key, date(2026, 3, 3))
    made = claim(office, key, people[2])
    decide(office, made, present=7, votes=7, day=date(2026, 3, 5))
    pay(office, made)
    wrong = payment(
        *(office, key),
        kind="cost",
        amount=2_000,
        summary="付李秀山账册费",
        paid_on=date(2026, 3, 6),
    )
    reverse_payment(office, wrong, "李秀山退回", date(2026, 3, 8))
    add_interest(office, key, 77, date(2026, 3, 12))
    return key


def account(office: Office, key: int, month: Month = MARCH) -> Account:
    with office.reading() as connection:
        return account_of(connection, key, Period.of(month, 10))


def printed(office: Office, folder: Path, **settings: str) -> str:
    path = folder / "表.pdf"
    print_to(office, FUND_SHEET, Request(TODAY, settings=settings), path)
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return "".join(pages)


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 3, 9), Month(2026, 2)),
        (date(2026, 3, 10), MARCH),
        (date(2026, 1, 1), Month(2025, 12)),
    ],
)
def test_a_month_is_closed_on_its_day(today: date, month: Month) -> None:
    assert closed_month(today, 10) == month


@given(st.integers(1, 28), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_periods_follow_each_other_without_a_gap(closing: int, day: date) -> None:
    one = Period.of(Month.of(day), closing)
    other = Period.of(Month.of(day) + 1, closing)
    assert (other.first - one.last).days == 1
    assert one.first <= one.last


def test_the_account_tells_people_in_sums_and_spending_line_by_line(
    office: Office, busy: int
) -> None:
    told = account(office, busy)
    assert told.opening == 1_000_000 + 24 * 1_000
    assert [(line.summary, line.income, line.spent) for line in told.lines] == [
        ("2026年2月互助金 2 笔", 2_000, 0),
        ("矿业公司拨入", 300_000, 0),
        ("个人捐款 1 笔", 5_000, 0),
        ("利息", 1_234, 0),
        ("互助金给付", 0, 300_000),
        ("付李*山账册费", 0, 2_000),
        ("红冲：付李*山账册费", 0, -2_000),
    ]
    assert [line.recipient for line in told.lines if line.recipient] == [
        "欧**远",
        "李*山",
        "李*山",
    ]
    assert told.closing == told.opening + 308_234 - 300_000
    assert (told.members, told.payers) == (3, 2)


def test_one_month_is_carried_on_into_the_next(office: Office, busy: int) -> None:
    before, now = account(office, busy, MARCH - 1), account(office, busy)
    after = account(office, busy, MARCH + 1)
    assert (before.opening, before.closing) == (1_000_000, now.opening)
    assert after.opening == now.closing


def test_the_sheet_proves_itself_and_names_nobody(
    office: Office, busy: int, tmp_path: Path
) -> None:
    assert busy
    text = printed(office, tmp_path)
    assert "职工互助基金收支公布表" in text
    assert "2026年2月11日至2026年3月10日" in text
    flat = "".join(text.split())
    proof = "期初10,240.00+收入3,082.34−支出3,000.00=期末10,322.34元"
    assert f"收支相符：{proof}。" in flat
    assert "人民币壹万零叁佰贰拾贰元叁角肆分" in flat
    assert "互助会员3人，本期缴费2人" in flat
    assert "另有1笔还没有入账" in flat
    for hidden in ("欧阳志远", "李秀山", "肿瘤", "丁一", "吴刚"):
        assert hidden not in flat


def test_a_month_that_is_not_closed_says_so(
    office: Office, busy: int, tmp_path: Path
) -> None:
    assert busy
    assert "结账前的试算" in "".join(printed(office, tmp_path, month="2026-04").split())
    with pytest.raises(InvalidInput, match="不是月份"):
        printed(office, tmp_path, month="三月")


def test_the_workbook_has_the_same_figures(
    office: Office, busy: int, tmp_path: Path
) -> None:
    assert busy
    path = tmp_path / "表.xlsx"
    print_to(office, FUND_SHEET, Request(TODAY), path)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    figures = [row for row in rows if isinstance(row[6], int | float)]
    assert figures[0][6] == pytest.approx(10_240)
    assert figures[-1][6] == pytest.approx(10_322.34)


def test_a_campaign_that_is_no_fund_has_no_sheet(
    office: Office, tmp_path: Path
) -> None:
    assert "还没有互助基金" in printed(office, tmp_path)
    campaign(office)
    with pytest.raises(InvalidInput, match="不是互助基金"):
        printed(office, tmp_path, campaign="2026-01")
