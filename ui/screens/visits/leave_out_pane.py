"""排除: who had better get nothing and why; a person decides, and may add others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QTableWidgetItem,
    QVBoxLayout,
)
from typing_extensions import override

from db.vocabulary import LeftOut
from ui import theme
from ui.screens.visits import entry_table
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.pane import Pane, button, line
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from ui.widgets.search_box import SearchBox
from unionoffice.errors import InvalidInput
from unionoffice.hardship.rounds import sorting as round_sorting

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet
    from unionoffice.hardship.rounds.proposals import Proposal

HEADINGS = ("排除", "姓名", "单位", "原因", "依据")
PROPOSAL_WIDTHS = (48, 84, 116, 92)
LONGEST_WORDS = 200
REASON_WIDTH = 120
OUT_COLUMNS = (
    entry_table.NAME,
    entry_table.UNIT,
    entry_table.REASON,
    entry_table.REASON_WORDS,
)
LIST_COLUMNS = (entry_table.NAME, entry_table.UNIT, entry_table.KIND)
NOTHING = "没有要提示的人：名单中的人都按时缴费、会籍正常，也没有在别处慰问过。"


class LeaveOutPane(Pane):
    """Proposals with their reasons at the left, the list itself at the right."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a round."""
        super().__init__(desk)
        self._proposals: tuple[Proposal, ...] = ()
        self.proposals = PlainTable(HEADINGS)
        self.proposals.setAccessibleName("提示排除的人")
        for place, width in enumerate(PROPOSAL_WIDTHS):
            self.proposals.setColumnWidth(place, width)
        self.hint = words("", "strong", wrap=True)
        self.follow_button = button("按勾选排除", "tick", primary=True)
        self.out = EntryTable(OUT_COLUMNS, "已排除的人")
        self.out_title = words("", "strong")
        self.back_button = button("恢复", "undo")
        self.search = SearchBox("在名单中找：姓名、单位")
        self.list = EntryTable(LIST_COLUMNS, "名单")
        self.reason, self.words = QComboBox(), QLineEdit()
        self.out_button = button("排除所选", "trash")
        self._lay_out()
        self._connect()

    def ticked(self) -> list[int]:
        """The entries whose proposal is ticked."""
        return [
            found.entry_id
            for row, found in enumerate(self._proposals)
            if (item := self.proposals.item(row, 0)) is not None
            and item.checkState() == Qt.CheckState.Checked
        ]

    def follow(self) -> None:
        """Leave out those whose proposal is ticked."""
        keys, sheet, office = self.ticked(), self.sheet, self.desk.office
        if sheet is not None and keys:
            round_id = sheet.round.round_id
            self.do(
                "按提示排除",
                lambda: round_sorting.leave_out_proposed(office, round_id, keys),
            )

    def leave_out(self) -> None:
        """Leave out the selected people of the list, with the reason chosen."""
        keys = [item.entry_id for item in self.list.selected()]
        if not keys:
            self.complain(InvalidInput("请先在名单中选择要排除的人。"))
            return
        office, told = self.desk.office, self.words.text().strip() or None
        reason = LeftOut(self.reason.currentData())
        self.do(
            "排除慰问对象",
            lambda: round_sorting.leave_out(office, keys, reason, told),
        )

    def take_back(self) -> None:
        """Give the selected people something after all."""
        keys = [item.entry_id for item in self.out.selected()]
        if keys:
            office = self.desk.office
            self.do("取消排除", lambda: round_sorting.take_back(office, keys))

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        kept = {p.entry_id for p in self._proposals} - set(self.ticked())
        self._proposals = sheet.proposals
        self.proposals.set_rows(
            [("", p.name, p.unit, p.reason.label, p.words) for p in sheet.proposals]
        )
        for row, found in enumerate(sheet.proposals):
            box = QTableWidgetItem()
            box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            unticked = found.entry_id in kept
            state = Qt.CheckState.Unchecked if unticked else Qt.CheckState.Checked
            box.setCheckState(state)
            self.proposals.setItem(row, 0, box)
        count = len(sheet.proposals)
        self.hint.setText(f"提示 {count} 人不宜享受，请逐个核对" if count else NOTHING)
        self.proposals.setVisible(bool(count))
        self.out.show_entries(sheet.left_out)
        self.out_title.setText(f"已排除 {len(sheet.left_out)} 人")
        self._show_list()
        self._offer()

    def _show_list(self) -> None:
        sheet, asked = self.sheet, self.search.text().strip()
        if sheet is None:
            return
        found = [
            item
            for item in sheet.entries
            if item.waiting and (asked in item.name or asked in item.unit)
        ]
        self.list.show_entries(found)

    def _offer(self) -> None:
        open_ = self.sheet is not None and not self.sheet.closed
        count, chosen = len(self.ticked()), len(self.list.selected())
        self.follow_button.setText(f"按勾选排除 {count} 人")
        self.follow_button.setEnabled(open_ and count > 0)
        self.follow_button.setVisible(bool(self._proposals))
        self.out_button.setText(f"排除所选 {chosen} 人" if chosen else "排除所选")
        self.out_button.setEnabled(open_ and chosen > 0)
        self.back_button.setEnabled(open_ and bool(self.out.selected()))

    def _connect(self) -> None:
        self.proposals.itemChanged.connect(lambda _item: self._offer())
        self.follow_button.clicked.connect(self.follow)
        self.search.search_requested.connect(lambda _words: self._show_list())
        self.list.selection_changed.connect(self._offer)
        self.out.selection_changed.connect(self._offer)
        self.out_button.clicked.connect(self.leave_out)
        self.words.returnPressed.connect(self.leave_out)
        self.back_button.clicked.connect(self.take_back)
        self.list.removal_requested.connect(self.leave_out)
        self.out.removal_requested.connect(self.take_back)

    def _lay_out(self) -> None:
        for item in LeftOut:
            self.reason.addItem(item.label, str(item))
        self.reason.setFixedWidth(REASON_WIDTH)
        self.reason.setAccessibleName("排除原因")
        self.words.setMaxLength(LONGEST_WORDS)
        self.words.setPlaceholderText("说明，可不填")
        self.words.setAccessibleName("排除说明")
        gap = theme.current().length("space_m")
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for part in (left, right):
            part.setSpacing(gap)
        head = line(self.hint, stretch=0)
        head.addWidget(self.follow_button)
        left.addLayout(head)
        left.addWidget(self.proposals, 3)
        below = line(self.out_title, stretch=0)
        below.addWidget(self.back_button)
        left.addLayout(below)
        left.addWidget(self.out, 2)
        right.addWidget(words("自己排除：在名单中选人，选原因", "strong"))
        right.addWidget(self.search)
        right.addWidget(self.list, 1)
        right.addLayout(line(self.reason, self.words, self.out_button, stretch=1))
        row.setSpacing(theme.current().length("space_xl"))
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.proposals)
