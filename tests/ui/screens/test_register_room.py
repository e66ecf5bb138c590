"""A register’s page with its import, its papers and its export: all of it wired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
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


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def export_menu(room: RegisterRoom) -> QMenu:
    room.page.list.tools.export_button.click()
    (menu,) = [m for m in room.findChildren(QMenu) if m.parent() is room]
    return menu


def test_the_export_button_asks_what_and_where_to(room: RegisterRoom) -> None:
    menu = export_menu(room)
    count = len(room.page.list.shown().keys)
    assert words_of(menu)[0] == f"导出列表中全部 {count} 条…"
    menu.actions()[0].trigger()
    (dialog,) = room.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_export_has_the_columns_on_the_screen(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "会员.xlsx"
    shown = room.page.list.shown()
    room.export(shown, file)
    drain()
    heads = [cell.value for cell in openpyxl.load_workbook(file).active[1]]
    assert heads[: len(shown.columns)] == [column.label for column in shown.columns]
    assert [button.text() for button in room.page.banner.buttons] == ["打开文件夹"]


def test_of_several_selected_rows_only_these_can_be_exported(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    room.page.list.table.selectAll()
    count = len(room.page.list.shown().keys)
    menu = export_menu(room)
    assert words_of(menu) == [
        f"只导出所选的 {count} 条…",
        f"导出列表中全部 {count} 条…",
        "导出为 CSV 文本…",
        "空白表格…",
    ]
    menu.actions()[0].trigger()
    (dialog,) = room.findChildren(QFileDialog)
    dialog.reject()


def test_only_the_selected_rows_are_exported(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "会员.xlsx"
    shown = room.page.list.shown()
    room.export(replace(shown, selected=shown.keys[1:3]), file)
    drain()
    assert openpyxl.load_workbook(file).active.max_row == 1 + 2
    assert "已导出 2 条" in room.page.banner.sentence


def test_a_blank_form_is_asked_for_beside_the_export(room: RegisterRoom) -> None:
    menu = export_menu(room)
    menu.actions()[-1].trigger()
    (dialog,) = room.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("空白表格.xlsx")
    dialog.reject()


def test_a_blank_form_is_written_and_told(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "会员空白表格.xlsx"
    room.write_blank_form(file)
    drain()
    assert openpyxl.load_workbook(file).sheetnames[1] == "填写说明"
    assert file.name in room.page.banner.sentence
    assert [button.text() for button in room.page.banner.buttons] == ["打开文件夹"]


def test_a_locked_register_offers_no_blank_form(qtbot: QtBot, desk: Desk) -> None:
    made = RegisterRoom(desk, desk.office.register("printed"))
    qtbot.addWidget(made)
    assert "空白表格…" not in words_of(export_menu(made))


def test_an_export_that_cannot_be_written_is_said(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    room.export(room.page.list.shown(), tmp_path / "nowhere" / "会员.xlsx")
    drain()
    assert room.page.banner.sentence


def test_f5_reads_the_list_again(room: RegisterRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.page.list.rows_shown):
        QTest.keyClick(room.page.list.table, Qt.Key.Key_F5)


def test_what_is_not_saved_in_the_page_is_told(
    room: RegisterRoom, drain: Drain
) -> None:
    assert room.unsaved() == ""
