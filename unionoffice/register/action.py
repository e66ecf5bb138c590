"""What can be done with rows beside editing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unionoffice.register.changes import Changes


class Needs(StrEnum):
    """How many rows an action wants."""

    NONE = "none"
    ONE = "one"
    SOME = "some"

    def fits(self, count: int) -> bool:
        """Whether the action can be offered with `count` rows chosen."""
        if self is Needs.ONE:
            return count == 1
        return self is Needs.NONE or count > 0


@dataclass(frozen=True)
class Opening:
    """The action's outcome is a new, half-filled form of a register."""

    register: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Paper:
    """The action's outcome is a paper, named by its key, for these rows."""

    paper: str
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Action:
    """A named deed: words, when offered, and the function that does it.

    `run(office, ids)` returns what it changed, a form to open or a paper to show.
    """

    key: str
    label: str
    needs: Needs
    run: Callable[[Any, Sequence[int]], Changes | Opening | Paper]
    icon: str = ""
