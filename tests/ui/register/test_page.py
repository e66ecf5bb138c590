from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import inside, press, saved, seen, settled, write
from ui.refresh import Bus
from ui.register.page import RegisterPage
from unionoffice.office import Office

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


@pytest.fixture
def page(
    qtbot: QtBot,
    office: Office,
    bus: Bus,
    people: list[int],
    settings: dict[str, str],
) -> RegisterPage:
    assert people
    made = RegisterPage(office, office.register("members"), bus, settings)
    seen(qtbot, made)
    return made


def rows(page: RegisterPage) -> list[int]:
    return list(page.list.table.rows.keys)


def says(page: RegisterPage) -> str:
    return page.banner.sentence if not page.banner.isHidden() else ""


def choose(page: RegisterPage, key: str) -> None:
    wanted = next(item for item in page.register.filters if item.key == key)
    page.list.filters.put(wanted.of())  # type: ignore[call-arg]  # a named one


def test_all_rows_are_shown_and_counted(page: RegisterPage) -> None:
    assert (len(rows(page)), page.list.count.text()) == (60, "共 60 条")


def test_an_empty_register_says_what_to_do_first(
    qtbot: QtBot, office: Office, bus: Bus
) -> None:
    page = RegisterPage(office, office.register("members"), bus, {})
    seen(qtbot, page)
    texts = [label.text() for label in page.list.empty.findChildren(QLabel)]
    assert page.list.stack.currentWidget() is page.list.empty
    assert office.register("members").empty in texts
    with qtbot.waitSignal(page.import_requested):
        page.list.empty.buttons[0].click()
    with qtbot.waitSignal(page.form.record_shown):
        page.list.empty.buttons[1].click()


def test_searching_shows_the_people_found_and_counts_them(
    qtbot: QtBot, page: RegisterPage
) -> None:
    press(page.list.table, Qt.Key.Key_F, CONTROL)
    assert page.list.search.hasFocus()
    write(page.list.search, "王建国")
    qtbot.waitUntil(lambda: page.list.count.text() == "符合条件 3 条")


