"""How a person arranged a list: columns, widths, sorting; kept between days."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ui.register.column_chooser import can_be_shown
from unionoffice.register.register import Order

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Columns from left to right with their widths in pixels (0: the usual one)."""

    columns: Mapping[str, int]
    sort: str = ""
    descending: bool = False
    splitter: tuple[int, ...] = field(default=())

    def columns_of(self, register: Register) -> list[AnyColumn]:
        """The columns themselves."""
        return [register.all_columns[key] for key in self.columns]

    def order(self, register: Register) -> tuple[Order, ...]:
        """How the rows are sorted; empty for the register's own order."""
        if not self.sort:
            return ()
        return (Order(register.all_columns[self.sort], descending=self.descending),)


def at_first(register: Register) -> Arrangement:
    """What the register's declaration says."""
    return Arrangement({column.key: 0 for column in register.columns})


def read(settings: Mapping[str, str], register: Register) -> Arrangement:
    """What was kept; what the program no longer knows is left out."""
    try:
        kept: Any = json.loads(settings.get(place(register), "{}"))
        known = set(can_be_shown(register))
        columns = {
            str(key): int(width)
            for key, width in dict(kept.get("columns", {})).items()
            if key in known
        }
        sort = str(kept.get("sort", ""))
        descending = bool(kept.get("descending"))
        splitter = tuple(int(part) for part in kept.get("splitter", ()))
    except (ValueError, TypeError, AttributeError):
        return at_first(register)
    return Arrangement(
        columns or at_first(register).columns,
        sort if sort in known else "",
        descending,
        splitter,
    )


def keep(
    settings: MutableMapping[str, str], register: Register, arranged: Arrangement
) -> None:
    """Keep how the list is arranged."""
    settings[place(register)] = json.dumps(
        {
            "columns": dict(arranged.columns),
            "sort": arranged.sort,
            "descending": arranged.descending,
            "splitter": arranged.splitter,
        }
    )


def place(register: Register) -> str:
    """The setting's name."""
    return f"list.{register.key}"
