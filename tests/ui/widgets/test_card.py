"""Cards and section headers group what belongs together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.card import Card, SectionHeader, words


def test_a_label_shows_markup_as_text(qtbot: QtBot) -> None:
    label = words("<img src=x>", "soft", wrap=True)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.wordWrap()
    assert label.property("look") == "soft"


def test_a_card_without_a_title_has_no_header(qtbot: QtBot) -> None:
    bare, titled = Card(), Card("基本信息")
    for card in (bare, titled):
        qtbot.addWidget(card)
    assert bare.header.isHidden()
    assert not titled.header.isHidden()


def test_buttons_stand_at_the_right_end_of_a_header(qtbot: QtBot) -> None:
    header, button = SectionHeader("会费"), QPushButton("补缴")
    qtbot.addWidget(header)
    header.add(button)
    header.resize(400, 30)
    header.show()
    assert button.geometry().right() == header.rect().right()
