"""The people of a round in a table; knows them by their keys, not by their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.register.table import CutWords
from ui.register.table_model import DISPLAY, NOWHERE, Index
from ui.widgets.quiet_table import quieten
from unionoffice import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.hardship.rounds.rows import Entry

FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TAIL = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its words, its width in pixels and what it says of somebody."""

    title: str
    width: int
    words: Callable[[Entry], str]
    right: bool = False


def _gift(entry: Entry) -> str:
    return entry.words or "未定"


def _state(entry: Entry) -> str:
    if entry.left_out is not None:
        return f"已排除：{entry.left_out.label}"
    if entry.signed_on is None:
        return "未签领"
    proxy = f" {entry.signer}（{entry.signer_relation}）代领" if entry.by_proxy else ""
    return f"已签领 {entry.signed_on:%m-%d}{proxy}"


NUMBER = Column("序号", 52, lambda entry: str(entry.number or ""), right=True)
UNIT = Column("单位", 112, lambda entry: entry.unit)
NAME = Column("姓名", 84, lambda entry: entry.name)
ID_TAIL = Column("证件尾号", 72, lambda entry: entry.id_number[-TAIL:])
TEAM = Column("慰问组", 84, lambda entry: entry.team)
KIND = Column("类别", 96, lambda entry: entry.kind)
GIFT = Column("慰问", 160, _gift)
VALUE = Column("金额", 96, lambda entry: money.show(entry.value), right=True)
REASON = Column("排除原因", 108, lambda e: e.left_out.label if e.left_out else "")
REASON_WORDS = Column("说明", 200, lambda entry: entry.left_out_words)
STATE = Column("状态", 200, _state)
TICK = Column("签", 36, lambda entry: "✓" if entry.served else "")


class EntryModel(QAbstractTableModel):
    """Entries of a round as words."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        """Begin without entries."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these in place of the others."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == DISPLAY:
            return self.columns[section].title
        return _side(self.columns[section]) if role == ALIGNMENT else None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        entry, column = self.entries[index.row()], self.columns[index.column()]
        if role == DISPLAY:
            return column.words(entry)
        if role == ALIGNMENT:
            return _side(column)
        if role == FOREGROUND:
            tone = _tone(entry)
            return QBrush(theme.current().colour(tone)) if tone else None
        return None


class EntryTable(QTableView):
    """Several can be selected; Space ticks them, Delete takes them out."""

    selection_changed = Signal()
    ticked = Signal()
    """Space was pressed."""
    removal_requested = Signal()
    """Delete was pressed."""

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        """Show nobody yet."""
        super().__init__()
        self.people = EntryModel(columns, self)
        self.setModel(self.people)
        self.setAccessibleName(name)
        quieten(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(CutWords(self))
        self.horizontalHeader().setStretchLastSection(True)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, column.width)
        self.selectionModel().selectionChanged.connect(
            lambda *_: self.selection_changed.emit()
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Who is shown."""
        return self.people.entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the same ones stay selected and the list stays where it is."""
        kept = {item.entry_id for item in self.selected()}
        row, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self.people.show_entries(entries)
        self.select(kept)
        if 0 <= row < len(entries) or entries:
            here = self.people.index(min(max(row, 0), len(entries) - 1), 0)
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(here, no_update)
        self.verticalScrollBar().setValue(top)
        self.selection_changed.emit()

    def selected(self) -> list[Entry]:
        """Who is selected, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.entries[row] for row in rows if row < len(self.entries)]

    def select(self, entry_ids: set[int]) -> None:
        """Select these and nobody else."""
        chosen, last = QItemSelection(), len(self.people.columns) - 1
        for row, entry in enumerate(self.entries):
            if entry.entry_id in entry_ids:
                left = self.people.index(row, 0)
                chosen.select(left, self.people.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def go_down(self) -> None:
        """Select the next one alone."""
        row = self.currentIndex().row() + 1
        if row < len(self.entries):
            self.selectRow(row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)


def _side(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _tone(entry: Entry) -> str:
    if entry.left_out is not None:
        return "text_disabled"
    return "ok" if entry.served else ""
