"""The form under the pen: places moved and pulled, and every step taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.screens.overprint.editing import NOTHING, Draft, Editing
from ui.screens.overprint.geometry import (
    GRIPS,
    LEAST_MM,
    Grip,
    moved,
    on_paper,
    resized,
    snapped_move,
    snapped_side,
)
from unionoffice.documents.overprint_papers import SAMPLE_FORM
from unionoffice.paper.certificate.overprint import Field, OverprintForm

NAME = Field("姓名", 40, 50, 80, 12)
FORM = OverprintForm("试", 200, 140, (NAME, Field("单位", 100, 90, 60, 10)))
WAYS = st.floats(-500, 500)


@pytest.fixture
def editing() -> Editing:
    made = Editing()
    made.open(Draft(FORM), 7)
    return made


@given(WAYS, WAYS)
def test_a_place_is_never_moved_off_the_sheet(right: float, down: float) -> None:
    place = moved(NAME, right, down, FORM)
    assert not list(replace(FORM, fields=(place,)).problems())
    assert (place.width_mm, place.height_mm) == (80, 12)


@given(st.sampled_from(GRIPS), WAYS, WAYS)
def test_a_place_is_never_pulled_off_the_sheet_or_to_nothing(
    grip: Grip, right: float, down: float
) -> None:
    place = resized(NAME, grip, right, down, FORM)
    assert not list(replace(FORM, fields=(place,)).problems())
    assert min(place.width_mm, place.height_mm) >= LEAST_MM


@given(st.sampled_from(GRIPS), WAYS, WAYS)
def test_the_sides_that_are_not_held_stay(
    grip: Grip, right: float, down: float
) -> None:
    place = resized(NAME, grip, right, down, FORM)
    if grip.across <= 0:
        assert place.x_mm + place.width_mm == pytest.approx(120)
    if grip.across >= 0:
        assert place.x_mm == 40
    if grip.down <= 0:
        assert place.y_mm + place.height_mm == pytest.approx(62)
    if grip.down >= 0:
        assert place.y_mm == 50


def test_a_place_is_drawn_to_the_edge_of_its_neighbour() -> None:
    snapped = snapped_move(replace(NAME, x_mm=100.7), FORM, 1)
    assert snapped.field.x_mm == 100
    assert (snapped.xs, snapped.ys) == ((100,), ())


def test_a_place_is_drawn_to_the_middle_of_the_sheet() -> None:
    snapped = snapped_move(replace(NAME, y_mm=64.4), FORM, 1)
    assert snapped.field.y_mm == 64
    assert snapped.ys == (70,)


def test_only_the_side_that_is_held_is_drawn() -> None:
    pulled = replace(NAME, width_mm=59.6)
    snapped = snapped_side(pulled, Grip(1, 0), FORM, 1)
    assert (snapped.field.x_mm, snapped.field.width_mm) == (40, 60)


def test_far_from_every_line_nothing_is_drawn() -> None:
    place = replace(NAME, x_mm=33.3, y_mm=20.2)
    assert snapped_move(place, FORM, 0.5).field == place


@pytest.mark.parametrize("size", [(195, 270), (420, 297), (85, 54)])
def test_the_usual_places_fit_every_sheet(size: tuple[int, int]) -> None:
    assert not list(on_paper(SAMPLE_FORM, *size).problems())


def test_a_step_is_taken_back_and_done_again(editing: Editing) -> None:
    editing.select(0)
    editing.nudge(5, 0)
    editing.select(1)
    editing.nudge(0, 5)
    now = editing.form
    editing.undo()
    editing.undo()
    assert editing.form == FORM
    assert not editing.dirty
    editing.redo()
    editing.redo()
    assert editing.form == now
    assert not editing.can_redo


def test_many_nudges_of_one_field_are_one_step(editing: Editing) -> None:
    editing.select(0)
    for _ in range(20):
        editing.nudge(0.5, 0)
    assert editing.form.fields[0].x_mm == 50
    editing.undo()
    assert editing.form == FORM


def test_a_new_step_ends_what_could_be_done_again(editing: Editing) -> None:
    editing.add("日期")
    editing.undo()
    editing.add("编号")
    assert not editing.can_redo


def test_a_place_that_is_added_is_selected_and_can_be_removed(
    editing: Editing,
) -> None:
    editing.add("日期")
    assert editing.field is not None
    assert editing.field.key == "日期"
    editing.remove()
    assert editing.selected == NOTHING
    assert editing.form == FORM


def test_taking_back_an_added_place_selects_nothing(editing: Editing) -> None:
    editing.add("日期")
    editing.undo()
    assert editing.field is None


def test_a_new_form_is_unsaved_until_it_is_kept(editing: Editing) -> None:
    editing.open(Draft(FORM))
    before = editing.dirty
    editing.kept_as(3, Draft(FORM))
    assert (before, editing.dirty, editing.id) == (True, False, 3)


def test_what_was_done_while_it_was_kept_stays_unsaved(editing: Editing) -> None:
    editing.add("日期")
    kept = editing.draft
    editing.add("编号")
    editing.kept_as(7, kept)
    assert editing.dirty
    editing.undo()
    assert not editing.dirty


@given(st.lists(st.sampled_from("unardsx"), max_size=40))
def test_whatever_is_done_can_be_taken_back_to_the_beginning(deeds: list[str]) -> None:
    editing = Editing()
    editing.open(Draft(FORM), 1)
    for number, deed in enumerate(deeds):
        if deed == "u":
            editing.undo()
        elif deed == "r":
            editing.redo()
        elif deed == "a":
            editing.add(f"新{number}")
        elif deed == "d":
            editing.remove()
        elif deed == "n":
            editing.nudge(0.5, -0.1)
        else:
            editing.select(number % (len(editing.form.fields) + 1) - 1)
        assert editing.selected < len(editing.form.fields)
    while editing.can_undo:
        editing.undo()
    assert editing.form == FORM
