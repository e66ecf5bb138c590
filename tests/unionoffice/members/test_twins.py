"""Numbers that one person bears are looked after in a roster as in the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.offices import edit, fates, new, plan_of, told, write_sheets
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.planning.plan import Plan

HEAD = ("姓名", "身份证号", "工号", "会员证号", "手机号")
IDS = [make("370825", date(year, 1, 7), 103) for year in (1990, 1991, 1992)]

Row = Sequence[object]
Read = Callable[..., Plan]


@pytest.fixture
def read(office: Office, tmp_path: Path) -> Read:
    def plan(*rows: Row) -> Plan:
        file = write_sheets(tmp_path / "名册.xlsx", {"Sheet1": [HEAD, *rows]})
        return plan_of(office, file)

    return plan


def row(n: int, staff: str | None = None, card: str | None = None) -> Row:
    return ("张李王"[n] + "某", IDS[n], staff, card, "13800138000")


def sentences(plan: Plan) -> list[str]:
    return [item.problem for item in plan.complaints()]


def test_a_card_number_that_somebody_bears_keeps_the_row_out(
    office: Office, read: Read
) -> None:
    new(office, "members", name="赵六", card_no="A1")
    plan = read(row(0, card="A1"), row(1, card="A2"))
    assert fates(plan) == {"rejected": 1, "new": 1}
    assert sentences(plan) == ["会员证号已发给赵六，作废的号也不能再用"]


def test_a_card_number_of_an_earlier_row_keeps_the_later_one_out(read: Read) -> None:
    plan = read(row(0, card="A1"), row(1, card="A1"), row(2, card="A1"))
    assert fates(plan) == {"new": 1, "rejected": 2}
    assert set(sentences(plan)) == {"会员证号已发给张某，作废的号也不能再用"}


def test_a_staff_number_that_somebody_bears_is_flagged(
    office: Office, read: Read
) -> None:
    new(office, "members", name="赵六", staff_no="7", id_number=IDS[2])
    plan = read(row(0, staff="7"), row(1, staff="8"))
    assert fates(plan) == {"new": 2}
    assert sentences(plan) == ["工号与赵六相同，请核对"]


def test_a_staff_number_of_an_earlier_row_is_flagged(read: Read) -> None:
    plan = read(row(0, staff="7"), row(1, staff="7"))
    assert fates(plan) == {"new": 2}
    assert sentences(plan) == ["工号与张某相同，请核对"]


def test_a_shared_phone_is_no_matter_in_a_roster(read: Read) -> None:
    assert told(read(row(0), row(1))) == []


def test_a_number_in_the_recycle_bin_is_free(office: Office, read: Read) -> None:
    key = new(office, "members", name="赵六", card_no="A1")
    office.discard(office.register("members"), [key])
    assert fates(read(row(0, card="A1"))) == {"new": 1}


def test_a_number_that_the_same_file_takes_away_is_free(
    office: Office, read: Read
) -> None:
    office.apply(read(row(0, card="A1"), row(1, card="A2")))
    plan = read(row(0, card="A2"), row(1, card="A1"))
    assert fates(plan) == {"changed": 2}


def test_an_old_twin_does_not_keep_other_changes_out(
    office: Office, read: Read
) -> None:
    office.apply(read(row(0, card="A1"), row(1)))
    (second,) = (
        key
        for key in office.ids(office.view(office.register("members")))
        if office.draft(office.register("members"), key).values["name"] == "李某"
    )
    with office.transaction("旧数据") as writer:
        writer.update(office.register("members").model, second, {"card_no": "A1"})
    plan = read(row(0, staff="9", card="A1"), row(1, staff="10", card="A1"))
    assert fates(plan) == {"changed": 2}
    edit(office, "members", second, card_no=None)
