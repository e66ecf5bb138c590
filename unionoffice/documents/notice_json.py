"""A notice told as JSON by another program, checked word by word.

{"title", "to", "paragraphs": [{"level": 0|1|2|3, "text"}], "attachments": [], "from",
"date", "sealed": true|false, "red_head": null | {"organ", "number"}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.dates import read_day
from unionoffice.errors import InvalidInput
from unionoffice.json_values import (
    json_flag,
    json_list,
    json_object,
    json_text,
    read_json,
)
from unionoffice.paper.official.notice import Attachment, Head, Level, Notice, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

NEEDED = ("title", "to", "paragraphs", "from", "date")
KNOWN = (*NEEDED, "attachments", "sealed", "red_head")
HEAD_NEEDED, HEAD_KNOWN = ("organ",), ("organ", "number", "signers")
_LEVELS = {level.value: level for level in Level}


def read_notice(content: bytes, today: date) -> Notice:
    """The notice in a JSON file.

    Raises:
        InvalidInput: it is no JSON, something is missing or is not what it should be.
    """
    told = read_json(content, "通知")
    return _notice(json_object(told, "通知", NEEDED, KNOWN), today)


def _notice(told: Mapping[str, Any], today: date) -> Notice:
    title = json_text(told["title"], "title")
    if not title.strip():
        raise InvalidInput("“title”是空的，通知要有标题。")
    return Notice(
        title=title,
        recipients=json_text(told["to"], "to"),
        paragraphs=_paragraphs(told["paragraphs"], "paragraphs"),
        signature="\n".join(_texts(told["from"], "from")),
        day=_day(told["date"], today),
        attachments=[
            _attachment(each, f"attachments 第 {number} 项")
            for number, each in enumerate(
                json_list(told.get("attachments", []), "attachments"), 1
            )
        ],
        sealed=json_flag(told.get("sealed", True), "sealed"),
        head=_head(told.get("red_head")),
    )


def _head(told: object) -> Head | None:
    if told is None:
        return None
    head = json_object(told, "“red_head”", HEAD_NEEDED, HEAD_KNOWN)
    number = head.get("number")
    return Head(
        organs=_texts(head["organ"], "red_head 的 organ"),
        number="" if number is None else json_text(number, "red_head 的 number"),
        signers=_texts(head.get("signers", []), "red_head 的 signers"),
    )


def _paragraphs(told: object, what: str) -> list[Paragraph]:
    return [
        _paragraph(each, f"{what} 第 {number} 段")
        for number, each in enumerate(json_list(told, what), 1)
    ]


def _paragraph(told: object, what: str) -> Paragraph:
    each = json_object(told, f"“{what}”", ("level", "text"), ("level", "text"))
    level = each["level"]
    if isinstance(level, bool) or not isinstance(level, int) or level not in _LEVELS:
        raise InvalidInput(f"“{what}”的 level 应为 0、1、2 或 3。")
    return Paragraph(json_text(each["text"], f"{what}的 text"), _LEVELS[level])


def _attachment(told: object, what: str) -> str | Attachment:
    if isinstance(told, str):
        return told
    known = ("name", "paragraphs")
    each = json_object(told, f"“{what}”", known, known)
    return Attachment(
        json_text(each["name"], f"{what}的 name"), _paragraphs(each["paragraphs"], what)
    )


def _texts(told: object, what: str) -> list[str]:
    """One text, or a list of them."""
    if isinstance(told, str):
        return [told]
    if isinstance(told, list) and all(isinstance(each, str) for each in told):
        return told
    raise InvalidInput(f"“{what}”应为文字，几个时为文字的列表。")


def _day(told: object, today: date) -> date:
    words = json_text(told, "date")
    found = read_day(words, today)
    if found.day is None or found.precision != "day":
        raise InvalidInput(f"“date”不是日期，请写成 2026-03-15，看不懂“{words}”。")
    return found.day
