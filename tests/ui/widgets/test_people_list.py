"""People found are told apart by unit and tails, and chosen with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.widgets.people_list import PERSON, SPOKEN, PeopleList, PeopleModel, PersonLine

PEOPLE = [
    PersonLine("u1", "单丽", "机电队", "2047", "7753"),
    PersonLine("u2", "单丽", "综采一队", "013X", ""),
]


@pytest.fixture
def found(qtbot: QtBot) -> PeopleList:
    made = PeopleList()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = PeopleModel()
    model.set_people(PEOPLE)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt


def test_a_row_carries_the_person_and_can_be_read_aloud() -> None:
    model = PeopleModel()
    model.set_people(PEOPLE)
    assert model.data(model.index(1), PERSON) is PEOPLE[1]
    assert model.data(model.index(1), SPOKEN) == "单丽，综采一队，证件尾号 013X"
    assert model.data(QModelIndex()) is None


def test_missing_tails_leave_no_gap() -> None:
    assert PEOPLE[0].details == "证件尾号 2047　手机尾号 7753"
    assert PersonLine("u3", "曾仇").details == ""


def test_enter_chooses_the_best_match(found: PeopleList, qtbot: QtBot) -> None:
    found.set_people(PEOPLE)
    with qtbot.waitSignal(found.person_chosen) as chosen:
        QTest.keyClick(found, Qt.Key.Key_Return)
    assert chosen.args == [PEOPLE[0]]


def test_the_arrow_goes_to_the_next(found: PeopleList, qtbot: QtBot) -> None:
    found.set_people(PEOPLE)
    QTest.keyClick(found, Qt.Key.Key_Down)
    with qtbot.waitSignal(found.person_chosen) as chosen:
        found.choose_current()
    assert chosen.args == [PEOPLE[1]]


def test_a_click_chooses(found: PeopleList, qtbot: QtBot) -> None:
    found.set_people(PEOPLE)
    place = found.visualRect(found.people.index(1)).center()
    with qtbot.waitSignal(found.person_chosen) as chosen:
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [PEOPLE[1]]


def test_nothing_is_chosen_from_an_empty_list(found: PeopleList, qtbot: QtBot) -> None:
    found.set_people([])
    with qtbot.assertNotEmitted(found.person_chosen):
        found.choose_current()


def test_two_people_of_one_name_are_drawn_differently(found: PeopleList) -> None:
    found.set_people(PEOPLE[:1])
    first = found.grab().toImage()
    found.set_people(PEOPLE[1:])
    assert found.grab().toImage() != first
