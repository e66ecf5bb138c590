"""A keyboard that counts, and an office in which gifts are entered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.models import Campaign, Person, Unit
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

DAY = date(2026, 3, 16)
NOW = stopped(DAY)
TITLE = "为吴大河同志献爱心"
PEOPLE = (
    ("王秀英", "采煤一队", "A1001"),
    ("赵大勇", "采煤一队", "A1002"),
    ("王伟", "采煤一队", "A1003"),
    ("王伟", "机电队", "A1004"),
    ("孙爱华", "机电队", "A1005"),
    ("欧阳志远", "机电队", "A1006"),
)


def gift_office(
    path: Path, people: Sequence[tuple[str, str, str]] = PEOPLE, state: str = "open"
) -> Office:
    """An office with these people and one campaign."""
    office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会", clock=NOW)
    with office.transaction("试") as writer:
        names = dict.fromkeys(unit for _, unit, _ in people)
        units = {
            name: writer.insert(Unit, {"name": name, "kind": "team"}) for name in names
        }
        writer.insert_many(
            Person,
            [
                {"name": name, "unit_id": units[unit], "staff_no": number}
                for name, unit, number in people
            ],
        )
        writer.insert(
            Campaign,
            {
                "title": TITLE,
                "campaign_no": "2026-01",
                "kind": "case",
                "state": state,
                "beneficiary": "吴大河",
                "begins_on": date(2026, 3, 14),
                "collector": "周会英",
            },
        )
    return office


class Keyboard:
    """Presses keys where the keyboard is, and counts them.

    It waits for nothing in between unless it is told to.
    """

    def __init__(self, drain: Callable[[], None]) -> None:
        self.pressed = 0
        self.drain = drain

    def type(self, letters: str) -> None:
        """Letters and digits; a line break is Enter."""
        for letter in letters:
            if letter == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(target(), letter)
                self.pressed += 1

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key."""
        QTest.keyClick(target(), key, held)
        self.pressed += 1

    def control(self, key: Qt.Key) -> None:
        """A key with Ctrl, and what comes of it."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)
        self.drain()

    def write(self, characters: str) -> None:
        """Characters as an input method hands them over."""
        event = QInputMethodEvent()
        event.setCommitString(characters)
        QApplication.sendEvent(target(), event)
        self.drain()


def target() -> QWidget:
    """The widget that has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
