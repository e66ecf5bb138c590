"""The crews of a form are those of the chosen unit."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.offices import edit, new
from tests.ui.register.conftest import inside, seen
from ui.refresh import Bus
from ui.register.editing.form import RecordForm
from ui.register.page import surroundings_of
from unionoffice.office import Office


@pytest.fixture
def units(office: Office) -> dict[str, int]:
    """The keys of the units by name, with a crew of the electricians besides."""
    register = office.register("units")
    view = office.view(register)
    keys = office.ids(view)
    named = dict(zip(office.rows(view, register.naming, keys), keys, strict=True))
    found = {name: key for (name,), key in named.items()}
    above = {"kind": "crew", "parent_id": found["机电队"]}
    return {**found, "检修班": new(office, "units", name="检修班", **above)}


@pytest.fixture
def form(
    qtbot: QtBot, office: Office, bus: Bus, units: dict[str, int], people: list[int]
) -> RecordForm:
    """The card of somebody in the first crew."""
    crew = {"unit_id": units["综采一队"], "crew_id": units["一班"]}
    edit(office, "members", people[0], **crew)
    made = RecordForm(office, office.register("members"), bus, surroundings_of(office))
    seen(qtbot, made, 560)
    with qtbot.waitSignal(made.record_shown):
        made.open_record(people[0])
    return made


def offered(form: RecordForm, key: str = "crew_id") -> list[str]:
    combo = inside(form.sheet.boxes[key].editor)
    return [combo.itemText(place) for place in range(combo.count()) if place]


def choose(form: RecordForm, key: str, words: str) -> None:
    combo = inside(form.sheet.boxes[key].editor)
    combo.activated.emit(combo.findText(words))


def crew_of(form: RecordForm) -> object:
    return form.sheet.boxes["crew_id"].editor.value()


def test_only_the_crews_of_the_unit_are_offered(form: RecordForm) -> None:
    assert offered(form) == ["一班", "二班"]
    assert len(offered(form, "unit_id")) > 2


def test_another_unit_brings_its_own_crews_and_takes_the_old_one_out(
    form: RecordForm, units: dict[str, int]
) -> None:
    assert crew_of(form) == units["一班"]
    choose(form, "unit_id", "机电队")
    assert (offered(form), crew_of(form)) == (["检修班"], None)


def test_the_same_unit_again_leaves_the_crew(
    form: RecordForm, units: dict[str, int]
) -> None:
    choose(form, "unit_id", "综采一队")
    assert crew_of(form) == units["一班"]


def test_without_a_unit_every_crew_is_offered(
    form: RecordForm, units: dict[str, int]
) -> None:
    choose(form, "unit_id", "")
    assert set(offered(form)) == {"一班", "二班", "检修班"}
    assert crew_of(form) == units["一班"]


def test_a_stored_crew_of_another_unit_stays_until_the_unit_is_changed(
    qtbot: QtBot,
    office: Office,
    form: RecordForm,
    units: dict[str, int],
    people: list[int],
) -> None:
    edit(office, "members", people[1], unit_id=units["机电队"], crew_id=units["一班"])
    with qtbot.waitSignal(form.record_shown):
        form.open_record(people[1])
    assert crew_of(form) == units["一班"]
    assert inside(form.sheet.boxes["crew_id"].editor).currentText() == "一班"
    assert offered(form) == ["检修班"]
