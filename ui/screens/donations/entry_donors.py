"""Whom a typed name means: the list under the cell, numbered where it must be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from unionoffice.donations.desk.entry.names import Donor, Found

WIDTH, ROWS = 470, 9
WIDTHS = (28, 120, 150)
FRAME = 4
"""Pixels of the lines around the list."""
HINT = "Enter 取第一个，↓ 选别的"
ASKING = "按数字，或者 ↓ 选中再按 Enter"


class DonorBox(QFrame):
    """Lies over the grid; the keyboard stays in the cell."""

    donor_chosen = Signal(object)
    """The `Donor` that was clicked."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a widget."""
        super().__init__(over)
        self.setObjectName("popup")
        self._over = over
        self.found: Found | None = None
        self.picked = False
        self.heading = words("", "small")
        self.table = PlainTable(("", "", "", ""), numbers=(0,))
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(WIDTHS[0])
        for place, width in enumerate(WIDTHS):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            self.table.setColumnWidth(place, width)
        self.table.clicked.connect(lambda index: self._click(index.row()))
        space = theme.current().length("space_s")
        column = QVBoxLayout(self)
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(space)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        self.hide()

    @property
    def current(self) -> Donor | None:
        """Whom the arrow keys chose; None while they were not used."""
        if not self.picked or self.isHidden() or self.found is None:
            return None
        return self.numbered(self.table.currentRow() + 1)

    def numbered(self, number: int) -> Donor | None:
        """The donor with this number."""
        donors = self.found.donors if self.found is not None else ()
        return donors[number - 1] if 0 < number <= len(donors) else None

    def show_found(self, found: Found, cell: QWidget, *, asking: bool) -> None:
        """Show whom a name may mean, under its cell."""
        self.found, self.picked = found, False
        self.table.set_rows(
            [
                (str(number), one.name or "匿名", one.place, one.details)
                for number, one in enumerate(found.donors, 1)
            ]
        )
        said = found.question
        told = ASKING if asking else HINT
        if found.donors:
            self.heading.setText(f"{said}　{told}" if said else told)
        else:
            self.heading.setText(said)
        theme.set_look(self.heading, "warning" if said else "small")
        self.table.setVisible(bool(found.donors))
        fits = len(found.donors) <= ROWS
        bar = Qt.ScrollBarPolicy
        self.table.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOff if fits else bar.ScrollBarAsNeeded
        )
        self.table.clearSelection()
        if found.meant is not None:
            self.table.selectRow(0)
        self._place(cell, len(found.donors))
        self.show()
        self.raise_()

    def move_choice(self, by: int) -> None:
        """The arrow keys go up and down in the list."""
        rows = self.table.rowCount()
        if not rows:
            return
        here = self.table.currentRow() if self.table.selectedIndexes() else -1
        place = min(max(here + by, 0), rows - 1)
        self.picked = True
        self.table.selectRow(place)

    def _click(self, row: int) -> None:
        donor = self.numbered(row + 1)
        if donor is not None:
            self.donor_chosen.emit(donor)

    def _place(self, cell: QWidget, count: int) -> None:
        """Under the cell, or over it where there is no room below."""
        over = self._over
        row = theme.current().length("row")
        height = self.heading.sizeHint().height() + 3 * theme.current().length(
            "space_s"
        )
        height += min(count, ROWS) * row + (FRAME if count else 0)
        width = min(max(WIDTH, self.heading.sizeHint().width() + 16), over.width() - 16)
        corner = cell.mapTo(over, QPoint(0, cell.height()))
        top = corner.y()
        if top + height > over.height():
            top = max(corner.y() - cell.height() - height, 0)
        left = max(min(corner.x(), over.width() - width), 0)
        self.setGeometry(left, top, width, height)
