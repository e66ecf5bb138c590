"""What a person says about a file before it is taken in, beside what is found alone.

A plan is made from a workbook and these directions, and from nothing else: mending a
cell, choosing a column or answering a question makes new directions and a new plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Policy(StrEnum):
    """What a column may do to records that exist already; new ones take everything."""

    OVERWRITE = "overwrite"
    FILL = "fill"
    KEEP = "keep"


POLICY_WORDS = {
    Policy.OVERWRITE: "以文件为准",
    Policy.FILL: "空白才填",
    Policy.KEEP: "不改已有的",
}

NOT_IMPORTED = ""
"""The sheet column key that leaves a column of the file out."""

NO_HEADER = 0
"""The header row of a sheet that has none: its first row is a record."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell of the file; rows as Excel numbers them, columns from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class AskedWords:
    """Words of a reference that fit more than one record, asked once for a file.

    Attributes:
        column: the key of the sheet column.
        words: as they are compared (`known.folded`).
        within: the key of the record they were looked for beneath, if any.
    """

    column: str
    words: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that may be about any of several records."""

    sheet: str
    row: int


class Otherwise(StrEnum):
    """An answer that names no record."""

    NEW = "new"
    EMPTY = "empty"
    SKIP = "skip"


Answer = int | Otherwise
"""A record's key, or what to do instead: a new record, nothing, leave the row out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, with the words that tell it from the others."""

    record_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can know; the plan leaves such rows out until it is answered.

    Attributes:
        asked: what the answer is kept under.
        sentence: the question.
        candidates: the records it may be.
        otherwise: the answers that name no record and are allowed here.
        cells: where the words stand; the first few if there are many.
        rows: how many rows wait for the answer.
    """

    asked: AskedWords | AskedRow
    sentence: str
    candidates: tuple[Candidate, ...]
    otherwise: tuple[Otherwise, ...]
    cells: tuple[Cell, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class SheetDirections:
    """How one sheet is read.

    Attributes:
        left_out: nothing of it is imported.
        header_row: the last row of the header as Excel numbers it, if not found alone;
            `NO_HEADER` if there is none.
        columns: column place (from 0) to sheet column key; `NOT_IMPORTED` leaves it
            out. Places that are not named are read by their header words.
        recalled: the places among `columns` that were remembered, not said just now.
    """

    left_out: bool = False
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    recalled: frozenset[int] = frozenset()

    def with_column(self, place: int, key: str | None) -> SheetDirections:
        """The same with a column said by hand; None reads it by its header word."""
        columns = {at: said for at, said in self.columns.items() if at != place}
        if key is not None:
            columns[place] = key
        return replace(self, columns=columns, recalled=self.recalled - {place})

    def with_header_row(self, row: int | None) -> SheetDirections:
        """The same with another header row; the columns are found anew."""
        return replace(self, header_row=row, columns={}, recalled=frozenset())


@dataclass(frozen=True, slots=True)
class Directions:
    """Everything a person said about a file.

    Attributes:
        sheets: by sheet name.
        policies: by field key; a field that is not named is `Policy.OVERWRITE`.
        mended: what is typed over a cell.
        answers: by what was asked.
        for_all: the words that every row has in a field, by field key.
    """

    sheets: Mapping[str, SheetDirections] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    mended: Mapping[Cell, str] = field(default_factory=dict)
    answers: Mapping[AskedWords | AskedRow, Answer] = field(default_factory=dict)
    for_all: Mapping[str, str] = field(default_factory=dict)

    def with_cell(self, cell: Cell, words: str | None) -> Directions:
        """The same with a cell typed over; None takes the file's own words again."""
        mended = {place: said for place, said in self.mended.items() if place != cell}
        if words is not None:
            mended[cell] = words
        return replace(self, mended=mended)

    def with_answer(
        self, asked: AskedWords | AskedRow, answer: Answer | None
    ) -> Directions:
        """The same with a question answered; None asks again."""
        answers = {key: said for key, said in self.answers.items() if key != asked}
        if answer is not None:
            answers[asked] = answer
        return replace(self, answers=answers)

    def of_sheet(self, name: str) -> SheetDirections:
        """What was said about a sheet; nothing, if nobody said anything."""
        return self.sheets.get(name) or SheetDirections()

    def with_sheet(self, name: str, said: SheetDirections) -> Directions:
        """The same with other directions for a sheet."""
        return replace(self, sheets={**self.sheets, name: said})

    def with_policy(self, key: str, policy: Policy) -> Directions:
        """The same with another policy for a field."""
        return replace(self, policies={**self.policies, key: policy})

    def with_words_for_all(self, key: str, words: str) -> Directions:
        """The same with the words that every row has in a field."""
        return replace(self, for_all={**self.for_all, key: words})
