"""One row of an undo: before, by the batch, now, what it will be, and the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHeaderView,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui import tasks, theme
from ui.register.table import CutWords
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.undoing.looking import lines
from unionoffice.undoing.rows import WAY_WORDS, Way

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.undoing.rows import Line, Row

LABEL, BEFORE, BATCH, NOW, RESULT = range(5)
HEADINGS = ("项目", "操作前", "这次改成", "现在", "撤销后")
LABEL_WIDTH = 66
SHOWN_BY = 4
"""How many later operations are told of one row."""
MEANING = {
    Way.RETURN: "回到这次操作以前，后来的改动也不要了",
    Way.MERGE: "后来改过的项目不动，其余回到操作以前",
    Way.KEEP: "这一行不动",
}

SAME = "和保留没有区别"


class RowDetail(QWidget):
    """A row side by side, and three ways to choose from."""

    way_chosen = Signal(object)
    """This `Way` for the row shown."""

    def __init__(self, office: Office) -> None:
        """Begin without a row."""
        super().__init__()
        self._office = office
        self._row: Row | None = None
        self._way = Way.KEEP
        self._lines: tuple[Line, ...] = ()
        self.title = words("", "strong")
        self.since = words("", "small", wrap=True)
        self.table = PlainTable(HEADINGS, stretch=RESULT)
        self.table.setAccessibleName("逐项对照")
        self.table.setItemDelegate(CutWords(self.table))
        self.table.setColumnWidth(LABEL, LABEL_WIDTH)
        for column in (BEFORE, BATCH, NOW):
            self.table.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch
            )
        self.choices = {way: QRadioButton() for way in Way}
        self._group = QButtonGroup(self)
        for way, button in self.choices.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _on, way=way: self.way_chosen.emit(way))
        self._lay_out()

    def show_row(self, row: Row | None, way: Way) -> None:
        """Show a row; its fields are read behind it."""
        known = row is not None and row is self._row
        self._row, self._way = row, way
        if row is None:
            self.title.setText("没有选中的记录")
            self.since.clear()
            self._lines = ()
            self.table.set_rows(())
        elif not known:
            self.title.setText(f"{row.noun}　{row.name}")
            more = len(row.by) - SHOWN_BY
            told = [*row.by[:SHOWN_BY], *([f"……另有 {more} 次"] if more > 0 else [])]
            self.since.setText("\n".join(told) or row.since)
            tasks.run(
                self,
                lambda _progress: lines(self._office, row),
                lambda found: self._take(row, found),
                key="lines",
            )
        self._offer()
        self._fill()

    def _take(self, row: Row, found: tuple[Line, ...]) -> None:
        if row is self._row:
            self._lines = found
            self._fill()

    def _offer(self) -> None:
        row = self._row
        for number, (way, button) in enumerate(self.choices.items(), start=1):
            closed = row.closed.get(way, "") if row is not None else ""
            opened = row is not None and way in row.ways
            button.setText(f"{number}　{WAY_WORDS[way]}：{MEANING[way]}")
            button.setEnabled(opened)
            if row is not None and not opened:
                button.setText(f"{number}　{WAY_WORDS[way]}：{closed or SAME}")
            button.setChecked(row is not None and way is self._way)

    def _fill(self) -> None:
        shown, tones = [], {}
        for place, line in enumerate(self._lines):
            result = line.result(self._way)
            shown.append((line.label, line.before, line.batch, line.now, result))
            if line.batch != line.before:
                tones[place, BATCH] = "info"
            if line.now != line.batch:
                tones[place, NOW] = "warning"
            if result != line.now:
                tones[place, RESULT] = "ok"
        self.table.set_rows(shown, tones)

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        column.setContentsMargins(space("space_m"), 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addWidget(self.title)
        column.addWidget(self.since)
        column.addWidget(self.table, 1)
        column.addSpacing(space("space_s"))
        for button in self.choices.values():
            column.addWidget(button)
