"""JSON that another program wrote, taken apart value by value.

Everything refused is told in one sentence that names the place.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from unionoffice.errors import InvalidInput
from unionoffice.text import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_QUOTE = 20


def read_json(content: bytes, what: str) -> object:
    """The value that the bytes tell; numbers with a point are exact, as `Decimal`.

    Args:
        content: UTF-8, with or without a byte order mark.
        what: What it should be, for the sentences: 通知.

    Raises:
        InvalidInput: it is no JSON, or a name stands twice in one object.
    """
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_once_each,
        )
    except UnicodeDecodeError as problem:
        raise InvalidInput(f"{what}的 JSON 不是 UTF-8 编码，看不懂。") from problem
    except json.JSONDecodeError as problem:
        where = f"第 {problem.lineno} 行第 {problem.colno} 个字符"
        raise InvalidInput(f"{what}不是正确的 JSON，{where}处看不懂。") from problem
    except (RecursionError, ValueError, ArithmeticError) as problem:
        sentence = f"{what}的 JSON 看不懂：嵌套太深或数字太长。"
        raise InvalidInput(sentence) from problem


def json_object(
    told: object, what: str, needed: tuple[str, ...], known: tuple[str, ...]
) -> Mapping[str, Any]:
    """An object that has what is needed and nothing that is not known.

    Raises:
        InvalidInput: it is none, something is missing or is not known.
    """
    if not isinstance(told, dict):
        holding = f"，含 {'、'.join(needed)}" if needed else ""
        raise InvalidInput(f"{what}应为 JSON 对象{holding}。")
    if missing := [key for key in needed if key not in told]:
        raise InvalidInput(f"{what}缺少 {'、'.join(missing)}。")
    if strange := [key for key in told if key not in known]:
        words = "、".join(known)
        raise InvalidInput(f"{what}没有“{quoted(strange[0])}”这一项，可以写：{words}。")
    return told


def json_list(told: object, what: str) -> list[object]:
    """A list.

    Raises:
        InvalidInput: it is none.
    """
    if not isinstance(told, list):
        raise InvalidInput(f"“{what}”应为列表。")
    return told


def json_text(told: object, what: str) -> str:
    """A text.

    Raises:
        InvalidInput: it is none.
    """
    if not isinstance(told, str):
        raise InvalidInput(f"“{what}”应为文字。")
    return told


def json_flag(told: object, what: str) -> bool:
    """True or false.

    Raises:
        InvalidInput: it is neither.
    """
    if not isinstance(told, bool):
        raise InvalidInput(f"“{what}”应为 true 或 false。")
    return told


def json_number(told: object, what: str) -> Decimal:
    """A number, exact.

    Raises:
        InvalidInput: it is none.
    """
    if isinstance(told, bool) or not isinstance(told, int | Decimal):
        raise InvalidInput(f"“{what}”应为数字。")
    return Decimal(told)


def quoted(words: str) -> str:
    """Words of a stranger, fit to stand in a sentence: one line, not long."""
    return tidy(words)[:LONGEST_QUOTE]


def _no_number(word: str) -> NoReturn:
    raise InvalidInput(f"JSON 里的 {word} 不是数字。")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object; its names stand in it once, or nobody knows which one counts."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidInput(f"JSON 里的“{quoted(name)}”写了两次。")
        found[name] = value
    return found
