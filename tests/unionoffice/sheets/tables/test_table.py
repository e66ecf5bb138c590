import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.sheets.reading.raw import CellValue, MergedRange, RawSheet, Workbook
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.reading.sniff import FileKind
from unionoffice.sheets.tables.labels import Vocabulary
from unionoffice.sheets.tables.lines import facts_in, is_blank, reason_to_ignore
from unionoffice.sheets.tables.table import Table, find_table, find_tables

ROSTERS = Path(__file__).parents[3] / "data" / "rosters"
WORDS = Vocabulary.of(
    {
        "name": ["姓名", "职工姓名"],
        "id": ["身份证号", "公民身份号码", "身份证件号码"],
        "unit": ["单位", "部门", "所在区队"],
        "phone": ["手机", "手机号码", "联系电话", "电话"],
        "joined": ["入会时间", "入会日期", "入会年月"],
        "job": ["岗位"],
        "kin_name": ["家庭成员姓名"],
        "base": ["会费基数"],
        "ignored": ["序号", "编号"],
    }
)
HEADER: list[CellValue] = ["姓名", "岗位", "手机"]


def table_of(rows: Sequence[Sequence[CellValue]], *merged: MergedRange) -> Table | None:
    return find_table(RawSheet("表", rows, merged=merged), WORDS)


def found(rows: Sequence[Sequence[CellValue]], *merged: MergedRange) -> Table:
    table = table_of(rows, *merged)
    assert table is not None
    return table


def keys(table: Table) -> list[str | None]:
    return [column.key for column in table.columns]


@pytest.mark.parametrize(
    ("name", "header_rows", "people", "ignored"),
    [
        ("roster_by_team.xlsx", [(3,), (3,), (3,)], [16, 15, 14], [2, 3, 3]),
        ("roster_merged_header.xlsx", [(3, 4)], [45], [0]),
        ("roster_old.xls", [(2,)], [30], [1]),
        ("roster_gbk.csv", [(1,)], [25], [0]),
        ("roster_bom.csv", [(1,)], [25], [0]),
    ],
)
def test_the_tables_of_the_rosters_are_found(
    name: str,
    header_rows: list[tuple[int, ...]],
    people: list[int],
    ignored: list[int],
) -> None:
    tables = find_tables(read_workbook(ROSTERS / name), WORDS)
    assert [table.header_rows for table in tables] == header_rows
    assert [len(table.rows) for table in tables] == people
    assert [len(table.ignored_rows) for table in tables] == ignored


@pytest.mark.parametrize("name", json.loads((ROSTERS / "expected.json").read_text()))
def test_the_rosters_hold_as_many_records_as_their_plans_expect(name: str) -> None:
    plan = json.loads((ROSTERS / "expected.json").read_text())[name]
    tables = find_tables(read_workbook(ROSTERS / name), WORDS)
    expected = plan["new"] + plan["changed"] + plan["same"] + plan["rejected"]
    assert sum(len(table.rows) for table in tables) == expected


def test_the_unit_above_the_header_is_read_as_a_fact() -> None:
    table = find_tables(read_workbook(ROSTERS / "roster_by_team.xlsx"), WORDS)[0]
    assert table.caption.facts == {"填报单位": "采煤一队", "填报日期": "2026年3月5日"}
    assert table.caption.titles == ("XX矿业有限公司工会会员花名册（采煤一队）",)


def test_rows_carry_the_number_excel_shows() -> None:
    rows: list[list[CellValue]] = [[], ["名册"], [], HEADER, [], ["张三"], ["李四"]]
    assert [row.number for row in found(rows).rows] == [6, 7]


@pytest.mark.parametrize(
    "label",
    [
        "姓　名",
        " 姓 名 ",
        "*姓名",
        "姓名*",
        "姓名：",
        "★姓名",
        "姓名（必填）",
        "姓名(必填)",
        "姓\n名",
        "【必填】姓名",
    ],
)
def test_a_label_is_known_in_every_dress(label: str) -> None:
    assert WORDS.key_of(label) == "name"


def test_a_unit_of_measure_behind_a_label_does_no_harm() -> None:
    assert WORDS.key_of("会费基数（元）") == "base"


