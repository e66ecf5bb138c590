"""What can be done with a plan at any time: the next problem, a step back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.widgets.card import words


class PlanTools(QWidget):
    """Buttons beside the tabs of a plan, and how far a newer plan is."""

    problem_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self) -> None:
        """Nothing to take back yet."""
        super().__init__()
        self.state = words("", "small")
        self.problem_button = QPushButton("下一个问题（F8）")
        theme.set_look(self.problem_button, "quiet")
        self.problem_button.clicked.connect(self.problem_requested)
        self.undo_button, self.redo_button = QToolButton(), QToolButton()
        for button, icon, said, signal in (
            (self.undo_button, "undo", "撤销上一步（Ctrl+Z）", self.undo_requested),
            (self.redo_button, "redo", "恢复撤销的（Ctrl+Y）", self.redo_requested),
        ):
            icons.put(button, icon, size=theme.current().length("icon_s"))
            button.setToolTip(said)
            button.setAccessibleName(said)
            button.clicked.connect(signal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_s"))
        for widget in (
            self.state,
            self.problem_button,
            self.undo_button,
            self.redo_button,
        ):
            row.addWidget(widget)
        self.show_history(can_undo=False, can_redo=False)

    def show_history(self, *, can_undo: bool, can_redo: bool) -> None:
        """Offer what can be taken back or said again."""
        self.undo_button.setEnabled(can_undo)
        self.redo_button.setEnabled(can_redo)

    def show_busy(self, *, busy: bool, fraction: float | None = None) -> None:
        """Say that a newer plan is being made, and how far it is."""
        share = "" if fraction is None else f" {fraction:.0%}"
        self.state.setText(f"正在核对…{share}" if busy else "")

    def say_no_problem(self) -> None:
        """Say that there is no cell to be mended among the rows shown."""
        self.state.setText("这里没有需要改的")
