"""The filters in force, in words, each with a × to take it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.widgets.card import words
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter as a sentence; the key is handed back when it shall go."""

    key: str
    sentence: str


class ChipBar(QWidget):
    """Shows chips; hidden while there are none. Delete or Enter on a × removes."""

    removal_requested = Signal(str)
    clearing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        self._crosses: list[QToolButton] = []
        self._flow = FlowLayout(self, gap=theme.current().length("space_s"))
        self.clear_button = QPushButton("清除全部条件")
        theme.set_look(self.clear_button, "quiet")
        self.clear_button.clicked.connect(self.clearing_requested)
        self._flow.addWidget(self.clear_button)
        self.hide()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return self._chips

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these; the keyboard stays where it was as far as possible."""
        place = self._place_of_focus()
        self._chips = tuple(chips)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.clear_button:
                widget.hide()
                widget.deleteLater()
        self._crosses = []
        for chip in self._chips:
            frame = self._shown(chip)
            self._flow.addWidget(frame)
            frame.show()
        self._flow.addWidget(self.clear_button)
        self.clear_button.setVisible(len(self._chips) > 1)
        self.setVisible(bool(self._chips))
        if place is not None and self._chips:
            self.crosses()[min(place, len(self._chips) - 1)].setFocus()

    def crosses(self) -> list[QToolButton]:
        """The × of each chip, in order."""
        return list(self._crosses)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self._place_of_focus()
        if event.key() in _REMOVING and place is not None:
            self.removal_requested.emit(self._chips[place].key)
        else:
            super().keyPressEvent(event)

    def _place_of_focus(self) -> int | None:
        for place, cross in enumerate(self.crosses()):
            if cross.hasFocus():
                return place
        return None

    def _shown(self, chip: Chip) -> QFrame:
        frame = QFrame()
        frame.setObjectName("chip")
        space = theme.current().length
        row = QHBoxLayout(frame)
        row.setContentsMargins(
            space("space_m"), space("space_xs"), space("space_s"), space("space_xs")
        )
        row.setSpacing(space("space_s"))
        row.addWidget(words(chip.sentence))
        cross = QToolButton()
        icons.put(cross, "close", size=space("space_l"))
        cross.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        cross.setToolTip("去掉这个条件")
        cross.setAccessibleName(f"去掉条件：{chip.sentence}")
        cross.clicked.connect(lambda: self.removal_requested.emit(chip.key))
        row.addWidget(cross)
        self._crosses.append(cross)
        return frame


_REMOVING = (
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
