"""The columns of a sheet with what each fills, and the items no column fills yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush
from typing_extensions import override

from ui import theme
from ui.register.importing.cell_editor import EDIT
from ui.register.importing.rows import FOREGROUND, TOOL_TIP
from ui.register.table import plain
from ui.register.table_model import DISPLAY, NOWHERE, Index
from unionoffice.sheets.directions import (
    NOT_IMPORTED,
    POLICY_WORDS,
    Directions,
    Policy,
)
from unionoffice.sheets.tables.header import How

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.tables.outline import ColumnOutline, SheetOutline

LETTER, HEAD, SAMPLES, FILLS, POLICY = range(5)
HEADINGS = ("列", "列名", "内容", "填入", "已有的记录")
MIME = "application/x-unionoffice-item"
SIZE = int(Qt.ItemDataRole.SizeHintRole)
CHOICES = int(Qt.ItemDataRole.UserRole) + 3
"""What may be chosen in a cell: values with their words."""
BY_ITS_WORD = "@word"
"""In place of a sheet column's key: read the column by its header word again."""
UNKNOWN_WORDS = {
    How.REPEATED: "与另一列相同，不导入",
    How.UNKNOWN: "不认识，不导入",
}


class MappedColumns(QAbstractTableModel):
    """The columns of one sheet; an item dropped on one fills it from then on."""

    assigned = Signal(int, str)
    """The column at this place fills this sheet column, or `NOT_IMPORTED`."""
    policy_chosen = Signal(str, object)
    """What the field of this key may do to records that exist: a `Policy`."""

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        """Begin without columns."""
        super().__init__(parent)
        self._items = {item.key: item for item in register.sheet.columns}
        self._columns: tuple[ColumnOutline, ...] = ()
        self._directions = Directions()

    @property
    def columns(self) -> tuple[ColumnOutline, ...]:
        """The columns shown."""
        return self._columns

    def show_sheet(self, sheet: SheetOutline | None, directions: Directions) -> None:
        """Show the columns of another sheet, or of the same as it is read now."""
        columns = sheet.columns if sheet is not None else ()
        old = [column.place for column in self._columns]
        same = [column.place for column in columns] == old
        if not same:
            self.beginResetModel()
        self._columns, self._directions = columns, directions
        if not same:
            self.endResetModel()
        elif columns:
            last = self.index(len(columns) - 1, POLICY)
            self.dataChanged.emit(self.index(0, 0), last)

    def free(self) -> list[SheetColumn]:
        """The items that no column fills."""
        filled = {column.key for column in self._columns}
        return [item for key, item in self._items.items() if key not in filled]

    def item_of(self, row: int) -> SheetColumn | None:
        """What a column fills, if it is an item of the register."""
        return self._items.get(self._columns[row].key or "")

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return flags
        item = self.item_of(index.row())
        if item is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if index.column() == FILLS or (index.column() == POLICY and item is not None):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != DISPLAY:
            return None
        return HEADINGS[section]

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        column, place = self._columns[index.row()], index.column()
        if role == DISPLAY:
            return self._words(index.row(), column, place)
        if role == FOREGROUND:
            tone = self._tone(column, place)
            return QBrush(theme.current().colour(tone)) if tone else None
        if role == EDIT:
            return self._value(index.row(), column, place)
        if role == CHOICES:
            return self._choices(column, place)
        if role == TOOL_TIP and place == SAMPLES:
            return plain("\n".join(column.samples)) if column.samples else None
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        column = self._columns[index.row()]
        if role != EDIT or value == self.data(index, EDIT):
            return False
        item = self.item_of(index.row())
        if index.column() == FILLS:
            self.assigned.emit(column.place, value)
        elif index.column() == POLICY and item is not None:
            self.policy_chosen.emit(item.column.key, Policy(value))
        return True

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return dragged(self._columns[indexes[0].row()].key or "")

    @override
    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: Index,
    ) -> bool:
        key = key_in(data)
        if not parent.isValid() or key not in self._items:
            return False
        self.assigned.emit(self._columns[parent.row()].place, key)
        return True

    def _words(self, row: int, column: ColumnOutline, place: int) -> str:
        if place == LETTER:
            return column.letter
        if place == HEAD:
            return column.header or "（没有列名）"
        if place == SAMPLES:
            return "、".join(column.samples)
        item = self.item_of(row)
        if place == POLICY:
            return POLICY_WORDS[self._policy(item)] if item is not None else ""
        if item is not None:
            return item.header
        if column.key == NOT_IMPORTED:
            return "不导入"
        if column.key is None:
            return UNKNOWN_WORDS.get(column.how, "不导入")
        return "本系统的编号"

    def _tone(self, column: ColumnOutline, place: int) -> str:
        if column.key is None and place in {HEAD, FILLS}:
            return "warning"
        soft = column.key == NOT_IMPORTED or place == LETTER
        return "text_soft" if soft else ""

    def _value(self, row: int, column: ColumnOutline, place: int) -> object:
        if place == FILLS:
            return column.key
        item = self.item_of(row)
        return str(self._policy(item)) if place == POLICY and item else None

    def _policy(self, item: SheetColumn) -> Policy:
        return self._directions.policies.get(item.column.key, Policy.OVERWRITE)

    def _choices(
        self, column: ColumnOutline, place: int
    ) -> list[tuple[str, str]] | None:
        if place == POLICY:
            return [(str(policy), words) for policy, words in POLICY_WORDS.items()]
        if place != FILLS:
            return None
        used = {item.key: item.letter for item in self._columns if item.key}
        found = [(NOT_IMPORTED, "不导入")]
        if column.how in {How.HAND, How.MEMORY} and column.header:
            found.append((BY_ITS_WORD, "按列名自动认"))
        for key, item in self._items.items():
            letter = used.get(key, column.letter)
            other = "" if letter == column.letter else f"（现在是 {letter} 列）"
            found.append((key, f"{item.header}{other}"))
        return found


class FreeItems(QAbstractListModel):
    """The items no column fills; a mapped column dropped here is free again."""

    freed = Signal(str)
    """The sheet column that shall be filled by no column."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._items: list[SheetColumn] = []

    def show_items(self, items: Sequence[SheetColumn]) -> None:
        """Show these; the required ones first."""
        wanted = sorted(items, key=lambda item: not item.column.required)
        if wanted == self._items:
            return
        self.beginResetModel()
        self._items = wanted
        self.endResetModel()

    def key_at(self, row: int) -> str:
        """The sheet column at a line."""
        return self._items[row].key

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        item = self._items[index.row()]
        if role == DISPLAY:
            return f"{item.header}（必填）" if item.column.required else item.header
        if role == SIZE:
            return QSize(0, theme.current().length("row"))
        if role == FOREGROUND and item.column.required:
            return QBrush(theme.current().colour("warning"))
        return None

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return dragged(self.key_at(indexes[0].row()))

    @override
    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: Index,
    ) -> bool:
        key = key_in(data)
        if key:
            self.freed.emit(key)
        return bool(key)


def dragged(key: str) -> QMimeData:
    """A sheet column on its way from one place to another."""
    made = QMimeData()
    made.setData(MIME, QByteArray(key.encode()))
    return made


def key_in(dragged_: QMimeData) -> str:
    """The sheet column that is dragged; empty if it is anything else."""
    return bytes(dragged_.data(MIME).data()).decode()
