"""What leaves a register through its export menu, and what lies on a stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from ui.register.importing.delivery_form import DeliveryForm
from ui.screens.desk import Desk
from ui.screens.register_room import RegisterRoom
from ui.screens.stick import FILE, STATE, UNIT, StickPage
from unionoffice.exchange.opening import look, open_delivery
from unionoffice.exchange.pack import Slip, pack
from unionoffice.exchange.received import take_in

Drain = Callable[[], None]
SLIP = Slip("王芳", "综采一队", "2026年一季度", "新调入两人")


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> RegisterRoom:
    made = RegisterRoom(desk, desk.office.register("members"))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    drain()
    return made


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def export_menu(room: RegisterRoom) -> QMenu:
    room.page.list.tools.export_button.click()
    (menu,) = [m for m in room.page.findChildren(QMenu) if m.parent() is room.page]
    return menu


def chosen(menu: QMenu, begins: str) -> None:
    next(one for one in menu.actions() if one.text().startswith(begins)).trigger()


def heads(file: Path) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(file).active[1]]


def test_the_menu_offers_the_screen_everything_the_stick_and_empty_forms(
    room: RegisterRoom,
) -> None:
    room.page.list.table.selectAll()
    count = len(room.page.list.shown().keys)
    menu = export_menu(room)
    assert words_of(menu) == [
        f"只导出所选的 {count} 条…",
        f"导出列表中的 {count} 条…",
        "导出全部记录的全部项目…",
        "导出为 CSV 文本…",
        "做成报送文件…",
        "查看 U 盘里的报送文件",
        "空白表格（常用 12 栏）…",
        "空白表格（全部 59 栏）…",
        "空白登记表（纸）…",
    ]
    chosen(menu, "导出列表")
    (dialog,) = room.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("会员20260316.xlsx")
    dialog.reject()


def test_a_locked_register_gives_its_list_and_nothing_to_fill_in(
    qtbot: QtBot, desk: Desk
) -> None:
    made = RegisterRoom(desk, desk.office.register("printed"))
    qtbot.addWidget(made)
    assert len(words_of(export_menu(made))) == 3


def test_an_export_is_what_is_on_the_screen_or_everything(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    screen, whole, few = (tmp_path / f"{name}.xlsx" for name in ("屏", "全", "选"))
    shown = room.page.list.shown()
    room.out.export(shown, screen)
    room.out.export(replace(shown, selected=shown.keys[1:3]), few)
    room.out.export(None, whole)
    drain()
    labels = [column.label for column in shown.columns]
    assert heads(screen)[:-1] == labels
    assert openpyxl.load_workbook(few).active.max_row == 1 + 2
    assert set(labels) < set(heads(whole))
    assert [button.text() for button in room.page.banner.buttons] == ["打开文件夹"]


def test_a_text_table_says_what_excel_does_to_long_numbers(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    room.out.export(room.page.list.shown(), tmp_path / "会员.csv")
    drain()
    assert "18 位身份证号" in room.page.banner.sentence
    room.out.export(room.page.list.shown(), tmp_path / "nowhere" / "会员.xlsx")
    drain()
    assert "不存在" in room.page.banner.sentence


def test_an_empty_sheet_is_written_and_empty_paper_is_shown(
    room: RegisterRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "会员空白表格.xlsx"
    room.out.write_blank_form(file)
    drain()
    assert openpyxl.load_workbook(file).sheetnames[1] == "填写说明"
    room.out.write_blank_form(file, usual=True)
    drain()
    assert len(heads(file)) == 12
    assert file.name in room.page.banner.sentence
    chosen(export_menu(room), "空白登记表")
    drain()
    assert room.preview is not None
    assert room.preview.job.key == "blank-members"


def test_the_rows_on_the_screen_are_handed_in_with_a_slip(
    room: RegisterRoom, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    chosen(export_menu(room), "做成报送文件")
    (form,) = room.findChildren(DeliveryForm)
    drain()
    assert form.slip.unit == "青石岭煤矿工会"
    assert form.unit.count() > 3
    form.who.clear()
    assert not form.agree.isEnabled()
    form.who.setText("王芳")
    form.unit.setCurrentText("综采一队")
    form.period.setText("一季度")
    form.agree.click()
    (dialog,) = room.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("综采一队-会员-20260316.baosong")
    dialog.reject()
    file = tmp_path / "一队.baosong"
    room.out.pack(room.page.list.shown(), Slip("王芳", "综采一队", "一季度"), file)
    drain()
    slip = look(file)
    assert (slip.sender, slip.rows) == ("王芳", len(room.page.list.shown().keys))
    assert slip.code in room.page.banner.sentence
    assert desk.settings["delivery.sender"] == "王芳"


def test_a_stick_is_looked_over_and_one_of_its_files_is_opened(
    qtbot: QtBot, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office, register = desk.office, desk.office.register("members")
    pack(office, office.view(register), SLIP, stick / "一队.baosong")
    (stick / "坏.baosong").write_bytes(b"PK\x03\x04")
    page = StickPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.look_over(stick)
    drain()
    rows = [(page.table.words(n, STATE), page.table.words(n, FILE)) for n in (0, 1)]
    assert rows == [("未导入", "一队.baosong"), ("不能用", "坏.baosong")]
    assert page.table.words(0, UNIT) == "综采一队"
    with qtbot.waitSignal(desk.file_given) as given:
        page.take_button.click()
    assert given.args == ["members", stick / "一队.baosong"]
    page.table.selectRow(1)
    assert not page.take_button.isEnabled()
    assert "不完整" in page.told.text()
    delivered = open_delivery(office, stick / "一队.baosong")
    plan = office.plan(register, delivered.workbook)
    desk.bus.publish(take_in(office, delivered, plan))
    drain()
    assert page.table.words(0, STATE) == "已导入"
    assert page.past.words(0, 2) == "综采一队"
    page.look_over(tmp_path / "pulled")
    drain()
    assert "U 盘" in page.banner.sentence
