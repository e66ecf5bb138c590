"""Every page of the program as a picture, drawn without a screen on sample data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QPoint, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from ui import tasks, theme
from ui.main_window import MainWindow
from ui.startup import PEOPLE, SAMPLE_PEOPLE, Session
from unionoffice.clock import stopped
from unionoffice.errors import Refused
from unionoffice.paths import store_file

if TYPE_CHECKING:
    from ui.screens.register_room import RegisterRoom
    from unionoffice.office import Office

SIZE = QSize(1366, 768)
LARGE = 1.5
"""A Windows display set to 150 %: the same pixels, two thirds of the room."""
DAY = date(2026, 3, 16)
QUIET, PATIENCE = 60, 60_000
"""Milliseconds without work after which a page is finished; after which it is stuck."""
BEAT, SOON = 10, 200
"""Milliseconds between two looks; what a pause that is waited for lasts at most."""
LEDGER = "printed"
IN_THE_DARK = (PEOPLE, "settings", "member-statistics", "overprint-forms", "templates")
SHOWN_FOLDER = "D:\\工会资料"
"""In place of the temporary folder, so that pictures are the same everywhere."""


def take_screenshots(folder: Path) -> list[Path]:
    """Draw every page into a folder; returns the pictures in the order they were made.

    Raises:
        Refused: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"不能建立文件夹“{folder}”：{problem.strerror}。") from problem
    app = _application()
    flash = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    made = Album(folder)
    try:
        for shade in theme.Shade:
            theme.dress(app, shade)
            theme.add_rare_characters()
            _draw_all(made, shade)
    finally:
        app.setCursorFlashTime(flash)
        theme.dress(app, theme.Shade.LIGHT)
        tasks.stop(cancel=True)
    return made.pictures


@dataclass
class Album:
    """The pictures made so far."""

    folder: Path
    pictures: list[Path] = field(default_factory=list)

    def take(
        self,
        window: QWidget,
        name: str,
        *over: tuple[QWidget, QPoint],
        ratio: float = 1.0,
    ) -> None:
        """Draw a window, and what lies over it at its place, into a file.

        Raises:
            Refused: the file cannot be written.
        """
        settle()
        picture = QPixmap(window.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.current().colour("window"))
        window.render(picture)
        painter = QPainter(picture)
        for popup, corner in over:
            painter.drawPixmap(corner, popup.grab())
        painter.end()
        path = self.folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        if not picture.save(str(path)):
            raise Refused(f"不能写文件“{path}”。")
        self.pictures.append(path)


def settle() -> None:
    """Wait until nothing is asked for any more and everything is drawn."""
    whole, quiet, beat = QElapsedTimer(), QElapsedTimer(), QTimer()
    beat.start(BEAT)
    whole.start()
    quiet.start()
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while quiet.elapsed() < QUIET and whole.elapsed() < PATIENCE:
        QApplication.processEvents(wait)
        if tasks.busy() or (quiet.elapsed() >= QUIET and _something_is_due()):
            quiet.restart()


