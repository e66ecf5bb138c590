"""Aid at the desk: its steps, its deeds, what it may not do; on a real store."""

from __future__ import annotations

from datetime import date

import pytest

from db.vocabulary import FundSource, PayMethod
from tests.offices import TODAY, dump, edit, new, shown
from tests.unionoffice.hardship.aid_homes import (
    applied,
    approved,
    child,
    household,
    left,
    paid,
    ready,
    row,
    standard,
)
from unionoffice.errors import Refused
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.deeds import DEEDS
from unionoffice.hardship.aid.register import AID
from unionoffice.office import Office
from unionoffice.register.action import Question
from unionoffice.register.changes import Changes
from unionoffice.register.complaint import NotAccepted
from unionoffice.register.kinds import Reference


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    return ready(office)


@pytest.fixture
def home(desk: Office) -> int:
    return household(desk)


def test_the_declaration_does_not_contradict_itself() -> None:
    assert list(AID.problems()) == []


def test_from_application_to_receipt(desk: Office, home: int) -> None:
    key = applied(desk, home)
    assert row(desk, key)["state"] == "applied"
    aid_jobs.approve(desk, [key], approver="王主席", source=FundSource.AID)
    changes = aid_jobs.pay(desk, [key], method=PayMethod.TRANSFER)
    assert changes.sentence == "已登记发放 1 笔，共 3,000.00 元。"
    aid_jobs.sign(desk, [key])
    found = row(desk, key)
    assert (found["state"], found["signer"], found["signer_relation"]) == (
        *("signed", "李大壮", "本人"),
    )
    assert (found["paid"], found["paid_on"]) == (300_000, TODAY)
    assert desk.problems() == []


def test_money_is_not_paid_before_it_is_approved(desk: Office, home: int) -> None:
    key = applied(desk, home, source="aid")
    with pytest.raises(Refused, match="只有“已审批”的才能发放"):
        aid_jobs.pay(desk, [key], method=PayMethod.CASH)
    with pytest.raises(Refused, match="只有“已发放”的才能签收"):
        aid_jobs.sign(desk, [key])
    assert row(desk, key)["state"] == "applied"


def test_approval_names_who_approved_and_how_much(desk: Office, home: int) -> None:
    key = applied(desk, home, applied_amount=None)
    with pytest.raises(Refused, match="审批人"):
        aid_jobs.approve(desk, [key], approver="  ")
    with pytest.raises(Refused, match="批准金额"):
        aid_jobs.approve(desk, [key], approver="王主席")
    aid_jobs.approve(desk, [key], approver="王主席", amount=80_000)
    assert row(desk, key)["approved_amount"] == 80_000


def test_payment_says_out_of_which_money_and_how(desk: Office, home: int) -> None:
    key = approved(desk, home, source=None)
    with pytest.raises(Refused, match="资金来源"):
        aid_jobs.pay(desk, [key], method=PayMethod.CASH)
    with pytest.raises(Refused, match="发放方式或凭证号"):
        aid_jobs.pay(desk, [key], source=FundSource.AID)
    aid_jobs.pay(desk, [key], source=FundSource.AID, voucher_no="记-3")


def test_no_more_is_paid_than_was_approved(desk: Office, home: int) -> None:
    key = approved(desk, home)
    with pytest.raises(Refused, match="不能超过批准的 3 000"):
        aid_jobs.pay(desk, [key], method=PayMethod.CASH, amount=300_001)
    aid_jobs.pay(desk, [key], method=PayMethod.CASH, amount=250_000)
    assert row(desk, key)["paid"] == 250_000


@pytest.mark.parametrize("state", ["draft", "posting", "reported", "lifted"])
def test_no_fund_pays_to_a_household_that_is_not_on_file(
    desk: Office, state: str
) -> None:
    file = household(desk, state=state, opened_on=None)
    key = approved(desk, file, source="donated")
    with pytest.raises(Refused, match=r"李大壮（2025-001）现为.*先建档、后帮扶"):
        aid_jobs.pay(desk, [key], method=PayMethod.CASH)
    draft = desk.draft(AID, key).with_values(paid_on=TODAY, method="cash")
    with pytest.raises(NotAccepted, match="不在档"):
        desk.save(draft)


