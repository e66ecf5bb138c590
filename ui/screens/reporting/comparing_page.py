"""比较: any two submissions of one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, tasks, theme
from ui.screens.reporting.changes_pane import ChangesPane
from ui.widgets.banner import Banner
from ui.widgets.card import words
from unionoffice.clock import CHINA
from unionoffice.reporting.submissions import difference

if TYPE_CHECKING:
    from ui.messages import Notice
    from ui.screens.desk import Desk
    from unionoffice.reporting.filled import Difference, Submission
    from unionoffice.reporting.overview import FormLine


class ComparingPage(QWidget):
    """The earlier one at the left, the later one at the right, and what differs."""

    close_requested = Signal()

    def __init__(self, desk: Desk, line: FormLine, chosen: Submission) -> None:
        """Compare a submission with the one before it, or the first with the next."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._every = desk, line.submissions
        self.banner, self.changes = Banner(), ChangesPane()
        self.back_button = QPushButton("返回")
        self.earlier, self.later = QComboBox(), QComboBox()
        self._fill(chosen)
        self._lay_out(line.form.name)
        for box in (self.earlier, self.later):
            box.activated.connect(lambda _place: self.compare())
        self.back_button.clicked.connect(self.close_requested)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_requested)
        self.compare()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def compare(self) -> None:
        """Show what is different between the two that are chosen."""
        office = self._desk.office
        before = self._every[self.earlier.currentIndex()]
        after = self._every[self.later.currentIndex()]

        def done(found: Difference) -> None:
            self.changes.show_difference(found, after.period)

        tasks.run(
            self, lambda _p: difference(office, before, after), done, key="compare"
        )

    def _fill(self, chosen: Submission) -> None:
        for box in (self.earlier, self.later):
            for each in self._every:
                at = each.submitted_at.astimezone(CHINA)
                box.addItem(f"{each.period}（{at:%Y-%m-%d %H:%M}，{each.rows:,} 条）")
        place = self._every.index(chosen)
        last = len(self._every) - 1
        self.later.setCurrentIndex(place if place < last else max(place - 1, 0))
        self.earlier.setCurrentIndex(min(place + 1, last))

    def _lay_out(self, name: str) -> None:
        space = theme.current().length
        icons.put(self.back_button, "previous", size=space("icon_s"))
        self.back_button.setToolTip("回到报表列表（Esc）")
        self.earlier.setAccessibleName("先前的报送")
        self.later.setAccessibleName("后来的报送")
        for box in (self.earlier, self.later):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(words(f"比较报送：{name}", "title"), 1)
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(words("从"))
        row.addWidget(self.earlier, 1)
        row.addWidget(words("到"))
        row.addWidget(self.later, 1)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addLayout(row)
        column.addWidget(self.changes, 1)
        self.setFocusProxy(self.changes)
