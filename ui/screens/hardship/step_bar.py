"""The next step of a file as one big button, and the others in a menu beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui import icons, theme
from ui.widgets.card import words

if TYPE_CHECKING:
    from unionoffice.hardship.desk.dossier import Ahead, Dossier

OPEN_AGAIN = "家庭再次陷入困难的，重新建一份档案，与原档案相连。"


class StepBar(QWidget):
    """What to do next, why it cannot be done yet, and what else may be done."""

    step_requested = Signal(object)
    """Take this `Ahead`."""
    again_requested = Signal()
    """Open a new file of the household (返困)."""
    file_requested = Signal(int)
    """Show this other file of the household."""

    def __init__(self) -> None:
        """Begin without a file."""
        super().__init__()
        self._shown: Dossier | None = None
        self.next_button = QPushButton()
        theme.set_look(self.next_button, "primary")
        self.next_button.setToolTip("F4")
        self.next_button.setAutoDefault(True)
        size = theme.current().length("icon_s")
        icons.put(self.next_button, "next", "on_accent", size)
        self.hint = words("", "soft", wrap=True)
        self.before_button, self.after_button = QPushButton(), QPushButton()
        for button in (self.before_button, self.after_button):
            theme.set_look(button, "quiet")
        self.more_button = QPushButton("其他步骤")
        self.more_menu = QMenu(self)
        self.more_button.setMenu(self.more_menu)
        self._lay_out()
        self.next_button.clicked.connect(self._on_next)
        self.before_button.clicked.connect(lambda: self._go(before=True))
        self.after_button.clicked.connect(lambda: self._go(before=False))

    @property
    def ahead(self) -> tuple[Ahead, ...]:
        """The steps that are offered, the one of the button first."""
        return self._shown.ahead if self._shown is not None else ()

    def show_household(self, shown: Dossier) -> None:
        """Offer what may be done with this file."""
        self._shown = shown
        self._show_neighbours(shown)
        self.more_menu.clear()
        for each in shown.ahead[1:]:
            take = partial(self.step_requested.emit, each)
            action = self.more_menu.addAction(_entry(each), take)
            action.setToolTip("".join(each.hindrances) or each.step.hint)
        self.more_menu.setToolTipsVisible(True)
        self.more_button.setVisible(len(shown.ahead) > 1)
        if shown.ahead:
            self._offer(shown.ahead[0])
        else:
            self.next_button.setText("重新建档")
            self.next_button.setVisible(shown.after is None)
            again = "" if shown.after else OPEN_AGAIN
            self._say(f"{shown.kept_words}{again}", "soft")

    def _offer(self, ahead: Ahead) -> None:
        self.next_button.show()
        self.next_button.setText(f"下一步：{ahead.step.kind.label}")
        if ahead.hindrances:
            self._say("".join(ahead.hindrances), "warning")
        else:
            self._say(ahead.step.hint, "soft")

    def _say(self, sentence: str, look: str) -> None:
        self.hint.setText(sentence)
        self.next_button.setAccessibleDescription(sentence)
        theme.set_look(self.hint, look)

    def _show_neighbours(self, shown: Dossier) -> None:
        pairs = (
            (self.before_button, shown.before, "原档案"),
            (self.after_button, shown.after, "新档案"),
        )
        for button, neighbour, what in pairs:
            button.setVisible(neighbour is not None)
            button.setText(f"{what} {neighbour.file_no}" if neighbour else "")

    def _on_next(self) -> None:
        if self.ahead:
            self.step_requested.emit(self.ahead[0])
        else:
            self.again_requested.emit()

    def _go(self, *, before: bool) -> None:
        shown = self._shown
        neighbour = None
        if shown is not None:
            neighbour = shown.before if before else shown.after
        if neighbour is not None:
            self.file_requested.emit(neighbour.file_id)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.hint, 1)
        for button in (self.before_button, self.after_button, self.more_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


def _entry(ahead: Ahead) -> str:
    label = ahead.step.kind.label
    return f"{label}（现在不能办）" if ahead.hindrances else label
