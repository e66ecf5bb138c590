"""The store and the window that the pictures are taken of."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from ui import tasks
from ui.main_window import MainWindow
from ui.screenshots.album import settle
from ui.screenshots.hardship import keep_households
from ui.screenshots.reporting import report_a_little
from ui.startup import PEOPLE, SAMPLE_PEOPLE, Session
from unionoffice.clock import stopped
from unionoffice.paths import store_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unionoffice.office import Office

SIZE = QSize(1366, 768)
DAY = date(2026, 3, 16)


def fill(folder: Path) -> None:
    """A sample store in which a few things were done."""
    from unionoffice import samples
    from unionoffice.catalogue import REGISTERS
    from unionoffice.office import Office

    name = "青石岭煤矿工会"
    clock = stopped(DAY)
    office = Office.found(store_file(folder), REGISTERS, union_name=name, clock=clock)
    try:
        samples.fill(office, SAMPLE_PEOPLE)
        _print_a_little(office, folder)
        _do_a_little(office)
        report_a_little(office)
        keep_households(office)
        _write_twice(office)
    finally:
        office.close()


def _print_a_little(office: Office, folder: Path) -> None:
    """Let three papers leave, one of them twice; void another."""
    from unionoffice.catalogue import PAPERS
    from unionoffice.print_ledger.ledger import print_again, void
    from unionoffice.printing import Request, paper, save_as

    request = Request(office.clock.today())
    keys = ("notice", "member-roster", "dues-ledger")
    left = [
        save_as(office, paper(PAPERS, key), request, folder / f"{key}.pdf")
        for key in keys
    ]
    print_again(office, left[0].uid, reason="综采队张贴时淋湿", copies=2)
    void(office, left[2].uid, "二月份实缴金额有误")


def _do_a_little(office: Office) -> None:
    """Keep a form, change a telephone, put two people into the bin, undo the change."""
    from unionoffice.documents.overprint import save_form
    from unionoffice.documents.overprint_papers import SAMPLE_FORM

    save_form(office, SAMPLE_FORM)
    register = office.register(PEOPLE)
    keys = office.ids(office.view(register))
    draft = office.draft(register, keys[4]).with_values(phone="13805370000")
    batch = office.save(draft).batch
    office.discard(register, keys[10:12])
    if batch is not None:
        office.undo(batch)


def _write_twice(office: Office) -> None:
    """One of the people once more, as a second roster has him."""
    register = office.register(PEOPLE)
    key = office.ids(office.view(register))[6]
    held = office.draft(register, key).values
    told = {name: held[name] for name in ("name", "born_on", "sex", "unit_id", "phone")}
    told |= {"joined_on": date(2019, 5, 6), "staff_no": "A0233", "note": "第二份花名册"}
    office.save(office.new_draft(register, told))


@contextmanager
def window_on(folder: Path) -> Iterator[tuple[Session, MainWindow]]:
    """The program's window on a store; both are closed afterwards."""
    settings: dict[str, str] = {}
    session = Session(folder, settings, clock=stopped(DAY))
    window = MainWindow(settings)
    window.resize(SIZE)
    window.show()
    window.activateWindow()
    opened: list[Office | None] = []
    tasks.run(window, session.open_office, opened.append)
    settle()
    window.set_pages(session.make_pages(opened[0], window))
    settle()
    try:
        yield session, window
    finally:
        settle()
        tasks.stop()
        session.close()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
