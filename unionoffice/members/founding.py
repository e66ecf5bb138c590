"""The first thing in a new store: the mine itself, root of the tree of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.models import Unit
from db.vocabulary import UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office

UNION_ENDINGS = ("工会委员会", "工会")


def set_up_units(office: Office, union_name: str, teams: Sequence[str] = ()) -> int:
    """Make the root unit, named after the union, and teams beneath it.

    Returns the key of the root.
    """
    name = union_name.strip()
    for ending in UNION_ENDINGS:
        name = name.removesuffix(ending) or name
    with office.transaction("建立单位") as writer:
        root = writer.insert(Unit, {"name": name, "kind": str(UnitKind.COMPANY)})
        rows = [
            {
                "name": team,
                "kind": str(UnitKind.TEAM),
                "parent_id": root,
                "position": place,
            }
            for place, team in enumerate(teams, start=1)
        ]
        if rows:
            writer.insert_many(Unit, rows)
    return root
