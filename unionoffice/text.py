"""What is done to every text that comes in: spaces, widths, characters nobody meant.

Called for every cell of a roster, so each function is one pass of `str.translate`.
"""

import re
import unicodedata
from collections.abc import Mapping

from unionoffice.errors import InvalidInput

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0"
)
_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff"
)
_CONTROLS = "".join(
    chr(point) for point in (*range(0x20), *range(0x7F, 0xA0)) if point != 0x85
)

_WIDE_TO_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2013: "-",
    0x2014: "-",
    0x2015: "-",
    0x2212: "-",
    0xFFE5: "¥",
}
_NO_SPACES = dict.fromkeys(map(ord, _SPACES + _INVISIBLE + _CONTROLS))
_PLAIN = _WIDE_TO_NARROW | _NO_SPACES
_TIDY: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _CONTROLS + _INVISIBLE)),
    **dict.fromkeys(map(ord, _SPACES), " "),
}
_APOSTROPHES = "'\u2018\u2019"
_SAYS_NOTHING = frozenset(
    (
        *("", "-", "--", "---", "/", "\\", "none", "null", "nan", "n/a", "#n/a"),
        *("无", "空", "暂无", "没有", "不详", "未知", "未填", "无此项"),
    )
)


def half_width(text: str) -> str:
    """Full-width letters, digits, punctuation and dashes as plain ASCII."""
    return text.translate(_WIDE_TO_NARROW)


def no_spaces(text: str) -> str:
    """The text without spaces of any kind and without invisible characters."""
    return text.translate(_NO_SPACES)


def plain(text: str) -> str:
    """A number, code or date as typed: half width, without spaces and apostrophe."""
    return text.translate(_PLAIN).lstrip(_APOSTROPHES)


def tidy(text: str) -> str:
    """Ordinary words: ends stripped, inner spaces single, no control characters.

    A line break counts as a space. The leading apostrophe by which Excel marks a
    text is taken off.
    """
    return " ".join(text.translate(_TIDY).split()).removeprefix("'").lstrip()


def says_nothing(text: str) -> bool:
    """Whether a cell is empty or only says that there is nothing (无, -, 不详)."""
    return plain(text).lower() in _SAYS_NOTHING


def fill_in(pattern: str, facts: Mapping[str, str]) -> str:
    """A text with its fields, {{姓名}} and the like, filled in.

    Raises:
        InvalidInput: a field is unknown; the sentence says which there are.
    """

    def fact(found: re.Match[str]) -> str:
        key = found[1].strip()
        if key not in facts:
            known = "、".join(facts)
            raise InvalidInput(f"正文里的“{{{{{key}}}}}”不认识，可以用：{known}。")
        return facts[key]

    return _FIELD.sub(fact, pattern)


def from_private_use(text: str) -> str:
    """Characters that old programs kept in the private use area, as in Unicode.

    GBK and GB 18030-2000 put eighty ideographs and components (0xFE50 to 0xFEA0,
    U+E815 to U+E864) and ten vertical punctuation marks (U+E78D to U+E796) there;
    GB 18030-2005 and 2022 give all of them their own place.
    """
    return text if text.isascii() else text.translate(_FROM_PRIVATE_USE)


def private_use_left(text: str) -> list[str]:
    """The private-use characters that no standard explains; fonts draw them wrong."""
    if text.isascii():
        return []
    return [character for character in text if unicodedata.category(character) == "Co"]


# In the order of the codes 0xFE50 to 0xFEA0 (without 0xFE7F).
_IDEOGRAPHS = (
    "⺁\U00020087\U00020089\U000200cc⺄㑳㑇⺈⺋\u9fb4㖞㘚㘎⺌⺗㥮㤘\u9fb5㧏㧟㩳㧐\u9fb6\u9fb7㭎㱮㳠⺧"
    "\U000215d7\u9fb8⺪䁖䅟⺮䌷⺳⺶⺷\U0002298f䎱䎬⺻䏝䓖䙡䙌\u9fb9"
    "䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶\u9fba\U000241fe䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9fbb"
)
_VERTICAL_MARKS = "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
_FROM_PRIVATE_USE = {
    first + place: character
    for first, characters in ((0xE815, _IDEOGRAPHS), (0xE78D, _VERTICAL_MARKS))
    for place, character in enumerate(characters)
}
