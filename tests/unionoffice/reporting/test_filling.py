"""Forms of the office above are filled from registers and from spreadsheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.offices import new
from tests.unionoffice.reporting.desk import id_of, kept, mapping, people, sheet_of
from unionoffice.errors import Refused
from unionoffice.members.persons import MEMBERS
from unionoffice.register.complaint import Level
from unionoffice.reporting import store
from unionoffice.reporting.checking import complaints
from unionoffice.reporting.filled import FormRow
from unionoffice.reporting.filling import check, examples, fill, fixed_examples
from unionoffice.reporting.form import (
    FROM_SHEET,
    FixedCell,
    FormColumn,
    FormMapping,
    FormSheet,
    RepeatedRows,
    Rule,
    Shape,
    Source,
    Way,
)
from unionoffice.reporting.writing import ColumnWriter

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office

DAY = date(2026, 3, 15)


def page_of(content: bytes) -> Any:  # noqa: ANN401  openpyxl has no types
    return openpyxl.load_workbook(BytesIO(content))["采集表"]


def test_a_form_is_filled_with_the_members_of_the_day(office: Office) -> None:
    people(office, "张三", "李四", "王五")
    filled = fill(office, kept(office))
    page = page_of(filled.content)
    assert [page[f"A{row}"].value for row in range(4, 8)] == [1, 2, 3, "合计"]
    assert [page[f"B{row}"].value for row in range(4, 8)] == ["张三", "李四", "王五", 3]
    assert page["C4"].value == id_of(0)
    assert page["C4"].data_type in {"s", "inlineStr"}
    assert page["F4"].value == "中共党员"
    assert page["A2"].value.endswith("填报日期：2026年3月15日")
    assert page["A8"].value == "填表人：工会干事"
    assert [row.title for row in filled.rows] == ["张三", "李四", "王五"]
    assert filled.complaints == ()
    assert filled.file_name == "会员采集表_20260315.xlsx"


def test_conditions_and_order_choose_the_records(office: Office) -> None:
    people(office, "张三", "李四", "王五")
    new(office, "members", name="赵六", political="13")
    form = kept(office, mapping(conditions=("政治面貌=中共党员",), order=("-name",)))
    names = [row.title for row in fill(office, form).rows]
    assert names == sorted(["张三", "李四", "王五"], reverse=True)


def test_the_same_records_make_the_same_bytes(office: Office) -> None:
    people(office, "张三", "李四")
    form = kept(office)
    assert fill(office, form).content == fill(office, form).content


def test_examples_are_the_first_rows_as_they_will_be_written(office: Office) -> None:
    people(office, "张三", "李四", "王五")
    form = kept(office)
    assert examples(office, form, most=2) == fill(office, form).rows[:2]
    assert fixed_examples(office, form)["采集表", "A6"] == "填表人：工会干事"


def test_a_column_that_is_gone_is_named_in_a_sentence(office: Office) -> None:
    form = kept(office, mapping(FormColumn("A", "旧项", name="gone")))
    with pytest.raises(Refused, match="没有“gone”这一项"):
        fill(office, form)
    form = replace(form, mapping=mapping(conditions=("没有=1",)))
    with pytest.raises(Refused, match="没有“没有”这一项"):
        check(office, form)


def born(way: Way) -> FormColumn:
    return FormColumn("A", "x", name="born_on", way=way)


def political(**more: Any) -> FormColumn:  # noqa: ANN401  of a column
    return FormColumn("A", "x", name="political", **more)


def column(name: str, **more: Any) -> FormColumn:  # noqa: ANN401  of a column
    return FormColumn("A", "x", name=name, **more)


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (FormColumn("A", "x", name="born_on"), date(1990, 5, 1), date(1990, 5, 1)),
        (born(Way.DAY), date(1990, 5, 1), "1990-05-01"),
        (born(Way.MONTH_WORDS), date(1990, 5, 1), "1990年5月"),
        (born(Way.DAY_DOTS), None, None),
        (column("dues_base", way=Way.YUAN), 123456, Decimal("1234.56")),
        (column("dues_base"), 10, Decimal("0.1")),
        (column("dues_base", way=Way.TEXT), 123456, "1,234.56"),
        (column("age"), 41, 41),
        (column("migrant"), True, "是"),
        (column("migrant", words=(("是", "√"), ("否", ""))), False, None),
        (FormColumn("A", "x", name="political"), "01", "中国共产党党员"),
        (political(way=Way.CODE), "01", "01"),
        (political(way=Way.SHORT), "01", "中共党员"),
        (political(words=(("中共党员", "党员"),)), "01", "党员"),
        (political(words=(("*", "其他"),)), "05", "其他"),
        (political(words=(("", "群众"),)), None, "群众"),
        (column("retires", way=Way.MONTH), 2030 * 12 + 4, "2030-05"),
        (FormColumn("A", "x", Source.CONSTANT, "中国"), None, "中国"),
        (FormColumn("A", "x", Source.SERIAL), None, 7),
    ],
)
def test_a_value_is_written_as_its_column_asks(
    asked: FormColumn, raw: object, value: object
) -> None:
    written = ColumnWriter(asked, MEMBERS.column(asked.name), DAY).write(raw, 7)
    assert (written.value, written.fault) == (value, "")


@pytest.mark.parametrize(
    ("way", "raw", "value", "fault"),
    [
        (Way.AUTO, "  张三 ", "张三", ""),
        (Way.AUTO, 12.5, Decimal("12.5"), ""),
        (Way.AUTO, 6222021234567890.0, "6222021234567890", ""),
        (Way.AUTO, date(2026, 1, 2), date(2026, 1, 2), ""),
        (Way.TEXT, 370825.0, "370825", ""),
        (Way.DATE, "2025.3.1", date(2025, 3, 1), ""),
        (Way.DAY_PLAIN, "2025年3月1日", "20250301", ""),
        (Way.DAY, "2025.3", "2025-03-01", "只有年月"),
        (Way.DAY, "不知道", "不知道", "看不懂的日期"),
        (Way.YUAN, "3,600.50元", Decimal("3600.5"), ""),
        (Way.YUAN, "三千", "三千", "不是金额"),
        (Way.NUMBER, "3人", "3人", "应为数字"),
        (Way.NUMBER, "１２", Decimal(12), ""),
        (Way.AUTO, True, "是", ""),
        (Way.AUTO, None, None, ""),
    ],
)
def test_a_cell_of_a_spreadsheet_is_written_as_its_column_asks(
    way: Way, raw: object, value: object, fault: str
) -> None:
    column = FormColumn("A", "x", name="x", way=way)
    written = ColumnWriter(column, None, DAY).write(raw, 1)
    assert written.value == value
    assert fault in written.fault
    assert bool(written.fault) == bool(fault)


RULES = [
    (Rule(required=True), "", "必填"),
    (Rule(longest=2), "张三丰", "最多 2 个字"),
    (
        Rule(allowed=("甲", "乙"), allowed_called="上级单位名单"),
        "丙",
        "不在上级单位名单中",
    ),
    (Rule(shape=Shape.ID_NUMBER), "370825199001011236", "校验码"),
    (Rule(shape=Shape.ID_NUMBER), "123", "18 位"),
    (Rule(shape=Shape.MOBILE), "05371234567", "11 位手机号"),
    (Rule(shape=Shape.PHONE), "12", "不是电话号码"),
    (Rule(shape=Shape.DIGITS), "12a", "只有数字"),
]


@pytest.mark.parametrize(("rule", "words", "sentence"), RULES)
def test_what_breaks_a_rule_is_told_with_person_and_column(
    rule: Rule, words: str, sentence: str
) -> None:
    columns = (
        FormColumn("A", "姓名", name="姓名"),
        FormColumn("B", "内容", name="内容", rule=rule),
    )
    rows = [FormRow("1", "张三", ("张三", "")), FormRow("2", "李四", ("李四", words))]
    found = list(complaints(mapping(*columns), rows, DAY))
    told = [item for item in found if item.uid == "2"]
    assert [(item.title, item.column, item.row) for item in told] == [
        ("李四", "内容", 1)
    ]
    assert sentence in told[0].sentence
    assert told[0].level is Level.REJECT


def test_twice_the_same_is_told_of_both_and_may_be_a_warning() -> None:
    rule = Rule(unique=True, warns=True)
    columns = (
        FormColumn("A", "姓名", name="姓名"),
        FormColumn("B", "号", name="号", rule=rule),
    )
    people = (("张三", "1"), ("李四", "2"), ("王五", "1"), ("赵六", ""))
    rows = [FormRow(name, name, (name, number)) for name, number in people]
    told = list(complaints(mapping(*columns), rows, DAY))
    assert [(item.title, item.sentence) for item in told] == [
        ("张三", "与 王五 重复"),
        ("王五", "与 张三 重复"),
    ]
    assert not any(item.is_error for item in told)


def test_a_spreadsheet_gives_the_records_under_either_heading(
    office: Office, tmp_path: Path
) -> None:
    columns = (
        FormColumn("A", "序号", Source.SERIAL),
        FormColumn("B", "职工姓名", name="姓名"),
        FormColumn("C", "金额", name="补助金额", way=Way.YUAN),
    )
    rows = mapping(*columns).sheets[0].rows
    sheet = FormSheet("采集表", (FixedCell("D6", "{合计：金额}"),), rows)
    made = FormMapping((sheet,), ("年度=2026",), ("-补助金额",))
    form = kept(office, made, FROM_SHEET)
    given = (
        ("2026 年补助名单",),
        ("职工姓名", "补助金额", "年度"),
        ("张三", 99.1, 2026),
        ("李四", "200.20", 2026),
        ("王五", 5, 2025),
        ("合计", 305.3, None),
    )
    filled = fill(office, form, source=sheet_of(tmp_path, *given))
    page = page_of(filled.content)
    assert [page[f"B{row}"].value for row in (4, 5)] == ["李四", "张三"]
    assert [page[f"C{row}"].value for row in (4, 5)] == [200.2, 99.1]
    assert page["D7"].value == 299.3


def test_a_spreadsheet_is_asked_for_and_must_have_what_is_required(
    office: Office, tmp_path: Path
) -> None:
    column = FormColumn("A", "姓名", name="姓名", rule=Rule(required=True))
    other = FormColumn("B", "电话", name="电话")
    form = kept(office, mapping(column, other), FROM_SHEET)
    with pytest.raises(Refused, match="请选择要报送的表格"):
        fill(office, form)
    with pytest.raises(Refused, match="缺少“姓名”栏"):
        fill(office, form, source=sheet_of(tmp_path, ("电话", "x"), ("1", "2")))


def test_two_sheets_are_filled_with_the_same_records(
    office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "甲"
    book.create_sheet("乙")
    out = BytesIO()
    book.save(out)
    made = FormMapping(
        (
            FormSheet(
                "甲", (), RepeatedRows(2, (FormColumn("A", "姓名", name="name"),))
            ),
            FormSheet(
                "乙", (), RepeatedRows(3, (FormColumn("B", "姓名", name="name"),))
            ),
        )
    )
    store.add(
        office, out.getvalue(), "x", name="两张", register="members", mapping=made
    )
    people(office, "张三", "李四")
    filled = fill(office, store.form(office, "两张"))
    book = openpyxl.load_workbook(BytesIO(filled.content))
    assert [book["甲"]["A3"].value, book["乙"]["B4"].value] == ["李四", "李四"]
    assert made.titles == ("姓名", "姓名（乙）")


def test_computed_columns_speak_as_of_the_day(office: Office) -> None:
    new(office, "members", name="张三", born_on=date(1980, 6, 1))
    form = kept(office, mapping(FormColumn("B", "年龄", name="age")))
    ages = [fill(office, form, date(2026, month, 1)).rows[0].words for month in (5, 6)]
    assert ages == [("45",), ("46",)]
