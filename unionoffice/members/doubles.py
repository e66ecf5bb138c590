"""How likely two cards of the register are of one human being, and why.

Every clue has a weight and a sentence; what speaks against it weighs less than
nothing. The weights are set so that one clue alone never reaches `LIKELY`, but for
the same ID number, and so that two valid ID numbers of different birth outweigh a
common name, unit and telephone (namesakes; couples and mates share telephones).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from db.search_tables import digits
from unionoffice import idcard
from unionoffice.errors import InvalidInput
from unionoffice.members.name_writing import bare, blurred, sounds, standard
from unionoffice.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LIKELY = 60
"""From here on a pair is worth the clerk's look."""

CERTAIN = 100
SHORTEST_PHONE = 7
OLD_LENGTH, NEW_LENGTH = 15, 18
"""Digits of an ID number before and since 1999 (domain.md §1.5)."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says that tells one human being from another.

    Attributes:
        name: As written.
        reading: Pinyin set by hand.
        former_name: The name borne before.
        id_number: As written; it need not be right.
        id_pending: The number was raised from fifteen digits and is unverified.
        born_on: The day of birth; a valid ID number goes before it.
        sex: Code of GB/T 2261.1.
        phone: As written.
        staff_no: Staff number (工号).
        unit_id: Key of the unit.
    """

    name: str
    reading: str | None = None
    former_name: str | None = None
    id_number: str | None = None
    id_pending: bool = False
    born_on: date | None = None
    sex: str | None = None
    phone: str | None = None
    staff_no: str | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two cards are alike.

    Attributes:
        score: 0 to `CERTAIN`.
        reasons: Sentences, the weightiest first, those that speak against it last.
    """

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """An ID number as far as it can be understood.

    Attributes:
        text: The eighteen characters if it is valid, else as written, without blanks.
        valid: It is a citizen's number with the right check digit.
        length: Characters as written.
        birth: What a valid one says.
    """

    text: str
    valid: bool
    length: int
    birth: date | None = None


Clue = tuple[int, str]


def likeness(a: Card, b: Card) -> Likeness:
    """How likely two cards are of one human being; the order does not matter."""
    clues = [*_id_clues(a, b), *_name_clues(a, b), *_birth_clues(a, b)]
    clues += [*_other_clues(a, b)]
    clues.sort(key=lambda clue: (-clue[0], clue[1]))
    score = sum(weight for weight, _ in clues)
    return Likeness(
        min(max(score, 0), CERTAIN), tuple(sentence for _, sentence in clues)
    )


@lru_cache(maxsize=4096)
def number(raw: str | None) -> Number | None:
    """What an ID number says; None if there is none."""
    text = plain(raw or "").upper()
    if not text:
        return None
    try:
        read = idcard.parse(text)
    except InvalidInput:
        return Number(text, valid=False, length=len(text))
    return Number(read.number, valid=True, length=len(text), birth=read.birth)


def birth(card: Card) -> date | None:
    """The day of birth by a valid ID number, else as written."""
    read = number(card.id_number)
    return read.birth if read is not None and read.valid else card.born_on


def telephone(card: Card) -> str:
    """The digits of the telephone number, nothing if there are too few."""
    found = digits(card.phone or "")
    return found if len(found) >= SHORTEST_PHONE else ""


def _id_clues(a: Card, b: Card) -> Iterator[Clue]:
    one, other = number(a.id_number), number(b.id_number)
    if one is None or other is None:
        return
    if one.text == other.text:
        raised = {one.length, other.length} == {OLD_LENGTH, NEW_LENGTH}
        same = "15 位与 18 位证件号是同一号码" if raised else "证件号相同"
        yield 120, same
    elif _slipped(one, other, pending=a.id_pending or b.id_pending):
        yield 45, _slip(one.text, other.text)
    elif one.valid and other.valid:
        yield -40, "但两个证件号都有效，并不相同"


def _slipped(one: Number, other: Number, *, pending: bool) -> bool:
    """Whether one number is the other with a single mistake.

    The check digit shows every single mistake, so that two valid numbers never
    differ by one; but that of a raised number was reckoned from what was typed.
    """
    if not (_is_id(one.text) and _is_id(other.text)):
        return False
    if one.valid and other.valid:
        return pending and one_slip(one.text[:-1], other.text[:-1])
    return one_slip(one.text, other.text)


def _is_id(text: str) -> bool:
    body = text.removesuffix("X")
    return OLD_LENGTH - 1 <= len(text) <= NEW_LENGTH + 1 and body.isdecimal()


def _slip(one: str, other: str) -> str:
    if len(one) != len(other):
        return "证件号只多或少一位"
    swapped = sorted(one) == sorted(other)
    return "证件号只有相邻两位对调" if swapped else "证件号只差一位"


def one_slip(one: str, other: str) -> bool:
    """One character wrong, left out or too many, or two neighbours exchanged."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return len(long) - len(short) == 1 and _drops_to(long, short)
    wrong = [place for place in range(len(one)) if one[place] != other[place]]
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        first, second = wrong
        return one[first] == other[second] and one[second] == other[first]
    return len(wrong) == 1


