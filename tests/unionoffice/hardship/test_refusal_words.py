"""A family reads its figures in words, and what they say is what was reckoned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import ExpenseKind, IncomeKind
from tests.unionoffice.hardship.aid_homes import standard
from tests.unionoffice.hardship.paper_homes import home
from unionoffice.hardship.filing.judgements import Account, judge, latest
from unionoffice.hardship.judging.household import Accident
from unionoffice.hardship.papers.refusal_words import told_to_the_family, yuan

if TYPE_CHECKING:
    from unionoffice.office import Office

AS_OF = date(2026, 2, 20)


def told(
    office: Office, income: int, spent: int = 0, accident: Accident | None = None
) -> str:
    """What the family of a worker who lives alone reads; sums in yuan."""
    file = home(office, others=0)
    account = Account(
        AS_OF,
        {IncomeKind.WAGE: income * 100},
        {ExpenseKind.MEDICAL: spent * 100},
        accident,
    )
    judge(office, file, account)
    with office.reading() as connection:
        row = latest(connection, file)
    assert row is not None
    return told_to_the_family(row)


def test_income_expense_and_share_are_told(office: Office) -> None:
    standard(office)
    words = told(office, 60_000, 6_000)
    assert words == (
        "经核算，截至2026年2月20日的十二个月里，您家的总收入为60,000元；"
        "可以扣除的刚性支出为6,000元。按您本人计算，人均月纯收入为4,500元。"
        "当地低保标准为每人每月1,062元，认定标准为它的2倍即2,124元，"
        "您家的人均月纯收入高于这个标准。"
    )


def test_who_lies_on_the_line_has_reached_it(office: Office) -> None:
    standard(office)
    assert "您家的人均月纯收入正好达到这个标准。" in told(office, 2_124 * 12)


def test_where_nothing_is_taken_off_it_says_so(office: Office) -> None:
    standard(office)
    assert "没有可以扣除的刚性支出" in told(office, 60_000)


def test_who_is_in_hardship_by_the_figures_reads_of_no_line(office: Office) -> None:
    standard(office)
    words = told(office, 12_000)
    assert words.endswith("人均月纯收入为1,000元。")


def test_a_loss_that_is_too_small_is_compared_with_the_income(office: Office) -> None:
    standard(office)
    accident = Accident("车祸", date(2026, 1, 5), 1_000_000)
    words = told(office, 60_000, accident=accident)
    assert "净损失为10,000元，没有超过家庭全年收入的80%（48,000元）。" in words
    assert "车祸" not in words


def test_what_an_accident_still_lacks_is_named(office: Office) -> None:
    standard(office)
    words = told(office, 60_000, accident=Accident("车祸", None, 100))
    assert "申报的意外致困情况还缺发生日期。" in words


def test_the_old_categories_go_by_the_income_before_expenses(office: Office) -> None:
    standard(office, reckoning="old")
    words = told(office, 60_000)
    assert "扣除支出前的月人均收入为5,000元，超过规定的标准。" in words


@pytest.mark.parametrize(
    ("fen", "words"),
    [(0, "0元"), (106_200, "1,062元"), (105, "1.05元"), (-50, "-0.50元")],
)
def test_amounts_are_short(fen: int, words: str) -> None:
    assert yuan(fen) == words


@given(st.integers(0, 10_000_000))
def test_an_amount_in_words_is_the_amount(fen: int) -> None:
    assert round(float(yuan(fen).removesuffix("元").replace(",", "")) * 100) == fen
