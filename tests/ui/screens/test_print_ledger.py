"""打印登记 in the window: locked rows, the question why, and the sheets themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.unionoffice.paper.reading import ReadBack
from ui.register.editing.panels import LinkedRows
from ui.register.printing.finished import FinishedView
from ui.register.printing.print_choice import PrintChoice
from ui.screens.desk import Desk
from ui.screens.register_room import RegisterRoom
from unionoffice.catalogue import PAPERS
from unionoffice.office import Office
from unionoffice.print_ledger.find import newest
from unionoffice.print_ledger.ledger import Left
from unionoffice.printing import Request, paper, save_as
from unionoffice.register.action import Action

Drain = Callable[[], None]


@pytest.fixture
def left(office: Office, tmp_path: Path) -> Left:
    job, request = paper(PAPERS, "notice"), Request(office.clock.today())
    return save_as(office, job, request, tmp_path / "通知.pdf")


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain, left: Left) -> RegisterRoom:
    """The ledger with its one paper selected."""
    assert left.number
    return opened(qtbot, desk, drain)


def opened(qtbot: QtBot, desk: Desk, drain: Drain) -> RegisterRoom:
    made = RegisterRoom(desk, desk.office.register("printed"))
    qtbot.addWidget(made)
    made.resize(1300, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    made.page.list.table.selectRow(0)
    return made


def action(room: RegisterRoom, key: str) -> Action:
    return next(item for item in room.page.register.actions if item.key == key)


def answer(room: RegisterRoom, words: str) -> None:
    [dialog] = room.page.findChildren(QDialog)
    [line] = dialog.findChildren(QLineEdit)
    line.setText(words)
    dialog.accept()


def finished(room: RegisterRoom) -> FinishedView:
    view = room.over
    assert isinstance(view, FinishedView)
    return view


def test_a_locked_list_offers_to_look_and_to_take_away_but_not_to_write(
    room: RegisterRoom,
) -> None:
    tools = room.page.list.tools
    hidden = (
        *(tools.new_button, tools.discard_button, tools.restore_button),
        *(tools.import_button, tools.bin_button),
    )
    assert all(button.isHidden() for button in hidden)
    shown = (tools.edit_button, tools.actions_button, tools.export_button)
    assert not any(button.isHidden() for button in (*shown, tools.print_button))
    assert tools.edit_button.text() == "详情"


@pytest.mark.parametrize("key", [Qt.Key.Key_I, Qt.Key.Key_N])
def test_the_keys_for_import_and_new_do_nothing_in_a_locked_list(
    room: RegisterRoom, drain: Drain, key: Qt.Key
) -> None:
    table = room.page.list.table
    QTest.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
    drain()
    assert room.over is None
    assert not room.page.form.isVisible()


def test_delete_takes_nothing_out_of_a_locked_list(
    room: RegisterRoom, drain: Drain
) -> None:
    QTest.keyClick(room.page.list.table, Qt.Key.Key_Delete)
    drain()
    assert room.page.list.table.rows.rowCount() == 1
    assert room.page.banner.isHidden()


def test_an_empty_locked_list_offers_neither_import_nor_new(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    room = opened(qtbot, desk, drain)
    assert room.page.list.stack.currentWidget() is room.page.list.empty
    assert room.page.list.empty.buttons == []


def test_a_record_opens_with_what_is_known_and_each_time_it_left(
    room: RegisterRoom, drain: Drain, left: Left
) -> None:
    room.page.open_record(room.page.list.table.rows.key_at(0))
    drain()
    form = room.page.form
    assert left.number in form.header.title.text()
    assert form.save_button.isHidden()
    assert form.new_button.isHidden()
    lines = form.sheet.findChildren(QLineEdit)
    assert lines
    assert all(line.isReadOnly() or not line.isEnabled() for line in lines)
    form.tabs.setCurrentIndex(1)
    drain()
    [panel] = form.findChildren(LinkedRows)
    assert panel.table.rows.rowCount() == 1
    assert panel.add_button.isHidden()


def test_a_paper_is_looked_at_as_it_left_and_cannot_be_taken_out_by_that(
    room: RegisterRoom, drain: Drain, left: Left
) -> None:
    room.page.run_action(action(room, "look"))
    drain()
    view = finished(room)
    assert view.sheets is not None
    assert view.sheets.pdf == left.pdf
    assert view.place.text() == "第 1 页，共 1 页"
    assert view.print_button.isHidden()
    assert view.save_button.isHidden()
    QTest.keyClick(view.view, Qt.Key.Key_Escape)
    assert room.over is None


def test_a_reprint_asks_why_and_is_counted_when_it_is_kept(
    room: RegisterRoom, drain: Drain, office: Office, tmp_path: Path
) -> None:
    room.page.run_action(action(room, "again"))
    drain()
    answer(room, "张贴时淋湿")
    drain()
    view = finished(room)
    assert newest(office, 1)[0].times == 1
    file = tmp_path / "补打.pdf"
    view.save(file)
    drain()
    assert newest(office, 1)[0].times == 2
    assert "补打　第 1 次" in ReadBack(file.read_bytes()).pages[0]
    assert "补打.pdf" in view.banner.sentence
    assert "已登记“通知〔2026〕1号”第 1 次补打。" in view.banner.sentence


def test_a_reprint_that_cannot_be_kept_is_not_counted(
    room: RegisterRoom, drain: Drain, office: Office, tmp_path: Path
) -> None:
    room.page.run_action(action(room, "again"))
    drain()
    answer(room, "丢失")
    drain()
    finished(room).save(tmp_path / "没有这个文件夹" / "补打.pdf")
    drain()
    assert newest(office, 1)[0].times == 1
    assert "没有这个文件夹" in finished(room).banner.sentence


def test_the_sheets_handed_out_go_to_a_printer_with_their_copies(
    room: RegisterRoom, drain: Drain, office: Office, tmp_path: Path
) -> None:
    room.page.run_action(action(room, "again"))
    drain()
    answer(room, "丢失")
    drain()
    view = finished(room)
    dialog = view.ask_for_printer()
    assert dialog is not None
    dialog.chosen.emit(PrintChoice(copies=2, file=tmp_path / "out.pdf"))
    dialog.reject()
    drain()
    [(width, height)] = ReadBack((tmp_path / "out.pdf").read_bytes()).sizes[:1]
    assert (round(width), round(height)) == (210, 297)
    assert view.banner.sentence == "已送去打印 1 页，每页 2 份。"
    assert newest(office, 1)[0].copies == 3


def test_a_reason_is_wanted_before_a_paper_becomes_void_and_nothing_offers_an_undo(
    room: RegisterRoom, drain: Drain, office: Office
) -> None:
    room.page.run_action(action(room, "void"))
    drain()
    answer(room, "日期写错")
    drain()
    assert newest(office, 1)[0].void_reason == "日期写错"
    assert room.page.banner.sentence == "“通知〔2026〕1号”已作废，编号保留。"
    assert not room.page.banner.buttons


def test_turning_back_from_the_question_does_nothing(
    room: RegisterRoom, drain: Drain, office: Office
) -> None:
    room.page.run_action(action(room, "void"))
    drain()
    [dialog] = room.page.findChildren(QDialog)
    dialog.reject()
    drain()
    assert newest(office, 1)[0].voided_at is None
