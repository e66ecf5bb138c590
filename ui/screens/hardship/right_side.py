"""The right side of the page: a household, or what comes first while none is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from ui.messages import Offer
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

LEAST_WIDTH = 560
CHOOSE = (
    "从左边选一户（↑↓，Enter），这里就是它的家庭成员、收支核算、下一步和帮扶。"
    "按姓名的两个拼音字母就能找到。"
)
STANDARD_FIRST = (
    "认定困难类别要有当地的低保标准、相对困难倍数和最低工资。"
    "先填一份困难标准，再建档；每年换标准时新增一份，以前的核算不变。"
)


class RightSide(QStackedWidget):
    """Shows a household, or leads to one; without a standard it leads there."""

    def __init__(self, pane: QWidget, open_standards: Callable[[], None]) -> None:
        """Show no household yet."""
        super().__init__()
        self._pane = pane
        self.nothing = EmptyState("home", "选一户看它的档案", CHOOSE)
        self.no_standard = EmptyState(
            "settings",
            "还没有困难标准",
            STANDARD_FIRST,
            (Offer("填写困难标准", open_standards),),
        )
        for widget in (self.nothing, self.no_standard, pane):
            self.addWidget(widget)
        self.setMinimumWidth(LEAST_WIDTH)

    @property
    def shows_household(self) -> bool:
        """Whether a household is in sight."""
        return self.currentWidget() is self._pane

    def show_household(self) -> None:
        """Bring the household."""
        self.setCurrentWidget(self._pane)

    def show_none(self) -> None:
        """Ask to choose a household."""
        self.setCurrentWidget(self.nothing)

    def say_what_comes_first(self, there: bool) -> None:
        """Lead to the standards if there is none; a household in sight stays."""
        if not self.shows_household:
            self.setCurrentWidget(self.nothing if there else self.no_standard)
