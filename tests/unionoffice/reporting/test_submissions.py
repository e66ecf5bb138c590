"""What was handed in is kept to the byte, and the next time one sees what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.offices import edit, new
from tests.unionoffice.reporting.desk import NAME, kept, mapping, people, sheet_of
from unionoffice.errors import InvalidInput, Refused
from unionoffice.reporting import store
from unionoffice.reporting.filled import Was
from unionoffice.reporting.filling import fill
from unionoffice.reporting.form import FROM_SHEET, FormColumn, Rule, Shape
from unionoffice.reporting.submissions import (
    changes_since,
    file_of,
    submissions,
    submit,
    withdraw,
)

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office


def test_the_very_file_is_kept_and_handed_out_again(office: Office) -> None:
    people(office, "张三", "李四")
    form = kept(office)
    filled = fill(office, form, period="2026年第一季度")
    changes = submit(office, filled, note="已电话确认")
    assert len(changes.in_table("report_submission")) == 1
    edit(office, "members", 1, name="张三丰")
    (found,) = submissions(office, form)
    assert file_of(office, found) == filled.content
    assert (found.period, found.rows, found.who) == ("2026年第一季度", 2, "工会干事")
    assert (found.note, found.submitted_at) == ("已电话确认", office.clock.now())
    assert filled.file_name == f"{NAME}_2026年第一季度_20260315.xlsx"


def test_what_changed_since_the_last_time_is_told(office: Office) -> None:
    one, two, _ = people(office, "张三", "李四", "王五")
    form = kept(office)
    first = changes_since(office, fill(office, form))
    assert first.sentence() == "第一次报送，共 3 条。"
    assert len(first.added) == 3
    submit(office, fill(office, form), "一季度")
    same = changes_since(office, fill(office, form))
    assert same.sentence() == "与上次报送（一季度）相比：没有变化。"
    edit(office, "members", one, political="13")
    office.discard(office.register("members"), [two])
    new(office, "members", name="赵六")
    found = changes_since(office, fill(office, form))
    told = "新增 1、减少 1、变化 1（政治面貌 1）"
    assert found.sentence() == f"与上次报送（一季度）相比：{told}。"
    assert [title for _, title in found.added] == ["赵六"]
    assert [title for _, title in found.left] == ["李四"]
    (changed,) = found.changed
    assert changed.fields == (Was("政治面貌", "中共党员", "群众"),)


def test_a_place_in_the_list_is_no_change_and_new_columns_are_told(
    office: Office,
) -> None:
    people(office, "张三")
    form = kept(office)
    submit(office, fill(office, form), "一季度")
    new(office, "members", name="阿一")
    asked = FormColumn("D", "性别", name="sex")
    rows = form.mapping.sheets[0].rows
    assert rows is not None
    wider = replace(rows, columns=(*rows.columns[:2], *rows.columns[3:], asked))
    sheet = replace(form.mapping.sheets[0], rows=wider)
    made = replace(form, mapping=mapping(order=("-name",)))
    assert changes_since(office, fill(office, made)).changed == ()
    made = replace(form, mapping=replace(form.mapping, sheets=(sheet,)))
    found = changes_since(office, fill(office, made))
    assert (found.columns_added, found.columns_left) == (("性别",), ("身份证号",))


def test_any_earlier_submission_can_be_compared_with(office: Office) -> None:
    people(office, "张三")
    form = kept(office)
    submit(office, fill(office, form), "一季度")
    people_two = new(office, "members", name="李四")
    submit(office, fill(office, form), "二季度")
    assert [item.period for item in submissions(office, form)] == ["二季度", "一季度"]
    newest, oldest = submissions(office, form)
    filled = fill(office, form)
    assert people_two
    assert changes_since(office, filled).added == ()
    assert [t for _, t in changes_since(office, filled, oldest).added] == ["李四"]
    withdraw(office, newest)
    assert [t for _, t in changes_since(office, filled).added] == ["李四"]
    with pytest.raises(Refused, match="不存在"):
        withdraw(office, replace(newest, uid="x"))


def test_errors_keep_it_back_unless_the_clerk_says_so(office: Office) -> None:
    new(office, "members", name="张三")
    required = FormColumn("B", "手机号", name="phone", rule=Rule(required=True))
    form = kept(office, mapping(required))
    filled = fill(office, form)
    with pytest.raises(Refused, match=r"有 1 处不符合.*张三 手机号：必填"):
        submit(office, filled, "一季度")
    assert submissions(office, form) == []
    submit(office, filled, "一季度", despite_errors=True)
    assert len(submissions(office, form)) == 1


def test_a_period_is_needed_and_the_form_must_be_there(office: Office) -> None:
    form = kept(office)
    filled = fill(office, form)
    for period, note in (("", ""), ("长" * 61, ""), ("一季度", "长" * 201)):
        with pytest.raises(InvalidInput):
            submit(office, filled, period, note=note)
    gone = replace(filled, form=replace(form, uid="x"))
    with pytest.raises(Refused, match="不存在"):
        submit(office, gone, "一季度")
    assert store.form(office, NAME) == form


def test_rows_of_a_spreadsheet_are_known_again_by_their_id(
    office: Office, tmp_path: Path
) -> None:
    columns = (
        FormColumn("B", "姓名", name="姓名"),
        FormColumn("C", "号", name="号", rule=Rule(shape=Shape.ID_NUMBER, warns=True)),
    )
    form = kept(office, mapping(*columns), FROM_SHEET)
    head = ("姓名", "号")
    source = sheet_of(tmp_path, head, ("张三", "1"), ("李四", "2"), ("王五", "2"))
    submit(office, fill(office, form, source=source), "一季度")
    source = sheet_of(tmp_path, head, ("李四", "2"), ("张三丰", "1"), ("赵六", "3"))
    found = changes_since(office, fill(office, form, source=source))
    assert [item.fields for item in found.changed] == [(Was("姓名", "张三", "张三丰"),)]
    assert [title for _, title in found.added] == ["赵六"]
    assert [title for _, title in found.left] == ["王五"]
