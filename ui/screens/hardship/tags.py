"""Small coloured words: where a file stands, and what the household was found to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import FileState, HardshipCategory
from ui import theme
from ui.widgets.card import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

STATE_TONES = {
    FileState.LIVE: "ok",
    FileState.OBJECTED: "error",
    FileState.REFUSED: "none",
    FileState.LIFTED: "none",
    FileState.CANCELLED: "none",
    FileState.MOVED: "none",
}
"""What is not named here is under way."""
CATEGORY_TONES = {
    HardshipCategory.DEEP: "error",
    HardshipCategory.DIBAO: "error",
    HardshipCategory.NONE: "none",
}
"""What is not named here is a lighter hardship."""


def tag() -> QLabel:
    """An empty tag."""
    label = words("", "tag")
    label.hide()
    return label


def show_tag(label: QLabel, text: str, tone: str) -> None:
    """Show words in a tone; nothing hides the tag."""
    label.setText(text)
    label.setVisible(bool(text))
    theme.set_state(label, "tone", tone)


def state_tone(state: FileState) -> str:
    """The tone of a state."""
    return STATE_TONES.get(state, "info")


def category_tone(category: HardshipCategory) -> str:
    """The tone of a category."""
    return CATEGORY_TONES.get(category, "warning")
