"""列的对应: which column of the file fills which item, sheet by sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.register.importing.column_rows import BY_ITS_WORD, FreeItems, MappedColumns
from ui.register.importing.columns_table import ColumnsTable, FreeList
from ui.widgets.card import words
from unionoffice.sheets.directions import NO_HEADER, NOT_IMPORTED, Directions, Policy
from unionoffice.sheets.tables.header import How

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.register.register import Register
    from unionoffice.sheets.tables.outline import SheetOutline

INSET = 6
LAST_ROW = 10_000
HINT = "把右边的项目拖到它的列上，拖回来就取消；也可以点“填入”选择。"


class ColumnsPage(QWidget):
    """The sheets of a file as tabs, their columns, and the items still without one."""

    directed = Signal(object)
    """The new `Directions`."""

    def __init__(self, register: Register) -> None:
        """Begin without sheets."""
        super().__init__()
        self._outlines: tuple[SheetOutline, ...] = ()
        self._directions = Directions()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("工作表")
        self.take_box = QCheckBox("导入这个工作表")
        self.header_words = words("表头在第", "soft")
        self.header_row = QSpinBox()
        self.header_row.setRange(NO_HEADER, LAST_ROW)
        self.header_row.setSpecialValueText("没有表头")
        self.header_row.setSuffix(" 行")
        self.header_row.setKeyboardTracking(False)
        self.header_row.setAccessibleName("表头在第几行")
        self.note = words("", "soft")
        self.columns = MappedColumns(register, self)
        self.table = ColumnsTable(self.columns)
        self.free = FreeItems(self)
        self.free_list = FreeList(self.free)
        self.header_row.lineEdit().setTextMargins(INSET, 0, 0, 0)
        self._lay_out()
        self._connect()

    @property
    def sheet(self) -> SheetOutline | None:
        """The sheet whose columns are shown."""
        place = self.tabs.currentIndex()
        return self._outlines[place] if 0 <= place < len(self._outlines) else None

    def take(self, outlines: Sequence[SheetOutline], directions: Directions) -> None:
        """Show the sheets as they are read now."""
        with QSignalBlocker(self.tabs):
            self._show_tabs(outlines)
        self._outlines, self._directions = tuple(outlines), directions
        self._show_sheet()

    def say(self, directions: Directions) -> None:
        """Show what was said; the sheets are looked at anew behind it."""
        self._directions = directions
        self._show_sheet()

    def assign(self, place: int, key: str) -> None:
        """Let a column fill an item, and no other column of this sheet."""
        sheet = self.sheet
        if sheet is None:
            return
        said = self._directions.of_sheet(sheet.name)
        for other, filled in said.columns.items():
            if filled == key and other != place and key != NOT_IMPORTED:
                said = said.with_column(other, None)
        said = said.with_column(place, None if key == BY_ITS_WORD else key)
        self.directed.emit(self._directions.with_sheet(sheet.name, said))

    def release(self, key: str) -> None:
        """Let no column fill an item."""
        for column in self.columns.columns:
            if column.key == key:
                self.assign(column.place, NOT_IMPORTED)

    def _show_tabs(self, outlines: Sequence[SheetOutline]) -> None:
        while self.tabs.count() > len(outlines):
            self.tabs.removeTab(self.tabs.count() - 1)
        for place, sheet in enumerate(outlines):
            if place == self.tabs.count():
                self.tabs.addTab("")
            mark = "" if sheet.taken else "（不导入）"
            self.tabs.setTabText(place, f"{sheet.name}{mark}".replace("&", "&&"))
            self.tabs.setTabToolTip(place, sheet.reason)
        self.tabs.setVisible(len(outlines) > 1)

    def _show_sheet(self) -> None:
        sheet = self.sheet
        self.columns.show_sheet(sheet, self._directions)
        self.free.show_items(self.columns.free() if sheet and sheet.columns else [])
        if sheet is None:
            return
        with QSignalBlocker(self.take_box), QSignalBlocker(self.header_row):
            self.take_box.setChecked(sheet.taken)
            self.take_box.setEnabled(bool(sheet.columns))
            self.header_row.setValue(max(sheet.header_rows, default=NO_HEADER))
        numbered = sheet.header_rows != (NO_HEADER,)
        for widget in (self.header_words, self.header_row):
            widget.setVisible(numbered and bool(sheet.columns))
        remembered = any(column.how is How.MEMORY for column in sheet.columns)
        words_ = sheet.reason or ("按上次的对应读取。" if remembered else "")
        self.note.setText(words_)
        theme.set_look(self.note, "warning" if sheet.reason else "soft")

    def _on_taken(self, taken: bool) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        said = replace(self._directions.of_sheet(sheet.name), left_out=not taken)
        unknown = not any(column.key for column in sheet.columns)
        if taken and unknown and said.header_row is None and sheet.header_rows:
            said = said.with_header_row(sheet.header_rows[-1])
        self.directed.emit(self._directions.with_sheet(sheet.name, said))

    def _on_header_row(self, row: int) -> None:
        sheet = self.sheet
        if sheet is not None:
            said = self._directions.of_sheet(sheet.name).with_header_row(row)
            self.directed.emit(self._directions.with_sheet(sheet.name, said))

    def _on_policy(self, key: str, policy: Policy) -> None:
        self.directed.emit(self._directions.with_policy(key, policy))

    def _on_item_chosen(self, index: QModelIndex) -> None:
        """Enter on an item: the column on which the keyboard stands takes it."""
        here = self.table.currentIndex()
        row = here.row() if here.isValid() else self._first_unknown()
        if row is not None and index.isValid():
            place = self.columns.columns[row].place
            self.assign(place, self.free.key_at(index.row()))

    def _first_unknown(self) -> int | None:
        found = (n for n, c in enumerate(self.columns.columns) if c.key is None)
        return next(found, None)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _place: self._show_sheet())
        self.take_box.toggled.connect(self._on_taken)
        self.header_row.valueChanged.connect(self._on_header_row)
        self.columns.assigned.connect(self.assign)
        self.columns.policy_chosen.connect(self._on_policy)
        self.free.freed.connect(self.release)
        self.free_list.activated.connect(self._on_item_chosen)

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.take_box)
        head.addSpacing(space("space_l"))
        head.addWidget(self.header_words)
        head.addWidget(self.header_row)
        head.addSpacing(space("space_l"))
        head.addWidget(self.note, 1)
        side = QVBoxLayout()
        side.setSpacing(space("space_s"))
        side.addWidget(words("还没有列的项目", "soft"))
        side.addWidget(self.free_list, 1)
        body = QHBoxLayout()
        body.setSpacing(space("space_m"))
        body.addWidget(self.table, 1)
        body.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.tabs)
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(words(HINT, "small"))
        self.setFocusProxy(self.table)
