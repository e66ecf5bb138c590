"""The tree of units: nobody is lost in it, and no branch grows from itself."""

from __future__ import annotations

import pytest

from tests.offices import edit, new, shown, value
from unionoffice.errors import Refused
from unionoffice.members.units import CREW, PLACE, beneath
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted
from unionoffice.register.kinds import Reference


@pytest.fixture
def tree(office: Office) -> dict[str, int]:
    mine = new(office, "units", name="矿", kind="company")
    team = new(office, "units", name="采煤一队", kind="team", parent_id=mine)
    crew = new(office, "units", name="一班", kind="crew", parent_id=team)
    group = new(office, "units", name="第一小组", kind="union_group", parent_id=team)
    return {"mine": mine, "team": team, "crew": crew, "group": group}


def test_a_unit_and_all_beneath_it(office: Office, tree: dict[str, int]) -> None:
    with office.reading() as connection:
        assert beneath(connection, tree["mine"]) == set(tree.values())
        assert beneath(connection, tree["crew"]) == {tree["crew"]}


@pytest.mark.parametrize("above", ["mine", "team", "crew"])
def test_a_unit_is_never_beneath_itself(
    office: Office, tree: dict[str, int], above: str
) -> None:
    with pytest.raises(NotAccepted, match="上级单位不能是"):
        edit(office, "units", tree["mine"], parent_id=tree[above])


def test_two_units_of_one_name_have_different_units_above(
    office: Office, tree: dict[str, int]
) -> None:
    with pytest.raises(NotAccepted, match="同一上级下已有"):
        new(office, "units", name="一班", kind="crew", parent_id=tree["team"])
    new(office, "units", name="一班", kind="crew", parent_id=tree["mine"])


def test_two_roots_of_one_name_are_refused(
    office: Office, tree: dict[str, int]
) -> None:
    assert tree
    with pytest.raises(NotAccepted, match="同一上级下已有"):
        new(office, "units", name="矿", kind="company")


@pytest.mark.parametrize("where", ["unit_id", "crew_id", "group_id"])
def test_a_unit_with_people_stays(
    office: Office, tree: dict[str, int], where: str
) -> None:
    unit = {"unit_id": "team", "crew_id": "crew", "group_id": "group"}[where]
    key = new(office, "members", name="张三", **{where: tree[unit]})
    register = office.register("units")
    with pytest.raises(Refused, match="1 人"):
        office.discard(register, [tree[unit]])
    office.discard(office.register("members"), [key])
    for name in ("crew", "group", "team"):
        office.discard(register, [tree[name]])


def test_a_unit_with_units_beneath_it_goes_only_together_with_them(
    office: Office, tree: dict[str, int]
) -> None:
    register = office.register("units")
    with pytest.raises(Refused, match="1 个下级单位"):
        office.discard(register, [tree["mine"]])
    office.discard(register, list(tree.values()))
    assert shown(office, "units", "name") == []


def test_people_are_counted_where_they_stand_and_all_of_them_at_the_mine(
    office: Office, tree: dict[str, int]
) -> None:
    new(office, "members", name="甲", unit_id=tree["team"], crew_id=tree["crew"])
    new(office, "members", name="乙", unit_id=tree["team"])
    gone = new(office, "members", name="丙", unit_id=tree["team"])
    office.discard(office.register("members"), [gone])
    assert value(office, "units", tree["team"], "people") == 2
    assert value(office, "units", tree["crew"], "people") == 1
    assert value(office, "units", tree["mine"], "people") == 2


def test_only_places_are_offered_as_a_persons_unit_parents_first(
    office: Office, tree: dict[str, int]
) -> None:
    found = [(item.label, item.depth) for item in office.options(Reference(PLACE))]
    assert found == [("矿", 0), ("采煤一队", 1)]
    assert tree


def test_a_crew_is_offered_with_the_unit_it_belongs_to(
    office: Office, tree: dict[str, int]
) -> None:
    (crew,) = office.options(Reference(CREW))
    assert (crew.label, crew.depth, crew.parent) == ("一班", 0, tree["team"])
