"""The rows of the entry grid: what is written, what is on its way, what waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QBrush
from typing_extensions import override

from db.vocabulary import DonorKind
from ui import theme
from ui.register.table import plain
from ui.register.table_model import DISPLAY, NOWHERE, Index
from unionoffice.donations.desk.entry.names import OUTSIDE
from unionoffice.donations.desk.entry.rows import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QObject

    from unionoffice.donations.desk.entry.names import Donor
    from unionoffice.donations.desk.entry.rows import TypedRow
    from unionoffice.donations.desk.entry.saving import Outcome
    from unionoffice.donations.desk.entry.sheet import Line

FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
COLUMNS = {
    "number": ("序号", 46),
    "name": (LABELS["name"], 118),
    "unit": (LABELS["unit"], 112),
    "people": ("人数", 48),
    "amount": (LABELS["amount"], 96),
    "way": (LABELS["way"], 82),
    "note": (LABELS["note"], 104),
    "state": ("情况", 150),
}
"""The words over the columns, and their widths in pixels; the last takes the rest."""
KEYS = tuple(COLUMNS)
RIGHT = ("number", "people", "amount")
NAMED = (DonorKind.MEMBER.label, DonorKind.ANONYMOUS.label)
"""Kinds of donors that are seen without being said."""
BOOKED, FREE = "已入账", ("未入账", "集体内")
"""States of a gift that may still be changed."""


class Fate(Enum):
    """What has become of a row."""

    SAVED = auto()
    SAVING = auto()
    WAITING = auto()


@dataclass(eq=False, slots=True)
class GridRow:
    """One row of the grid.

    Attributes:
        cells: its words, by column.
        fate: whether it is written.
        gift_id: the gift, if there is one.
        sentence: why it waits, or what there is to be said of it.
        key: the cell at fault.
        typed: what was typed; None for a gift as it is kept.
        donors: whom its name may mean, if that is asked.
        state: where the gift stands with the books.
        group: whether a collective gave it, in which people may be named.
    """

    cells: dict[str, str]
    fate: Fate = Fate.SAVED
    gift_id: int | None = None
    sentence: str = ""
    key: str = ""
    typed: TypedRow | None = None
    donors: tuple[Donor, ...] = ()
    state: str = ""
    group: bool = False

    @property
    def may_change(self) -> bool:
        """Whether it may be typed over or taken out."""
        if self.fate is Fate.WAITING:
            return True
        return self.fate is Fate.SAVED and self.state in FREE


@dataclass(slots=True)
class _Shown:
    """The rows, those of the store first."""

    kept: list[GridRow] = field(default_factory=list)
    own: list[GridRow] = field(default_factory=list)


class GridRows(QAbstractTableModel):
    """What was entered, in the order of entry; the last row is the one to type in."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self._shown = _Shown()
        self._said: dict[int, str] = {}
        self._rows: list[GridRow] = []
        self._open = True

    @property
    def rows(self) -> Sequence[GridRow]:
        """The rows, without the one that is typed in."""
        return self._rows

    @property
    def waiting(self) -> list[GridRow]:
        """The rows of which nothing is written."""
        return [row for row in self._rows if row.fate is Fate.WAITING]

    @property
    def saving(self) -> bool:
        """Whether a row is on its way."""
        return any(row.fate is Fate.SAVING for row in self._rows)

    @property
    def typing_row(self) -> int | None:
        """The place of the row to type in; None if nothing can be entered."""
        return len(self._rows) if self._open else None

    def place_of(self, row: GridRow | None) -> int | None:
        """Where a row stands, or what has become of it."""
        for place, each in enumerate(self._rows):
            same = row is not None and row.gift_id is not None
            if each is row or (same and each.gift_id == row.gift_id):  # type: ignore[union-attr]  # same
                return place
        return None

    def set_open(self, open_: bool) -> None:
        """Whether there is a row to type in."""
        if open_ != self._open:
            self.beginResetModel()
            self._open = open_
            self.endResetModel()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show what is kept; rows of it that were on their way are among it now."""
        kept = [self._kept_row(line) for line in lines]
        self._shown.own = [row for row in self._shown.own if row.fate is not Fate.SAVED]
        self._shown.kept = kept
        self._renew()

    def forget(self) -> None:
        """Show nothing: another campaign or day is looked at."""
        self._shown, self._said = _Shown(), {}
        self._renew()

    def begin(self, typed: TypedRow, row: GridRow | None) -> GridRow:
        """A row that is on its way; in place of `row` if that was typed over."""
        cells = _cells_of(typed)
        if row is not None and row in self._rows:
            row.cells, row.typed = {**row.cells, **cells}, typed
            row.fate, row.sentence, row.key = Fate.SAVING, "", ""
            self._told(row)
            return row
        new = GridRow(cells, Fate.SAVING, typed=typed)
        self._shown.own.append(new)
        self._renew()
        return new

    def add_waiting(self, outcomes: Sequence[Outcome]) -> None:
        """Rows of a pasted block that wait."""
        for outcome in outcomes:
            row = GridRow(_cells_of(outcome.row), Fate.WAITING)
            _take(row, outcome)
            self._shown.own.append(row)
        self._renew()

    def settle(self, row: GridRow, outcome: Outcome) -> None:
        """What has become of a row that was on its way."""
        if outcome.waits and row.gift_id is None:
            row.fate = Fate.WAITING
        else:
            row.fate = Fate.SAVED
            row.gift_id = row.gift_id or outcome.gift_id
        _take(row, outcome)
        self.say(row.gift_id, outcome.sentence)
        self._told(row)

    def say(self, gift_id: int | None, sentence: str) -> None:
        """Keep what there is to be said of a gift."""
        if gift_id is not None:
            self._said[gift_id] = sentence

    def wait(self, row: GridRow, sentence: str) -> None:
        """A row could not be written; it waits with the sentence why."""
        row.fate = Fate.WAITING if row.gift_id is None else Fate.SAVED
        row.sentence = sentence
        self._told(row)

    def drop(self, rows: Sequence[GridRow]) -> None:
        """Take rows away of which nothing is written."""
        self._shown.own = [row for row in self._shown.own if row not in rows]
        self._renew()

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + self._open

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(KEYS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == ALIGNMENT:
            return _side(KEYS[section])
        return COLUMNS[KEYS[section]][0] if role == DISPLAY else None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        key, place = KEYS[index.column()], index.row()
        if role == ALIGNMENT:
            return _side(key)
        if place >= len(self._rows):
            return str(place + 1) if role == DISPLAY and key == "number" else None
        row = self._rows[place]
        if role == DISPLAY:
            return str(place + 1) if key == "number" else _words(row, key)
        if role == TOOL_TIP and row.sentence:
            return plain(row.sentence)
        if role == BACKGROUND:
            tone = _background(row)
            return QBrush(theme.current().colour(tone)) if tone else None
        if role == FOREGROUND:
            return QBrush(theme.current().colour(_ink(row, key)))
        return None

    def _kept_row(self, line: Line) -> GridRow:
        notes = (line.note, line.goods)
        cells = {
            "name": line.name,
            "unit": line.unit,
            "people": line.people,
            "amount": line.amount,
            "way": line.way,
            "note": "；".join(filter(None, notes)),
            "state": "　".join(filter(None, _standing(line))),
        }
        said = self._said.get(line.gift_id, "")
        group = line.donor == DonorKind.GROUP.label
        return GridRow(
            cells, Fate.SAVED, line.gift_id, said, state=line.state, group=group
        )

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = [*self._shown.kept, *self._shown.own]
        self.endResetModel()

    def _told(self, row: GridRow) -> None:
        place = self.place_of(row)
        if place is not None:
            last = len(KEYS) - 1
            self.dataChanged.emit(self.index(place, 0), self.index(place, last))


def _standing(line: Line) -> Iterator[str]:
    """Who gave if it was no member, voucher number, where it stands with the books."""
    if line.donor not in NAMED:
        yield OUTSIDE if line.donor == DonorKind.OTHER.label else line.donor
    yield line.voucher
    if line.state != BOOKED:
        yield line.state


def _cells_of(typed: TypedRow) -> dict[str, str]:
    name = typed.name or (typed.donor.name if typed.donor is not None else "")
    told = {key: typed.cell(key) for key in ("unit", "people", "amount", "way", "note")}
    told["note"] = "；".join(filter(None, (typed.note, typed.goods)))
    return {**told, "name": name or "匿名", "state": ""}


def _take(row: GridRow, outcome: Outcome) -> None:
    row.typed, row.donors = outcome.row, outcome.donors
    row.sentence, row.key = outcome.sentence, outcome.key


def _words(row: GridRow, key: str) -> str:
    if key == "state":
        if row.fate is Fate.SAVING:
            return "正在登记…"
        said = (row.cells.get("state", ""), row.sentence)
        return "　".join(filter(None, said))
    return row.cells.get(key, "")


def _background(row: GridRow) -> str:
    if row.fate is Fate.WAITING:
        return "error_soft"
    return "warning_soft" if row.sentence else ""


def _ink(row: GridRow, key: str) -> str:
    if row.fate is Fate.WAITING and key in {row.key, "state"}:
        return "error"
    if row.fate is Fate.SAVING:
        return "text_soft"
    if key == "state":
        return "warning" if row.sentence else "text_soft"
    return "text_soft" if key == "number" else "text"


def _side(key: str) -> int:
    flag = Qt.AlignmentFlag
    side = flag.AlignRight if key in RIGHT else flag.AlignLeft
    return int(side | flag.AlignVCenter)
