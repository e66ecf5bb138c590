"""A tree of units goes in from one file, in whatever order its rows stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.offices import (
    copied,
    edit,
    fates,
    new,
    opened,
    plan_of,
    shown,
    told,
    write_sheets,
)
from unionoffice.office import Office
from unionoffice.sheets.own_headers import KEY_LABEL
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind
from unionoffice.sheets.writing.export import export

HEAD = ("名称", "类别", "上级单位", "备注")
MINE = ("安源煤矿", "矿（公司）", None, None)
TEAM = ("综采一队", "区队（车间）", "安源煤矿", None)
OTHER = ("机电队", "区队（车间）", "安源煤矿", None)
CREW = ("一班", "班组", "综采一队", None)
GROUP = ("第一小组", "工会小组", "一班", None)
AMBIGUOUS = "有多个同名的，无法确定是哪一个"
TREE = (MINE, TEAM, OTHER, CREW, GROUP)

Row = Sequence[object]
Read = Callable[..., Plan]


@pytest.fixture
def read(office: Office, tmp_path: Path) -> Read:
    def plan(*rows: Row) -> Plan:
        file = write_sheets(tmp_path / "单位.xlsx", {"Sheet1": [HEAD, *rows]})
        return plan_of(office, file, "units")

    return plan


def tree(office: Office) -> dict[str, str | None]:
    return dict(shown(office, "units", "name", "parent_id"))


def above(rows: Sequence[Row]) -> dict[object, object]:
    return {row[0]: row[2] for row in rows}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.permutations(TREE))
def test_a_tree_keeps_its_shape_in_any_order_and_goes_in_once(
    template: Path, tmp_path: Path, rows: list[Row]
) -> None:
    cells: list[list[Any]] = [list(HEAD), *map(list, rows)]
    book = Workbook(Path("a.xlsx"), FileKind.XLSX, (RawSheet("Sheet1", cells),))
    office = opened(copied(template, tmp_path))
    units = office.register("units")
    try:
        plan = office.plan(units, book)
        assert (fates(plan), told(plan), plan.wanted) == ({"new": len(rows)}, [], ())
        office.apply(plan)
        assert tree(office) == above(rows)
        assert fates(office.plan(units, book)) == {"same": len(rows)}
    finally:
        office.close()


def test_an_exported_tree_goes_into_an_empty_store(
    office: Office, template: Path, tmp_path: Path
) -> None:
    mine = new(office, "units", name="安源煤矿", kind="company")
    for place, name in ((2, "综采一队"), (1, "机电队")):
        team = new(
            office, "units", name=name, kind="team", parent_id=mine, position=place
        )
        for crew in ("一班", "二班"):
            new(office, "units", name=crew, kind="crew", parent_id=team)
    file = tmp_path / "单位.xlsx"
    with office.reading() as connection:
        export(connection, office.view(office.register("units")), file)
    wanted = sorted(shown(office, "units", "name", "kind", "parent_id"), key=repr)
    (tmp_path / "other").mkdir()
    other = opened(copied(template, tmp_path / "other"))
    try:
        other.apply(plan_of(other, file, "units"))
        found = shown(other, "units", "name", "kind", "parent_id")
        assert sorted(found, key=repr) == wanted
        assert fates(plan_of(other, file, "units")) == {"same": 7}
    finally:
        other.close()


def test_a_tree_that_went_in_goes_out_again_whole(office: Office, read: Read) -> None:
    batch = office.apply(read(*reversed(TREE))).batch or ""
    redo = office.undo(batch).batch or ""
    assert tree(office) == {}
    office.undo(redo)
    assert tree(office) == above(TREE)


def test_a_known_unit_moves_beneath_a_new_one(office: Office, read: Read) -> None:
    new(office, "units", name="综采一队", kind="team")
    plan = read(TEAM, MINE)
    assert fates(plan) == {"changed": 1, "new": 1}
    office.apply(plan)
    assert tree(office) == {"综采一队": "安源煤矿", "安源煤矿": None}


def test_two_crews_of_one_name_stay_beneath_their_own_teams(
    office: Office, read: Read
) -> None:
    mine, team, other = (
        new(office, "units", name=name, kind=kind)
        for name, kind in (
            ("安源煤矿", "company"),
            ("综采一队", "team"),
            ("机电队", "team"),
        )
    )
    new(office, "units", name="一班", kind="crew", parent_id=team)
    assert mine != other
    plan = read(CREW, ("一班", "班组", "机电队", None))
    assert fates(plan) == {"same": 1, "new": 1}


def test_units_in_a_ring_are_rejected_and_what_hangs_on_them_is_flagged(
    read: Read,
) -> None:
    plan = read(
        ("甲队", "区队（车间）", "乙队", None),
        ("乙队", "区队（车间）", "甲队", None),
        ("丙班", "班组", "甲队", None),
        MINE,
    )
    assert fates(plan) == {"rejected": 2, "new": 2}
    assert told(plan) == [
        (2, "上级单位", "reject"),
        (3, "上级单位", "reject"),
        (4, "上级单位", "warn"),
    ]
    assert plan.rows[2].values["note"] == "上级单位：甲队"


def test_a_unit_above_itself_is_rejected(read: Read) -> None:
    assert fates(read(("甲队", "区队（车间）", "甲队", None))) == {"rejected": 1}


def test_a_ring_through_the_store_is_rejected(office: Office, read: Read) -> None:
    mine = new(office, "units", name="安源煤矿", kind="company")
    new(office, "units", name="综采一队", kind="team", parent_id=mine)
    plan = read(("安源煤矿", "矿（公司）", "综采一队", None))
    assert fates(plan) == {"rejected": 1}


def test_two_units_turned_round_by_one_file_are_no_ring(
    office: Office, read: Read
) -> None:
    upper = new(office, "units", name="甲队", kind="team")
    lower = new(office, "units", name="乙队", kind="team", parent_id=upper)
    edit(office, "units", lower, parent_id=None)
    office.apply(read(("甲队", "区队（车间）", "乙队", None)))
    assert tree(office) == {"甲队": "乙队", "乙队": None}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((TEAM,), "没有找到"),
        ((MINE, ("安源煤矿", "科室", None, "另"), TEAM), AMBIGUOUS),
        ((("安源煤矿", None, None, None), TEAM), "没有找到"),
    ],
)
def test_a_unit_above_that_nobody_can_tell_is_kept_in_words(
    read: Read, rows: Sequence[Row], words: str
) -> None:
    plan = read(*rows)
    said = [item.problem for item in plan.complaints() if item.level == "warn"]
    assert said == [f"上级单位“安源煤矿”{words}"]
    assert plan.rows[-1].values["parent_id"] is None


def test_one_name_stands_once_beneath_a_unit(office: Office, read: Read) -> None:
    plan = read(MINE, ("安源煤矿", "科室", None, "另"), (*TEAM[:2], None, None))
    assert fates(plan) == {"new": 2, "rejected": 1}
    assert [item.problem for item in plan.complaints()] == ["同一上级下已有“安源煤矿”"]
    office.apply(plan)
    again = read(MINE, ("综采一队", "科室", None, None))
    assert fates(again) == {"same": 1, "changed": 1}


def test_a_union_group_of_the_file_has_nothing_beneath_it(read: Read) -> None:
    group = ("第一小组", "工会小组", None, None)
    plan = read(group, ("一班", "班组", "第一小组", None))
    assert [item.problem for item in plan.complaints()] == [
        "上级单位“第一小组”不能选作上级单位"
    ]
    crew = ("第一小组", "班组", "安源煤矿", None)
    plan = read(MINE, group, crew, ("二小组", "工会小组", "第一小组", None))
    assert plan.rows[3].values["parent_id"].row == 2


def test_a_renamed_unit_is_found_by_its_new_name(
    office: Office, tmp_path: Path
) -> None:
    key = new(office, "units", name="甲队", kind="team")
    uid = office.uids(office.register("units"), [key])[key]
    rows = [
        ("名称", "上级单位", "类别", KEY_LABEL),
        ("乙队", None, "区队（车间）", uid),
        ("一班", "乙队", "班组", None),
    ]
    file = write_sheets(tmp_path / "单位.xlsx", {"Sheet1": rows})
    plan = plan_of(office, file, "units")
    assert (fates(plan), plan.rows[1].values["parent_id"]) == (
        {"changed": 1, "new": 1},
        key,
    )
