"""设置: what belongs to this office and to this computer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.screens.desk import Desk
from ui.screens.settings import SettingsPage
from unionoffice.office import UNION_NAME

Drain = Callable[[], None]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, drain: Drain) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.show()
    drain()
    return made


def test_the_name_of_the_union_is_shown(page: SettingsPage) -> None:
    assert page.name.text() == "青石岭煤矿工会"
    assert not page.name_button.isEnabled()


def test_another_name_is_kept_and_told(
    page: SettingsPage, qtbot: QtBot, desk: Desk
) -> None:
    page.name.setText("红石崖煤矿工会")
    with qtbot.waitSignal(desk.union_renamed) as told:
        page.name_button.click()
    assert told.args == ["红石崖煤矿工会"]
    assert desk.office.fact(UNION_NAME) == "红石崖煤矿工会"


def test_a_name_that_is_not_saved_is_said_before_leaving(page: SettingsPage) -> None:
    assert page.unsaved() == ""
    page.name.setText("红石崖煤矿工会")
    assert "没有保存" in page.unsaved()


def test_an_empty_name_cannot_be_saved(page: SettingsPage) -> None:
    page.name.setText("  ")
    assert not page.name_button.isEnabled()


def test_a_colour_that_is_chosen_is_asked_for(
    page: SettingsPage, qtbot: QtBot, desk: Desk
) -> None:
    with qtbot.waitSignal(desk.shade_requested) as told:
        page.shades.button(2).click()
    assert told.args == [theme.Shade.DARK]


def test_the_folder_can_be_copied(page: SettingsPage, desk: Desk) -> None:
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(desk.folder)


def test_every_role_of_print_has_a_font(page: SettingsPage) -> None:
    assert page.fonts.count() == 12
