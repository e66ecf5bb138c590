"""What comes out: a filled form, its rows in words, complaints, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from unionoffice.reporting.form import Form


@dataclass(frozen=True, slots=True)
class FormRow:
    """One record as it is handed in.

    Attributes:
        uid: its key for life; of a spreadsheet's row what tells it from the others.
        title: who or what it is, for people.
        words: what is written in each column, in the order of `mapping.columns`.
    """

    uid: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormComplaint:
    """What the office above would send back: who, which column, and why.

    Attributes:
        row: the place of the record among the rows, from 0; None for the whole form.
        title: who or what the record is.
        column: the heading of the column.
        sentence: what is wrong, for the clerk.
        level: REJECT is an error, WARN a warning.
        uid: the record's key for life, to open it.
    """

    row: int | None
    title: str
    column: str
    sentence: str
    level: Level = Level.REJECT
    uid: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps the form from being handed in."""
        return self.level is Level.REJECT


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form, not handed in yet.

    Attributes:
        form: which one.
        day: as of which day.
        content: the bytes of the .xlsx.
        rows: its records, in their order.
        complaints: everything that is wrong with them.
        period: what it is handed in for (2026年第一季度); may be empty.
    """

    form: Form
    day: date
    content: bytes = field(repr=False)
    rows: tuple[FormRow, ...]
    complaints: tuple[FormComplaint, ...]
    period: str = ""

    @property
    def errors(self) -> tuple[FormComplaint, ...]:
        """The complaints that keep it from being handed in."""
        return tuple(item for item in self.complaints if item.is_error)

    @property
    def warnings(self) -> tuple[FormComplaint, ...]:
        """The others."""
        return tuple(item for item in self.complaints if not item.is_error)

    @property
    def file_name(self) -> str:
        """What the file may be called when it is saved."""
        period = f"_{self.period}" if self.period else ""
        name = f"{self.form.name}{period}_{self.day:%Y%m%d}"
        suffix = ".xlsm" if self.form.file_name.lower().endswith(".xlsm") else ".xlsx"
        return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in name) + suffix


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was handed in.

    Attributes:
        uid: its key for life.
        period: what it was for.
        submitted_at: when.
        who: who handed it in.
        rows: how many records.
        digest: finds the very file (`submissions.file_of`).
        rows_digest: finds its rows.
        note: the clerk's own words.
    """

    uid: str
    period: str
    submitted_at: datetime
    who: str
    rows: int
    digest: str
    rows_digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Was:
    """What stood in a column, and what stands there now."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that was handed in before, with what became different."""

    uid: str
    title: str
    fields: tuple[Was, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two submissions of a form.

    Attributes:
        since: the earlier one; None if there is none yet, and then all rows are added.
        added: records that were not in it: key and title.
        left: records that are no longer in it.
        changed: records of which something became different.
        columns_added, columns_left: headings that only one of them has.
    """

    since: Submission | None
    added: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    changed: tuple[Changed, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_left: tuple[str, ...] = ()

    def sentence(self) -> str:
        """All of it in one line: 新增 3、减少 1、变化 5（手机号 3、所在单位 2）."""
        if self.since is None:
            return f"第一次报送，共 {len(self.added)} 条。"
        told = [
            f"新增 {len(self.added)}" if self.added else "",
            f"减少 {len(self.left)}" if self.left else "",
            self._changed_words(),
        ]
        words = "、".join(filter(None, told))
        return f"与上次报送（{self.since.period}）相比：{words or '没有变化'}。"

    def tallies(self) -> Mapping[str, int]:
        """How many records differ in each column, most first."""
        counts: dict[str, int] = {}
        for record in self.changed:
            for was in record.fields:
                counts[was.column] = counts.get(was.column, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: -item[1]))

    def _changed_words(self) -> str:
        if not self.changed:
            return ""
        each = "、".join(f"{name} {count}" for name, count in self.tallies().items())
        return f"变化 {len(self.changed)}（{each}）"
