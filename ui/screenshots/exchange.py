"""Pictures of what goes out and comes in: the menu, the slip, a stick, a delivery."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from ui.screenshots.album import Album, settle
from ui.startup import PEOPLE
from unionoffice.exchange.pack import Slip, pack
from unionoffice.register.where import condition

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.screens.register_room import RegisterRoom
    from unionoffice.office import Office

UNIT, OTHER = "采煤一队", "采煤三队"
FILE = f"{UNIT}-会员-20260316.baosong"
SHOWN_STICK = "E:\\"
"""In place of the temporary folder, so that pictures are the same everywhere."""


def draw_exchange(made: Album, office: Office, window: MainWindow) -> None:
    """A stick, a delivery over its plan, and the ways out."""
    with tempfile.TemporaryDirectory() as place:
        stick = Path(place)
        hand_in(office, stick)
        _draw_stick(made, window, stick)
        room = _people(window)
        room.open_import(stick / FILE)
        made.take(window, "import-delivery")
        room.go_back()
        settle()
    _draw_ways_out(made, window, room)


def hand_in(office: Office, stick: Path) -> None:
    """Three deliveries of two units; one of them was not copied to its end."""
    members, units = office.register(PEOPLE), office.register("units")
    day = office.clock.today()
    with office.reading() as connection:
        here = condition(connection, members, f"所在单位={UNIT}", day)
        there = condition(connection, members, f"所在单位={OTHER}", day)
    view = office.view(members)
    slip = Slip("王芳", UNIT, "2026年一季度", "新调入两人，岗位有变动的三人")
    pack(office, view.with_condition(here), slip, stick / FILE)
    other = Slip("李国强", OTHER, "2026年3月")
    broken = stick / f"{OTHER}-会员-20260316.baosong"
    pack(office, view.with_condition(there), other, broken)
    broken.write_bytes(broken.read_bytes()[:-200])
    whole = stick / f"{OTHER}-单位-20260316.baosong"
    pack(office, office.view(units), other, whole)


def _draw_stick(made: Album, window: MainWindow, stick: Path) -> None:
    from ui.screens.stick import StickPage

    page = window.open_page("stick")
    if not isinstance(page, StickPage):
        raise TypeError(page)
    settle()
    page.look_over(stick)
    settle()
    page.where.setText(SHOWN_STICK)
    page.table.selectRow(len(page.found) - 1)
    made.take(window, "stick")


def _draw_ways_out(made: Album, window: MainWindow, room: RegisterRoom) -> None:
    """The export menu, and the slip of a delivery."""
    table = room.page.list.table
    table.selectAll()
    shown = room.page.list.shown()
    menu = room.out.menu(shown)
    settle()
    button = room.page.list.tools.export_button
    corner = button.mapTo(window, button.rect().bottomLeft())
    made.take(window, "export", (menu, corner))
    menu.close()
    form = room.out.ask_for_slip(shown)
    settle()
    corner = QPoint((window.width() - form.width()) // 2, window.height() // 4)
    made.take(window, "slip", (form, corner))
    form.reject()
    table.clearSelection()
    settle()


def _people(window: MainWindow) -> RegisterRoom:
    from ui.screens.register_room import RegisterRoom

    room = window.open_page(PEOPLE)
    settle()
    if not isinstance(room, RegisterRoom):
        raise TypeError(room)
    return room
