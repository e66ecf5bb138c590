"""Ceilings of aid by household, year and kind, on a real store."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.models import HardshipFile
from db.vocabulary import PayMethod
from tests.offices import opened
from tests.unionoffice.hardship.aid_homes import (
    DIBAO,
    approved,
    child,
    household,
    left,
    opened_before,
    paid,
    ready,
    row,
    standard,
)
from unionoffice.clock import stopped
from unionoffice.errors import Refused
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.deeds import DEEDS
from unionoffice.hardship.aid.register import AID
from unionoffice.office import Office
from unionoffice.register.action import Question
from unionoffice.register.complaint import Level


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    return ready(office)


@pytest.fixture
def home(desk: Office) -> int:
    return household(desk)


def opened_again(office: Office, day: date) -> Office:
    path = office.store.path
    office.close()
    return opened(path, clock=stopped(day))


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


def test_next_year_begins_anew(desk: Office, home: int) -> None:
    paid(desk, home, amount=2_000_000)
    later = ready(opened_again(desk, date(2027, 1, 1)))
    try:
        paid(later, home, amount=2_000_000)
    finally:
        later.close()
