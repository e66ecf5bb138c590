"""照纸表录入: a sheet to type into from paper, quick on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import tasks, theme
from ui.register.importing.cell_editor import ENTERED, CellTable
from ui.register.importing.choices import names_of, offered_by
from ui.register.importing.typing_rows import TypedRows, block_of, text_of
from ui.widgets.card import words
from unionoffice.sheets.writing.out_columns import entry_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Cell

WIDEST = 200
HINT = "Enter 到下一格，↓ 选择，Ctrl+D 照抄上一行，Ctrl+V 粘贴一块，Ctrl+Z 撤销"


class TypingTable(CellTable):
    """The sheet; Enter goes to the right and on to the next row."""

    told = Signal(str)
    """What has to be said of a paste."""

    def __init__(self, rows: TypedRows) -> None:
        """Show rows."""
        super().__init__(rows)
        self.rows = rows
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        rows.modelReset.connect(self.set_widths)
        self.editor_closed.connect(self._on_closed)
        self.set_widths()
        self._keys: Mapping[QKeySequence.StandardKey, Callable[[], None]] = {
            QKeySequence.StandardKey.Paste: self.paste,
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Undo: rows.undo,
            QKeySequence.StandardKey.Redo: rows.redo,
            QKeySequence.StandardKey.Delete: self._clear,
        }

    def set_widths(self) -> None:
        """Give each column the room its values need."""
        letter = self.fontMetrics().horizontalAdvance("0")
        room = 4 * theme.current().length("space_m")
        for place, column in enumerate(self.rows.columns):
            wide = max(column.column.kind.width, 2 * len(column.header) + 2)
            self.setColumnWidth(place, min(letter * wide + room, WIDEST))

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard on a cell."""
        self.look_at(self.rows.index(row, column))

    def paste(self) -> None:
        """Write what was copied in Excel, from the current cell on."""
        block = block_of(QGuiApplication.clipboard().text())
        here = self.currentIndex()
        if not block or not here.isValid():
            return
        over = self.rows.put(here.row(), here.column(), block)
        if over > 0:
            self.told.emit(f"右边多出的 {over} 列没有地方放，没有粘贴。")

    def copy(self) -> None:
        """Copy the selected cells, as Excel takes them."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        rows = range(min(i.row() for i in chosen), max(i.row() for i in chosen) + 1)
        places = range(
            min(i.column() for i in chosen), max(i.column() for i in chosen) + 1
        )
        block = [[self.rows.index(r, c).data() for c in places] for r in rows]
        QGuiApplication.clipboard().setText(text_of(block))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        for keys, call in self._keys.items():
            if event.matches(keys):
                call()
                return
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if control:
                event.ignore()
                return
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(-1 if shift else 1)
        elif control and event.key() == Qt.Key.Key_D:
            self._copy_down()
        else:
            super().keyPressEvent(event)

    def _on_closed(self, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == ENTERED:
            self._step(1)

    def _step(self, by: int) -> None:
        here, width = self.currentIndex(), len(self.rows.columns)
        if here.isValid():
            place = here.row() * width + here.column() + by
            self.go_to(*divmod(max(place, 0), width))

    def _copy_down(self) -> None:
        here = self.currentIndex()
        if here.isValid():
            self.rows.copy_down(here.row(), here.column())
            self._step(1)

    def _clear(self) -> None:
        self.rows.clear([(i.row(), i.column()) for i in self.selectedIndexes()])


class TypingPage(QWidget):
    """The sheet with what it is for, and the way on to the plan."""

    check_requested = Signal()
    told = Signal(str)

    def __init__(self, office: Office, register: Register) -> None:
        """Begin with an empty sheet."""
        super().__init__()
        self._office, self._register = office, register
        self._usual = entry_columns(register)
        self.rows = TypedRows(self._usual, office.clock.today, self)
        self.table = TypingTable(self.rows)
        self.table.setAccessibleName("照纸表录入")
        self.all_box = QCheckBox("全部列")
        self.all_box.setVisible(len(self._usual) < len(register.sheet.columns))
        self.check_button = QPushButton("核对")
        self.check_button.setToolTip("看看会怎样，再导入（Ctrl+Enter）")
        self.check_button.setShortcut(QKeySequence("Ctrl+Return"))
        self.counted = words("", "soft")
        self._lay_out()
        self.all_box.toggled.connect(self._show_all)
        self.check_button.clicked.connect(self._check)
        self.table.told.connect(self.told)
        self.rows.dataChanged.connect(self._count)
        self._count()
        tasks.run(
            self,
            lambda _progress: offered_by(register, names_of(office, register)),
            self.rows.offer,
            key="offered",
        )

    def begin(self) -> None:
        """Put the keyboard where the next word belongs."""
        if not self.table.currentIndex().isValid():
            self.table.go_to(0, 0)
        self.table.setFocus()

    def take_mends(self, mended: Mapping[Cell, str]) -> None:
        """Keep what was mended in the plan of these rows."""
        for cell, said in mended.items():
            self.rows.put(cell.row - 1, cell.column, [[said]])

    def _check(self) -> None:
        self.table.setFocus()  # what is half-typed counts too
        self.check_requested.emit()

    def _show_all(self, every: bool) -> None:
        self.rows.show_columns(self._register.sheet.columns if every else self._usual)
        self.begin()

    def _count(self, *_where: QModelIndex) -> None:
        count = self.rows.count()
        self.counted.setText(f"已录入 {count:,} 行" if count else "每行一条，空行跳过")
        self.check_button.setEnabled(count > 0)
        self.all_box.setEnabled(not (self.all_box.isChecked() and self._would_lose()))

    def _would_lose(self) -> bool:
        """Whether something stands in a column that would be hidden."""
        hidden = [n for n, c in enumerate(self.rows.columns) if c not in self._usual]
        return any(row[place] for row in self.rows.rows() for place in hidden)

    def _lay_out(self) -> None:
        space = theme.current().length
        theme.set_look(self.check_button, "primary")
        head = QHBoxLayout()
        head.addWidget(words(HINT, "small"), 1)
        head.addWidget(self.all_box)
        foot = QHBoxLayout()
        foot.setSpacing(space("space_m"))
        foot.addWidget(self.check_button)
        foot.addWidget(self.counted)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)
