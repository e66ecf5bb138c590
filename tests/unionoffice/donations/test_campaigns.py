"""How a campaign is begun, moves on, and is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.models import Campaign
from db.vocabulary import CampaignKind, CampaignState
from tests.offices import TODAY, edit, fates, new, plan_of, shown, value, write_sheets
from tests.unionoffice.donations.collecting import (
    APPEAL,
    come_to,
    give,
    prepared,
    running,
    spend,
)
from unionoffice.donations.books.booking import book_gifts, book_payment
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.donations.campaigns.states import (
    ORDER,
    Standing,
    next_state,
    refusals,
)
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted

S = CampaignState


def standing(state: CampaignState = S.PREPARING, **told: Any) -> Standing:  # noqa: ANN401  any fact
    whole: dict[str, Any] = {
        "beneficiary": "吴大河",
        "meeting": "委员会",
        "leftover": "转",
    }
    whole |= {"kind": CampaignKind.CASE, "begins_on": TODAY}
    return Standing(state, **{**whole, **told})


@pytest.mark.parametrize("now", ORDER)
@pytest.mark.parametrize("to", ORDER)
def test_a_campaign_moves_one_step_at_a_time(
    now: CampaignState, to: CampaignState
) -> None:
    allowed = next_state(now) is to
    assert (refusals(standing(now), to, TODAY) == []) is allowed


@pytest.mark.parametrize(
    ("now", "told", "sentence"),
    [
        (S.PREPARING, {"beneficiary": ""}, "个案捐款要先填写受助对象。"),
        (S.PREPARING, {"meeting": ""}, "请先填写批准会议。"),
        (S.PREPARING, {"leftover": ""}, "请先写明结余怎么处理，倡议书上要告诉大家。"),
        (S.PREPARING, {"begins_on": None}, "请先填写开始日期。"),
        (
            S.PREPARING,
            {"begins_on": date(2026, 3, 16)},
            "开始日期是 2026-03-16，还没有到。",
        ),
        (S.ENDED, {"drafts": 3}, "还有 3 笔没有入账，先入账或删去。"),
        (S.PAYING, {"drafts": 1}, "还有 1 笔没有入账，先入账或删去。"),
        (S.PAYING, {"closing": 1}, "还有结余 0.01 元，先拨付，或按约定办“结余处理”。"),
    ],
)
def test_a_gate_says_what_is_missing(
    now: CampaignState, told: dict[str, Any], sentence: str
) -> None:
    following = next_state(now)
    assert following is not None
    assert refusals(standing(now, **told), following, TODAY) == [sentence]


def test_all_that_is_missing_is_said_at_once(office: Office) -> None:
    key = prepared(office, beneficiary=None, meeting=None, leftover=None)
    with pytest.raises(Refused, match=r"受助对象。.*批准会议。.*结余怎么处理"):
        move_on(office, key, S.OPEN)
    assert value(office, "campaigns", key, "state") == "preparing"


def test_a_day_for_all_needs_nobody_it_is_for() -> None:
    told = standing(kind=CampaignKind.ONE_DAY, beneficiary="")
    assert refusals(told, S.OPEN, TODAY) == []


def test_a_campaign_is_walked_to_its_end(office: Office) -> None:
    key = running(office)
    give(office, key, 5_000)
    book_gifts(office, key)
    come_to(office, key, S.PAYING)
    book_payment(office, spend(office, key, 5_000))
    move_on(office, key, S.CLOSED)
    columns = ("state", "ends_on", "posted_on", "closed_on")
    with office.reading() as connection:
        row = connection.execute(Campaign.__table__.select()).one()
    assert tuple(getattr(row, name) for name in columns) == ("closed", *[TODAY] * 3)


def test_undoing_a_step_leads_back(office: Office) -> None:
    key = running(office)
    batch = move_on(office, key, S.ENDED).batch
    assert batch is not None
    office.undo(batch)
    assert value(office, "campaigns", key, "state") == "open"


def test_numbers_of_a_year_follow_each_other(office: Office) -> None:
    for _ in range(2):
        prepared(office)
    prepared(office, begins_on=date(2025, 5, 1))
    prepared(office, begins_on=None)
    with pytest.raises(NotAccepted, match="活动编号已经用过"):
        prepared(office, campaign_no="2026-02")
    numbers = {row[0] for row in shown(office, "campaigns", "campaign_no")}
    assert numbers == {"2026-01", "2026-02", "2025-01", None}


def test_a_state_is_not_typed(office: Office) -> None:
    with pytest.raises(NotAccepted, match="新活动从“筹备”开始"):
        prepared(office, state="open")
    key = prepared(office)
    with pytest.raises(NotAccepted):
        edit(office, "campaigns", key, state="closed")


@pytest.mark.parametrize(
    ("ends", "fits"), [((2026, 3, 1), False), ((2026, 3, 2), True)]
)
def test_no_campaign_ends_before_it_begins(
    office: Office, ends: tuple[int, int, int], *, fits: bool
) -> None:
    if fits:
        prepared(office, ends_on=date(*ends))
        return
    with pytest.raises(NotAccepted, match="截止日期早于开始日期"):
        prepared(office, ends_on=date(*ends))


def test_without_consent_it_is_said_what_will_not_be_printed(office: Office) -> None:
    draft = office.new_draft(office.register("campaigns"), APPEAL)
    _, found = office.complaints(draft)
    assert [each.sentence for each in found] == [
        "还没有登记书面同意：打印时只写“某职工”，不写姓名和事由"
    ]
    _, found = office.complaints(draft.with_values(consent_on=TODAY))
    assert found == ()


def test_a_member_who_is_helped_is_named_from_the_card(office: Office) -> None:
    person = new(office, "members", name="吴大河")
    key = prepared(office, beneficiary=None, person_id=person)
    assert office.draft(office.register("campaigns"), key).values["beneficiary"] == (
        "吴大河"
    )


def test_an_opening_is_locked_once_something_is_booked(office: Office) -> None:
    key = running(office, opening=1_000)
    edit(office, "campaigns", key, opening=2_000)
    give(office, key, 5_000)
    edit(office, "campaigns", key, opening=1_500)
    book_gifts(office, key)
    with pytest.raises(Refused, match="期初余额不能再改"):
        edit(office, "campaigns", key, opening=1_501)
    edit(office, "campaigns", key, phone="2260")
    assert value(office, "campaigns", key, "closing") == 6_500


def test_a_campaign_with_gifts_is_kept_and_an_empty_one_may_go(office: Office) -> None:
    register = office.register("campaigns")
    key, empty = running(office), prepared(office)
    give(office, key, 5_000)
    with pytest.raises(Refused, match="已有捐款或支出，不能删除"):
        office.discard(register, [key, empty])
    office.discard(register, [empty])
    office.restore(register, [empty])


def test_a_list_of_old_campaigns_comes_in_once(office: Office) -> None:
    path = write_sheets(
        office.store.path.with_name("活动.xlsx"),
        {
            "活动": [
                ["活动名称", "类型", "状态", "发起日期", "期初"],
                ["一日捐", "一日捐", "结清", "2024-09-05", None],
                ["慈善日", "慈善日", None, "2024-11-05", "100元"],
            ]
        },
    )
    plan = plan_of(office, path, "campaigns")
    office.apply(plan)
    found = set(shown(office, "campaigns", "campaign_no", "title", "state", "closing"))
    assert found == {
        ("2024-01", "一日捐", "closed", 0),
        ("2024-02", "慈善日", "open", 10_000),
    }
    assert plan_of(office, path, "campaigns").sentence() == "没有变化 2 条"


def test_gifts_and_sums_stand_beside_each_campaign(office: Office) -> None:
    key = running(office, opening=100)
    whole = give(office, key, 5_000, name="党支部", people=9)
    give(office, key, 1_000, name="甲某", part_of_id=whole)
    give(office, key, None, name="乙某", goods="棉被")
    spend(office, key, 2_000)
    columns = ("gifts", "income", "spent", "closing")
    assert shown(office, "campaigns", *columns) == [(2, 5_000, 2_000, 3_100)]


def test_the_rules_of_a_fund_come_in_with_a_fund_alone(office: Office) -> None:
    path = write_sheets(
        office.store.path.with_name("活动.xlsx"),
        {
            "活动": [
                ["活动名称", "类型", "发起日期", "每月缴费"],
                ["职工互助基金", "互助基金", "2025-01-01", 10],
                ["一日捐", "一日捐", "2025-09-05", 10],
            ]
        },
    )
    plan = plan_of(office, path, "campaigns")
    rejected = [each for each in plan.complaints() if each.level == "reject"]
    assert [(each.row, each.problem[:12]) for each in rejected] == [
        (3, "只有互助基金才填写；这次")
    ]
    office.apply(plan)
    assert shown(office, "campaigns", "title", "fund_monthly") == [
        ("职工互助基金", 1_000)
    ]
    assert fates(plan_of(office, path, "campaigns")) == {"same": 1, "rejected": 1}
