"""Steps of mapping a form: put, clear, move the band; and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.members.persons import MEMBERS
from unionoffice.register.kinds import Day, Money, Month, Text, coded
from unionoffice.reporting import mapping_edits as edits
from unionoffice.reporting.form import Fact, FixedCell, FormMapping, Source, Way
from unionoffice.reporting.form_json import faults
from unionoffice.reporting.offered import Offered, for_cells, for_rows, ways
from unionoffice.reporting.periods import likely, periods
from unionoffice.reporting.picture import CellPicture, Place, SheetPicture
from unionoffice.reporting.putting import heading, put, said

BAND = 3
TEXTS = {
    (1, 1): "实名制信息采集表",
    (2, 1): "填报单位：______",
    (2, 4): "填报日期：　年　月　日",
    (3, 1): "序号",
    (3, 2): "姓名",
    (3, 3): "证件\n号码",
    (3, 4): "手机★",
}
SHEET = SheetPicture(
    "采集表",
    (60,) * 5,
    (20,) * 8,
    {place: CellPicture(text) for place, text in TEXTS.items()},
    ((1, 1, 1, 5), (6, 1, 6, 2)),
)
ROWS = for_rows(MEMBERS, FormMapping())


def of(label: str) -> Offered:
    return next(o for o in (*ROWS, *for_cells(FormMapping())) if o.label == label)


def mapped(*steps: tuple[Place, str]) -> FormMapping:
    mapping = FormMapping()
    for place, label in steps:
        mapping = put(mapping, SHEET, place, of(label), "青石岭煤矿工会")
    return mapping


def test_the_first_field_makes_its_row_repeat_and_takes_its_heading() -> None:
    mapping = mapped(((4, 2), "姓名"), ((4, 3), "身份证号"), ((4, 1), "序号"))
    (sheet,) = mapping.sheets
    assert sheet.rows is not None
    assert sheet.rows.first_row == 4
    assert [(c.letter, c.label, c.name) for c in sheet.rows.columns] == [
        ("A", "序号", ""),
        ("B", "姓名", "name"),
        ("C", "证件 号码", "id_number"),
    ]
    assert list(faults(mapping)) == []


def test_a_field_in_another_row_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refused, match="每条记录填在第 4 行，这一格在第 6 行"):
        mapped(((4, 2), "姓名"), ((6, 3), "手机号"))


def test_a_fact_stands_once_and_only_the_union_may_stand_in_every_row() -> None:
    mapping = mapped(((4, 2), "姓名"), ((4, 3), "单位名称"))
    assert mapping.columns[1].source is Source.CONSTANT
    assert mapping.columns[1].name == "青石岭煤矿工会"
    with pytest.raises(Refused, match="只填一次"):
        mapped(((4, 2), "姓名"), ((4, 3), "人数"))


def test_a_fixed_cell_keeps_its_words_and_fills_the_room_left_in_them() -> None:
    mapping = mapped(((2, 1), "单位名称"), ((2, 4), "填报日期"), ((6, 2), "填表人"))
    cells = [(c.cell, c.says) for c in mapping.sheets[0].cells]
    assert cells == [
        ("A2", "填报单位：{单位名称}"),
        ("D2", "填报日期：{填报日期}"),
        ("A6", "{填表人}"),
    ]
    assert said("制表：", Fact.WHO.label) == "制表：{填表人}"


def test_a_second_fact_joins_the_words_of_a_cell_or_takes_the_place_of_the_first() -> (
    None
):
    mapping = mapped(((2, 1), "单位名称"), ((2, 1), "人数"), ((2, 1), "人数"))
    assert mapping.sheets[0].cells[0].says == "填报单位：{单位名称}{人数}"
    mapping = mapped(((6, 2), "填表人"), ((6, 2), "人数"))
    assert mapping.sheets[0].cells[0].says == "{人数}"


def test_what_is_put_twice_into_a_cell_takes_the_place_of_the_first() -> None:
    mapping = mapped(((4, 2), "姓名"), ((4, 2), "曾用名"))
    assert [(c.label, c.name) for c in mapping.columns] == [("姓名", "former_name")]


def test_a_star_in_a_heading_says_that_the_column_must_be_filled() -> None:
    mapping = mapped(((4, 2), "姓名"), ((4, 4), "手机号"))
    told = [(c.label, c.rule.required) for c in mapping.columns]
    assert told == [("姓名", False), ("手机", True)]


def test_two_columns_of_one_heading_are_told_apart() -> None:
    bare = SheetPicture("采集表", (60,) * 3, (20,) * 3, {})
    mapping = FormMapping()
    for place in ((2, 1), (2, 2)):
        mapping = put(mapping, bare, place, of("姓名"))
    assert [c.label for c in mapping.columns] == ["姓名", "姓名2"]


def test_a_cleared_cell_takes_nothing_and_an_empty_sheet_is_left_out() -> None:
    mapping = mapped(((4, 2), "姓名"), ((2, 1), "单位名称"))
    mapping = edits.without(mapping, "采集表", (4, 2))
    assert mapping.columns == ()
    mapping = edits.without(mapping, "采集表", (2, 1))
    assert edits.without_band(mapping, "采集表") == FormMapping()


def test_the_band_moves_with_its_columns_and_pushes_fixed_cells_out() -> None:
    mapping = mapped(((4, 2), "姓名"), ((5, 1), "人数"))
    moved = edits.with_band(mapping, "采集表", 5)
    assert edits.taken_at(moved, "采集表", (5, 2)) == edits.Taken(mapping.columns[0])
    assert moved.sheets[0].cells == ()
    assert edits.is_in_band(moved, "采集表", 5)
    assert not edits.is_in_band(moved, "采集表", 4)


def test_a_lower_band_loses_the_columns_of_its_lost_rows() -> None:
    mapping = edits.with_height(mapped(((4, 2), "姓名")), "采集表", 2)
    mapping = put(mapping, SHEET, (5, 2), of("手机号"))
    assert [(c.row, c.name) for c in mapping.columns] == [(0, "name"), (1, "phone")]
    lower = edits.with_height(mapping, "采集表", 1)
    assert [c.name for c in lower.columns] == ["name"]
    assert edits.with_height(FormMapping(), "采集表", 2) == FormMapping()


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.tuples(st.integers(2, 8), st.integers(1, 5)),
            st.sampled_from(["姓名", "手机号", "序号", "单位名称", "人数", "", "带"]),
        ),
        max_size=12,
    )
)
def test_whatever_is_done_the_mapping_never_contradicts_itself(
    steps: list[tuple[Place, str]],
) -> None:
    mapping = FormMapping()
    for place, label in steps:
        if not label:
            mapping = edits.without(mapping, "采集表", SHEET.whole(*place))
        elif label == "带":
            mapping = edits.with_band(mapping, "采集表", place[0])
        else:
            try:
                mapping = put(mapping, SHEET, place, of(label), "工会")
            except Refused:
                continue
            there = edits.taken_at(mapping, "采集表", SHEET.whole(*place))
            assert there is not None
    told = [s for s in faults(mapping) if "合计" not in s]
    assert told == []
    for sheet in mapping.sheets:
        spots = [place for place, _ in edits.places(sheet)]
        assert len(spots) == len(set(spots))


def test_headings_are_looked_for_above_and_through_merged_cells() -> None:
    assert heading(SHEET, 4, 3) == "证件 号码"
    assert heading(SHEET, 2, 5) == "实名制信息采集表"
    assert heading(SHEET, 4, 5) == "实名制信息采集表"
    assert edits.place_in(edits.cell_name((12, 28))) == (12, 28)
    assert FixedCell("AB12", "").cell == edits.cell_name((12, 28))


def test_fields_are_found_by_their_words_and_by_pinyin() -> None:
    by = [o.label for o in ROWS if o.fits("sjh")]
    assert "手机号" in by
    assert of("手机号").fits("手机")
    assert not of("手机号").fits("xm")
    assert {o.group for o in ROWS} > {"基本情况", "联系方式"}


def test_a_form_from_a_spreadsheet_offers_its_headings_and_what_it_asks_for() -> None:
    mapping = mapped(((4, 2), "姓名"))
    offered = for_rows(None, mapping, ("户主", "name"))
    assert [o.name for o in offered][:2] == ["户主", "name"]


def test_sums_of_mapped_columns_are_offered() -> None:
    offered = for_cells(mapped(((4, 2), "姓名")))
    assert offered[-1].label == "合计：姓名"


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (Day(), Way.DAY_WORDS),
        (Month(), Way.MONTH_DOTS),
        (Money(), Way.YUAN),
        (coded("sex"), Way.CODE),
        (Text(10), Way.TEXT),
    ],
)
def test_a_kind_is_offered_the_ways_that_fit_it(kind: object, way: Way) -> None:
    offered = ways(kind)  # type: ignore[arg-type]  # kinds of unlike values
    assert offered[0] is Way.AUTO
    assert way in offered
    assert len(offered) < len(ways(None))


@pytest.mark.parametrize(
    ("last", "now"),
    [
        ("", "2026年8月"),
        ("2026年2月", "2026年8月"),
        ("2025年第四季度", "2026年第三季度"),
        ("2026年上半年", "2026年下半年"),
        ("2025年", "2026年"),
        ("年终报表", "2026年8月"),
    ],
)
def test_the_period_is_written_as_last_time(last: str, now: str) -> None:
    assert likely(date(2026, 8, 3), last) == now


def test_each_day_lies_in_one_of_each_period() -> None:
    assert periods(date(2026, 6, 30)) == (
        "2026年6月",
        "2026年第二季度",
        "2026年上半年",
        "2026年",
    )
