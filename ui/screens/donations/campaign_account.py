"""账: the rows that prove the equation, each with what is left after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)
from typing_extensions import override

from ui import tasks, theme
from ui.register.table_model import DISPLAY, NOWHERE, Index
from ui.screens.donations.campaign_tab import CampaignTab
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.quiet_table import quieten
from unionoffice import money
from unionoffice.donations.books.balance import Balance, Entry, balance

if TYPE_CHECKING:
    from ui.screens.desk import Desk

HEADINGS = ("日期", "凭证号", "摘要", "收入", "支出", "余额")
WIDTHS = (96, 96, 240, 108, 108, 116)
SUMMARY, FIRST_SUM = 2, 3
DRAFT = "未入账"
OPENING = "期初余额"
NOTHING = "登记捐款和支出以后，这里一笔一笔列出来，每一笔后面都有余额。"
WHAT_IS_WHAT = "红色是红冲；没有凭证号的还没有入账，可以改。"
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class AccountModel(QAbstractTableModel):
    """The opening and every entry after it, with the running balance."""

    def __init__(self) -> None:
        """Begin without an account."""
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show_account(self, found: Balance) -> None:
        """Show an account from its opening on."""
        self.beginResetModel()
        opening = Entry(None, "", OPENING, 0, 0, found.opening)
        self.entries = (opening, *found.proof)
        self.endResetModel()

    def words(self, row: int) -> tuple[str, ...]:
        """What a row says."""
        entry = self.entries[row]
        return (
            entry.on.isoformat() if entry.on else "",
            entry.voucher or (DRAFT if entry.on else ""),
            entry.summary,
            money.show(entry.income) if entry.income else "",
            money.show(entry.spent) if entry.spent else "",
            money.show(entry.balance),
        )

    def tone(self, row: int) -> str:
        """The colour of a row: red for a reversal, soft for a draft."""
        entry = self.entries[row]
        if entry.income < 0 or entry.spent < 0:
            return "error"
        return "text" if entry.voucher or entry.on is None else "text_soft"

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == ALIGNMENT:
            return RIGHT if section >= FIRST_SUM else LEFT
        return HEADINGS[section] if role == DISPLAY else None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == DISPLAY:
            return self.words(index.row())[index.column()]
        if role == ALIGNMENT:
            return RIGHT if index.column() >= FIRST_SUM else LEFT
        if role == FOREGROUND:
            return QBrush(theme.current().colour(self.tone(index.row())))
        if role == TOOL_TIP and index.column() == SUMMARY:
            return self.entries[index.row()].summary
        return None


class AccountTab(CampaignTab):
    """The account, and under it the sentence that it proves."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__(desk)
        self.model = AccountModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("收支账")
        self.sentence = words("", "strong")
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.legend = words(WHAT_IS_WHAT, "small")
        self.empty = EmptyState("report", "还没有账目", NOTHING)
        self.stack = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.table)

    @override
    def read(self) -> None:
        """Read the account row by row."""
        sheet, office = self.sheet, self.desk.office
        if sheet is None:
            return
        key = sheet.campaign_id

        def work(_progress: tasks.Progress) -> Balance:
            with office.reading() as connection:
                return balance(connection, key)

        tasks.run(self, work, self._show, key="account")

    def _show(self, found: Balance) -> None:
        self.model.show_account(found)
        self.sentence.setText(found.sentence)
        self.stack.setCurrentWidget(self.table if found.proof else self.empty)

    def _lay_out(self) -> None:
        quieten(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        for place, width in enumerate(WIDTHS):
            self.table.setColumnWidth(place, width)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(SUMMARY, QHeaderView.ResizeMode.Stretch)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        space = theme.current().length
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_s"))
        column.addWidget(self.stack, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.legend)
