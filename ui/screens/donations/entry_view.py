"""What the entry page shows: campaign, lines, figures; read afresh when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from ui import messages, refresh, tasks
from ui.screens.donations import campaign_in_hand
from ui.screens.donations.entry_deeds import Steps
from ui.screens.donations.entry_layout import EntryLayout
from ui.screens.donations.entry_rows import Fate
from unionoffice.donations.desk.entry import sheet
from unionoffice.donations.desk.entry.names import unit_names
from unionoffice.donations.desk.entry.rows import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from ui.screens.desk import Desk
    from ui.screens.donations.entry_rows import GridRow
    from unionoffice.donations.desk.entry.sheet import Place, Sheet
    from unionoffice.register.changes import Changes

CAMPAIGNS = "campaign"
TABLES = ("donation", CAMPAIGNS, "cash_count", "ledger_line", "unit")


class EntryView(EntryLayout):
    """Shows one campaign and one day of it."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing; what is shown is read when the page is."""
        super().__init__(desk)
        self.place: Place | None = None
        self.steps = Steps()
        self.also: set[int] = set()
        self.collective: GridRow | None = None

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        waiting = len(self.rows.waiting)
        told = [f"{waiting} 行名单没有登记"] if waiting else []
        told += ["一行正在填"] if self.line.begun else []
        told += ["点款没有保存"] if self.cash.dirty else []
        return f"“快速登记”中有{'，'.join(told)}" if told else ""

    @property
    def heading(self) -> Heading:
        """What holds for the rows that are typed now."""
        key = self.place.campaign_id if self.place is not None else 0
        head = self.head
        collector = head.collector.text().strip()
        part = self.collective.gift_id if self.collective is not None else None
        return Heading(key, head.given_on, head.usual_way, collector, part)

    def read_again(self) -> None:
        """F5: read campaigns, lines and figures afresh."""
        office, wanted = self.desk.office, campaign_in_hand.campaign_in_hand(self.desk)
        tasks.run(
            self,
            lambda _p: (sheet.places(office), unit_names(office)),
            lambda found: self._show_places(*found, wanted),
            key="places",
        )

    def choose(self, place: Place) -> None:
        """Enter gifts of another campaign; rows that wait are decided first."""
        if place == self.place:
            return
        before = self.place
        if self.rows.waiting and before is not None:
            messages.ask(
                self,
                f"{self.unsaved()}，要换一个活动吗？",
                "换活动",
                "留下",
                lambda: self._begin(place),
                otherwise=lambda: self._show_chosen(before),
                danger=True,
            )
        else:
            self._begin(place)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read_again()

    def _show_places(
        self, places: Sequence[Place], units: Sequence[str], wanted: int | None
    ) -> None:
        self.stack.setCurrentIndex(0 if places else 1)
        self.line.offer_units(units)
        known = self.place.campaign_id if self.place is not None else None
        keep = known if self.rows.waiting or self.line.begun else wanted or known
        place = self.head.show_places(places, keep)
        if place is None:
            self.place = None
            return
        if known == place.campaign_id:
            self.place = place
            self.head.show_place(place)
            self._read()
        else:
            self._begin(place)

    def _show_chosen(self, place: Place) -> None:
        found = self.head.campaign.findData(place.campaign_id)
        self.head.campaign.setCurrentIndex(found)

    def _begin(self, place: Place) -> None:
        self.place = place
        campaign_in_hand.keep(self.desk, place.campaign_id)
        self.head.show_place(place)
        self._show_chosen(place)
        self.steps.forget()
        self.also.clear()
        self.show_collective(None)
        self.rows.forget()
        self.line.clear()
        self._read()

    def _read(self) -> None:
        place, day = self.place, self.head.given_on
        if place is None:
            return
        office, also = self.desk.office, frozenset(self.also)

        def work(_progress: tasks.Progress) -> tuple[Sheet, str]:
            read = sheet.read_sheet(office, place, day, also)
            return read, sheet.why_closed(office, place.campaign_id)

        tasks.run(self, work, lambda found: self._show(*found), key="sheet")

    def _show(self, found: Sheet, closed: str) -> None:
        if found.place != self.place:
            return
        editing = self.line.editing
        self._set_open(closed)
        self.rows.show_lines(found.lines)
        self.table.put_line(self.line_place(editing))
        self.left_out.setText(f"只显示最近的，前面还有 {found.left_out:,} 笔。")
        self.left_out.setVisible(bool(found.left_out))
        today = self.desk.office.clock.today() == self.head.given_on
        day = "今天" if today else f"{self.head.given_on:%m-%d}"
        self.totals.show_figures(found.figures, day)
        self.totals.book_button.setEnabled(bool(found.figures.drafts) and not closed)
        self.cash.show_count(found.count, found.figures.day_cash)
        if editing is None:
            self.table.show_line()

    def line_place(self, editing: GridRow | None) -> int | None:
        """The row the cells are over: the one typed over, else the last."""
        last = self.rows.typing_row
        place = self.rows.place_of(editing) if last is not None else None
        return last if place is None else place

    def _set_open(self, closed: str) -> None:
        opened = not closed
        changed = opened is (self.rows.typing_row is None)
        self.rows.set_open(opened)
        self.head.set_open(opened)
        self.cash.set_open(opened)
        self.setFocusProxy(self.line.name if opened else self.table)
        if closed:
            self.say(closed)
            self.line.box.hide()
        elif changed:
            self.say("")

    def show_collective(self, row: GridRow | None) -> None:
        """Enter the people of this collective gift; of none any more."""
        self.collective = row
        self.part.setVisible(row is not None)
        self.part_button.setVisible(row is not None)
        if row is not None:
            name = row.cells["name"]
            self.part.setText(f"正在登记“{name}”里的人：金额已在集体中，不重复计")

    def show_day(self) -> None:
        """Show another day."""
        self.also.clear()
        self._read()

    def tell_of(self, place: int) -> None:
        """Say of a row what its narrow column has no room for."""
        rows = self.rows.rows
        if 0 <= place < len(rows) and self.table.hasFocus():
            self.say(rows[place].sentence, bad=rows[place].fate is Fate.WAITING)

    def on_changes(self, changes: Changes) -> None:
        """Read again what was written here or elsewhere."""
        if not refresh.concerns(changes, *TABLES) or self.isHidden():
            return
        if refresh.concerns(changes, CAMPAIGNS, "unit"):
            self.read_again()
        else:
            self._read()