def test_a_synonym_with_brackets_wins_over_the_bare_word() -> None:
    words = Vocabulary.of({"mobile": ["电话（手机）"], "phone": ["电话"]})
    assert (words.key_of("电话(手机)"), words.key_of("电话")) == ("mobile", "phone")


def test_a_child_wins_over_the_group_above_it() -> None:
    rows: list[list[CellValue]] = [
        ["序号", "单位", None, "备注"],
        [None, "姓名", "手机", None],
        [1.0, "张三", "1", "好"],
    ]
    merged = (
        MergedRange(1, 1, 1, 2),
        MergedRange(1, 0, 2, 0),
        MergedRange(1, 3, 2, 3),
    )
    table = found(rows, *merged)
    assert keys(table) == ["ignored", "name", "phone", None]
    assert [column.label for column in table.columns] == [
        "序号",
        "姓名",
        "手机",
        "备注",
    ]


def test_group_and_child_together_may_mean_something_of_their_own() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "手机", "家庭成员", None],
        [None, None, "姓名", "电话"],
        ["张三", "1", "李四", "2"],
    ]
    table = found(rows, MergedRange(1, 2, 1, 3))
    assert keys(table) == ["name", "phone", "kin_name", None]
    assert table.columns[3].repeats == "phone"


def test_a_title_merged_across_stays_a_title() -> None:
    rows: list[list[CellValue]] = [["名册", None, None], HEADER, ["张三", "工", "1"]]
    table = found(rows, MergedRange(1, 0, 1, 2))
    assert (table.header_rows, table.caption.titles) == ((2,), ("名册",))


def test_a_list_of_names_alone_is_a_table() -> None:
    assert len(found([["姓名"], ["张三"], ["李四"]]).rows) == 2


def test_one_known_word_among_many_columns_is_no_header() -> None:
    assert table_of([["姓名", "甲", "乙"], ["张三", "1", "2"]]) is None


def test_a_line_such_as_the_unit_is_no_header() -> None:
    assert table_of([["单位：", "采煤一队"], ["张三", "1"]]) is None


def test_the_header_may_stand_in_the_thirtieth_row() -> None:
    rows: list[list[CellValue]] = [["说明文字"] for _ in range(29)]
    rows += [HEADER, ["张三", "工", "1"]]
    assert found(rows).header_rows == (30,)


def test_a_header_printed_again_is_ignored() -> None:
    rows: list[list[CellValue]] = [
        HEADER,
        ["张三", "工", "1"],
        ["姓 名", "岗位", "手机"],
        ["李四", "工", "2"],
    ]
    table = found(rows)
    assert [row.number for row in table.rows] == [2, 4]
    assert table.ignored_rows[0].reason == "重复的表头"


def test_a_two_row_header_printed_again_is_ignored() -> None:
    head: list[list[CellValue]] = [
        ["序号", "基本", None],
        [None, "姓名", "手机"],
    ]
    merged = (MergedRange(1, 0, 2, 0), MergedRange(1, 1, 1, 2))
    rows: list[list[CellValue]] = [*head, [1.0, "张三", "1"], *head, [2.0, "李四", "2"]]
    assert [row.number for row in found(rows, *merged).rows] == [3, 6]


def test_a_title_printed_again_on_each_page_is_ignored() -> None:
    rows: list[list[CellValue]] = [["花名册"], HEADER, ["张三", "工", "1"], ["花名册"]]
    assert found(rows).ignored_rows[0].reason == "重复的标题"


@pytest.mark.parametrize(
    "word",
    ["合计", "小计", "总 计", "共计：", "本页小计", "合　计", "共计16人", "合计（人）"],
)
def test_totals_are_no_people(word: str) -> None:
    assert reason_to_ignore([None, word, None, "16人"]) == "合计行"


@pytest.mark.parametrize(
    "cells",
    [
        ["制表人：李某某", None, "审核人："],
        ["制表人", "李某某", "审核人", "王某"],
        ["填报日期:2026年3月5日"],
        [None, "工会主席（签字）：", "张三"],
        ["负责人"],
        ["单位负责人：王五", "电话：1"],
        ["联系电话：0537-1"],
    ],
)
def test_sign_off_lines_are_no_people(cells: list[CellValue]) -> None:
    assert reason_to_ignore(cells) == "签字栏"


