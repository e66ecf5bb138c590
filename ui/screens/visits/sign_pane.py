"""签领: ticked from the signed sheets; the unsigned are on a list of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox
from typing_extensions import override

from ui.screens.visits import entry_table
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.pane import Pane, button, line
from ui.screens.visits.proxy_line import ProxyLine
from ui.widgets.card import words
from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.visiting.checks import GIVE_A_REASON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet
    from unionoffice.hardship.rounds.rows import Entry

ALL, WAITING, SIGNED = "全部", "未签领", "已签领"
ALL_TEAMS = "所有组"
ON_A_PAGE, MOST_ON_A_PAGE = 20, 100
CHOICE_WIDTH, TEAM_WIDTH, PAGE_WIDTH = 130, 110, 150
COLUMNS = (
    entry_table.TICK,
    entry_table.NUMBER,
    entry_table.TEAM,
    entry_table.UNIT,
    entry_table.NAME,
    entry_table.ID_TAIL,
    entry_table.GIFT,
    entry_table.VALUE,
    entry_table.STATE,
)
HINT = "空格签领、再按取消；Ctrl+A 全选"


class SignPane(Pane):
    """Space ticks whoever is selected; a page of the sheet is ticked at once."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a round."""
        super().__init__(desk)
        self.which, self.team, self.page = QComboBox(), QComboBox(), QComboBox()
        self.on_page = QSpinBox()
        self.on_page.setRange(5, MOST_ON_A_PAGE)
        self.on_page.setValue(ON_A_PAGE)
        self.on_page.setSuffix(" 人")
        self.tick_button = button("签领所选", "tick", primary=True)
        self.page_button = button("本页全部签领", "tick")
        self.untick_button = button("取消签领", "undo")
        self.sums = words("", "strong", wrap=True)
        self.table = EntryTable(COLUMNS, "签领名单")
        self.proxy = ProxyLine(desk.surroundings(), desk.office.register("visits"))
        self._proxied: int | None = None
        self._lay_out()
        self._connect()

    def tick(self, entries: Sequence[Entry] | None = None) -> None:
        """Write that these, or the selected, have signed themselves or by proxy."""
        some = self.table.selected() if entries is None else entries
        keys = [item.entry_id for item in some if item.waiting]
        if not keys:
            return
        try:
            told = self.proxy.told(len(keys))
        except InvalidInput as problem:
            self.complain(problem)
            return
        office = self.desk.office
        self.do("登记签领", lambda: round_signing.tick(office, keys, **told))
        self._proxied = keys[0] if told["signer"] else None

    def tick_page(self) -> None:
        """Write that everybody of the page has signed."""
        self.tick(self.table.entries)

    def untick(self) -> None:
        """Take the signatures of the selected back."""
        keys = [item.entry_id for item in self.table.selected() if item.served]
        if keys:
            office = self.desk.office
            self.do("取消签领", lambda: round_signing.untick(office, keys))

    def toggle(self) -> None:
        """Space: tick who has not signed, or take back if all of them have."""
        selected = self.table.selected()
        if any(item.waiting for item in selected):
            self.tick()
            if len(selected) == 1 and self.which.currentText() != WAITING:
                self.table.go_down()
        else:
            self.untick()

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        whole = sheet.figures.whole
        counts = {
            ALL: whole.people,
            WAITING: whole.unsigned_people,
            SIGNED: whole.signed_people,
        }
        for place, (word, count) in enumerate(counts.items()):
            self.which.setItemText(place, f"{word} {count:,}")
        if any(i.entry_id == self._proxied and i.served for i in sheet.entries):
            self._proxied = None
            self.proxy.clear()
        self.proxy.ask_for_reason(wanted=bool(sheet.over))
        self._show_teams(sheet)
        self._show_page()

    @override
    def refused(self, sentence: str) -> None:
        if GIVE_A_REASON in sentence:
            self.proxy.ask_for_reason(wanted=True)
            self.proxy.editors["over_reason"].setFocus()

    @override
    def unsaved(self) -> str:
        return "代领人填了一半" if self.proxy.begun else ""

    def _show_teams(self, sheet: RoundSheet) -> None:
        kept = self.team.currentText()
        self.team.blockSignals(True)
        self.team.clear()
        self.team.addItems([ALL_TEAMS, *sheet.teams])
        self.team.setCurrentIndex(max(self.team.findText(kept), 0))
        self.team.setVisible(bool(sheet.teams))
        self.team.blockSignals(False)

    def _fitting(self) -> list[Entry]:
        """Who fits what is chosen at the top, over all pages."""
        sheet, team = self.sheet, self.team.currentText()
        if sheet is None:
            return []
        which = self.which.currentIndex()
        return [
            item
            for item in sheet.given
            if (which == 0 or item.served is (which == 2))
            and team in ("", ALL_TEAMS, item.team)
        ]

    def _show_page(self) -> None:
        found, size = self._fitting(), self.on_page.value()
        pages = max((len(found) + size - 1) // size, 1)
        place = min(max(self.page.currentIndex(), 0), pages)
        self.page.blockSignals(True)
        self.page.clear()
        self.page.addItem(f"全部 {len(found):,} 人")
        for number in range(pages if found else 0):
            last = min((number + 1) * size, len(found))
            first = number * size + 1
            self.page.addItem(f"第 {number + 1} 页（{first}–{last}）")
        self.page.setCurrentIndex(place)
        self.page.blockSignals(False)
        if place > 0:
            found = found[(place - 1) * size : place * size]
        self.table.show_entries(found)
        self._offer()

    def _offer(self) -> None:
        open_ = self.sheet is not None and not self.sheet.closed
        selected, shown = self.table.selected(), self.table.entries
        some = [item for item in selected if item.waiting]
        page = [item for item in shown if item.waiting]
        self.tick_button.setText(f"签领所选 {len(some)} 人" if some else "签领所选")
        self.tick_button.setEnabled(open_ and bool(some))
        what = "本页" if self.page.currentIndex() > 0 else "列出的"
        self.page_button.setText(f"{what}全部签领 {len(page):,} 人")
        self.page_button.setEnabled(open_ and bool(page))
        served = [item for item in selected if item.served]
        self.untick_button.setEnabled(open_ and bool(served))
        several = len(selected) > 1
        entries = selected if several else shown
        word = "所选" if several else "列出"
        total = sum(item.value for item in entries)
        signed = sum(item.value for item in entries if item.served)
        self.sums.setText(
            f"{word} {len(entries):,} 人 {money.show(total)} 元，"
            f"其中已签 {money.show(signed)} 元"
        )

    def _connect(self) -> None:
        for choice in (self.which, self.team, self.page):
            choice.currentIndexChanged.connect(lambda _place: self._show_page())
        self.on_page.valueChanged.connect(lambda _size: self._show_page())
        self.tick_button.clicked.connect(lambda: self.tick())
        self.page_button.clicked.connect(self.tick_page)
        self.untick_button.clicked.connect(self.untick)
        self.table.ticked.connect(self.toggle)
        self.table.selection_changed.connect(self._offer)
        self.proxy.entered.connect(lambda: self.tick())

    def _lay_out(self) -> None:
        for word in (ALL, WAITING, SIGNED):
            self.which.addItem(word)
        for box, width, name in (
            (self.which, CHOICE_WIDTH, "看哪些人"),
            (self.team, TEAM_WIDTH, "慰问组"),
            (self.page, PAGE_WIDTH, "签领表的页"),
        ):
            box.setFixedWidth(width)
            box.setAccessibleName(name)
        self.on_page.setAccessibleName("签领表每页人数")
        self.on_page.setToolTip("签领表一页有多少人")
        head = line(self.which, self.team, self.page, words("每页"), self.on_page)
        head.addWidget(words(HINT, "small"))
        deeds = line(self.sums, stretch=0)
        for each in (self.untick_button, self.page_button, self.tick_button):
            deeds.addWidget(each)
        self.column.addLayout(head)
        self.column.addLayout(deeds)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.proxy)
        self.setFocusProxy(self.table)
