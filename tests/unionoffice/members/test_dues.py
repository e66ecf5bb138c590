"""Dues by the ten-yuan rule, and reminders that only remind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import MemberState
from unionoffice.calendar import Month
from unionoffice.errors import InvalidInput
from unionoffice.members import dues
from unionoffice.members.dues import DuesMonth

WAGES = st.integers(0, 10**9)
JUNE = Month(2026, 6)


def ledger(*paid: int, through: Month = JUNE, due: int = 1725) -> list[DuesMonth]:
    first = through - (len(paid) - 1)
    return [DuesMonth(first + k, due, amount) for k, amount in enumerate(paid)]


@pytest.mark.parametrize(
    ("base", "amount"),
    [
        (345680, 1725),
        (999, 0),
        (1000, 5),
        (0, 0),
        (345999, 1725),
        (346000, 1730),
        (1_000_000, 5000),
    ],
)
def test_less_than_ten_yuan_does_not_count(base: int, amount: int) -> None:
    assert dues.due(base) == amount


@given(WAGES)
def test_dues_are_half_a_percent_of_the_counted_wage_to_the_fen(base: int) -> None:
    assert dues.due(base) * 1000 == dues.counted_base(base) * 5
    assert dues.due(base) % 5 == 0


@given(WAGES)
def test_less_than_ten_yuan_is_left_off(base: int) -> None:
    assert 0 <= base - dues.counted_base(base) < 1000


def test_a_wage_below_zero_is_refused() -> None:
    with pytest.raises(InvalidInput, match="不能小于零"):
        dues.due(-1)


def test_only_members_in_good_standing_pay() -> None:
    paying = {state for state in MemberState if dues.due_of(state, 345680)}
    assert paying == {MemberState.MEMBER, MemberState.NOTED}


def test_a_reserved_member_owes_nothing() -> None:
    assert dues.due_of(MemberState.RESERVED, 345680) == 0


def test_an_overpaid_month_pays_for_no_other() -> None:
    assert dues.arrears(ledger(5000, 1000, 0)) == 725 + 1725


def test_the_months_in_arrears_are_named_in_order() -> None:
    lines = ledger(0, 1725, 1000)
    assert dues.months_in_arrears(reversed(lines)) == [Month(2026, 4), JUNE]


def test_a_part_payment_ends_the_row() -> None:
    assert dues.months_unpaid_in_a_row(ledger(0, 0, 1, 0, 0), JUNE) == 2


def test_a_month_without_dues_or_without_a_line_ends_the_row() -> None:
    gap = [*ledger(0, 0, through=Month(2026, 3)), *ledger(0, 0)]
    assert dues.months_unpaid_in_a_row(gap, JUNE) == 2
    assert dues.months_unpaid_in_a_row(ledger(0, 0, due=0), JUNE) == 0


def test_five_months_are_no_reason_and_six_are() -> None:
    assert dues.six_month_reminder("张三", ledger(1725, *[0] * 5), JUNE) is None
    said = dues.six_month_reminder("张三", ledger(1725, *[0] * 6), JUNE)
    assert said
    assert said.startswith("张三已连续 6 个月（2026年1月至2026年6月）没有缴纳会费")
    assert "会籍不会自动改变" in said


@given(st.integers(0, 40))
def test_every_unpaid_month_counts_once(months: int) -> None:
    assert dues.months_unpaid_in_a_row(ledger(1725, *[0] * months), JUNE) == months
