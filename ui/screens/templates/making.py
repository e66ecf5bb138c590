"""Papers and Word files made of a template, for those whom the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from db.vocabulary import TemplateKind
from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.register.printing.preview import WORD, Wish
from ui.screens.templates.whom_dialog import Whom, WhomDialog
from unionoffice.documents.template_people import (
    everybody,
    of_unit,
    register_of,
    units,
)
from unionoffice.documents.template_proof import JOB
from unionoffice.documents.template_word import file_name, write_word
from unionoffice.errors import Refused
from unionoffice.printing import Request, save_as

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.screens.desk import Desk
    from unionoffice.documents.templates.store import Written
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.record import Option

PRINT, MAKE = "打印", "生成 Word 文件"
LONG = 30
"""Seconds that the offer to open the folder stays."""


class Making(QObject):
    """Asks for whom, then opens the preview or writes the file."""

    preview_wanted = Signal(object)
    """The `Wish` to be shown."""
    asked = Signal(object)
    """The dialogue that asks for whom is open."""
    notice_given = Signal(object)
    written_out = Signal(object)
    """The path of the file that was made."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        """Make things for this page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def ask_to_print(self, written: Written) -> None:
        """Ask for whom, then show the paper."""
        blank = written.kind is TemplateKind.TEXT
        self._ask(written, PRINT, self.show_paper, blank=blank)

    def ask_for_word(self, written: Written) -> None:
        """Ask for whom and where, then write the Word file."""
        self._ask(written, MAKE, self._ask_where, blank=False)

    def show_paper(self, written: Written, whom: Whom) -> None:
        """Show the paper of a template for these people."""
        office = self._desk.office
        tasks.run(
            self._page,
            lambda _progress: wish(office, written, whom),
            self.preview_wanted.emit,
            key="wish",
        )

    def write(self, written: Written, whom: Whom, file: Path) -> None:
        """Write the Word file of a template for these people; it is told where."""
        office = self._desk.office

        def done(made: tuple[int, Changes | None]) -> None:
            count, changes = made
            if changes is not None:
                self._desk.bus.publish(changes)
            offers = (
                Offer("打开文件", lambda: _open(file)),
                Offer("打开文件夹", lambda: _open(file.parent)),
            )
            told = f"已生成“{file.name}”，共 {count} 人，每人另起一页。"
            self.notice_given.emit(Notice(told, Tone.OK, offers, LONG))
            self.written_out.emit(file)

        tasks.run(
            self._page,
            lambda progress: _made(office, written, whom, file, progress),
            done,
            title=f"生成“{written.name}”",
        )

    def _ask(
        self,
        written: Written,
        verb: str,
        then: Callable[[Written, Whom], None],
        *,
        blank: bool,
    ) -> None:
        office = self._desk.office

        def work(_progress: tasks.Progress) -> tuple[int, list[Option]]:
            count = len(office.ids(everybody(office, written)))
            return count, units(office, written)

        def done(found: tuple[int, list[Option]]) -> None:
            count, places = found
            dialog = WhomDialog(self._page, office, verb, count, places, blank=blank)
            dialog.chosen.connect(lambda whom: then(written, whom))
            dialog.open()
            self.asked.emit(dialog)

        tasks.run(self._page, work, done, key="whom")

    def _ask_where(self, written: Written, whom: Whom) -> None:
        suggestion = self._desk.folder / f"{file_name(written.name)}.docx"
        messages.choose_save(
            self._page, MAKE, suggestion, [WORD], lambda f: self.write(written, whom, f)
        )


def wish(office: Office, written: Written, whom: Whom) -> Wish:
    """What the preview shall show: these people on the paper of this template."""
    told = {"template": written.name}
    if whom.blank:
        return Wish(paper=JOB.key, settings=told)
    if whom.person is not None:
        view = office.view(register_of(office, written))
        return Wish(view, (whom.person,), None, JOB.key, told)
    view = everybody(office, written)
    if whom.unit is not None:
        view = of_unit(office, written, whom.unit)
    return Wish(view, (), len(office.ids(view)), JOB.key, told)


def _made(
    office: Office,
    written: Written,
    whom: Whom,
    file: Path,
    progress: tasks.Progress,
) -> tuple[int, Changes | None]:
    """Write the file; returns for how many, and what the ledger entered of it."""
    asked = wish(office, written, whom)
    keys = list(asked.selected)
    if asked.view is not None and not keys:
        keys = office.ids(asked.view)
    if not keys:
        raise Refused("没有选中任何人，没有生成文件。")
    progress.report(None, f"共 {len(keys)} 人")
    if written.kind is TemplateKind.WORD:
        return write_word(office, written, keys, file, progress), None
    request = Request(office.clock.today(), keys, settings=asked.settings)
    return len(keys), save_as(office, JOB, request, file).changes


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
