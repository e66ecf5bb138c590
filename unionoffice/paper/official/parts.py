"""What an official document consists of, apart from where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from unionoffice.errors import InvalidInput
from unionoffice.paper.typeset.fonts import Role

_NUMBER = re.compile(
    r"(.*?)[\[［〔【(（]\s*(\d{4})\s*年?\s*[\]］〕】)）]\s*第?\s*0*(\d+)\s*号", re.ASCII
)
_COPY_DIGITS = 6


class Level(IntEnum):
    """What a paragraph is; its number is part of its text."""

    BODY = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3


HEADING_ROLES = {Level.FIRST: Role.HEADING, Level.SECOND: Role.SUBHEADING}
"""Levels that are set in a font of their own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its level: 一、 in 黑体, （一） in 楷体, the rest in 仿宋.

    Of a heading that runs on after its first 。 only the first sentence is set in the
    font of its level.
    """

    text: str
    level: Level = Level.BODY


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: its name; with paragraphs it follows on pages of its own."""

    name: str
    paragraphs: Sequence[Paragraph] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """版头: the organs in red, number, and what stands above or beside them.

    Attributes:
        organs: 发文机关标志, the one that leads first.
        number: 发文字号.
        signers: 签发人, on documents to the office above.
        copy_number: 份号, up to six digits.
        secrecy: 密级 and its term, 机密★1年.
        urgency: 紧急程度.
        named_document: 文件 follows the organs.
        letter: 信函格式 with double lines; it names the first organ only.
    """

    organs: Sequence[str]
    number: str = ""
    signers: Sequence[str] = ()
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    named_document: bool = True
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who else gets it, who printed it and when.

    `to` are recipients too many for the first page. `on_even` puts it on the last even
    page, as paper printed on both sides has it.
    """

    copies: str = ""
    organ: str = ""
    printed_on: str = ""
    to: str = ""
    on_even: bool = True


def official_number(text: str) -> str:
    """A 发文字号 with 〔〕 around the year, without 第 and without leading zeros.

    What has another form stays as it was typed (GB/T 9704 7.2.5).
    """
    found = _NUMBER.fullmatch(text.strip())
    return f"{found[1]}〔{found[2]}〕{int(found[3])}号" if found else text


def copy_number(text: str) -> str:
    """份号 with six digits; raises `InvalidInput` where it is no number."""
    digits = text.strip()
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _COPY_DIGITS:
        raise InvalidInput(f"份号应为 6 位以内的数字，看不懂“{text}”。")
    return digits.zfill(_COPY_DIGITS)


def heading_length(text: str, level: Level) -> int:
    """How many characters of a paragraph are set in the font of its level."""
    if level not in HEADING_ROLES:
        return 0
    end = text.find("。")
    return len(text) if end < 0 or end == len(text) - 1 else end + 1


def one_by_one(text: str) -> list[str]:
    """The paragraphs of a text that was typed on several lines."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return tidy.split("\n")


def paragraph_texts(paragraph: Paragraph) -> list[str]:
    """What a paragraph says line by line, without the spaces of a typed indent."""
    parts = (part.strip(" \u3000\xa0") for part in one_by_one(paragraph.text))
    return [part for part in parts if part]


def on_one_line(text: str) -> str:
    """A name or title that was typed on several lines."""
    return "".join(part.strip() for part in one_by_one(text))
