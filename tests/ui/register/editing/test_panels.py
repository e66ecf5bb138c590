from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import seen, settled
from ui.refresh import Bus
from ui.register.editing.form import RecordForm
from ui.register.editing.panels import LinkedRows, linked_panels
from ui.register.page import surroundings_of
from unionoffice.office import Office
from unionoffice.register.kinds import Reference


@pytest.fixture
def form(qtbot: QtBot, office: Office, bus: Bus, people: list[int]) -> RecordForm:
    """A person's form with the first panel in front."""
    made = RecordForm(office, office.register("members"), bus, surroundings_of(office))
    seen(qtbot, made, 560)
    made.open_record(people[0])
    settled(qtbot)
    made.tabs.setCurrentIndex(1)
    settled(qtbot)
    return made


def panel(form: RecordForm) -> LinkedRows:
    return form.findChildren(LinkedRows)[0]


def test_registers_that_point_at_a_person_become_panels(
    office: Office, bus: Bus
) -> None:
    members = office.register("members")
    pointing = [
        other.title
        for other in office
        for field in other.fields.values()
        if isinstance(field.kind, Reference)
        and field.kind.target.model is members.model
    ]
    assert pointing[:4] == ["会籍变动", "会费台账", "困难档案", "家庭成员"]
    panels = linked_panels(office, bus, members)
    assert [item.title for item in panels] == pointing


def test_units_only_sort_people_and_own_none(office: Office, bus: Bus) -> None:
    assert linked_panels(office, bus, office.register("units")) == ()


def test_a_panel_shows_the_rows_of_this_person_alone(form: RecordForm) -> None:
    assert panel(form).table.rows.rowCount() == 1


def test_a_double_click_in_a_panel_opens_that_record(
    qtbot: QtBot, form: RecordForm
) -> None:
    key = panel(form).table.rows.key_at(0)
    with qtbot.waitSignal(form.record_requested) as asked:
        panel(form).table.record_opened.emit(key)
    assert asked.args == ["events", key]


def test_the_button_of_a_panel_begins_a_record_of_this_person(
    qtbot: QtBot, form: RecordForm, people: list[int]
) -> None:
    with qtbot.waitSignal(form.new_requested) as asked:
        panel(form).add_button.click()
    assert asked.args == ["events", {"person_id": people[0]}]


def test_a_panel_follows_what_is_written_elsewhere(
    qtbot: QtBot, form: RecordForm, office: Office, bus: Bus, people: list[int]
) -> None:
    values = {"person_id": people[0], "kind": "transferred_out"}
    values["happened_on"] = office.clock.today()
    draft = office.new_draft(office.register("events"), values)
    bus.publish(office.save(draft))
    settled(qtbot)
    assert panel(form).table.rows.rowCount() == 2


def test_a_new_record_has_no_panels_yet(qtbot: QtBot, form: RecordForm) -> None:
    form.open_new()
    settled(qtbot)
    assert [form.tabs.isTabEnabled(place) for place in range(3)] == [True, False, False]
