"""The first start asks for as little as possible."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.screens.welcome import Founding, WelcomePage, lines


@pytest.fixture
def page(qtbot: QtBot) -> WelcomePage:
    made = WelcomePage("/somewhere")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_name_is_enough(page: WelcomePage, qtbot: QtBot) -> None:
    page.name.setText(" 青石岭煤矿工会 ")
    with qtbot.waitSignal(page.founding_requested) as told:
        page.begin_button.click()
    assert told.args == [Founding("青石岭煤矿工会", (), from_roster=True)]


def test_without_a_name_nothing_is_founded_and_the_field_says_why(
    page: WelcomePage, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(page.founding_requested):
        page.begin_button.click()
    assert page.complaint.isVisible()
    assert page.name.property("state") == "bad"


def test_a_list_of_teams_can_be_pasted(page: WelcomePage) -> None:
    page.name.setText("青石岭煤矿工会")
    page.from_list.setChecked(True)
    page.teams.setPlainText("采煤一队\n\n 综掘队　\n采煤一队\n")
    assert page.founding() == Founding("青石岭煤矿工会", ("采煤一队", "综掘队"))


def test_the_list_is_seen_only_when_it_is_wanted(page: WelcomePage) -> None:
    assert not page.teams.isVisible()
    page.from_list.setChecked(True)
    assert page.teams.isVisible()


def test_teams_that_are_not_wanted_are_not_taken(page: WelcomePage) -> None:
    page.name.setText("青石岭煤矿工会")
    page.teams.setPlainText("采煤一队")
    page.later.setChecked(True)
    assert page.founding() == Founding("青石岭煤矿工会")


def test_sample_data_can_be_asked_for(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_requested):
        page.sample_button.click()


def test_the_folder_is_told(page: WelcomePage) -> None:
    assert "/somewhere" in page.folder.text()


def test_blank_lines_are_no_names() -> None:
    assert lines("\n \n") == ()
