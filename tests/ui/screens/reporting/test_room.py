"""上报报表 in the window: a whole job, then forms as things that come and go."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.offices import write_sheets
from tests.ui.screens.reporting.conftest import REAL_NAME, answer
from ui.screens.desk import Desk
from ui.screens.reporting.comparing_page import ComparingPage
from ui.screens.reporting.filling_page import FillingPage
from ui.screens.reporting.page import ReportingPage
from ui.screens.reporting.room import ReportingRoom
from ui.screens.reporting.words_table import Line, WordsModel, WordsTable
from unionoffice.office import Office
from unionoffice.reporting import store
from unionoffice.reporting.filling import fill
from unionoffice.reporting.submissions import submissions, submit

Drain = Callable[[], None]
PHONE, NEW_PHONE = "手机号", "13805370001"


def names(page: ReportingPage) -> list[str]:
    return [line.form.name for line in page.lines]


def shown(table: WordsTable, column: int) -> list[str]:
    return [line.words[column] for line in table.words.lines]


def change(desk: Desk, key: int, **values: object) -> str:
    """Change a member; the name."""
    office = desk.office
    draft = office.draft(office.register("members"), key)
    desk.bus.publish(office.save(draft.with_values(**values)))
    return str(draft.values["name"])


def members(office: Office) -> list[int]:
    """Those that the form hands in."""
    return office.ids(office.view(office.register("members")))


def key_of(office: Office, uid: str) -> int:
    uids = office.uids(office.register("members"), members(office))
    return next(key for key, known in uids.items() if known == uid)


def press(room: ReportingRoom, qtbot: QtBot, target: QWidget, key: Qt.Key) -> None:
    """Press a key where dialogs have taken the keyboard away before."""
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    QTest.keyClick(target, key)


def handed_in(office: Office, period: str) -> None:
    form = store.form(office, REAL_NAME)
    submit(office, fill(office, form), period, despite_errors=True)


def test_a_form_is_adopted_filled_checked_saved_handed_in_and_compared(
    room: ReportingRoom, desk: Desk, drain: Drain, tmp_path: Path, qtbot: QtBot
) -> None:
    page, office = room.page, desk.office
    page.deeds.discard(page.lines[0].form)
    drain()
    assert page.stack.currentWidget() is page.empty
    page.sample_menu.aboutToShow.emit()
    (adopt,) = (a for a in page.sample_menu.actions() if a.text() == REAL_NAME)
    adopt.trigger()
    drain()
    assert names(page) == [REAL_NAME]

    form = store.form(office, REAL_NAME)
    uid = fill(office, form).rows[0].uid
    key = key_of(office, uid)
    name = change(desk, key, phone=None)
    page.fill_button.click()
    drain()
    filling = room.over
    assert isinstance(filling, FillingPage)
    assert "不合上级要求" in filling.summary.text()
    filling.column.setCurrentIndex(filling.column.findData(PHONE))
    assert shown(filling.complaints, 1) == [name]
    with qtbot.waitSignal(desk.record_requested) as went:
        QTest.keyClick(filling.complaints, Qt.Key.Key_Return)
    assert went.args == ["members", key]

    filling.make_button.click()
    assert f"{name}　{PHONE}：必填" in answer(room, "回去改")
    filling.make_button.click()
    answer(room, "仍然生成")
    [chooser] = room.findChildren(QFileDialog)
    chooser.reject()
    file = tmp_path / "实名制.xlsx"
    filling.write(file)
    drain()
    assert filling.banner.sentence.startswith("已生成“实名制.xlsx”")
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert name in {cell.value for cell in sheet["B"]}

    filling.period.setCurrentText("2026年第一季度")
    assert not filling.submit_button.isEnabled()
    qtbot.waitUntil(filling.submit_button.isEnabled)
    filling.submit_button.click()
    answer(room, "仍然登记")
    drain()
    assert "已登记“2026年第一季度”" in filling.banner.sentence
    assert filling.changes.table.words.rowCount() == 0

    change(desk, key, phone=NEW_PHONE)
    filling.check()
    drain()
    (line,) = filling.changes.table.words.lines
    assert line.words == ("变化", name, PHONE, "", NEW_PHONE)
    assert filling.column.findData(PHONE) == -1
    press(room, qtbot, filling, Qt.Key.Key_Escape)
    drain()
    assert room.over is None
    told = page.table.words.lines[0].words
    assert (told[3], told[5]) == ("2026年第一季度", "变化 1")


def test_a_form_is_copied_renamed_deleted_and_brought_back(
    room: ReportingRoom, drain: Drain, qtbot: QtBot
) -> None:
    page = room.page
    page.copy.trigger()
    drain()
    assert page.line is not None
    assert page.line.form.name == f"{REAL_NAME}（2）"
    page.rename.trigger()
    [dialog] = [d for d in page.findChildren(QDialog) if d.isVisible()]
    line = dialog.findChild(QLineEdit)
    assert line is not None
    assert line.text() == f"{REAL_NAME}（2）"
    line.setText("季报")
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "改名").click()
    drain()
    assert sorted(names(page)) == sorted([REAL_NAME, "季报"])
    assert page.line.form.name == "季报"
    press(room, qtbot, page.table, Qt.Key.Key_Delete)
    answer(room, "删除")
    drain()
    assert names(page) == [REAL_NAME]
    page.banner.buttons[0].click()
    drain()
    assert len(names(page)) == 2
    page.deeds.discard(page.lines[0].form)
    drain()
    page.bin_menu.aboutToShow.emit()
    page.bin_menu.actions()[0].trigger()
    drain()
    assert len(names(page)) == 2


def test_a_form_goes_out_comes_in_and_takes_a_newer_file(
    room: ReportingRoom, drain: Drain, tmp_path: Path, office: Office
) -> None:
    page, file = room.page, tmp_path / "表.json"
    form = page.lines[0].form
    page.deeds.export(form, file)
    drain()
    assert page.banner.sentence.startswith("已导出“表.json”")
    page.deeds.import_file(file)
    drain()
    assert f"{REAL_NAME}（2）" in names(page)
    file.write_text(json.dumps({}), "utf-8")
    page.deeds.import_file(file)
    drain()
    assert page.banner.sentence == "“表.json”不是工会办公导出的上级报表。"
    book = openpyxl.load_workbook("resources/reporting/real_name.xlsx")
    newer = tmp_path / "新表样.xlsx"
    book.worksheets[0]["H4"] = "联系方式"
    book.save(newer)
    page.deeds.replace_file(form, newer)
    drain()
    assert "这些栏没有找到：手机号" in page.banner.sentence
    for action in (page.import_, page.export, page.replace_file):
        action.trigger()
        [chooser] = [c for c in page.findChildren(QFileDialog) if c.isVisible()]
        chooser.reject()


def test_what_was_handed_in_is_given_out_again_compared_and_withdrawn(
    room: ReportingRoom, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    page, office = room.page, desk.office
    handed_in(office, "2026年1月")
    name = change(desk, members(office)[3], phone=NEW_PHONE)
    handed_in(office, "2026年2月")
    page.read()
    drain()
    pane = page.submissions
    assert shown(pane.table, 1) == ["2026年2月", "2026年1月"]
    assert page.table.words.lines[0].words[5] == "没有变化"
    kept = submissions(office, page.lines[0].form)[0]
    page.deeds.hand_out(kept, tmp_path / "留存.xlsx")
    drain()
    assert (tmp_path / "留存.xlsx").read_bytes() == office.load_file(kept.digest)
    pane.compare_button.click()
    drain()
    compared = room.over
    assert isinstance(compared, ComparingPage)
    assert compared.changes.sentence.text().startswith("从“2026年1月”到“2026年2月”：")
    assert shown(compared.changes.table, 1) == [name]
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    pane.withdraw_button.click()
    drain()
    assert shown(pane.table, 1) == ["2026年1月"]
    page.banner.buttons[0].click()
    drain()
    assert len(pane.submissions) == 2


def test_a_form_of_a_spreadsheet_waits_for_it_and_says_what_it_lacks(
    room: ReportingRoom, drain: Drain, tmp_path: Path
) -> None:
    page = room.page
    (sample,) = (s for s in store.samples() if s.form.name != REAL_NAME)
    page.deeds.adopt(sample)
    drain()
    page.fill_button.click()
    drain()
    filling = room.over
    assert isinstance(filling, FillingPage)
    assert filling.summary.text().startswith("先选择要报送的表格")
    assert not filling.make_button.isEnabled()
    heads = ["姓名", "性别", "身份证号"]
    rows = [["王福", "男", "370825199001011035"], ["李四", "男", "1101"]]
    filling.take_source(write_sheets(tmp_path / "坏.xlsx", {"困难": [heads, *rows]}))
    drain()
    assert "缺少" in filling.banner.sentence
    columns = [c.name for c in sample.form.mapping.columns if c.name]
    known = dict.fromkeys(columns, "1") | {"姓名": "王福", "身份证号": "1101"}
    table = [list(known), list(known.values())]
    filling.take_source(write_sheets(tmp_path / "好.xlsx", {"困难": table}))
    drain()
    assert filling.filled is not None
    assert [row.title for row in filling.filled.rows] == ["王福"]
    assert "身份证号" in shown(filling.complaints, 2)


def test_a_file_that_is_no_form_is_refused_in_a_banner(
    room: ReportingRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "表样.xlsx"
    file.write_bytes(b"no")
    room.page.file_dropped.emit(file)
    drain()
    assert "表样不是 Excel 表格" in room.page.banner.sentence
    room.page.file_dropped.emit(tmp_path / "没有.xlsx")
    drain()
    assert "读不出来" in room.page.banner.sentence
    assert room.over is None


@pytest.mark.parametrize(
    "lines", [[], [Line(("错误", "王福"), "error"), Line(("提醒", ""))]]
)
def test_a_table_of_words_keeps_the_rules_of_models(
    qtmodeltester: ModelTester, lines: list[Line]
) -> None:
    model = WordsModel(("程度", "姓名"))
    model.show_lines(lines)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types


def test_everything_a_person_reaches_has_a_name(
    room: ReportingRoom, filling: FillingPage
) -> None:
    page = room.page
    reached = (
        *(page.table, page.submissions.table, filling.period, filling.day),
        *(filling.note, filling.column, filling.complaints, filling.content),
        filling.changes.table,
    )
    assert [each for each in reached if not each.accessibleName()] == []
