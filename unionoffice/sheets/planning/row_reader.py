"""Reads the cells of rows into values, complaints and what has to be asked.

A row is read cell by cell (each distinct raw value of a column only once); then each
reference is looked up, the surest column first, and the register looks at the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import Reference, as_words, target_of
from unionoffice.register.sheet import SheetRow
from unionoffice.sheets.directions import AskedWords, Otherwise
from unionoffice.sheets.known import folded
from unionoffice.sheets.planning.cell_reader import CellReader
from unionoffice.sheets.planning.for_all import different, differing, values_for_all
from unionoffice.sheets.planning.plan import Wanted
from unionoffice.sheets.tables.surroundings import words_around
from unionoffice.sheets.tables.vocabulary import UID
from unionoffice.text import from_private_use, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from unionoffice.register.column import AnyField
    from unionoffice.register.kind import Reading
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.directions import Directions
    from unionoffice.sheets.known import Known, References
    from unionoffice.sheets.tables.table import Table

VALUE, LEVEL = itemgetter(0), itemgetter(1)
"""What a reading holds, without a call in Python."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Words that fit several records: which field of a row waits, and for what."""

    asked: AskedWords
    key: str
    found: tuple[int, ...]


@dataclass
class ReadRow(SheetRow):
    """A row as it was read, with what has to be asked about it.

    `causes` tells for a remark which field its words came from; `skipped` that a
    person wants the row left out.
    """

    asks: list[Ask] = field(default_factory=list)
    causes: dict[str, str] = field(default_factory=dict)
    skipped: bool = False


class _PointingColumn:
    """A column of references, with the answers its words have had so far."""

    __slots__ = ("answers", "column", "key", "place", "within")

    def __init__(self, place: int, column: SheetColumn) -> None:
        self.place = place
        self.column = column
        self.key = column.column.key
        self.within = target_of(column.column.kind).within
        self.answers: dict[object, object] = {}


