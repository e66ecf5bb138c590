"""走访慰问: the list of visits under the strip on which one is written quickly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.editing.panels import Panel, linked_panels
from ui.register.page import RegisterPage
from ui.screens.register_room import RegisterRoom
from ui.screens.visits import strip_saving
from ui.screens.visits.photo_panel import PhotoPanel
from ui.screens.visits.strip import VisitStrip
from ui.screens.visits.strip_saving import Saved
from ui.screens.visits.waiting_list import WaitingList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.desk import Desk
    from unionoffice.hardship.visiting.desk import Due
    from unionoffice.register.changes import Changes

REGISTER = "visits"
BAND_HEIGHT = 200
ROOM_FOR_BOTH = 1160
UNDO_SECONDS = 20
PHOTO_REFUSED = "慰问已登记，但有照片没有存下："


class VisitsRoom(RegisterRoom):
    """The page of the visits; the strip and the waiting stand over its list."""

    def __init__(self, desk: Desk) -> None:
        """Show the strip over the list."""
        super().__init__(desk, desk.office.register(REGISTER))
        self.strip = VisitStrip(desk, self._register, self)
        self.waiting = WaitingList(desk)
        self.band = self._lay_out()
        self._connect()
        self.page.setFocusProxy(self.strip.person)

    @override
    def make_page(self) -> RegisterPage:
        desk = self._desk
        office, register, bus = desk.office, self._register, desk.bus
        photos = Panel("照片", lambda: PhotoPanel(desk))
        panels = (photos, *linked_panels(office, bus, register))
        around = desk.surroundings()
        return RegisterPage(office, register, bus, desk.settings, around, panels)

    @override
    def unsaved(self) -> str:
        told = (super().unsaved(), self.strip.unsaved())
        return "\n".join(filter(None, told))

    def _lay_out(self) -> QWidget:
        space = theme.current().length
        band = QWidget()
        band.setMinimumHeight(BAND_HEIGHT)
        band.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(band)
        edge = space("space_l")
        row.setContentsMargins(edge, space("space_m"), edge, 0)
        row.setSpacing(space("space_m"))
        row.addWidget(self.strip, 1)
        row.addWidget(self.waiting)
        self.waiting.hide()
        column = self.page.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, band)
        return band

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_band()

    def _share_band(self) -> None:
        """Where it is narrow the strip or the waiting are shown, not both."""
        narrow = self.width() < ROOM_FOR_BOTH
        self.strip.waiting_button.setVisible(narrow)
        self.waiting.setVisible(not narrow)
        self.strip.setVisible(True)

    def _show_waiting(self) -> None:
        self.strip.hide()
        self.waiting.show()
        self.waiting.table.setFocus()

    def _start(self, due: Due) -> None:
        self._share_band()
        self.strip.start(due)

    def _connect(self) -> None:
        strip = self.strip
        strip.waiting_button.clicked.connect(self._show_waiting)
        self.waiting.left.connect(self._share_band)
        self.waiting.due_chosen.connect(self._start)
        strip.visit_saved.connect(self._on_saved)
        strip.notice_given.connect(self.page.show_notice)
        strip.all_fields_requested.connect(self._open_all_fields)
        self.page.form_toggled.connect(self._on_form)
        self._on_key("F4", self._on_f4)
        self._on_key("F6", self._to_strip)

    def _on_f4(self) -> None:
        if not self.band.isHidden():
            self.strip.open_all_fields()

    def _to_strip(self) -> None:
        """Put the keyboard on the strip, whatever is open."""
        if self.band.isHidden():
            self.page.close_form()
        self._share_band()
        self.strip.person.setFocus()

    def _on_form(self, shown: bool) -> None:
        self.band.setVisible(not shown)
        self.page.setFocusProxy(self.page.list if shown else self.strip.person)

    def _open_all_fields(self, values: Mapping[str, Any], record: int | None) -> None:
        if record is None:
            self.page.open_new(values)
        else:
            self.page.open_record(record)

    def _on_saved(self, saved: Saved) -> None:
        for changes in saved.changes:
            self._desk.bus.publish(changes)
        undo = Offer("撤销", partial(self._take_back, saved))
        sentence, tone = saved.sentence, Tone.OK
        if saved.refused:
            sentence = PHOTO_REFUSED + "".join(saved.refused)
            tone = Tone.WARNING
        self.page.show_notice(Notice(sentence, tone, (undo,), UNDO_SECONDS))

    def _take_back(self, saved: Saved) -> None:
        office = self._desk.office

        def done(undone: tuple[Changes, ...]) -> None:
            for changes in undone:
                self._desk.bus.publish(changes)
            self.page.show_notice(Notice("已撤销，刚才的慰问没有登记。", Tone.OK))

        tasks.run(self.page, lambda _p: strip_saving.undo(office, saved), done)