def _drops_to(long: str, short: str) -> bool:
    same = 0
    while same < len(short) and long[same] == short[same]:
        same += 1
    return long[same + 1 :] == short[same:]


def _name_clues(a: Card, b: Card) -> Iterator[Clue]:
    one, other = bare(a.name), bare(b.name)
    if not one or not other:
        return
    if a.name == b.name:
        yield 50, "姓名相同"
    elif one == other:
        yield 50, "姓名只差间隔号或空格"
    elif standard(a.name) == standard(b.name):
        yield 45, f"姓名有异体字或繁体字（{_differing(one, other)}）"
    elif _was_called(a, b) or _was_called(b, a):
        yield 45, "一人的曾用名是另一人的姓名"
    else:
        yield _by_eye_or_ear(a, b)


def _by_eye_or_ear(a: Card, b: Card) -> Clue:
    one, other = bare(a.name), bare(b.name)
    if blurred(a.name) == blurred(b.name):
        return 35, f"姓名有形近字（{_differing(one, other)}）"
    if sounds(a.name, a.reading) & sounds(b.name, b.reading):
        return 30, "姓名同音"
    if max(len(one), len(other)) >= 3 and one_slip(one, other):
        return 5, "姓名只差一个字"
    return -25, "但姓名不同"


def _was_called(a: Card, b: Card) -> bool:
    return a.former_name is not None and standard(a.former_name) == standard(b.name)


def _differing(one: str, other: str) -> str:
    pairs = (sorted(pair) for pair in zip(one, other, strict=True))
    return "，".join(f"{low}、{high}" for low, high in pairs if low != high)


def _birth_clues(a: Card, b: Card) -> Iterator[Clue]:
    one, other = birth(a), birth(b)
    if one is None or other is None:
        return
    if one == other:
        yield 25, "出生日期相同"
    elif (one.year, one.month, one.day) == (other.year, other.day, other.month):
        yield 15, "出生日期的月和日对调"
    elif one_slip(f"{one:%Y%m%d}", f"{other:%Y%m%d}"):
        yield 10, "出生日期只差一位"
    else:
        yield -25, "但出生日期不同"


def _other_clues(a: Card, b: Card) -> Iterator[Clue]:
    if telephone(a) and telephone(a) == telephone(b):
        yield 30, "手机号相同"
    if a.staff_no and b.staff_no and bare(a.staff_no) == bare(b.staff_no):
        yield 30, "工号相同"
    if a.unit_id is not None and a.unit_id == b.unit_id:
        yield 10, "所在单位相同"
    if a.sex and b.sex and a.sex != b.sex:
        yield -30, "但性别不同"
