"""Shares the units of a round among visiting teams: a unit is never divided."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    Key = TypeVar("Key", bound=Hashable)
else:
    Key = TypeVar("Key")


def shares(people: Mapping[Key, int], teams: Sequence[str]) -> dict[Key, str]:
    """Which team visits which unit, so that teams have about equally many people.

    The largest unit first, each to the team with the fewest people so far: no team
    then has more than another by more people than its last unit has.

    Args:
        people: how many people each unit has, in the order of the units.
        teams: the names of the teams.

    Raises:
        Refused: no team is named, one twice, or there are more teams than units.
    """
    names = [name.strip() for name in teams]
    if not names or not all(names):
        raise Refused("请填写慰问组的名称。")
    if len(set(names)) < len(names):
        raise Refused("慰问组的名称有重复。")
    if len(names) > len(people):
        raise Refused(
            f"名单中只有 {len(people)} 个单位，分不成 {len(names)} 个组；"
            "一个单位不拆分到两个组。"
        )
    load = dict.fromkeys(names, 0)
    place = {name: number for number, name in enumerate(names)}
    found: dict[Key, str] = {}
    for unit in sorted(people, key=lambda unit: -people[unit]):
        team = min(names, key=lambda name: (load[name], place[name]))
        found[unit] = team
        load[team] += max(people[unit], 1)
    return found
