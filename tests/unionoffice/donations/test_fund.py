"""The mutual-aid fund at the desk: contributions, claims, votes, payments (§3.6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from db.models import Donation, FundClaim, FundMember, Payment
from tests.offices import TODAY, fates, new, plan_of, shown, write_sheets
from tests.unionoffice.donations.funds import (
    JOINED,
    claim,
    fund,
    member,
    paid,
    row,
)
from tests.unionoffice.donations.giving import campaign, person
from unionoffice.calendar import Month
from unionoffice.donations.books.balance import balance
from unionoffice.donations.books.booking import (
    book_gifts,
    reverse_gift,
    reverse_payment,
)
from unionoffice.donations.fund.contributions import add_interest, generate_month
from unionoffice.donations.fund.deciding import decide, pay
from unionoffice.donations.fund.deeds import ask_interest, ask_month, ask_vote
from unionoffice.donations.fund.leaving import leave, next_contribution
from unionoffice.errors import Refused
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.register.action import Paper, Question
from unionoffice.register.complaint import NotAccepted
from unionoffice.sheets.writing.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office

MARCH = Month(2026, 3)


def gifts(office: Office) -> list[tuple[Any, ...]]:
    table = Donation.__table__
    with office.reading() as connection:
        wanted = select(table.c.name, table.c.month, table.c.amount, table.c.way)
        living = wanted.where(table.c.deleted_at.is_(None)).order_by(table.c.id)
        return [tuple(each) for each in connection.execute(living)]


def test_a_month_is_generated_for_everybody_in_the_fund_once(office: Office) -> None:
    key = fund(office)
    member(office, key, "丁一", way="payroll", agreed_on=JOINED)
    member(office, key, "王二", way="payroll", agreed_on=date(2026, 4, 1))
    member(office, key, "李三", left_on=date(2026, 2, 28))
    member(office, key, "周四", left_on=date(2026, 3, 1), monthly=2_000)
    member(office, key, "吴五", joined_on=date(2026, 4, 1))
    said = generate_month(office, key, MARCH)
    assert "3 人2026年3月的互助金，共 40.00 元" in said.sentence
    assert gifts(office) == [
        ("丁一", MARCH.first, 1_000, "payroll"),
        ("王二", MARCH.first, 1_000, "cash"),
        ("周四", MARCH.first, 2_000, "cash"),
    ]
    with pytest.raises(Refused, match="没有重复生成"):
        generate_month(office, key, MARCH)
    member(office, key, "郑六")
    assert "1 人2026年3月" in generate_month(office, key, MARCH).sentence
    assert said.batch is not None
    office.undo(said.batch)
    assert [each[0] for each in gifts(office)] == ["郑六"]


def test_the_contributions_of_a_past_month_are_given_in_it(office: Office) -> None:
    key = fund(office)
    member(office, key, "丁一")
    generate_month(office, key, Month(2026, 2))
    generate_month(office, key, MARCH)
    with office.reading() as connection:
        days = list(connection.scalars(select(Donation.given_on)))
    assert days == [date(2026, 2, 28), TODAY]


def test_what_was_reversed_is_generated_again(office: Office) -> None:
    key = fund(office)
    member(office, key, "丁一")
    generate_month(office, key, MARCH)
    book_gifts(office, key)
    with office.reading() as connection:
        gift = connection.scalar(select(Donation.id))
    reverse_gift(office, gift or 0, "多扣了")
    assert "1 人" in generate_month(office, key, MARCH).sentence


def test_nothing_is_generated_where_it_cannot_be(office: Office) -> None:
    key = fund(office)
    with pytest.raises(Refused, match="没有互助会员"):
        generate_month(office, key, MARCH)
    member(office, key, "丁一")
    with pytest.raises(Refused, match="还没有到"):
        generate_month(office, key, Month(2026, 4))
    with pytest.raises(Refused, match="不是互助基金"):
        generate_month(office, campaign(office, campaign_no="2026-09"), MARCH)
    closed = fund(office, campaign_no="2024-01", state="closed", title="旧基金")
    with pytest.raises(Refused, match="“结清”，不能登记收入"):
        generate_month(office, closed, MARCH)
    assert gifts(office) == []


def test_interest_is_income_and_no_donor(office: Office) -> None:
    key = fund(office)
    add_interest(office, key, 12_345)
    book_gifts(office, key)
    with office.reading() as connection:
        told = balance(connection, key)
    assert (told.income, told.closing, told.donors) == (12_345, 1_012_345, 0)
    assert [each.summary for each in told.proof] == ["利息"]
    with pytest.raises(Refused, match="大于零"):
        add_interest(office, key, 0)
    with pytest.raises(Refused, match="晚于今天"):
        add_interest(office, key, 1, date(2026, 3, 16))


def test_a_member_owes_the_months_before_this_one(office: Office) -> None:
    key = fund(office)
    one = member(office, key, "丁一", joined_on=date(2025, 11, 20))
    paid(office, key, one, Month(2025, 11), Month(2025, 12))
    member(office, key, "王二", joined_on=date(2025, 11, 1), left_on=date(2026, 1, 9))
    member(office, key, "李三", joined_on=MARCH.first)
    columns = ("person_id", "paid_through", "owed_months", "owed")
    assert sorted(
        shown(office, "fund-members", *columns), key=lambda each: -each[2]
    ) == [
        ("王二", None, 3, 3_000),
        ("丁一", Month(2025, 12).first, 2, 2_000),
        ("李三", None, 0, 0),
    ]
    with office.reading() as connection:
        first = connection.scalar(select(FundMember.id))
    told = next_contribution(office, first or 0)
    assert (told["month"], told["amount"]) == (Month(2026, 1).first, 1_000)


def test_the_form_of_a_member_is_filled_from_the_only_fund(office: Office) -> None:
    key = fund(office)
    who = person(office, "丁一")
    made = new(office, "fund-members", person_id=who)
    told = row(office, FundMember, made)
    assert (told["campaign_id"], told["monthly"], told["joined_on"]) == (
        key,
        1_000,
        TODAY,
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"joined_on": date(2026, 3, 16)}, "不能晚于今天"),
        ({"left_on": date(2025, 5, 31)}, "不能早于加入日期"),
        ({"way": "payroll"}, "须本人签字同意"),
        ({"way": "goods"}, "现金、转账"),
        ({"monthly": 0}, "应大于 0"),
    ],
)
def test_a_member_who_cannot_be_is_refused(
    office: Office, values: dict[str, object], words: str
) -> None:
    fund(office)
    who = person(office, "丁一")
    with pytest.raises(NotAccepted, match=words):
        new(office, "fund-members", person_id=who, **{"joined_on": JOINED, **values})


def test_nobody_is_in_a_fund_twice_at_a_time(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一", left_on=date(2025, 12, 31))
    with pytest.raises(NotAccepted, match="不能重复登记"):
        new(office, "fund-members", person_id=who, joined_on=date(2025, 12, 1))
    new(office, "fund-members", person_id=who, joined_on=date(2026, 1, 1))
    other = campaign(office, campaign_no="2026-09")
    with pytest.raises(NotAccepted, match="不是互助基金"):
        new(office, "fund-members", campaign_id=other, person_id=who)


def test_who_has_paid_leaves_by_a_day_and_is_not_discarded(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    (made,) = office.ids(office.view(office.register("fund-members")))
    paid(office, key, who, Month(2025, 6), Month(2025, 6))
    with pytest.raises(Refused, match="丁一已有缴费记录"):
        office.discard(office.register("fund-members"), [made])
    leave(office, [made])
    assert row(office, FundMember, made)["left_on"] == TODAY
    with pytest.raises(Refused, match="已于 2026-03-15 退出"):
        leave(office, [made])


def test_a_claim_is_decided_and_paid_out_of_the_books(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    made = claim(office, key, who)
    said = decide(office, made, present=5, votes=3)
    assert "通过：已生成支出 3,000.00 元" in said.sentence
    told = row(office, FundClaim, made)
    assert (told["state"], told["committee"]) == ("approved", 7)
    payment = row(office, Payment, told["payment_id"])
    assert (payment["kind"], payment["amount"], payment["recipient"]) == (
        *("claim", 300_000),
        "丁一",
    )
    assert "肿瘤" not in str(payment)
    assert shown(office, "fund-claims", "standing", "voucher") == [("approved", None)]
    pay(office, made)
    assert shown(office, "fund-claims", "standing", "voucher", "paid_on") == [
        ("paid", "2026-0001", TODAY)
    ]
    with office.reading() as connection:
        assert balance(connection, key).closing == 1_000_000 + 10_000 - 300_000
    with pytest.raises(Refused, match="并已给付"):
        decide(office, made, present=5, votes=3)
    reverse_payment(office, told["payment_id"], "账号写错，退回")
    assert shown(office, "fund-claims", "standing") == [("approved",)]
    with pytest.raises(Refused, match="已经删去、红冲"):
        pay(office, made)
    decide(office, made, present=6, votes=6)
    pay(office, made)
    assert shown(office, "fund-claims", "standing", "voucher") == [
        ("paid", "2026-0003")
    ]


def test_a_vote_that_is_undone_leaves_no_payment(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    made = claim(office, key, who)
    said = decide(office, made, present=7, votes=7)
    assert said.batch is not None
    office.undo(said.batch)
    assert row(office, FundClaim, made)["state"] == "applied"
    assert office.ids(office.view(office.register("payments"))) == []


@pytest.mark.parametrize(
    ("present", "votes", "words"),
    [(4, 4, "不足三分之二（至少 5 人）"), (8, 5, "不能多于"), (5, 6, "不能多于")],
)
def test_a_vote_without_two_thirds_decides_nothing(
    office: Office, present: int, votes: int, words: str
) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    made = claim(office, key, who)
    with pytest.raises(Refused, match=words):
        decide(office, made, present=present, votes=votes)
    assert row(office, FundClaim, made)["state"] == "applied"


def test_a_claim_that_is_voted_down_stays_so(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    made = claim(office, key, who)
    assert "未通过" in decide(office, made, present=6, votes=3).sentence
    assert row(office, FundClaim, made)["payment_id"] is None
    with pytest.raises(Refused, match="未通过"):
        decide(office, made, present=6, votes=6)
    with pytest.raises(Refused, match="已经表决"):
        office.discard(office.register("fund-claims"), [made])
    draft = office.draft(office.register("fund-claims"), made)
    with pytest.raises(NotAccepted, match="已经表决"):
        office.save(draft.with_values(amount=1))
    office.save(draft.with_values(note="已告知本人"))
    claim(office, key, who)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"happened_on": date(2025, 8, 31)}, "从2025年9月起才能享受"),
        ({"happened_on": date(2025, 6, 30)}, "从2025年7月起才是互助会员"),
        ({"amount": 500_001}, "最多给付 5,000.00 元"),
        ({"illness": None}, "填写病种"),
        ({"cause": "kin", "illness": None}, "与会员的关系"),
        ({"applied_on": date(2026, 2, 1)}, "不能晚于申请日期"),
    ],
)
def test_a_claim_against_the_rules_is_refused(
    office: Office, values: dict[str, object], words: str
) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    with pytest.raises(NotAccepted, match=words):
        claim(office, key, who, **values)


def test_an_illness_is_paid_once_and_another_again(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    decide(office, claim(office, key, who), present=7, votes=7)
    with pytest.raises(NotAccepted, match="2026-03-01 已经申请过"):
        claim(office, key, who)
    claim(office, key, who, illness="肾衰竭")


def test_a_fund_without_money_agrees_to_nothing(office: Office) -> None:
    key = fund(office, opening=0)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    made = claim(office, key, who)
    with pytest.raises(Refused, match="余额不足"):
        decide(office, made, present=7, votes=7)
    assert row(office, FundClaim, made)["state"] == "applied"


def test_who_receives_for_the_dead_is_written_before_booking(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    made = claim(office, key, who, cause="death", illness=None)
    decide(office, made, present=7, votes=7)
    with pytest.raises(Refused, match="受领人、与受助人关系"):
        pay(office, made)


def test_rules_of_a_fund_stand_only_with_a_fund(office: Office) -> None:
    with pytest.raises(NotAccepted, match="只有互助基金才填写"):
        new(office, "campaigns", title="一日捐", kind="one_day", fund_committee=7)
    new(office, "campaigns", title="基金", kind="fund", fund_committee=7)


def test_the_deeds_ask_in_words_and_understand_the_answer(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    assert "1 人2026年3月" in str(ask_month(office, [key]).then(""))
    assert "1 人2025年6月" in str(ask_month(office, [key]).then("2025年6月"))
    assert "12.34 元" in str(ask_interest(office, [key]).then("12.34"))
    for words in ("12.345", "壹佰元", ""):
        with pytest.raises(Refused):
            ask_interest(office, [key]).then(words)
    with pytest.raises(Refused, match="不是月份"):
        ask_month(office, [key]).then("三月")
    paid(office, key, who, Month(2025, 7), Month(2026, 2))
    made = claim(office, key, who)
    with pytest.raises(Refused, match="看不懂"):
        ask_vote(office, [made]).then("都同意")
    assert "通过" in str(ask_vote(office, [made]).then("出席6人，同意4人"))


def test_the_deeds_of_the_fund_are_at_hand_on_the_page_of_its_members(
    office: Office,
) -> None:
    deeds = {each.key: each for each in office.register("fund-members").actions}
    with pytest.raises(Refused, match="在“捐款活动”里建一个"):
        deeds["fund-month"].run(office, [])
    member(office, fund(office), "丁一")
    other = fund(office, campaign_no="2025-10", title="女职工互助基金")
    member(office, other, "王二", monthly=500)
    with pytest.raises(Refused, match="请先选中一位互助会员"):
        deeds["fund-month"].run(office, [])
    with office.reading() as connection:
        wanted = select(FundMember.id).where(FundMember.campaign_id == other)
        chosen = connection.scalar(wanted) or 0
    asked = deeds["fund-month"].run(office, [chosen])
    assert isinstance(asked, Question)
    assert "女职工互助基金" in asked.question
    asked.then("")
    assert gifts(office) == [("王二", MARCH.first, 500, "cash")]
    assert deeds["fund-sheet"].run(office, [chosen]) == Paper("fund-sheet", (other,))


def test_the_fund_follows_two_cards_that_become_one(office: Office) -> None:
    key = fund(office)
    kept = member(office, key, "丁一", joined_on=date(2025, 8, 1))
    lost = member(office, key, "丁一")
    paid(office, key, lost, Month(2025, 6), Month(2026, 3))
    book_gifts(office, key)
    made = claim(office, key, lost)
    decide(office, made, present=7, votes=7)
    pay(office, made)
    register = office.register("members")
    changes = merge(office, Merging(compare(office, register, kept, lost), {}))
    assert row(office, FundClaim, made)["person_id"] == kept
    assert shown(office, "fund-members", "joined_on", "owed_months") == [(JOINED, 0)]
    assert changes.batch is not None
    office.undo(changes.batch)
    assert row(office, FundClaim, made)["person_id"] == lost
    assert office.problems() == []


def test_a_month_that_is_typed_twice_is_said(office: Office) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, MARCH, MARCH)
    told = {"campaign_id": key, "person_id": who, "amount": 1_000, "given_on": TODAY}
    draft = office.new_draft(
        office.register("donations"), {**told, "month": MARCH.first}
    )
    _, said = office.complaints(draft)
    assert [each.sentence for each in said] == [
        "这个人这个月的互助金已经登记过，请核对是不是重复"
    ]
    draft = office.new_draft(office.register("donations"), told)
    assert office.complaints(draft)[1] == ()


def test_lists_of_members_and_claims_come_in_and_go_out_unchanged(
    office: Office, tmp_path: Path
) -> None:
    key = fund(office)
    who = member(office, key, "丁一")
    paid(office, key, who, Month(2025, 6), Month(2026, 3))
    voted = claim(office, key, who)
    decide(office, voted, present=7, votes=7)
    person(office, "王二")
    head = ("互助基金", "姓名", "加入日期", "每月缴费", "缴费方式")
    rows = [
        ("职工互助基金", "王二", date(2026, 3, 1), 10, "现金"),
        ("职工互助基金", "王二", date(2026, 3, 5), 10, "现金"),
        ("职工互助基金", "丁一", date(2026, 3, 1), 10, "代扣"),
    ]
    file = write_sheets(tmp_path / "会员.xlsx", {"Sheet1": [head, *rows]})
    plan = plan_of(office, file, "fund-members")
    assert fates(plan) == {"new": 1, "rejected": 2}
    office.apply(plan)
    asked = ("互助基金", "姓名", "申请日期", "发生日期", "事由", "病种", "申请金额")
    facts = ("职工互助基金", "丁一", date(2026, 3, 1), date(2026, 2, 10), "重大疾病")
    claims = [(*facts, "胃部肿瘤", 9), (*facts[:2], TODAY, *facts[3:], "肾衰竭", 6_000)]
    file = write_sheets(tmp_path / "申请.xlsx", {"Sheet1": [asked, *claims]})
    plan = plan_of(office, file, "fund-claims")
    assert fates(plan) == {"rejected": 2}
    said = " ".join(each.problem for each in plan.complaints())
    assert "已经表决" in said
    assert "最多给付 5,000.00 元" in said
    for name in ("fund-members", "fund-claims"):
        with office.reading() as connection:
            out = tmp_path / f"{name}.xlsx"
            export(connection, office.view(office.register(name)), out)
        assert set(fates(plan_of(office, out, name))) == {"same"}
