"""Which record a row speaks of: by key, number, staff number, name and birth date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from db.models import Merged, Person
from tests.offices import edit, fates, new, plan_of, value, write_sheets
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.directions import AskedRow
from unionoffice.sheets.own_headers import KEY_LABEL
from unionoffice.sheets.planning.matching import MOST_ALIKE
from unionoffice.sheets.planning.plan import Plan, PlannedRow, RowState

BORN = date(1990, 1, 17)
ONE = make("370825", BORN, 103)
TWO = make("370825", BORN, 105)
HEAD = (
    KEY_LABEL,
    "姓名",
    "身份证号",
    "工号",
    "出生日期",
    "所在单位",
    "手机号",
    "备注",
)

Read = Callable[..., Plan]


@pytest.fixture
def read(office: Office, tmp_path: Path) -> Read:
    def plan(*rows: Sequence[object], head: Sequence[str] = HEAD) -> Plan:
        file = write_sheets(tmp_path / "a.xlsx", {"Sheet1": [head, *rows]})
        return plan_of(office, file)

    return plan


@pytest.fixture
def unit(office: Office) -> int:
    return new(office, "units", name="采煤一队", kind="team")


def only(plan: Plan) -> PlannedRow:
    (row,) = plan.rows
    return row


def uid(office: Office, key: int) -> str:
    return office.draft(office.register("members"), key).uid or ""


def test_the_number_finds_its_person_whatever_else_the_row_says(
    office: Office, read: Read
) -> None:
    key = new(office, "members", name="张三", id_number=ONE, staff_no="1")
    row = only(read((None, "李四", ONE, "2")))
    assert (row.record_id, row.state) == (key, RowState.CHANGED)
    assert row.changes == {"name": "李四", "staff_no": "2"}


def test_the_staff_number_finds_a_person_of_whom_no_number_is_given(
    office: Office, read: Read
) -> None:
    key = new(office, "members", name="张三", id_number=ONE, staff_no="1")
    assert only(read((None, "张三", None, "1"))).record_id == key


def test_name_birth_date_and_unit_find_a_person(
    office: Office, read: Read, unit: int
) -> None:
    key = new(office, "members", name="张三", born_on=BORN, unit_id=unit)
    row = only(read((None, "张三", None, None, BORN, "采煤一队", "13800138000")))
    assert (row.record_id, row.changes) == (key, {"phone": "13800138000"})


@pytest.mark.parametrize(
    "row",
    [
        (None, "张三", None, None, date(1990, 1, 18), "采煤一队"),
        (None, "张三", None, None, BORN, "综掘队"),
        (None, "张叁", None, None, BORN, "采煤一队"),
        (None, "张三", None, None, BORN, None),
    ],
)
def test_one_of_the_three_missing_or_other_makes_a_new_person(
    office: Office, read: Read, unit: int, row: Sequence[object]
) -> None:
    new(office, "members", name="张三", born_on=BORN, unit_id=unit)
    assert fates(read(row)) == {"new": 1}


def test_a_person_known_without_a_number_gets_it(
    office: Office, read: Read, unit: int
) -> None:
    by_name = new(office, "members", name="张三", born_on=BORN, unit_id=unit)
    by_staff = new(office, "members", name="李四", staff_no="7")
    plan = read((None, "张三", ONE, None, BORN, "采煤一队"), (None, "李四", TWO, "7"))
    assert [row.record_id for row in plan.rows] == [by_name, by_staff]
    office.apply(plan)
    assert value(office, "members", by_name, "id_number") == ONE
    assert value(office, "members", by_staff, "id_number") == TWO


def test_another_number_is_another_person_though_all_else_agrees(
    office: Office, read: Read, unit: int
) -> None:
    new(office, "members", name="张三", id_number=ONE, staff_no="1", unit_id=unit)
    row = only(read((None, "张三", TWO, "1", BORN, "采煤一队")))
    assert row.state is RowState.NEW


def test_two_people_with_one_staff_number_are_asked_about(
    office: Office, read: Read
) -> None:
    keys = [new(office, "members", name=name, staff_no="1") for name in ("甲", "乙")]
    plan = read((None, "丙", None, "1"))
    assert only(plan).state is RowState.ASKED
    ((question,), (found, _)) = plan.questions, plan.questions[0].candidates
    assert question.asked == AskedRow("Sheet1", 2)
    assert sorted(item.record_id for item in question.candidates) == keys
    assert found.words.startswith(("甲", "乙"))


def test_a_person_in_the_recycle_bin_is_not_matched(office: Office, read: Read) -> None:
    key = new(office, "members", name="张三", id_number=ONE)
    office.discard(office.register("members"), [key])
    plan = read((None, "张三", ONE))
    assert fates(plan) == {"new": 1}
    office.apply(plan)


def test_an_empty_cell_never_erases(office: Office, read: Read, unit: int) -> None:
    key = new(
        office,
        "members",
        name="张三",
        id_number=ONE,
        unit_id=unit,
        phone="13800138000",
        note="甲",
    )
    plan = read((None, "张三", ONE, None, None, None, None, None))
    assert fates(plan) == {"same": 1}
    plan = read((None, "张三", ONE, "9", None, "　", "", " "))
    assert dict(only(plan).changes) == {"staff_no": "9"}
    office.apply(plan)
    assert value(office, "members", key, "phone") == "13800138000"


def test_a_column_that_the_file_lacks_is_left_alone(office: Office, read: Read) -> None:
    new(
        office, "members", name="张三", id_number=ONE, trade="采煤工", dues_base=300_000
    )
    plan = read(("张三", ONE), head=("姓名", "身份证号"))
    assert fates(plan) == {"same": 1}


def test_remarks_are_added_to_and_never_twice(office: Office, read: Read) -> None:
    key = new(office, "members", name="张三", id_number=ONE, note="甲")
    row = (None, "张三", ONE, None, None, None, None, "乙")
    office.apply(read(row))
    assert value(office, "members", key, "note") == "甲；乙"
    assert fates(read(row)) == {"same": 1}


def test_the_key_of_an_export_counts_before_everything(
    office: Office, read: Read
) -> None:
    one = new(office, "members", name="张三", staff_no="1")
    two = new(office, "members", name="李四", staff_no="2")
    plan = read((uid(office, one), "王五", None, "2"))
    assert only(plan).record_id == one
    assert two


def test_a_key_whose_row_bears_the_number_of_another_is_rejected_in_the_plan(
    office: Office, read: Read
) -> None:
    one = new(office, "members", name="张三")
    new(office, "members", name="李四", id_number=TWO)
    plan = read((uid(office, one), "张三", TWO))
    assert fates(plan) == {"rejected": 1}
    assert "另一条记录" in [item.problem for item in plan.complaints()][-1]


def test_a_key_nobody_has_is_passed_over(office: Office, read: Read) -> None:
    key = new(office, "members", name="张三", id_number=ONE)
    assert only(read(("f" * 32, "张三", ONE))).record_id == key


def test_an_exported_row_written_twice_is_the_same_row(
    office: Office, read: Read
) -> None:
    key = new(office, "members", name="张三", id_number=ONE)
    row = (uid(office, key), "张三", ONE)
    assert fates(read(row, row)) == {"same": 2}


def test_two_rows_about_one_record_that_differ_are_not_both_taken(
    office: Office, read: Read
) -> None:
    new(office, "members", name="张三", id_number=ONE, staff_no="1")
    plan = read(
        (None, "张三", ONE, "1", None, None, "13800138000"),
        (None, "张三", None, "1", None, None, "13900139000"),
    )
    assert fates(plan) == {"changed": 1, "rejected": 1}
    assert "第 2 行" in [item.problem for item in plan.complaints()][-1]


def test_a_person_with_nothing_but_a_name_is_not_made_twice(
    office: Office, read: Read
) -> None:
    row = (None, "张三", None, None, None, "采煤一队", "13800138000")
    office.apply(read(row))
    assert fates(read(row)) == {"same": 1}


def test_a_namesake_with_another_phone_is_another_person(
    office: Office, read: Read
) -> None:
    office.apply(read((None, "张三", None, None, None, "采煤一队", "13800138000")))
    plan = read((None, "张三", None, None, None, "采煤一队", "13900139000"))
    assert fates(plan) == {"new": 1}


def test_people_whose_staff_numbers_were_mixed_up_are_not_made_twice(
    office: Office, read: Read
) -> None:
    rows = [(None, "甲", None, "1"), (None, "乙", None, "1"), (None, "甲", ONE, "1")]
    office.apply(read(*rows))
    assert fates(read(*rows)) == {"same": 3}


def test_a_number_still_to_be_checked_stays_so_only_until_somebody_checked_it(
    office: Office, read: Read
) -> None:
    row = (None, "张三", "370825900117103")
    office.apply(read(row))
    (key,) = office.ids(office.view(office.register("members")))
    assert value(office, "members", key, "id_pending") is True
    edit(office, "members", key, id_pending=False)
    assert fates(read(row)) == {"same": 1}


def test_two_numbers_beside_one_staff_number_are_two_people_from_the_start(
    office: Office, read: Read
) -> None:
    new(office, "members", name="张三", staff_no="1")
    rows = ((None, "张三", ONE, "1"), (None, "李四", TWO, "1"))
    plan = read(*rows)
    assert fates(plan) == {"changed": 1, "new": 1}
    office.apply(plan)
    assert fates(read(*rows)) == {"same": 2}


def test_the_key_of_a_merged_record_leads_to_the_one_that_was_kept(
    office: Office, read: Read
) -> None:
    lost, between, kept = (
        new(office, "members", name=name) for name in ("张叁", "张三", "张三丰")
    )
    keys = {record: uid(office, record) for record in (lost, between)}
    for gone, into in ((lost, between), (between, kept)):
        with office.transaction("合并") as writer:
            names = {"table_name": "person", "who": "工会干事"}
            told = {"lost_id": gone, "kept_id": into}
            writer.insert(Merged, {**names, **told})
            writer.discard(Person, [gone])
    for key in keys.values():
        assert only(read((key, "张三丰"))).record_id == kept
    office.discard(office.register("members"), [kept])
    assert only(read((keys[lost], "张三丰"))).record_id is None


def test_a_number_that_a_whole_unit_bears_identifies_nobody(
    office: Office, read: Read
) -> None:
    with office.transaction("试") as writer:
        people = [{"name": f"张{n}", "staff_no": "0"} for n in range(MOST_ALIKE + 1)]
        writer.insert_many(Person, people)
    assert only(read((None, "李四", None, "0"))).state is RowState.NEW
