"""The steps of a round side by side: which are done, which is next, which is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui import icons, theme
from unionoffice.hardship.rounds.desk import Step

if TYPE_CHECKING:
    from unionoffice.hardship.rounds.desk import RoundSheet

TITLES = {
    Step.CHOOSE: "选人",
    Step.LEAVE_OUT: "排除",
    Step.GIFT: "定额",
    Step.TEAMS: "分组",
    Step.PRINT: "打印",
    Step.SIGN: "签领",
    Step.CLOSE: "办结",
}

TIPS = {Step.LEAVE_OUT: "提示不宜享受、还等着决定的人数"}


class StepBar(QWidget):
    """One button for each step; Ctrl+← and Ctrl+→ go through them."""

    step_chosen = Signal(object)
    """The `Step` that shall be shown."""

    def __init__(self) -> None:
        """Begin at the first step."""
        super().__init__()
        self.buttons: dict[Step, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_s"))
        for number, (step, title) in enumerate(TITLES.items(), 1):
            button = QPushButton(f"{number} {title}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, s=step: self.step_chosen.emit(s))
            self._group.addButton(button)
            self.buttons[step] = button
            row.addWidget(button, 1)

    @property
    def current(self) -> Step:
        """The step shown."""
        checked = (step for step, button in self.buttons.items() if button.isChecked())
        return next(checked, Step.CHOOSE)

    def show_step(self, step: Step) -> None:
        """Mark a step as the one shown; tells nobody."""
        self.buttons[step].setChecked(True)

    def show_sheet(self, sheet: RoundSheet) -> None:
        """Say of each step how far it is; the next one has an arrow."""
        size = theme.current().length("icon_s")
        counts = _counts(sheet)
        order = list(TITLES)
        next_step = sheet.next_step
        for number, (step, title) in enumerate(TITLES.items(), 1):
            button = self.buttons[step]
            count = counts.get(step, "")
            button.setText(f"{number} {title} {count}".rstrip())
            done = sheet.closed or order.index(step) < order.index(next_step)
            if done:
                icons.put(button, "tick", "ok", size)
            elif step is next_step:
                icons.put(button, "next", "accent", size)
            else:
                icons.put(button, "dash", "icon_disabled", size)
            tip = TIPS.get(step, "") if sheet.proposals else ""
            button.setToolTip(tip or ("下一步" if step is next_step else ""))
            button.setMinimumWidth(1)

    def go(self, by: int) -> None:
        """Go to the step before (−1) or after (1)."""
        order = list(TITLES)
        place = order.index(self.current) + by
        if 0 <= place < len(order):
            self.step_chosen.emit(order[place])


def _counts(sheet: RoundSheet) -> dict[Step, str]:
    """What is said beside the words of a step."""
    whole = sheet.figures.whole
    told: dict[Step, str] = {Step.CHOOSE: f"{len(sheet.entries)}"}
    if sheet.proposals:
        told[Step.LEAVE_OUT] = f"{len(sheet.proposals)}?"
    elif whole.left_out:
        told[Step.LEAVE_OUT] = f"{whole.left_out}"
    missing = sum(not item.words for item in sheet.given)
    if missing:
        told[Step.GIFT] = f"（缺 {missing}）"
    if sheet.teams:
        told[Step.TEAMS] = f"{len(sheet.teams)}"
    if whole.people:
        told[Step.SIGN] = f"{whole.signed_people}/{whole.people}"
    return told