def _something_is_due() -> bool:
    """Whether a pause of typing or resizing is running, after which work follows."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for timer in window.findChildren(QTimer)
    )


def _application() -> QApplication:
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["unionoffice"])
    app.setApplicationDisplayName("工会办公")
    return app


def _draw_all(made: Album, shade: theme.Shade) -> None:
    with tempfile.TemporaryDirectory() as place:
        full, empty = Path(place) / "full", Path(place) / "empty"
        _fill(full)
        if shade is theme.Shade.LIGHT:
            _draw_first_start(made, empty)
            with _window(full) as (session, window):
                _draw_pages(made, session, window, shade)
                _draw_work(made, window, "")
                _draw_small_things(made, window)
                _draw_ledger(made, window)
                _draw_large(made, window)
        else:
            with _window(full) as (session, window):
                _draw_pages(made, session, window, shade)
                _draw_work(made, window, "-dark")


def _fill(folder: Path) -> None:
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


@contextmanager
def _window(folder: Path) -> Iterator[tuple[Session, MainWindow]]:
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


def _draw_first_start(made: Album, folder: Path) -> None:
    from ui.screens.welcome import WelcomePage

    with _window(folder) as (_session, window):
        page = window.page("welcome")
        if not isinstance(page, WelcomePage):
            raise TypeError(page)
        page.folder.setText(f"资料将保存在：{SHOWN_FOLDER}")
        made.take(window, "first-start")
        page.name.setText("青石岭煤矿工会")
        page.from_list.setChecked(True)
        page.teams.setPlainText("采煤一队\n综掘队\n机电队")
        made.take(window, "first-start-teams")
        page.begin_button.click()
        settle()
        _hide_folder(window)
        made.take(window, "empty-register")


def _draw_pages(
    made: Album, session: Session, window: MainWindow, shade: theme.Shade
) -> None:
    from ui.screens.pages import pages

    desk = session.desk
    if desk is None:
        raise TypeError(session)
    light = shade is theme.Shade.LIGHT
    for spec in pages(desk):
        if light or spec.key in IN_THE_DARK:
            window.open_page(spec.key)
            _hide_folder(window)
            made.take(window, f"page-{spec.key}{'' if light else '-dark'}")


def _draw_work(made: Album, window: MainWindow, mark: str) -> None:
    """A form, an import and a preview: the busiest pages there are."""
    from unionoffice.members.sample import ROSTER_FILE

    ratio = LARGE if mark == "-150" else 1.0
    room = _people(window)
    room.page.open_record(room.page.list.table.rows.key_at(2))
    made.take(window, f"form{mark}", ratio=ratio)
    room.page.close_form()
    room.open_import(ROSTER_FILE)
    made.take(window, f"import{mark}", ratio=ratio)
    room.go_back()
    room.open_preview(room.page.list.shown())
    made.take(window, f"preview{mark}", ratio=ratio)
    room.go_back()


def _draw_small_things(made: Album, window: MainWindow) -> None:
    room = _people(window)
    wizard = room.open_import()
    made.take(window, "import-choose")
    wizard.take_file(Path("没有这个文件.xlsx"))
    made.take(window, "import-refused")
    room.go_back()
    _draw_complaint(made, window, room)
    _draw_filter(made, window, room)
    _draw_search(made, window)
    room.page.list.tools.bin_button.setChecked(True)
    made.take(window, "recycle-bin")
    room.page.list.tools.bin_button.setChecked(False)
    settle()


def _draw_complaint(made: Album, window: MainWindow, room: RegisterRoom) -> None:
    """A new record with an ID number whose last digit cannot be right."""
    room.page.open_new()
    settle()
    boxes = room.page.form.sheet.boxes
    for key, text in (("name", "张三"), ("id_number", "370825199001011036")):
        inner = boxes[key].editor.inner
        if isinstance(inner, QLineEdit):
            inner.setText(text)
    room.page.form.save()
    made.take(window, "complaint")
    room.page.form.discard_edits()
    room.page.close_form()


def _draw_filter(made: Album, window: MainWindow, room: RegisterRoom) -> None:
    """The tick list of a filter; drawn unshown, as without a screen it would close."""
    from ui.register.filter_bar import values_of
    from ui.register.filter_popup import TickPopup
    from unionoffice.register.filter import OneOf
    from unionoffice.register.kinds import Choice

    filters = room.page.list.filters
    wanted = next(
        item
        for item in room.page.register.filters
        if isinstance(item, OneOf) and isinstance(item.column.kind, Choice)
    )
    popup = TickPopup(wanted, values_of(wanted.column.kind), (), filters)
    popup.adjustSize()
    settle()
    below = filters.button.mapTo(window, filters.button.rect().bottomRight())
    corner = below - QPoint(popup.width(), 0)
    made.take(window, "filter", (popup, corner))
    popup.deleteLater()


def _draw_search(made: Album, window: MainWindow) -> None:
    window.activateWindow()
    settle()
    line = window.top_bar.search
    line.setFocus()
    line.setText("zh")
    made.take(window, "find")
    line.clear()
    line.clearFocus()


def _draw_ledger(made: Album, window: MainWindow) -> None:
    """A paper that left: what is known of it, the question why, and its sheets."""
    room = _room(window, LEDGER)
    page, first = room.page, room.page.list.table.rows.key_at(0)
    page.open_record(first)
    settle()
    page.form.tabs.setCurrentIndex(1)
    made.take(window, "printed-runs")
    page.close_form()
    settle()
    by_key = {action.key: action for action in page.register.actions}
    page.list.table.selectRow(1)
    page.run_action(by_key["look"])
    made.take(window, "printed-look")
    room.go_back()
    page.list.table.selectRow(0)
    page.run_action(by_key["again"])
    settle()
    [asked] = window.findChildren(QDialog)
    corner = QPoint((window.width() - asked.width()) // 2, window.height() // 3)
    made.take(window, "printed-why", (asked, corner))
    asked.reject()
    settle()


def _draw_large(made: Album, window: MainWindow) -> None:
    """The busiest pages on a display set to 150 %."""
    window.resize(SIZE / LARGE)
    _people(window)
    made.take(window, "page-members-150", ratio=LARGE)
    _draw_work(made, window, "-150")
    window.resize(SIZE)


def _people(window: MainWindow) -> RegisterRoom:
    return _room(window, PEOPLE)


def _room(window: MainWindow, key: str) -> RegisterRoom:
    from ui.screens.register_room import RegisterRoom

    room = window.open_page(key)
    settle()
    if not isinstance(room, RegisterRoom):
        raise TypeError(room)
    return room


def _hide_folder(window: MainWindow) -> None:
    """Show a folder that does not change from one machine to the next."""
    from ui.screens.settings import SettingsPage

    settle()
    window.set_status(store=f"资料：{SHOWN_FOLDER}\\office.db")
    page = window.page("settings")
    if isinstance(page, SettingsPage):
        page.folder.setText(SHOWN_FOLDER)
