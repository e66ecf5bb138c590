"""Citizen ID numbers by GB 11643 (domain.md §1.5): read, checked, raised, hidden.

Whether the six-digit region still exists is never asked: regions are dissolved and the
numbers of older workers outlive them. Only the two digits of the province are checked.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul
from typing import Final

from unionoffice.calendar import age_on
from unionoffice.clock import Clock
from unionoffice.errors import InvalidInput
from unionoffice.text import plain

YOUNGEST_WORKER, OLDEST_WORKER = 16, 70
LONGEST_EXACT: Final = 10**15
"""From here on a number in a cell has lost digits: Excel keeps fifteen."""

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_SUM_OF_ZEROS: Final = sum(_WEIGHTS) * ord("0")
_PROVINCES: Final = frozenset(
    str(code)
    for codes in (
        *(range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55)),
        *(range(61, 66), range(71, 72), range(81, 84)),
    )
    for code in codes
)
_FOREIGNER: Final = "9"
_SHAPE = re.compile(r"\d{17}[\dX]|\d{15}", re.ASCII)
_DIGITS_AND_X = re.compile(r"\d+X?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}", re.ASCII)
_REPAIRS = str.maketrans({"x": "X", "×": "X", "Х": "X", "х": "X", "-": None})
_SYSTEM_CLOCK = Clock()


class Sex(StrEnum):
    """A person's sex, stored by the codes of GB/T 2261.1."""

    MALE = "1"
    FEMALE = "2"


@dataclass(frozen=True, slots=True)
class ParsedId:
    """What an ID number says.

    Attributes:
        number: The eighteen characters, with a capital X.
        birth: The day of birth.
        sex: From the seventeenth digit: odd is male.
        upgraded: The number came with fifteen digits and is still to be verified.
        region: The six digits of the place where it was first issued.
    """

    number: str
    birth: date
    sex: Sex
    upgraded: bool
    region: str


def parse(raw: str, today: date | None = None) -> ParsedId:
    """The ID number in `raw`; full width, spaces, hyphens and a small x are mended.

    Args:
        raw: What was typed or stood in the file.
        today: No one is born after this day; the present day if not given.

    Raises:
        InvalidInput: The number cannot be right; the sentence says why.
    """
    number = raw if _SHAPE.fullmatch(raw) else _mended(raw)
    if number[0] != _FOREIGNER and number[:2] not in _PROVINCES:
        raise InvalidInput(f"身份证号开头的“{number[:2]}”不是任何省份的代码，请核对。")
    upgraded = len(number) == 15
    if upgraded:
        seventeen = f"{number[:6]}19{number[6:]}"
        number = seventeen + checksum(seventeen)
    birth = _birth(number[6:14], today)
    if checksum(number[:17]) != number[17]:
        raise InvalidInput("身份证号的校验码不对，有数字写错了，请对照证件逐位核对。")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return ParsedId(number, birth, sex, upgraded, number[:6])


def birth_and_sex(number: str) -> tuple[date, Sex]:
    """What a number that has been checked says; it is not checked again."""
    birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def parse_cell(value: object, today: date | None = None) -> ParsedId:
    """The ID number in a cell of a spreadsheet.

    Raises:
        InvalidInput: As `parse`; also if the cell holds a number of more than fifteen
            digits, of which Excel has kept only fifteen.
    """
    if isinstance(value, str):
        return parse(value, today)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidInput("这一格里不是身份证号，请按文本格式重新录入。")
    if not abs(value) < LONGEST_EXACT:
        raise InvalidInput(_DIGITS_GONE)
    if value != int(value):
        raise InvalidInput("这一格里是带小数的数字，不是身份证号。")
    return parse(str(int(value)), today)


def checksum(first17: str) -> str:
    """The eighteenth character that belongs to the first seventeen digits."""
    total = sum(map(mul, _WEIGHTS, first17.encode("ascii"))) - _SUM_OF_ZEROS
    return _CHECK_DIGITS[total % 11]


def make(region: str, birth: date, serial: int) -> str:
    """A formally right number for samples and tests.

    Args:
        region: Six digits.
        birth: The day of birth.
        serial: 0 to 999; odd for a man.
    """
    seventeen = f"{region}{birth:%Y%m%d}{serial:03d}"
    return seventeen + checksum(seventeen)


def masked(number: str) -> str:
    """The number for public posting: six digits, eight stars, four (domain.md §5.6)."""
    return f"{number[:6]}********{number[-4:]}"


def tail(number: str) -> str:
    """The last four characters, by which people tell namesakes apart."""
    return number[-4:]


def looks_like_a_worker(birth: date, on: date) -> bool:
    """Whether the age on that day is 16 to 70; only a hint, families have all ages."""
    return YOUNGEST_WORKER <= age_on(birth, on) <= OLDEST_WORKER


_DIGITS_GONE = (
    "Excel 把这个身份证号存成了数字，后面几位已经丢失，无法还原；"
    "请把单元格改成文本格式，再重新录入。"
)


def _mended(raw: str) -> str:
    number = plain(raw).translate(_REPAIRS)
    if not _SHAPE.fullmatch(number):
        raise InvalidInput(_why_misshapen(number))
    return number


def _why_misshapen(number: str) -> str:
    if not number:
        return "身份证号没有填写。"
    if _SCIENTIFIC.fullmatch(number):
        return _DIGITS_GONE
    if not _DIGITS_AND_X.fullmatch(number):
        return f"“{number[:20]}”不是身份证号：只能是数字，最后一位可以是 X。"
    return f"身份证号应为 18 位，这里有 {len(number)} 位。"


def _birth(eight: str, today: date | None) -> date:
    try:
        birth = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        raise InvalidInput(
            f"身份证号里的出生日期 {eight[:4]}年{eight[4:6]}月{eight[6:]}日 不存在。"
        ) from None
    if birth > (today or _SYSTEM_CLOCK.today()):
        raise InvalidInput(f"身份证号里的出生日期 {birth:%Y-%m-%d} 还没有到。")
    return birth
