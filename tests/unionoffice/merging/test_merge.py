"""Two records become one, whatever was linked follows, and all of it can come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.undo import Decisions, Way, look
from tests.offices import dump, edit, fates, new, plan_of, shown, value, whole
from tests.unionoffice.merging.people import (
    NUMBER,
    again,
    dues,
    event,
    joined,
    keys,
    members,
    twice,
)
from unionoffice.errors import InvalidInput, Refused
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Comparison, Merging, Side
from unionoffice.merging.different import different, say_different
from unionoffice.merging.merge import merge, obstacle
from unionoffice.office import Office
from unionoffice.sheets.writing.export import export


@pytest.fixture
def double(office: Office) -> Comparison:
    """Two cards of one person with dues, events and notes of their own."""
    told = twice(
        office,
        {"joined_on": date(2010, 5, 1), "phone": "13800138000", "note": "甲"},
        {"joined_on": date(2015, 5, 1), "id_number": NUMBER, "note": "乙"},
    )
    for key, month in zip((*keys(told), *keys(told)), (1, 1, 2, 3), strict=True):
        dues(office, key, month, paid=100 * key, paid_on=date(2026, month, 9))
    event(office, keys(told)[1], "reserved", date(2020, 1, 1))
    return again(office, told)


def test_the_kept_record_has_the_best_of_both(
    office: Office, double: Comparison
) -> None:
    changes = joined(office, double)
    assert members(office, "name", "id_number", "phone", "note", "joined_on") == [
        ("单长喆", NUMBER, "13800138000", "甲\n乙", date(2010, 5, 1))
    ]
    assert shown(office, "dues", "month", "paid") == [
        (date(2026, 3, 1), 200),
        (date(2026, 2, 1), 100),
        (date(2026, 1, 1), 200),
    ]
    assert shown(office, "events", "kind") == [("reserved",), ("joined",)]
    assert changes.sentence.endswith("改挂 2 条关联记录，2 条重复的进了回收站。")
    assert office.problems() == []


def test_a_merge_is_taken_back_to_the_byte_and_done_again(
    office: Office, path: Path, double: Comparison
) -> None:
    before = dump(path)
    merged = joined(office, double)
    after = dump(path)
    undone = office.undo(merged.batch or "")
    assert dump(path) == before
    office.undo(undone.batch or "")
    assert dump(path) == after
    assert office.problems() == []


def test_what_was_chosen_is_written(office: Office, double: Comparison) -> None:
    joined(office, double, phone=Side.LOST, note=Side.LOST)
    assert members(office, "phone", "note") == [(None, "乙")]


def test_a_choice_that_cannot_be_is_refused(office: Office, double: Comparison) -> None:
    for take in ({"nothing": Side.LOST}, {"phone": Side.BOTH}, {"sex": Side.BOTH}):
        with pytest.raises(InvalidInput):
            merge(office, Merging(double, take))
    with pytest.raises(InvalidInput, match="随“身份证号”一起选"):
        merge(office, Merging(double, {"id_number": "lost", "id_pending": Side.KEPT}))  # type: ignore[dict-item]  # as a script may say it


def test_the_same_pair_is_not_merged_twice(office: Office, double: Comparison) -> None:
    joined(office, double)
    with pytest.raises(Refused, match="已经合并到"):
        joined(office, double)
    with pytest.raises(Refused, match="已经合并到"):
        again(office, double)


def test_a_merged_record_comes_back_with_its_merge_only(
    office: Office, double: Comparison
) -> None:
    batch = joined(office, double).batch or ""
    lost = keys(double)[1]
    with pytest.raises(Refused, match="撤销那次合并"):
        office.restore(double.register, [lost])
    gone = [c.goes[1] for c in double.collisions if c.table == "dues"]
    with pytest.raises(Refused, match="撤销那次合并"):
        office.restore(office.register("dues"), gone)
    office.undo(batch)
    office.discard(double.register, [lost])
    office.restore(double.register, [lost])
    assert len(members(office, "name")) == 2


def test_what_was_edited_after_a_merge_survives_its_undo_if_that_is_decided(
    office: Office, double: Comparison
) -> None:
    batch = joined(office, double).batch or ""
    kept, lost = keys(double)
    edit(office, "members", kept, trade="电工")
    with pytest.raises(Refused, match="单长喆"):
        office.undo(batch)
    looked = look(office.store, batch)
    decided = Decisions(looked.mark, {("person", kept): Way.MERGE})
    office.undo(batch, decided)
    told = {row[0]: row[1:] for row in members(office, "note", "trade", "id_number")}
    assert told == {"甲": ("电工", None), "乙": (None, NUMBER)}
    assert value(office, "members", lost, "joined_on") == date(2015, 5, 1)


def test_an_old_sheet_of_a_merged_record_speaks_of_the_kept_one(
    office: Office, double: Comparison, tmp_path: Path
) -> None:
    sheet, lost = tmp_path / "旧表.xlsx", keys(double)[1]
    edit(office, "members", lost, trade="电工", id_number=None)
    double = again(office, double)
    with office.reading() as connection:
        export(connection, office.view(double.register), sheet, only=[lost])
    joined(office, double, trade=Side.KEPT)
    plan = plan_of(office, sheet)
    assert fates(plan) == {"changed": 1}
    assert plan.rows[0].record_id == keys(double)[0]


@pytest.mark.parametrize("linked", [False, True])
def test_what_moved_on_since_it_was_compared_is_not_merged(
    office: Office, path: Path, double: Comparison, *, linked: bool
) -> None:
    if linked:
        dues(office, keys(double)[1], 9)
    else:
        edit(office, "members", keys(double)[0], trade="电工")
    before = whole(path)
    assert "重新对照" in obstacle(office, Merging(double))
    with pytest.raises(Refused, match="重新对照"):
        joined(office, double)
    assert whole(path) == before


def test_a_history_that_cannot_be_is_refused_before_and_when_merging(
    office: Office, path: Path
) -> None:
    told = twice(office, {"joined_on": date(2010, 5, 1)}, {})
    event(office, keys(told)[0], "transferred_out", date(2012, 1, 1))
    event(office, keys(told)[1], "joined", date(2014, 1, 1))
    told = again(office, told)
    before = whole(path)
    why = obstacle(office, Merging(told))
    assert why.startswith("合并后会籍变动不能成立：会籍状态是“已转出”时")
    with pytest.raises(Refused, match="不能成立"):
        joined(office, told)
    assert whole(path) == before


def test_old_faults_of_a_card_do_not_stand_in_the_way(office: Office) -> None:
    told = twice(office, {}, {"phone": "1"})
    with office.transaction("试") as writer:
        broken = {"id_number": NUMBER[:-1] + "0"}
        writer.update(told.register.model, keys(told)[0], broken)
    joined(office, again(office, told))
    assert members(office, "phone") == [("1",)]


def test_the_chosen_one_of_two_dues_stays(office: Office, double: Comparison) -> None:
    [collision] = [c for c in double.collisions if c.table == "dues"]
    turned = compare(
        office, double.register, *keys(double), double.with_other(collision)
    )
    joined(office, turned)
    assert (date(2026, 1, 1), 100) in shown(office, "dues", "month", "paid")


def test_what_was_told_apart_stays_apart_from_the_kept_one(office: Office) -> None:
    told = twice(office, {}, {})
    kept, lost = keys(told)
    third = new(office, "members", name="单长哲")
    say_different(office, told.register, lost, third)
    say_different(office, told.register, lost, kept)
    told = again(office, told)
    assert any("不是同一人" in note for note in told.notes)
    joined(office, told)
    with office.reading() as connection:
        assert different(connection, "person") == {(kept, third)}


def tree(office: Office) -> dict[str, int]:
    """A team that was written twice, with crews, groups and people."""
    mine = new(office, "units", name="矿", kind="company")
    keys = {"矿": mine}
    for name in ("采煤一队", "采一队"):
        keys[name] = new(office, "units", name=name, kind="team", parent_id=mine)
    for name, kind, above in (
        ("甲班", "crew", "采煤一队"),
        ("甲班2", "crew", "采一队"),
        ("乙班", "crew", "采一队"),
        ("第一小组", "union_group", "采一队"),
    ):
        told = {"name": name.rstrip("2"), "kind": kind, "parent_id": keys[above]}
        keys[name] = new(office, "units", **told)
    return keys


def test_a_unit_takes_people_crews_and_groups_along(office: Office, path: Path) -> None:
    at = tree(office)
    for name, crew in (("张三", "甲班"), ("李四", "甲班2"), ("王五", "乙班")):
        unit = at["采煤一队"] if crew == "甲班" else at["采一队"]
        told: dict[str, Any] = {"unit_id": unit, "crew_id": at[crew]}
        new(office, "members", name=name, group_id=at["第一小组"], **told)
    before = dump(path)
    units = office.register("units")
    told_units = compare(office, units, at["采煤一队"], at["采一队"])
    changes = merge(office, Merging(told_units, {"name": Side.KEPT}))
    assert {row[1:] for row in members(office, "name", "unit_id", "crew_id")} == {
        ("采煤一队", "甲班"),
        ("采煤一队", "乙班"),
    }
    assert sorted(shown(office, "units", "name", "parent_id")) == [
        ("乙班", "采煤一队"),
        ("甲班", "采煤一队"),
        ("矿", None),
        ("第一小组", "采煤一队"),
        ("采煤一队", "矿"),
    ]
    assert value(office, "units", at["采煤一队"], "people") == 3
    assert office.problems() == []
    office.undo(changes.batch or "")
    assert dump(path) == before


@pytest.mark.parametrize("kept", ["矿", "采一队"])
def test_a_unit_is_merged_with_one_above_without_a_ring(
    office: Office, kept: str
) -> None:
    at = tree(office)
    lost = {"矿": "采一队", "采一队": "矿"}[kept]
    told = compare(office, office.register("units"), at[kept], at[lost])
    merge(office, Merging(told, {"name": Side.KEPT, "kind": Side.KEPT}))
    upper = dict(shown(office, "units", "name", "parent_id"))
    assert upper[kept] is None
    assert upper["采煤一队"] == upper["乙班"] == kept


def test_a_crew_is_not_merged_into_a_team_while_people_stand_in_it(
    office: Office,
) -> None:
    at = tree(office)
    person = new(office, "members", name="张三", crew_id=at["乙班"])
    told = compare(office, office.register("units"), at["采煤一队"], at["乙班"])
    assert "1 条会员的“班组”类别不对" in obstacle(
        office, Merging(told, {"kind": Side.KEPT})
    )
    assert obstacle(office, Merging(told, {"kind": Side.LOST})) == ""
    edit(office, "members", person, unit_id=at["采煤一队"])
    assert "“所在单位”" in obstacle(
        office, Merging(again(office, told), {"kind": Side.LOST})
    )