def test_a_file_opened_later_gets_nothing_for_an_earlier_day(desk: Office) -> None:
    file = household(desk, opened_on=date(2026, 3, 10))
    key = approved(desk, file, applied_on=date(2026, 3, 1))
    with pytest.raises(Refused, match="审批日期"):
        aid_jobs.pay(desk, [key], day=date(2026, 3, 9), method=PayMethod.CASH)
    early = applied(desk, file, applied_on=date(2026, 3, 1), source="aid")
    aid_jobs.approve(desk, [early], approver="王", day=date(2026, 3, 1))
    with pytest.raises(Refused, match="2026-03-10 才在档"):
        aid_jobs.pay(desk, [early], day=date(2026, 3, 9), method=PayMethod.CASH)
    aid_jobs.pay(desk, [early], day=date(2026, 3, 10), method=PayMethod.CASH)


def test_refusing_wants_a_reason_and_ends_the_way(desk: Office, home: int) -> None:
    key = applied(desk, home, note="材料不全")
    with pytest.raises(Refused, match="原因"):
        aid_jobs.refuse(desk, [key], "")
    aid_jobs.refuse(desk, [key], "收入超过标准")
    found = row(desk, key)
    assert (found["state"], found["note"]) == (
        *("refused", "材料不全；未批准：收入超过标准"),
    )
    with pytest.raises(Refused, match="未批准"):
        aid_jobs.approve(desk, [key], approver="王主席")


def test_several_are_paid_together_or_none(desk: Office, home: int) -> None:
    good, bad = approved(desk, home, amount=1), applied(desk, home, "living")
    before = dump(desk.store.path)
    with pytest.raises(Refused, match="申请"):
        aid_jobs.pay(desk, [good, bad], method=PayMethod.CASH)
    assert dump(desk.store.path) == before
    with pytest.raises(Refused, match="请先选择"):
        aid_jobs.pay(desk, [], method=PayMethod.CASH)


def test_a_whole_history_is_written_in_one_form(desk: Office, home: int) -> None:
    told = {"kind": "living", "applied_amount": 50_000, "approver": "王主席"}
    days = dict.fromkeys(("approved_on", "paid_on", "signed_on"), TODAY)
    more = {"source": "own", "method": "cash", "signer": "李大壮"}
    key = new(desk, "aid", file_id=home, **told, **days, **more)
    found = row(desk, key)
    assert (found["state"], found["applied_on"]) == ("signed", TODAY)
    assert (found["approved_amount"], found["paid"]) == (50_000, 50_000)


def test_a_student_belongs_to_the_household(desk: Office, home: int) -> None:
    stranger = child(desk, household(desk, "张三", "2025-002"), "张小红")
    with pytest.raises(NotAccepted, match="家庭成员"):
        applied(desk, home, "schooling", member_id=stranger)
    with pytest.raises(NotAccepted, match="请选择是哪个学生"):
        applied(desk, home, "schooling")


def test_the_students_offered_say_to_which_file_they_belong(
    desk: Office, home: int
) -> None:
    key = child(desk, home)
    kind = AID.fields["member_id"].kind
    assert isinstance(kind, Reference)
    offered = {item.record_id: item for item in desk.options(kind)}
    assert (offered[key].parent, offered[key].depth) == (home, 0)


def test_the_actions_do_what_their_words_say(desk: Office, home: int) -> None:
    deeds = {item.key: item for item in DEEDS}
    key = applied(desk, home, source="aid")
    asked = deeds["approve"].run(desk, [key])
    assert isinstance(asked, Question)
    asked.then("王主席")
    assert isinstance(deeds["pay-transfer"].run(desk, [key]), Changes)
    deeds["sign"].run(desk, [key])
    reversing = deeds["reverse"].run(desk, [key])
    assert isinstance(reversing, Question)
    assert "3 000.00 元" in reversing.question
    reversing.then("重复发放")
    assert row(desk, key)["state"] == "reversed"
    other = applied(desk, home)
    refusing = deeds["refuse"].run(desk, [other])
    assert isinstance(refusing, Question)
    refusing.then("不符合条件")
    assert row(desk, other)["state"] == "refused"


def test_the_filters_find_what_is_still_to_be_done(desk: Office, home: int) -> None:
    waiting, open_ = approved(desk, home), paid(desk, home)
    for name, key in (("to-pay", waiting), ("to-sign", open_), ("this-year", open_)):
        assert left(desk, name) == [key]


def test_days_ahead_are_refused(desk: Office, home: int) -> None:
    with pytest.raises(NotAccepted, match="不能晚于今天"):
        applied(desk, home, applied_on=date(2026, 3, 16))


def test_the_list_names_household_and_unit(desk: Office) -> None:
    team = new(desk, "units", name="采煤一队", kind="team")
    file = household(desk)
    (person,) = desk.ids(desk.view(desk.register("members")))
    edit(desk, "members", person, unit_id=team)
    paid(desk, file)
    assert shown(desk, "aid", "file_id", "head", "unit") == [
        ("2025-001", "李大壮", "采煤一队")
    ]
