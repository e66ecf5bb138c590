"""The page of the likely doubles, and over it two of them side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.screens.doubles.merge_view import MergeView
from ui.screens.doubles.page import DoublesPage
from ui.screens.doubles.told_apart import ToldApartPage
from ui.screens.room import Room
from unionoffice.catalogue import DOUBLES

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.merging.pairs import Pair
    from unionoffice.register.changes import Changes

LONG = 120
"""Seconds that the offer to take a merge back stays."""


class DoublesRoom(Room):
    """Goes from the list to a pair, and from a settled pair back to the list."""

    def __init__(self, desk: Desk) -> None:
        """Show the list; nothing is over it yet."""
        self._desk = desk
        self.page = DoublesPage(desk, DOUBLES)
        super().__init__(self.page)
        self.page.pair_requested.connect(self.open_pair)
        self.page.told_apart_requested.connect(self.open_told_apart)

    @property
    def view(self) -> MergeView | None:
        """The pair that is open, if one is."""
        return self.over if isinstance(self.over, MergeView) else None

    def open_pair(self, pair: Pair) -> MergeView:
        """Show a pair side by side; the record that came first is kept."""
        ends = pair.a.record_id, pair.b.record_id
        view = MergeView(self._desk, self.page.register, ends, pair)
        view.close_requested.connect(self.go_back)
        view.skip_requested.connect(partial(self._skip, pair))
        view.merged.connect(partial(self._on_merged, pair))
        view.told_apart.connect(partial(self._on_settled, pair, None))
        self.show_over(view)
        return view

    def open_told_apart(self) -> ToldApartPage:
        """Show what was told apart."""
        page = ToldApartPage(self._desk, self.page.register)
        page.close_requested.connect(self.go_back)
        page.taken_back.connect(self._desk.bus.publish)
        self.show_over(page)
        return page

    def _skip(self, pair: Pair) -> None:
        following = self.page.after(pair)
        if following is None:
            self.go_back()
            self.page.show_notice(Notice("后面没有了。", Tone.INFO, seconds=6))
        else:
            self.open_pair(following)

    def _on_merged(self, pair: Pair, changes: Changes) -> None:
        told = self.view.comparison if self.view is not None else None
        self._on_settled(pair, told.lost.record_id if told else None, changes)

    def _on_settled(self, pair: Pair, gone: int | None, changes: Changes) -> None:
        self._desk.bus.publish(changes)
        self.page.keep()
        self.page.settle(pair, gone)
        self.go_back()
        batch = changes.batch
        offers = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
        self.page.show_notice(Notice(changes.sentence, Tone.OK, offers, LONG))

    def _undo(self, batch: str) -> None:
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self.page.search()
            self.page.show_notice(Notice("已撤销，两条都和合并以前一样。", Tone.OK))

        tasks.run(self.page, lambda _progress: office.undo(batch), done, title="撤销")
