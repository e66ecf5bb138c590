"""The way of aid as a table, what each state must say, and the ceilings to the fen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import AidKind, AidState, HardshipCategory, SchoolLevel
from unionoffice.hardship.aid.ceilings import Limits, Use, ceiling, over_words
from unionoffice.hardship.aid.rules import (
    LADDER,
    LOCKED,
    STEPS,
    Deed,
    changed_after_paying,
    faults,
    reached,
    settle,
    why_not_live,
)
from unionoffice.register.complaint import Level

DAY = date(2026, 3, 15)
ALLOWED = {
    (Deed.APPROVE, AidState.APPLIED),
    (Deed.REFUSE, AidState.APPLIED),
    (Deed.PAY, AidState.APPROVED),
    (Deed.SIGN, AidState.PAID),
    (Deed.REVERSE, AidState.PAID),
    (Deed.REVERSE, AidState.SIGNED),
}
WHOLE: dict[str, Any] = {
    "kind": "medical",
    "state": "signed",
    "applied_on": DAY - timedelta(9),
    "applied_amount": 300_000,
    "approved_on": DAY - timedelta(6),
    "approved_amount": 300_000,
    "approver": "王主席",
    "paid_on": DAY - timedelta(3),
    "paid": 300_000,
    "source": "aid",
    "method": "cash",
    "voucher_no": None,
    "signed_on": DAY,
    "signer": "李大壮",
}


def rejected(values: dict[str, Any], today: date | None = DAY) -> list[tuple[str, str]]:
    return [
        (said.key, said.sentence)
        for said in faults(values, today)
        if said.level is Level.REJECT
    ]


@pytest.mark.parametrize(("deed", "state"), list(product(Deed, AidState)))
def test_only_the_steps_of_the_table_are_taken_and_the_others_say_why(
    deed: Deed, state: AidState
) -> None:
    why = STEPS[deed].why_not(state)
    assert (why == "") is ((deed, state) in ALLOWED)
    assert not why or state.label in why or "已经" in why


def test_every_state_is_reached_by_the_steps_or_is_where_it_begins() -> None:
    targets = {step.target for step in STEPS.values()}
    assert targets | {AidState.APPLIED, AidState.REVERSAL} == set(AidState)


def test_a_payment_that_says_everything_has_no_fault() -> None:
    assert list(faults(WHOLE, DAY)) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("approved_on", "还没有审批"),
        ("approved_amount", "批准金额"),
        ("approver", "审批人"),
        ("paid_on", "发放日期"),
        ("paid", "发放金额"),
        ("source", "资金来源"),
        ("signed_on", "签收日期"),
        ("signer", "签收人"),
        ("method", "发放方式或凭证号"),
    ],
)
def test_what_a_later_state_cannot_do_without(key: str, words: str) -> None:
    ((where, sentence),) = rejected({**WHOLE, key: None})
    assert where == key
    assert words in sentence


def test_a_voucher_does_instead_of_a_method() -> None:
    assert rejected({**WHOLE, "method": None, "voucher_no": "记-12"}) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"paid": 300_001}, "paid"),
        ({"paid": 0}, "paid"),
        ({"paid": -1}, "paid"),
        ({"approved_on": DAY - timedelta(10)}, "approved_on"),
        ({"paid_on": DAY - timedelta(7)}, "paid_on"),
        ({"signed_on": DAY - timedelta(4)}, "signed_on"),
        ({"signed_on": DAY + timedelta(1)}, "signed_on"),
        ({"kind": "schooling"}, "member_id"),
        ({"state": "refused"}, "paid"),
    ],
)
def test_what_cannot_be_is_rejected_beside_its_field(
    changes: dict[str, Any], key: str
) -> None:
    assert key in {where for where, _ in rejected({**WHOLE, **changes})}


def test_the_amount_that_was_approved_may_be_paid_to_the_fen() -> None:
    assert rejected({**WHOLE, "paid": 300_000}) == []
    assert rejected({**WHOLE, "paid": 299_999}) == []


def test_more_than_was_applied_for_is_only_pointed_out() -> None:
    told = list(faults({**WHOLE, "applied_amount": 200_000}, DAY))
    assert [(said.key, said.level) for said in told] == [
        ("approved_amount", Level.WARN)
    ]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, AidState.APPLIED),
        ({"approver": "王"}, AidState.APPLIED),
        ({"approved_on": DAY}, AidState.APPROVED),
        ({"approved_amount": 1}, AidState.APPROVED),
        ({"paid_on": DAY}, AidState.PAID),
        ({"paid": 1, "approved_on": DAY}, AidState.PAID),
        ({"signer": "李"}, AidState.SIGNED),
    ],
)
def test_the_state_follows_from_the_facts(
    facts: dict[str, Any], state: AidState
) -> None:
    assert reached(facts) is state


@given(
    st.sampled_from([None, *AidState]),
    st.sets(st.sampled_from(["approved_on", "paid_on", "signed_on"])),
)
def test_settling_never_goes_back_and_changes_nothing_twice(
    state: AidState | None, days: set[str]
) -> None:
    values: dict[str, Any] = {"state": state, "applied_amount": 5}
    values |= dict.fromkeys(days, DAY)
    settle(values)
    once = dict(values)
    settle(values)
    assert values == once
    if state is not None and state not in LADDER:
        assert once["state"] == state
    else:
        began = LADDER.index(state or AidState.APPLIED)
        assert LADDER.index(AidState(once["state"])) >= began


def test_amounts_follow_from_the_step_before() -> None:
    values = {"applied_amount": 7, "approved_on": DAY, "paid_on": DAY}
    settle(values)
    assert (values["approved_amount"], values["paid"]) == (7, 7)


@pytest.mark.parametrize(
    ("state", "opened", "closed", "day", "live"),
    [
        ("live", date(2026, 1, 5), None, DAY, True),
        ("live", date(2026, 1, 5), None, date(2026, 1, 5), True),
        ("live", date(2026, 1, 5), None, date(2026, 1, 4), False),
        ("live", None, None, DAY, True),
        ("draft", None, None, DAY, False),
        ("posting", date(2026, 1, 5), None, DAY, False),
        ("refused", date(2026, 1, 5), date(2026, 2, 1), date(2026, 1, 9), False),
        ("lifted", date(2025, 1, 5), date(2025, 12, 31), date(2025, 12, 31), True),
        ("lifted", date(2025, 1, 5), date(2025, 12, 31), date(2026, 1, 1), False),
        ("cancelled", date(2025, 1, 5), date(2025, 6, 1), date(2025, 3, 1), True),
        ("moved", None, date(2025, 6, 1), date(2025, 3, 1), False),
    ],
)
def test_a_file_must_have_been_live_on_the_day(
    state: str, opened: date | None, closed: date | None, day: date, *, live: bool
) -> None:
    why = why_not_live(state, opened, closed, day)
    assert (why == "") is live


@given(
    st.sampled_from(sorted(LOCKED)),
    st.sets(st.sampled_from(sorted({*WHOLE, "note", "file_id", "member_id"}))),
)
def test_of_what_was_paid_only_remark_voucher_and_receipt_stay_open(
    state: AidState, changed: set[str]
) -> None:
    found = changed_after_paying({"state": state}, {"state": state}, changed)
    free = {"note", "voucher_no"}
    free |= {"signed_on", "signer"} if state is AidState.PAID else set()
    assert set(found) == changed - free


def test_a_voucher_number_that_is_there_is_not_changed() -> None:
    stored = {"state": "paid", "voucher_no": "记-12"}
    assert changed_after_paying(stored, stored, {"voucher_no"}) == ["voucher_no"]


def test_what_was_paid_may_come_to_be_signed_and_nothing_else() -> None:
    paid, signed = {"state": "paid"}, {"state": "signed"}
    assert changed_after_paying(paid, signed, {"state"}) == []
    for state in ("applied", "approved", "refused", "reversed"):
        assert changed_after_paying(paid, {"state": state}, {"state"}) == ["state"]
    assert changed_after_paying(signed, paid, {"state"}) == ["state"]


LIMITS = Limits(106_200, 12, 10, 6, 2_000_000, 10, 6, 300_000)
K, C, S = AidKind, HardshipCategory, SchoolLevel


@pytest.mark.parametrize(
    ("kind", "category", "level", "limit"),
    [
        (K.LIVING, C.DEEP, None, 106_200 * 12),
        (K.LIVING, C.RELATIVE, None, 106_200 * 10),
        (K.LIVING, C.ACCIDENT, None, 106_200 * 6),
        (K.LIVING, C.DIBAO, None, 106_200 * 12),
        (K.LIVING, C.EDGE, None, 106_200 * 10),
        (K.LIVING, C.ACCIDENT_OLD, None, 106_200 * 6),
        (K.LIVING, C.NONE, None, None),
        (K.LIVING, None, None, None),
        (K.MEDICAL, C.DEEP, None, 2_000_000),
        (K.ONE_OFF, C.NONE, None, 300_000),
        (K.SCHOOLING, C.DEEP, S.BACHELOR, 106_200 * 10),
        (K.SCHOOLING, C.DEEP, S.COLLEGE, 106_200 * 10),
        (K.SCHOOLING, C.DEEP, S.HIGHER_VOCATIONAL, 106_200 * 10),
        (K.SCHOOLING, C.DEEP, S.HIGH, 106_200 * 6),
        (K.SCHOOLING, C.DEEP, S.VOCATIONAL, 106_200 * 6),
        (K.SCHOOLING, C.DEEP, S.PRIMARY, None),
        (K.SCHOOLING, C.DEEP, None, None),
    ],
)
def test_which_ceiling_holds(
    kind: AidKind, category: str | None, level: str | None, limit: int | None
) -> None:
    found = ceiling(kind, LIMITS, category, level)
    assert (found.limit if found else None) == limit


@pytest.mark.parametrize("kind", AidKind)
def test_a_standard_without_limits_has_no_ceiling(kind: AidKind) -> None:
    assert ceiling(kind, Limits(106_200), "deep", "bachelor") is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_over_is_what_lies_above_the_line(already: int, amount: int) -> None:
    top = ceiling(K.MEDICAL, LIMITS, None, None)
    assert top is not None
    use = Use(K.MEDICAL, 2026, top, already, amount)
    assert use.over == max(0, already + amount - 2_000_000)
    assert bool(over_words([use])) is (already + amount > 2_000_000)


def test_the_sentence_of_a_ceiling_gives_all_the_figures() -> None:
    top = ceiling(K.LIVING, LIMITS, "deep", None)
    assert top is not None
    assert Use(K.LIVING, 2026, top, 1_200_000, 100_000).sentence == (
        "2026 年生活救助每户限额 12 744.00 元（低保 1 062 元 × 12 个月），"
        "已发 12 000.00 元，本次 1 000.00 元，超出 256.00 元"
    )
