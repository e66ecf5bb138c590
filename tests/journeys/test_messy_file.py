"""A messy file from a workshop: mended, mapped, asked about, applied, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.test_first_morning import found_the_office, room
from tests.offices import UNTOLD, dump, write_sheets
from tests.ui.register.conftest import write
from ui.main_window import MainWindow
from ui.register.importing.cell_editor import CellLine
from ui.register.importing.column_rows import FILLS
from ui.register.importing.plan import COLUMNS, QUESTIONS, ROWS, PlanPane
from ui.register.importing.wizard import ImportWizard
from ui.screens.register_room import RegisterRoom
from unionoffice import idcard
from unionoffice.paths import store_file

Drain = Callable[[], None]
IDS = [idcard.make("370825", date(1990, 1, day), 103) for day in range(1, 5)]
WRONG_ID = IDS[0][:17] + ("0" if IDS[0][17] != "0" else "1")
HEAD = ("姓名", "身份证号", "性别", "小号", "所在单位")
PEOPLE = (
    ("张　三", WRONG_ID, "男", "13800000001", "采煤一队"),
    ("李四", IDS[1], "难", "13800000002", "采煤二队"),
    ("王五", IDS[2], "男", "138", "采煤一队"),
    ("赵六", IDS[3], "男", "13800000004", "机电队"),
    ("合计", "4 人", "", "", ""),
)
UNITS = (
    ("北井", "company", ""),
    ("南井", "company", ""),
    ("采煤一队", "team", "北井"),
    ("采煤二队", "team", "南井"),
    ("机电队", "team", "北井"),
    ("机电队", "team", "南井"),
)
KEPT = UNTOLD | {"sheet_layout"}
"""What the undo of an import leaves: the trail, and how such files are read."""


def set_up_teams(window: MainWindow, drain: Drain) -> None:
    """Two pits, each with a team of the same name."""
    place = window.open_page("units")
    assert isinstance(place, RegisterRoom)
    form = place.page.form
    keys: dict[str, int | None] = {}
    for name, kind, above in UNITS:
        values = {"name": name, "kind": kind, "parent_id": keys.get(above)}
        place.page.open_new(values)
        drain()
        form.save()
        drain()
        keys[name] = form.record_id
    place.page.close_form()


def pane_of(wizard: ImportWizard) -> PlanPane:
    assert wizard.plan_pane is not None
    return wizard.plan_pane


def drop_on_column(pane: PlanPane, item: str, head: str) -> None:
    """Drag an item of the list to a column of the file."""
    pane.tabs.setCurrentIndex(COLUMNS)
    page = pane.columns
    names = [page.free.index(row).data() for row in range(page.free.rowCount())]
    heads = [column.header for column in page.columns.columns]
    place = page.columns.index(heads.index(head), FILLS)
    dragged = page.free.mimeData([page.free.index(names.index(item))])
    event = QDropEvent(
        QPointF(page.table.visualRect(place).center()),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.table.dropEvent(event)


def mend_here(pane: PlanPane, said: str) -> None:
    """Type over the cell in hand; Enter goes on to the next that is wrong."""
    QTest.keyClick(pane.table, Qt.Key.Key_F2)
    found = pane.table.findChildren(CellLine)
    (line,) = (line for line in found if line.isVisible())
    line.selectAll()
    write(line, said)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def figures(pane: PlanPane) -> dict[str, int]:
    return {tile.figure.label: tile.figure.count for tile in pane.bar.tiles}


def test_a_messy_file_is_put_right_applied_and_taken_back(
    window: MainWindow, qtbot: QtBot, drain: Drain, folder: Path, tmp_path: Path
) -> None:
    found_the_office(window, qtbot)
    room(window).go_back()
    set_up_teams(window, drain)
    before = dump(store_file(folder), beside=KEPT)
    file = write_sheets(tmp_path / "车间报来.xlsx", {"名单": [HEAD, *PEOPLE]})
    place = room(window)
    wizard = place.open_import(file)
    with qtbot.waitSignal(wizard.plan_shown, timeout=20_000):
        pass
    pane = pane_of(wizard)
    assert figures(pane)["不能导入"] == figures(pane)["待选择"] == 1

    drop_on_column(pane, "手机号", "小号")
    drain()
    assert "（1 列不认识）" not in pane.tabs.tabText(COLUMNS)

    pane.tabs.setCurrentIndex(ROWS)
    pane.go_to_problem()
    for said in (IDS[0], "男", "13800000003"):
        mend_here(pane, said)
    drain()
    assert figures(pane)["不能导入"] == figures(pane)["需要核对"] == 0

    pane.tabs.setCurrentIndex(QUESTIONS)
    answers = pane.questions.panel.answers
    second = next(b for b in answers.values() if "南井" in b.text())
    second.click()
    drain()
    assert figures(pane)["新增"] == 4

    with qtbot.waitSignal(wizard.imported):
        wizard.apply_button.click()
    drain()
    page = place.page
    qtbot.waitUntil(lambda: page.list.count.text() == "共 4 条")
    assert dump(store_file(folder), beside=KEPT) != before
    undo = next(b for b in page.banner.buttons if b.text() == "撤销导入")
    undo.click()
    drain()
    qtbot.waitUntil(lambda: page.list.count.text() == "共 0 条")
    assert dump(store_file(folder), beside=KEPT) == before
