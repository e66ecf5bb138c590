"""Aid at the desk: steps, locked payments, reversal, ceilings; on a real store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from db.audit import rows_by_id, table_of
from db.models import HardshipFile
from db.vocabulary import FundSource, PayMethod
from tests.offices import TODAY, dump, edit, new, opened, shown
from tests.unionoffice.hardship.aid_homes import (
    DIBAO,
    applied,
    approved,
    child,
    household,
    paid,
    ready,
    row,
    standard,
)
from unionoffice.clock import stopped
from unionoffice.errors import Refused
from unionoffice.hardship import aid_jobs
from unionoffice.hardship.aid import AID
from unionoffice.hardship.aid_deeds import DEEDS, apply_for
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office
from unionoffice.register.action import Opening, Question
from unionoffice.register.changes import Changes
from unionoffice.register.complaint import Level, NotAccepted
from unionoffice.register.filter import Named
from unionoffice.register.kinds import Reference


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    return ready(office)


@pytest.fixture
def home(desk: Office) -> int:
    return household(desk)


def left(office: Office, name: str) -> list[int]:
    """What a ready-made filter leaves."""
    found = next(item for item in AID.filters if item.key == name)
    assert isinstance(found, Named)
    return office.ids(office.view(AID).with_condition(found.of()))


def sums(office: Office) -> int:
    return office.totals(office.view(AID))["paid"]


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


@pytest.mark.parametrize("signed", [False, True])
def test_what_was_paid_is_not_changed_in_the_form(
    desk: Office, home: int, *, signed: bool
) -> None:
    key = paid(desk, home)
    if signed:
        aid_jobs.sign(desk, [key])
    before = row(desk, key)
    changes: tuple[dict[str, Any], ...] = (
        {"paid": 1},
        {"paid_on": date(2026, 3, 14)},
        {"source": "own"},
        {"kind": "living"},
        {"approved_amount": 900_000},
        {"state": "refused"},
        {"state": "reversed"},
        {"voucher_no": "记-99"},
        {"applied_on": date(2026, 1, 1)},
        {"illness": "肺病"},
    )
    for each in changes:
        with pytest.raises(NotAccepted, match="请用“冲销”"):
            edit(desk, "aid", key, **each)
    assert row(desk, key) == before


def test_a_state_that_is_typed_does_not_take_a_payment_back(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    before = row(desk, key)
    for state in ("applied", "approved", None):
        edit(desk, "aid", key, state=state)
    assert row(desk, key) == before


def test_a_remark_and_the_receipt_may_be_added_to_what_was_paid(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    edit(desk, "aid", key, note="银行回单在附件")
    told = {"signed_on": TODAY, "signer": "赵秀兰", "signer_relation": "配偶"}
    edit(desk, "aid", key, **told)
    assert row(desk, key)["state"] == "signed"
    with pytest.raises(NotAccepted, match="请用“冲销”"):
        edit(desk, "aid", key, signer="李大壮")


def test_what_was_paid_is_not_thrown_away_and_the_rest_may_be(
    desk: Office, home: int
) -> None:
    key, other = paid(desk, home), applied(desk, home, "living")
    with pytest.raises(Refused, match="请用“冲销”"):
        desk.discard(AID, [other, key])
    desk.discard(AID, [other])
    desk.restore(AID, [other])
    assert row(desk, key)["deleted_at"] is None


def test_the_store_itself_lets_no_payment_into_the_bin(desk: Office, home: int) -> None:
    key = paid(desk, home)
    with (
        pytest.raises(Refused, match="成对"),
        desk.transaction("绕过") as writer,
    ):
        writer.discard(AID.model, [key])


def test_the_store_itself_lets_no_pair_be_torn_apart(desk: Office, home: int) -> None:
    key = paid(desk, home)
    (made,) = aid_jobs.reverse(desk, key, "错").in_table("aid") - {key}
    for one, changes in (
        (key, {"state": "signed"}),
        (key, {"paid": 1}),
        (made, {"paid": -1}),
        (made, {"reverses_id": None}),
        (made, {"file_id": household(desk, "张三", "2025-002")}),
    ):
        with pytest.raises(Refused, match="成对"), desk.transaction("绕过") as writer:
            writer.update(AID.model, one, changes)
    assert sums(desk) == 0


def test_a_pair_torn_outside_the_program_is_found(desk: Office, home: int) -> None:
    key = paid(desk, home)
    aid_jobs.reverse(desk, key, "错")
    with closing(sqlite3.connect(desk.store.path)) as store:
        store.execute("UPDATE aid SET paid = paid + 1 WHERE id = ?", (key,))
        store.commit()
    assert "帮扶救助中有 1 笔与冲销对不上。" in desk.problems()


def test_no_merge_takes_a_payment_away_or_moves_it(desk: Office, home: int) -> None:
    key, other = paid(desk, home), paid(desk, home, date(2026, 1, 5))
    for pair in ((key, other), (other, key)):
        with pytest.raises(Refused):
            merge(desk, Merging(compare(desk, AID, *pair), {}))
    first, second = child(desk, home), child(desk, home)
    told: dict[str, Any] = {
        "kind": "schooling",
        "member_id": second,
        "school_level": "high",
    }
    third = paid(desk, home, amount=100_000, **told)
    people = desk.register("hardship-members")
    with pytest.raises(Refused, match=r"帮扶救助不能成立.*冲销"):
        merge(desk, Merging(compare(desk, people, first, second), {}))
    assert row(desk, third)["member_id"] == second


def test_two_files_of_one_household_with_payments_stay_two(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    with desk.transaction("脱困") as writer:
        ended = {"state": "lifted", "closed_on": TODAY}
        writer.update(HardshipFile, home, ended)
    files = desk.register("hardship-files")
    told = compare(desk, files, opened_before(desk, home), home)
    with pytest.raises(Refused):
        merge(desk, Merging(told, {}))
    assert row(desk, key)["file_id"] == home


def test_a_reversal_is_a_row_of_its_own_and_the_sums_come_right(
    desk: Office, home: int
) -> None:
    key, other = paid(desk, home), paid(desk, home, amount=100_000, kind="living")
    aid_jobs.sign(desk, [key])
    changes = aid_jobs.reverse(desk, key, "发错了人")
    (made,) = changes.in_table("aid") - {key}
    told = row(desk, made)
    assert (told["paid"], told["reason"], told["source"]) == (
        *(-300_000, "发错了人", "aid"),
    )
    assert (told["state"], told["reverses_id"]) == ("reversal", key)
    assert row(desk, key)["state"] == "reversed"
    assert sums(desk) == 100_000
    assert row(desk, other)["state"] == "paid"
    assert desk.problems() == []


def test_a_payment_is_reversed_once_and_a_reversal_never(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    (made,) = aid_jobs.reverse(desk, key, "重复").in_table("aid") - {key}
    for one, words in ((key, "已经冲销过"), (made, "冲销")):
        with pytest.raises(Refused, match=words):
            aid_jobs.reverse(desk, one, "再来一次")
        with pytest.raises(NotAccepted):
            edit(desk, "aid", one, paid=5)
        with pytest.raises(Refused):
            desk.discard(AID, [one])
    with pytest.raises(Refused, match="原因"):
        aid_jobs.reverse(desk, paid(desk, home), " ")
    assert sums(desk) == 300_000


def test_a_reversal_lies_between_the_payment_and_today(desk: Office, home: int) -> None:
    key = paid(desk, home, date(2026, 3, 1))
    for day in (date(2026, 2, 28), date(2026, 3, 16)):
        with pytest.raises(Refused, match="冲销日期"):
            aid_jobs.reverse(desk, key, "错", day=day)


def test_undoing_a_reversal_gives_the_payment_back(desk: Office, home: int) -> None:
    key = paid(desk, home)
    before = dump(desk.store.path)
    batch = aid_jobs.reverse(desk, key, "错").batch
    assert batch is not None
    desk.undo(batch)
    assert dump(desk.store.path) == before


def test_nobody_writes_a_reversal_by_hand(desk: Office, home: int) -> None:
    for state in ("reversal", "reversed"):
        with pytest.raises(NotAccepted, match="请在原来那笔上用“冲销”"):
            new(desk, "aid", file_id=home, kind="living", state=state, paid=-5)


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_the_ceiling_of_medical_aid_holds_to_the_fen(
    desk: Office, home: int, over: int
) -> None:
    paid(desk, home, amount=1_500_000)
    key = approved(desk, home, applied_amount=500_000 + over)
    if over <= 0:
        aid_jobs.pay(desk, [key], method=PayMethod.CASH)
        return
    with pytest.raises(Refused, match=r"限额 20 000.00 元.*超出 0.01 元.*写明理由"):
        aid_jobs.pay(desk, [key], method=PayMethod.CASH)
    changes = aid_jobs.pay(desk, [key], method=PayMethod.CASH, over_reason="大病")
    assert "超出 0.01 元" in changes.sentence
    assert left(desk, "over") == [key]


def test_the_form_warns_of_the_ceiling_before_and_rejects_after_paying(
    desk: Office, home: int
) -> None:
    told = {"file_id": home, "kind": "one_off", "applied_amount": 300_001}
    _, found = desk.complaints(desk.new_draft(AID, told))
    assert [(said.key, said.level) for said in found] == [
        ("applied_amount", Level.WARN)
    ]
    assert "超出 0.01 元" in found[0].sentence


def test_living_aid_goes_by_the_category_of_the_household(desk: Office) -> None:
    file = household(desk, category="relative")
    paid(desk, file, amount=DIBAO * 10, kind="living")
    key = approved(desk, file, "living", applied_amount=1)
    with pytest.raises(Refused, match="× 10 个月"):
        aid_jobs.pay(desk, [key], method=PayMethod.CASH)


def test_a_ceiling_is_of_the_calendar_year(desk: Office, home: int) -> None:
    paid(desk, home, date(2025, 12, 31), amount=2_000_000)
    paid(desk, home, date(2026, 1, 1), amount=2_000_000)
    with pytest.raises(Refused, match="2026 年医疗救助"):
        paid(desk, home, date(2026, 1, 2), amount=1)


def test_a_reversal_of_last_year_does_not_widen_the_ceiling_of_this_one(
    desk: Office, home: int
) -> None:
    key = paid(desk, home, date(2025, 12, 31), amount=2_000_000)
    aid_jobs.reverse(desk, key, "错", day=date(2026, 1, 5))
    paid(desk, home, date(2026, 2, 1), amount=2_000_000)
    with pytest.raises(Refused, match="超出 0"):
        paid(desk, home, date(2026, 2, 2), amount=1)


def test_what_was_reversed_does_not_count(desk: Office, home: int) -> None:
    key = paid(desk, home, amount=2_000_000)
    aid_jobs.reverse(desk, key, "错")
    paid(desk, home, amount=2_000_000)


def test_the_standard_of_the_day_of_payment_holds(desk: Office, home: int) -> None:
    standard(desk, effective_on=date(2026, 3, 1), medical_ceiling=100_000)
    paid(desk, home, date(2026, 2, 28), amount=1_000_000)
    with pytest.raises(Refused, match="限额 1 000"):
        paid(desk, home, date(2026, 3, 1), amount=1)
    second = household(desk, "张三", "2025-002")
    paid(desk, second, date(2026, 3, 1), amount=100_000)


def test_each_student_has_a_ceiling_of_their_own(desk: Office, home: int) -> None:
    facts: dict[str, Any] = {
        "school_level": "bachelor",
        "place": "某大学",
        "school_years": 4,
    }
    first, second = child(desk, home, **facts), child(desk, home, "李小红", **facts)
    key = paid(desk, home, amount=DIBAO * 10, kind="schooling", member_id=first)
    told = row(desk, key)
    assert (told["school"], told["school_level"], told["school_years"]) == (
        *("某大学", "bachelor", 4),
    )
    paid(desk, home, amount=DIBAO * 10, kind="schooling", member_id=second)
    with pytest.raises(Refused, match="每生限额"):
        paid(desk, home, amount=1, kind="schooling", member_id=first)


def test_a_file_opened_again_is_the_same_household(desk: Office, home: int) -> None:
    paid(desk, home, date(2026, 1, 5), amount=2_000_000)
    again = opened_before(desk, home)
    told = {"previous_id": home, "opened_on": date(2026, 2, 20), "state": "live"}
    with desk.transaction("返困") as writer:
        ended = {"state": "lifted", "closed_on": date(2026, 2, 1)}
        writer.update(HardshipFile, home, ended)
        writer.update(HardshipFile, again, {**told, "closed_on": None})
    with pytest.raises(Refused, match="已发 20 000"):
        paid(desk, again, date(2026, 3, 1), amount=1)


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
    opening = apply_for(desk, [home])
    assert opening == Opening("aid", {"file_id": home})


def test_paying_above_a_ceiling_asks_for_the_reason_first(
    desk: Office, home: int
) -> None:
    deeds = {item.key: item for item in DEEDS}
    keys = [approved(desk, home, applied_amount=1_100_000) for _ in range(2)]
    asked = deeds["pay-cash"].run(desk, keys)
    assert isinstance(asked, Question)
    assert "超出 2 000.00 元" in asked.more
    asked.then("两人同时住院")
    assert {row(desk, key)["state"] for key in keys} == {"paid"}
    assert row(desk, keys[1])["over_reason"] == "两人同时住院"


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


def test_next_year_begins_anew(desk: Office, home: int) -> None:
    paid(desk, home, amount=2_000_000)
    later = ready(opened_again(desk, date(2027, 1, 1)))
    try:
        paid(later, home, amount=2_000_000)
    finally:
        later.close()


def opened_before(office: Office, file: int) -> int:
    """An older file of the same head, closed long ago."""
    with office.transaction("旧档") as writer:
        head = rows_by_id(writer.connection, table_of(HardshipFile), [file])[file]
        closed = {"state": "lifted", "closed_on": date(2024, 12, 31)}
        told = {"person_id": head["person_id"], "opened_on": date(2024, 1, 1)}
        return writer.insert(HardshipFile, {"file_no": "2024-1", **told, **closed})


def opened_again(office: Office, day: date) -> Office:
    path = office.store.path
    office.close()
    return opened(path, clock=stopped(day))
