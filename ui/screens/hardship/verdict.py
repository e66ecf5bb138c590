"""The sentence that says how a household came to its category, always in sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.vocabulary import Reckoning
from ui import icons, theme
from ui.widgets.card import words
from unionoffice.hardship.judging.sentences import per_head, times, yuan

if TYPE_CHECKING:
    from unionoffice.hardship.desk.dossier import Dossier, Kept
    from unionoffice.hardship.judging.standards import Standard

NOT_YET = "还没有收支核算"
WHAT_FOR = "填写十二个月的收入和刚性支出，程序算出人均月纯收入和困难类别。"
FIRST_STANDARD = "还没有起用的困难标准：先按当地文件填写低保标准和最低工资，才能核算。"
_IN_A_FIGURE = re.compile(r"(?<=\d) (?=[\d元])")


class Verdict(QWidget):
    """The newest judgement in one sentence, and what it was made by."""

    accounts_requested = Signal()
    standard_requested = Signal()

    def __init__(self) -> None:
        """Begin without a judgement."""
        super().__init__()
        self.sentence = words("", "heading", wrap=True)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.made_by = words("", "small", wrap=True)
        self.button = QPushButton("收支核算")
        icons.put(self.button, "statistics", size=theme.current().length("icon_s"))
        self.standard_button = QPushButton("填写困难标准")
        icons.put(
            self.standard_button, "settings", size=theme.current().length("icon_s")
        )
        self.button.clicked.connect(self.accounts_requested)
        self.standard_button.clicked.connect(self.standard_requested)
        told = QVBoxLayout()
        told.setSpacing(theme.current().length("space_xs"))
        told.addWidget(self.sentence)
        told.addWidget(self.made_by)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addLayout(told, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.standard_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_household(self, shown: Dossier) -> None:
        """Show the newest judgement, or what has to be done to get one."""
        kept = shown.newest
        lacking = kept is None and not shown.has_standard and not shown.closed
        self.sentence.setText(unbroken(kept.sentence) if kept is not None else NOT_YET)
        self.sentence.setAccessibleName(self.sentence.text())
        if kept is not None:
            self.made_by.setText(unbroken(_made_by(kept)))
        else:
            self.made_by.setText(FIRST_STANDARD if lacking else WHAT_FOR)
        self.button.setVisible(kept is None and not lacking and not shown.closed)
        self.standard_button.setVisible(lacking)


def unbroken(sentence: str) -> str:
    """A sentence whose figures are not torn apart at the end of a line."""
    return _IN_A_FIGURE.sub("\N{NO-BREAK SPACE}", sentence)


def standard_words(standard: Standard) -> str:
    """The lines that a household is judged by, in few words."""
    sign = "≤" if standard.line_inclusive else "<"
    old = "" if standard.reckoning is Reckoning.CURRENT else "原三类，"
    return (
        f"{old}低保 {yuan(standard.dibao)}（{sign}），"
        f"相对 {times(standard.relative_percent)} 倍，"
        f"最低工资 {yuan(standard.minimum_wage)}"
    )


def _made_by(kept: Kept) -> str:
    return (
        f"{kept.as_of.isoformat()} 核算，{kept.heads} 人；"
        f"不扣支出的月人均收入 {per_head(kept.gross)}。"
        f"标准：{standard_words(kept.standard)}。"
    )
