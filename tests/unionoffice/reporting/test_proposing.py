"""A mapping is proposed by the words of the form."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from tests.unionoffice.reporting.desk import OFFERED, drawn
from unionoffice.errors import Refused
from unionoffice.reporting import store
from unionoffice.reporting.form import FROM_SHEET, Shape, Source, Way
from unionoffice.reporting.proposing import propose

if TYPE_CHECKING:
    from unionoffice.office import Office


def test_headings_captions_and_lists_of_a_form_are_understood(office: Office) -> None:
    made = propose(office, "members", drawn())
    (sheet,) = made.sheets
    assert sheet.rows is not None
    assert sheet.rows.first_row == 4
    columns = {column.label: column for column in made.columns}
    assert list(columns) == [
        *("序号", "姓名", "身份证号", "性别", "出生年月", "政治面貌", "手机号")
    ]
    assert columns["序号"].source is Source.SERIAL
    assert columns["姓名"].rule.required
    assert columns["身份证号"].rule.shape is Shape.ID_NUMBER
    assert columns["身份证号"].way is columns["手机号"].way is Way.TEXT
    assert columns["出生年月"].way is Way.MONTH
    assert columns["政治面貌"].rule.allowed == OFFERED
    assert ("01", "中共党员") in columns["政治面貌"].words
    says = {cell.cell: cell.says for cell in sheet.cells}
    assert says == {
        "A2": "填报单位：{单位名称}    填报日期：{填报日期}",
        "A6": "填表人：{填表人}",
    }
    assert made.conditions == ("在会会员",)


def test_a_form_without_a_register_asks_for_its_own_headings(office: Office) -> None:
    labels = ("序号", "姓名★", "身份证号", "补助金额", "建档日期", "卡号")
    made = propose(office, FROM_SHEET, drawn(labels))
    found = {column.label: (column.name, column.way) for column in made.columns}
    assert found == {
        "序号": ("", Way.AUTO),
        "姓名": ("姓名", Way.AUTO),
        "身份证号": ("身份证号", Way.TEXT),
        "补助金额": ("补助金额", Way.AUTO),
        "建档日期": ("建档日期", Way.DATE),
        "卡号": ("卡号", Way.TEXT),
    }
    assert made.conditions == ()


def test_the_examples_are_understood_nearly_whole(office: Office) -> None:
    hardship, real_name = store.samples()
    for sample in (hardship, real_name):
        made = propose(office, sample.form.register, sample.content)
        known = {(c.letter, c.name) for c in made.columns}
        wanted = {(c.letter, c.name) for c in sample.form.mapping.columns}
        assert made.sheets[0].name == sample.form.mapping.sheets[0].name
        assert len(wanted - known) <= 2


def test_a_row_of_column_numbers_is_passed_over_and_lists_of_another_sheet_read(
    office: Office,
) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, lists = book.add_worksheet("表"), book.add_worksheet("码")
        page.write_row(0, 0, ("姓名", "性别", "是否农民工", "学历"))
        page.write_row(1, 0, ("甲", "1", "2", "3"))
        lists.write_column(0, 0, ("男", "女"))
        book.define_name("学历表", "=码!$B$1:$B$2")
        lists.write_column(0, 1, ("初中", "高中"))
        page.data_validation("B3", {"validate": "list", "source": "=码!$A$1:$A$2"})
        page.data_validation("C3:C9", {"validate": "list", "source": ["√", "×"]})
        page.data_validation("D3", {"validate": "list", "source": "=学历表"})
    made = propose(office, "members", out.getvalue())
    assert made.sheets[0].rows is not None
    assert made.sheets[0].rows.first_row == 3
    sex, migrant, education = made.columns[1:]
    assert sex.rule.allowed == ("男", "女")
    assert migrant.words == (("是", "√"), ("否", "×"))
    assert {("71", "初中"), ("60", "高中")} <= set(education.words)


def test_a_form_of_which_nothing_is_understood_gives_an_empty_mapping(
    office: Office,
) -> None:
    book = openpyxl.Workbook()
    out = BytesIO()
    book.save(out)
    assert propose(office, "members", out.getvalue()).sheets == ()
    with pytest.raises(Refused):
        propose(office, "members", b"x")
