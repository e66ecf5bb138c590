"""Years of old lists of households and their people, as offices wrote them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from db.vocabulary import FileStep
from tests.offices import Dump, dump, fates, plan_of, shown, write_sheets
from tests.unionoffice.hardship.filing import file, live, person, standard, step
from unionoffice.hardship.filing.written import Area, Year
from unionoffice.office import Office
from unionoffice.sheets.planning.plan import Plan

FILES, PEOPLE = "hardship-files", "hardship-members"
TODAY = date(2026, 3, 15)
TITLE = ("青石岭煤矿困难职工台账（2019—2025年）",)
HEADS = (
    *("序号", "困难职工姓名", "性别", "档案号", "困难类别", "致困原因", "家庭人口"),
    *("家庭年收入（元）", "面积（平方米）", "建档时间", "档案状态", "脱困时间"),
)


def words(plan: Plan) -> str:
    return "；".join(item.problem for item in plan.complaints())


def put(folder: Path, heads: tuple[object, ...], *rows: tuple[object, ...]) -> Path:
    return write_sheets(folder / "list.xlsx", {"台账": [TITLE, heads, *rows]})


def test_years_of_households_come_in_change_nothing_again_and_go_out_whole(
    office: Office, tmp_path: Path
) -> None:
    for name in ("李大壮", "张三丰", "王有田"):
        person(office, name)
    path = put(
        tmp_path,
        HEADS,
        (
            *(
                1,
                "李大壮",
                "男",
                "K-1",
                "低保职工",
                "因病",
                "4人",
                "3.12万元",
                "68.5㎡",
            ),
            *("2019.3.12", "已脱困", "2021-6-30"),
        ),
        (
            *(2, "张三丰", "男", "K-2", "特困", "子女上学、因病", 3, "—", "45平方米"),
            *(datetime(2020, 4, 1), "在册", "—"),  # noqa: DTZ001  as a cell holds it
        ),
        ("小计", None, None, None, None, None, 7, "31,200元"),
        (3, "吴外人", "男", "K-3", "深度困难", "其它", 2, None, None, "2022/3/15"),
        (
            *(4, "王有田", "男", "K-4", "相对困难户", "意外", 2, "20000", 60),
            *("20230901", "在档"),
        ),
        ("合计", None, None, None, None, None, 11),
    )
    before: Dump = dump(office.store.path)
    plan = plan_of(office, path, FILES)
    assert fates(plan) == {"new": 3, "rejected": 1}
    assert "请先在“会员”中新增或导入这个人" in words(plan)
    batch = office.apply(plan).batch
    facts = ("file_no", "state", "category", "firm_grade", "main_cause")
    more = ("second_cause", "household_size", "year_income", "housing_area")
    assert sorted(shown(office, FILES, *facts, *more)) == [
        ("K-1", "lifted", "dibao", None, "6", None, 4, 3_120_000, 69),
        ("K-2", "live", None, "特困", "9", "6", 3, None, 45),
        ("K-4", "live", "relative", None, "8", None, 2, 2_000_000, 60),
    ]
    assert fates(plan_of(office, path, FILES)) == {"same": 3, "rejected": 1}
    assert batch
    office.undo(batch)
    assert dump(office.store.path) == before


def test_the_people_of_old_files_come_in_closed_ones_included(
    office: Office, tmp_path: Path
) -> None:
    old = {"opened_on": date(2019, 3, 1), "closed_on": date(2021, 6, 30)}
    file(office, person(office, "李大壮"), file_no="K-1", state="lifted", **old)
    heads = (
        *(
            "档案编号",
            "户主姓名",
            "成员姓名",
            "与户主关系",
            "出生年月",
            "年龄",
            "月收入",
        ),
        *("工作单位或学校", "在读学历", "入学时间", "学制"),
    )
    path = put(
        tmp_path,
        heads,
        (
            *(
                "K-1",
                "李大壮",
                "李小山",
                "长子",
                "2001.9",
                24,
                "0元",
                "理工大学",
                "大学本科",
            ),
            *("2019年9月", "四年"),
        ),
        ("K-9", "谁", "某人", "父亲", "1950-1-1", 75, None),
    )
    plan = plan_of(office, path, PEOPLE)
    assert fates(plan) == {"new": 1, "rejected": 1}
    assert "请先在“困难档案”中新建或导入这份档案" in words(plan)
    office.apply(plan)
    facts = ("name", "school_level", "enrolled_year", "school_years", "place")
    assert ("李小山", "bachelor", 2019, 4, "理工大学") in shown(office, PEOPLE, *facts)
    assert fates(plan_of(office, path, PEOPLE)) == {"same": 1, "rejected": 1}


def test_a_file_that_was_closed_here_takes_nobody_more(
    office: Office, tmp_path: Path
) -> None:
    standard(office)
    key = file(office, person(office, "李大壮"), file_no="K-1")
    live(office, key)
    step(office, key, FileStep.LIFT, date(2026, 3, 2))
    heads = ("档案编号", "姓名", "与户主关系")
    plan = plan_of(office, put(tmp_path, heads, ("K-1", "李小山", "子")), PEOPLE)
    assert fates(plan) == {"rejected": 1}
    assert "原样保管" in words(plan)


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("2025年9月", 2025),
        ("2025.9", 2025),
        (202509, 2025),
        (datetime(2025, 9, 1), 2025),  # noqa: DTZ001  as a cell holds it
        (2025, 2025),
        ("去年", None),
        ("20259", None),
    ],
)
def test_a_year_is_read_from_whatever_day_it_lies_in(
    raw: object, year: int | None
) -> None:
    assert Year(1950, 2100).read(raw, today=TODAY).value == year


@pytest.mark.parametrize(
    ("raw", "area", "is_said"),
    [
        ("68.5㎡", 69, True),
        (68.4, 68, True),
        ("约45平方米", 45, False),
        (90.0, 90, False),
        ("20-50", None, True),
        ("—", None, False),
        ("9999平方米", None, True),
    ],
)
def test_an_area_is_whole_square_metres(
    raw: object, area: int | None, is_said: bool
) -> None:
    reading = Area(0, 2000).read(raw, today=TODAY)
    assert (reading.value, bool(reading.sentence)) == (area, is_said)
