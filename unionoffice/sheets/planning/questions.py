"""What only a person can know of a file, with the records to choose from."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from unionoffice.register.kinds import target_of
from unionoffice.sheets.directions import (
    AskedRow,
    AskedWords,
    Candidate,
    Cell,
    Otherwise,
    Question,
)
from unionoffice.sheets.planning.candidates import Describer
from unionoffice.sheets.planning.plan import RowState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.planning.plan import PlannedRow, PlannedSheet

    Asked = AskedRow | AskedWords
    Pending = Mapping[AskedWords, tuple[SheetColumn, str, tuple[int, ...]]]

SHOWN_CELLS = 5


class Questions:
    """Puts the questions of a plan into words."""

    def __init__(
        self,
        connection: Connection,
        register: Register,
        registers: Iterable[Register],
        day: date,
        sheets: Sequence[PlannedSheet],
    ) -> None:
        """Know whom to ask about records, and where the cells of the file are."""
        self._register = register
        self._sheets = sheets
        self._describer = Describer(connection, (register, *registers), day)

    def of(
        self,
        rows: Iterable[PlannedRow],
        pending: Pending,
        candidates: Mapping[AskedRow, Sequence[int]],
    ) -> tuple[Question, ...]:
        """The questions that rows wait for, in the order of the file."""
        waiting: Counter[Asked] = Counter()
        first: dict[Asked, list[PlannedRow]] = defaultdict(list)
        for row in rows:
            if row.state is not RowState.ASKED:
                continue
            for asked in row.asks:
                waiting[asked] += 1
                if waiting[asked] <= SHOWN_CELLS:
                    first[asked].append(row)
        self._look_up(waiting, pending, candidates)
        return tuple(
            self._about_words(asked, pending, first[asked], count)
            if isinstance(asked, AskedWords)
            else self._about_row(asked, candidates[asked], first[asked], count)
            for asked, count in waiting.items()
        )

    def _look_up(
        self,
        waiting: Iterable[Asked],
        pending: Pending,
        candidates: Mapping[AskedRow, Sequence[int]],
    ) -> None:
        """Read the words of all candidates at once."""
        for asked in waiting:
            if isinstance(asked, AskedRow):
                self._describer.want_own(self._register, candidates[asked])
            else:
                column, _, found = pending[asked]
                self._describer.want(target_of(column.column.kind), found)
        self._describer.read()

    def _about_words(
        self,
        asked: AskedWords,
        pending: Pending,
        rows: Sequence[PlannedRow],
        count: int,
    ) -> Question:
        column, words, found = pending[asked]
        item = column.column
        otherwise = (Otherwise.SKIP,) if item.required else (*EMPTY_OR_SKIP,)
        table = str(target_of(item.kind).model.__tablename__)
        return Question(
            asked,
            f"{column.header}“{words}”有 {len(found)} 个，是哪一个？",
            _candidates(self._describer.words(table, found)),
            otherwise,
            tuple(
                Cell(self._sheets[row.sheet].name, row.number, place)
                for row in rows
                for place, at, _ in self._sheets[row.sheet].places
                if at.key == asked.column
            ),
            count,
        )

    def _about_row(
        self,
        asked: AskedRow,
        found: Sequence[int],
        rows: Sequence[PlannedRow],
        count: int,
    ) -> Question:
        sheet = self._sheets[rows[0].sheet]
        places = [sheet.place_of(column.key) for column in self._register.naming]
        cell = next((place[0] for place in places if place is not None), 0)
        return Question(
            asked,
            f"第 {asked.row} 行与已有的 {len(found)} 条{self._register.noun}都相符，"
            "是哪一条？",
            _candidates(self._describer.words(self._register.table, found)),
            (Otherwise.NEW, Otherwise.SKIP),
            (Cell(asked.sheet, asked.row, cell),),
            count,
        )


EMPTY_OR_SKIP = (Otherwise.EMPTY, Otherwise.SKIP)


def _candidates(told: Mapping[int, str]) -> tuple[Candidate, ...]:
    found = [Candidate(key, words) for key, words in told.items()]
    return tuple(sorted(found, key=lambda item: (item.words, item.record_id)))
