"""What was handed in on a form: when, for what, by whom, and the very files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.screens.reporting.words_table import Line, WordsTable
from ui.widgets.card import words
from unionoffice.clock import CHINA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.reporting.filled import Submission

HEADINGS = ("报送时间", "期间", "经办人", "条数", "备注")
WIDTHS = (136, 170, 90, 70, 120)
NOTHING = "还没有报送过。填报以后点“登记为已报送”，报上去的文件会留存在这里。"


class SubmissionsPane(QWidget):
    """A list, newest first; every deed is a request to the page."""

    file_requested = Signal(object)
    """Hand out again the file of this `Submission`."""
    comparison_requested = Signal(object)
    """Compare this `Submission` with another one."""
    withdrawal_requested = Signal(object)
    """This `Submission` was never handed in after all."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self._submissions: tuple[Submission, ...] = ()
        self.heading = words("报送记录", "heading")
        self.nothing = words(NOTHING, "soft", wrap=True)
        self.table = WordsTable(HEADINGS, WIDTHS, "报送记录")
        self.file_button = QPushButton("取出留存的文件…")
        self.compare_button = QPushButton("比较…")
        self.withdraw_button = QPushButton("删除记录")
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.table.line_followed.connect(lambda _line: self._ask(self.file_requested))
        for button, asked in (
            (self.file_button, self.file_requested),
            (self.compare_button, self.comparison_requested),
            (self.withdraw_button, self.withdrawal_requested),
        ):
            button.clicked.connect(lambda _on=False, a=asked: self._ask(a))

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """What is shown, newest first."""
        return self._submissions

    @property
    def chosen(self) -> Submission | None:
        """The one the keyboard stands on."""
        row = self.table.currentIndex().row()
        return self._submissions[row] if 0 <= row < len(self._submissions) else None

    def show_submissions(self, form: str, found: Sequence[Submission]) -> None:
        """Show what was handed in on a form; an empty name is no form."""
        self.heading.setText(f"报送记录：{form}" if form else "报送记录")
        if tuple(found) != self._submissions:
            self._submissions = tuple(found)
            self.table.show_lines([line_of(each) for each in found])
        self.nothing.setVisible(bool(form) and not found)
        self._offer()

    def _ask(self, asked: SignalInstance) -> None:
        chosen = self.chosen
        if chosen is not None:
            asked.emit(chosen)

    def _offer(self) -> None:
        there = self.chosen is not None
        self.file_button.setEnabled(there)
        self.withdraw_button.setEnabled(there)
        self.compare_button.setEnabled(there and len(self._submissions) > 1)

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.file_button, "export", size=space("icon_s"))
        icons.put(self.withdraw_button, "trash", size=space("icon_s"))
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(self.heading, 1)
        for button in (self.file_button, self.compare_button, self.withdraw_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(row)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        self.nothing.hide()
        self.setFocusProxy(self.table)


def line_of(submission: Submission) -> Line:
    """A submission as the table tells it."""
    at = submission.submitted_at.astimezone(CHINA)
    told = (f"{at:%Y-%m-%d %H:%M}", submission.period, submission.who)
    return Line((*told, f"{submission.rows:,}", submission.note), uid=submission.uid)
