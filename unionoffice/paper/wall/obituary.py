"""讣告: white or yellow paper, black letters, a black frame all round, never red.

Whether somebody's age is called 终年 or 享年 is for the family and the union to say,
not for a program; and it must hang before the farewell, not after it (domain.md §6.3).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from unionoffice.dates import official
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.document import Document
from unionoffice.paper.flow import Flow
from unionoffice.paper.sizes import A3
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.letter import Closing, Letter
from unionoffice.paper.wall.sheet import MOURNING_LOOKS, WHITE, Sheet

_SHEET = Sheet(A3, WHITE, Frame.MOURNING, large=True)


class AgeWord(StrEnum):
    """How an age at death is told: 终年 plainly, 享年 with reverence for the old."""

    PLAIN = "终年"
    REVERENT = "享年"


@dataclass(frozen=True, slots=True)
class Farewell:
    """The ceremony: its day, and hour, place and form in words."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Obituary:
    """The news of a death.

    `who` is post and name, `how` cause, time and place, up to the comma before the age.

    Raises:
        InvalidInput: there is no name, or no age.
        Refused: the farewell is before the day of posting, or the sheet is a red one.
    """

    who: str
    how: str
    age: int
    age_word: AgeWord
    signature: str
    day: date
    title: str = "讣告"
    life: str = ""
    farewell: Farewell | None = None
    sheet: Sheet = _SHEET

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise InvalidInput("讣告没有写逝者姓名。")
        if self.age < 0:
            raise InvalidInput("逝者的年龄不能小于零。")
        if self.sheet.look not in MOURNING_LOOKS:
            raise Refused("讣告不能用红色，只能用白纸或黄纸黑字。")
        if self.farewell is not None and self.farewell.day < self.day:
            raise Refused(
                f"讣告须在告别仪式之前张贴：仪式在{official(self.farewell.day)}，"
                f"讣告日期是{official(self.day)}。请核对日期。"
            )

    @property
    def letter(self) -> Letter:
        """The same as a letter in a black frame."""
        return Letter(
            self.title,
            self._paragraphs(),
            self.signature,
            self.day,
            closing=Closing("特此讣告"),
            big_title=True,
            sheet=replace(self.sheet, frame=Frame.MOURNING),
        )

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets, each in its black frame."""
        return self.letter.layout(book)

    def flow(self) -> Flow:
        """The obituary as flowing text."""
        return self.letter.flow()

    def _paragraphs(self) -> list[str]:
        how = self.how.strip().rstrip("，,。")
        told = [f"{self.who.strip()}，{how}，{self.age_word}{self.age}岁。"]
        if self.life.strip():
            told.append(self.life)
        if self.farewell is not None:
            told.append(f"兹定于{official(self.farewell.day)}{self.farewell.words}")
        return told
