from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import inside, press, saved, seen, settled, write
from ui.refresh import Bus
from ui.register.editing.field_box import FieldBox
from ui.register.editing.form import RecordForm
from ui.register.page import surroundings_of
from unionoffice.office import Office

CARD = "11010519491231002X"


@pytest.fixture
def form(qtbot: QtBot, office: Office, bus: Bus) -> RecordForm:
    made = RecordForm(office, office.register("members"), bus, surroundings_of(office))
    seen(qtbot, made, 560)
    return made


def opened(qtbot: QtBot, form: RecordForm, key: int) -> RecordForm:
    with qtbot.waitSignal(form.record_shown):
        form.open_record(key)
    return form


def begun(qtbot: QtBot, form: RecordForm) -> RecordForm:
    with qtbot.waitSignal(form.record_shown):
        form.open_new()
    return form


def box(form: RecordForm, key: str) -> FieldBox:
    return form.sheet.boxes[key]


def fill(form: RecordForm, key: str, text: str) -> None:
    """Go into a field, type over what is there, and stay."""
    editor = box(form, key).editor
    editor.inner.setFocus()
    line = getattr(editor.inner, "lineEdit", lambda: None)() or inside(editor)
    line.selectAll()
    write(line, text)


def choose(form: RecordForm, key: str, words: str) -> None:
    """Choose from the list of a field."""
    combo = inside(box(form, key).editor)
    combo.activated.emit(combo.findText(words))


