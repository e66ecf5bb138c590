"""查重 in the window: a pair is found, chosen value by value, merged and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.offices import dump, edit, new
from ui.screens.desk import Desk
from ui.screens.doubles.choice_table import KEPT, LOST, REASON
from ui.screens.doubles.merge_view import MergeView
from ui.screens.doubles.page import HOW_SURE, WHY, DoublesPage
from ui.screens.doubles.room import DoublesRoom
from ui.screens.doubles.told_apart import ToldApartPage
from ui.screens.register_room import RegisterRoom
from unionoffice.catalogue import DOUBLES
from unionoffice.members.photos import keep_photo
from unionoffice.merging.comparison import Side
from unionoffice.merging.pairs import Pair, Search
from unionoffice.office import Office
from unionoffice.progress import SILENT, Progress

Drain = Callable[[], None]


def write_twice(office: Office) -> tuple[int, int]:
    """Somebody of the sample once more, with another telephone and dues."""
    register = office.register("members")
    first = office.ids(office.view(register))[2]
    held = office.draft(register, first).values
    same = {key: held[key] for key in ("name", "born_on", "sex", "unit_id")}
    told = {"phone": "13800000009", "note": "困难", "joined_on": date(2020, 5, 1)}
    second = new(office, "members", **same, **told)
    edit(office, "members", first, phone="13800000001", note="老会员")
    new(office, "dues", person_id=second, month=date(2019, 1, 1), base=300_000)
    return first, second


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> DoublesRoom:
    write_twice(desk.office)
    made = DoublesRoom(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    drain()
    return made


def opened(room: DoublesRoom, drain: Drain) -> MergeView:
    room.page.table.pair_opened.emit()
    drain()
    assert room.view is not None
    return room.view


def row_of(view: MergeView, label: str) -> int:
    labels = [choice.label for choice in view.fields.table.choices]
    return labels.index(label)


def test_a_pair_is_found_chosen_merged_and_taken_back(
    qtbot: QtBot, room: DoublesRoom, desk: Desk, drain: Drain
) -> None:
    path = desk.office.store.path
    before = dump(path)
    assert room.page.table.words(0, HOW_SURE) == "很像"
    assert room.page.table.words(0, WHY).startswith("姓名相同")
    view = opened(room, drain)
    told = view.comparison
    assert told is not None
    assert view.linked.moved.words(0, 0) == "会费台账（会员）1 条"
    assert view.linked.collisions.rowCount() == 1
    table = view.fields.table
    row = row_of(view, "手机号")
    table.setCurrentCell(row, KEPT)
    QTest.keyClick(table, Qt.Key.Key_Right)
    table.cellClicked.emit(row_of(view, "备注"), LOST)
    table.cellClicked.emit(row_of(view, "备注"), REASON)
    drain()
    assert table.choices[row].chosen is Side.LOST
    assert table.choices[row_of(view, "备注")].chosen is Side.BOTH
    with qtbot.waitSignal(desk.bus.changed):
        view.merge_button.click()
    drain()
    kept = desk.office.draft(told.register, told.kept.record_id or 0)
    assert kept.values["phone"] == "13800000009"
    assert kept.values["note"] == "老会员\n困难"
    assert room.view is None
    assert room.page.pairs == ()
    assert room.page.stack.currentWidget() is room.page.nothing
    [undo] = room.page.banner.buttons
    undo.click()
    drain()
    assert dump(path) == before
    assert len(room.page.pairs) == 1


def test_the_other_record_is_kept_with_what_was_chosen(
    room: DoublesRoom, drain: Drain
) -> None:
    view = opened(room, drain)
    view.choose("phone", Side.LOST)
    view.swap_button.click()
    drain()
    table = view.fields.table
    assert table.choices[row_of(view, "手机号")].chosen is Side.KEPT
    assert table.words(row_of(view, "手机号"), KEPT) == "13800000009"
    [double] = [c for c in view.linked.collisions.choices if c.free]
    assert (double.chosen, double.reason) == (Side.KEPT, "日期较早")
    view.linked.collisions.cellClicked.emit(0, LOST)
    drain()
    assert view.linked.collisions.choices[0].chosen is Side.LOST
    assert view.fields.fold_button.text().startswith("显示相同的")
    count = table.rowCount()
    view.fields.fold_button.click()
    assert table.rowCount() > count


def photo(colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (60, 84), colour).save(content, "JPEG")
    return content.getvalue()


def test_of_two_photos_both_are_seen(
    room: DoublesRoom, desk: Desk, drain: Drain
) -> None:
    [pair] = room.page.pairs
    for suspect, colour in ((pair.a, "red"), (pair.b, "blue")):
        digest = keep_photo(desk.office, photo(colour), "照片.jpg")
        edit(desk.office, "members", suspect.record_id, photo=digest)
    view = opened(room, drain)
    row, table = row_of(view, "照片"), view.fields.table
    shown = [table.item(row, column) for column in (KEPT, LOST)]
    assert [item.text() for item in shown if item] == ["留这张", "有照片"]
    assert all(item is not None and not item.icon().isNull() for item in shown)


def test_who_is_told_apart_is_gone_from_the_list_until_that_is_taken_back(
    room: DoublesRoom, drain: Drain
) -> None:
    opened(room, drain).apart_button.click()
    drain()
    assert room.page.pairs == ()
    assert "不是同一人" in room.page.banner.sentence
    room.page.marks_button.click()
    drain()
    page = room.over
    assert isinstance(page, ToldApartPage)
    page.button.click()
    drain()
    assert page.table.rowCount() == 0
    page.close_requested.emit()
    drain()
    assert len(room.page.pairs) == 1


def test_why_two_cannot_be_one_is_said_and_the_button_is_off(
    room: DoublesRoom, desk: Desk, drain: Drain
) -> None:
    [pair] = room.page.pairs
    told = {"person_id": pair.b.record_id, "kind": "died"}
    new(desk.office, "events", happened_on=date(2025, 12, 30), **told)
    told |= {"person_id": pair.a.record_id, "kind": "noted", "away": "lent"}
    new(desk.office, "events", happened_on=date(2025, 12, 31), **told)
    view = opened(room, drain)
    assert "会籍变动不能成立" in view.obstacle.text()
    assert not view.merge_button.isEnabled()
    view.skip_button.click()
    drain()
    assert room.view is None


def test_two_selected_rows_of_a_register_are_merged(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    office = desk.office
    root = office.ids(office.view(office.register("units")))[0]
    for name in ("选煤一车间", "选一车间"):
        new(office, "units", name=name, kind="team", parent_id=root)
    room = RegisterRoom(desk, office.register("units"))
    qtbot.addWidget(room)
    room.show()
    drain()
    rows, table = room.page.list.table.rows, room.page.list.table
    keys = office.ids(office.view(room.page.register))[-2:]
    places = [rows.row_of(key) for key in keys]
    assert None not in places
    table.clearSelection()
    table.setSelectionMode(table.SelectionMode.MultiSelection)
    for place in places:
        table.selectRow(place or 0)
    [action] = [each for each in room.page.register.actions if each.key == "merge"]
    assert action in room.page.list.tools.offered_actions()
    room.page.run_action(action)
    drain()
    view = room.over
    assert isinstance(view, MergeView)
    assert not view.skip_button.isVisibleTo(view)
    view.merge_button.click()
    drain()
    assert room.over is None
    assert room.page.banner.sentence.startswith("已把“")
    assert len(office.ids(office.view(room.page.register))) == rows.rowCount()


def endless(_office: Office, progress: Progress = SILENT) -> list[Pair]:
    """A search that ends only when somebody stops it."""
    while True:
        progress.check()


def test_the_search_can_be_stopped_and_another_begun(
    qtbot: QtBot, desk: Desk, drain: Drain
) -> None:
    page = DoublesPage(desk, (Search("members", endless, ""), DOUBLES[1]))
    qtbot.addWidget(page)
    page.show()
    assert page.stack.currentWidget() is page.working
    page.working.cancel_button.click()
    drain()
    assert page.stack.currentWidget() is page.stopped
    page.again_button.click()
    page.tabs.setCurrentIndex(1)
    drain()
    assert page.stack.currentWidget() is page.nothing
    assert (
        page.nothing.sentence.text() == "比对了全部单位的名称、上级、电话和其中的人。"
    )
