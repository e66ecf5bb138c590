"""What may be said about every notice: look, number, signature, seal, red head."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.paper.official.fit import enlarged, simple
from unionoffice.paper.official.inset import Inset
from unionoffice.paper.official.notice import Head, Imprint, Level, Notice, Paragraph
from unionoffice.paper.sizes import A3, A4
from unionoffice.printing import NO, YES, Request, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from unionoffice.office import Office

OFFICIAL_LOOK, SIMPLE_LOOK, LARGE_LOOK = "正式公文", "简式通知", "公开栏大字版"
NO_HEAD, DOCUMENT_HEAD, LETTER_HEAD = "无", "文件", "信函"
EVEN, LAST = "双数页", "末页"
_PAPERS = {"A4": A4, "A3": A3}
_MOST_SHEETS = 99
_LEVELS = (
    (re.compile("[一二三四五六七八九十]+、"), Level.FIRST),
    (re.compile("（[一二三四五六七八九十]+）"), Level.SECOND),
    (re.compile(r"\d+[.．、]"), Level.THIRD),
)


def paragraphs(body: str) -> Iterator[Paragraph]:
    r"""The paragraphs of a text; a new line, or \n as typed in a command, divides them.

    一、 begins a heading, （一） one beneath it (GB/T 9704 7.3.3).
    """
    for line in lines_of(body):
        yield Paragraph(line, _level(line))


def lines_of(text: str) -> list[str]:
    r"""The lines that say something; \n as typed in a command begins one too."""
    lines = re.split(r"\\n|\r\n|\r|\n", text)
    return [line.strip() for line in lines if line.strip()]


def _level(words: str) -> Level:
    for pattern, level in _LEVELS:
        if pattern.match(words):
            return level
    return Level.BODY


def committee(office: Office, day: date) -> str:
    """Who signs for the union: its committee."""
    name = union_name(office, day)
    return name if name.endswith("委员会") else f"{name}委员会"


def whole_number(request: Request, name: str, label: str, most: int) -> int | None:
    """The number a setting tells, if it tells one.

    Raises:
        InvalidInput: it is no number from 1 to `most`.
    """
    told = request.settings[name].strip()
    if not told:
        return None
    if not (told.isascii() and told.isdigit()) or not 1 <= int(told[:9]) <= most:
        raise InvalidInput(f"{label}应为 1 到 {most} 的数字，看不懂“{told}”。")
    return int(told)


def composed(
    request: Request,
    recipients: str,
    body: Iterable[Paragraph | Inset],
    title: str = "",
    note: str = "",
) -> Notice:
    """A notice of these words, with the look, number, signature and seal asked for."""
    told = request.settings
    notice = Notice(
        title=(title or told["title"]).replace("\\n", "\n"),
        recipients=recipients,
        paragraphs=list(body),
        signature="\n".join(lines_of(told["signature"])),
        day=request.day_of("day"),
        attachments=lines_of(told.get("attachments", "")),
        sealed=request.flag("sealed"),
        marked=request.flag("marked"),
        number=told["number"],
        note=note or told.get("note", ""),
    )
    return in_its_look(notice, request)


def in_its_look(notice: Notice, request: Request) -> Notice:
    """The notice as official document, simple notice, or large type."""
    told = request.settings
    sheets = whole_number(request, "sheets", "张数", _MOST_SHEETS)
    if told["style"] == LARGE_LOOK:
        return enlarged(notice, _PAPERS[told["paper"]], sheets)
    return simple(notice) if told["style"] == SIMPLE_LOOK else headed(notice, request)


def headed(notice: Notice, request: Request) -> Notice:
    """An official document with the head and imprint asked for."""
    told = request.settings
    if "head" not in told:
        return notice
    posts = tuple(lines_of(told["posts"]))
    imprint = _imprint(request)
    if told["head"] == NO_HEAD:
        return replace(notice, posts=posts, imprint=imprint)
    head = Head(
        organs=lines_of(told["organs"]) or notice.organs,
        number=notice.number,
        signers=lines_of(told["signers"]),
        copy_number=told["copy_number"],
        secrecy=told["secrecy"],
        urgency=told["urgency"],
        letter=told["head"] == LETTER_HEAD,
    )
    return replace(notice, head=head, posts=posts, imprint=imprint)


def _imprint(request: Request) -> Imprint | None:
    told = request.settings
    copies, organ = told["copies"].strip(), told["printing_organ"].strip()
    if not copies and not organ:
        return None
    printed = notice_day(request) if organ else ""
    return Imprint(copies, organ, printed, on_even=told["imprint_page"] == EVEN)


def notice_day(request: Request) -> str:
    """The day of the notice as official papers write it."""
    day = request.day_of("day")
    return f"{day.year}年{day.month}月{day.day}日"


def look_settings(look: str) -> tuple[Setting, ...]:
    """Which of the three looks, and what the large one needs."""
    return (
        Setting("style", "样式", look, (OFFICIAL_LOOK, SIMPLE_LOOK, LARGE_LOOK)),
        Setting("paper", "大字版纸张", "A4", tuple(_PAPERS)),
        Setting(
            *("sheets", "大字版张数", ""),
            help="字尽量大；不填则用最少的张数，字高不小于 10 毫米",
        ),
    )


def signature_settings() -> tuple[Setting, ...]:
    """Who signs, when, with or without a seal."""
    return (
        Setting("signature", "署名", committee, lines=True, help="联合发文每行一个"),
        Setting("day", "日期", lambda _office, day: day.isoformat()),
        Setting("sealed", "盖章", YES, choices=(YES, NO), help="留出盖章的位置"),
        Setting("marked", "标出盖章处", YES, choices=(YES, NO), help="浅灰虚线圆"),
    )


NUMBER = Setting("number", "发文字号", "", help="如 某矿工〔2026〕12号；可填“自动”")

HEAD_SETTINGS = (
    Setting("head", "版头", NO_HEAD, (NO_HEAD, DOCUMENT_HEAD, LETTER_HEAD)),
    Setting(
        *("organs", "发文机关", ""),
        lines=True,
        help="红头用；不填同署名，联合发文每行一个",
    ),
    Setting("signers", "签发人", "", lines=True, help="上行文用，每行一个"),
    Setting("copy_number", "份号", "", help="6 位以内的数字"),
    Setting("secrecy", "密级", "", help="如 机密★1年"),
    Setting("urgency", "紧急程度", "", help="特急、加急"),
    Setting(
        *("posts", "签名章职务", ""),
        lines=True,
        help="盖签发人签名章时填其职务，每行一个",
    ),
    Setting("note", "附注", "", help="印在日期下的括号里"),
    Setting("copies", "抄送", "", lines=True),
    Setting("printing_organ", "印发机关", ""),
    Setting(
        *("imprint_page", "版记位置", EVEN, (EVEN, LAST)),
        help="双面印时版记在双数页",
    ),
)
