"""How large characters look: on which ground, in which colour, in which font."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unionoffice.errors import InvalidInput
from unionoffice.paper.document import Ink
from unionoffice.paper.typeset.fonts import Role


class Ground(StrEnum):
    """What lies under the characters.

    On red ground the printer prints the red; without one, paper is taken that is
    coloured already.
    """

    RED = "红底"
    WHITE = "白底"
    NONE = "不印"


USUAL_INK = {Ground.RED: Ink.YELLOW, Ground.WHITE: Ink.RED, Ground.NONE: Ink.BLACK}
"""The colour of the characters if nobody says another (domain.md §6.3)."""
_UNSEEN = {
    Ground.RED: {Ink.RED},
    Ground.WHITE: {Ink.WHITE, Ink.YELLOW},
    Ground.NONE: {Ink.WHITE},
}
_WHERE = {
    Ground.RED: "红底上",
    Ground.WHITE: "白底上",
    Ground.NONE: "不印底色时",
}
_SEEN_IN_WORD = {Ink.BLACK, Ink.RED, Ink.GREY, Ink.GOLD}


@dataclass(frozen=True, slots=True)
class Look:
    """Ground, colour and font of large characters.

    Raises:
        InvalidInput: nobody could read them.
    """

    ground: Ground = Ground.RED
    ink: Ink | None = None
    role: Role = Role.TITLE

    def __post_init__(self) -> None:
        if self.ink in _UNSEEN[self.ground]:
            raise InvalidInput(
                f"{_WHERE[self.ground]}看不清{self.ink}字，请换一种字色。"
            )

    @property
    def colour(self) -> Ink:
        """The colour of the characters."""
        return self.ink or USUAL_INK[self.ground]

    @property
    def word_ink(self) -> Ink:
        """The colour in Word, where the paper is white."""
        return self.colour if self.colour in _SEEN_IN_WORD else Ink.RED


RED_GROUND = Look()
"""Yellow characters on red, as most hang on the wall."""
