"""Each rule of the rosters, on a small file made for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.offices import fates, new, plan_of, told, write_sheets
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.directions import AskedWords
from unionoffice.sheets.planning.plan import Plan, Wanted

MAN = make("370825", date(1990, 1, 17), 103)
WOMAN = make("110101", date(1985, 12, 3), 22)
OLD = "370825900117103"
HEAD = ("姓名", "性别", "身份证号", "出生日期", "手机号", "所在单位")

Read = Callable[..., Plan]


@pytest.fixture
def read(office: Office, tmp_path: Path) -> Read:
    """The plan of rows beneath a header, in one sheet."""

    def plan(
        head: Sequence[str],
        *rows: Sequence[object],
        sheet: str = "Sheet1",
        register: str = "members",
    ) -> Plan:
        file = write_sheets(tmp_path / "名册.xlsx", {sheet: [head, *rows]})
        return plan_of(office, file, register)

    return plan


def only(plan: Plan) -> dict[str, Any]:
    (row,) = plan.rows
    return {key: value for key, value in row.values.items() if value is not None}


def levels(plan: Plan) -> list[tuple[str, str]]:
    return [(column, level) for _, column, level in told(plan)]


def test_a_plain_row_is_read_without_a_complaint(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", MAN, "1990-01-17", "13800138000", "采煤一队"))
    assert told(plan) == []
    assert only(plan) == {
        "name": "张三",
        "sex": "1",
        "id_number": MAN,
        "born_on": date(1990, 1, 17),
        "phone": "13800138000",
        "unit_id": Wanted("unit_id", "采煤一队"),
    }


@pytest.mark.parametrize(
    "header",
    [
        "身份证号码",
        "公民身份号码",
        "身份证件号码",
        "证件号码",
        "身份证号(必填)",
        " 身 份 证 号 ",
    ],
)
def test_other_words_for_the_id_number_are_known(read: Read, header: str) -> None:
    assert only(read(("姓名", header), ("张三", MAN)))["id_number"] == MAN


@pytest.mark.parametrize("header", ["单位", "部门", "区队", "工作单位", "所属部门"])
def test_other_words_for_the_unit_are_known(read: Read, header: str) -> None:
    plan = read(("姓名", "身份证号", header), ("张三", MAN, "机电队"))
    assert only(plan)["unit_id"] == Wanted("unit_id", "机电队")


@pytest.mark.parametrize("header", ["序号", "编号", "顺序号"])
def test_a_running_number_is_no_fact(read: Read, header: str) -> None:
    plan = read((header, "姓名", "身份证号"), (1, "张三", MAN))
    assert "staff_no" not in only(plan)
    assert plan.sheets[0].unknown == ()


def test_a_column_nobody_knows_is_named(read: Read) -> None:
    plan = read(("姓名", "身份证号", "星座"), ("张三", MAN, "双鱼"))
    assert plan.sheets[0].unknown == ("星座",)


@pytest.mark.parametrize("name", [None, "", "　 ", "\xa0", "'"])
def test_a_row_without_a_name_is_rejected(read: Read, name: str | None) -> None:
    plan = read(HEAD, (name, "男", MAN))
    assert levels(plan) == [("姓名", "reject")]


@pytest.mark.parametrize(
    "number",
    [
        "无",
        "37082519900117103",
        MAN[:-1] + ("0" if MAN[-1] != "0" else "1"),
        "370825199002301031",
        "990825199001171035",
        "不详",
        "3.70825E+17",
        3.70825199001171e17,
        370825199001171000,
    ],
)
def test_an_id_number_that_cannot_be_right_keeps_the_row_out(
    read: Read, number: object
) -> None:
    plan = read(HEAD, ("张三", "男", number))
    assert ("身份证号", "reject") in levels(plan)
    assert fates(plan) == {"rejected": 1}


def test_an_id_number_kept_as_a_number_of_fifteen_digits_is_read(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", float(OLD)))
    assert only(plan)["id_number"] == MAN
    assert fates(plan) == {"new": 1}


@pytest.mark.parametrize("number", [None, "", "　"])
def test_a_missing_id_number_is_flagged_and_the_row_goes_in(
    read: Read, number: str | None
) -> None:
    plan = read(HEAD, ("张三", "男", number, "1990-01-17"))
    assert levels(plan) == [("身份证号", "warn")]
    assert fates(plan) == {"new": 1}


def test_fifteen_digits_are_raised_and_to_be_checked(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", OLD))
    assert only(plan)["id_number"] == MAN
    assert only(plan)["id_pending"] is True
    assert levels(plan) == [("身份证号", "warn")]


@pytest.mark.parametrize(
    "number",
    [
        MAN.lower(),
        f"'{MAN}",
        f" {MAN[:6]} {MAN[6:14]} {MAN[14:]}\xa0",
        f"{MAN[:6]}　{MAN[6:]}\u200b",
        MAN.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}),
        f"{MAN[:6]}-{MAN[6:14]}-{MAN[14:]}",
    ],
)
def test_an_id_number_is_mended_in_silence(read: Read, number: str) -> None:
    plan = read(HEAD, ("张三", "男", number))
    assert only(plan)["id_number"] == MAN
    assert told(plan) == []


PAPERS = ("姓名", "身份证号", "证件类型")


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (" e12345678 ", "E12345678"),
        ("Ｈ0123456(7)", "H0123456(7)"),
        (12345678.0, "12345678"),
        (OLD, OLD),
        (MAN, MAN),
    ],
)
@pytest.mark.parametrize("kind", ["护照", "台胞证", "其他证件"])
def test_the_number_of_another_document_is_kept_as_written(
    read: Read, kind: str, number: object, kept: str
) -> None:
    plan = read(PAPERS, ("大卫", number, kind))
    assert told(plan) == []
    assert only(plan)["id_number"] == kept


@pytest.mark.parametrize("kind", [None, "居民身份证", "居住证", "会员证"])
def test_without_another_document_the_number_must_be_that_of_a_card(
    read: Read, kind: str | None
) -> None:
    assert fates(read(PAPERS, ("大卫", "E12345678", kind))) == {"rejected": 1}


@pytest.mark.parametrize("number", [3.7e17, "E" * 41])
def test_a_number_that_cannot_be_kept_keeps_the_row_out_with_any_document(
    read: Read, number: object
) -> None:
    assert fates(read(PAPERS, ("大卫", number, "护照"))) == {"rejected": 1}


def test_the_sex_of_the_id_number_counts(read: Read) -> None:
    plan = read(HEAD, ("张三", "女", MAN))
    assert only(plan)["sex"] == "1"
    assert levels(plan) == [("性别", "warn")]


def test_the_birth_date_of_the_id_number_counts(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", MAN, "1990-01-18"))
    assert only(plan)["born_on"] == date(1990, 1, 17)
    assert levels(plan) == [("出生日期", "warn")]


@pytest.mark.parametrize("born", ["1990.1", "199001", "1990年1月", 1990.01])
def test_a_birth_month_that_agrees_is_no_disagreement(read: Read, born: object) -> None:
    plan = read(HEAD, ("张三", "男", MAN, born))
    assert told(plan) == []
    assert only(plan)["born_on"] == date(1990, 1, 17)


def test_a_birth_month_that_differs_is_said(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", MAN, "1990.2"))
    assert ("出生日期", "warn") in levels(plan)
    assert only(plan)["born_on"] == date(1990, 1, 17)


@pytest.mark.parametrize("born", ["1990-02-30", "九零后", "1990.13.1"])
def test_a_birth_date_that_cannot_be_is_said_though_the_number_tells_it(
    read: Read, born: str
) -> None:
    plan = read(HEAD, ("张三", "男", MAN, born))
    assert ("出生日期", "warn") in levels(plan)
    assert fates(plan) == {"new": 1}


def test_a_two_digit_year_with_another_day_is_a_disagreement(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", MAN, "90-1-18"))
    assert ("出生日期", "warn") in levels(plan)


JOINED = ("姓名", "身份证号", "入会时间", "备注")


@pytest.mark.parametrize(
    "day",
    [
        "2019-01-17",
        "2019/1/17",
        "2019.1.17",
        "20190117",
        "2019年1月17日",
        "二〇一九年一月十七日",
        "２０１９－１－１７",
        43482,
        43482.0,
        "43482",
        date(2019, 1, 17),
        datetime(2019, 1, 17, 8, 30),  # noqa: DTZ001  a cell has no zone
        20190117,
    ],
)
def test_a_day_is_read_in_every_form(read: Read, day: object) -> None:
    plan = read(JOINED, ("张三", MAN, day))
    assert only(plan)["joined_on"] == date(2019, 1, 17)
    assert told(plan) == []


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        ("2014.5", date(2014, 5, 1)),
        ("2014年5月", date(2014, 5, 1)),
        ("201405", date(2014, 5, 1)),
        ("10-05-03", date(2010, 5, 3)),
        ("98.7.2", date(1998, 7, 2)),
    ],
)
def test_a_day_told_in_part_is_kept_and_flagged(
    read: Read, day: str, kept: date
) -> None:
    plan = read(JOINED, ("张三", MAN, day))
    assert only(plan)["joined_on"] == kept
    assert levels(plan) == [("入会时间", "warn")]


@pytest.mark.parametrize("day", ["2015.2.30", "2015-13-01", "去年", "2015"])
def test_a_day_that_is_none_is_left_empty_and_its_words_kept(
    read: Read, day: str
) -> None:
    plan = read(JOINED, ("张三", MAN, day))
    assert "joined_on" not in only(plan)
    assert day in only(plan)["note"]
    assert levels(plan) == [("入会时间", "warn")]


@pytest.mark.parametrize(
    ("phone", "kept", "flagged"),
    [
        ("138-0013-8000", "13800138000", False),
        (13800138000, "13800138000", False),
        ("1.3800138E10", "1.3800138E10", True),
        ("+86 138 0013 8000", "13800138000", False),
        ("１３８００１３８０００", "13800138000", False),
        ("0537-1234567", "0537-1234567", False),
        ("159931582", "159931582", True),
        ("13800138000/13900139000", "13800138000/13900139000", True),
        ("找队长", "找队长", True),
    ],
)
def test_a_phone_is_mended_or_kept_as_written(
    read: Read, phone: object, kept: str, *, flagged: bool
) -> None:
    plan = read(HEAD, ("张三", "男", MAN, None, phone))
    assert only(plan)["phone"] == kept
    assert levels(plan) == ([("手机号", "warn")] if flagged else [])


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("民族", "汗"),
        ("学历", "高知"),
        ("政治面貌", "好人"),
        ("婚姻状况", "保密"),
        ("技能等级", "神"),
        ("用工形式", "随便"),
    ],
)
def test_a_word_outside_its_list_is_left_empty_and_kept_in_the_remark(
    read: Read, header: str, written: str
) -> None:
    plan = read(("姓名", "身份证号", header, "备注"), ("张三", MAN, written, "原备注"))
    assert levels(plan) == [(header, "warn")]
    note = only(plan)["note"]
    assert "原备注" in note
    assert written in note


@pytest.mark.parametrize(
    ("header", "written", "shown"),
    [
        ("民族", "汉", "汉族"),
        ("民族", "蒙古", "蒙古族"),
        ("学历", "本科", "大学本科"),
        ("学历", "大本", "大学本科"),
        ("政治面貌", "党员", "中国共产党党员"),
        ("性别", "男性", "男"),
    ],
)
def test_a_word_in_another_form_is_understood(
    read: Read, header: str, written: str, shown: str
) -> None:
    plan = read(("姓名", "身份证号", header), ("张三", MAN, written))
    assert told(plan) == []
    column = plan.register.column(header)
    assert column is not None
    words = column.kind.show(only(plan)[column.key])
    assert words.startswith(shown)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("张　三", "张三"),
        (" 张 三 ", "张三"),
        ("阿迪力•买买提", "阿迪力·买买提"),
        ("阿迪力．买买提", "阿迪力·买买提"),
        ("阿迪力.买买提", "阿迪力·买买提"),
        ("阿迪力・买买提", "阿迪力·买买提"),
        ("<b>张三</b>", "<b>张三</b>"),
        ("=HYPERLINK(A1)", "=HYPERLINK(A1)"),
        ("A&B", "A&B"),
        ("王\ue863", "王䶮"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_a_name_is_mended_and_otherwise_text(
    read: Read, written: str, kept: str
) -> None:
    assert only(read(HEAD, (written, "男", MAN)))["name"] == kept


def test_private_use_characters_are_mapped_in_every_text(read: Read) -> None:
    head = ("姓名", "身份证号", "家庭住址", "所在单位", "备注")
    plan = read(head, ("张三", MAN, "\ue863村", "\ue863队", "\ue863"))
    found = only(plan)
    assert found["address"] == "䶮村"
    assert found["unit_id"].label == "䶮队"
    assert found["note"] == "䶮"


def test_a_remark_that_looks_like_a_formula_or_markup_stays_text(read: Read) -> None:
    words = "=1+1 <img src=x> &amp; @SUM"
    plan = read(JOINED, ("张三", MAN, None, words))
    assert only(plan)["note"] == words


def test_a_number_keeps_no_point_in_text(read: Read) -> None:
    plan = read(("姓名", "身份证号", "工号", "岗位"), ("张三", MAN, 10023.0, 7))
    assert only(plan)["staff_no"] == "10023"
    assert only(plan)["post"] == "7"


def test_an_error_in_a_cell_is_said_and_left_empty(read: Read) -> None:
    plan = read(JOINED, ("张三", MAN, "#N/A", "#REF!"))
    assert "joined_on" not in only(plan)


def test_the_same_row_twice_is_said_once(read: Read) -> None:
    row = ("张三", "男", MAN, None, "13800138000", "采煤一队")
    plan = read(HEAD, row, row, row)
    assert fates(plan) == {"new": 1, "same": 2}
    assert told(plan) == []


def test_the_same_number_with_another_fact_is_rejected_and_names_the_first_row(
    read: Read,
) -> None:
    plan = read(HEAD, ("张三", "男", MAN), ("李四", "男", MAN))
    assert fates(plan) == {"new": 1, "rejected": 1}
    (said,) = plan.complaints()
    assert (said.row, said.level) == (3, "reject")
    assert "第 2 行" in said.problem


def test_the_same_number_on_two_sheets_names_the_sheet_of_the_first(
    office: Office, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号")
    sheets = {"采煤一队": [head, ("张三", MAN)], "综掘队": [head, ("张三", MAN)]}
    plan = plan_of(office, write_sheets(tmp_path / "a.xlsx", sheets))
    assert fates(plan) == {"new": 1, "rejected": 1}
    (said,) = plan.complaints()
    assert "采煤一队" in said.problem


def test_an_identical_row_without_a_number_is_the_same_row(read: Read) -> None:
    row = ("张三", "男", None, "1990-1-17", None, "采煤一队")
    assert fates(read(HEAD, row, row)) == {"new": 1, "same": 1}


@pytest.mark.parametrize(
    "sheet", ["采煤一队", "采煤一队花名册", "采煤一队会员", "采煤一队 ", "采 煤 一 队"]
)
def test_a_sheet_is_named_after_its_unit(read: Read, sheet: str) -> None:
    plan = read(("姓名", "身份证号"), ("张三", MAN), sheet=sheet)
    assert only(plan)["unit_id"] == Wanted("unit_id", "采煤一队")


@pytest.mark.parametrize(
    "sheet",
    [
        "Sheet1",
        "sheet2",
        "Sheet1 (2)",
        "工作表1",
        "表1",
        "1",
        "2026年",
        "2026年3月",
        "3月",
        "会员花名册",
        "2026年会员花名册",
        "工会会员名册",
        "花名册(2)",
        "名单",
        "汇总",
        "总表",
        "人员信息",
        "会员信息表",
        "数据",
        "导出结果",
        "Table 1",
        "全矿",
        "全部",
        "在职",
        "第1页",
    ],
)
def test_a_sheet_with_a_general_name_is_no_unit(read: Read, sheet: str) -> None:
    plan = read(("姓名", "身份证号"), ("张三", MAN), sheet=sheet)
    assert "unit_id" not in only(plan)


@pytest.mark.parametrize(
    "sheet", ["信息中心", "一区", "运转工区", "财务科", "党群工作部"]
)
def test_a_unit_with_an_everyday_word_in_its_name_is_a_unit(
    read: Read, sheet: str
) -> None:
    plan = read(("姓名", "身份证号"), ("张三", MAN), sheet=sheet)
    assert only(plan)["unit_id"] == Wanted("unit_id", sheet)


def test_the_unit_of_a_line_above_the_header_counts_before_the_sheet_name(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("XX矿工会会员花名册",),
        ("填报单位：机电队", None, "填报日期：2026年3月5日"),
        ("姓名", "身份证号"),
        ("张三", MAN),
    ]
    plan = plan_of(office, write_sheets(tmp_path / "a.xlsx", {"综掘队": rows}))
    assert only(plan)["unit_id"] == Wanted("unit_id", "机电队")


def test_the_unit_column_counts_before_sheet_name_and_caption(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("填报单位：机电队",),
        ("姓名", "身份证号", "区队"),
        ("张三", MAN, "通风队"),
    ]
    plan = plan_of(office, write_sheets(tmp_path / "a.xlsx", {"综掘队": rows}))
    assert only(plan)["unit_id"] == Wanted("unit_id", "通风队")


def test_one_unit_written_in_two_widths_is_made_once(read: Read) -> None:
    plan = read(
        HEAD,
        ("张三", "男", MAN, None, None, "机电队（一）"),
        ("李四", "女", WOMAN, None, None, "机电队(一)"),
    )
    assert len(plan.wanted) == 1


def test_a_unit_stored_with_a_space_is_found(office: Office, read: Read) -> None:
    unit = new(office, "units", name="A B 队", kind="team")
    plan = read(HEAD, ("张三", "男", MAN, None, None, "A B 队"))
    assert only(plan)["unit_id"] == unit


@pytest.fixture
def namesakes(office: Office) -> tuple[int, int]:
    """Two teams of one name under two mines."""
    mines = [
        new(office, "units", name=name, kind="company") for name in ("东矿", "西矿")
    ]
    return (
        new(office, "units", name="机电队", kind="team", parent_id=mines[0]),
        new(office, "units", name="机电队", kind="team", parent_id=mines[1]),
    )


@pytest.mark.usefixtures("namesakes")
def test_a_unit_name_that_two_units_bear_is_asked_about(read: Read) -> None:
    plan = read(HEAD, ("张三", "男", MAN, None, None, "机电队"))
    assert (fates(plan), told(plan)) == ({"asked": 1}, [])
    (question,) = plan.questions
    assert question.asked == AskedWords("unit_id", "机电队")
    assert [item.words for item in question.candidates] == [
        "机电队（东矿）",
        "机电队（西矿）",
    ]


@pytest.mark.usefixtures("namesakes")
def test_a_sheet_named_after_two_units_is_asked_about_once(read: Read) -> None:
    plan = read(("姓名", "身份证号"), ("张三", MAN), ("李四", WOMAN), sheet="机电队")
    assert [question.rows for question in plan.questions] == [2]


def test_a_crew_belongs_to_the_unit_of_its_row(office: Office, read: Read) -> None:
    head = ("姓名", "身份证号", "区队", "班组")
    plan = read(
        head, ("张三", MAN, "采煤一队", "一班"), ("李四", WOMAN, "综掘队", "一班")
    )
    office.apply(plan)
    register = office.register("units")
    rows = office.rows(
        office.view(register),
        [register.all_columns[name] for name in ("name", "kind", "parent_id")],
        office.ids(office.view(register)),
    )
    assert sorted(rows, key=repr) == [
        ("一班", "crew", "综掘队"),
        ("一班", "crew", "采煤一队"),
        ("综掘队", "team", None),
        ("采煤一队", "team", None),
    ]


def test_a_crew_column_left_of_the_unit_column_is_no_trap(
    office: Office, read: Read
) -> None:
    head = ("姓名", "身份证号", "班组", "区队")
    plan = read(head, ("张三", MAN, "一班", "采煤一队"))
    crew = only(plan)["crew_id"]
    assert crew.within == Wanted("unit_id", "采煤一队")
    office.apply(plan)
    assert fates(read(head, ("张三", MAN, "一班", "采煤一队"))) == {"same": 1}


EVENT_HEAD = ("姓名", "身份证号", "变动类型", "变动日期")


@pytest.fixture
def people(office: Office) -> dict[str, int]:
    """Two people of one name, and one more."""
    return {
        "first": new(office, "members", name="张伟", id_number=MAN, staff_no="001"),
        "second": new(office, "members", name="张伟", id_number=WOMAN),
        "third": new(office, "members", name="阿迪力·买买提"),
    }


def test_the_id_number_finds_a_person_whose_name_others_bear(
    read: Read, people: dict[str, int]
) -> None:
    plan = read(
        EVENT_HEAD, ("张伟", MAN.lower(), "批准入会", "2019-1-17"), register="events"
    )
    assert told(plan) == []
    assert only(plan)["person_id"] == people["first"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("没有此人", None),
        ("张伟", make("370825", date(1990, 1, 17), 3)),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_person_nobody_can_tell_keeps_the_row_out(
    read: Read, name: str, number: str | None
) -> None:
    plan = read(EVENT_HEAD, (name, number, "批准入会", "2019-1-17"), register="events")
    assert fates(plan) == {"rejected": 1}


@pytest.mark.usefixtures("people")
def test_a_name_that_is_not_that_of_the_number_keeps_the_row_out(read: Read) -> None:
    plan = read(EVENT_HEAD, ("李四", MAN, "批准入会", "2019-1-17"), register="events")
    assert fates(plan) == {"rejected": 1}


def test_a_name_in_another_writing_finds_its_person(
    read: Read, people: dict[str, int]
) -> None:
    plan = read(
        EVENT_HEAD, ("阿迪力•买买提", None, "批准入会", None), register="events"
    )
    assert only(plan)["person_id"] == people["third"]


DUES_HEAD = ("身份证号", "月份", "缴费基数", "应缴", "实缴")


@pytest.mark.usefixtures("people")
def test_dues_that_are_not_written_follow_from_the_base(read: Read) -> None:
    plan = read(DUES_HEAD, (MAN, "2026-03", 3456.8, None, 0), register="dues")
    assert only(plan)["due"] == 1725


@pytest.mark.usefixtures("people")
def test_one_month_of_one_person_twice_is_rejected_in_the_plan(
    office: Office, read: Read
) -> None:
    rows = ((MAN, "2026-03", 3000, 15, 15), (MAN, "2026年3月", 3000, 15, 0))
    plan = read(DUES_HEAD, *rows, register="dues")
    assert fates(plan) == {"new": 1, "rejected": 1}
    office.apply(plan)


@pytest.mark.usefixtures("people")
def test_an_amount_that_is_none_is_flagged(read: Read) -> None:
    plan = read(DUES_HEAD, (MAN, "2026-03", "三千", 15, -1), register="dues")
    assert sorted(levels(plan)) == [("实缴", "warn"), ("缴费基数", "warn")]


def test_everything_around_the_people_is_ignored(
    office: Office, tmp_path: Path
) -> None:
    head = ("序号", "姓名", "身份证号")
    rows: list[Sequence[object]] = [
        ("XX矿工会会员花名册",),
        (None,),
        head,
        (1, "张三", MAN),
        (),
        head,
        (2, "李四", WOMAN),
        ("合计", None, "2人"),
        ("小计：",),
        ("总计", 2),
        ("共计2人",),
        ("制表人：王五", None, "审核人："),
        ("工会主席：",),
        ("填报日期：2026年3月5日",),
    ]
    plan = plan_of(office, write_sheets(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert fates(plan) == {"new": 2}
    assert [row.number for row in plan.rows] == [4, 7]
    assert told(plan) == []
