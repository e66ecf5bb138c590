"""Names of people: read from whatever was typed, shown on paper, hidden in public."""

import re

from unionoffice.errors import InvalidInput
from unionoffice.text import from_private_use, tidy

SOMEBODY = "某职工"
"""Whom a paper speaks of where nobody has agreed to be named (domain.md §3.2)."""
LONGEST_NAME = 50
"""Characters; the longest names on ID cards are those of minority peoples."""

_ORDINARY = re.compile("[\u4e00-\u9fa5]{2,4}")
_WIDE_LETTERS = {
    wide: wide - 0xFEE0
    for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {0xFF0E: "."}
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_SPACE_TO_DROP = re.compile(f"(?<![{_LATIN}.,'’-]) | (?![{_LATIN}])")
_MIDDLE_DOTS = re.compile("[·•・‧∙⋅･᛫⸱●]+")
_FULL_STOP_BETWEEN_PARTS = re.compile(
    f"(?<=[^\\x00-\\x7f{_LATIN}])\\.+(?=[^\\x00-\\x7f])"
)
_SPACE_AT_DOT = re.compile(" ?· ?")


def clean_name(raw: str) -> str:
    """The name as the ID card writes it.

    Spaces of every kind go, but a single one stays between the words of a Latin
    name; every dot between the parts of a minority name becomes · (U+00B7);
    private-use characters become those of Unicode. Mark-up is an ordinary text.

    Raises:
        InvalidInput: There is no name, it has no letter, or it is longer than
            `LONGEST_NAME`.
    """
    if _ORDINARY.fullmatch(raw):
        return raw
    name = _with_middle_dots(tidy(from_private_use(raw)).translate(_WIDE_LETTERS))
    if not name:
        raise InvalidInput("姓名没有填写。")
    if not any(character.isalpha() for character in name):
        raise InvalidInput(f"姓名“{name[:LONGEST_NAME]}”里没有一个字。")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(f"姓名有 {len(name)} 个字，最多 {LONGEST_NAME} 个字。")
    return name


def distributed(name: str) -> str:
    """A name of two characters set over three, 张　三, for lists on paper only."""
    return f"{name[0]}\u3000{name[1]}" if _is_short_chinese(name) else name


def masked(name: str) -> str:
    """The name for public posting, 张*明 or 李* (domain.md §5.6).

    Of a name of two characters the last is hidden, of a longer one all but the
    first and the last.
    """
    if len(name) <= 2:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def unnamed(text: str, name: str) -> str:
    """The text with 某职工 in the place of a name, however that is spaced."""
    if not name:
        return text
    spaced = r"\s*".join(map(re.escape, "".join(name.split())))
    return re.sub(rf"{spaced}(?:\s*(?:同志|师傅))?", SOMEBODY, text)


def _with_middle_dots(name: str) -> str:
    dotted = _MIDDLE_DOTS.sub("·", _SPACE_TO_DROP.sub("", name))
    dotted = _FULL_STOP_BETWEEN_PARTS.sub("·", dotted)
    return _SPACE_AT_DOT.sub("·", dotted).strip("·")


def _is_short_chinese(name: str) -> bool:
    return len(name) == 2 and not name.isascii()
