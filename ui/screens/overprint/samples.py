"""Texts to try a form with: a usual person, the shortest and the longest of everything.

Runs in the worker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ui.register.printing.rendering import page_image
from unionoffice.documents.overprint_papers import rows
from unionoffice.members import persons
from unionoffice.paper.certificate.overprint import Overprint, overflows
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import Role, shared_book
from unionoffice.printing import Request, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from unionoffice.office import Office
    from unionoffice.paper.certificate.overprint import OverprintForm, Row
    from unionoffice.printing import PaperJob

FIRST = ("姓名", "称谓", "单位", "称号", "正文", "编号", "日期", "落款")
"""The words most forms have, offered first."""
MOST_PX = 3000


class Length(StrEnum):
    """Whose texts are shown."""

    USUAL = "示例"
    SHORTEST = "最短"
    LONGEST = "最长"


@dataclass(frozen=True)
class Samples:
    """What would be printed of everybody, and of three who stand for them.

    `members` says whether they are the office's own people.
    """

    rows: tuple[Row, ...]
    shown: dict[Length, Row]
    members: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The words that name a place, the usual ones first."""
        known = self.shown[Length.USUAL]
        return tuple(dict.fromkeys((*filter(known.__contains__, FIRST), *known)))


@dataclass(frozen=True)
class Proof:
    """The texts as the engine prints them on white, and the fields too small."""

    image: QImage
    tight: frozenset[str]


def samples(office: Office, job: PaperJob) -> Samples:
    """The texts of all members; of somebody invented while there are none."""
    day = office.clock.today()
    told = suggestions(office, job, day)
    view = office.view(office.register(persons.MEMBERS.key))
    any_members = bool(office.ids(view))
    request = Request(day, view=view if any_members else None, settings=told)
    found = tuple(rows(office, request))
    shown = {
        Length.USUAL: found[0],
        Length.SHORTEST: _extreme(found, longest=False),
        Length.LONGEST: _extreme(found, longest=True),
    }
    return Samples(found, shown, any_members)


def proof(form: OverprintForm, row: Row, width_px: int) -> Proof:
    """A form as it is printed for one row, without the scan.

    Raises:
        InvalidInput: the form makes no sense.
        Refused: a character cannot be printed.
    """
    bare = replace(form, background=None)
    document = Overprint(bare, [row], on_screen=True).layout()
    image = page_image(pdf_bytes(document), 0, max(1, min(width_px, MOST_PX)))
    return Proof(image, frozenset(each.key for each in overflows(bare, [row])))


def told_overflows(form: OverprintForm, all_: Samples) -> list[str]:
    """Whose texts do not fit, a sentence for each field (5 人姓名放不下)."""
    return [each.sentence() for each in overflows(form, all_.rows)]


def _extreme(found: Iterable[Row], *, longest: bool) -> Row:
    """For each word the shortest or longest text that anybody has."""
    texts: dict[str, set[str]] = {}
    for row in found:
        for key, text in row.items():
            texts.setdefault(key, set()).add(text)
    pick = max if longest else min
    return {
        key: pick(filter(None, several), key=_width, default="")
        for key, several in texts.items()
    }


def _width(text: str) -> tuple[float, str]:
    return shared_book().em(text, Role.BODY), text
