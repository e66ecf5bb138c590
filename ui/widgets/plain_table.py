"""A small table of words, for what is read and not edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui import theme
from ui.widgets.quiet_table import quieten

MOST_ROWS = 2_000


class PlainTable(QTableWidget):
    """Headings and rows of words; long lists belong into a model of their own."""

    def __init__(
        self,
        headings: Sequence[str],
        parent: QWidget | None = None,
        *,
        numbers: Collection[int] = (),
        stretch: int | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            headings: the words over the columns.
            parent: Qt's parent.
            numbers: places of the columns that stand at the right.
            stretch: place of the column that takes the room left; None: the last.
        """
        super().__init__(0, len(headings), parent)
        self._numbers = frozenset(numbers)
        self.setHorizontalHeaderLabels(list(headings))
        for place in range(len(headings)):
            item = self.horizontalHeaderItem(place)
            if item is not None:
                item.setTextAlignment(_RIGHT if place in self._numbers else _LEFT)
        self._dress(len(headings) - 1 if stretch is None else stretch)

    def set_rows(
        self,
        rows: Sequence[Sequence[str]],
        tones: Mapping[tuple[int, int], str] | None = None,
    ) -> None:
        """Show these rows; `tones` names the colour token of single cells."""
        look = theme.current()
        self.setRowCount(min(len(rows), MOST_ROWS))
        for row, told in enumerate(rows[:MOST_ROWS]):
            for column, text in enumerate(told):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT if column in self._numbers else _LEFT)
                tone = (tones or {}).get((row, column))
                if tone is not None:
                    item.setForeground(QBrush(look.colour(tone)))
                self.setItem(row, column, item)

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _dress(self, stretch: int) -> None:
        quieten(self)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if stretch >= 0:
            header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
