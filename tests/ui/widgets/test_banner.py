"""A banner says one thing, offers what to do, and goes when it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from ui.messages import Notice, Offer, Tone
from ui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


def nothing() -> None:
    """An offer without effect."""


def test_it_is_hidden_until_there_is_a_notice(banner: Banner) -> None:
    assert banner.isHidden()
    banner.show_notice(Notice("已保存。"))
    assert banner.isVisible()
    assert banner.sentence == "已保存。"


def test_good_news_go_by_themselves(banner: Banner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(banner.closed):
        banner.show_notice(Notice("已保存。", Tone.OK, seconds=0.01))
    assert banner.isHidden()


@pytest.mark.parametrize("tone", [Tone.INFO, Tone.WARNING, Tone.ERROR])
def test_other_news_stay(banner: Banner, qtbot: QtBot, tone: Tone) -> None:
    with qtbot.assertNotEmitted(banner.closed, wait=30):
        banner.show_notice(Notice("已保存。", Tone.OK, seconds=0.01))
        banner.show_notice(Notice("证件号已有人使用。", tone))
    assert banner.isVisible()


def test_an_offer_is_carried_out_and_closes_the_banner(
    banner: Banner, qtbot: QtBot
) -> None:
    undone: list[str] = []
    undo = Offer("撤销", lambda: undone.append("undone"))
    banner.show_notice(Notice("已移入回收站。", offers=(undo,)))
    with qtbot.waitSignal(banner.closed):
        banner.buttons[0].click()
    assert undone == ["undone"]


def test_an_offer_may_show_the_next_notice(banner: Banner) -> None:
    undo = Offer("撤销", lambda: banner.show_notice(Notice("已撤销。")))
    banner.show_notice(Notice("已移入回收站。", offers=(undo,)))
    banner.buttons[0].click()
    assert banner.isVisible()
    assert banner.sentence == "已撤销。"


def test_a_newer_notice_replaces_the_offers(banner: Banner) -> None:
    banner.show_notice(Notice("一", offers=(Offer("撤销", nothing),)))
    banner.show_notice(
        Notice("二", offers=(Offer("看", nothing), Offer("改", nothing)))
    )
    assert [button.text() for button in banner.buttons] == ["看", "改"]


def test_offers_and_the_cross_are_reached_with_the_keyboard(banner: Banner) -> None:
    banner.show_notice(Notice("一", offers=(Offer("撤销", nothing),)))
    [cross] = banner.findChildren(QToolButton)
    for button in (banner.buttons[0], cross):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_escape_closes_it(banner: Banner, qtbot: QtBot) -> None:
    banner.show_notice(Notice("一"))
    with qtbot.waitSignal(banner.closed):
        QTest.keyClick(banner, Qt.Key.Key_Escape)


def test_markup_is_shown_as_text(banner: Banner) -> None:
    banner.show_notice(Notice("<b>张三</b>"))
    formats = {
        label.textFormat() for label in banner.findChildren(QLabel) if label.text()
    }
    assert formats == {Qt.TextFormat.PlainText}
