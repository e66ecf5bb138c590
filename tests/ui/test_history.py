"""States are gone back to and forward again, step by step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ui.history import MOST, History


@pytest.mark.parametrize("steps", ["uurr", "urur", "uuur", "uuuu"])
def test_a_history_goes_back_and_forth(steps: str) -> None:
    history = History("a")
    for state in "bcc":
        history.put(state)
    states, place = "abc", 2
    calls: dict[str, tuple[Callable[[], bool], int]] = {
        "u": (history.undo, -1),
        "r": (history.redo, 1),
    }
    for step in steps:
        call, by = calls[step]
        moved = call()
        assert moved == (0 <= place + by <= 2)
        place = min(max(place + by, 0), 2)
        assert history.now == states[place]


def test_saying_something_new_ends_what_could_be_said_again() -> None:
    history = History("a")
    history.put("b")
    history.undo()
    able = [history.can_redo, history.put("c"), history.can_redo, history.undo()]
    assert able == [True, True, False, True]
    assert history.now == "a"


def test_steps_of_one_word_are_one_step() -> None:
    history = History("")
    for typed in ("a", "ab", "abc"):
        history.put(typed, "typing")
    assert (history.undo(), history.now, history.can_undo) == (True, "", False)


def test_after_a_rest_the_same_word_begins_a_step_of_its_own() -> None:
    history = History("")
    history.put("a", "typing")
    history.rest()
    history.put("ab", "typing")
    assert (history.undo(), history.now) == (True, "a")


def test_the_oldest_states_are_forgotten() -> None:
    history = History(0)
    for state in range(1, MOST + 10):
        history.put(state)
    steps = 0
    while history.undo():
        steps += 1
    assert steps == MOST