class RowReader:
    """Reads the rows of one table after the other."""

    def __init__(
        self,
        register: Register,
        references: References,
        known: Known,
        today: date,
        directions: Directions,
    ) -> None:
        """Begin without a table."""
        self.register = register
        self.references = references
        self.known = known
        self.answers = directions.answers
        self.columns = {column.key: column for column in register.sheet.columns}
        self.given: set[str] = set()
        self.pending: dict[AskedWords, tuple[SheetColumn, str, tuple[int, ...]]] = {}
        self._required = [item for item in register.fields.values() if item.required]
        self._readers = {
            key: CellReader(column.column, today)
            for key, column in self.columns.items()
        }
        self._plain: list[tuple[int, CellReader]] = []
        self._keys: list[str] = []
        self._width = 0
        self._pointing: list[_PointingColumn] = []
        self._uid: int | None = None
        self._fixed = ReadRow({})
        self._said = values_for_all(register, references, today, directions)
        self._wanted: dict[tuple[str, str, object], Wanted] = {}

    def open(self, table: Table, *, named_sheet: bool) -> None:
        """Go on to another table."""
        self._plain, self._pointing, self._uid = [], [], None
        for column in table.columns:
            if column.key == UID:
                self._uid = column.index
            found = self.columns.get(column.key or "")
            if found is None:
                continue
            self.given.add(found.column.key)
            if isinstance(found.column.kind, Reference):
                self._pointing.append(_PointingColumn(column.index, found))
            else:
                self._plain.append((column.index, self._readers[found.key]))
        self._keys = [reader.item.key for _, reader in self._plain]
        self._width = 1 + max((column.index for column in table.columns), default=-1)
        surest = list(self.columns)
        self._pointing.sort(key=lambda pointing: surest.index(pointing.column.key))
        self._fixed = ReadRow(dict(self._said))
        for key, (_, words) in words_around(
            self.register.sheet, table, named_sheet=named_sheet
        ).items():
            if key not in self._said:
                self._point(self._fixed, self.columns[key], words)
        self.given.update(self._fixed.values)

    def read(self, cells: Sequence[Any]) -> ReadRow:
        """One row as values by field key."""
        width = len(cells)
        if width < self._width:
            cells = [*cells, *[None] * (self._width - width)]
        readings = [reader[cells[place]] for place, reader in self._plain]
        values = dict(zip(self._keys, map(VALUE, readings), strict=True))
        row = ReadRow(values)
        if any(map(LEVEL, readings)):
            self._complain(row, cells, readings)
        self._take_fixed(row)
        if self._uid is not None:
            values[UID] = as_words(cells[self._uid]) or None
        for pointing in self._pointing:
            raw = cells[pointing.place]
            if raw is None or not self._point_again(row, pointing, raw):
                self._point(row, pointing.column, raw)
        if self.register.sheet.row_check is not None:
            self.register.sheet.row_check(row)
        self._refuse_missing(row)
        return row

    def _take_fixed(self, row: ReadRow) -> None:
        """What a person, a caption or the sheet's name says holds for every row."""
        fixed = self._fixed
        if fixed.values:
            row.complaints += differing(self.register.fields, self._said, row.values)
            row.values.update(fixed.values)
            row.complaints += fixed.complaints
            row.remarks += fixed.remarks
            row.causes |= fixed.causes
            row.asks += fixed.asks
            row.skipped = fixed.skipped

    def _complain(
        self, row: ReadRow, cells: Sequence[Any], readings: Sequence[Reading[Any]]
    ) -> None:
        """Put down what is wrong with the row's cells."""
        for (place, reader), reading in zip(self._plain, readings, strict=True):
            if reading.level is None:
                continue
            item = reader.item
            row.complaints.append(Complaint(item.key, reading.level, reading.sentence))
            row.written[item.key] = cells[place]
            if reading.words and reading.level is Level.WARN:
                _remark(row, item, reading.words)

    def _point_again(
        self, row: ReadRow, pointing: _PointingColumn, raw: object
    ) -> bool:
        """Answer like the last row with these words, if the words alone decided it.

        Only where nothing in this row can change the answer: no surer column has
        spoken or asked, and no record's own key.
        """
        values = row.values
        if self._uid is not None or row.asks or values.get(pointing.key) is not None:
            return False
        words = (raw.__class__, raw, values.get(pointing.within))
        answer = pointing.answers.get(words)
        if answer is None:
            said = len(row.complaints)
            by_words = self._point(row, pointing.column, raw)
            answer = values.get(pointing.key)
            if by_words and answer is not None and len(row.complaints) == said:
                pointing.answers[words] = answer
            return True
        values[pointing.key] = answer
        return True

    def _point(self, row: ReadRow, column: SheetColumn, raw: object) -> bool:
        """Find what a cell refers to; a surer column's answer is kept.

        Returns whether the words alone decided, whatever else the row says.
        """
        item = column.column
        words = tidy(from_private_use(as_words(raw))).replace(" ", "")
        if not words or self._is_settled(row, column, words):
            row.values.setdefault(item.key, None)
            return False
        target = target_of(item.kind)
        if target.within and any(ask.key == target.within for ask in row.asks):
            row.values[item.key] = None
            return False
        unsaid = bool(target.within) and target.within not in self.given
        within: Any = row.values.get(target.within) if target.within else None
        if unsaid and within is None:
            within = self._held(row, target.within)
        if isinstance(within, Wanted):
            row.values[item.key] = self._want(item.key, words, within)
            return True
        found = self.references.find(column, words, within)
        if len(found) > 1:
            self._choose(row, column, AskedWords(column.key, words, within), found)
            return False
        if found:
            self._settle(row, column, found[0])
        elif target.create or target.model is self.register.model:
            row.values[item.key] = self._want(item.key, words, within)
        else:
            row.values[item.key] = None
            sentence = f"{item.label}“{words}”没有找到"
            if target.missing:
                sentence += f"；{target.missing}"
            self._unresolved(row, item, sentence, words)
        return not target.within or (not unsaid and within is not None)

    def _settle(self, row: ReadRow, column: SheetColumn, record: int) -> None:
        """Refer to a record; what it stands beneath is said with it, if nobody did."""
        item = column.column
        row.values[item.key] = record
        above = self.references.above(column, record)
        if above is not None:
            row.values[target_of(item.kind).within] = above

    def _choose(
        self, row: ReadRow, column: SheetColumn, said: AskedWords, found: list[int]
    ) -> None:
        """Of several records of one name the one meant, if that is known; else ask.

        The one to which this very record refers already is meant unless a person has
        said otherwise.
        """
        item = column.column
        asked = AskedWords(said.column, folded(said.words), said.within)
        answer = self.answers.get(asked)
        row.values[item.key] = None
        if isinstance(answer, int) and answer in found:
            self._settle(row, column, answer)
        elif answer is Otherwise.SKIP:
            row.skipped = True
        elif answer is Otherwise.EMPTY and not item.required:
            _remark(row, item, said.words)
        elif (held := self._held(row, item.key)) in found:
            row.values[item.key] = held
        else:
            row.asks.append(Ask(asked, item.key, tuple(found)))
            self.pending.setdefault(asked, (column, said.words, tuple(found)))

    def _held(self, row: ReadRow, key: str) -> object:
        """What the record that the row speaks of refers to now."""
        record = self.known.by_uid.get(row.values.get(UID) or "")
        if record is None:
            record = self.known.only_one(row.values)
        return None if record is None else self.known.column(key).get(record)

    def _is_settled(self, row: ReadRow, column: SheetColumn, words: str) -> bool:
        """Whether a surer column has answered, or has failed to."""
        item = column.column
        if any(said.key == item.key for said in row.complaints):
            return True
        if row.asks and any(ask.key == item.key for ask in row.asks):
            self._narrow(row, column, words)
            return True
        found = row.values.get(item.key)
        if not isinstance(found, int):
            return found is not None
        label = self.references.label(column, found)
        if label and folded(str(label)) != folded(words):
            if item.key in self._said:
                row.complaints.append(different(item, words, str(label)))
                return True
            sentence = f"{column.header}“{words}”与前面的信息指的不是同一条记录，请核对"
            self._unresolved(row, item, sentence, words)
        return True

    def _narrow(self, row: ReadRow, column: SheetColumn, words: str) -> None:
        """Let a second column decide between the records that the first one fits."""
        key = column.column.key
        (ask,) = (ask for ask in row.asks if ask.key == key)
        both = set(ask.found) & set(self.references.find(column, words, None))
        if len(both) == 1:
            row.asks.remove(ask)
            row.values[key] = both.pop()

    def _want(self, key: str, words: str, within: int | Wanted | None) -> Wanted:
        """A record to be made, once for all ways of writing its name."""
        wanted = Wanted(key, words, within)
        return self._wanted.setdefault((key, folded(words), within), wanted)

    def _unresolved(
        self, row: ReadRow, item: AnyField, sentence: str, words: str
    ) -> None:
        level = Level.REJECT if item.required else Level.WARN
        row.complaints.append(Complaint(item.key, level, sentence))
        if level is Level.WARN:
            _remark(row, item, words)

    def _refuse_missing(self, row: ReadRow) -> None:
        """Refuse what a new record cannot do without; one that is here has it."""
        here = self._uid is not None and row.values.get(UID) in self.known.by_uid
        for item in self._required:
            if row.values.get(item.key) is not None:
                continue
            if here and item.key not in self.given:
                continue
            if row.asks and any(ask.key == item.key for ask in row.asks):
                continue
            if any(
                said.key == item.key and said.level is Level.REJECT
                for said in row.complaints
            ):
                continue
            words = f"缺少{item.label}"
            row.complaints.append(Complaint(item.key, Level.REJECT, words))


def _remark(row: ReadRow, item: AnyField, words: str) -> None:
    """Keep words that fit nowhere else, and where they came from."""
    remark = f"{item.label}：{words}"
    row.remarks.append(remark)
    row.causes[remark] = item.key
