"""What can be done with rows beside editing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.vocabulary import PrintWay


class Needs(StrEnum):
    """How many rows an action wants."""

    NONE = "none"
    ONE = "one"
    TWO = "two"
    SOME = "some"

    def fits(self, count: int) -> bool:
        """Whether the action can be offered with `count` rows chosen."""
        if self is Needs.ONE:
            return count == 1
        if self is Needs.TWO:
            return count == 2
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


class HandOut(Protocol):
    """Writes down that a finished paper goes out once more, and gives its sheets."""

    def __call__(
        self,
        way: PrintWay,
        copies: int = 1,
        printer: str | None = None,
        deliver: Callable[[bytes], None] | None = None,
    ) -> tuple[bytes, Changes]:
        """The sheets as they go out; if `deliver` fails nothing is written down."""


@dataclass(frozen=True)
class FinishedPaper:
    """The action's outcome is a finished PDF to look at.

    With `hand_out` it may be printed and kept as a file, which is written down when it
    happens; without it the paper may only be looked at.
    """

    title: str
    pdf: bytes
    hand_out: HandOut | None = None


@dataclass(frozen=True)
class Question:
    """The action wants a sentence of the person before it does anything.

    `then` does it, given the words; `yes` is the deed on the button.
    """

    question: str
    yes: str
    then: Callable[[str], Outcome]
    more: str = ""


@dataclass(frozen=True)
class SideBySide:
    """The action's outcome is two records side by side, to be made one (合并)."""

    kept: int
    lost: int


Outcome = Changes | Opening | Paper | FinishedPaper | Question | SideBySide


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


def side_by_side(_office: object, ids: Sequence[int]) -> SideBySide:
    """The deed 合并…: show two records side by side."""
    return SideBySide(*ids)
