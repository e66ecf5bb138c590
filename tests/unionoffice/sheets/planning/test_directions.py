"""A person says how a file is read: sheets, header, columns, cells, policies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.offices import fates, new, value
from unionoffice.errors import Refused
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.directions import (
    NO_HEADER,
    NOT_IMPORTED,
    AskedRow,
    AskedWords,
    Cell,
    Directions,
    Otherwise,
    Policy,
    SheetDirections,
)
from unionoffice.sheets.planning.plan import Plan, PlannedRow, RowState
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind
from unionoffice.sheets.tables.header import How
from unionoffice.sheets.tables.outline import outline

BORN = date(1990, 1, 17)
ONE, TWO = make("370825", BORN, 103), make("370825", BORN, 105)
ODD = (("甲", "乙", "丙"), ("张三", ONE, "13800138000"))
"""A sheet whose header words nobody knows."""


def book(*rows: Any, name: str = "Sheet1", **more: Any) -> Workbook:  # noqa: ANN401  cells
    cells = [list(row) for row in rows]
    sheet = RawSheet(name, cells, **more)
    return Workbook(Path("名册.xlsx"), FileKind.XLSX, (sheet,))


def planned(
    office: Office, made: Workbook, said: Directions, register: str = "members"
) -> Plan:
    return office.plan(office.register(register), made, directions=said)


def said_of(**said: Any) -> Directions:  # noqa: ANN401  directions of a sheet
    return Directions().with_sheet("Sheet1", SheetDirections(**said))


def only(plan: Plan) -> PlannedRow:
    (row,) = plan.rows
    return row


COLUMNS = {0: "name", 1: "id_number", 2: "phone"}


def test_columns_said_by_hand_make_a_table_of_words_nobody_knows(
    office: Office,
) -> None:
    with pytest.raises(Refused, match="找不到表头"):
        planned(office, book(*ODD), Directions())
    plan = planned(office, book(*ODD), said_of(columns=COLUMNS))
    assert fates(plan) == {"new": 1}
    assert only(plan).values["phone"] == "13800138000"
    (sheet,) = plan.outlines
    assert [column.how for column in sheet.columns] == [How.HAND] * 3


def test_a_sheet_nobody_knows_is_outlined_with_its_likeliest_header(
    office: Office,
) -> None:
    rows = (("二〇二六年名册",), *ODD)
    (sheet,) = outline(book(*rows), office.register("members"))
    assert not sheet.taken
    assert sheet.header_rows == (2,)
    assert [column.samples for column in sheet.columns] == [
        ("张三",),
        (ONE,),
        ("13800138000",),
    ]


def test_a_column_is_left_out_and_its_word_free_for_another(office: Office) -> None:
    made = book(("姓名", "身份证号", "电话", "手机"), ("张三", ONE, "1", "13900139000"))
    plan = planned(office, made, said_of(columns={2: NOT_IMPORTED}))
    assert only(plan).values["phone"] == "13900139000"
    assert plan.sheets[0].unknown == ()
    (sheet,) = plan.outlines
    assert [column.key for column in sheet.columns] == [
        "name",
        "id_number",
        NOT_IMPORTED,
        "phone",
    ]


def test_a_hand_counts_before_a_word(office: Office) -> None:
    made = book(("姓名", "曾用名", "身份证号"), ("旧名", "张三", ONE))
    said = said_of(columns={0: "former_name", 1: "name"})
    values = only(planned(office, made, said)).values
    assert (values["name"], values["former_name"]) == ("张三", "旧名")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"columns": {0: "name", 1: "name"}}, "都对应“姓名”"),
        ({"columns": {0: "nothing"}}, "没有“nothing”这个项目"),
        ({"columns": {20_000: "name"}}, "没有第 20001 列"),
        ({"header_row": 9}, "第 9 行没有内容"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    office: Office, said: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        planned(office, book(*ODD), said_of(**said))


def test_another_header_row_may_be_chosen_and_none(office: Office) -> None:
    rows = (("姓名", "身份证号"), ("王五", "370825199001011035"), ("甲", "乙"))
    made = book(*rows, ("张三", ONE))
    plan = planned(office, made, said_of(header_row=3, columns={0: "name"}))
    assert [row.number for row in plan.rows] == [4]
    made = book(("张三", ONE), ("李四", TWO))
    said = said_of(header_row=NO_HEADER, columns={0: "name", 1: "id_number"})
    plan = planned(office, made, said)
    assert (fates(plan), [row.number for row in plan.rows]) == ({"new": 2}, [1, 2])


def test_a_sheet_is_left_out_and_a_hidden_one_taken_when_asked_for(
    office: Office,
) -> None:
    head = ["姓名", "身份证号"]
    sheets = (
        RawSheet("甲", [head, ["张三", ONE]]),
        RawSheet("乙", [head, ["李四", TWO]], hidden=True),
    )
    made = Workbook(Path("a.xlsx"), FileKind.XLSX, sheets)
    plan = planned(office, made, Directions())
    assert [sheet.name for sheet in plan.left_out] == ["乙"]
    said = Directions().with_sheet("甲", SheetDirections(left_out=True))
    said = said.with_sheet("乙", SheetDirections())
    plan = planned(office, made, said)
    assert [row.values["name"] for row in plan.rows] == ["李四"]
    assert [sheet.reason for sheet in plan.left_out] == ["不导入"]
    neither = said.with_sheet("乙", SheetDirections(left_out=True))
    with pytest.raises(Refused, match="至少选择一个"):
        planned(office, made, neither)


def test_a_mended_cell_counts_and_the_files_own_can_still_be_seen(
    office: Office,
) -> None:
    made = book(("姓名", "身份证号", "手机号"), ("张三", "123"))
    said = Directions().with_cell(Cell("Sheet1", 2, 1), ONE)
    said = said.with_cell(Cell("Sheet1", 2, 2), "13800138000")
    said = said.with_cell(Cell("Sheet1", 99, 0), "不在表里")
    plan = planned(office, made, said)
    row = only(plan)
    assert row.values["phone"] == "13800138000"
    assert plan.is_mended(row, "id_number")
    assert not plan.is_mended(row, "name")
    assert (plan.in_file(row, "id_number"), plan.in_file(row, "phone")) == ("123", None)
    assert plan.in_file(row, "name") == "张三"
    taken_back = said.with_cell(Cell("Sheet1", 2, 1), None)
    assert fates(planned(office, made, taken_back)) == {"rejected": 1}


@pytest.fixture
def one(office: Office) -> int:
    unit = new(office, "units", name="采煤一队", kind="team")
    return new(
        office,
        "members",
        name="张三",
        id_number=ONE,
        unit_id=unit,
        phone="13800138000",
        note="甲",
        joined_on=date(2015, 1, 1),
    )


HEAD = ("姓名", "身份证号", "手机号", "工种", "所在单位", "入会时间", "备注")
TOLD = ("张三", ONE, "13900139000", "采煤工", "机电队", date(2016, 1, 1), "乙")


@pytest.mark.parametrize("policy", [Policy.FILL, Policy.KEEP])
def test_a_policy_keeps_what_is_there_and_says_so(
    office: Office, one: int, policy: Policy
) -> None:
    keys = ("phone", "trade", "unit_id", "joined_on", "note")
    said = Directions(policies=dict.fromkeys(keys, policy))
    plan = planned(office, book(HEAD, TOLD), said)
    row = only(plan)
    fills = {"trade": "采煤工"} if policy is Policy.FILL else {}
    assert row.changes == fills
    kept = {"phone", "unit_id", "joined_on", "note"}
    assert set(row.held_back) == kept | ({"trade"} - set(fills))
    assert row.held_back["phone"] == "13900139000"
    assert row.values["phone"] == "13800138000"
    assert plan.wanted == ()
    office.apply(plan)
    assert value(office, "members", one, "phone") == "13800138000"
    assert value(office, "members", one, "joined_on") == date(2015, 1, 1)
    assert value(office, "members", one, "note") == "甲"
    told = {item.key: (item.changed, item.held_back) for item in plan.effect}
    assert told["phone"] == (0, 1)


def test_new_rows_take_everything_whatever_the_policy(office: Office) -> None:
    said = Directions(policies={"phone": Policy.KEEP, "trade": Policy.FILL})
    row = only(planned(office, book(HEAD, TOLD), said))
    assert (row.values["phone"], row.values["trade"]) == ("13900139000", "采煤工")


def test_words_of_a_column_that_is_kept_stay_out_of_the_remark(
    office: Office, one: int
) -> None:
    made = book(("姓名", "身份证号", "民族"), ("张三", ONE, "火星族"))
    assert "note" in only(planned(office, made, Directions())).changes
    said = Directions(policies={"ethnic": Policy.KEEP})
    plan = planned(office, made, said)
    assert (only(plan).record_id, fates(plan)) == (one, {"same": 1})


def test_the_effect_is_told_by_column(office: Office, one: int) -> None:
    assert one
    made = book(HEAD, TOLD, ("李四", TWO, None, None, None, None, None))
    plan = planned(office, made, Directions())
    first, second, *_ = plan.sentence().split("，")
    assert (first, second) == (
        "新增 1 条",
        "变更 1 条（手机号 1、所在单位 1、工种 1、入会时间 1 等 5 项）",
    )


@pytest.fixture
def namesakes(office: Office) -> tuple[int, int]:
    """Two people of one name, birth date and unit."""
    unit = new(office, "units", name="采煤一队", kind="team")
    told = {"name": "张三", "born_on": BORN, "unit_id": unit}
    return (
        new(office, "members", **told, staff_no="1001"),
        new(office, "members", **told, phone="13700137000"),
    )


SAYS = ("姓名", "出生日期", "所在单位", "手机号")
NAMESAKE = ("张三", BORN, "采煤一队", "13900139000")
ROW = AskedRow("Sheet1", 2)


def test_a_row_that_fits_two_people_is_asked_and_left_out_until_answered(
    office: Office, namesakes: tuple[int, int]
) -> None:
    made = book(SAYS, NAMESAKE)
    plan = planned(office, made, Directions())
    assert fates(plan) == {"asked": 1}
    assert "待选择 1 条" in plan.sentence()
    (question,) = plan.questions
    assert question.otherwise == (Otherwise.NEW, Otherwise.SKIP)
    assert question.cells == (Cell("Sheet1", 2, 0),)
    words = {item.record_id: item.words for item in question.candidates}
    assert words[namesakes[0]] == "张三 采煤一队，出生日期 1990-01-17，工号 1001"
    assert "手机号尾号 7000" in words[namesakes[1]]
    assert office.apply(plan).batch is None


def test_an_answer_settles_a_row(office: Office, namesakes: tuple[int, int]) -> None:
    made = book(SAYS, NAMESAKE)
    said = Directions().with_answer(ROW, namesakes[1])
    row = only(planned(office, made, said))
    assert (row.record_id, row.changes) == (namesakes[1], {"phone": "13900139000"})
    for answer, state in (
        (Otherwise.NEW, "new"),
        (Otherwise.SKIP, "skipped"),
        (999, "asked"),
    ):
        said = Directions().with_answer(ROW, answer)
        assert fates(planned(office, made, said)) == {state: 1}


def test_a_row_that_says_nothing_new_of_any_of_them_is_not_asked(
    office: Office, namesakes: tuple[int, int]
) -> None:
    plan = planned(office, book(SAYS, (*NAMESAKE[:3], "13700137000")), Directions())
    assert (fates(plan), only(plan).record_id) == ({"same": 1}, namesakes[1])
    assert plan.questions == ()


def test_a_person_made_by_an_answer_is_not_asked_about_again(
    office: Office, namesakes: tuple[int, int]
) -> None:
    made = book(SAYS, NAMESAKE)
    said = Directions().with_answer(ROW, Otherwise.NEW)
    office.apply(planned(office, made, said))
    for again in (Directions(), said):
        assert fates(planned(office, made, again)) == {"same": 1}
    assert namesakes


def test_any_row_may_be_left_out(office: Office) -> None:
    made = book(SAYS, ("张三",), ("李四",), ("李四",))
    said = Directions().with_answer(AskedRow("Sheet1", 3), Otherwise.SKIP)
    plan = planned(office, made, said)
    assert [row.state for row in plan.rows] == [
        RowState.NEW,
        RowState.SKIPPED,
        RowState.NEW,
    ]


EVENTS = ("姓名", "变动类型", "变动日期")


def test_a_name_that_two_bear_is_asked_once_for_a_file(
    office: Office, namesakes: tuple[int, int]
) -> None:
    made = book(
        EVENTS, ("张三", "批准入会", "2019-1-17"), ("张三", "转出", "2020-1-17")
    )
    plan = planned(office, made, Directions(), "events")
    (question,) = plan.questions
    assert (question.rows, len(question.cells)) == (2, 2)
    assert question.otherwise == (Otherwise.SKIP,)
    asked = question.asked
    assert isinstance(asked, AskedWords)
    for answer in namesakes:
        said = Directions().with_answer(asked, answer)
        found = planned(office, made, said, "events")
        assert {row.values["person_id"] for row in found.rows} == {answer}
    left = planned(
        office, made, Directions().with_answer(asked, Otherwise.SKIP), "events"
    )
    assert fates(left) == {"skipped": 2}
    gone = planned(office, made, Directions().with_answer(asked, 999), "events")
    assert gone.questions == plan.questions


def test_a_second_column_decides_between_namesakes(
    office: Office, namesakes: tuple[int, int]
) -> None:
    for key in namesakes:
        draft = office.draft(office.register("members"), key)
        office.save(draft.with_values(staff_no="7"))
    other = new(office, "members", name="李四", staff_no="7")
    head = ("工号", *EVENTS)
    plan = planned(
        office,
        book(head, ("7", "李四", "批准入会", "2019-1-17")),
        Directions(),
        "events",
    )
    assert only(plan).values["person_id"] == other


def test_words_left_empty_by_an_answer_are_kept_in_the_remark(office: Office) -> None:
    for mine in ("东矿", "西矿"):
        above = new(office, "units", name=mine, kind="company")
        new(office, "units", name="机电队", kind="team", parent_id=above)
    made = book(
        ("姓名", "身份证号", "所在单位", "班组"), ("张三", ONE, "机电队", "一班")
    )
    plan = planned(office, made, Directions())
    assert only(plan).values["crew_id"] is None
    (question,) = plan.questions
    said = Directions().with_answer(question.asked, Otherwise.EMPTY)
    row = only(planned(office, made, said))
    assert (row.state, row.values["note"]) == (RowState.NEW, "所在单位：机电队")
    said = Directions().with_answer(question.asked, question.candidates[0].record_id)
    row = only(planned(office, made, said))
    assert row.values["crew_id"].within == question.candidates[0].record_id


def test_a_record_that_refers_to_one_of_them_already_is_not_asked_about(
    office: Office,
) -> None:
    units = [
        new(
            office,
            "units",
            name="机电队",
            kind="team",
            parent_id=new(office, "units", name=mine, kind="company"),
        )
        for mine in ("东矿", "西矿")
    ]
    new(office, "members", name="张三", id_number=ONE, unit_id=units[1])
    made = book(("姓名", "身份证号", "所在单位"), ("张三", ONE, "机电队"))
    plan = planned(office, made, Directions())
    assert (fates(plan), plan.questions) == ({"same": 1}, ())


def crews(office: Office, *teams: str) -> list[tuple[int, int]]:
    """Each team with a crew of the same name."""
    made = []
    for name in teams:
        team = new(office, "units", name=name, kind="team")
        made.append(
            (team, new(office, "units", name="一班", kind="crew", parent_id=team))
        )
    return made


def test_a_crew_named_without_its_team_is_found_if_there_is_only_one(
    office: Office,
) -> None:
    [(team, crew)] = crews(office, "机电队")
    row = only(planned(office, book(("姓名", "班组"), ("张三", "一班")), Directions()))
    assert (row.values["unit_id"], row.values["crew_id"]) == (team, crew)


def test_a_crew_named_without_its_team_is_asked_if_several_have_one(
    office: Office,
) -> None:
    _, (team, crew) = crews(office, "机电队", "综采队")
    made = book(("姓名", "班组"), ("张三", "一班"))
    plan = planned(office, made, Directions())
    assert only(plan).state is RowState.ASKED
    (question,) = plan.questions
    said = Directions().with_answer(question.asked, crew)
    row = only(planned(office, made, said))
    assert (row.state, row.values["unit_id"]) == (RowState.NEW, team)
    assert row.values["crew_id"] == crew
