"""Makes the plan of an import: reads every row by the register's rules, writes nothing.

A row is read cell by cell (each distinct raw value of a column only once), looked at as
a whole by the register, matched with the store and with the rows above it, and judged:
new, changed, same or rejected (samples README).
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from unionoffice.progress import SILENT
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kind import Reading
from unionoffice.register.kinds import Reference, as_words, target_of
from unionoffice.register.sheet import SheetRow
from unionoffice.sheets.cell_reader import CellReader
from unionoffice.sheets.checking import check_rows
from unionoffice.sheets.known import Known, References, folded
from unionoffice.sheets.labels import Vocabulary
from unionoffice.sheets.matching import Matcher
from unionoffice.sheets.outgoing import KEY_LABEL
from unionoffice.sheets.own_rows import OwnRows
from unionoffice.sheets.plan import Plan, PlannedRow, PlannedSheet, Wanted
from unionoffice.sheets.sniff import FileKind
from unionoffice.sheets.table import find_tables
from unionoffice.text import from_private_use, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.progress import Progress
    from unionoffice.register.column import AnyField
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.raw import Workbook
    from unionoffice.sheets.table import Table

IGNORED = "-"
VALUE, LEVEL = itemgetter(0), itemgetter(1)
"""What a reading holds, without a call in Python."""
TELL_EVERY = 2_000

_NAME_TAIL = re.compile(
    r"(\(?\d*\)?|（\d*）|副本|工会|会员|职工|人员|全员|名单|花?名册|登记|统计|汇总|基本|信息"
    r"|情况|明细|台账|模板|导出|结果|数据|总?表)+$"
)
_NO_NAME = re.compile(
    r"(sheet|table|query|工作表|第|共)?[\d.\-年月日季度号页份期()（）]*"
    r"|全(矿|部|体|员|公司|单位)?|在(职|岗|册|会)|正式工?|合计|其他|工会|会员|职工|人员",
    re.IGNORECASE,
)


def make_plan(
    connection: Connection,
    register: Register,
    workbook: Workbook,
    today: date,
    progress: Progress = SILENT,
) -> Plan:
    """Plan the import of a workbook into a register.

    Raises:
        Refused: no sheet has a header that can be recognised.
        Cancelled: the person asked to stop.
    """
    tables = find_tables(workbook, vocabulary(register))
    known = Known(connection, register, today)
    references = References(connection, register.sheet.columns)
    reader = _RowReader(register, references, known, today)
    matcher = Matcher(register, known, [table.sheet_name for table in tables])
    sheets: list[PlannedSheet] = []
    rows: list[PlannedRow] = []
    total = sum(len(table.rows) for table in tables) or 1
    for number, table in enumerate(tables):
        from_name = workbook.kind is not FileKind.CSV
        sheets.append(_planned_sheet(register, table))
        reader.open(table, named_sheet=from_name)
        for row in table.rows:
            read = reader.read(row.cells)
            rows.append(matcher.judge(number, row.number, read))
            if len(rows) % TELL_EVERY == 0:
                progress.report(0.9 * len(rows) / total, "核对每一行")
                progress.check()
    progress.report(0.95, "与已有记录比较")
    given = frozenset(reader.given)
    own = OwnRows(connection, register, rows, matcher.add_remarks)
    own.settle()
    matcher.compare(rows, given)
    matcher.recognise(rows, given)
    check_rows(connection, register, rows)
    own.let_go()
    return Plan(
        register, workbook.path.name, tuple(sheets), tuple(rows), given, known.mark
    )


def vocabulary(register: Register) -> Vocabulary:
    """The header words of a register's sheet."""
    sheet = register.sheet
    words: dict[str, tuple[str, ...]] = {
        column.key: (column.header, *column.synonyms) for column in sheet.columns
    }
    words["uid"] = (KEY_LABEL,)
    for label in (*(column.label for column in sheet.shown), *sheet.ignored):
        words[f"{IGNORED}{label}"] = (label,)
    return Vocabulary.of(words)


