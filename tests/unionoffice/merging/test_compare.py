"""Two records side by side: which value is likely right, and what is linked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.offices import TODAY, edit, new, whole
from tests.unionoffice.merging.people import (
    NUMBER,
    again,
    dues,
    event,
    keys,
    pair,
    twice,
)
from unionoffice.catalogue import PAPERS
from unionoffice.errors import Refused
from unionoffice.merging.compare import compare, tables_of
from unionoffice.merging.comparison import Side
from unionoffice.merging.links import Links
from unionoffice.office import Office
from unionoffice.printing import Request, paper, save_as


def test_the_filled_value_goes_before_the_empty_one(office: Office) -> None:
    told = twice(office, {"phone": "13800138000"}, {"staff_no": "A1"})
    phone, staff = pair(told, "phone"), pair(told, "staff_no")
    assert (phone.suggested, staff.suggested) == (Side.KEPT, Side.LOST)
    assert staff.reason == "另一条没有填写"
    assert {each.key for each in told.differing} == {"phone", "staff_no"}
    assert {each.key for each in told.agreeing} >= {"name"}


def test_a_valid_number_goes_before_a_broken_one_and_takes_its_document_along(
    office: Office,
) -> None:
    told = twice(office, {}, {"id_number": NUMBER})
    kept, _ = keys(told)
    with office.transaction("试") as writer:
        broken = {"id_number": NUMBER[:-1] + "0", "id_pending": True}
        writer.update(told.register.model, kept, broken)
    told = again(office, told)
    number, pending = pair(told, "id_number"), pair(told, "id_pending")
    assert (number.suggested, number.reason) == (Side.LOST, "另一条不合要求")
    assert (pending.follows, pending.suggested) == ("id_number", Side.LOST)


def test_the_value_that_was_written_later_is_suggested(office: Office) -> None:
    told = twice(office, {"phone": "13800138000"}, {"phone": "13800138001"})
    assert pair(told, "phone").suggested is Side.LOST
    edit(office, "members", keys(told)[0], phone="13800138002")
    edit(office, "members", keys(told)[1], trade="电工")
    phone = pair(again(office, told), "phone")
    assert phone.suggested is Side.KEPT
    assert phone.reason == "较新（2026-03-15 填写）"


def test_long_texts_are_both_kept_unless_one_holds_the_other(office: Office) -> None:
    told = twice(office, {"note": "老会员"}, {"note": "困难职工"})
    note = pair(told, "note")
    assert note.suggested is Side.BOTH
    assert note.value(Side.BOTH) == "老会员\n困难职工"
    edit(office, "members", keys(told)[1], note="老会员，困难职工")
    assert pair(again(office, told), "note").suggested is Side.LOST


def test_everything_linked_is_listed_with_what_becomes_of_it(office: Office) -> None:
    told = twice(
        office,
        {"joined_on": date(2010, 5, 1)},
        {"joined_on": date(2015, 5, 1)},
    )
    kept, lost = keys(told)
    dues(office, kept, 1)
    dues(office, lost, 1, paid=1500, paid_on=date(2026, 1, 9))
    dues(office, lost, 2)
    dues(office, kept, 3)
    dues(office, lost, 3)
    gone = dues(office, lost, 4)
    office.discard(office.register("dues"), [gone])
    told = again(office, told)
    [moved] = told.moved
    assert moved.sentence == "会费台账（会员）1 条和回收站中的 1 条"
    assert moved.named[0].startswith("2026-02，缴费基数 3,000.00")
    found = {(c.title, c.stays, c.reason, c.same) for c in told.collisions}
    assert found == {
        ("会费台账", Side.KEPT, "内容相同", True),
        ("会费台账", Side.LOST, "实缴较多", False),
        ("会籍变动", Side.KEPT, "日期较早", False),
    }


def test_the_other_of_two_can_be_chosen_and_chosen_back(office: Office) -> None:
    told = twice(office, {}, {})
    dues(office, keys(told)[0], 1, note="甲")
    dues(office, keys(told)[1], 1)
    told = again(office, told)
    [double] = told.collisions
    assert (double.stays, double.reason) == (Side.KEPT, "填写较全")
    turned = compare(office, told.register, *keys(told), told.with_other(double))
    assert turned.collisions[0].stays is Side.LOST
    back = turned.with_other(turned.collisions[0])
    assert compare(office, told.register, *keys(told), back) == told


def test_papers_that_left_stay_as_they_are_and_that_is_said(
    office: Office, tmp_path: Path
) -> None:
    told = twice(office, {}, {})
    request = Request(office.clock.today(), ids=keys(told))
    save_as(office, paper(PAPERS, "member-roster"), request, tmp_path / "名册.pdf")
    assert any("1 份纸件" in note for note in again(office, told).notes)


def test_papers_themselves_are_never_moved(office: Office, tmp_path: Path) -> None:
    job = paper(PAPERS, "member-roster")
    request = Request(office.clock.today())
    for name in ("甲.pdf", "乙.pdf"):
        save_as(office, job, request, tmp_path / name)
    with office.reading() as connection:
        links = Links(connection, tables_of(office), TODAY, frozenset())
        links.merge("printed_paper", 1, 2)
    [sentence] = links.obstacles
    assert sentence.startswith("“出纸记录”中有 1 条登记在并入的这条名下，不能改挂：")
    assert links.writes.changes == {}


def test_comparing_writes_nothing(office: Office, path: Path) -> None:
    told = twice(office, {"phone": "1"}, {})
    before = whole(path)
    again(office, told)
    assert whole(path) == before


def test_what_cannot_be_one_is_refused_with_a_sentence(office: Office) -> None:
    told = twice(office, {}, {})
    kept, lost = keys(told)
    with pytest.raises(Refused, match="两条不同的记录"):
        compare(office, told.register, kept, kept)
    first, second = dues(office, kept, 1), dues(office, lost, 1)
    with pytest.raises(Refused, match="“会员”不同"):
        compare(office, office.register("dues"), first, second)
    with pytest.raises(Refused, match="打印登记"):
        compare(office, office.register("printed"), 1, 2)
    office.discard(told.register, [lost])
    with pytest.raises(Refused, match="回收站"):
        compare(office, told.register, kept, lost)
    with pytest.raises(Refused, match="不存在"):
        compare(office, told.register, kept, 999)


def test_events_of_two_people_are_told_by_day_and_kind(office: Office) -> None:
    told = twice(office, {}, {})
    for key in keys(told):
        event(office, key, "joined", date(2010, 5, 1))
    [double] = again(office, told).collisions
    assert double.same
    new(office, "members", name="旁人", joined_on=date(2010, 5, 1))
    assert again(office, told).collisions == (double,)
