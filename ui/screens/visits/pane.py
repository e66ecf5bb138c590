"""What every step of a round has in common: it shows the round and asks for deeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, messages, theme
from ui.messages import Tone
from unionoffice.errors import InvalidInput

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet
    from unionoffice.register.changes import Changes


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be written: what it is called while it runs, and the work."""

    title: str
    work: Callable[[], Changes]


class Pane(QWidget):
    """One step; the page behind it does what it asks for."""

    deed_requested = Signal(object)
    """A `Deed`."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a round."""
        super().__init__()
        self.desk = desk
        self._sheet: RoundSheet | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().length("space_m"))

    @property
    def sheet(self) -> RoundSheet | None:
        """The round shown."""
        return self._sheet

    def show_sheet(self, sheet: RoundSheet) -> None:
        """Show how a round stands now."""
        self._sheet = sheet
        self.show_round(sheet)

    def show_round(self, sheet: RoundSheet) -> None:
        """Fill what this step shows."""
        raise NotImplementedError

    def unsaved(self) -> str:
        """What was typed and not used yet, in words; empty if nothing."""
        return ""

    def do(self, title: str, work: Callable[[], Changes]) -> None:
        """Ask for a deed."""
        self.deed_requested.emit(Deed(title, work))

    def refused(self, sentence: str) -> None:
        """Make room for what a refused deed asks for; the sentence is in the banner."""

    def complain(self, problem: InvalidInput) -> None:
        """Say why what was typed cannot be used."""
        messages.banner(self, problem.sentence, Tone.ERROR)


def button(text: str, icon: str = "", *, primary: bool = False) -> QPushButton:
    """A button of a pane."""
    made = QPushButton(text)
    if icon:
        colour = "on_accent" if primary else "icon"
        icons.put(made, icon, colour, theme.current().length("icon_s"))
    if primary:
        theme.set_look(made, "primary")
    return made


def line(*widgets: QWidget, stretch: int = -1) -> QHBoxLayout:
    """Widgets side by side; the one at `stretch` takes the room, else the end does."""
    row = QHBoxLayout()
    row.setSpacing(theme.current().length("space_m"))
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == stretch))
    if stretch < 0:
        row.addStretch()
    return row
