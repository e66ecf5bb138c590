"""One value on its way into the form: translated, formatted, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from unionoffice import dates, money
from unionoffice.errors import InvalidInput
from unionoffice.register.kind import CellKind
from unionoffice.register.kinds import Choice, Flag, RunningMonth, as_words
from unionoffice.reporting.form import Source, Way
from unionoffice.sheets.reading.raw import CellError
from unionoffice.table_papers import speaker
from unionoffice.text import plain, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from unionoffice.register.column import AnyColumn
    from unionoffice.reporting.form import FormColumn
    from unionoffice.sheets.filling.fill import Value

OTHERWISE = "*"
"""In a translation: whatever is not named."""
FEN_PER_YUAN = 100
LARGEST_WHOLE = 10**11
"""From here on a whole number is a number of something (a card), not an amount."""

PATTERNS = {
    Way.DAY: "{0.year:04}-{0.month:02}-{0.day:02}",
    Way.DAY_PLAIN: "{0.year:04}{0.month:02}{0.day:02}",
    Way.DAY_DOTS: "{0.year:04}.{0.month:02}.{0.day:02}",
    Way.DAY_WORDS: "{0.year}年{0.month}月{0.day}日",
    Way.MONTH: "{0.year:04}-{0.month:02}",
    Way.MONTH_PLAIN: "{0.year:04}{0.month:02}",
    Way.MONTH_DOTS: "{0.year:04}.{0.month:02}",
    Way.MONTH_WORDS: "{0.year}年{0.month}月",
}
"""How a way writes a day."""
DAYS = (Way.DATE, Way.DAY, Way.DAY_PLAIN, Way.DAY_DOTS, Way.DAY_WORDS)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it goes into the cell, and a sentence if it could not be done."""

    value: Value
    fault: str = ""

    @property
    def words(self) -> str:
        """What one reads in the cell."""
        return in_words(self.value)


NOTHING = Written(None)


def in_words(value: Value) -> str:
    """What one reads of a value, as it is compared and checked."""
    return "" if value is None else str(value)


class ColumnWriter:
    """Writes the values of one column of a form; each distinct value once."""

    def __init__(self, column: FormColumn, source: AnyColumn | None, day: date) -> None:
        """Prepare the translation.

        Args:
            column: of the form.
            source: the register's column; None for a cell of a spreadsheet.
            day: as of which day years of two digits are read.
        """
        self.column = column
        self._day = day
        self._source = source
        self._words = dict(column.words)
        self._show: Callable[[Any], str] = source.kind.show if source else _cell_words
        self._short = speaker(source) if source is not None else _cell_words
        self._known: dict[object, Written] = {}

    def write(self, raw: Any, serial: int) -> Written:  # noqa: ANN401  any column's value
        """The value of a record that is the nth of the form, from 1."""
        match self.column.source:
            case Source.SERIAL:
                return Written(serial)
            case Source.CONSTANT:
                return Written(self.column.name or None)
            case Source.FIELD:
                return self._field(raw)

    def _field(self, raw: Any) -> Written:  # noqa: ANN401  any column's value
        key = (raw.__class__, raw)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._written(raw)
        return found

    def _written(self, raw: Any) -> Written:  # noqa: ANN401  any column's value
        if isinstance(raw, CellError):
            return Written(None, f"表格里是错误值 {raw.text}")
        words = self._show(raw)
        if self._words:
            translated = self._translated(raw, words)
            if translated is not None:
                return Written(translated or None)
        if not words:
            return NOTHING
        return self._formatted(raw, words)

    def _translated(self, raw: object, words: str) -> str | None:
        for ours in (words, self._short(raw), str(raw) if raw is not None else ""):
            if ours in self._words:
                return self._words[ours]
        return self._words.get(OTHERWISE) if words else None

    def _formatted(self, raw: Any, words: str) -> Written:  # noqa: ANN401  any column's value
        way = self.column.way
        if way is Way.DATE or way in PATTERNS:
            return self._day_written(raw, words, PATTERNS.get(way))
        match way:
            case Way.TEXT:
                return Written(words)
            case Way.NUMBER | Way.YUAN:
                return self._number(raw, words)
            case Way.CODE if self._source and isinstance(self._source.kind, Choice):
                return Written(str(raw))
            case Way.SHORT:
                return Written(self._short(raw))
            case _:
                return Written(self._as_it_is(raw, words))

    def _as_it_is(self, raw: Any, words: str) -> Value:  # noqa: ANN401  any column's value
        if self._source is None:
            return _cell_value(raw, words)
        match self._source.kind.cell:
            case CellKind.DATE:
                return raw if isinstance(raw, date) else words
            case CellKind.MONEY:
                return Decimal(raw) / FEN_PER_YUAN
            case CellKind.INTEGER:
                return int(raw)
            case _:
                return words

    def _number(self, raw: Any, words: str) -> Written:  # noqa: ANN401  any column's value
        if self._source is not None and self._source.kind.cell is CellKind.MONEY:
            return Written(Decimal(raw) / FEN_PER_YUAN)
        if self.column.way is Way.YUAN:
            try:
                return Written(Decimal(money.parse_cell(raw)) / FEN_PER_YUAN)
            except InvalidInput as problem:
                return Written(words, problem.sentence)
        try:
            number = Decimal(plain(words).replace(",", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            return Written(words, f"应为数字：{words}")
        return Written(number)

    def _day_written(self, raw: Any, words: str, pattern: str | None) -> Written:  # noqa: ANN401  any column's value
        if self._source is not None and isinstance(self._source.kind, RunningMonth):
            raw = date(raw // 12, raw % 12 + 1, 1)
        read = dates.read_day(raw, self._day)
        if read.day is None:
            return Written(words, f"看不懂的日期：{words}") if read.note else NOTHING
        written = read.day if pattern is None else pattern.format(read.day)
        if read.precision == "month" and self.column.way in DAYS:
            return Written(written, "只有年月，日写成了 1 日")
        return Written(written)


def _cell_words(raw: object) -> str:
    """The words of a raw cell; yes and no as people write them."""
    if isinstance(raw, bool):
        return Flag().show(raw)
    return tidy(as_words(raw)) if not isinstance(raw, str) else raw.strip()


def _cell_value(raw: object, words: str) -> Value:
    """A raw cell as a typed value; a long number is no amount and stays words."""
    match raw:
        case bool():
            return words
        case datetime():
            return raw.date()
        case date():
            return raw
        case int() | float():
            exact = Decimal(str(raw))
            return exact if abs(exact) < LARGEST_WHOLE else words
        case _:
            return words
