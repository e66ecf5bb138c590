"""选人: from the members' list with its filters, or from hardship files on record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.vocabulary import VisitForm
from ui import tasks, theme
from ui.register import loading
from ui.register.filter_bar import FilterBar
from ui.register.table import RowTable
from ui.register.table_model import TableModel
from ui.screens.visits import entry_table
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.gift_line import GiftLine
from ui.screens.visits.pane import Pane, button, line
from ui.screens.visits.strip_layout import Labelled
from ui.widgets.card import words
from ui.widgets.search_box import SearchBox
from unionoffice.errors import InvalidInput
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.visiting.lists import MEMBER_FILTERS

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet
    from unionoffice.hardship.visiting.gift import Gift
    from unionoffice.register.view import View

PEOPLE = "members"
MEMBERS, FILES, CHOSEN = range(3)
TABS = ("从会员中选", "从困难档案选", "已在名单")
SEARCH_WIDTH, KIND_WIDTH = 200, 120
LONGEST_KIND = 40
COLUMNS = (
    entry_table.NUMBER,
    entry_table.UNIT,
    entry_table.NAME,
    entry_table.ID_TAIL,
    entry_table.KIND,
    entry_table.GIFT,
    entry_table.STATE,
)


class ChoosePane(Pane):
    """Who is on the list, and what each of them is given at first."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the members come when the pane is first seen."""
        super().__init__(desk)
        office, around = desk.office, desk.surroundings()
        members = office.register(PEOPLE)
        filters = (*MEMBER_FILTERS, *members.filters)
        self._members = replace(members, filters=filters)
        self._stale = True
        self._round: int | None = None
        self.gift = GiftLine(office.register("visits"), around)
        self.kind = QLineEdit()
        self.kind.setMaxLength(LONGEST_KIND)
        self.kind.setPlaceholderText("可不填")
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self.search = SearchBox("查找：姓名、拼音…")
        self.filters = FilterBar(office, self._members, around)
        columns = members.columns[:7]
        self.people = RowTable(TableModel(office, self.view(), columns, self))
        self.people.show_columns(columns, {})
        self.count = words("", "soft")
        self.add_button = button("加入名单", "add", primary=True)
        self.files_box = QWidget()
        self.files_hint = words("", "soft", wrap=True)
        self.ticks: dict[str, QCheckBox] = {}
        self.files_button = button("加入名单", "add", primary=True)
        self.table = EntryTable(COLUMNS, "已在名单的人")
        self.remove_button = button("移出名单", "trash")
        self._lay_out()
        self._connect()

    def view(self) -> View:
        """The list of members as it is set up just now."""
        return replace(
            self.desk.office.view(self._members),
            conditions=self.filters.conditions,
            search=self.search.text().strip(),
        )

    def read(self) -> None:
        """Read the members again; the newest question wins."""
        office, view = self.desk.office, self.view()
        tasks.run(
            self,
            lambda _p: loading.listing(office, view),
            self._show_people,
            key="list",
        )

    def add_members(self) -> None:
        """Put the selected members on the list, or all that are shown."""
        keys = self.people.selected_keys()
        wanted: list[int] | View = keys if len(keys) > 1 else self.view()
        gift, sheet = self._gift(), self.sheet
        if gift is None or sheet is None:
            return
        office, kind = self.desk.office, self.kind.text().strip() or None
        key = sheet.round.round_id
        self.do(
            "选择慰问对象",
            lambda: round_jobs.choose(office, key, wanted, gift, kind=kind),
        )

    def add_files(self) -> None:
        """Put the heads of the files of the ticked categories on the list."""
        ticked = [code for code, box in self.ticks.items() if box.isChecked()]
        gift, sheet = self._gift(), self.sheet
        if gift is None or sheet is None:
            return
        if not ticked:
            self.complain(InvalidInput("请先勾选困难类别。"))
            return
        office, kind = self.desk.office, self.kind.text().strip() or None
        key = sheet.round.round_id
        self.do(
            "从困难档案选择慰问对象",
            lambda: round_jobs.choose_files(
                office, key, gift, categories=ticked, kind=kind
            ),
        )

    def remove(self) -> None:
        """Take the selected people off the list again."""
        keys = [item.entry_id for item in self.table.selected()]
        if keys:
            office = self.desk.office
            self.do("移出名单", lambda: round_jobs.remove(office, keys))

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        if self._round != sheet.round.round_id:
            self._round = sheet.round.round_id
            self.gift.show_values({"form": str(VisitForm.CASH), **sheet.usual})
            self.kind.clear()
        self.table.show_entries(sheet.entries)
        self.tabs.setTabText(CHOSEN, f"{TABS[CHOSEN]} {len(sheet.entries)}")
        self._show_files(sheet)
        self._offer()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _gift(self) -> Gift | None:
        try:
            return self.gift.gift()
        except InvalidInput as problem:
            self.complain(problem)
            return None

    def _show_people(self, found: loading.Listing) -> None:
        self.people.show_rows(found.view, found.keys)
        self._offer()

    def _show_files(self, sheet: RoundSheet) -> None:
        ticked = {code for code, box in self.ticks.items() if not box.isChecked()}
        column = self.files_box.layout()
        for box in self.ticks.values():
            box.deleteLater()
        self.ticks = {}
        for category, count in sheet.files:
            box = QCheckBox(f"{category.label}　{count} 户")
            box.setChecked(str(category) not in ticked)
            self.ticks[str(category)] = box
            if column is not None:
                column.addWidget(box)
        total = sum(count for _, count in sheet.files)
        self.files_hint.setText(
            f"在档的困难档案共 {total} 户，勾选要慰问的类别；户主加入名单。"
            if total
            else "还没有在档的困难档案。请从会员中选，或先在“困难档案”中建档。"
        )

    def _offer(self) -> None:
        shown, chosen = len(self.people.rows.keys), self.people.selected_keys()
        some = len(chosen) if len(chosen) > 1 else shown
        what = "所选" if len(chosen) > 1 else "列出的全部"
        self.count.setText(f"列出 {shown:,} 人，可用 Ctrl、Shift 只选几人")
        self.add_button.setText(f"加入{what} {some:,} 人")
        open_ = self.sheet is not None and not self.sheet.closed
        self.add_button.setEnabled(open_ and some > 0)
        self.files_button.setEnabled(open_ and bool(self.ticks))
        self.remove_button.setEnabled(open_ and bool(self.table.selected()))

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.search.search_requested.connect(lambda _words: self.read())
        self.filters.conditions_changed.connect(lambda _conditions: self.read())
        self.people.selection_changed.connect(self._offer)
        self.add_button.clicked.connect(self.add_members)
        self.files_button.clicked.connect(self.add_files)
        self.remove_button.clicked.connect(self.remove)
        self.table.removal_requested.connect(self.remove)
        self.table.selection_changed.connect(self._offer)
        self.gift.entered.connect(self._on_enter)

    def _on_tab(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._first.setVisible(place != CHOSEN)

    def _on_enter(self) -> None:
        if self.tabs.currentIndex() == MEMBERS:
            self.add_members()
        elif self.tabs.currentIndex() == FILES:
            self.add_files()

    def _lay_out(self) -> None:
        for title in TABS:
            self.tabs.addTab(title)
        self.tabs.setExpanding(False)
        self._first = QWidget()
        row = QHBoxLayout(self._first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.gift, 1)
        self.gift.add(Labelled("类别", self.kind, KIND_WIDTH))
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._first)
        self.column.addWidget(self.stack, 1)
        for part in (self._members_part(), self._files_part(), self._chosen_part()):
            self.stack.addWidget(part)
        self.setFocusProxy(self.search)

    def _members_part(self) -> QWidget:
        part, column = _part()
        self.search.setFixedWidth(SEARCH_WIDTH)
        row = line(self.search, self.filters.button, self.count)
        row.addWidget(self.add_button)
        column.addLayout(row)
        column.addWidget(self.filters)
        column.addWidget(self.people, 1)
        return part

    def _files_part(self) -> QWidget:
        part, column = _part()
        box = QVBoxLayout(self.files_box)
        box.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.files_hint)
        column.addWidget(self.files_box)
        column.addLayout(line(self.files_button))
        column.addStretch()
        return part

    def _chosen_part(self) -> QWidget:
        part, column = _part()
        column.addLayout(line(self.remove_button))
        column.addWidget(self.table, 1)
        return part


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().length("space_m"))
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return part, column
