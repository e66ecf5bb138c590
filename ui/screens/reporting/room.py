"""The page of the forms; mapping, filling and comparing appear over it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui import tasks
from ui.screens.reporting import mapping_work
from ui.screens.reporting.comparing_page import ComparingPage
from ui.screens.reporting.filling_page import FillingPage
from ui.screens.reporting.mapping_page import MappingPage
from ui.screens.reporting.page import ReportingPage
from ui.screens.room import Room

if TYPE_CHECKING:
    from pathlib import Path

    from ui.screens.desk import Desk
    from ui.screens.reporting.mapping_work import Opened
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.filled import Submission
    from unionoffice.reporting.form import Form
    from unionoffice.reporting.overview import FormLine


class ReportingRoom(Room):
    """上报报表 with what is done with one form."""

    def __init__(self, desk: Desk) -> None:
        """Show the forms."""
        self.page = ReportingPage(desk)
        self._desk = desk
        super().__init__(self.page)
        self.page.file_chosen.connect(self.begin)
        self.page.mapping_requested.connect(self.open_mapping)
        self.page.filling_requested.connect(self.open_filling)
        self.page.comparison_requested.connect(self.open_comparison)

    def begin(self, file: Path) -> None:
        """Map a superior's form that is new."""
        work = partial(mapping_work.begun, self._desk.office, file)
        title = f"读取“{file.name}”"
        tasks.run(self.page, work, self._show_mapping, title=title)

    def open_mapping(self, form: Form) -> None:
        """Map a form that is kept."""
        work = partial(mapping_work.opened, self._desk.office, form)
        tasks.run(self.page, lambda _p: work(), self._show_mapping, key="open")

    def open_filling(self, form: Form) -> FillingPage:
        """Fill a form that is kept."""
        page = FillingPage(self._desk, form)
        page.close_requested.connect(self.go_back)
        page.mapping_requested.connect(self.open_mapping)
        page.submitted.connect(self._on_submitted)
        self.show_over(page)
        return page

    def open_comparison(self, line: FormLine, chosen: Submission) -> ComparingPage:
        """Compare what was handed in."""
        page = ComparingPage(self._desk, line, chosen)
        page.close_requested.connect(self.go_back)
        self.show_over(page)
        return page

    def _show_mapping(self, opened: Opened) -> None:
        page = MappingPage(self._desk, opened)
        page.close_requested.connect(lambda: self.leave(_nothing))
        page.kept.connect(partial(self._on_kept, page))
        page.filling_requested.connect(self.open_filling)
        self.show_over(page)

    def _on_kept(self, page: MappingPage, changes: Changes) -> None:
        self._desk.bus.publish(changes)
        self.page.read(page.form.name)

    def _on_submitted(self, changes: Changes, name: str) -> None:
        self._desk.bus.publish(changes)
        self.page.read(name)


def _nothing() -> None:
    """There is nothing more to do."""
