"""办结: the round in figures by unit or team, who has not signed, and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout
from typing_extensions import override

from ui import theme
from ui.screens.visits import entry_table
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.pane import Pane, button, line
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice import money
from unionoffice.hardship.rounds import signing as round_signing

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet
    from unionoffice.hardship.rounds.figures import Line

HEADINGS = ("", "人数", "计划", "已签领", "未签人数", "未签金额", "排除")
NUMBERS = tuple(range(1, 7))
FIRST_WIDTH, COLUMN_WIDTH, COUNT_WIDTH = 120, 92, 72
COLUMNS = (entry_table.NAME, entry_table.UNIT, entry_table.VALUE)
TABS = ("按单位", "按慰问组", "按类别")


class ClosePane(Pane):
    """Figures at the left, the unsigned at the right, the deed at the top."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a round."""
        super().__init__(desk)
        self.sentence = words("", "strong", wrap=True)
        self.close_button = button("办结", "ok", primary=True)
        self.reopen_button = button("重新打开", "undo")
        self.tabs = QTabBar()
        self.table = PlainTable(HEADINGS, numbers=NUMBERS, stretch=0)
        self.table.setAccessibleName("汇总")
        self.unsigned_title = words("", "strong")
        self.unsigned = EntryTable(COLUMNS, "未签领的人")
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _place: self._show_table())
        self.close_button.clicked.connect(self.close_round)
        self.reopen_button.clicked.connect(self.reopen)

    def close_round(self) -> None:
        """Close the round; who has not signed stays on the list."""
        sheet, office = self.sheet, self.desk.office
        if sheet is not None:
            key = sheet.round.round_id
            self.do("办结", lambda: round_signing.close_round(office, key))

    def reopen(self) -> None:
        """Open the round again, for somebody who signs late."""
        sheet, office = self.sheet, self.desk.office
        if sheet is not None:
            key = sheet.round.round_id
            self.do("重新打开", lambda: round_signing.reopen_round(office, key))

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        whole, waiting = sheet.figures.whole, sheet.waiting
        self.sentence.setText(_sentence(sheet))
        self.close_button.setVisible(not sheet.closed)
        self.close_button.setEnabled(whole.signed_people > 0)
        self.reopen_button.setVisible(sheet.closed)
        self.unsigned.show_entries(waiting)
        total = money.show(whole.unsigned)
        self.unsigned_title.setText(f"未签领 {len(waiting)} 人，{total} 元")
        self._show_table()

    def _show_table(self) -> None:
        if self.sheet is None:
            return
        found = self.sheet.figures
        parts = (found.by_unit, found.by_team, found.by_kind)
        chosen = parts[max(self.tabs.currentIndex(), 0)]
        self.table.set_rows([_told(part) for part in (found.whole, *chosen)])

    def _lay_out(self) -> None:
        for title in TABS:
            self.tabs.addTab(title)
        self.tabs.setExpanding(False)
        self.table.setColumnWidth(0, FIRST_WIDTH)
        for place in NUMBERS:
            money_ = HEADINGS[place] in ("计划", "已签领", "未签金额")
            self.table.setColumnWidth(place, COLUMN_WIDTH if money_ else COUNT_WIDTH)
        gap = theme.current().length("space_m")
        head = line(self.sentence, self.reopen_button, self.close_button, stretch=0)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(gap)
        right.setSpacing(gap)
        left.addWidget(self.tabs)
        left.addWidget(self.table, 1)
        right.addWidget(self.unsigned_title)
        right.addWidget(self.unsigned, 1)
        row.setSpacing(gap)
        row.addLayout(left, 2)
        row.addLayout(right, 1)
        self.column.addLayout(head)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.close_button)


def _sentence(sheet: RoundSheet) -> str:
    whole = sheet.figures.whole
    if not whole.signed_people:
        return "还没有人签领，签领以后才能办结。"
    told = f"签领 {whole.signed_people:,} 人，共 {money.show(whole.signed)} 元"
    if sheet.closed:
        return f"已办结：{told}。补签的，先重新打开。"
    if whole.unsigned_people:
        return (
            f"{told}；还有 {whole.unsigned_people:,} 人没有签领，办结后仍留在名单中。"
        )
    return f"{told}，全部签领，可以办结。"


def _told(part: Line) -> tuple[str, ...]:
    return (
        part.label,
        f"{part.people:,}",
        money.show(part.planned),
        money.show(part.signed),
        f"{part.unsigned_people:,}",
        money.show(part.unsigned),
        f"{part.left_out:,}" if part.left_out else "",
    )
