"""What can be done with rows beside editing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence


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


@dataclass(frozen=True)
class FinishedPaper:
    """The action's outcome is a finished PDF to look at.

    `changes` is what was recorded when it was taken out to be handed on: with it the
    paper may be printed and kept as a file, without it, it may only be looked at.
    """

    title: str
    pdf: bytes
    changes: Changes | None = None


@dataclass(frozen=True)
class Question:
    """The action wants a sentence of the person before it does anything.

    `then` does it, given the words; `yes` is the deed on the button.
    """

    question: str
    yes: str
    then: Callable[[str], Outcome]
    more: str = ""


Outcome = Changes | Opening | Paper | FinishedPaper | Question


@dataclass(frozen=True, eq=False)
class Action:
    """A named deed: words, when offered, and the function that does it.

    `run(office, ids)` returns what it changed, what shall be opened or shown, or what
    has to be asked first.
    """

    key: str
    label: str
    needs: Needs
    run: Callable[[Any, Sequence[int]], Outcome]
    icon: str = ""