@pytest.mark.parametrize(
    "cells",
    [
        ["张三", "负责人", "1"],
        [None, "负责人", "13900000000"],
        [1.0, "负责人"],
        ["审核", "工", "1"],
        ["合计算", "工"],
        ["总计划员"],
        ["小计量", "测量工"],
        ["制表人员", "1"],
        [3.0, "合计"],
    ],
)
def test_a_person_is_not_taken_for_a_line_to_ignore(cells: list[CellValue]) -> None:
    assert reason_to_ignore(cells) is None


def test_a_note_under_the_table_is_no_person() -> None:
    assert reason_to_ignore(["注：1.本表一式两份。"]) == "说明"


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        (["填报单位：", None, "甲队"], {"填报单位": "甲队"}),
        (["填报单位：甲队  填报日期：5日"], {"填报单位": "甲队", "填报日期": "5日"}),
        (["单 位: 甲队"], {"单位": "甲队"}),
        (["单位：", "日期：", "5日"], {"日期": "5日"}),
        (["花名册"], {}),
    ],
)
def test_facts_of_a_heading_line(cells: list[CellValue], facts: dict[str, str]) -> None:
    assert facts_in(cells) == facts


def test_a_unit_merged_over_its_people_belongs_to_each_of_them() -> None:
    rows: list[list[CellValue]] = [
        ["单位", "姓名"],
        ["甲队", "张三"],
        [None, "李四"],
        ["乙队", "王五"],
    ]
    table = found(rows, MergedRange(2, 0, 3, 0))
    assert [row.cells[0] for row in table.rows] == ["甲队", "甲队", "乙队"]


def test_every_row_reaches_to_the_last_column() -> None:
    rows: list[list[CellValue]] = [HEADER, ["张三"]]
    assert list(found(rows).rows[0].cells) == ["张三", None, None]


def test_spaces_alone_make_a_blank_row() -> None:
    rows: list[list[CellValue]] = [HEADER, ["　", "\xa0", " "], ["张三"]]
    table = found(rows)
    assert [row.number for row in table.rows] == [3]
    assert table.ignored_rows == ()


def test_hidden_sheets_are_left_out_when_others_have_tables() -> None:
    rows: list[list[CellValue]] = [HEADER, ["张三"]]
    sheets = (RawSheet("旧", rows, hidden=True), RawSheet("新", rows))
    tables = find_tables(Workbook(Path("x.xlsx"), FileKind.XLSX, sheets), WORDS)
    assert [table.sheet_name for table in tables] == ["新"]


def test_without_a_header_the_words_wanted_and_seen_are_named() -> None:
    sheets = (RawSheet("表", [["甲", "乙"], ["1", "2"]]),)
    with pytest.raises(Refused, match=r"姓名.*甲、乙"):
        find_tables(Workbook(Path("x.xlsx"), FileKind.XLSX, sheets), WORDS)


def test_an_empty_workbook_is_called_empty() -> None:
    with pytest.raises(Refused, match="没有内容"):
        find_tables(
            Workbook(Path("x.xlsx"), FileKind.XLSX, (RawSheet("表", []),)), WORDS
        )


def test_numbers_without_a_header_are_not_called_empty() -> None:
    sheets = (RawSheet("表", [[3.0], [None, 4.0]]),)
    with pytest.raises(Refused, match=r"找不到表头.*没有文字.*姓名"):
        find_tables(Workbook(Path("x.xlsx"), FileKind.XLSX, sheets), WORDS)


ANY_CELL = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.floats(),
    st.dates(),
    st.sampled_from(["姓名", "手机", "合计", "负责人", "单位：", "制表人："]),
)


@given(
    st.lists(st.lists(ANY_CELL, max_size=5), max_size=12),
    st.lists(
        st.builds(
            MergedRange,
            st.integers(1, 14),
            st.integers(0, 6),
            st.integers(1, 14),
            st.integers(0, 6),
        ),
        max_size=4,
    ),
)
def test_every_filled_row_below_a_header_is_a_record_or_ignored_with_a_reason(
    rows: list[list[CellValue]], merged: list[MergedRange]
) -> None:
    table = table_of(rows, *merged)
    if table is None:
        return
    below = range(table.header_rows[-1], len(rows))
    filled = [place + 1 for place in below if not all(map(is_blank, rows[place]))]
    told = [row.number for row in table.rows]
    told += [row.number for row in table.ignored_rows]
    assert sorted(told) == filled
