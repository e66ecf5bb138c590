"""What is shown in the pictures: every page, and the busiest moments of work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QLineEdit

from ui import theme
from ui.main_window import MainWindow
from ui.screenshots.album import Album, settle
from ui.screenshots.hardship import draw_hardship
from ui.screenshots.reporting import draw_reporting
from ui.screenshots.staging import SIZE, window_on
from ui.startup import PEOPLE, Session

if TYPE_CHECKING:
    from ui.screens.register_room import RegisterRoom

LARGE = 1.5
"""A Windows display set to 150 %: the same pixels, two thirds of the room."""
LEDGER = "printed"
IN_THE_DARK = (PEOPLE, "settings", "member-statistics", "overprint-forms", "templates")
SHOWN_FOLDER = "D:\\工会资料"
"""In place of the temporary folder, so that pictures are the same everywhere."""


def draw_first_start(made: Album, folder: Path) -> None:
    """The first start on an empty folder, and the empty register after it."""
    from ui.screens.welcome import WelcomePage

    with window_on(folder) as (_session, window):
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


def draw_pages(
    made: Album, session: Session, window: MainWindow, shade: theme.Shade
) -> None:
    """Every page of the navigation; in the dark only some."""
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


def draw_work(made: Album, window: MainWindow, mark: str) -> None:
    """A form, an import, a preview, two records side by side: the busiest pages."""
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
    _draw_merge(made, window, f"merge{mark}", ratio)


def _draw_merge(made: Album, window: MainWindow, name: str, ratio: float) -> None:
    """Somebody who was written twice, both cards side by side."""
    from ui.screens.doubles.room import DoublesRoom

    room = window.open_page("doubles")
    settle()
    if not isinstance(room, DoublesRoom):
        raise TypeError(room)
    room.open_pair(room.page.pairs[0])
    made.take(window, name, ratio=ratio)
    room.go_back()


def draw_small_things(made: Album, window: MainWindow) -> None:
    """Refusals, complaints, a filter, the print dialogue, the recycle bin."""
    room = _people(window)
    wizard = room.open_import()
    made.take(window, "import-choose")
    wizard.take_file(Path("没有这个文件.xlsx"))
    made.take(window, "import-refused")
    room.go_back()
    _draw_complaint(made, window, room)
    _draw_filter(made, window, room)
    _draw_search(made, window)
    _draw_print_dialog(made, window, room)
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


def _draw_print_dialog(made: Album, window: MainWindow, room: RegisterRoom) -> None:
    """How to print, over the preview; this machine may have no printer."""
    preview = room.open_preview(room.page.list.shown())
    settle()
    dialog = preview.ask_for_printer()
    if dialog is None:
        raise TypeError(preview)
    settle()
    corner = QPoint(
        (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 3
    )
    made.take(window, "print-dialog", (dialog, corner))
    dialog.reject()
    room.go_back()


def _draw_search(made: Album, window: MainWindow) -> None:
    window.activateWindow()
    settle()
    line = window.top_bar.search
    line.setFocus()
    line.setText("zh")
    made.take(window, "find")
    line.clear()
    line.clearFocus()


def draw_ledger(made: Album, window: MainWindow) -> None:
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


def draw_large(made: Album, window: MainWindow) -> None:
    """The busiest pages on a display set to 150 %."""
    window.resize(SIZE / LARGE)
    _people(window)
    made.take(window, "page-members-150", ratio=LARGE)
    draw_work(made, window, "-150")
    draw_reporting(made, window, "-150")
    draw_hardship(made, window, "-150")
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
