"""What a hand needs for each kind of value: room, boxes, and words to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.paper.blank.widths import BlankColumn
from unionoffice.register.column import Field
from unionoffice.register.kinds import (
    Choice,
    Day,
    Flag,
    IdNumber,
    Integer,
    Money,
    Month,
    PersonName,
    Phone,
    Reference,
    Text,
)
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.kind import Kind
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn

    Attribute = tuple[object, str]

DAY, MONTH = "年　月　日", "年　　月"
ID_DIGITS, ID_GROUPS = 18, (6, 14)
"""Region, birth, and the last four of an ID number (GB 11643)."""
MOST_LETTERS = 100
"""Longer lists of words are not printed whole."""
FIRST_WORDS = 5
BOX = "□"
_NAME = PersonName()
_TEXT_MM = ((20, 16.0), (40, 20.0), (60, 26.0), (120, 30.0))
_LONG_MM, _USUAL_MM = 40.0, 20.0
_WIDTHS_MM = (
    (PersonName, 20.0),
    (Phone, 28.0),
    (Month, 22.0),
    (Day, 27.0),
    (Money, 20.0),
    (Integer, 14.0),
    (Flag, 11.0),
    (Reference, 26.0),
)
"""The mm of those kinds whose values are all about as long."""


class Pens:
    """Knows of every column of a sheet what kind of value is written into it."""

    def __init__(self, registers: Iterable[Register]) -> None:
        """Remember the kinds of all fields, for columns that point at other records."""
        self._kinds: Mapping[Attribute, Kind[Any]] = {
            (item.attribute.class_, item.attribute.key): item.kind
            for register in registers
            for item in register.fields.values()
            if isinstance(item, Field)
        }

    def kind(self, column: SheetColumn) -> Kind[Any]:
        """The kind of what is written: of a reference, of the words it goes by."""
        kind = column.column.kind
        if not isinstance(kind, Reference):
            return kind
        told = column.via if column.via is not None else kind.target.label
        return self._kinds.get((told.class_, told.key), kind)

    def column(self, column: SheetColumn) -> BlankColumn:
        """A column of an empty list, with its header as in the spreadsheet."""
        kind, label = self.kind(column), header(column)
        if isinstance(kind, IdNumber):
            return BlankColumn(label, 0, ID_DIGITS, ID_GROUPS)
        wide = max(_width(kind), 4.0 + 3.8 * _half(label))
        weight = wide if isinstance(kind, Text) else wide / 4
        return BlankColumn(label, wide, inside=inside(kind), weight=weight)

    def notes(self, columns: Sequence[SheetColumn]) -> tuple[str, ...]:
        """What may be written where, as one paragraph below a table."""
        told = [*_marks(columns), *_one_of(columns), *self._numbers(columns)]
        told += [
            f"{column.header}：{words}"
            for column in columns
            if (words := offered(self.kind(column), column.column))
        ]
        return (f"填写说明：{'；'.join(told)}。",)

    def _numbers(self, columns: Sequence[SheetColumn]) -> Iterator[str]:
        for column in columns:
            if isinstance(self.kind(column), IdNumber):
                yield f"{column.header}一格一位，末位是 X 的写大写 X"
                return


def header(column: SheetColumn) -> str:
    """The header as the spreadsheet has it: a star before what is required."""
    return f"*{column.header}" if column.column.required else column.header


def inside(kind: Kind[Any]) -> str:
    """What is printed where a value of this kind is written."""
    if isinstance(kind, Day):
        return f"　　{DAY}"
    return MONTH if isinstance(kind, Month) else ""


def offered(kind: Kind[Any], column: AnyColumn) -> str:
    """The words one may write, short; of a long list the first, and that it goes on."""
    if isinstance(kind, Flag):
        return "是、否"
    if not isinstance(kind, Choice):
        return ""
    words = brief_words(kind, column)
    if sum(map(len, words)) <= MOST_LETTERS:
        return "、".join(words)
    return f"{'、'.join(words[:FIRST_WORDS])}……照实写"


def brief_words(kind: Choice, column: AnyColumn) -> list[str]:
    """The words of a choice as they stand on paper, each once."""
    speak = speaker(column)
    return list(dict.fromkeys(speak(code) for code, _ in kind.items))


def boxes(kind: Kind[Any], column: AnyColumn, most_letters: int) -> str:
    """The words of a short list, each with a box to tick; empty for a long one."""
    words = ["是", "否"] if isinstance(kind, Flag) else []
    if isinstance(kind, Choice):
        words = brief_words(kind, column)
    told = "　".join(f"{BOX}{word}" for word in words)
    return told if len(told) <= most_letters else ""


def _marks(columns: Sequence[SheetColumn]) -> Iterator[str]:
    if any(column.column.required for column in columns):
        yield "带 * 的必填"


def _one_of(columns: Sequence[SheetColumn]) -> Iterator[str]:
    """Where several columns name the same record one of them is enough."""
    for key in dict.fromkeys(column.column.key for column in columns):
        alike = [item.header for item in columns if item.column.key == key]
        if len(alike) > 1:
            yield f"{'、'.join(alike)}至少填一栏"


def _half(label: str) -> int:
    """The characters of a label on the longer of two lines."""
    return (len(label) + 1) // 2


def _width(kind: Kind[Any]) -> float:
    """The mm that a hand needs for a value of this kind."""
    known = (wide for narrow, wide in _WIDTHS_MM if isinstance(kind, narrow))
    if (wide := next(known, None)) is not None:
        return wide
    if isinstance(kind, Choice):
        return _of_choice(kind)
    return _of_text(kind) if isinstance(kind, Text) else _USUAL_MM


def _of_text(kind: Text) -> float:
    fitting = (wide for longest, wide in _TEXT_MM if kind.longest <= longest)
    return next(fitting, _LONG_MM)


def _of_choice(kind: Choice) -> float:
    lengths = sorted(len(word) for _, word in kind.items)
    usual = lengths[len(lengths) // 2 - 1] if lengths else 0
    return min(8.0 + 3.0 * usual, _USUAL_MM)
