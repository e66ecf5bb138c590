"""Money leaves a campaign when it is approved, signed for, and there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.models import Payment
from db.vocabulary import CampaignState
from tests.offices import dump, edit, plan_of, shown, value, write_sheets
from tests.unionoffice.donations.collecting import (
    PAID,
    SIGNED,
    TITLE,
    come_to,
    give,
    image,
    prepared,
    running,
    spend,
    vouchers,
)
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_payment,
)
from unionoffice.donations.books.payments import PAYMENTS
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted


@pytest.fixture
def case(office: Office) -> int:
    """A campaign that has 50 yuan, booked."""
    key = running(office)
    give(office, key, 5_000, name="甲某")
    book_gifts(office, key)
    return key


@pytest.mark.parametrize(("amount", "fits"), [(5_000, True), (5_001, False)])
def test_no_more_is_spent_than_there_is(
    office: Office, case: int, amount: int, *, fits: bool
) -> None:
    if fits:
        spend(office, case, amount)
        return
    with pytest.raises(NotAccepted, match=r"结余只有 50.00 元，不够支出 50.01 元"):
        spend(office, case, amount)


def test_a_payment_that_is_edited_may_use_what_it_held(
    office: Office, case: int
) -> None:
    key = spend(office, case, 3_000)
    edit(office, "payments", key, amount=5_000)
    with pytest.raises(NotAccepted, match=r"结余只有 50.00 元"):
        edit(office, "payments", key, amount=5_001)
    with pytest.raises(NotAccepted, match=r"结余只有 0.00 元"):
        spend(office, case, 1)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_is_above_zero(office: Office, case: int, amount: int) -> None:
    with pytest.raises(NotAccepted, match="支出金额要大于零；冲减请用“红冲”"):
        spend(office, case, amount)


def test_a_payment_lies_in_no_future(office: Office, case: int) -> None:
    spend(office, case, 1, paid_on=date(2026, 3, 15))
    with pytest.raises(NotAccepted, match="支出日期不能晚于今天"):
        spend(office, case, 1, paid_on=date(2026, 3, 16))


@pytest.mark.parametrize(
    ("missing", "label"),
    [("approver", "审批人"), ("recipient", "受领人"), ("relation", "与受助人关系")],
)
def test_nothing_is_paid_without_approval_recipient_and_relation(
    office: Office, case: int, missing: str, label: str
) -> None:
    key = spend(office, case, 5_000, **{missing: None})
    with pytest.raises(Refused, match=f"支出入账前请填写{label}。"):
        book_payment(office, key)
    edit(office, "payments", key, **{missing: SIGNED[missing]})
    assert book_payment(office, key).sentence == (
        "已入账：支出 50.00 元，凭证号 2026-0002。"
    )


def test_drafts_of_gifts_are_not_paid_out(office: Office, case: int) -> None:
    give(office, case, 1_000)
    key = spend(office, case, 6_000)
    with pytest.raises(Refused, match=r"收入 50.00 − 支出 60.00 = -10.00 元"):
        book_payment(office, key)
    book_gifts(office, case)
    book_payment(office, key)


def test_a_payment_is_booked_once(office: Office, case: int) -> None:
    key = spend(office, case, 5_000)
    book_payment(office, key)
    with pytest.raises(Refused, match="已经入账了"):
        book_payment(office, key)
    with pytest.raises(Refused, match="这条记录已经不存在"):
        book_payment(office, 99)


def test_what_is_booked_of_a_payment_never_changes(office: Office, case: int) -> None:
    key = spend(office, case, 5_000)
    book_payment(office, key)
    before = image(office, Payment, key)
    changes: tuple[dict[str, Any], ...] = (
        *({"amount": 4_000}, {"recipient": "别人"}, {"approver": "别人"}),
        *({"relation": "本人"}, {"paid_on": date(2026, 3, 6)}, {"summary": "改"}),
        *({"method": "cash"}, {"kind": "cost"}),
    )
    for each in changes:
        with pytest.raises(NotAccepted, match="已经入账，不能修改；记错了请用“红冲”"):
            edit(office, "payments", key, **each)
    with pytest.raises(Refused, match="已经入账的支出不能删除"):
        office.discard(PAYMENTS, [key])
    with (
        pytest.raises(Refused, match="已经入账，不能修改或删除"),
        office.transaction("绕过") as writer,
    ):
        writer.update(Payment, key, {"recipient": "别人"})
    assert image(office, Payment, key) == before
    edit(office, "payments", key, signed_on=PAID, note="已签收")


def test_a_draft_is_edited_discarded_restored_and_undone(
    office: Office, case: int
) -> None:
    before = dump(office.store.path)
    key = spend(office, case, 5_000)
    edit(office, "payments", key, amount=100)
    office.discard(PAYMENTS, [key])
    assert value(office, "campaigns", case, "closing") == 5_000
    office.restore(PAYMENTS, [key])
    assert value(office, "campaigns", case, "closing") == 4_900
    for batch in office.batches(4):
        office.undo(batch.uid)
    assert dump(office.store.path) == before


def test_money_that_came_back_is_a_line_of_its_own(office: Office, case: int) -> None:
    key = spend(office, case, 5_000)
    with pytest.raises(Refused, match="还没有入账，直接改或删就可以"):
        reverse_payment(office, key, "退回")
    book_payment(office, key)
    with pytest.raises(Refused, match="请写明红冲的原因"):
        reverse_payment(office, key, " ")
    for day, words in ((4, "早于原来的入账日期 2026-03-05"), (16, "晚于今天")):
        with pytest.raises(Refused, match=words):
            reverse_payment(office, key, "退回", date(2026, 3, day))
    changes = reverse_payment(office, key, "退回")
    assert changes.sentence == "已红冲 50.00 元，凭证号 2026-0003。"
    (back,) = changes.in_table("campaign_payment")
    with pytest.raises(Refused, match="已经红冲过了"):
        reverse_payment(office, key, "退回")
    with pytest.raises(Refused, match="红冲本身不能再红冲"):
        reverse_payment(office, back, "退回")
    assert value(office, "campaigns", case, "closing") == 5_000
    rows = set(shown(office, "payments", "summary", "amount", "state"))
    assert rows == {
        ("拨付吴大河", 5_000, "已红冲"),
        ("红冲：拨付吴大河", -5_000, "红冲"),
    }
    edit(office, "payments", back, note="银行退回")
    assert vouchers(office) == [(2026, 1), (2026, 2), (2026, 3)]


@pytest.mark.parametrize("state", ["ended", "posted", "paying"])
def test_money_leaves_until_the_campaign_is_closed(
    office: Office, case: int, state: str
) -> None:
    come_to(office, case, CampaignState(state))
    book_payment(office, spend(office, case, 5_000))
    order = list(CampaignState)
    for step in order[order.index(CampaignState(state)) + 1 :]:
        move_on(office, case, step)
    with pytest.raises(NotAccepted, match=f"“{TITLE}”现在是“结清”，不能支出"):
        spend(office, case, 1)


def test_nothing_is_spent_before_it_begins(office: Office) -> None:
    key = prepared(office, opening=500)
    with pytest.raises(NotAccepted, match="现在是“筹备”，不能支出"):
        spend(office, key, 1)


def test_a_list_of_payments_spends_no_more_than_there_is(
    office: Office, case: int
) -> None:
    path = write_sheets(
        office.store.path.with_name("支出.xlsx"),
        {
            "支出": [
                ["活动", "类别", "支出日期", "支出金额", "用途", "批准人"],
                [TITLE, "拨付受助人", "2026-03-05", "30元", "第一笔", "孙和平"],
                [TITLE, "拨付受助人", "2026-03-05", 20.01, "第二笔", "孙和平"],
                [TITLE, "拨付受助人", "2026-03-05", 20, "第三笔", "孙和平"],
                [TITLE, "拨付受助人", "2026-03-05", -5, "第四笔", "孙和平"],
                [TITLE, "拨付受助人", "2026-03-05", "叁元", "第五笔", "孙和平"],
            ]
        },
    )
    plan = plan_of(office, path, "payments")
    said = {(each.row, each.problem) for each in plan.complaints()}
    assert said == {
        (3, "结余只有 50.00 元，不够支出 50.01 元"),
        (5, "支出金额要大于零；冲减请用“红冲”"),
        (6, "“叁元”不是金额，请写成 3456.80 这样的数字。"),
    }
    office.apply(plan)
    assert value(office, "campaigns", case, "closing") == 0
    again = plan_of(office, path, "payments")
    assert again.sentence().startswith("没有变化 2 条")
    key = min(office.ids(office.view(PAYMENTS)))
    edit(office, "payments", key, recipient="吴秀英", relation="配偶")
    book_payment(office, key)
