"""A register’s page with its import, its papers and its export: all of it wired."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.screens.desk import Desk
from ui.screens.register_room import RegisterRoom
from unionoffice.register.action import Paper

Drain = Callable[[], None]


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> RegisterRoom:
    made = RegisterRoom(desk, desk.office.register("members"))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    return made


def test_the_import_button_opens_the_wizard(room: RegisterRoom, drain: Drain) -> None:
    room.page.list.tools.import_button.click()
    assert room.wizard is not None
    room.wizard.back_button.click()
    assert room.over is None


def test_ctrl_i_opens_the_wizard(room: RegisterRoom) -> None:
    room.page.list.table.setFocus()
    table = room.page.list.table
    QTest.keyClick(table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert room.wizard is not None


def test_an_import_under_way_is_not_begun_anew(room: RegisterRoom) -> None:
    assert room.open_import() is room.open_import()


def test_the_print_button_opens_the_preview_of_the_list(
    room: RegisterRoom, drain: Drain
) -> None:
    room.page.list.tools.print_button.click()
    drain()
    preview = room.preview
    assert preview is not None
    assert preview.sheets is not None
    preview.bar.back_button.click()
    assert room.over is None


def test_an_action_s_paper_is_shown(room: RegisterRoom, drain: Drain) -> None:
    key = room.page.list.table.rows.key_at(0)
    room.page.paper_requested.emit(Paper("member-roster", (key,)))
    drain()
    assert room.preview is not None
    assert room.preview.job.key == "member-roster"
    assert room.preview.request().ids == (key,)


def test_f5_reads_the_list_again(room: RegisterRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.page.list.rows_shown):
        QTest.keyClick(room.page.list.table, Qt.Key.Key_F5)


def test_what_is_not_saved_in_the_page_is_told(
    room: RegisterRoom, drain: Drain
) -> None:
    assert room.unsaved() == ""
