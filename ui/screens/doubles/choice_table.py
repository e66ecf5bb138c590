"""A table in which each line is a choice between the left and the right side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem
from typing_extensions import override

from ui import icons, theme
from ui.widgets.plain_table import PlainTable
from ui.widgets.wrapping import Wrapping, grow_rows
from unionoffice.merging.comparison import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL, KEPT, LOST, REASON = range(4)
SIDES = {KEPT: Side.KEPT, LOST: Side.LOST, REASON: Side.BOTH}
"""What a click into a column chooses."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
NOTHING = "（没有填写）"
MOST_LINES, MOST_CHARACTERS = 4, 100
"""Of a long text; the whole of it is the tip of its cell."""
LABEL_WIDTH, REASON_WIDTH = 96, 120
PHOTO = QSize(60, 84)
"""How large a photo may be shown, in pixels."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it is about, both sides, and which of them is chosen.

    `sides` are those that can be chosen, in the order from left to right; with one
    or none of them there is nothing to choose. `pictures` are shown beside the words.
    """

    key: object
    label: str
    kept: str
    lost: str
    sides: tuple[Side, ...]
    chosen: Side
    reason: str
    pictures: tuple[bytes | None, bytes | None] = (None, None)

    @property
    def free(self) -> bool:
        """Whether there is something to choose."""
        return len(self.sides) > 1

    def words(self, column: int) -> str:
        """What stands in a column."""
        if column == LABEL:
            return self.label
        if column == REASON:
            return self.reason
        text = self.kept if column == KEPT else self.lost
        short = "\n".join(text.splitlines()[:MOST_LINES])[:MOST_CHARACTERS]
        return f"{short}…" if short != text else text or NOTHING

    def takes(self, column: int) -> bool:
        """Whether what stands in a column is chosen."""
        return column in (KEPT, LOST) and self.chosen in (SIDES[column], Side.BOTH)


class ChoiceTable(PlainTable):
    """Choices one under the other; click a side, or use ← and →."""

    side_chosen = Signal(object, object)
    """The key of a `Choice` and the `Side` wanted for it."""

    def __init__(self, label: str) -> None:
        """Begin without lines; `label` heads the first column."""
        super().__init__((label, "保留方", "并入方", "依据"), stretch=KEPT)
        self._choices: tuple[Choice, ...] = ()
        header = self.horizontalHeader()
        header.setSectionResizeMode(LOST, QHeaderView.ResizeMode.Stretch)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(Wrapping(self))
        grow_rows(self)
        self.setColumnWidth(LABEL, LABEL_WIDTH)
        self.setColumnWidth(REASON, REASON_WIDTH)
        self.setIconSize(PHOTO)
        self.cellClicked.connect(self._on_clicked)
        theme.change().shade_changed.connect(self._redraw)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lines."""
        return self._choices

    def show_choices(self, choices: Sequence[Choice], names: tuple[str, str]) -> None:
        """Show these lines; `names` stand over the two sides."""
        row = self.currentRow()
        self._choices = tuple(choices)
        for column, words in zip((KEPT, LOST), names, strict=True):
            item = self.horizontalHeaderItem(column)
            if item is not None:
                item.setText(words)
                item.setToolTip(words)
        self._redraw()
        if choices:
            self.setCurrentCell(min(max(row, 0), len(choices) - 1), LABEL)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        row = self.currentRow()
        if step is None or not 0 <= row < len(self._choices):
            super().keyPressEvent(event)
            return
        choice = self._choices[row]
        if choice.free:
            place = choice.sides.index(choice.chosen) + step
            self._choose(
                choice, choice.sides[min(max(place, 0), len(choice.sides) - 1)]
            )

    def _on_clicked(self, row: int, column: int) -> None:
        choice, side = self._choices[row], SIDES.get(column)
        if choice.free and side in choice.sides:
            self._choose(choice, side)

    def _choose(self, choice: Choice, side: Side) -> None:
        if side is not choice.chosen:
            self.side_chosen.emit(choice.key, side)

    def _redraw(self) -> None:
        look = theme.current()
        self.set_rows([[c.words(column) for column in range(4)] for c in self._choices])
        tick = icons.icon("tick", "accent", look.length("icon_s"))
        for row, choice in enumerate(self._choices):
            for column in range(4):
                item = self.item(row, column)
                if item is not None:
                    self._dress_cell(item, choice, column, tick)

    def _dress_cell(
        self, item: QTableWidgetItem, choice: Choice, column: int, tick: QIcon
    ) -> None:
        look = theme.current()
        told = {KEPT: choice.kept, LOST: choice.lost}.get(column, choice.words(column))
        item.setToolTip(told)
        if choice.takes(column):
            item.setIcon(tick)
            item.setBackground(QBrush(look.colour("accent_soft")))
        elif column != LABEL:
            item.setForeground(QBrush(look.colour("text_soft")))
        photo = dict(zip((KEPT, LOST), choice.pictures, strict=True)).get(column)
        if photo is not None:
            item.setIcon(_picture(photo))
            item.setText("留这张" if choice.takes(column) else item.text())


def _picture(photo: bytes) -> QIcon:
    read = QPixmap()
    read.loadFromData(photo)
    smooth = Qt.TransformationMode.SmoothTransformation
    small = read.scaled(PHOTO, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    made = QIcon(small)
    made.addPixmap(small, QIcon.Mode.Selected)
    return made
