"""Pages on the left: by group, wide or narrow, with mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.navigation import KEY, Navigation, PageSpec

PAGES = [
    PageSpec("today", "今天", "home", "", QWidget),
    PageSpec("members", "会员", "people", "会员", QWidget),
    PageSpec("dues", "会费", "dues", "会员", QWidget),
    PageSpec("trash", "回收站", "trash", "办公", QWidget),
]


@pytest.fixture
def navigation(qtbot: QtBot) -> Navigation:
    made = Navigation()
    qtbot.addWidget(made)
    made.resize(180, 400)
    made.set_pages(PAGES)
    made.show()
    return made


def items(navigation: Navigation) -> list[QListWidgetItem]:
    return [navigation.list.item(row) for row in range(navigation.list.count())]


def words(navigation: Navigation) -> list[str]:
    return [item.text() for item in items(navigation)]


def item_of(navigation: Navigation, text: str) -> QListWidgetItem:
    return items(navigation)[words(navigation).index(text)]


def test_pages_stand_under_the_headings_of_their_groups(
    navigation: Navigation,
) -> None:
    assert words(navigation) == ["今天", "会员", "会员", "会费", "办公", "回收站"]
    keys = [item.data(KEY) for item in items(navigation)]
    assert keys == ["today", None, "members", "dues", None, "trash"]


def test_choosing_a_page_asks_for_it(navigation: Navigation, qtbot: QtBot) -> None:
    with qtbot.waitSignal(navigation.page_requested) as asked:
        navigation.list.setCurrentItem(item_of(navigation, "会费"))
    assert asked.args == ["dues"]


def test_marking_a_page_asks_for_nothing(navigation: Navigation, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(navigation.page_requested):
        navigation.mark("dues")
    assert navigation.list.currentItem() is item_of(navigation, "会费")


def test_a_heading_is_no_page(navigation: Navigation, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(navigation.page_requested):
        navigation.list.setCurrentItem(item_of(navigation, "办公"))


def test_enter_on_a_heading_folds_its_group_and_unfolds_it(
    navigation: Navigation, qtbot: QtBot
) -> None:
    trash = item_of(navigation, "回收站")
    navigation.list.setCurrentItem(item_of(navigation, "办公"))
    QTest.keyClick(navigation.list, Qt.Key.Key_Return)
    assert trash.isHidden()
    QTest.keyClick(navigation.list, Qt.Key.Key_Return)
    assert not trash.isHidden()


def test_narrow_shows_icons_and_says_the_words_in_a_tip(
    navigation: Navigation,
) -> None:
    wide = navigation.width()
    navigation.set_narrow(narrow=True)
    assert navigation.width() < wide
    assert set(words(navigation)) == {""}
    pages = [item for item in items(navigation) if item.data(KEY)]
    assert [page.toolTip() for page in pages] == [
        "今天（Alt+1）",
        "会员（Alt+2）",
        "会费（Alt+3）",
        "回收站（Alt+4）",
    ]
    assert not any(page.icon().isNull() for page in pages)


def test_a_folded_group_is_seen_in_the_narrow_form(navigation: Navigation) -> None:
    trash = item_of(navigation, "回收站")
    navigation.fold("办公")
    navigation.set_narrow(narrow=True)
    assert not trash.isHidden()
    navigation.set_narrow(narrow=False)
    assert trash.isHidden()
