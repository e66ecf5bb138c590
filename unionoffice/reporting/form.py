"""What a superior's form is: its file, and what goes into which cell.

A form has fixed cells (填报单位) and on each sheet at most one row, or block of rows,
that repeats for every record. All of it is frozen and goes to JSON and back
(`form_json`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from db.vocabulary import Word

FROM_SHEET = ""
"""The register of a form whose records come from a spreadsheet and not from one."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SUM_OF = "合计："
"""A placeholder that begins so is the sum of the column with this heading."""


class Way(Word):
    """How a value is written into its cell.

    AUTO leaves it to the cell: a day in a date cell is a date, a number a number, an
    amount yuan, a code its word. DATE also makes days of words such as 2025.3.1.
    """

    AUTO = "auto", "自动"
    TEXT = "text", "文字"
    NUMBER = "number", "数字"
    YUAN = "yuan", "金额（元）"
    DATE = "date", "日期（按单元格格式）"
    DAY = "day", "日期 2026-03-15"
    DAY_PLAIN = "day_plain", "日期 20260315"
    DAY_DOTS = "day_dots", "日期 2026.03.15"
    DAY_WORDS = "day_words", "日期 2026年3月15日"
    MONTH = "month", "年月 2026-03"
    MONTH_PLAIN = "month_plain", "年月 202603"
    MONTH_DOTS = "month_dots", "年月 2026.03"
    MONTH_WORDS = "month_words", "年月 2026年3月"
    CODE = "code", "代码"
    SHORT = "short", "简称"


class Source(Word):
    """Where the value of a repeated column comes from."""

    FIELD = "field", "项目"
    CONSTANT = "constant", "固定内容"
    SERIAL = "serial", "序号"


class Shape(Word):
    """What a written value must look like."""

    ANY = "any", "不限"
    ID_NUMBER = "id_number", "身份证号"
    PHONE = "phone", "电话号码"
    MOBILE = "mobile", "手机号"
    DIGITS = "digits", "只有数字"


class Fact(Word):
    """What a placeholder of a fixed cell stands for; its label is what is written."""

    UNION = "union", "单位名称"
    DAY = "day", "填报日期"
    YEAR = "year", "填报年"
    MONTH = "month", "填报月"
    WHO = "who", "填表人"
    COUNT = "count", "人数"
    PERIOD = "period", "报送期间"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the office above asks of a column.

    Attributes:
        required: it may not be empty.
        longest: characters at most; 0 for any number.
        allowed: the only words that are taken; empty if all are.
        allowed_called: what these words are called in a complaint (上级单位名单).
        shape: what it must look like.
        unique: no two records may have the same.
        warns: whatever is wrong is only a warning.
    """

    required: bool = False
    longest: int = 0
    allowed: tuple[str, ...] = ()
    allowed_called: str = ""
    shape: Shape = Shape.ANY
    unique: bool = False
    warns: bool = False


NO_RULE = Rule()


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One cell of the repeated row.

    Attributes:
        letter: its column as Excel names it (C).
        label: the words of its heading; no two columns of a sheet share them.
        source: where the value comes from.
        name: the key of a register's column or the heading in a spreadsheet; the words
            of a constant; nothing for a serial number.
        way: how it is written.
        words: translation into the superior's words: (what we have, what is written).
            The left side is a code or a word; “*” is everything else, “” is empty.
        rule: what is asked of it.
        row: in which row of the block it stands, from 0.
    """

    letter: str
    label: str
    source: Source = Source.FIELD
    name: str = ""
    way: Way = Way.AUTO
    words: tuple[tuple[str, str], ...] = ()
    rule: Rule = NO_RULE
    row: int = 0


@dataclass(frozen=True, slots=True)
class RepeatedRows:
    """The row, or block of rows, that stands once for each record.

    Attributes:
        first_row: where it stands in the form, as Excel numbers it.
        columns: what goes into it.
        height: how many rows one record takes.
        last_row: the last row that is drawn for records; found out if not said. What
            stands in mapped cells up to there is an example and is overwritten.
    """

    first_row: int
    columns: tuple[FormColumn, ...] = ()
    height: int = 1
    last_row: int | None = None


@dataclass(frozen=True, slots=True)
class FixedCell:
    """A cell that is filled once.

    `says` is what it will hold, with placeholders: “填报单位：{单位名称}”. One that is
    nothing but a placeholder gets the value itself: a date, a number.
    """

    cell: str
    says: str
    way: Way = Way.AUTO


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet of the form that is filled."""

    name: str
    cells: tuple[FixedCell, ...] = ()
    rows: RepeatedRows | None = None


@dataclass(frozen=True)
class FormMapping:
    """What goes where, and which records are handed in.

    Attributes:
        sheets: the sheets that are filled.
        conditions: which records, as `register.where` reads them (“在会会员”,
            “所在单位=采煤一队”); all must hold.
        order: keys of the columns that sort them, “-” before one that goes down; the
            order of the register or of the spreadsheet if empty.
        title: the key or heading that names a record in complaints; found out if empty.
    """

    sheets: tuple[FormSheet, ...] = ()
    conditions: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    title: str = ""

    @cached_property
    def columns(self) -> tuple[FormColumn, ...]:
        """Every repeated column, sheet by sheet."""
        repeated = (sheet.rows for sheet in self.sheets if sheet.rows is not None)
        return tuple(column for rows in repeated for column in rows.columns)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What each of `columns` is called: its heading, and its sheet if need be."""
        told: list[str] = []
        for sheet in self.sheets:
            for column in sheet.rows.columns if sheet.rows is not None else ():
                twice = column.label in told
                told.append(
                    f"{column.label}（{sheet.name}）" if twice else column.label
                )
        return tuple(told)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What is asked of the source, each once: keys or headings."""
        fields = (c.name for c in self.columns if c.source is Source.FIELD)
        sorting = (key.removeprefix("-") for key in self.order)
        title = (self.title,) if self.title else ()
        return tuple(dict.fromkeys((*fields, *sorting, *title)))

    def sheet(self, name: str) -> FormSheet | None:
        """The sheet of a name, if it is filled."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is kept.

    Attributes:
        name: what the clerk calls it.
        register: the key of the register its records come from, or `FROM_SHEET`.
        mapping: what goes where.
        file_name: what the superior's file was called.
        digest: by which the file is found (`store.template`).
        note: the clerk's own words.
        uid: None until it is kept.
    """

    name: str
    register: str
    mapping: FormMapping
    file_name: str
    digest: str
    note: str = ""
    uid: str | None = None


PLACEHOLDERS = tuple(fact.label for fact in Fact)
"""What a fixed cell may say in braces, beside sums."""


def placeholders(says: str) -> list[str]:
    """The names in braces, in their order."""
    return [name.strip() for name in PLACEHOLDER.findall(says)]