def test_nothing_found_offers_to_take_the_conditions_away(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.list.search.search_requested.emit("查无此人")
    settled(qtbot)
    shown = page.list.stack.currentWidget()
    page.list.no_match.buttons[0].click()
    settled(qtbot)
    assert shown is page.list.no_match
    assert len(rows(page)) == 60


def test_a_filter_narrows_the_list_and_its_chip_takes_it_away(
    qtbot: QtBot, page: RegisterPage
) -> None:
    choose(page, "missing-id_number")
    settled(qtbot)
    said = [chip.sentence for chip in page.list.filters.chips.chips]
    page.list.filters.chips.crosses()[0].click()
    settled(qtbot)
    assert said == ["缺身份证号"]
    assert page.list.filters.conditions == ()


def test_a_click_on_a_heading_sorts_in_the_store(
    qtbot: QtBot, page: RegisterPage, settings: dict[str, str], office: Office
) -> None:
    header = page.list.table.horizontalHeader()
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    settled(qtbot)
    ages = [page.list.table.rows.words(row)[2] for row in range(60)]
    assert ages == sorted(ages, key=int, reverse=True)
    again = RegisterPage(office, page.register, Bus(), settings)
    qtbot.addWidget(again)
    assert again.list.arranged.sort == "age"


def test_a_third_click_goes_back_to_the_order_of_the_register(
    qtbot: QtBot, page: RegisterPage
) -> None:
    first = rows(page)
    header = page.list.table.horizontalHeader()
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    settled(qtbot)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    settled(qtbot)
    assert rows(page) == first


def test_reading_again_keeps_selection_and_place(
    qtbot: QtBot, page: RegisterPage, office: Office, bus: Bus, people: list[int]
) -> None:
    table = page.list.table
    table.selectRow(30)
    table.scrollTo(table.rows.index(30, 0), table.ScrollHint.PositionAtTop)
    kept, top = table.selected_keys(), table.rows.key_at(table.rowAt(0))
    draft = office.new_draft(office.register("members"), {"name": "阿大"})
    bus.publish(office.save(draft))
    settled(qtbot)
    assert len(rows(page)) == len(people) + 1
    assert table.selected_keys() == kept
    assert table.rows.key_at(table.rowAt(0)) == top


def test_a_double_click_opens_the_record_beside_the_list(
    qtbot: QtBot, page: RegisterPage
) -> None:
    key = rows(page)[4]
    with qtbot.waitSignal(page.form.record_shown):
        page.list.table.doubleClicked.emit(page.list.table.rows.index(4, 0))
    assert (page.form.record_id, page.list.isVisible()) == (key, True)
    assert page.form.header.position.text() == "5 / 60"


def test_enter_in_the_list_opens_the_record(qtbot: QtBot, page: RegisterPage) -> None:
    page.list.table.selectRow(2)
    with qtbot.waitSignal(page.form.record_shown):
        press(page.list.table, Qt.Key.Key_Return)
    assert page.form.record_id == rows(page)[2]


def test_an_open_form_follows_the_list(qtbot: QtBot, page: RegisterPage) -> None:
    page.open_record(rows(page)[0])
    settled(qtbot)
    with qtbot.waitSignal(page.form.record_shown):
        page.list.table.selectRow(9)
    assert page.form.record_id == rows(page)[9]


def test_next_goes_along_the_list(qtbot: QtBot, page: RegisterPage) -> None:
    page.open_record(rows(page)[0])
    settled(qtbot)
    page.form.header.next.click()
    settled(qtbot)
    assert page.form.record_id == rows(page)[1]
    assert page.list.table.selected_keys() == [rows(page)[1]]


def test_a_dirty_form_holds_the_list_back(qtbot: QtBot, page: RegisterPage) -> None:
    page.open_record(rows(page)[0])
    settled(qtbot)
    page.form.sheet.value_changed.emit()
    page.list.table.selectRow(9)
    page.form.banner.buttons[2].click()
    settled(qtbot)
    assert page.list.table.selected_keys() == [rows(page)[0]]
    assert "没有保存" in page.unsaved()


def test_on_a_narrow_window_the_form_takes_the_whole_page(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.resize(800, 600)
    page.open_record(rows(page)[0])
    settled(qtbot)
    alone = page.list.isHidden()
    page.form.close_requested.emit()
    assert (alone, page.list.isHidden(), page.form.isHidden()) == (True, False, True)


def test_ctrl_n_begins_a_record(qtbot: QtBot, page: RegisterPage) -> None:
    with qtbot.waitSignal(page.form.record_shown) as shown:
        press(page.list.table, Qt.Key.Key_N, CONTROL)
    assert shown.args == [None]


def test_a_saved_record_that_the_filter_hides_is_told_and_can_be_shown(
    qtbot: QtBot, page: RegisterPage
) -> None:
    choose(page, "in_union")
    page.open_new({"name": "钱多多"})
    settled(qtbot)
    with qtbot.waitSignal(page.form.record_saved) as done:
        page.form.save()
    qtbot.waitUntil(lambda: "列表中看不到" in says(page))
    page.banner.buttons[0].click()
    settled(qtbot)
    assert page.list.table.selected_keys() == [done.args[1]]
    assert page.list.filters.conditions == ()


def test_a_saved_record_is_selected_in_the_list(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.open_new({"name": "钱多多"})
    settled(qtbot)
    with qtbot.waitSignal(page.form.record_saved) as done:
        page.form.save()
    settled(qtbot)
    assert page.list.table.selected_keys() == [done.args[1]]


def test_deleting_moves_to_the_bin_and_can_be_undone(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.list.table.selectRow(3)
    key = rows(page)[3]
    page.list.table.setFocus()
    press(page.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: key not in rows(page))
    assert "移入回收站" in says(page)
    page.banner.buttons[0].click()
    qtbot.waitUntil(lambda: key in rows(page))


def test_the_bin_shows_what_was_deleted_and_gives_it_back(
    qtbot: QtBot, page: RegisterPage
) -> None:
    key = rows(page)[3]
    page.list.table.selectRow(3)
    page.list.tools.discard_button.click()
    settled(qtbot)
    page.list.tools.bin_button.click()
    settled(qtbot)
    in_bin = rows(page)
    page.list.table.selectRow(0)
    page.list.tools.restore_button.click()
    settled(qtbot)
    page.list.tools.bin_button.click()
    settled(qtbot)
    assert in_bin == [key]
    assert key in rows(page)


def test_a_record_in_the_bin_can_be_read_but_not_changed(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.list.table.selectRow(3)
    page.discard()
    settled(qtbot)
    page.list.tools.bin_button.click()
    settled(qtbot)
    page.open_record(rows(page)[0])
    settled(qtbot)
    assert inside(page.form.sheet.boxes["name"].editor).isReadOnly()
    assert not page.form.save_button.isEnabled()


def test_an_action_is_offered_exactly_when_it_fits(page: RegisterPage) -> None:
    offered = []
    for chosen in ([], [0], [0, 1]):
        table = page.list.table
        table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for row in chosen:
            index = table.rows.index(row, 0)
            table.selectionModel().select(index, flags.Select | flags.Rows)
        offered.append(len(page.list.tools.offered_actions()))
    assert offered == [0, 2, 1]


def test_an_action_may_open_the_form_of_another_register(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.list.table.selectRow(0)
    action = page.register.actions[0]
    with qtbot.waitSignal(page.new_record_requested) as asked:
        page.list.tools.action_requested.emit(action)
    assert asked.args == ["events", {"person_id": rows(page)[0]}]


def test_import_export_and_print_are_asked_of_other_screens(
    qtbot: QtBot, page: RegisterPage
) -> None:
    page.list.table.selectRow(0)
    with qtbot.waitSignal(page.import_requested) as imported:
        page.list.tools.import_button.click()
    with qtbot.waitSignal(page.export_requested) as exported:
        page.list.tools.export_button.click()
    with qtbot.waitSignal(page.print_requested) as printed:
        page.list.tools.print_button.click()
    assert imported.args == [page.register]
    assert exported.args == printed.args
    assert len(exported.args[0].keys) == 60
    assert exported.args[0].selected == ()


def test_chosen_columns_are_shown_and_kept(
    qtbot: QtBot, page: RegisterPage, settings: dict[str, str], office: Office
) -> None:
    page.list.tools.columns_button.click()
    chooser = page.list.chooser
    assert chooser is not None
    chooser.show_keys(["ethnic", "name"])
    chooser.apply_button.click()
    shown = [column.label for column in page.list.table.rows.columns]
    again = RegisterPage(office, page.register, Bus(), settings)
    qtbot.addWidget(again)
    kept = [column.label for column in again.list.table.rows.columns]
    assert shown == kept == ["民族", "姓名"]


def test_a_widened_column_stays_wide(
    qtbot: QtBot, page: RegisterPage, settings: dict[str, str]
) -> None:
    page.list.table.setColumnWidth(0, 333)
    qtbot.waitUntil(lambda: "333" in settings.get("list.members", ""))
    assert page.list.arranged.columns["name"] == 333


def test_sums_stand_below_the_list_and_below_the_selection(
    qtbot: QtBot, office: Office, bus: Bus, people: list[int]
) -> None:
    register = office.register("dues")
    for key in people[:3]:
        values = {"person_id": key, "month": office.clock.today().replace(day=1)}
        saved(office, office.new_draft(register, values | {"base": 400_000, "due": 0}))
    page = RegisterPage(office, register, bus, {})
    seen(qtbot, page)
    page.list.table.selectAll()
    settled(qtbot)
    assert page.list.sums.text().startswith("合计：应缴 ")
    assert page.list.selected_sums.text().startswith("已选 3 条：应缴 ")


def test_a_hidden_page_reads_again_when_it_is_seen(
    qtbot: QtBot, page: RegisterPage, office: Office, bus: Bus
) -> None:
    page.hide()
    bus.publish(
        office.save(office.new_draft(office.register("members"), {"name": "阿大"}))
    )
    settled(qtbot)
    unseen = len(rows(page))
    page.show()
    settled(qtbot)
    assert (unseen, len(rows(page))) == (60, 61)
