"""荣誉证书、聘书、捐赠证书 on blank paper: their words, and the papers that print them.

The wording follows domain.md §6.3 and §3.5, amounts §7.2, dates §7.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.dates import DATINGS
from unionoffice.documents.award_words import (
    APPOINTMENT,
    DONATION,
    HONOUR,
    Asked,
    Wording,
    facts,
)
from unionoffice.documents.awards import (
    Winner,
    numbered,
    winners_of,
    winners_told,
)
from unionoffice.errors import InvalidInput
from unionoffice.members import persons
from unionoffice.paper.certificate.border import Border
from unionoffice.paper.certificate.certificate import Awarded, Certificates
from unionoffice.paper.document import Ink
from unionoffice.paper.images import read_image
from unionoffice.paper.sizes import PHOTOS_MM, paper_named
from unionoffice.printing import NO, YES, PaperJob, Request, Setting
from unionoffice.text import fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.paper.document import Image

NOTHING = "无"
BLANK = Winner("")
"""Nobody: a certificate to be filled in by hand."""

_PAPER = "A4 横"
_TITLE_INKS = {"红": Ink.RED, "金": Ink.GOLD}
_SHOWN_MEMBERS = 3


def certificates_of(
    winners: Sequence[Winner],
    told: Mapping[str, str],
    day: date,
    picture: Callable[[str], Image] | None = None,
) -> Certificates:
    """The certificates of these people; without people a blank one to fill in by hand.

    `told` has every setting of the paper; `picture` gives the photo of a fingerprint.

    Raises:
        InvalidInput: a setting cannot be what was said.
        Refused: something is wrong with a person; the sentence names him.
    """
    form = "" if told["number"] == NOTHING else told["number"]
    people = list(
        numbered(winners or [BLANK], form, first_number(told["first_number"]))
    )
    photo_mm = PHOTOS_MM.get(told["photo"])
    shown = picture if photo_mm else None
    return Certificates(
        title=told["title"],
        people=[_awarded(each, told, day, shown) for each in people],
        signatures=lines(told["signature"]),
        day=facts(BLANK, told, day)["日期"],
        paper=paper_named(told["paper"]),
        border=Border(told["border"]),
        title_ink=_TITLE_INKS[told["title_ink"]],
        tinted=told["tinted"] == YES,
        seal=told["sealed"] == YES,
        photo_mm=photo_mm,
    )


def lines(words: str) -> tuple[str, ...]:
    r"""The lines of a text that are not empty; \n as typed in a command divides too."""
    parts = words.replace("\\n", "\n").split("\n")
    return tuple(part.strip() for part in parts if part.strip())


def first_number(words: str) -> int:
    """The number at which counting begins.

    Raises:
        InvalidInput: it is none.
    """
    if not (words.isascii() and words.isdigit() and len(words) <= 9):
        raise InvalidInput(f"起始编号应为整数，“{words}”不是。")
    return int(words)


def winners(office: Office, request: Request) -> list[Winner]:
    """The members that were chosen, or else those who were typed in."""
    if request.ids is not None or request.view is not None:
        return winners_of(office, request)
    return winners_told(request.settings["names"])


def committee(union: str, _day: date) -> str:
    """The union's committee, as certificates are signed; nothing without a union."""
    return union if union.endswith("委员会") or not union else f"{union}委员会"


def texts_of(
    wording: Wording, told: Mapping[str, str], union: str, day: date
) -> dict[str, str]:
    """What was said about a certificate, and what it says of itself.

    The union's name may be empty.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
    """
    asked = {item.name: item for item in (*wording.asked, *COMMON)}
    for name, words in told.items():
        if name not in asked:
            known = "、".join(f"{item.name}（{item.label}）" for item in asked.values())
            raise InvalidInput(
                f"“{wording.title}”没有“{name}”这一项，可以设置：{known}。"
            )
        choices = asked[name].choices
        if choices and words not in choices:
            raise InvalidInput(f"{asked[name].label}只能是{'、'.join(choices)}。")
    return {**{name: item.first(union, day) for name, item in asked.items()}, **told}


def first_members(office: Office, _day: date) -> str:
    """The first members as they would be typed in; somebody invented if none."""
    view = office.view(office.register(persons.MEMBERS.key))
    columns = persons.NAME, persons.UNIT
    rows = office.rows(view, columns, office.ids(view)[:_SHOWN_MEMBERS])
    told = (f"{name},{persons.UNIT.kind.show(unit)}" for name, unit in rows)
    return "\n".join(told) or "韩建国,掘进二队"


def _awarded(
    winner: Winner,
    told: Mapping[str, str],
    day: date,
    picture: Callable[[str], Image] | None,
) -> Awarded:
    known = facts(winner, told, day)
    texts = (told["body"], told["closing"])
    return Awarded(
        winner.name or "空白证书",
        fill_in(told.get("salutation", ""), known),
        tuple(fill_in(line, known) for text in texts for line in lines(text)),
        winner.number,
        picture(winner.photo) if picture and winner.photo else None,
    )


def _job(wording: Wording) -> PaperJob:
    def make(office: Office, request: Request) -> Certificates:
        def picture(digest: str) -> Image:
            return read_image(office.load_file(digest), longest_px=900)

        people = winners(office, request)
        return certificates_of(people, request.settings, request.day, picture)

    settings = (NAMES, *(item.setting() for item in (*wording.asked, *COMMON)))
    return PaperJob(wording.key, wording.title, persons.MEMBERS.key, settings, make)


NAMES = Setting(
    "names",
    "名单",
    first_members,
    lines=True,
    help="每行一人：姓名,单位,称号或职务,编号,金额；或写名单文件（.csv、.xlsx）的路径；"
    "留空打印一张空白证书。从台账中选了人时以选的人为准",
)
SIGNATURE = Asked("signature", "落款", committee, lines=True, help="可以写几行")
DAY = Asked("day", "日期", lambda _union, day: day.isoformat())
DATING = Asked("dating", "日期写法", DATINGS[0], choices=DATINGS)
NUMBER = Asked(
    "number",
    "编号",
    "证字第{nnnn}号",
    help="{n} 是顺序号，{nnnn} 补足四位；写“无”不编号",
)
FIRST_NUMBER = Asked("first_number", "起始编号", "1")
COMMON = (
    SIGNATURE,
    DAY,
    DATING,
    NUMBER,
    FIRST_NUMBER,
    Asked("paper", "纸张", _PAPER, help="A4 横、A4 竖、正度 16 开，或 210×285（毫米）"),
    Asked("border", "花边", Border.SCROLL, choices=tuple(Border)),
    Asked("title_ink", "标题颜色", "红", choices=tuple(_TITLE_INKS)),
    Asked("tinted", "底纹", YES, choices=(YES, NO)),
    Asked("sealed", "盖章位置", YES, choices=(YES, NO), help="用浅色圆圈标出"),
    Asked("photo", "照片", NOTHING, choices=(NOTHING, *PHOTOS_MM)),
)

WORDINGS = (HONOUR, APPOINTMENT, DONATION)
PAPERS = tuple(_job(wording) for wording in WORDINGS)
