"""What became different between two submissions, record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.screens.reporting.words_table import Line, WordsTable
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.reporting.filled import Difference

HEADINGS = ("情况", "姓名", "项目", "原来", "现在")
WIDTHS = (64, 130, 140, 200, 200)
ADDED, LEFT, CHANGED = "新增", "减少", "变化"


class ChangesPane(QWidget):
    """One sentence, and a line for each thing that became different."""

    line_followed = Signal(object)

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.sentence = words("", "soft", wrap=True)
        self.table = WordsTable(HEADINGS, WIDTHS, "变化")
        self.table.line_followed.connect(self.line_followed)
        column = QVBoxLayout(self)
        space = theme.current().length("space_m")
        column.setContentsMargins(0, space, 0, 0)
        column.setSpacing(space)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    @property
    def count(self) -> int:
        """How many records became different."""
        return len({line.uid for line in self.table.words.lines})

    def show_difference(self, found: Difference | None, later: str = "") -> None:
        """Show what became different; None while nobody knows.

        `later` is the period of a submission that is compared; nothing means now.
        """
        self.sentence.setText(_sentence(found, later) if found is not None else "")
        first = found is None or found.since is None
        self.table.show_lines([] if first or found is None else list(lines(found)))


def lines(found: Difference) -> Iterator[Line]:
    """Everything that became different: who left and came first, then what changed."""
    for uid, title in found.left:
        yield Line((LEFT, title, "", "", ""), "error", uid)
    for uid, title in found.added:
        yield Line((ADDED, title, "", "", ""), "ok", uid)
    for record in found.changed:
        for was in record.fields:
            told = (CHANGED, record.title, was.column, was.old, was.new)
            yield Line(told, "info", record.uid)


def _sentence(found: Difference, later: str) -> str:
    since, said = found.since, found.sentence()
    if later and since is not None:
        said = f"从“{since.period}”到“{later}”：{said.partition('：')[2]}"
    told = [said]
    for columns, words_ in (
        (found.columns_added, "表样多了"),
        (found.columns_left, "表样少了"),
    ):
        if columns:
            told.append(f"{words_}：{'、'.join(columns)}。")
    return "".join(told)
