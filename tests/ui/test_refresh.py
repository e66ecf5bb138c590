"""Changes travel on one bus; whoever listens decides whether it cares."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.refresh import Bus, concerns
from unionoffice.register.changes import Changes

CHANGES = Changes("b1", {"person": frozenset({3, 4}), "unit": frozenset()})


def test_a_listener_hears_what_was_touched(qtbot: QtBot) -> None:
    bus = Bus()
    with qtbot.waitSignal(bus.changed) as heard:
        bus.publish(CHANGES)
    assert heard.args == [CHANGES]


def test_a_write_that_touched_nothing_is_not_told(qtbot: QtBot) -> None:
    bus = Bus()
    with qtbot.assertNotEmitted(bus.changed):
        bus.publish(Changes("b1", {"unit": frozenset()}))
        bus.publish(Changes())


def test_a_table_is_concerned_only_if_rows_of_it_were_touched() -> None:
    assert concerns(CHANGES, "person")
    assert concerns(CHANGES, "dues", "person")
    assert not concerns(CHANGES, "unit")
    assert not concerns(CHANGES, "dues")
