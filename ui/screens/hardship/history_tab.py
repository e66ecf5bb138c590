"""经过: the steps taken with a file, each with who, where and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QStackedWidget

from ui import theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from unionoffice.hardship.desk.dossier import Dossier, Taken

HEADINGS = ("日期", "步骤", "人员和地点", "内容")
WIDTHS = (92, 88, 180)
NOTHING = "申请、入户核实、集体研究、公示……每办一步，这里记下一行。"


class HistoryTab(QStackedWidget):
    """The way of the file so far, oldest step first."""

    def __init__(self) -> None:
        """Begin without steps."""
        super().__init__()
        self.table = PlainTable(HEADINGS)
        self.table.setAccessibleName("建档经过")
        self.table.setObjectName("wrapped")
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        rows = self.table.verticalHeader()
        rows.setMinimumSectionSize(theme.current().length("row"))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.empty = EmptyState("history", "还没有办理过", NOTHING)
        self.addWidget(self.table)
        self.addWidget(self.empty)

    def show_household(self, shown: Dossier) -> None:
        """Show the steps of a file."""
        self.table.set_rows([_line(step) for step in shown.steps])
        self.setCurrentWidget(self.table if shown.steps else self.empty)
        if shown.steps:
            self.table.scrollToBottom()


def _line(step: Taken) -> tuple[str, ...]:
    where = "　".join(filter(None, (step.people, step.place)))
    return step.day.isoformat(), step.kind.label, where, _content(step)


def _content(step: Taken) -> str:
    told = [step.words] if step.words else []
    if step.ends_on is not None:
        told.append(f"公示到 {step.ends_on.isoformat()}")
    if step.after is not None and step.before != step.after:
        before = step.before.label if step.before is not None else "未定"
        told.append(f"类别：{before} → {step.after.label}")
    return "；".join(told)
