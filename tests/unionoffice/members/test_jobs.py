"""A month of dues, payments, approvals and reminders, on a real store."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.vocabulary import DuesMethod, EventKind, EventReason, MemberNote
from tests.offices import TODAY, dump, new, shown
from unionoffice.calendar import Month
from unionoffice.errors import Refused
from unionoffice.members.jobs import approve_joining, mark_paid, open_dues_month
from unionoffice.members.reminders import six_month_reminders
from unionoffice.office import Office

MARCH = Month(2026, 3)


def member(office: Office, name: str = "张三", **values: object) -> int:
    """Somebody who joined long ago and earns 3456.80."""
    told = {"dues_base": 345680, "joined_on": date(2020, 5, 1), **values}
    return new(office, "members", name=name, **told)


def happened(
    office: Office, person: int, kind: EventKind, on: date, **more: object
) -> int:
    return new(office, "events", person_id=person, kind=kind, happened_on=on, **more)


def lines(office: Office) -> list[tuple[Any, ...]]:
    return shown(office, "dues", "person_id", "month", "due", "paid")


def test_a_month_is_opened_with_half_a_percent_of_the_wage_cut_to_ten_yuan(
    office: Office,
) -> None:
    member(office)
    changes = open_dues_month(office, MARCH)
    assert lines(office) == [("张三", date(2026, 3, 1), 1725, 0)]
    assert changes.sentence == "2026年3月新增应缴 1 人，共 17.25 元。"


def test_a_month_is_never_opened_twice_for_one_member(office: Office) -> None:
    member(office)
    open_dues_month(office, MARCH)
    member(office, "李四")
    open_dues_month(office, MARCH)
    changes = open_dues_month(office, MARCH)
    assert sorted(line[0] for line in lines(office)) == ["张三", "李四"]
    assert changes.batch is None
    assert "没有需要新增" in changes.sentence


def test_who_is_reserved_on_the_last_day_of_the_month_owes_nothing(
    office: Office,
) -> None:
    retired = member(office)
    happened(
        office,
        retired,
        EventKind.RESERVED,
        date(2026, 3, 31),
        reason=EventReason.RETIRED,
    )
    open_dues_month(office, MARCH)
    open_dues_month(office, Month(2026, 2))
    assert [line[1] for line in lines(office)] == [date(2026, 2, 1)]


def test_who_is_lent_out_still_owes(office: Office) -> None:
    lent = member(office)
    happened(office, lent, EventKind.NOTED, TODAY, away=MemberNote.LENT)
    open_dues_month(office, MARCH)
    assert len(lines(office)) == 1


def test_who_joins_after_the_month_owes_nothing_for_it(office: Office) -> None:
    member(office, joined_on=date(2026, 4, 1))
    open_dues_month(office, MARCH)
    assert lines(office) == []


def test_members_without_a_dues_base_get_no_line_and_are_counted(
    office: Office,
) -> None:
    member(office)
    member(office, "李四", dues_base=None)
    changes = open_dues_month(office, MARCH)
    assert len(lines(office)) == 1
    assert "1 人没有填写会费基数" in changes.sentence


def test_a_discarded_line_makes_room_for_a_new_one(office: Office) -> None:
    member(office)
    register = office.register("dues")
    key = min(open_dues_month(office, MARCH).in_table("dues"))
    office.discard(register, [key])
    open_dues_month(office, MARCH)
    assert len(lines(office)) == 1


def test_an_opened_month_is_taken_back_whole(office: Office) -> None:
    member(office)
    before = dump(office.store.path)
    changes = open_dues_month(office, MARCH)
    assert changes.batch is not None
    office.undo(changes.batch)
    assert dump(office.store.path) == before


def test_paying_fills_up_what_is_owed_and_leaves_the_rest_alone(office: Office) -> None:
    member(office)
    (key,) = open_dues_month(office, MARCH).in_table("dues")
    changes = mark_paid(office, [key], TODAY, DuesMethod.CASH)
    columns = ("due", "paid", "paid_on", "method", "owed")
    assert shown(office, "dues", *columns) == [(1725, 1725, TODAY, "cash", 0)]
    assert changes.sentence == "登记已缴 1 条，共 17.25 元。"


def test_what_is_paid_already_cannot_be_paid_again(office: Office) -> None:
    member(office)
    (key,) = open_dues_month(office, MARCH).in_table("dues")
    mark_paid(office, [key], TODAY, DuesMethod.CASH)
    with pytest.raises(Refused, match="已缴清"):
        mark_paid(office, [key], TODAY, DuesMethod.PAYROLL)
    assert shown(office, "dues", "method") == [("cash",)]


def test_payroll_deduction_without_consent_is_pointed_out(office: Office) -> None:
    member(office)
    member(office, "李四", deduction_agreed_on=date(2020, 5, 1))
    keys = sorted(open_dues_month(office, MARCH).in_table("dues"))
    changes = mark_paid(office, keys, TODAY, DuesMethod.PAYROLL)
    assert "其中 1 条的会员没有登记代扣授权" in changes.sentence


def ledger_of(office: Office, person: int, first: Month, months: int) -> None:
    for step in range(months):
        month = first + step
        new(office, "dues", person_id=person, month=month.first, base=345680, due=1725)


def test_six_months_without_dues_are_prompted_and_nothing_changes(
    office: Office,
) -> None:
    person = member(office)
    ledger_of(office, person, Month(2025, 9), 6)
    before = dump(office.store.path)
    (found,) = six_month_reminders(office, TODAY)
    assert (found.name, found.months, found.owed) == ("张三", 6, 6 * 1725)
    assert found.sentence.startswith("张三已连续 6 个月（2025年9月至2026年2月）")
    assert dump(office.store.path) == before


def test_five_months_without_dues_are_no_reason_to_prompt(office: Office) -> None:
    person = member(office)
    ledger_of(office, person, Month(2025, 10), 5)
    assert six_month_reminders(office, TODAY) == []


def test_the_month_that_is_not_over_does_not_count(office: Office) -> None:
    person = member(office)
    ledger_of(office, person, Month(2025, 10), 6)
    assert six_month_reminders(office, TODAY) == []
    assert len(six_month_reminders(office, date(2026, 4, 1))) == 1


def test_a_payment_in_between_ends_the_row(office: Office) -> None:
    person = member(office)
    ledger_of(office, person, Month(2025, 7), 8)
    keys = office.ids(office.view(office.register("dues")))
    assert six_month_reminders(office, TODAY)[0].months == 8
    mark_paid(office, [keys[3]], TODAY, DuesMethod.CASH)
    assert six_month_reminders(office, TODAY) == []


def test_who_has_left_is_not_reminded(office: Office) -> None:
    person = member(office)
    ledger_of(office, person, Month(2025, 8), 7)
    happened(
        office,
        person,
        EventKind.TRANSFERRED_OUT,
        date(2026, 3, 1),
        reason=EventReason.MOVED,
    )
    assert six_month_reminders(office, TODAY) == []


def test_many_are_approved_by_one_meeting_and_one_number(office: Office) -> None:
    people = [new(office, "members", name=name) for name in ("张三", "李四")]
    changes = approve_joining(
        office, people, TODAY, approval_no="矿工会〔2026〕3号", meeting_on=TODAY
    )
    columns = ("kind", "happened_on", "approval_no", "meeting_on")
    told = ("joined", TODAY, "矿工会〔2026〕3号", TODAY)
    assert shown(office, "events", *columns) == [told, told]
    assert {row[0] for row in shown(office, "members", "state")} == {"20"}
    assert "已批准 2 人入会" in changes.sentence


def test_if_one_cannot_join_nobody_does_and_the_sentence_names_the_one(
    office: Office,
) -> None:
    people = [new(office, "members", name="张三"), member(office, "李四")]
    before = dump(office.store.path)
    with pytest.raises(Refused, match="李四") as refused:
        approve_joining(office, people, TODAY)
    assert "张三" not in refused.value.sentence
    assert dump(office.store.path) == before


def test_approving_nobody_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="请先选择"):
        approve_joining(office, [], TODAY)


def test_the_actions_of_the_ledger_do_what_their_words_say(office: Office) -> None:
    member(office)
    actions = {item.key: item for item in office.register("dues").actions}
    opened = actions["open-month"].run(office, [])
    keys = office.ids(office.view(office.register("dues")))
    actions["paid-payroll"].run(office, keys)
    paper = actions["remind"].run(office, [])
    assert getattr(opened, "sentence", "").startswith("2026年3月新增应缴")
    assert shown(office, "dues", "paid", "method") == [(1725, "payroll")]
    assert getattr(paper, "paper", "") == "dues-reminder"
