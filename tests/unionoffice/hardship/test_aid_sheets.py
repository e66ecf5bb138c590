"""Aid in and out of spreadsheets: round trip, old lists, locked payments, ceilings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offices import TODAY, dump, fates, plan_of, told, write_sheets
from tests.unionoffice.hardship.aid_homes import (
    applied,
    approved,
    child,
    household,
    paid,
    ready,
    row,
    standard,
)
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.register import AID
from unionoffice.office import Office
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.export import export

if TYPE_CHECKING:
    from unionoffice.sheets.planning.plan import Plan

HEADS = (
    "档案编号",
    "救助类别",
    "发放日期",
    "救助金额",
    "审批人",
    "资金来源",
    "发放方式",
)
PAYMENT = ("2025-001", "医疗救助", "2026-02-03", 3000, "王主席", "专项帮扶资金", "现金")


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    return ready(office)


@pytest.fixture
def home(desk: Office) -> int:
    return household(desk)


def planned(
    office: Office, folder: Path, *rows: tuple[object, ...], heads: object = HEADS
) -> Plan:
    assert isinstance(heads, tuple)
    path = write_sheets(folder / "aid.xlsx", {"救助": [heads, *rows]})
    return plan_of(office, path, "aid")


def words(plan: Plan) -> str:
    return "；".join(item.problem for item in plan.complaints())


def test_an_export_read_again_plans_nothing(
    desk: Office, home: int, tmp_path: Path
) -> None:
    student = child(desk, home, school_level="bachelor", place="某大学")
    paid(desk, home, amount=50_000, kind="schooling", member_id=student)
    aid_jobs.sign(desk, [paid(desk, home, illness="肺病")])
    aid_jobs.reverse(desk, paid(desk, home, kind="living"), "错")
    applied(desk, home, tuition=480_000, first_time=True)
    approved(desk, home, "living")
    path = tmp_path / "out.xlsx"
    with desk.reading() as connection:
        export(connection, desk.view(AID), path)
    plan = desk.plan(AID, read_workbook(path))
    assert words(plan) == ""
    assert fates(plan) == {"same": 6}
    assert list(plan.complaints()) == []


def test_an_old_list_of_payments_is_taken_with_what_follows(
    desk: Office, home: int, tmp_path: Path
) -> None:
    del home
    plan = planned(desk, tmp_path, PAYMENT)
    assert fates(plan) == {"new": 1}
    assert "没有写审批、申请日期，按 2026-02-03 登记" in words(plan)
    (key,) = desk.apply(plan).in_table("aid")
    found = row(desk, key)
    assert (found["state"], found["paid"], found["approved_amount"]) == (
        *("paid", 300_000, 300_000),
    )
    assert {found["applied_on"], found["approved_on"]} == {date(2026, 2, 3)}
    assert fates(planned(desk, tmp_path, PAYMENT)) == {"same": 1}


@pytest.mark.parametrize(
    ("place", "cell", "sentence"),
    [
        (0, "2025-999", "没有找到"),
        (2, "2025-01-09", "2025-01-10 才在档"),
        (3, -3000, "冲销"),
        (4, None, "审批人"),
        (5, None, "资金来源"),
        (6, None, "发放方式或凭证号"),
    ],
)
def test_rows_that_the_form_would_refuse_stay_out(
    desk: Office,
    home: int,
    tmp_path: Path,
    place: int,
    cell: object,
    sentence: str,
) -> None:
    del home
    bad = [*PAYMENT]
    bad[place] = cell
    plan = planned(desk, tmp_path, tuple(bad))
    assert fates(plan) == {"rejected": 1}
    assert sentence in words(plan)


def test_an_import_does_not_change_what_was_paid(
    desk: Office, home: int, tmp_path: Path
) -> None:
    key = paid(desk, home, date(2026, 2, 3))
    before = dump(desk.store.path)
    heads = ("档案编号", "救助类别", "申请日期", "发放金额", "备注")
    rows = [
        ("2025-001", "医疗救助", "2026-02-03", amount, "补记")
        for amount in (2500, 3000)
    ]
    plan = planned(desk, tmp_path, rows[0], heads=heads)
    assert fates(plan) == {"rejected": 1}
    assert "请用“冲销”" in words(plan)
    desk.apply(plan)
    assert dump(desk.store.path) == before
    desk.apply(planned(desk, tmp_path, rows[1], heads=heads))
    assert row(desk, key)["note"] == "补记"


def test_an_import_goes_on_with_what_was_approved(
    desk: Office, home: int, tmp_path: Path
) -> None:
    key = approved(desk, home)
    heads = ("档案编号", "救助类别", "申请日期", "发放日期", "发放金额", "凭证号")
    line = ("2025-001", "医疗救助", TODAY.isoformat(), TODAY.isoformat(), 3000, "记-7")
    desk.apply(planned(desk, tmp_path, line, heads=heads))
    found = row(desk, key)
    assert (found["state"], found["voucher_no"]) == ("paid", "记-7")
    assert found["approver"] == "王主席"


def test_nobody_imports_a_reversal(desk: Office, home: int, tmp_path: Path) -> None:
    del home
    heads = ("档案编号", "救助类别", "申请日期", "状态")
    for state in ("冲销", "已冲销"):
        line = ("2025-001", "医疗救助", "2026-02-03", state)
        plan = planned(desk, tmp_path, line, heads=heads)
        assert fates(plan) == {"rejected": 1}


def test_the_rows_of_a_file_share_the_ceiling_of_their_household(
    desk: Office, home: int, tmp_path: Path
) -> None:
    paid(desk, home, date(2026, 1, 1), amount=500_000)
    days = ("2026-03-01", "2026-02-01", "2026-02-10")
    rows = [(*PAYMENT[:2], day, 8000, *PAYMENT[4:]) for day in days]
    plan = planned(desk, tmp_path, *rows)
    assert fates(plan) == {"new": 1, "rejected": 2}
    assert {where for where, key, level in told(plan) if level == "reject"} == {2, 4}
    last = [(*PAYMENT[:2], "2025-12-31", 8000, *PAYMENT[4:])]
    assert fates(planned(desk, tmp_path, *last)) == {"new": 1}


def test_a_reason_lets_a_row_above_the_ceiling_in(
    desk: Office, home: int, tmp_path: Path
) -> None:
    del home
    line = (*PAYMENT[:3], 20_001, *PAYMENT[4:], "多次住院")
    plan = planned(desk, tmp_path, line, heads=(*HEADS, "超限额理由"))
    assert fates(plan) == {"new": 1}
    assert "超出 1.00 元" in words(plan)


def test_students_of_one_day_are_told_apart(
    desk: Office, home: int, tmp_path: Path
) -> None:
    for name in ("李小明", "李小红"):
        child(desk, home, name)
    heads = (*HEADS, "学生姓名", "学校", "层次")
    kind = (PAYMENT[0], "金秋助学", *PAYMENT[2:])
    rows = [(*kind, name, "某大学", "本科") for name in ("李小明", "李小红")]
    desk.apply(planned(desk, tmp_path, *rows, heads=heads))
    assert len(desk.ids(desk.view(AID))) == 2
    assert fates(planned(desk, tmp_path, *rows, heads=heads)) == {"same": 2}


def test_a_student_of_another_household_of_that_name_is_not_taken(
    desk: Office, home: int, tmp_path: Path
) -> None:
    other = household(desk, "张三", "2025-002")
    child(desk, other, "小明")
    mine = child(desk, home, "小明")
    heads = (*HEADS, "学生姓名", "学校", "层次")
    line = (PAYMENT[0], "金秋助学", *PAYMENT[2:], "小明", "某大学", "本科")
    (key,) = desk.apply(planned(desk, tmp_path, line, heads=heads)).in_table("aid")
    assert row(desk, key)["member_id"] == mine


def test_an_import_is_taken_back_whole(desk: Office, home: int, tmp_path: Path) -> None:
    del home
    before = dump(desk.store.path)
    batch = desk.apply(planned(desk, tmp_path, PAYMENT)).batch
    assert batch is not None
    desk.undo(batch)
    assert dump(desk.store.path) == before


def test_words_and_signatures_of_old_lists_are_understood(
    desk: Office, home: int, tmp_path: Path
) -> None:
    heads = (*HEADS, "领取人", "与户主关系")
    told = ("2025-001", "大病救助", "2026.2.3", "0.5万元", "王主席", "市总工会", "打卡")
    plan = planned(desk, tmp_path, (*told, "李大壮", "本人"), heads=heads)
    assert words(plan) == "没有写审批、申请、签收日期，按 2026-02-03 登记"
    (key,) = desk.apply(plan).in_table("aid")
    found = row(desk, key)
    assert (found["kind"], found["source"], found["method"], found["paid"]) == (
        *("medical", "superior", "transfer", 500_000),
    )
    assert (found["state"], found["signed_on"]) == ("signed", date(2026, 2, 3))


def test_a_word_that_is_none_of_a_short_list_is_told_what_there_is(
    desk: Office, home: int, tmp_path: Path
) -> None:
    plan = planned(desk, tmp_path, ("2025-001", "两节慰问", *PAYMENT[2:]))
    assert "可以填：生活救助、医疗救助、金秋助学、一次性救助" in words(plan)
