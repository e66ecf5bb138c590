"""One household on one page: who, why, what next, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.screens.hardship.conftest import DRAFT, ENDED, LIVE, key_of
from ui.screens.desk import Desk
from ui.screens.hardship.page import HouseholdPage
from ui.screens.hardship.pane import HouseholdPane
from ui.screens.hardship.room import HardshipRoom
from ui.screens.register_room import PartView
from unionoffice.hardship.filing.attention import Check
from unionoffice.office import Office

Drain = Callable[[], None]
Show = Callable[[str], HouseholdPane]


def type_into(inner: object, text: str) -> None:
    """Put words into a line as somebody would type them."""
    assert isinstance(inner, QLineEdit)
    inner.setText(text)
    inner.textEdited.emit(text)


def test_the_first_look_says_what_to_choose(page: HouseholdPage) -> None:
    assert page.list.table.rows.rowCount() == 3
    assert page.right.currentWidget() is page.right.nothing


def test_the_household_the_sentence_and_the_next_step_are_in_sight(
    show: Show, page: HouseholdPage
) -> None:
    pane = show(LIVE)
    assert page.right.shows_household
    assert pane.head.name.text() == "张三"
    assert (pane.head.state.text(), pane.head.category.text()) == ("在档", "深度困难")
    said = pane.verdict.sentence.text().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "(48 000 − 31 200) ÷ 2 ÷ 12 = 700.00 元 < 低保 1 062 元 → 深度困难"
    assert "2 000.00" in pane.verdict.made_by.text().replace("\N{NO-BREAK SPACE}", " ")
    assert pane.steps.next_button.text() == "下一步：年度复核"
    for seen in (pane.head.name, pane.verdict.sentence, pane.steps.next_button):
        assert page.rect().contains(seen.mapTo(page, seen.rect().bottomRight()))


def test_a_household_follows_the_row_of_the_list(
    page: HouseholdPage, show: Show, drain: Drain
) -> None:
    pane = show(LIVE)
    page.list.table.go_to(key_of(page, DRAFT))
    drain()
    assert pane.head.name.text() == "李大壮"


def test_enter_in_the_list_goes_into_the_household(
    page: HouseholdPage, drain: Drain
) -> None:
    page.list.table.setFocus()
    page.list.table.go_to(key_of(page, LIVE))
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    drain()
    assert QApplication.focusWidget() is page.pane.steps.next_button
    QTest.keyClick(page.pane.steps.next_button, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.table


def test_income_and_health_stand_on_the_file_and_can_be_hidden(show: Show) -> None:
    pane = show(LIVE)
    keys = [column.key for column in pane.people.rows.table.rows.columns]
    assert {"month_income", "health", "illness"} <= set(keys)
    assert "类风湿" in pane.people.rows.table.rows.words(1)
    pane.people.sensitive.setChecked(False)
    keys = [column.key for column in pane.people.rows.table.rows.columns]
    assert not {"month_income", "health", "illness"} & set(keys)


def test_they_are_in_no_column_of_the_list(page: HouseholdPage) -> None:
    fields = page.list.table.rows.columns
    assert not any(getattr(field, "sensitive", False) for field in fields)


def test_somebody_is_added_in_place_and_taken_back(
    show: Show, page: HouseholdPage, drain: Drain, office: Office
) -> None:
    pane = show(LIVE)
    pane.people.add_button.click()
    drain()
    form = pane.people.form
    assert form.sheet.boxes["file_id"].editor.value() == pane.file_id
    type_into(form.sheet.boxes["name"].editor.inner, "张小明")
    assert "家庭成员" in page.unsaved()
    form.save()
    drain()
    assert pane.people.currentWidget() is pane.people.rows
    assert len(pane.people.rows.table.rows.keys) == 3
    assert pane.tabs.tabText(0) == "家庭成员 3"
    page.banner.buttons[0].click()
    drain()
    assert len(pane.people.rows.table.rows.keys) == 2


def test_saving_and_going_on_stays_in_the_form_of_the_same_file(
    show: Show, drain: Drain
) -> None:
    pane = show(LIVE)
    pane.people.begin()
    drain()
    form = pane.people.form
    type_into(form.sheet.boxes["name"].editor.inner, "张小明")
    form.save_and_begin()
    drain()
    assert pane.people.currentWidget() is form
    assert form.record_id is None
    assert form.sheet.boxes["file_id"].editor.value() == pane.file_id


def test_the_head_is_not_taken_away(
    show: Show, page: HouseholdPage, drain: Drain, room: HardshipRoom
) -> None:
    pane = show(LIVE)
    table = pane.people.rows.table
    table.go_to(table.rows.key_at(0))
    pane.people.drop_button.click()
    drain()
    assert "户主本人" in page.banner.sentence
    assert len(table.rows.keys) == 2


def test_what_is_not_saved_is_asked_about_before_another_household(
    show: Show, page: HouseholdPage, drain: Drain
) -> None:
    pane = show(LIVE)
    type_into(pane.accounts.fields.editors["income_wage"].inner, "1000")
    show(DRAFT)
    assert pane.head.name.text() == "张三"
    assert "收支核算" in page.banner.sentence
    page.banner.buttons[1].click()
    assert page.list.table.current_key == key_of(page, LIVE)
    show(DRAFT)
    page.banner.buttons[0].click()
    drain()
    assert pane.head.name.text() == "李大壮"
    assert page.unsaved() == ""


def test_all_fields_are_a_key_away_and_lead_back(
    show: Show, page: HouseholdPage, drain: Drain
) -> None:
    pane = show(LIVE)
    QTest.keyClick(pane.steps.next_button, Qt.Key.Key_F2)
    drain()
    assert page.form.isVisible()
    assert page.form.record_id == pane.file_id
    assert not page.right.isVisible()
    titles = {page.form.tabs.tabText(n) for n in range(page.form.tabs.count())}
    assert {"资料", "查阅登记"} <= titles
    assert not {"家庭成员", "收支核算", "帮扶救助"} & titles
    page.close_form()
    drain()
    assert pane.isVisible()


def test_a_file_that_is_begun_becomes_a_household(
    page: HouseholdPage, drain: Drain, office: Office
) -> None:
    from tests.unionoffice.hardship import filing

    head = filing.person(office, "赵六")
    page.list.tools.new_button.click()
    drain()
    page.open_new({"person_id": head})
    drain()
    page.form.save()
    drain()
    assert page.pane.head.name.text() == "赵六"
    assert page.pane.verdict.sentence.text() == "还没有收支核算"
    assert page.pane.steps.next_button.text() == "下一步：申请"
    assert "下一步" in page.banner.sentence


def test_a_member_that_is_asked_for_elsewhere_is_shown_in_its_household(
    room: HardshipRoom, page: HouseholdPage, drain: Drain, office: Office
) -> None:
    members = office.register("hardship-members")
    view = replace(office.view(members), search="周桂兰")
    (key,) = office.ids(view)
    room.open_part("hardship-members", key)
    drain()
    assert page.pane.head.name.text() == "张三"
    assert page.pane.people.form.record_id == key


def test_a_step_that_is_asked_for_elsewhere_is_shown_in_its_household(
    room: HardshipRoom, page: HouseholdPage, drain: Drain, office: Office
) -> None:
    key = office.ids(office.view(office.register("hardship-steps")))[0]
    room.open_part("hardship-steps", key)
    drain()
    assert page.pane.tabs.currentWidget() is page.pane.history
    assert page.pane.history.table.rowCount()


def test_a_member_is_begun_in_the_household_that_is_named(
    room: HardshipRoom, page: HouseholdPage, drain: Drain
) -> None:
    room.begin_part("hardship-members", {"file_id": key_of(page, DRAFT)})
    drain()
    assert page.pane.head.name.text() == "李大壮"
    assert page.pane.people.currentWidget() is page.pane.people.form


def test_a_member_without_a_household_is_told_what_comes_first(
    room: HardshipRoom, page: HouseholdPage
) -> None:
    room.begin_part("hardship-members", {"person_id": 1})
    assert "先打开" in page.banner.sentence


def test_a_part_that_is_gone_is_a_sentence(
    room: HardshipRoom, page: HouseholdPage, drain: Drain
) -> None:
    room.open_part("hardship-materials", 999)
    drain()
    assert "不存在" in page.banner.sentence


def test_the_people_of_all_households_can_be_listed_and_left(
    show: Show, room: HardshipRoom, drain: Drain
) -> None:
    pane = show(LIVE)
    pane.head.part_requested.emit("hardship-members")
    drain()
    view = room.over
    assert isinstance(view, PartView)
    assert view.room.page.list.table.rows.rowCount() == 4
    view.back_button.click()
    assert room.over is None


def test_a_paper_of_the_household_is_shown(show: Show, room: HardshipRoom) -> None:
    pane = show(LIVE)
    pane.head.paper_requested.emit("hardship-list")
    assert room.preview is not None
    assert room.preview.request().ids == (pane.file_id,)


def test_help_is_asked_for_with_the_file_filled_in(
    show: Show, desk: Desk, qtbot: pytest.FixtureRequest
) -> None:
    pane = show(LIVE)
    asked: list[tuple[str, object]] = []
    desk.new_record_requested.connect(lambda key, told: asked.append((key, told)))
    assert pane.aid is not None
    assert pane.visits is not None
    pane.aid.begin_button.click()
    pane.visits.begin_button.click()
    pane.head.look_requested.emit()
    assert [key for key, _ in asked] == ["aid", "visits", "hardship-looks"]
    assert all(told["file_id"] == pane.file_id for _, told in asked)  # type: ignore[index]  # a dict


def test_what_wants_doing_is_listed_counted_and_led_to(
    page: HouseholdPage, drain: Drain
) -> None:
    assert page.left.tabs.tabText(1) == f"需要处理 {len(page.needs.needs)}"
    places = [need.check for need in page.needs.needs]
    row = places.index(Check.SIZE)
    page.left.turn()
    page.needs.table.selectRow(row)
    drain()
    assert page.pane.head.name.text() == "张三"
    assert "3 人" in page.pane.needs.text()
    QTest.keyClick(page.needs.table, Qt.Key.Key_Return)
    drain()
    assert QApplication.focusWidget() is page.pane.steps.next_button


def test_what_was_done_leaves_the_list_of_what_wants_doing(
    page: HouseholdPage, drain: Drain, office: Office, desk: Desk
) -> None:
    before = len(page.needs.needs)
    register = office.register("hardship-files")
    draft = office.draft(register, key_of(page, LIVE))
    desk.bus.publish(office.save(draft.with_values(household_size=2)))
    drain()
    assert len(page.needs.needs) == before - 1


def test_on_a_small_screen_list_and_household_take_turns(
    page: HouseholdPage, room: HardshipRoom, show: Show
) -> None:
    room.resize(960, 440)
    room.resize(860, 440)
    pane = show(LIVE)
    assert not page.left.isVisible()
    assert pane.head.close_button.isVisible()
    pane.steps.next_button.click()
    assert not pane.tabs.isVisible()
    pane.step_form.back_button.click()
    assert pane.tabs.isVisible()
    pane.head.close_button.click()
    assert page.left.isVisible()


def test_a_closed_file_can_only_be_read(show: Show) -> None:
    pane = show(ENDED)
    said = pane.steps.hint.text()
    assert "2036-03-02" in said
    assert "10 年" in said
    assert pane.steps.next_button.text() == "重新建档"
    assert not pane.people.add_button.isVisible()
    pane.tabs.setCurrentWidget(pane.accounts)
    assert not pane.accounts.save_button.isVisible()
    assert all(
        editor.inner.isReadOnly()  # type: ignore[attr-defined]  # a line
        for editor in pane.accounts.fields.editors.values()
    )


def test_a_household_in_need_again_gets_a_new_file_tied_to_the_old(
    show: Show, page: HouseholdPage, drain: Drain
) -> None:
    pane = show(ENDED)
    pane.steps.next_button.click()
    drain()
    assert pane.head.name.text() == "王有田"
    assert pane.head.state.text() == "草稿"
    assert pane.steps.before_button.text() == f"原档案 {ENDED}"
    pane.steps.before_button.click()
    drain()
    assert pane.head.state.text() == "脱困撤档"
    assert not pane.steps.next_button.isVisible()
    assert pane.steps.after_button.text().startswith("新档案")


def test_a_file_that_an_undo_takes_away_leaves_the_page_calm(
    show: Show, page: HouseholdPage, drain: Drain
) -> None:
    pane = show(ENDED)
    pane.steps.next_button.click()
    drain()
    page.banner.buttons[0].click()
    drain()
    assert page.right.currentWidget() is page.right.nothing
    assert pane.file_id is None


def test_a_draft_in_the_recycle_bin_is_shown_with_all_its_fields(
    page: HouseholdPage, drain: Drain
) -> None:
    key = key_of(page, DRAFT)
    page.list.table.go_to(key)
    page.list.tools.discard_button.click()
    drain()
    page.list.tools.bin_button.setChecked(True)
    drain()
    page.open_record(key)
    drain()
    assert page.form.isVisible()
