"""走访慰问信: a letter to each of those visited, worded by the occasion (§6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.vocabulary import Recipient, VisitOccasion
from unionoffice.errors import InvalidInput
from unionoffice.hardship.papers.round_setting import ROUND, asked_round
from unionoffice.hardship.papers.visit_letter_words import (
    OF_OCCASION,
    WORDINGS,
    Wording,
    festival_of,
)
from unionoffice.hardship.papers.visited import Visited, asked
from unionoffice.hardship.rounds.rows import Entry, Round, entries
from unionoffice.hardship.visiting import fields as facts
from unionoffice.hardship.visiting.visits import VISITS
from unionoffice.paper.content import Bound
from unionoffice.paper.wall.letter import Letter
from unionoffice.paper.wall.sheet import LETTER_LOOKS
from unionoffice.printing import PaperJob, Request, Setting, union_name
from unionoffice.wall_sheet import (
    DAY,
    SEALED,
    SIGNATURE,
    closing_of,
    required,
    sheet_of,
    sheet_settings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unionoffice.office import Office

AUTOMATIC = "自动"
MANY = 5
"""A name longer than this, of somebody who is no member, means several people."""
_OPEN = "＿＿＿＿"
_YOUR_UNIT = "岗位上"
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_CLOSINGS = ("祝 ", "祝　", "此致 ", "此致　")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a letter, and on what occasion."""

    name: str
    unit: str
    occasion: VisitOccasion
    activity: str
    recipient: Recipient

    def called(self, call: str) -> str:
        """How the letter addresses the person."""
        if not self.name:
            return f"{_OPEN}{call}"
        if self.recipient is Recipient.OTHER and len(self.name) > MANY:
            return self.name
        if self.occasion is VisitOccasion.DEATH and self.recipient is Recipient.MEMBER:
            return f"{self.name}{call}的亲属"
        return f"{self.name}{call}"


NOBODY = Addressee("", "", VisitOccasion.FESTIVAL, "", Recipient.MEMBER)
"""A letter whose addressee is written in by hand."""


def letters(office: Office, request: Request) -> Bound:
    """A letter to each of those visited, or to everybody of a round.

    Raises:
        InvalidInput: a text is empty or has braces that mean nothing, the day is none,
            or the round is not known.
    """
    found = list(_addressees(office, request)) or [NOBODY]
    union = union_name(office, request.day)
    _check_words(request.settings)
    parts = [_letter(request, one, union) for one in found]
    return Bound("走访慰问信", parts, numbered=False)


def _addressees(office: Office, request: Request) -> Iterable[Addressee]:
    told = request.settings[ROUND.name].strip()
    if request.ids is None and told:
        with office.reading() as connection:
            found = asked_round(connection, told)
            if found is None:
                return []
            some = entries(connection, found.round_id)
        return [_of_entry(found, item) for item in some if item.left_out is None]
    return map(_of_visit, asked(office, request))


def _of_entry(found: Round, item: Entry) -> Addressee:
    return Addressee(item.name, item.unit, found.occasion, found.name, Recipient.MEMBER)


def _of_visit(one: Visited) -> Addressee:
    return Addressee(
        one.name,
        one.said(facts.PLACE),
        VisitOccasion(one.kept(facts.OCCASION)),
        one.said(facts.ACTIVITY),
        Recipient(one.kept(facts.RECIPIENT)),
    )


def _letter(request: Request, one: Addressee, union: str) -> Letter:
    told = request.settings
    wording = OF_OCCASION.get(one.occasion, WORDINGS[-1])
    lines = _filled(told[wording.name], one, union).split("\n")
    closing = lines.pop() if lines[-1].startswith(_CLOSINGS) else ""
    return Letter(
        title=_title(told["title"], wording),
        paragraphs=lines,
        signature=required(told[SIGNATURE.name], "署名"),
        day=request.day_of(DAY.name),
        recipients=one.called(told["call"].strip()),
        closing=closing_of(closing),
        sealed=request.flag(SEALED.name),
        sheet=sheet_of(request, LETTER_LOOKS),
    )


def _title(told: str, wording: Wording) -> str:
    words = required(told, "标题")
    return wording.title if words == AUTOMATIC else words


def _check_words(told: Mapping[str, str]) -> None:
    """Refuse an empty text, or braces that nothing is filled into."""
    known = _fills(NOBODY, "")
    for wording in WORDINGS:
        words = required(told[wording.name], f"{wording.label}的正文")
        for name in _IN_BRACES.findall(words):
            if name not in known:
                there = "、".join(f"{{{each}}}" for each in known)
                raise InvalidInput(
                    f"{wording.label}的正文里没有“{{{name}}}”可填，可以用：{there}。"
                )


def _filled(words: str, one: Addressee, union: str) -> str:
    fills = _fills(one, union)
    whole = required(words, "正文")
    return _IN_BRACES.sub(lambda found: fills[found[1]], whole)


def _fills(one: Addressee, union: str) -> dict[str, str]:
    """What may stand in braces, with what is filled in for somebody."""
    return {
        "姓名": one.name or _OPEN,
        "单位": one.unit or _YOUR_UNIT,
        "节日": festival_of(one.occasion, one.activity),
        "工会": union,
    }


_FILLED_IN = "、".join(f"{{{name}}}" for name in _fills(NOBODY, ""))

VISIT_LETTER = PaperJob(
    "visit-letter",
    "走访慰问信",
    VISITS.key,
    (
        replace(
            ROUND,
            default="",
            help="写明活动，名单上未被排除的每人一封；空着且没有选定慰问，印一封空着称谓的",
        ),
        Setting(
            "title",
            "标题",
            AUTOMATIC,
            help="自动：慰问信；生日、结婚、生育用贺信",
        ),
        Setting("call", "称呼", "同志", help="写在姓名后面，如同志、师傅"),
        SIGNATURE,
        DAY,
        SEALED,
        *sheet_settings("A4", looks=LETTER_LOOKS),
        *(
            Setting(
                wording.name,
                f"正文（{wording.label}）",
                wording.body,
                lines=True,
                help=f"每行一段；可用{_FILLED_IN}；最后一行以“祝 ”开头的作结语",
            )
            for wording in WORDINGS
        ),
    ),
    letters,
)
