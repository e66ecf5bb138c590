"""列的对应: columns are mapped by drag, by list and by keys, and remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.offices import edit, value
from tests.ui.register.conftest import book_of, settled
from ui.register.importing.column_rows import (
    BY_ITS_WORD,
    CHOICES,
    FILLS,
    HEAD,
    MIME,
    POLICY,
    FreeItems,
    dragged,
)
from ui.register.importing.columns import ColumnsPage
from ui.register.importing.plan import COLUMNS
from ui.register.importing.wizard import ImportWizard
from unionoffice.office import Office
from unionoffice.sheets.directions import NOT_IMPORTED, Policy
from unionoffice.sheets.planning.plan import RowState
from unionoffice.sheets.reading.raw import Workbook

ODD_HEAD = ("姓名", "性别", "电报", "鞋码")
ODD_ROWS = (("张三", "男", "13800000001", "42"), ("李四", "女", "13800000002", "41"))
UNKNOWN = (
    ("青石岭", "", ""),
    ("甲", "乙", "丙"),
    ("张三", "13800000001", "电工"),
    ("李四", "13800000002", "钳工"),
)


@pytest.fixture
def wizard(qtbot: QtBot, office: Office) -> ImportWizard:
    made = ImportWizard(office, office.register("members"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def shown(qtbot: QtBot, wizard: ImportWizard, book: Workbook) -> ColumnsPage:
    with qtbot.waitSignals([wizard.plan_shown], timeout=20_000):
        wizard.take_workbook(book)
    settled(qtbot)
    assert wizard.plan_pane is not None
    wizard.plan_pane.tabs.setCurrentIndex(COLUMNS)
    return wizard.plan_pane.columns


def odd() -> Workbook:
    return book_of({"表": [ODD_HEAD, *ODD_ROWS]})


def row_of(page: ColumnsPage, head: str) -> int:
    heads = [column.header for column in page.columns.columns]
    return heads.index(head)


def fills(page: ColumnsPage) -> dict[str, str]:
    columns = page.columns
    return {
        columns.index(row, HEAD).data(): columns.index(row, FILLS).data()
        for row in range(columns.rowCount())
    }


def free(page: ColumnsPage) -> list[str]:
    return [page.free.index(row).data() for row in range(page.free.rowCount())]


def states(wizard: ImportWizard) -> list[RowState]:
    assert wizard.effect is not None
    return [row.state for row in wizard.effect.plan.rows]


def drop(page: ColumnsPage, item: str, head: str) -> None:
    """Drop an item of the list on a column, as the mouse does."""
    data = page.free.mimeData([page.free.index(free(page).index(item))])
    cell = page.columns.index(row_of(page, head), FILLS)
    event = QDropEvent(
        QPointF(page.table.visualRect(cell).center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.table.dropEvent(event)


def test_an_item_dropped_on_a_column_fills_it_and_can_be_dragged_off_again(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    page = shown(qtbot, wizard, odd())
    assert fills(page) == {
        "姓名": "姓名",
        "性别": "性别",
        "电报": "不认识，不导入",
        "鞋码": "不认识，不导入",
    }
    drop(page, "手机号", "电报")
    settled(qtbot)
    assert fills(page)["电报"] == "手机号"
    assert "手机号" not in free(page)
    assert wizard.effect is not None
    phones = [row.values["phone"] for row in wizard.effect.plan.rows]
    assert phones == ["13800000001", "13800000002"]
    page.free.dropMimeData(
        page.columns.mimeData([page.columns.index(row_of(page, "电报"), HEAD)]),
        Qt.DropAction.CopyAction,
        -1,
        -1,
        page.free.index(0),
    )
    settled(qtbot)
    assert fills(page)["电报"] == "不导入"
    assert "手机号" in free(page)
    assert wizard.plan_pane is not None
    wizard.plan_pane.tools.undo_button.click()
    settled(qtbot)
    assert fills(page)["电报"] == "手机号"


def test_a_column_is_mapped_with_the_keyboard_alone(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    page = shown(qtbot, wizard, odd())
    page.table.setCurrentIndex(page.columns.index(row_of(page, "电报"), FILLS))
    page.free_list.setCurrentIndex(page.free.index(free(page).index("手机号")))
    page.free_list.activated.emit(page.free_list.currentIndex())
    settled(qtbot)
    assert fills(page)["电报"] == "手机号"
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settled(qtbot)
    assert fills(page)["电报"] == "不导入"


def test_an_item_goes_from_one_column_to_another_and_back_by_its_word(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    page = shown(qtbot, wizard, odd())
    for head in ("电报", "鞋码"):
        page.columns.setData(page.columns.index(row_of(page, head), FILLS), "name")
        settled(qtbot)
    told = fills(page)
    assert told["鞋码"] == "姓名"
    assert "姓名" not in (told["姓名"], told["电报"])
    here = page.columns.index(row_of(page, "鞋码"), FILLS)
    assert BY_ITS_WORD in [key for key, _ in here.data(CHOICES)]
    page.columns.setData(here, BY_ITS_WORD)
    settled(qtbot)
    assert fills(page)["姓名"] == "姓名"
    assert wizard.banner.isHidden()


def test_a_policy_keeps_what_is_there(
    qtbot: QtBot,
    office: Office,
    people: list[int],
    wizard: ImportWizard,
) -> None:
    edit(office, "members", people[0], staff_no="A1")
    name = value(office, "members", people[0], "name")
    rows = [("姓名", "工号", "手机号"), (name, "A1", "13811112222")]
    page = shown(qtbot, wizard, book_of({"表": rows}))
    assert states(wizard) == [RowState.CHANGED]
    place = page.columns.index(row_of(page, "手机号"), POLICY)
    assert place.data() == "以文件为准"
    page.columns.setData(place, str(Policy.KEEP))
    settled(qtbot)
    assert place.data() == "不改已有的"
    assert states(wizard) == [RowState.SAME]
    assert not wizard.apply_button.isEnabled()


def test_what_was_mapped_is_remembered_for_the_next_file(
    qtbot: QtBot, office: Office, wizard: ImportWizard
) -> None:
    page = shown(qtbot, wizard, odd())
    drop(page, "手机号", "电报")
    settled(qtbot)
    with qtbot.waitSignal(wizard.imported):
        wizard.apply()
    settled(qtbot)
    again = ImportWizard(office, office.register("members"))
    qtbot.addWidget(again)
    page = shown(qtbot, again, odd())
    assert fills(page)["电报"] == "手机号"
    assert page.note.text() == "按上次的对应读取。"
    assert again.plan_pane is not None
    assert "按上次的对应" in again.plan_pane.sentence.text()


def test_a_sheet_is_left_out_and_taken_again(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    sheets = {"一队": [("姓名",), ("张三",)], "二队": [("姓名",), ("李四",)]}
    page = shown(qtbot, wizard, book_of(sheets))
    page.tabs.setCurrentIndex(1)
    page.take_box.click()
    settled(qtbot)
    assert page.tabs.tabText(1) == "二队（不导入）"
    assert wizard.effect is not None
    assert len(wizard.effect.plan.rows) == 1
    page.take_box.click()
    settled(qtbot)
    assert len(wizard.effect.plan.rows) == 2


def test_a_header_row_that_cannot_be_is_said_and_taken_back(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    page = shown(qtbot, wizard, odd())
    with qtbot.waitSignal(wizard.refused):
        page.header_row.setValue(40)
    settled(qtbot)
    assert "第 40 行" in wizard.banner.sentence
    assert page.header_row.value() == 1
    assert wizard.apply_button.isEnabled()


def test_a_file_without_a_known_header_is_mapped_by_hand(
    qtbot: QtBot, office: Office, wizard: ImportWizard
) -> None:
    with qtbot.waitSignal(wizard.columns_wanted, timeout=20_000):
        wizard.take_workbook(book_of({"表": UNKNOWN}))
    assert wizard.review is not None
    page = wizard.review.unread.columns
    assert not wizard.apply_button.isEnabled()
    assert free(page)[0] == "姓名（必填）"
    assert [column.header for column in page.columns.columns] == ["甲", "乙", "丙"]
    drop(page, "姓名（必填）", "甲")
    settled(qtbot)
    assert wizard.plan_pane is not None
    assert wizard.plan_pane.tools.undo_button.isEnabled()
    page = wizard.plan_pane.columns
    drop(page, "工种", "丙")
    settled(qtbot)
    assert wizard.apply_button.text() == "导入 2 条"
    assert page.isVisible()
    page.take_box.click()
    settled(qtbot)
    assert wizard.review.currentWidget() is wizard.review.unread
    assert "至少选择一个" in wizard.review.unread.sentence.text()


def test_the_models_obey_the_rules_of_models(
    qtbot: QtBot, wizard: ImportWizard, qtmodeltester: object
) -> None:
    page = shown(qtbot, wizard, odd())
    qtmodeltester.check(page.columns)  # type: ignore[attr-defined]  # pytest-qt's
    qtmodeltester.check(page.free)  # type: ignore[attr-defined]  # pytest-qt's


def test_nothing_else_can_be_dropped(office: Office) -> None:
    page = ColumnsPage(office.register("members"))
    other = FreeItems()
    assert not other.dropMimeData(
        dragged(NOT_IMPORTED), Qt.DropAction.CopyAction, -1, -1, other.index(0)
    )
    assert other.mimeTypes() == page.columns.mimeTypes() == [MIME]
    page.deleteLater()
