"""What a cell of a form may take: columns of a register, facts of the office, sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import pinyin
from unionoffice.register.kinds import (
    Choice,
    Day,
    Flag,
    Integer,
    Money,
    Month,
    Picture,
    Reference,
)
from unionoffice.reporting.form import SUM_OF, Fact, Source, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.register.kind import Kind
    from unionoffice.register.register import Register
    from unionoffice.reporting.form import FormMapping

ROW, FACTS, COMPUTED, SUMS = "每行", "单位与日期", "程序算出的", "合计"
"""Groups that are no sections of a form."""
HEADINGS = "表格里的列"
SERIAL_WORDS, CONSTANT_WORDS = "序号", "固定内容…"
_FACTS_SAY = {
    Fact.UNION: "本单位的名称",
    Fact.DAY: "填报时选的日期",
    Fact.YEAR: "填报日期的年，如 2026",
    Fact.MONTH: "填报日期的月，如 3",
    Fact.WHO: "填表的人",
    Fact.COUNT: "报送了多少条",
    Fact.PERIOD: "填报时写的期间，如 2026年一季度",
}
DAYS = (Way.DAY, Way.DAY_PLAIN, Way.DAY_DOTS, Way.DAY_WORDS)
MONTHS = (Way.MONTH, Way.MONTH_PLAIN, Way.MONTH_DOTS, Way.MONTH_WORDS)


@dataclass(frozen=True, slots=True)
class Offered:
    """Something a cell may take.

    Attributes:
        source: what it is in a repeated row; None where it stands in a fixed cell.
        name: the key of a column, or the words of a placeholder.
        label: what it is called.
        group: what it stands under.
        sentence: about it, may be empty.
        initials: the first letters its characters may have in pinyin.
    """

    source: Source | None
    name: str
    label: str
    group: str
    sentence: str = ""
    initials: tuple[frozenset[str], ...] = ()

    @property
    def key(self) -> str:
        """What it is found by."""
        return f"{self.source or 'fact'}:{self.name}"

    def fits(self, words: str) -> bool:
        """Whether typed words mean it: a part of its label, or of its initials."""
        typed = words.strip().lower()
        if not typed or typed in self.label.lower():
            return True
        starts = range(len(self.initials) - len(typed) + 1)
        return any(
            all(
                letter in known
                for letter, known in zip(typed, self.initials[start:], strict=False)
            )
            for start in starts
        )


def for_rows(
    register: Register | None, mapping: FormMapping, headings: Sequence[str] = ()
) -> tuple[Offered, ...]:
    """What a cell of the repeated row may take.

    Without a register these are the `headings` of a spreadsheet, and those that the
    form asks one for.
    """
    serial = _offered(Source.SERIAL, "", SERIAL_WORDS, ROW, "从 1 数起")
    constant = _offered(Source.CONSTANT, "", CONSTANT_WORDS, ROW, "每一行都写同样的字")
    if register is None:
        names = dict.fromkeys((*headings, *mapping.names))
        found = [_offered(Source.FIELD, name, name, HEADINGS) for name in names]
        return (*found, serial, constant)
    groups = {
        field.key: section.title
        for section in register.sections
        for field in section.fields
    }
    columns = [
        _offered(Source.FIELD, key, column.label, groups.get(key, COMPUTED))
        for key, column in register.all_columns.items()
        if not isinstance(column.kind, Picture)
    ]
    order = [*dict.fromkeys(groups.values()), COMPUTED]
    columns.sort(key=lambda each: order.index(each.group))
    return (*columns, serial, constant)


def for_cells(mapping: FormMapping) -> tuple[Offered, ...]:
    """What a cell may take that is filled once."""
    facts = [_offered(None, f.label, f.label, FACTS, _FACTS_SAY[f]) for f in Fact]
    sums = [
        _offered(None, f"{SUM_OF}{c.label}", f"{SUM_OF}{c.label}", SUMS)
        for c in mapping.columns
        if c.source is Source.FIELD
    ]
    return (*facts, *sums)


def ways(kind: Kind[object] | None) -> tuple[Way, ...]:
    """The ways in which values of a kind can be written; all if it is not known."""
    if kind is None:
        return tuple(Way)
    if isinstance(kind, Day):
        return (Way.AUTO, *DAYS, *MONTHS)
    if isinstance(kind, Month):
        return (Way.AUTO, *MONTHS)
    if isinstance(kind, Choice):
        return (Way.AUTO, Way.CODE, Way.SHORT)
    if isinstance(kind, Money):
        return (Way.AUTO, Way.YUAN, Way.TEXT)
    if isinstance(kind, Integer):
        return (Way.AUTO, Way.NUMBER, Way.TEXT)
    return (Way.AUTO, Way.TEXT)


def own_words(
    office: Office, register: Register | None, name: str
) -> list[tuple[str, str]]:
    """The codes and words a column of a register may hold, where there is a list.

    Where a word has no code it stands for itself.
    """
    column = register.all_columns.get(name) if register is not None else None
    if column is None:
        return []
    if isinstance(column.kind, Choice):
        return list(column.kind.items)
    if isinstance(column.kind, Flag):
        return [("是", "是"), ("否", "否")]
    if isinstance(column.kind, Reference):
        labels = (option.label for option in office.options(column.kind))
        return [(label, label) for label in dict.fromkeys(labels)]
    return []


def _offered(
    source: Source | None, name: str, label: str, group: str, sentence: str = ""
) -> Offered:
    initials = tuple(map(pinyin.initials_of, label))
    return Offered(source, name, label, group, sentence, initials)
