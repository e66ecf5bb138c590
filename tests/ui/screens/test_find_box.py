"""找人: two letters, Enter, and the record is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.desk import Desk
from ui.screens.find_box import FindBox
from ui.widgets.search_box import SearchBox
from unionoffice.members.find import find_people, remember_person

Drain = Callable[[], None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(SearchBox("找人"))
    column.addStretch()
    made.resize(700, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def line(window: QWidget) -> SearchBox:
    found = window.findChild(SearchBox)
    assert found is not None
    return found


@pytest.fixture
def box(desk: Desk, line: SearchBox, window: QWidget) -> FindBox:
    return FindBox(desk, line, window)


def typed(qtbot: QtBot, box: FindBox, line: SearchBox, text: str) -> None:
    line.setFocus()
    with qtbot.waitSignal(box.answered, check_params_cb=lambda t: t == text):
        QTest.keyClicks(line, text)


def names(box: FindBox) -> list[str]:
    people = box.list.people
    return [people.person(row).name for row in range(people.rowCount())]


def test_two_letters_show_the_people_whose_initials_they_are(
    qtbot: QtBot, desk: Desk, box: FindBox, line: SearchBox
) -> None:
    typed(qtbot, box, line, "zh")
    assert box.isVisible()
    assert names(box) == [one.name for one in find_people(desk.office, "zh")]


def test_enter_opens_the_first_one(
    qtbot: QtBot, desk: Desk, box: FindBox, line: SearchBox
) -> None:
    first = find_people(desk.office, "zh")[0]
    typed(qtbot, box, line, "zh")
    with qtbot.waitSignal(box.person_requested) as told:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert told.args == [first.person_id]
    assert not box.isVisible()
    assert line.text() == ""


def test_enter_before_the_answer_opens_when_it_comes(
    qtbot: QtBot, desk: Desk, box: FindBox, line: SearchBox
) -> None:
    first = find_people(desk.office, "zh")[0]
    line.setFocus()
    QTest.keyClicks(line, "zh")
    with qtbot.waitSignal(box.person_requested) as told:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert told.args == [first.person_id]


def test_escape_takes_the_list_away(
    qtbot: QtBot, box: FindBox, line: SearchBox
) -> None:
    typed(qtbot, box, line, "zh")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_the_arrow_goes_into_the_list_and_back(
    qtbot: QtBot, box: FindBox, line: SearchBox
) -> None:
    typed(qtbot, box, line, "zh")
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert box.list.hasFocus()
    QTest.keyClick(box.list, Qt.Key.Key_Up)
    assert line.hasFocus()
    assert box.isVisible()


def test_who_was_opened_last_comes_first_without_words(
    qtbot: QtBot, desk: Desk, box: FindBox, line: SearchBox, drain: Drain
) -> None:
    typed(qtbot, box, line, "zh")
    QTest.keyClick(line, Qt.Key.Key_Return)
    drain()
    assert len(find_people(desk.office, "")) == 1


def test_people_worked_with_are_offered_before_a_word_is_typed(
    qtbot: QtBot, desk: Desk, box: FindBox, line: SearchBox
) -> None:
    someone = find_people(desk.office, "zh")[-1]
    remember_person(desk.office, someone.person_id)
    line.clearFocus()
    with qtbot.waitSignal(box.answered):
        line.setFocus()
    assert names(box) == [someone.name]


def test_nobody_found_is_said(qtbot: QtBot, box: FindBox, line: SearchBox) -> None:
    typed(qtbot, box, line, "qqqqqq")
    assert box.nobody.isVisible()
    assert not box.list.isVisible()
