"""Filters as chips: shown in words, taken away with the mouse or the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.chip_bar import Chip, ChipBar

CHIPS = [Chip("unit", "单位是 综采一队"), Chip("day", "2026 年以后入会")]


@pytest.fixture
def bar(qtbot: QtBot) -> ChipBar:
    made = ChipBar()
    qtbot.addWidget(made)
    made.resize(600, 40)
    return made


def in_front(bar: ChipBar, qtbot: QtBot) -> None:
    """Only the window in front has the keyboard."""
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)


def test_it_is_hidden_without_chips(bar: ChipBar) -> None:
    bar.set_chips(CHIPS)
    assert bar.isVisible()
    bar.set_chips([])
    assert bar.isHidden()


def test_the_cross_asks_to_take_its_filter_away(bar: ChipBar, qtbot: QtBot) -> None:
    bar.set_chips(CHIPS)
    with qtbot.waitSignal(bar.removal_requested) as asked:
        bar.crosses()[1].click()
    assert asked.args == ["day"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Return])
def test_so_does_the_keyboard(bar: ChipBar, qtbot: QtBot, key: Qt.Key) -> None:
    bar.set_chips(CHIPS)
    in_front(bar, qtbot)
    cross = bar.crosses()[0]
    cross.setFocus()
    with qtbot.waitSignal(bar.removal_requested) as asked:
        QTest.keyClick(cross, key)
    assert asked.args == ["unit"]


def test_all_can_be_cleared_when_there_are_several(bar: ChipBar, qtbot: QtBot) -> None:
    bar.set_chips(CHIPS[:1])
    assert bar.clear_button.isHidden()
    bar.set_chips(CHIPS)
    with qtbot.waitSignal(bar.clearing_requested):
        bar.clear_button.click()


def test_the_keyboard_stays_among_the_chips(bar: ChipBar, qtbot: QtBot) -> None:
    bar.set_chips(CHIPS)
    in_front(bar, qtbot)
    bar.crosses()[1].setFocus()
    bar.set_chips(CHIPS[:1])
    assert bar.crosses()[0].hasFocus()


def test_chips_wrap_where_the_row_is_full(bar: ChipBar, qtbot: QtBot) -> None:
    bar.set_chips([Chip(str(n), f"第 {n} 个条件") for n in range(12)])
    layout = bar.layout()
    assert layout is not None
    assert layout.heightForWidth(200) > layout.heightForWidth(2000)


def test_each_cross_says_what_it_takes_away(bar: ChipBar) -> None:
    bar.set_chips(CHIPS)
    names = [cross.accessibleName() for cross in bar.crosses()]
    assert names == ["去掉条件：单位是 综采一队", "去掉条件：2026 年以后入会"]
