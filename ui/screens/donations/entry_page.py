"""快速登记: gifts typed one after the other, quicker than in Excel (domain.md §3.3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.screens.donations import entry_deeds
from ui.screens.donations.entry_rows import Fate
from ui.screens.donations.entry_view import EntryView
from unionoffice.donations.books.booking import book_gifts
from unionoffice.donations.desk.entry import figures, saving, sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.screens.desk import Desk
    from ui.screens.donations.entry_rows import GridRow
    from unionoffice.donations.desk.entry.figures import Count
    from unionoffice.donations.desk.entry.pasted import Pasted
    from unionoffice.donations.desk.entry.rows import TypedRow
    from unionoffice.donations.desk.entry.saving import Written
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes

UNDO_SECONDS = 20
FINAL = "入账以后不能修改；记错了用“红冲”。"


class EntryPage(EntryView):
    """Types gifts into the grid of one campaign; writes them as drafts at once."""

    def __init__(self, desk: Desk) -> None:
        """Begin with the campaign looked at last."""
        super().__init__(desk)
        self._connect()
        self.setFocusProxy(self.line.name)

    def paste(self, text: str = "") -> None:
        """Write what was copied in Excel, as far as it is clear."""
        if self.rows.typing_row is None:
            return
        copied = text or QGuiApplication.clipboard().text()
        office, heading = self.desk.office, self.heading
        tasks.run(
            self,
            lambda _p: entry_deeds.paste(office, copied, heading),
            lambda done: self._on_pasted(*done),
            title="粘贴名单",
        )

    def undo(self) -> None:
        """Take the last write of this page back."""
        batch = self.steps.newest
        if batch is None:
            self.say("没有可以撤销的登记。", bad=False)
            return
        self.steps.drop(batch)
        office = self.desk.office
        tasks.run(self, lambda _p: office.undo(batch), self._on_undone)

    def edit(self, place: int) -> None:
        """Type over a draft, or mend a row that waits."""
        if not 0 <= place < len(self.rows.rows) or self.rows.typing_row is None:
            return
        row = self.rows.rows[place]
        if not row.may_change:
            words = "已经入账，不能修改；记错了请在活动页面“红冲”。"
            self.say(words if row.fate is Fate.SAVED else "正在登记，请稍候。")
            return
        if row.fate is Fate.WAITING and row.typed is not None:
            self._load(row, row.typed)
            return
        office, key = self.desk.office, row.gift_id or 0
        tasks.run(
            self,
            lambda _p: sheet.typed_again(office, key),
            partial(self._load, row),
            key="again",
        )

    def discard(self, chosen: Sequence[GridRow]) -> None:
        """Take drafts out, and rows that wait."""
        if self.rows.typing_row is None:
            return
        waiting = [row for row in chosen if row.fate is Fate.WAITING]
        kept = [row for row in chosen if row.fate is Fate.SAVED]
        if self.line.editing in waiting:
            self.line.clear()
        self.rows.drop(waiting)
        if any(not row.may_change for row in kept):
            self.say("已经入账的不能删除；记错了请在活动页面“红冲”。")
            return
        ids = [row.gift_id for row in kept if row.gift_id is not None]
        if ids:
            office = self.desk.office
            tasks.run(
                self,
                lambda _p: saving.discard_gifts(office, ids),
                partial(self._on_discarded, len(ids)),
            )
        self.line.begin()

    def enter_people(self, place: int) -> None:
        """Enter the people of a collective gift: they count in it."""
        rows = self.rows.rows
        row = rows[place] if 0 <= place < len(rows) else None
        if row is None or row.gift_id is None or not row.group:
            self.say("先选中一笔集体捐款，再按 F7 登记里面的人。")
            return
        self.show_collective(row)
        self.line.begin()

    def book(self) -> None:
        """Book all drafts of the campaign; ask once if the cash does not fit."""
        if (
            self.place is None
            or self.rows.saving
            or not self.totals.book_button.isEnabled()
        ):
            return
        if self.cash.difference:
            messages.ask(
                self,
                "点款和登记的现金不一致，还要入账吗？",
                "入账",
                "再核对",
                self._book,
                more=f"{self.cash.sentence}\n{FINAL}",
                danger=True,
            )
        else:
            self._book()

    def _on_row(self, row: TypedRow, editing: GridRow | None) -> None:
        shown = self.rows.begin(row, editing)
        self.table.put_line(self.rows.typing_row)
        self.table.show_line()
        office, heading = self.desk.office, self.heading
        gift_id = shown.gift_id
        tasks.run(
            self,
            lambda _p: entry_deeds.write(office, row, heading, gift_id),
            partial(self._on_written, shown),
            failed=partial(self._on_refused, shown),
        )

    def _on_written(self, row: GridRow, written: Written) -> None:
        outcome = written.outcomes[0]
        self.rows.settle(row, outcome)
        if outcome.gift_id is not None:
            self.also.add(outcome.gift_id)
        if outcome.sentence:
            name = row.cells["name"]
            told = f"{name}：{outcome.sentence}"
            if outcome.waits:
                told += "这一行没有登记，按 ↑ 选中，F2 改。"
            self.say(told, bad=outcome.waits)
        self._published(written.changes)

    def _on_refused(self, row: GridRow, error: OfficeError) -> None:
        self.rows.wait(row, error.sentence)
        self.say(error.sentence)

    def _on_pasted(self, block: Pasted, written: Written) -> None:
        self.also |= {item.gift_id for item in written.saved if item.gift_id}
        for item in written.saved:
            if item.sentence:
                self.rows.say(item.gift_id, item.sentence)
        self.rows.add_waiting(written.waiting)
        self._published(written.changes)
        undo = (Offer("撤销", self.undo),) if written.changes.batch else ()
        tone = Tone.WARNING if written.waiting else Tone.OK
        words = entry_deeds.told_of(block, written)
        self.show_notice(Notice(words, tone, undo, UNDO_SECONDS))
        waiting = self.rows.waiting
        place = self.rows.place_of(waiting[0]) if waiting else None
        if place is not None:
            self.edit(place)

    def _on_undone(self, changes: Changes) -> None:
        self._published(changes, step=False)
        self.say("已撤销上一次登记。", bad=False)

    def _on_no_day(self, sentence: str) -> None:
        """What was typed as the day is none: the day before it holds on."""
        kept = f"{sentence}仍按 {self.head.given_on.isoformat()} 登记。"
        self.say(kept if sentence else "")

    def _on_discarded(self, count: int, changes: Changes) -> None:
        self._published(changes)
        self.say(f"已删去 {count} 笔，按 Ctrl+Z 可以恢复。", bad=False)

    def _published(self, changes: Changes, *, step: bool = True) -> None:
        if step:
            self.steps.put(changes)
        self.desk.bus.publish(changes)

    def _load(self, row: GridRow, typed: TypedRow) -> None:
        self.line.load(row, typed)
        self.table.put_line(self.line_place(row))
        self.table.show_line()

    def _book(self) -> None:
        if self.place is None:
            return
        office, key = self.desk.office, self.place.campaign_id
        tasks.run(
            self, lambda _p: book_gifts(office, key), self._on_booked, title="入账"
        )

    def _on_booked(self, changes: Changes) -> None:
        self.steps.forget()
        self._published(changes, step=False)
        self.show_notice(Notice(changes.sentence, Tone.OK))

    def _on_count(self, count: Count) -> None:
        if self.place is None:
            return
        office, key, day = self.desk.office, self.place.campaign_id, self.head.given_on
        tasks.run(
            self,
            lambda _p: figures.save_count(office, key, day, count),
            self.desk.bus.publish,
            failed=lambda error: self.cash.refuse(error.sentence),
        )

    def _on_line_wanted(self, letter: str) -> None:
        if self.rows.typing_row is None:
            return
        self.line.begin()
        if letter and not self.line.name.text():
            self.line.name.insert(letter)
            self.line.name.textEdited.emit(self.line.name.text())
            self.line.name.deselect()

    def _on_cleared(self) -> None:
        """Typing over a row was given up: the cells go back to the last row."""
        if self.line.editing is None:
            self.table.put_line(self.rows.typing_row)

    def _toggle_same(self) -> None:
        self.head.same.toggle()

    def _on_same(self, on: bool) -> None:
        self.line.same_amount = on

    def _on_way(self) -> None:
        self.line.usual_way = self.head.usual_way
        if not self.line.begun:
            self.line.way.show_way(self.head.usual_way)

    def _connect(self) -> None:
        line, table, head = self.line, self.table, self.head
        line.row_entered.connect(self._on_row)
        line.told.connect(lambda words, bad: self.say(words, bad=bad))
        line.name.came.connect(table.show_line)
        line.moved_up.connect(table.go_up)
        line.undo_requested.connect(self.undo)
        line.block_pasted.connect(self.paste)
        line.given_up.connect(self._on_cleared)
        line.goods_toggled.connect(table.place_line)
        table.edit_requested.connect(self.edit)
        table.discard_requested.connect(self.discard)
        table.row_looked_at.connect(self.tell_of)
        table.people_requested.connect(self.enter_people)
        table.line_requested.connect(self._on_line_wanted)
        head.place_chosen.connect(self.choose)
        head.day_changed.connect(self.show_day)
        head.day.inner.complained.connect(self._on_no_day)
        head.way_changed.connect(self._on_way)
        head.same.toggled.connect(self._on_same)
        head.paste_button.clicked.connect(lambda: self.paste())
        head.undo_button.clicked.connect(self.undo)
        self.part_button.clicked.connect(lambda: self.show_collective(None))
        self.totals.book_button.clicked.connect(self.book)
        self.cash.count_changed.connect(self._on_count)
        self.desk.bus.changed.connect(self.on_changes)
        self._on_key("F3", self._toggle_same)
        self._on_key("F5", self.read_again)
        self._on_key("F6", line.toggle_goods)
        self._on_key("Ctrl+V", self.paste)
        self._on_key("Ctrl+Z", self.undo)

    def _on_key(self, keys: str, call: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)
