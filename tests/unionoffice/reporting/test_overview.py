"""The forms at a glance: the last submission, what changed since, the way to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.offices import edit, new
from tests.unionoffice.reporting.desk import NAME, kept, people
from unionoffice.errors import Refused
from unionoffice.reporting import store
from unionoffice.reporting.filled import Was
from unionoffice.reporting.filling import fill
from unionoffice.reporting.form import FROM_SHEET
from unionoffice.reporting.overview import record_of, shelf, since_last, source_words
from unionoffice.reporting.submissions import difference, submissions, submit

if TYPE_CHECKING:
    from unionoffice.office import Office

MASSES = "13"
"""群众 (GB/T 4762)."""


def test_the_shelf_holds_forms_their_submissions_the_bin_and_samples(
    office: Office,
) -> None:
    people(office, "张三")
    form = kept(office)
    submit(office, fill(office, form), "2026年1月")
    store.copy(office, form)
    store.discard(office, store.form(office, f"{NAME}（2）"))
    found = shelf(office)
    (line,) = found.lines
    assert line.last is not None
    assert (line.form.name, line.last.period) == (NAME, "2026年1月")
    assert [each.name for each in found.discarded] == [f"{NAME}（2）"]
    assert len(found.samples) == 2


def test_what_changed_since_is_known_without_filling(office: Office) -> None:
    one, _two = people(office, "张三", "李四")
    form = kept(office)
    assert since_last(office, form) is None
    submit(office, fill(office, form), "2026年1月")
    edit(office, "members", one, political=MASSES)
    found = since_last(office, form)
    assert found is not None
    assert [record.title for record in found.changed] == ["张三"]


def test_two_submissions_are_compared_in_either_direction(office: Office) -> None:
    one, _two = people(office, "张三", "李四")
    form = kept(office)
    submit(office, fill(office, form), "2026年1月")
    edit(office, "members", one, political=MASSES)
    new(office, "members", name="王五", political="01")
    submit(office, fill(office, form), "2026年2月")
    later, earlier = submissions(office, form)
    there, back = difference(office, earlier, later), difference(office, later, earlier)
    assert [title for _, title in there.added] == ["王五"]
    assert [title for _, title in back.left] == ["王五"]
    (changed,) = there.changed
    (was,) = changed.fields
    assert was.column == "政治面貌"
    assert back.changed[0].fields == (Was(was.column, was.new, was.old),)


def test_a_record_is_found_by_its_key_for_life_until_it_is_deleted(
    office: Office,
) -> None:
    (key,) = people(office, "张三")
    register = office.register("members")
    uid = office.uids(register, [key])[key]
    assert record_of(office, register, uid) == key
    office.discard(register, [key])
    with pytest.raises(Refused, match="已经删除"):
        record_of(office, register, uid)


def test_where_records_come_from_is_said_in_words(office: Office) -> None:
    assert source_words(office, "members") == "会员"
    assert source_words(office, FROM_SHEET) == "另选的表格"
    assert source_words(office, "gone") == "没有的台账“gone”"