def test_a_record_is_shown_with_its_computed_facts(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    assert box(form, "name").editor.value() == "王建国"
    assert "王建国" in form.header.title.text()
    assert not form.dirty


def test_opening_a_record_of_a_reference_shows_its_words(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    assert inside(box(form, "unit_id").editor).currentText() == "综采一队"


def test_typing_makes_the_form_dirty_and_says_so(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    with qtbot.waitSignal(form.dirty_changed):
        fill(form, "trade", "爆破工")
    assert form.dirty
    assert form.state.text() == "有未保存的修改"


def test_saving_writes_the_record_and_tells_everybody(
    qtbot: QtBot, form: RecordForm, bus: Bus, office: Office, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "trade", "爆破工")
    with qtbot.waitSignals([form.record_saved, bus.changed]):
        form.save()
    settled(qtbot)
    draft = office.draft(office.register("members"), people[0])
    assert (draft.values["trade"], form.dirty) == ("爆破工", False)


def test_ctrl_s_saves(qtbot: QtBot, form: RecordForm, people: list[int]) -> None:
    opened(qtbot, form, people[0])
    fill(form, "trade", "爆破工")
    with qtbot.waitSignal(form.record_saved):
        press(
            box(form, "trade").editor.inner,
            Qt.Key.Key_S,
            Qt.KeyboardModifier.ControlModifier,
        )


def test_the_save_button_saves(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "trade", "爆破工")
    with qtbot.waitSignal(form.record_saved):
        form.save_button.click()


def test_a_new_record_is_written_and_then_shown_as_it_is(
    qtbot: QtBot, form: RecordForm
) -> None:
    begun(qtbot, form)
    fill(form, "name", "钱多多")
    with qtbot.waitSignal(form.record_saved) as signal:
        form.save()
    qtbot.waitUntil(lambda: form.record_id == signal.args[1])
    assert "钱多多" in form.header.title.text()


def test_save_and_new_leaves_an_empty_form(qtbot: QtBot, form: RecordForm) -> None:
    begun(qtbot, form)
    fill(form, "name", "钱多多")
    with qtbot.waitSignal(form.record_saved):
        form.new_button.click()
    settled(qtbot)
    assert (form.record_id, box(form, "name").editor.value()) == (None, None)
    assert box(form, "name").editor.inner.hasFocus()


def test_enter_goes_to_the_next_field(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    here = box(form, "phone").editor.inner
    here.setFocus()
    press(here, Qt.Key.Key_Return)
    assert box(form, "address").editor.inner.hasFocus()


def test_the_id_number_fills_in_sex_and_birth_date(
    qtbot: QtBot, form: RecordForm
) -> None:
    begun(qtbot, form)
    fill(form, "name", "钱多多")
    fill(form, "id_number", CARD)
    box(form, "phone").editor.inner.setFocus()
    qtbot.waitUntil(lambda: box(form, "sex").editor.value() is not None)
    assert box(form, "born_on").editor.value() == date(1949, 12, 31)


def test_a_bad_id_number_is_said_beside_the_field_on_leaving(
    qtbot: QtBot, form: RecordForm
) -> None:
    begun(qtbot, form)
    fill(form, "id_number", "110105")
    while_typing = box(form, "id_number").complaint
    box(form, "phone").editor.inner.setFocus()
    assert while_typing == ""
    qtbot.waitUntil(lambda: "18" in box(form, "id_number").complaint)


def test_a_passport_is_taken_as_it_is_written(
    qtbot: QtBot, form: RecordForm, office: Office
) -> None:
    begun(qtbot, form)
    fill(form, "name", "大卫")
    choose(form, "id_type", "护照")
    fill(form, "id_number", "e12345678")
    box(form, "phone").editor.inner.setFocus()
    settled(qtbot)
    assert box(form, "id_number").complaint == ""
    with qtbot.waitSignal(form.record_saved) as signal:
        form.save()
    draft = office.draft(office.register("members"), signal.args[1])
    assert (draft.values["id_type"], draft.values["id_number"]) == ("10", "E12345678")


def test_a_disagreement_with_the_id_number_stays_in_sight(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "id_number", CARD)
    box(form, "phone").editor.inner.setFocus()
    qtbot.waitUntil(lambda: "不符" in box(form, "born_on").complaint)
    box(form, "address").editor.inner.setFocus()
    settled(qtbot)
    assert "不符" in box(form, "born_on").complaint


def test_no_field_is_judged_before_it_was_visited(
    qtbot: QtBot, office: Office, bus: Bus
) -> None:
    form = RecordForm(office, office.register("events"), bus, surroundings_of(office))
    seen(qtbot, form, 560)
    begun(qtbot, form)
    fill(form, "handler", "陈干事")
    box(form, "approval_no").editor.inner.setFocus()
    settled(qtbot)
    left, not_seen = box(form, "person_id"), box(form, "kind")
    assert (left.complaint, not_seen.complaint) == ("请填写会员", "")


def test_saving_without_a_required_field_goes_there(
    qtbot: QtBot, form: RecordForm
) -> None:
    begun(qtbot, form)
    fill(form, "phone", "13912345678")
    form.save()
    settled(qtbot)
    assert box(form, "name").complaint == "请填写姓名"
    assert box(form, "name").editor.inner.hasFocus()


def test_what_cannot_be_read_is_not_saved(
    qtbot: QtBot, form: RecordForm, office: Office, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "dues_base", "很多")
    form.save()
    settled(qtbot)
    draft = office.draft(office.register("members"), people[0])
    assert draft.values["dues_base"] == 420_000
    assert box(form, "dues_base").complaint != ""


def test_a_stale_record_is_refused_and_can_be_read_again(
    qtbot: QtBot, form: RecordForm, office: Office, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    draft = office.draft(office.register("members"), people[0])
    saved(office, draft.with_values(trade="电工"))
    fill(form, "trade", "爆破工")
    form.save()
    qtbot.waitUntil(lambda: not form.banner.isHidden())
    form.banner.buttons[0].click()
    settled(qtbot)
    assert (box(form, "trade").editor.value(), form.dirty) == ("电工", False)


def test_a_clean_form_lets_go_at_once(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    done: list[str] = []
    form.guard(lambda: done.append("gone"))
    assert done == ["gone"]


@pytest.mark.parametrize(
    ("answer", "outcome", "trade"),
    [(0, "gone", "爆破工"), (1, "gone", "采煤机司机"), (2, "stayed", "采煤机司机")],
)
def test_unsaved_changes_are_asked_about(
    qtbot: QtBot,
    form: RecordForm,
    office: Office,
    people: list[int],
    answer: int,
    outcome: str,
    trade: str,
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "trade", "爆破工")
    done: list[str] = []
    form.guard(lambda: done.append("gone"), lambda: done.append("stayed"))
    asked = list(done)
    form.banner.buttons[answer].click()
    qtbot.waitUntil(lambda: bool(done))
    settled(qtbot)
    draft = office.draft(office.register("members"), people[0])
    assert (asked, done, draft.values["trade"]) == ([], [outcome], trade)


def test_closing_the_question_means_to_stay(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "trade", "爆破工")
    done: list[str] = []
    form.guard(lambda: done.append("gone"), lambda: done.append("stayed"))
    form.banner.dismiss()
    qtbot.waitUntil(lambda: bool(done))
    assert (done, form.dirty) == (["stayed"], True)


def test_what_is_set_once_cannot_be_changed_later(
    qtbot: QtBot, office: Office, bus: Bus, people: list[int]
) -> None:
    register = office.register("events")
    form = RecordForm(office, register, bus, surroundings_of(office))
    qtbot.addWidget(form)
    event = office.ids(office.view(register))[0]
    opened(qtbot, form, event)
    person = inside(box(form, "person_id").editor)
    fixed = person.isReadOnly()
    begun(qtbot, form)
    assert (fixed, person.isReadOnly(), len(people)) == (True, False, 60)


def test_a_clean_form_follows_changes_made_elsewhere(
    qtbot: QtBot, form: RecordForm, office: Office, bus: Bus, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    draft = office.draft(office.register("members"), people[0])
    bus.publish(office.save(draft.with_values(trade="电工")))
    settled(qtbot)
    assert box(form, "trade").editor.value() == "电工"


def test_a_dirty_form_keeps_what_was_typed_when_others_write(
    qtbot: QtBot, form: RecordForm, office: Office, bus: Bus, people: list[int]
) -> None:
    opened(qtbot, form, people[0])
    fill(form, "trade", "爆破工")
    draft = office.draft(office.register("members"), people[1])
    bus.publish(office.save(draft.with_values(trade="电工")))
    settled(qtbot)
    box(form, "phone").editor.inner.setFocus()
    assert box(form, "trade").editor.value() == "爆破工"


def test_the_buttons_of_the_head_are_passed_on(qtbot: QtBot, form: RecordForm) -> None:
    form.header.show_place(2, 3)
    with qtbot.waitSignal(form.step_requested) as back:
        form.header.previous.click()
    with qtbot.waitSignal(form.step_requested) as on:
        form.header.next.click()
    with qtbot.waitSignal(form.close_requested):
        form.header.close_button.click()
    assert (back.args, on.args) == ([-1], [1])


def test_at_the_ends_of_the_list_there_is_no_way_on(form: RecordForm) -> None:
    form.header.show_place(3, 3)
    assert (form.header.previous.isEnabled(), form.header.next.isEnabled()) == (
        True,
        False,
    )


def test_markup_in_a_record_is_shown_as_text(
    qtbot: QtBot, form: RecordForm, office: Office
) -> None:
    units = office.register("units")
    key = saved(office, office.new_draft(units, {"name": "<b>x", "kind": "team"}))
    members = office.register("members")
    person = saved(office, office.new_draft(members, {"name": "钱多", "unit_id": key}))
    opened(qtbot, form, person)
    assert form.header.title.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x" in form.header.title.text()
