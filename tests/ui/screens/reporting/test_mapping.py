"""修改对应 in the window: by keyboard, by drag, in the panels, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.screens.reporting.conftest import REAL_NAME, answer
from ui.screens.reporting.filling_page import FillingPage
from ui.screens.reporting.grid_model import FIELD_TYPE
from ui.screens.reporting.mapping_layout import COLUMN, FIELDS, WORDS
from ui.screens.reporting.mapping_page import MappingPage
from ui.screens.reporting.room import ReportingRoom
from ui.screens.reporting.translation_panel import pairs_in
from unionoffice.office import Office
from unionoffice.reporting import store
from unionoffice.reporting.form import FROM_SHEET, FormColumn, FormMapping, Way

Drain = Callable[[], None]
SHEET, BAND = "会员信息采集表", 5
PHONE = (BAND, 8)
_CONTROL = Qt.KeyboardModifier.ControlModifier


def kept(office: Office) -> FormMapping:
    return store.form(office, REAL_NAME).mapping


def column(page: MappingPage, letter: str) -> FormColumn | None:
    found = (c for c in page.editing.mapping.columns if c.letter == letter)
    return next(found, None)


def drop(page: MappingPage, line: int, place: int, label: str) -> None:
    """Drag a field out of the list and let it go over a cell."""
    tree = page.fields.tree
    (item,) = tree.findItems(
        label, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
    )
    dragged: QMimeData = tree.mimeData([item])
    at = page.grid.visualRect(page.grid.grid.index(line, place)).center()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    page.grid.dropEvent(
        QDropEvent(at.toPointF(), copy, dragged, left, Qt.KeyboardModifier.NoModifier)
    )


def test_a_cell_is_emptied_found_again_by_pinyin_undone_and_saved_by_keys(
    mapping: MappingPage, office: Office, drain: Drain
) -> None:
    grid = mapping.grid
    assert grid.hasFocus()
    grid.go_to(PHONE)
    assert mapping.cell.text() == "H5　手机号"
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert column(mapping, "H") is None
    assert grid.currentIndex().data() == "没有对上"
    assert "1 栏没有对上" in mapping.count.text()
    QTest.keyClicks(grid, "j")
    search = mapping.fields.search
    assert search.hasFocus()
    QTest.keyClicks(search, "jlx")
    QTest.keyClick(search, Qt.Key.Key_Return)
    chosen = column(mapping, "H")
    assert chosen is not None
    assert (chosen.name, chosen.label) == ("emergency_contact", "手机号")
    assert grid.hasFocus()
    for _ in range(2):
        QTest.keyClick(grid, Qt.Key.Key_Z, _CONTROL)
    assert not mapping.dirty
    QTest.keyClick(grid, Qt.Key.Key_Y, _CONTROL)
    assert mapping.unsaved() == f"上报报表“{REAL_NAME}”的对应没有保存"
    QTest.keyClick(grid, Qt.Key.Key_S, _CONTROL)
    drain()
    assert mapping.unsaved() == ""
    assert "H" not in {c.letter for c in kept(office).columns}


def test_fields_are_dragged_onto_cells_and_told_where_they_cannot_stand(
    mapping: MappingPage, drain: Drain, qtbot: QtBot
) -> None:
    drop(mapping, BAND - 1, 7, "电子邮箱")
    chosen = column(mapping, "H")
    assert chosen is not None
    assert chosen.name == "email"
    with qtbot.waitSignal(mapping.editing.changed, raising=False, timeout=1):
        drop(mapping, BAND, 7, "姓名")
    assert column(mapping, "H") == chosen
    drop(mapping, BAND + 3, 7, "姓名")
    assert "每条记录填在第 5 行" in mapping.banner.sentence
    drop(mapping, BAND - 1, 0, "人数")
    assert "只填一次" in mapping.banner.sentence
    mapping.grid.scrollToBottom()
    row = next(p[0] for p, c in mapping.picture.cells.items() if "单位负责人" in c.text)
    drop(mapping, mapping.grid.grid.line_of(row), 0, "填表人")
    taken = mapping.editing.taken
    assert taken is not None
    assert taken.fixed is not None
    assert taken.fixed.says.endswith("{填表人}")
    drain()


def test_examples_of_the_first_records_follow_what_is_mapped(
    mapping: MappingPage, office: Office, drain: Drain, qtbot: QtBot
) -> None:
    model, index = mapping.grid.grid, 5
    born = model.index(BAND, index).data()
    assert born[4] == "-"
    mapping.grid.go_to((BAND, index + 1))
    mapping.tabs.setCurrentIndex(COLUMN)
    way = mapping.panel.column.way
    way.setCurrentIndex(way.findData(Way.DAY_WORDS))
    way.activated.emit(way.currentIndex())
    year = born[:4]
    qtbot.waitUntil(lambda: model.index(BAND, index).data().startswith(f"{year}年"))
    drain()


def test_rules_and_translations_are_typed_and_pasted(
    mapping: MappingPage, drain: Drain
) -> None:
    mapping.grid.go_to((BAND, 5))
    drain()
    form, words = mapping.panel.column, mapping.translation
    form.required.click()
    form.longest.setValue(2)
    form.allowed.setPlainText("1\n2\n")
    words.list_own()
    assert words.table.model().index(0, 0).data() == "男"
    words.table.model().setData(words.table.model().index(0, 1), "1")
    QGuiApplication.clipboard().setText("女\t2\n（空）\t9\n无\n")
    words.table.setFocus()
    QTest.keyClick(words.table, Qt.Key.Key_V, _CONTROL)
    made = column(mapping, "E")
    assert made is not None
    assert dict(made.words) == {"男": "1", "女": "2", "": "9"}
    assert (made.rule.required, made.rule.longest) == (False, 2)
    assert made.rule.allowed == ("1", "2")
    assert mapping.tabs.tabText(WORDS) == "代码对照（3）"
    words.table.selectRow(0)
    QTest.keyClick(words.table, Qt.Key.Key_Delete)
    made = column(mapping, "E")
    assert made is not None
    assert "男" not in dict(made.words)
    assert list(pairs_in("男\t1\t说明\n\n女")) == [("男", "1")]


def test_a_constant_asks_for_its_words_and_a_fixed_cell_takes_placeholders(
    mapping: MappingPage, drain: Drain
) -> None:
    mapping.grid.go_to(PHONE)
    mapping.fields.search.setText("固定")
    QTest.keyClick(mapping.fields.search, Qt.Key.Key_Return)
    line = mapping.panel.column.name
    assert mapping.tabs.currentIndex() == COLUMN
    assert line.hasFocus()
    QTest.keyClicks(line, "Union")
    made = column(mapping, "H")
    assert made is not None
    assert made.name == "Union"
    QTest.keyClick(mapping, Qt.Key.Key_Escape)
    assert mapping.grid.hasFocus()
    mapping.grid.go_to((2, 1))
    says = mapping.panel.fixed.says
    assert "{单位名称}" in says.text()
    says.selectAll()
    QTest.keyClicks(says, "Union")
    (sheet,) = mapping.editing.mapping.sheets
    assert next(c.says for c in sheet.cells if c.cell == "A2") == "Union"
    drain()


def test_a_column_that_the_register_no_longer_has_is_marked(
    mapping: MappingPage, drain: Drain, qtbot: QtBot
) -> None:
    column_ = column(mapping, "H")
    assert column_ is not None
    mapping.grid.go_to(PHONE)
    mapping.placing.edit_column(replace(column_, name="pager"))
    mark = mapping.grid.grid.marks.cells[PHONE]
    assert (mark.words, mark.tip, mark.bad) == ("pager？", "没有这一项了", True)
    qtbot.waitUntil(lambda: "没有“pager”这一项" in mapping.count.text())
    drain()


def test_the_band_moves_grows_and_goes(mapping: MappingPage, drain: Drain) -> None:
    mapping.grid.go_to((BAND + 1, 2))
    QTest.keyClick(mapping.grid, Qt.Key.Key_R, _CONTROL)
    mapping.rows_each.setValue(2)
    moved = mapping.grid.grid.marks
    assert (moved.band, moved.height) == (BAND + 1, 2)
    QTest.keyClick(mapping.grid, Qt.Key.Key_Menu)
    [menu] = [m for m in mapping.findChildren(QMenu) if m.isVisible()]
    (end,) = (a for a in menu.actions() if a.text() == "没有重复的行")
    end.trigger()
    menu.close()
    assert mapping.grid.grid.marks.band is None
    assert not mapping.rows_each.isEnabled()
    drain()


def test_which_records_are_handed_in_is_kept_with_the_form(
    mapping: MappingPage, office: Office, drain: Drain
) -> None:
    drain()
    bar = mapping.conditions
    bar.menu.aboutToShow.emit()
    (sexes,) = (a.menu() for a in bar.menu.actions() if a.text() == "性别")
    assert isinstance(sexes, QMenu)
    next(a for a in sexes.actions() if a.text() == "女").trigger()
    assert [chip.sentence for chip in bar.chips.chips] == ["在会会员", "性别：女"]
    bar.remove("在会会员")
    mapping.save()
    drain()
    assert kept(office).conditions == ("性别=女",)
    bar.chips.clearing_requested.emit()
    assert bar.every.text() == "全部会员"


def test_leaving_with_unsaved_work_is_asked_first_and_filling_saves_it(
    room: ReportingRoom, mapping: MappingPage, office: Office, drain: Drain
) -> None:
    mapping.grid.go_to(PHONE)
    mapping.clear_button.click()
    mapping.back_button.click()
    assert "没有保存，要离开吗" in answer(room, "留下")
    assert "没有保存" in room.unsaved()
    mapping.fill_button.click()
    drain()
    assert isinstance(room.over, FillingPage)
    assert "H" not in {c.letter for c in kept(office).columns}


def test_a_new_form_is_proposed_by_its_headings_mended_and_kept(
    room: ReportingRoom, office: Office, drain: Drain, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook("resources/reporting/real_name.xlsx")
    book.worksheets[0]["H4"] = "矿灯编号"
    file = tmp_path / "附件2.xlsx"
    book.save(file)
    room.page.file_dropped.emit(file)
    drain()
    page = room.over
    assert isinstance(page, MappingPage)
    assert page.register.currentData() == "members"
    assert "已按表头对应" in page.banner.sentence
    assert "1 栏没有对上" in page.banner.sentence
    page.banner.buttons[0].click()
    assert page.grid.place == PHONE
    page.name.setText("实名制 2026")
    page.save()
    drain()
    assert store.form(office, "实名制 2026").file_name == "附件2.xlsx"
    assert page.unsaved() == ""
    page.name.setText(REAL_NAME)
    page.save()
    drain()
    assert "已经有名为" in page.banner.sentence


def test_another_source_is_mapped_anew_after_asking(
    room: ReportingRoom, mapping: MappingPage, drain: Drain, tmp_path: Path
) -> None:
    box = mapping.register
    box.setCurrentIndex(box.findData(FROM_SHEET))
    box.activated.emit(box.currentIndex())
    answer(room, "不换")
    assert box.currentData() == "members"
    mapping.choose_register(FROM_SHEET)
    drain()
    assert "已按“另选的表格”重新对应" in mapping.banner.sentence
    assert column(mapping, "B").name == "姓名"  # type: ignore[union-attr]  # it is there
    book = openpyxl.Workbook()
    asked = [*mapping.editing.mapping.names, "矿灯"]
    for place, words in enumerate(asked, 1):
        book.active.cell(1, place, words)
        book.active.cell(2, place, f"{words}甲")
    book.save(tmp_path / "例.xlsx")
    mapping.take_source(tmp_path / "例.xlsx")
    drain()
    assert mapping.grid.grid.index(BAND, 1).data() == "姓名甲"
    mapping.tabs.setCurrentIndex(FIELDS)
    assert "矿灯" in mapping.fields.shown
    reached = (mapping.grid, mapping.name, mapping.register, mapping.rows_each)
    assert [each for each in reached if not each.accessibleName()] == []
    assert mapping.fields.tree.mimeTypes() == [FIELD_TYPE]
