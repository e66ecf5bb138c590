"""定额: what each group is given, to the fen; or single people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from db.vocabulary import VisitForm
from ui import theme
from ui.screens.visits import entry_table
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.gift_line import GiftLine
from ui.screens.visits.pane import Pane, button, line
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds.figures import NO_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet

HEADINGS = ("类别", "人数", "计划金额")
EVERYBODY = "全部"
NAMED = 3
HINT = (
    "选一类，在上面填好慰问金或慰问品，按 Enter 设定；只改几个人，就在右边选中他们。"
    "已签领的不变。"
)
KIND_WIDTH, COUNT_WIDTH = 130, 56
COLUMNS = (
    entry_table.NUMBER,
    entry_table.UNIT,
    entry_table.NAME,
    entry_table.KIND,
    entry_table.GIFT,
    entry_table.VALUE,
)


class GiftPane(Pane):
    """Groups with their sums at the left, their people at the right."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a round."""
        super().__init__(desk)
        register = desk.office.register("visits")
        self.gift = GiftLine(register, desk.surroundings())
        self.set_button = button("设定", "tick", primary=True)
        self.groups = PlainTable(HEADINGS, numbers=(1, 2))
        self.groups.setAccessibleName("类别")
        self.groups.setColumnWidth(0, KIND_WIDTH)
        self.groups.setColumnWidth(1, COUNT_WIDTH)
        self.hint = words(HINT, "soft", wrap=True)
        self.warning = words("", "warning", wrap=True)
        self.people = EntryTable(COLUMNS, "这一类的人")
        self._round: int | None = None
        self._shown = False
        self._lay_out()
        self.groups.itemSelectionChanged.connect(self._on_group)
        self.people.selection_changed.connect(self._offer)
        self.set_button.clicked.connect(self.set_gift)
        self.gift.entered.connect(self.set_gift)

    @property
    def group(self) -> str | None:
        """The group in hand; None means everybody."""
        row = self.groups.currentRow()
        return self.groups.words(row, 0) if row > 0 else None

    def set_gift(self) -> None:
        """Give the selected people, or else the whole group, what stands above."""
        sheet, office = self.sheet, self.desk.office
        if sheet is None or sheet.closed:
            return
        try:
            gift = self.gift.gift()
        except InvalidInput as problem:
            self.complain(problem)
            return
        keys = self._keys()
        round_id = sheet.round.round_id
        self.do(
            "设定慰问标准",
            lambda: round_jobs.set_gift(office, round_id, gift, entry_ids=keys),
        )

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        kept = max(self.groups.currentRow(), 0)
        whole = sheet.figures.whole
        kinds = [part for part in sheet.figures.by_kind if part.people]
        self.groups.blockSignals(True)
        parts = [replace(whole, label=EVERYBODY), *kinds] if kinds else []
        self.groups.set_rows(
            [(p.label, f"{p.people:,}", money.show(p.planned)) for p in parts]
        )
        self.groups.selectRow(min(kept, len(kinds)))
        self.groups.blockSignals(False)
        if self._round != sheet.round.round_id or not self._shown:
            self._round, self._shown = sheet.round.round_id, bool(sheet.given)
            first = sheet.given[0] if sheet.given else None
            if first is not None and first.words:
                self.gift.show_gift(first)
            else:
                self.gift.show_values({"form": str(VisitForm.CASH), **sheet.usual})
        self._show_people()

    def _keys(self) -> list[int]:
        """Whose gift is set: the selected, else all of the group who did not sign."""
        selected = self.people.selected()
        some = selected if len(selected) > 1 else self.people.entries
        return [item.entry_id for item in some if item.waiting or len(selected) > 1]

    def _on_group(self) -> None:
        self.people.clearSelection()
        self._show_people()
        if self.people.entries:
            self.gift.show_gift(self.people.entries[0])

    def _show_people(self) -> None:
        sheet, group = self.sheet, self.group
        if sheet is None:
            return
        self.people.show_entries(
            [
                item
                for item in sheet.given
                if group is None or (item.kind or NO_KIND) == group
            ]
        )
        self._offer()

    def _offer(self) -> None:
        selected, count = self.people.selected(), len(self._keys())
        what = "所选" if len(selected) > 1 else self.group or EVERYBODY
        self.set_button.setText(f"设定{what} {count:,} 人")
        open_ = self.sheet is not None and not self.sheet.closed
        self.set_button.setEnabled(open_ and count > 0)
        over = self.sheet.over if self.sheet is not None else {}
        names = {i.entry_id: i.name for i in self.people.entries if i.entry_id in over}
        self.warning.setText(_over_words(names, over))
        self.warning.setVisible(bool(names))

    def _lay_out(self) -> None:
        gap = theme.current().length("space_m")
        head = line(self.gift, stretch=0)
        head.addWidget(self.set_button, 0, Qt.AlignmentFlag.AlignBottom)
        left, row = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self.groups, 1)
        left.addWidget(self.warning)
        left.addWidget(self.hint)
        row.setSpacing(gap)
        row.addLayout(left, 2)
        row.addWidget(self.people, 4)
        self.column.addLayout(head)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.groups)


def _over_words(names: Mapping[int, str], over: Mapping[int, str]) -> str:
    """Who goes beyond a rule, the first of them with the figures."""
    if not names:
        return ""
    first = next(iter(names))
    some = "、".join(list(names.values())[:NAMED])
    more = f"等 {len(names)} 人" if len(names) > NAMED else ""
    return f"{some}{more}超过标准：{names[first]}{over[first]}。签领时要写超限额原因。"
