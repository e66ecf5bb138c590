"""Whose papers are printed: the people asked for, their facts in the words of paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unionoffice.errors import InvalidInput, Refused
from unionoffice.members import persons
from unionoffice.members.roster_paper import IN_UNION
from unionoffice.paper.images import read_image
from unionoffice.printing import NO, YES, Setting, chosen, union_name
from unionoffice.register.view import View
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.paper.document import Image
    from unionoffice.printing import Request
    from unionoffice.register.column import AnyColumn

ASKED, FIRST_TEN, EVERYBODY = "所选", "前十人", "全部"
TEN = 10
PHOTO_PX = 600
"""The longer side of a photo of one inch at about 400 dots per inch."""

WHO = Setting(
    "who",
    "范围",
    ASKED,
    choices=(ASKED, FIRST_TEN, EVERYBODY),
    help="所选：列表中选定的会员，没有选定时为前十人；后两项只算在会会员",
)
WHO_OR_BLANK = Setting(
    "who",
    "范围",
    ASKED,
    choices=(ASKED, FIRST_TEN, EVERYBODY),
    help="所选：列表中选定的会员，没有选定时印空白表；后两项只算在会会员",
)


FIRST = Setting(
    "first", "起始位置", "1", help="这张纸上第一个空位，从左到右、从上到下数"
)
TRIAL = Setting("trial", "校准页", NO, choices=(NO, YES), help="只印十字线，用来对位")


@dataclass(frozen=True, slots=True)
class Holder:
    """One person: words and values by the key of the column, the uid, the photo."""

    uid: str
    words: Mapping[str, str]
    values: Mapping[str, Any]
    photo: Image | None

    def said(self, column: AnyColumn) -> str:
        """A fact as paper says it."""
        return self.words[column.key]

    def month(self, column: AnyColumn) -> str:
        """A day of which the month is enough, 2016年7月."""
        day = self.values[column.key]
        return f"{day.year}年{day.month}月" if day else ""

    def first(self, *columns: AnyColumn) -> str:
        """The first of some facts that is known."""
        return next(filter(None, map(self.said, columns)), "")

    @property
    def name(self) -> str:
        """The person's name."""
        return self.said(persons.NAME)


def holders(
    office: Office,
    request: Request,
    columns: Sequence[AnyColumn],
    *,
    photos: bool = False,
    blank: bool = False,
) -> list[Holder]:
    """The people whose papers are wanted, in the order of the list.

    Where nobody was asked for: the first ten members, or with `blank` nobody.

    Raises:
        Refused: somebody's photo is gone or damaged.
    """
    view, keys = _chosen(office, request, blank=blank)
    wanted = [persons.NAME, persons.PHOTO, *columns]
    speakers = [speaker(column) for column in wanted]
    uids = office.uids(persons.MEMBERS, keys)
    kept = [key for key in keys if key in uids]
    found = []
    for key, row in zip(kept, office.rows(view, wanted, kept), strict=True):
        values = {column.key: value for column, value in zip(wanted, row, strict=True)}
        words = {
            column.key: speak(value)
            for column, speak, value in zip(wanted, speakers, row, strict=True)
        }
        photo = _photo(office, row[0], row[1]) if photos and row[1] else None
        found.append(Holder(uids[key], words, values, photo))
    return found


def day_words(day: date) -> str:
    """A day as it stands under a signature, 2026年3月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def committee(office: Office, day: date) -> str:
    """Who signs for the union: its committee."""
    name = union_name(office, day)
    return name if name.endswith("委员会") else f"{name}委员会"


def place_on_sheet(request: Request, name: str) -> int:
    """How many places of the first sheet are left free; the setting counts from 1.

    Raises:
        InvalidInput: it is no number.
    """
    told = request.settings[name].strip()
    if not told.isdecimal() or len(told) > 4 or int(told) < 1:
        raise InvalidInput(f"起始位置“{told}”不对，请写 1、2、3 这样的数。")
    return int(told) - 1


def _chosen(
    office: Office, request: Request, *, blank: bool
) -> tuple[View, Sequence[int]]:
    who = request.settings[WHO.name]
    asked = request.ids is not None or request.view is not None
    if who == ASKED and asked:
        return chosen(office, persons.MEMBERS, request)
    view = View(persons.MEMBERS, request.day, (IN_UNION.of(),))
    if who == ASKED and blank:
        return view, ()
    keys = office.ids(view)
    keys = keys if who == EVERYBODY else keys[:TEN]
    request.note(keys)
    return view, keys


def _photo(office: Office, name: str, digest: str) -> Image:
    try:
        return read_image(office.load_file(digest), longest_px=PHOTO_PX)
    except Refused as problem:
        raise Refused(f"{name}的照片印不出来：{problem}") from problem
