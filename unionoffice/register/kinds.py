"""The kinds that registers are made of; `kind.py` says what a kind promises."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from unionoffice import dates, idcard, money, names, phone, text
from unionoffice.clock import CHINA
from unionoffice.codes import code_list
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Level
from unionoffice.register.kind import (
    Align,
    CellKind,
    Kind,
    Reading,
    rejected,
    unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from db.base import Record
    from db.vocabulary import Word

EMPTY: Reading[Any] = Reading(None)


@dataclass(frozen=True)
class Text(Kind[str]):
    """Words as they are; inner runs of spaces become one."""

    longest: int = 200
    lines: bool = False
    width: int = 14

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        words = text.lines(raw) if self.lines else text.tidy(as_words(raw))
        if len(words) > self.longest:
            cut = words[: self.longest]
            sentence = f"内容超过 {self.longest} 个字，已截短"
            return Reading(cut, Level.WARN, sentence, words)
        return Reading(words or None)

    @override
    def parse(self, text: str, *, today: date) -> str | None:
        reading = self.read(text, today=today)
        if reading.level is not None:
            sentence = f"最多 {self.longest} 个字"
            raise InvalidInput(sentence)
        return reading.value

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class PersonName(Kind[str]):
    """A human name, with · between the parts of a minority name."""

    width: int = 10

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        try:
            return Reading(names.clean_name(as_words(raw)) or None)
        except InvalidInput as error:
            return rejected(error.sentence)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class IdNumber(Kind[str]):
    """The 18 digits of a resident identity card (GB 11643, domain.md §1.5)."""

    width: int = 20

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        if raw is None or (isinstance(raw, str) and not text.no_spaces(raw)):
            return EMPTY
        try:
            parsed = idcard.parse_cell(raw)
        except InvalidInput as error:
            return rejected(error.sentence)
        if parsed.birth > today:
            return rejected("身份证号中的出生日期在今天之后，请核对")
        if parsed.upgraded:
            sentence = "15 位旧身份证号已升为 18 位，请核对后去掉“证件待核”"
            return Reading(parsed.number, Level.WARN, sentence)
        return Reading(parsed.number)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class Phone(Kind[str]):
    """A mobile or landline number; anything else is kept as written and flagged."""

    width: int = 14

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        read = phone.read_phone(raw)
        if not read.text:
            return EMPTY
        if read.kind == "unknown":
            sentence = "不是 11 位手机号，也不是固定电话，请核对"
            return Reading(read.text, Level.WARN, sentence)
        return Reading(read.text)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class Day(Kind[date]):
    """A calendar day; many ways of writing one are understood (samples README)."""

    width: int = 11
    cell = CellKind.DAY
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[date]:
        read = dates.read_day(raw, today)
        match read.note:
            case "month_only":
                sentence = "只有年月，已按当月 1 日登记"
                return Reading(read.day, Level.WARN, sentence)
            case "two_digit_year":
                year = read.day.year if read.day else ""
                return Reading(read.day, Level.WARN, f"两位数的年份按 {year} 年登记")
            case "impossible":
                return unreadable(f"没有这一天：{as_words(raw)}", as_words(raw))
            case "unreadable":
                return unreadable(f"看不懂的日期：{as_words(raw)}", as_words(raw))
            case _:
                return Reading(read.day)

    @override
    def show(self, value: date | None) -> str:
        return value.isoformat() if value else ""

    @override
    def to_cell(self, value: date | None) -> object:
        return value


@dataclass(frozen=True)
class Month(Kind[date]):
    """A calendar month, kept as its first day."""

    width: int = 9
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[date]:
        read = dates.read_day(raw, today)
        if read.day is None:
            return unreadable(f"看不懂的年月：{as_words(raw)}") if read.note else EMPTY
        return Reading(read.day.replace(day=1))

    @override
    def show(self, value: date | None) -> str:
        return f"{value:%Y-%m}" if value else ""


@dataclass(frozen=True)
class Money(Kind[int]):
    """An amount in fen, shown in yuan with two decimals (domain.md §7.1)."""

    minimum: int | None = 0
    maximum: int | None = None
    width: int = 11
    cell = CellKind.MONEY
    align = Align.RIGHT

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        if raw is None or not text.no_spaces(as_words(raw)):
            return EMPTY
        try:
            fen = money.parse(raw)
        except InvalidInput as error:
            return unreadable(error.sentence, as_words(raw))
        return self._within(fen)

    @override
    def show(self, value: int | None) -> str:
        return "" if value is None else money.show(value)

    @override
    def to_cell(self, value: int | None) -> object:
        return value

    def _within(self, fen: int) -> Reading[int]:
        if self.minimum is not None and fen < self.minimum:
            return unreadable(f"金额不能小于 {money.show(self.minimum)} 元")
        if self.maximum is not None and fen > self.maximum:
            return unreadable(f"金额不能大于 {money.show(self.maximum)} 元")
        return Reading(fen)


@dataclass(frozen=True)
class Integer(Kind[int]):
    """A whole number."""

    minimum: int = 0
    maximum: int = 9_999_999
    width: int = 8
    cell = CellKind.INTEGER
    align = Align.RIGHT

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        words = text.no_spaces(as_words(raw))
        if not words:
            return EMPTY
        try:
            number = int(words)
        except ValueError:
            return unreadable(f"应为整数：{words}", words)
        if not self.minimum <= number <= self.maximum:
            return unreadable(f"应在 {self.minimum} 与 {self.maximum} 之间", words)
        return Reading(number)

    @override
    def show(self, value: int | None) -> str:
        return "" if value is None else str(value)

    @override
    def to_cell(self, value: int | None) -> object:
        return value


YES = frozenset({"是", "有", "对", "√", "✓", "y", "yes", "true", "1"})
NO = frozenset({"否", "无", "不", "×", "n", "no", "false", "0"})


@dataclass(frozen=True)
class Flag(Kind[bool]):
    """Yes or no (是/否)."""

    width: int = 6
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[bool]:
        words = text.no_spaces(as_words(raw)).casefold()
        if not words:
            return EMPTY
        if words in YES:
            return Reading(True)  # noqa: FBT003  the value itself
        if words in NO:
            return Reading(False)  # noqa: FBT003
        return unreadable(f"应填“是”或“否”：{words}", words)

    @override
    def show(self, value: bool | None) -> str:
        return "" if value is None else ("是" if value else "否")


@dataclass(frozen=True)
class Choice(Kind[str]):
    """One of a list of codes; the words of the list are what people see."""

    items: tuple[tuple[str, str], ...]
    match: Callable[[str], str | None] | None = None
    width: int = 10
    _words: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _codes: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the list both ways."""
        object.__setattr__(self, "_words", dict(self.items))
        object.__setattr__(self, "_codes", {word: code for code, word in self.items})

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        words = text.no_spaces(as_words(raw))
        if not words:
            return EMPTY
        found = self._codes.get(words) or (self.match(words) if self.match else None)
        if found is None:
            return unreadable(f"代码表中没有“{words}”", words)
        return Reading(found)

    @override
    def show(self, value: str | None) -> str:
        return "" if value is None else self._words.get(value, value)


