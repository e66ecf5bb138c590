"""What a delivery says of itself, over the plan of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from ui import icons, theme
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.exchange.manifest import Manifest

CODE_TIP = "给报送人打个电话，对一下这几位：一样，就是原来那一份。"


class DeliveryStrip(QFrame):
    """Who hands in, for which unit and time, when it was made, how many, its code."""

    def __init__(self, manifest: Manifest, warnings: Sequence[str] = ()) -> None:
        """Show a slip, and below it what there is to be careful about."""
        super().__init__()
        theme.set_look(self, "card")
        self.facts = {label: words(told) for label, told in told_of(manifest) if told}
        for label in self.facts.values():
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts[CODE].setToolTip(CODE_TIP)
        self.note = words(f"说明：{manifest.note}", "soft", wrap=True)
        self.note.setVisible(bool(manifest.note))
        self.warnings = [_warning(sentence) for sentence in warnings]
        self._lay_out()

    def _lay_out(self) -> None:
        space = theme.current().length
        mark = QLabel()
        icons.put(mark, "stick", size=space("icon_l"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_xl"))
        grid.setVerticalSpacing(0)
        for place, (label, told) in enumerate(self.facts.items()):
            grid.addWidget(words(label, "small"), 0, place)
            grid.addWidget(told, 1, place)
        grid.setColumnStretch(len(self.facts), 1)
        row = QHBoxLayout()
        row.setSpacing(space("space_l"))
        row.addWidget(mark)
        row.addLayout(grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            space("space_l"), space("space_s"), space("space_l"), space("space_s")
        )
        column.setSpacing(space("space_xs"))
        column.addLayout(row)
        column.addWidget(self.note)
        for warning in self.warnings:
            column.addWidget(warning)


UNIT, SENDER, PERIOD, MADE, ROWS, CODE = (
    *("报送单位", "报送人", "期间"),
    *("做成时间", "条数", "核对码"),
)


def told_of(manifest: Manifest) -> tuple[tuple[str, str], ...]:
    """The facts of a slip in words, each with its label; some may be empty."""
    return (
        (UNIT, manifest.unit),
        (SENDER, manifest.sender),
        (PERIOD, manifest.period),
        (MADE, manifest.made),
        (ROWS, f"{manifest.rows:,}"),
        (CODE, manifest.code),
    )


def _warning(sentence: str) -> QLabel:
    label = words(sentence, wrap=True)
    theme.set_state(label, "tone", "warning")
    return label
