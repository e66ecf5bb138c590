"""The first line of a household: whose file it is, where it stands, what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.screens.hardship.tags import category_tone, show_tag, state_tone, tag
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.hardship.desk.dossier import Dossier


class HouseholdHead(QWidget):
    """Name, unit, number, tags, and what can be done with the file as a whole."""

    all_fields_requested = Signal()
    paper_requested = Signal(str)
    """Show this paper of the household."""
    look_requested = Signal()
    """Write down that somebody looks into the file (查阅登记)."""
    part_requested = Signal(str)
    """Show this register whole."""
    close_requested = Signal()

    def __init__(
        self,
        papers: Sequence[tuple[str, str]],
        parts: Sequence[tuple[str, str]],
    ) -> None:
        """Begin without a household; `papers` and `parts` as key and words."""
        super().__init__()
        self.name, self.about = words("", "title"), words("", "soft")
        self.state, self.category = tag(), tag()
        self.since = words("", "small")
        self.all_button = _button("全部项目", "edit", "F2")
        self.print_button = _button("打印", "print")
        self.more_button = QPushButton("更多")
        self.close_button = QToolButton()
        icons.put(self.close_button, "close", size=theme.current().length("icon_s"))
        self.close_button.setToolTip("回到列表（Esc）")
        self.close_button.setAccessibleName("回到列表")
        self.print_menu, self.more_menu = QMenu(self), QMenu(self)
        self._lay_out()
        self._fill(papers, parts)
        self.all_button.clicked.connect(self.all_fields_requested)
        self.close_button.clicked.connect(self.close_requested)

    def show_household(self, shown: Dossier) -> None:
        """Show whose file it is."""
        self.name.setText(shown.head)
        self.about.setText("　".join(filter(None, (shown.unit, shown.file_no))))
        self.about.setToolTip(self.about.text())
        show_tag(self.state, shown.state.label, state_tone(shown.state))
        category = shown.category
        label = category.label if category else ""
        show_tag(self.category, label, category_tone(category) if category else "")
        since = f"{shown.since.isoformat()} {_what(shown)}" if shown.since else ""
        self.since.setText(since)

    def _fill(
        self, papers: Sequence[tuple[str, str]], parts: Sequence[tuple[str, str]]
    ) -> None:
        for key, title in papers:
            self.print_menu.addAction(title, partial(self.paper_requested.emit, key))
        self.print_button.setMenu(self.print_menu)
        self.print_button.setVisible(bool(papers))
        self.more_menu.addAction("登记查阅…", self.look_requested.emit)
        self.more_menu.addSeparator()
        for key, title in parts:
            show = partial(self.part_requested.emit, key)
            self.more_menu.addAction(f"全部档案的{title}…", show)
        self.more_button.setMenu(self.more_menu)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        middle = Qt.AlignmentFlag.AlignVCenter
        for label in (self.name, self.about, self.state, self.category, self.since):
            row.addWidget(label, 0, middle)
        for label in (self.about, self.since):
            label.setMinimumWidth(1)  # the first to give way where room is short
        row.addStretch()
        for button in (self.all_button, self.print_button, self.more_button):
            row.addWidget(button)
        row.addWidget(self.close_button)


def _what(shown: Dossier) -> str:
    if shown.closed:
        return "了结"
    return "建档" if shown.state.name == "LIVE" else "申请"


def _button(text: str, icon: str, tip: str = "") -> QPushButton:
    button = QPushButton(text)
    icons.put(button, icon, size=theme.current().length("icon_s"))
    button.setToolTip(tip)
    return button
