"""What a delivery says of itself, over the plan of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from ui import icons, tasks, theme
from ui.widgets.card import words
from unionoffice.exchange.received import warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.exchange.manifest import Manifest
    from unionoffice.exchange.opening import Delivered
    from unionoffice.office import Office
    from unionoffice.sheets.planning.plan import Plan

UNIT, SENDER, PERIOD, MADE, ROWS, CODE = FACTS = (
    *("报送单位", "报送人", "期间"),
    *("做成时间", "条数", "核对码"),
)
CODE_TIP = "给报送人打个电话，对一下这几位：一样，就是原来那一份。"


class DeliveryStrip(QFrame):
    """Who hands in, for which unit and time, when it was made, how many, its code.

    Hidden while what is shown is no delivery.
    """

    def __init__(self, office: Office) -> None:
        """Begin without a delivery."""
        super().__init__()
        theme.set_look(self, "card")
        self._office = office
        self._delivered: Delivered | None = None
        self.labels = {name: words(name, "small") for name in FACTS}
        self.facts = {name: words("") for name in FACTS}
        self.note_label, self.note = words("说明", "small"), words("", wrap=True)
        self.warning = words("", wrap=True)
        theme.set_state(self.warning, "tone", "warning")
        self.facts[CODE].setToolTip(CODE_TIP)
        self._lay_out()
        self.hide()

    def show_delivery(self, delivered: Delivered | None) -> None:
        """Show the slip of a delivery; None hides the strip."""
        self._delivered = delivered
        self.setVisible(delivered is not None)
        if delivered is None:
            return
        for name, told in told_of(delivered.manifest):
            self.facts[name].setText(told)
            for label in (self.labels[name], self.facts[name]):
                label.setVisible(bool(told))
        self.note.setText(delivered.manifest.note)
        for label in (self.note_label, self.note):
            label.setVisible(bool(delivered.manifest.note))
        self._warn(())

    def look_at(self, plan: Plan) -> None:
        """Say what there is to be careful about in the plan of the delivery."""
        office, delivered = self._office, self._delivered
        if delivered is not None:
            tasks.run(
                self,
                lambda _progress: warnings(office, delivered, plan),
                self._warn,
                key="delivery",
            )

    def _warn(self, told: Sequence[str]) -> None:
        self.warning.setText("\n".join(told))
        self.warning.setVisible(bool(told))

    def _lay_out(self) -> None:
        space = theme.current().length
        mark = QLabel()
        icons.put(mark, "stick", size=space("icon_l"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_xl"))
        grid.setVerticalSpacing(0)
        for place, name in enumerate(FACTS):
            grid.addWidget(self.labels[name], 0, place)
            grid.addWidget(self.facts[name], 1, place)
            self.facts[name].setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
            )
        grid.addWidget(self.note_label, 0, len(FACTS))
        grid.addWidget(self.note, 1, len(FACTS))
        grid.setColumnStretch(len(FACTS), 1)
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
        column.addWidget(self.warning)


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
