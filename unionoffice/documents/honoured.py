"""Who stands on a roll of honour: members from the register, others from typed lines.

Of a member the roll knows name, unit, trade and photo, and nothing else: that is what
may hang on a wall (domain.md §5.6). Merits are typed, one line each.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput, Refused
from unionoffice.members import persons
from unionoffice.members.roster_paper import IN_UNION
from unionoffice.paper.images import cropped, read_image
from unionoffice.paper.sizes import PHOTOS_MM
from unionoffice.paper.wall.roll import Honour, Honoured
from unionoffice.register.view import View
from unionoffice.wall_sheet import whole_number, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.paper.document import Image
    from unionoffice.printing import Request

MOST_PEOPLE = 2000
_LONGEST_PX = 700
"""A portrait of two inches at more than 300 dots an inch."""
_CUT_AT_MOST = 0.2
_GROUP = re.compile("【(.*)】")
_MERIT = re.compile("[：:]")


def members(office: Office, request: Request, photo: str | None) -> list[Honoured]:
    """The chosen members; if nobody was chosen, the first few of the list.

    Raises:
        InvalidInput: the number of people is none.
        Refused: a photo is gone or damaged, or a merit belongs to nobody; by name.
    """
    told = request.settings
    if request.ids is None and written(told["people"]):
        return []
    view = request.view or View(persons.MEMBERS, request.day, (IN_UNION.of(),))
    most = whole_number(told["most"], "最多人数", MOST_PEOPLE)
    keys = request.ids if request.ids is not None else office.ids(view)[:most]
    request.note(keys)
    columns = (persons.NAME, persons.UNIT, persons.TRADE, persons.PHOTO)
    rows = office.rows(view, columns, keys)
    unit = persons.UNIT.kind.show
    people = [(name, unit(place), trade or "") for name, place, trade, _ in rows]
    merits = _merits(told["merits"], [(name, place) for name, place, _ in people])
    return [
        Honoured(
            name,
            "　".join(words for words in (place, trade) if words),
            merits.get(number, ""),
            _portrait(office, name, digest, photo) if photo and digest else None,
        )
        for number, ((name, place, trade), (*_, digest)) in enumerate(
            zip(people, rows, strict=True)
        )
    ]


def typed(text: str, first: str) -> list[Honour]:
    """People from lines of name, unit and merit; 【…】 begins another title of honour.

    The parts are divided by spaces or tabs. A name of two characters may be spread,
    张　三.

    Raises:
        InvalidInput: a line of brackets has no title.
    """
    honours: list[tuple[str, list[Honoured]]] = [(first, [])]
    for line in written(text).split("\n"):
        if not (words := line.strip()):
            continue
        if found := _GROUP.fullmatch(words):
            if not found[1].strip():
                raise InvalidInput("称号的方括号【】里没有写称号。")
            honours.append((found[1].strip(), []))
        else:
            honours[-1][1].append(_person(words))
    return [Honour(title, people) for title, people in honours if people]


def together(
    first: str, people: Sequence[Honoured], more: list[Honour]
) -> list[Honour]:
    """Members under the first title, then the typed ones under theirs."""
    if not people:
        return more
    if more and more[0].title == first:
        return [Honour(first, (*people, *more[0].people)), *more[1:]]
    return [Honour(first, people), *more]


def _person(words: str) -> Honoured:
    if "\t" in words:
        parts = [part.strip() for part in words.split("\t")]
    else:
        parts = words.split(maxsplit=2)
        if len(parts) > 1 and len(parts[0]) == len(parts[1]) == 1:
            rest = words.split(maxsplit=3)[2:]
            parts = [parts[0] + parts[1], *rest]
    name, unit, *merit = (*parts, "", "")
    return Honoured(name, unit, " ".join(part for part in merit if part))


def _merits(text: str, people: Sequence[tuple[str, str]]) -> dict[int, str]:
    """The merit of each person by place, from lines 姓名：事迹 or 姓名（单位）：事迹.

    Raises:
        InvalidInput: a line has no colon.
        Refused: a line belongs to nobody who was chosen, or to several.
    """
    by_name = Counter(name for name, _ in people)
    merits: dict[int, str] = {}
    for line in written(text).split("\n"):
        if not line.strip():
            continue
        who, *rest = _MERIT.split(line, maxsplit=1)
        if not rest:
            raise InvalidInput(f"“{line.strip()[:20]}”请写成“姓名：事迹”。")
        who = "".join(who.split()).replace("(", "（").replace(")", "）")
        found = [
            number
            for number, (name, unit) in enumerate(people)
            if who in (name, f"{name}（{unit}）")
        ]
        if not found:
            raise Refused(f"事迹里的“{who[:20]}”不在选定的会员里。")
        if len(found) > 1:
            count = by_name[people[found[0]][0]]
            raise Refused(
                f"选定的会员里有 {count} 位“{who[:20]}”，"
                "事迹请写成“姓名（单位）：事迹”。"
            )
        merits[found[0]] = rest[0].strip()
    return merits


def _portrait(office: Office, name: str, digest: str, photo: str) -> Image:
    """A photo in the shape of its frame, if not much of it must be cut off."""
    try:
        image = read_image(office.load_file(digest), longest_px=_LONGEST_PX)
    except Refused as problem:
        raise Refused(f"{name}的照片不能用：{problem.sentence}") from problem
    wide, high = PHOTOS_MM[photo]
    ours, wanted = image.width_px / image.height_px, wide / high
    kept = min(ours, wanted) / max(ours, wanted)
    return cropped(image, wanted) if 1 - kept <= _CUT_AT_MOST else image
