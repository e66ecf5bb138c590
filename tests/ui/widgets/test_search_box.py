"""A search is asked for after a rest, once, and can be given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.search_box import SearchBox


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    made = SearchBox("搜索会员")
    qtbot.addWidget(made)
    return made


def test_typing_asks_once_after_a_rest(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.search_requested.connect(asked.append)
    with qtbot.waitSignal(box.search_requested):
        QTest.keyClicks(box, "zs")
    assert asked == ["zs"]


def test_enter_asks_at_once(box: SearchBox, qtbot: QtBot) -> None:
    box.setText(" 张三 ")
    with qtbot.waitSignal(box.search_requested) as asked:
        box.returnPressed.emit()
    assert asked.args == ["张三"]


def test_the_same_words_are_not_asked_for_twice(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("张三")
    box.returnPressed.emit()
    with qtbot.assertNotEmitted(box.search_requested, wait=200):
        box.setText("张三 ")


def test_escape_clears_and_asks_for_everything(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("张三")
    box.returnPressed.emit()
    with qtbot.waitSignal(box.search_requested) as asked:
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert asked.args == [""]
    assert box.text() == ""


def test_down_leads_to_the_results(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("张三")
    with qtbot.waitSignals([box.search_requested, box.results_requested]):
        QTest.keyClick(box, Qt.Key.Key_Down)


def test_words_that_are_set_ask_for_nothing(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.search_requested, wait=200):
        box.set_words("张三")
