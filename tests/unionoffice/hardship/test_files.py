"""The file's own facts: causes, exclusions, days, size; what is kept, how long."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import FileState, FileStep
from tests.offices import (
    dump,
    edit,
    fates,
    plan_of,
    shown,
    told,
    value,
    write_sheets,
)
from tests.unionoffice.hardship.filing import (
    BEGIN,
    file,
    live,
    member,
    number,
    person,
    standard,
    step,
)
from unionoffice.errors import Refused
from unionoffice.hardship.filing.rules import (
    EXCLUSIONS,
    OTHER_CAUSES,
    causes,
    check_file,
    year_income,
)
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted

FILES = "hardship-files"
CODES = st.none() | st.sampled_from([str(n) for n in range(1, 11)])


@given(main=CODES, others=st.tuples(CODES, CODES, CODES))
def test_causes_are_one_main_and_up_to_three_others_each_once(
    main: str | None, others: tuple[str | None, ...]
) -> None:
    values = {"main_cause": main, **dict(zip(OTHER_CAUSES, others, strict=True))}
    given_others = [cause for cause in others if cause]
    fine = len({main, *given_others}) == len(given_others) + 1
    fine = fine and (main is not None or not given_others)
    assert (not list(causes(values))) is fine


@pytest.mark.parametrize("key", EXCLUSIONS)
def test_a_hit_on_the_checklist_needs_a_reason(key: str) -> None:
    (complaint,) = check_file({key: True}, BEGIN)
    assert complaint.key == "exclusion_reason"
    assert check_file({key: True, "exclusion_reason": "残疾人代步车"}, BEGIN) == []
    assert check_file({key: False}, BEGIN) == []


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({"applied_on": date(2026, 2, 3)}, ["applied_on"]),
        ({"applied_on": BEGIN, "opened_on": date(2026, 2, 1)}, ["opened_on"]),
        ({"state": "lifted"}, ["closed_on"]),
        ({"state": "live", "closed_on": BEGIN}, ["closed_on", "opened_on"]),
        ({"state": "refused", "closed_on": BEGIN}, []),
        ({"state": "live", "opened_on": BEGIN}, []),
    ],
)
def test_days_follow_each_other_and_fit_the_state(
    values: dict[str, Any], keys: list[str]
) -> None:
    assert sorted(item.key for item in check_file(values, BEGIN)) == keys


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**8))
def test_the_income_of_a_year_is_twelve_months_and_what_else_came(
    own: int, others: int, more: int
) -> None:
    assert year_income(own, others, more) == 12 * own + 12 * others + more
    assert year_income(None, others, more) is None


def test_the_form_adds_up_the_income_of_everybody(office: Office) -> None:
    key = file(office, person(office, "周望山", 1), own_month_income=300_000)
    member(office, key, "林秀枝", month_income=150_000)
    assert value(office, FILES, key, "year_income") == 3_600_000
    edit(office, FILES, key, year_income=None, other_year_income=5)
    assert value(office, FILES, key, "year_income") == 12 * 450_000 + 5
    edit(office, FILES, key, year_income=1_000)
    assert value(office, FILES, key, "year_income") == 1_000


def test_files_are_numbered_by_their_year(office: Office) -> None:
    for nth, name in enumerate(("周望山", "吴大河", "孙和平"), 1):
        file(office, person(office, name, nth), applied_on=date(2026, 1, nth))
    office.discard(office.register(FILES), [2])
    file(office, person(office, "赵秀兰", 8), applied_on=date(2025, 5, 1))
    file(office, person(office, "郑有田", 7))
    assert sorted(shown(office, FILES, "file_no")) == [
        *(("2025-001",), ("2026-001",), ("2026-003",), ("2026-004",))
    ]


def test_the_head_is_taken_from_the_card_and_then_belongs_to_the_file(
    office: Office,
) -> None:
    head = person(office, "周望山", 1)
    key = file(office, head, head_health="13", head_illness="尘肺一期")
    edit(office, "members", head, name="周望川")
    (row,) = shown(office, "hardship-members", "name", "relation", "is_head", "sex")
    assert row == ("周望山", "01", True, "1")
    assert value(office, FILES, key, "head_name") == "周望山"
    assert value(office, FILES, key, "head_illness") == "尘肺一期"
    edit(office, FILES, key, head_illness="尘肺二期")
    assert value(office, FILES, key, "head_illness") == "尘肺二期"


def test_only_a_draft_goes_to_the_bin(office: Office) -> None:
    register = office.register(FILES)
    key = file(office, person(office, "周望山", 1))
    step(office, key, FileStep.APPLY, BEGIN)
    with pytest.raises(Refused, match="要保管十年"):
        office.discard(register, [key])
    other = file(office, person(office, "吴大河", 3))
    office.discard(register, [other])
    assert office.problems() == []


def test_a_closed_file_is_kept_as_it_is(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    live(office, key)
    step(office, key, FileStep.LIFT, date(2026, 3, 1))
    with pytest.raises(NotAccepted, match="原样保管十年"):
        edit(office, FILES, key, housing="3")
    edit(office, FILES, key, note="已装订")
    with pytest.raises(NotAccepted, match="家庭成员不能再改"):
        member(office, key, "林秀枝")
    with pytest.raises(Refused, match="十年"):
        office.discard(office.register(FILES), [key])


def test_the_head_is_not_taken_out_of_the_household(office: Office) -> None:
    file(office, person(office, "周望山", 1))
    with pytest.raises(Refused, match="户主本人"):
        office.discard(office.register("hardship-members"), [1])


def test_a_new_file_begins_as_a_draft_or_is_an_old_one_written_down(
    office: Office,
) -> None:
    head = person(office, "周望山", 1)
    for state in FileState:
        if state not in {"draft", "live", "lifted", "cancelled", "moved", "refused"}:
            with pytest.raises(NotAccepted, match="从草稿开始"):
                file(office, head, state=str(state))
    with pytest.raises(NotAccepted, match="建档日期"):
        file(office, head, state="live")
    file(office, head, state="live", opened_on=BEGIN)


def test_files_are_found_by_the_head_and_by_everybody_of_the_home(
    office: Office,
) -> None:
    key = file(office, person(office, "周望山", 1), file_no="2026-017")
    member(office, key, "林秀枝")
    find = office.register(FILES).find
    assert find is not None
    with office.reading() as connection:
        for words in ("zws", "周望", "林秀", "2026-017", number(1)[-4:]):
            assert list(find(connection, words)) == [key], words
        assert list(find(connection, "郑有田")) == []


def test_an_old_list_comes_in_and_a_second_time_changes_nothing(
    office: Office, tmp_path: Path
) -> None:
    person(office, "周望山", 1)
    person(office, "吴大河")
    rows: list[list[object]] = [
        ["青石岭煤矿困难职工登记表"],
        ["序号", "姓名", "身份证号码", "困难类别", "致困原因", "家庭人口", "家庭年收入",
         "建档时间", "脱困时间", "住房性质", "健康状况", "银行卡号", "状态外的列"],
        [1, "周望山", number(1), "深度困难", "大病", 3, 36_000, "2024.3.5", "",
         "自购房", "尿毒症", "6222020000001234567", "说明一"],
        [2, "吴大河", "", "相对困难", "子女上学", "2", "41,000.00", "2023年5月",
         "2024-08-01", "租房", "良好", "", ""],
        [3, "没有此人", "", "相对困难", "子女上学", "2", "1", "2023年5月", "", "", "",
         "", ""],
        ["合计", "", "", "", "", 7],
    ]  # fmt: skip
    path = write_sheets(tmp_path / "old.xlsx", {"2024年": rows})
    plan = plan_of(office, path, FILES)
    assert fates(plan) == {"new": 2, "rejected": 1}
    assert (5, "姓名", "reject") in told(plan)
    office.apply(plan)
    columns = ("file_no", "state", "category", "main_cause", "head_health", "note")
    assert sorted(shown(office, FILES, *columns)) == [
        ("2023-001", "lifted", "relative", "9", "1", None),
        ("2024-001", "live", "deep", "6", "5", None),
    ]
    again = plan_of(office, path, FILES)
    assert fates(again) == {"same": 2, "rejected": 1}
    before = dump(office.store.path)
    office.undo(office.batches(1)[0].uid)
    office.apply(plan_of(office, path, FILES))
    assert len(dump(office.store.path)["hardship_file"]) == 2
    assert len(before["household_member"]) == 2


def test_an_import_neither_moves_a_file_nor_touches_a_closed_one(
    office: Office, tmp_path: Path
) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1), file_no="2026-001")
    live(office, key)
    header = ["档案编号", "姓名", "困难类别", "档案状态", "住房类型"]
    rows = [header, ["2026-001", "周望山", "深度困难", "在档", "租房"]]
    path = write_sheets(tmp_path / "a.xlsx", {"a": rows})
    assert fates(plan_of(office, path, FILES)) == {"rejected": 1}
    rows[1][2], rows[1][3] = "相对困难", "脱困撤档"
    assert fates(
        plan_of(office, write_sheets(tmp_path / "b.xlsx", {"a": rows}), FILES)
    ) == {"rejected": 1}
    step(office, key, FileStep.LIFT, date(2026, 3, 1))
    rows[1][3] = "脱困撤档"
    path = write_sheets(tmp_path / "c.xlsx", {"a": rows})
    assert fates(plan_of(office, path, FILES)) == {"rejected": 1}
