"""A template tried out before it is used: shortest, longest, and who does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from unionoffice.documents.template_papers import PAPERS, content
from unionoffice.documents.template_people import everybody, register_of
from unionoffice.documents.templates import fields, language
from unionoffice.documents.templates.merge import Filled, extremes, fill, overflows
from unionoffice.errors import Refused
from unionoffice.printing import Request, suggestions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.documents.templates.store import Written
    from unionoffice.office import Office
    from unionoffice.paper.content import Content

(JOB,) = PAPERS
NAME = "姓名"


class Specimen(StrEnum):
    """Whose paper is shown."""

    SHORTEST = "最短"
    LONGEST = "最长"
    CHOSEN = "指定会员"


@dataclass(frozen=True, slots=True)
class Proof:
    """A template as it will look for one person, and what it says for everybody.

    `whose` is empty where there is nobody and the paper is blank.
    """

    content: Content
    whose: str
    everybody: tuple[Filled, ...]
    written: Written
    request: Request


def proof(
    office: Office, written: Written, specimen: Specimen, person: int | None = None
) -> Proof:
    """Try a template out; `person` is the one chosen.

    Raises:
        Refused: the template is wrong, or the person is gone.
    """
    day = office.clock.today()
    register = register_of(office, written)
    if wrong := first_fault(written, fields.names(register)):
        raise Refused(wrong)
    request = Request(day, settings=suggestions(office, JOB, day))
    wanted = [NAME, *language.fields(f"{written.title}\n{written.body}")]
    keys = office.ids(everybody(office, written))
    known = fields.of_records(office, register, keys, day, wanted)
    every = tuple(fill(written, known))
    if specimen is Specimen.CHOSEN and person is not None:
        asked = fields.of_records(office, register, [person], day, wanted)
        shown = _one(fill(written, asked))
    elif (ends := extremes(every)) is not None:
        shown = every[ends[0] if specimen is Specimen.SHORTEST else ends[1]]
    else:
        (shown,) = fill(written, [fields.blank(register, office, day)])
    whose = shown.whose.strip()
    return Proof(content(written, shown, request), whose, every, written, request)


def too_long(tried: Proof, start: int, count: int) -> list[Filled]:
    """Who of a part of everybody needs more than one page."""
    part: Sequence[Filled] = tried.everybody[start : start + count]
    return overflows(part, lambda each: content(tried.written, each, tried.request))


def first_fault(written: Written, known: Sequence[str]) -> str:
    """The first thing that is wrong with a template, in words; empty if nothing is."""
    for part, text in (("标题", written.title), ("正文", written.body)):
        if wrong := language.faults(text, known):
            return f"{part}：{wrong[0].sentence}"
    return ""


def _one(filled: Sequence[Filled]) -> Filled:
    if not filled:
        raise Refused("这个人已经不在册，请另选一人。")
    return filled[0]