def coded(key: str, *, width: int = 10) -> Choice:
    """A choice from the code list `key` of `resources/codes` (domain.md §1.4)."""
    codes = code_list(key)
    items = tuple((item.code, item.name) for item in codes.items)
    return Choice(items, match=codes.match, width=width)


def worded(words: type[Word], *, width: int = 10) -> Choice:
    """A choice from the words that are stored (`db.vocabulary`)."""
    return Choice(tuple((str(word), word.label) for word in words), width=width)


@dataclass(frozen=True)
class Moment(Kind[datetime]):
    """A moment, shown in Chinese time to the minute; never typed."""

    width: int = 17

    @override
    def read(self, raw: object, *, today: date) -> Reading[datetime]:
        if isinstance(raw, datetime):
            return Reading(raw)
        words = text.tidy(as_words(raw))
        if not words:
            return EMPTY
        try:
            local = datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
        except ValueError:
            return unreadable(f"看不懂的时间：{words}", words)
        return Reading(local)

    @override
    def show(self, value: datetime | None) -> str:
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}" if value else ""


@dataclass(frozen=True)
class Picture(Kind[str]):
    """A photo, known by the fingerprint of its file (see `db.files`)."""

    width: int = 6

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        return Reading(as_words(raw) or None)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True, eq=False)
class Target:
    """Where a reference points: which records, what they are called, how found.

    Attributes:
        model: the records pointed at.
        label: the attribute that names them.
        match_on: attributes by which a sheet's text finds one, surest first.
        only: which of the records may be chosen.
        create: values of a record made from a name met in a sheet; None forbids it.
        parent: the attribute that makes a tree of them.
        searched: they are too many for a list, so they are searched for.
    """

    model: type[Record]
    label: InstrumentedAttribute[Any]
    match_on: tuple[InstrumentedAttribute[Any], ...]
    only: Callable[[], ColumnElement[bool]] | None = None
    create: Mapping[str, object] | None = None
    parent: InstrumentedAttribute[Any] | None = None
    searched: bool = False


@dataclass(frozen=True, eq=False)
class Reference(Kind[int]):
    """A pointer to another record; lists and sheets show that record's name."""

    target: Target
    width: int = 14

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        return Reading(raw) if isinstance(raw, int) else EMPTY

    @override
    def show(self, value: int | None) -> str:
        return "" if value is None else str(value)


def as_words(raw: object) -> str:
    """A raw cell as words: whole numbers without their `.0`, days in ISO form."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw)
