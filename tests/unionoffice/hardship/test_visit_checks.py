"""Each rule of giving from both sides, without a store (domain.md §2.7, §2.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from db.vocabulary import (
    AllowedForm,
    FundSource,
    MemberState,
    Recipient,
    VisitForm,
    VisitFrequency,
    VisitOccasion,
)
from unionoffice.errors import InvalidInput
from unionoffice.hardship.visiting.checks import (
    Fault,
    Given,
    Rule,
    Standing,
    Warmth,
    complaints,
    faults,
)
from unionoffice.hardship.visiting.gift import Gift, goods_value
from unionoffice.register.complaint import Level

WHY, F, S = VisitOccasion, VisitForm, FundSource
DAY = date(2026, 3, 15)
SICK = Given(on=DAY, occasion=WHY.HOSPITAL, form=F.CASH, value=100_000, source=S.OWN)
FEAST = replace(SICK, occasion=WHY.FESTIVAL, form=F.GOODS)
POOR = replace(SICK, occasion=WHY.HARDSHIP)


def keys(*args: Any, **more: Any) -> list[str]:  # noqa: ANN401  as `faults`
    return [item.key for item in faults(*args, **more)]


def only(*args: Any, **more: Any) -> Fault:  # noqa: ANN401  as `faults`
    (found,) = faults(*args, **more)
    return found


def test_without_a_rule_nothing_is_limited() -> None:
    assert keys(replace(SICK, value=10**9), [SICK] * 9, None) == []


@pytest.mark.parametrize(
    ("value", "wanted"), [(100_000, []), (100_001, ["amount"]), (99_999, [])]
)
def test_each_time_no_more_than_the_limit(value: int, wanted: list[str]) -> None:
    rule = Rule(occasion=WHY.HOSPITAL, each_limit=100_000)
    assert keys(replace(SICK, value=value), [], rule) == wanted


def test_what_is_over_the_limit_is_told_with_its_figures() -> None:
    rule = Rule(occasion=WHY.HOSPITAL, each_limit=100_000)
    assert only(replace(SICK, value=123_450), [], rule).sentence == (
        "超过每次限额：本次 1,234.50 元，生病住院每人每次不超过 1,000.00 元，"
        "超出 234.50 元"
    )


@pytest.mark.parametrize(
    ("before", "value", "wanted"),
    [
        ([], 220_000, []),
        ([], 220_001, ["amount"]),
        ([120_000], 100_000, []),
        ([120_000, 1], 100_000, ["amount"]),
        ([220_000], 0, []),
    ],
)
def test_festivals_of_a_year_add_up_to_the_cap(
    before: list[int], value: int, wanted: list[str]
) -> None:
    rule = Rule(occasion=WHY.FESTIVAL, year_limit=220_000)
    others = [
        replace(FEAST, on=date(2026, 1, 1 + n), value=v) for n, v in enumerate(before)
    ]
    assert keys(replace(FEAST, value=value), others, rule) == wanted


@pytest.mark.parametrize(
    "other",
    [
        replace(FEAST, on=date(2025, 12, 31), value=220_000),
        replace(FEAST, on=date(2027, 1, 1), value=220_000),
        replace(FEAST, source=S.FIRM, value=220_000),
        replace(FEAST, occasion=WHY.BIRTHDAY, value=220_000),
    ],
    ids=["last-year", "next-year", "another-fund", "another-occasion"],
)
def test_the_cap_counts_one_year_one_fund_and_one_occasion(other: Given) -> None:
    rule = Rule(occasion=WHY.FESTIVAL, year_limit=220_000)
    assert keys(FEAST, [other], rule) == []
    same = replace(other, on=DAY, source=S.OWN, occasion=WHY.FESTIVAL)
    assert keys(FEAST, [same], rule) == ["amount"]


def test_the_yearly_cap_tells_what_was_there_before() -> None:
    rule = Rule(occasion=WHY.FESTIVAL, year_limit=220_000)
    other = replace(FEAST, on=date(2026, 2, 1), value=150_000)
    assert only(replace(FEAST, value=80_000), [other], rule).sentence == (
        "超过年度限额：2026 年已有 1,500.00 元，本次 800.00 元，合计 2,300.00 元；"
        "节日慰问（本级工会经费）每人每年不超过 2,200.00 元，超出 100.00 元"
    )


@pytest.mark.parametrize(
    ("frequency", "day", "wanted"),
    [
        (VisitFrequency.YEARLY, date(2026, 1, 1), ["occasion"]),
        (VisitFrequency.YEARLY, date(2025, 12, 31), []),
        (VisitFrequency.ONCE, date(2015, 5, 5), ["occasion"]),
        (VisitFrequency.EACH, DAY, []),
    ],
)
def test_who_is_visited_once_is_not_visited_again(
    frequency: VisitFrequency, day: date, wanted: list[str]
) -> None:
    rule = Rule(occasion=WHY.HOSPITAL, frequency=frequency)
    assert keys(SICK, [replace(SICK, on=day)], rule) == wanted
    assert keys(SICK, [], rule) == []
    assert keys(SICK, [replace(SICK, on=day, occasion=WHY.OTHER)], rule) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "year", "wanted"),
    [
        ("胆结石", "胆结石", 2026, ["occasion"]),
        ("胆 结石", "胆结石", 2026, ["occasion"]),
        ("胆结石", "骨折", 2026, []),
        ("胆结石", None, 2026, []),
        ("胆结石", "胆结石", 2025, []),
        (None, "胆结石", 2026, ["illness"]),
    ],
)
def test_one_illness_is_visited_once_a_year(
    mine: str | None, theirs: str | None, year: int, wanted: list[str]
) -> None:
    rule = Rule(occasion=WHY.HOSPITAL, frequency=VisitFrequency.ILLNESS)
    other = replace(SICK, illness=theirs, on=date(year, 2, 2))
    assert keys(replace(SICK, illness=mine), [other], rule) == wanted


@pytest.mark.parametrize(
    ("form", "wanted"),
    [(F.CASH, ["form"]), (F.TRANSFER, ["form"]), (F.GOODS, []), (F.VOUCHER, [])],
)
def test_at_festivals_only_goods_are_given(form: VisitForm, wanted: list[str]) -> None:
    goods = Rule(occasion=WHY.FESTIVAL, allowed=AllowedForm.GOODS)
    assert keys(replace(FEAST, form=form), [], goods) == wanted
    anything = Rule(occasion=WHY.FESTIVAL, allowed=AllowedForm.ANY)
    assert keys(replace(FEAST, form=form), [], anything) == []


@pytest.mark.parametrize(
    ("state", "months", "wanted"),
    [
        (MemberState.MEMBER, 5, []),
        (MemberState.MEMBER, 6, ["person_id"]),
        (MemberState.NOTED, 0, []),
        (MemberState.RESERVED, 0, ["person_id"]),
        (MemberState.TRANSFERRED_OUT, 0, ["person_id"]),
        (MemberState.DEAD, 0, []),
    ],
)
def test_collective_welfare_is_for_members_who_pay(
    state: MemberState, months: int, wanted: list[str]
) -> None:
    rule = Rule(occasion=WHY.FESTIVAL, payers_only=True)
    standing = Standing(state, months)
    assert keys(FEAST, [], rule, standing=standing) == wanted
    free = replace(rule, payers_only=False)
    assert keys(FEAST, [], free, standing=standing) == []
    family = replace(FEAST, recipient=Recipient.FAMILY)
    assert keys(family, [], rule, standing=standing) == []


def test_who_has_not_joined_yet_is_only_pointed_out() -> None:
    rule = Rule(occasion=WHY.FESTIVAL, payers_only=True)
    found = only(FEAST, [], rule, standing=Standing(MemberState.NONE))
    assert not found.firm


@pytest.mark.parametrize(
    ("visit", "counts"),
    [
        (POOR, True),
        (replace(POOR, occasion=WHY.HARSH_WORK), True),
        (replace(POOR, occasion=WHY.INJURY, source=None), True),
        (replace(POOR, source=S.AID), False),
        (SICK, False),
        (replace(SICK, source=S.SUPERIOR), True),
        (replace(FEAST, source=S.DONATED), True),
        (replace(FEAST, source=S.FISCAL), True),
        (replace(FEAST, source=S.FIRM), False),
    ],
)
def test_the_warmth_fund_is_known_by_occasion_and_source(
    visit: Given, *, counts: bool
) -> None:
    found = keys(replace(visit, value=300_001), [], None, warmth=Warmth(300_000, None))
    assert found == (["amount"] if counts else [])


@pytest.mark.parametrize(
    ("value", "before", "wanted"),
    [
        (300_000, 300_000, []),
        (300_000, 300_001, ["amount"]),
        (300_001, 0, ["amount"]),
        (300_001, 300_000, ["amount", "amount"]),
    ],
)
def test_the_warmth_fund_gives_3000_each_time_and_6000_a_year(
    value: int, before: int, wanted: list[str]
) -> None:
    limits = Warmth(300_000, 600_000)
    other = replace(POOR, occasion=WHY.HARSH_WORK, source=S.SUPERIOR, value=before)
    visit = replace(POOR, value=value)
    assert keys(visit, [other], None, warmth=limits) == wanted


def test_a_firm_fault_is_refused_until_a_reason_is_written() -> None:
    firm, soft = Fault("amount", "超了"), Fault("illness", "缺", firm=False)
    refused, pointed_out = complaints([firm, soft], None)
    assert (refused.level, pointed_out.level) == (Level.REJECT, Level.WARN)
    assert "超限额原因" in refused.sentence
    assert [item.level for item in complaints([firm, soft], "主席批准")] == [
        Level.WARN,
        Level.WARN,
    ]


VALUES = some.integers(0, 400_000)
DAYS = some.dates(date(2025, 1, 1), date(2026, 12, 31))


@for_all(some.lists(some.tuples(DAYS, VALUES), max_size=12), some.integers(0, 900_000))
def test_what_passes_one_after_the_other_never_exceeds_the_cap(
    told: list[tuple[date, int]], limit: int
) -> None:
    rule = Rule(occasion=WHY.FESTIVAL, year_limit=limit)
    kept: list[Given] = []
    for day, value in told:
        visit = replace(FEAST, on=day, value=value)
        if not keys(visit, kept, rule):
            kept.append(visit)
    for year in (2025, 2026):
        assert sum(item.value for item in kept if item.on.year == year) <= limit


@for_all(VALUES, some.lists(VALUES, max_size=5), some.integers(0, 900_000), VALUES)
def test_more_money_never_mends_a_fault(
    value: int, before: list[int], limit: int, more: int
) -> None:
    rule = Rule(occasion=WHY.FESTIVAL, year_limit=limit, each_limit=limit // 2)
    others = [replace(FEAST, value=item) for item in before]
    less = keys(replace(FEAST, value=value), others, rule)
    assert len(keys(replace(FEAST, value=value + more), others, rule)) >= len(less)


@for_all(some.randoms(), some.lists(VALUES, max_size=6))
def test_the_order_of_the_others_does_not_matter(
    luck: Random, before: list[int]
) -> None:
    rule = Rule(
        occasion=WHY.FESTIVAL, year_limit=500_000, frequency=VisitFrequency.YEARLY
    )
    others = [
        replace(FEAST, value=item, on=date(2026, 1 + n, 1))
        for n, item in enumerate(before)
    ]
    turned = list(others)
    luck.shuffle(turned)
    assert list(faults(FEAST, others, rule)) == list(faults(FEAST, turned, rule))


def test_a_gift_is_worth_its_money_and_its_goods() -> None:
    both = Gift(form=F.CASH, amount=50_000, goods="大米", quantity=2, unit_price=6_050)
    assert both.value == 62_100
    assert both.words == "500.00 元、大米 2 × 60.50 元"
    assert goods_value(None, 900) == 900
    assert goods_value(3, None) == 0


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"amount": -1},
        {"quantity": 2},
        {"unit_price": 100},
        {"goods": "米", "quantity": 0},
        {"goods": "米", "quantity": 10_000},
        {"amount": 10**14},
    ],
)
def test_a_gift_that_cannot_be_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        Gift(form=F.CASH, **told)