def _planned_sheet(register: Register, table: Table) -> PlannedSheet:
    columns = {column.key: column for column in register.sheet.columns}
    return PlannedSheet(
        table.sheet_name,
        table.header_rows,
        tuple(
            (column.index, columns[column.key], column.label)
            for column in table.columns
            if column.key in columns
        ),
        tuple(
            column.label
            for column in table.columns
            if column.key is None and column.repeats is None and column.label
        ),
        _headers(table),
        {row.number: row.cells for row in table.rows},
    )


def _headers(table: Table) -> tuple[str, ...]:
    """The header words by place, empty where a column has none."""
    labels = {column.index: column.label for column in table.columns}
    return tuple(labels.get(place, "") for place in range(max(labels) + 1))


class _PointingColumn:
    """A column of references, with the answers its words have had so far."""

    __slots__ = ("answers", "column", "key", "place", "within")

    def __init__(self, place: int, column: SheetColumn) -> None:
        self.place = place
        self.column = column
        self.key = column.column.key
        self.within = target_of(column.column.kind).within
        self.answers: dict[object, object] = {}


class _RowReader:
    """Reads the cells of rows into values and complaints, table by table."""

    def __init__(
        self, register: Register, references: References, known: Known, today: date
    ) -> None:
        self.register = register
        self.references = references
        self.known = known
        self.today = today
        self.columns = {column.key: column for column in register.sheet.columns}
        self.given: set[str] = set()
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
        self._fixed = SheetRow({})
        self._wanted: dict[tuple[str, str, object], Wanted] = {}

    def open(self, table: Table, *, named_sheet: bool) -> None:
        """Go on to another table."""
        self._plain, self._pointing, self._uid = [], [], None
        for column in table.columns:
            if column.key == "uid":
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
        self._fixed = self._from_surroundings(table, named_sheet=named_sheet)
        self.given.update(self._fixed.values)

    def read(self, cells: Sequence[Any]) -> SheetRow:
        """One row as values by field key."""
        width = len(cells)
        if width < self._width:
            cells = [*cells, *[None] * (self._width - width)]
        readings = [reader[cells[place]] for place, reader in self._plain]
        values = dict(zip(self._keys, map(VALUE, readings), strict=True))
        row = SheetRow(values)
        if any(map(LEVEL, readings)):
            self._complain(row, cells, readings)
        values.update(self._fixed.values)
        row.complaints += self._fixed.complaints
        row.remarks += self._fixed.remarks
        if self._uid is not None:
            values["uid"] = as_words(cells[self._uid]) or None
        for pointing in self._pointing:
            raw = cells[pointing.place]
            if raw is None or not self._point_again(row, pointing, raw):
                self._point(row, pointing.column, raw)
        if self.register.sheet.row_check is not None:
            self.register.sheet.row_check(row)
        self._refuse_missing(row)
        return row

    def _complain(
        self, row: SheetRow, cells: Sequence[Any], readings: Sequence[Reading[Any]]
    ) -> None:
        """Put down what is wrong with the row's cells."""
        for (place, reader), reading in zip(self._plain, readings, strict=True):
            if reading.level is None:
                continue
            item = reader.item
            row.complaints.append(Complaint(item.key, reading.level, reading.sentence))
            row.written[item.key] = cells[place]
            if reading.words and reading.level is Level.WARN:
                row.remarks.append(f"{item.label}：{reading.words}")

    def _point_again(
        self, row: SheetRow, pointing: _PointingColumn, raw: object
    ) -> bool:
        """Answer like the last row with these words, if it needed no complaint.

        Only where nothing in this row can change the answer: no surer column has
        spoken, and no record's own key.
        """
        values = row.values
        if self._uid is not None or values.get(pointing.key) is not None:
            return False
        words = (raw.__class__, raw, values.get(pointing.within))
        answer = pointing.answers.get(words)
        if answer is None:
            said = len(row.complaints)
            self._point(row, pointing.column, raw)
            answer = values.get(pointing.key)
            if answer is not None and len(row.complaints) == said:
                pointing.answers[words] = answer
            return True
        values[pointing.key] = answer
        return True

    def _point(self, row: SheetRow, column: SheetColumn, raw: object) -> None:
        """Find what a cell refers to; a surer column's answer is kept."""
        item = column.column
        words = tidy(from_private_use(as_words(raw))).replace(" ", "")
        if not words or self._is_settled(row, column, words):
            row.values.setdefault(item.key, None)
            return
        target = target_of(item.kind)
        within = row.values.get(target.within) if target.within else None
        if isinstance(within, Wanted):
            row.values[item.key] = self._want(item.key, words, within)
            return
        found = self.references.find(column, words, within)
        if len(found) > 1:
            found = self._as_it_stands(row, item.key, found)
        if len(found) == 1:
            row.values[item.key] = found[0]
        elif not found and (target.create or target.model is self.register.model):
            row.values[item.key] = self._want(item.key, words, within)
        else:
            row.values[item.key] = None
            problem = "有多个同名的，无法确定是哪一个" if found else "没有找到"
            self._unresolved(row, item, f"{item.label}“{words}”{problem}", words)

    def _is_settled(self, row: SheetRow, column: SheetColumn, words: str) -> bool:
        """Whether a surer column has answered, or has failed to."""
        item = column.column
        if any(said.key == item.key for said in row.complaints):
            return True
        found = row.values.get(item.key)
        if not isinstance(found, int):
            return found is not None
        label = self.references.label(column, found)
        if label and folded(str(label)) != folded(words):
            sentence = f"{column.header}“{words}”与前面的信息指的不是同一条记录，请核对"
            self._unresolved(row, item, sentence, words)
        return True

    def _want(self, key: str, words: str, within: int | Wanted | None) -> Wanted:
        """A record to be made, once for all ways of writing its name."""
        wanted = Wanted(key, words, within)
        return self._wanted.setdefault((key, folded(words), within), wanted)

    def _as_it_stands(self, row: SheetRow, key: str, found: list[int]) -> list[int]:
        """Of several of one name the one this very record refers to already."""
        record = self.known.by_uid.get(row.values.get("uid") or "")
        if record is None:
            return found
        held = self.known.identities[record].get(key)
        return [record for record in found if record == held] or found

    def _unresolved(
        self, row: SheetRow, item: AnyField, sentence: str, words: str
    ) -> None:
        level = Level.REJECT if item.required else Level.WARN
        row.complaints.append(Complaint(item.key, level, sentence))
        if level is Level.WARN:
            row.remarks.append(f"{item.label}：{words}")

    def _refuse_missing(self, row: SheetRow) -> None:
        for item in self._required:
            if row.values.get(item.key) is not None:
                continue
            if any(
                said.key == item.key and said.level is Level.REJECT
                for said in row.complaints
            ):
                continue
            words = f"缺少{item.label}"
            row.complaints.append(Complaint(item.key, Level.REJECT, words))

    def _from_surroundings(self, table: Table, *, named_sheet: bool) -> SheetRow:
        """Values that a caption (填报单位) or the sheet's own name gives every row."""
        sheet = self.register.sheet
        present = {column.key for column in table.columns}
        found: dict[str, str] = {}
        for words, item in sheet.captions:
            said = table.caption.facts.get(words, "")
            if said and item.key not in present:
                found.setdefault(item.key, said)
        named = sheet.sheet_name
        if named is not None and named.key not in present and named_sheet:
            name = _unit_in(table.sheet_name)
            if name:
                found.setdefault(named.key, name)
        row = SheetRow({})
        for key, words in found.items():
            self._point(row, self.columns[key], words)
        return row


def _unit_in(sheet_name: str) -> str:
    """The unit a sheet is named after, or nothing for names like Sheet1."""
    name = tidy(sheet_name).replace(" ", "")
    kept = _NAME_TAIL.sub("", name)
    return "" if _NO_NAME.fullmatch(name) or _NO_NAME.fullmatch(kept) else kept
