"""The shell: pages made when needed, keys, banners, what is remembered, leaving."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui import messages, tasks
from ui.main_window import NAVIGATION, PAGE, MainWindow
from ui.opening import GEOMETRY
from ui.tasks import Progress
from ui.widgets.navigation import PageSpec


class Draft(QWidget):
    """A page with work that is not saved."""

    def unsaved(self) -> str:
        return "张三的会员卡"


def specs(made: list[str] | None = None) -> list[PageSpec]:
    """Three pages; `made` is told which of them were built."""
    built = [] if made is None else made

    def page(key: str) -> QWidget:
        built.append(key)
        return QLabel(key)

    return [
        PageSpec("today", "今天", "home", "", lambda: page("today")),
        PageSpec("members", "会员", "people", "会员", lambda: page("members")),
        PageSpec("draft", "新会员", "add", "会员", Draft),
    ]


def shown(qtbot: QtBot, settings: dict[str, str] | None = None) -> MainWindow:
    made = MainWindow({} if settings is None else settings)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown(qtbot)


def ignore(answer: object) -> None:
    """Nobody cares for this answer."""


def question(window: MainWindow) -> QMessageBox:
    found = window.findChild(QMessageBox)
    assert found is not None
    return found


def answer(window: MainWindow, words: str) -> None:
    box = question(window)
    [button] = [button for button in box.buttons() if button.text() == words]
    assert isinstance(button, QPushButton)
    button.click()


def test_the_first_paint_is_told_once(qtbot: QtBot) -> None:
    window = MainWindow({})
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    with qtbot.assertNotEmitted(window.first_painted, wait=30):
        window.repaint()


def test_only_the_page_that_is_open_is_made(window: MainWindow) -> None:
    made: list[str] = []
    window.set_pages(specs(made))
    assert made == ["today"]
    window.open_page("members")
    window.open_page("today")
    assert made == ["today", "members"]


def test_a_page_that_is_opened_is_shown_marked_and_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.set_pages(specs())
    with qtbot.waitSignal(window.page_opened) as told:
        page = window.open_page("members")
    assert told.args == ["members"]
    assert window.stack.currentWidget() is page
    assert window.page("members") is page
    assert window.current_key == "members"
    current = window.navigation.list.currentItem()
    assert current is not None
    assert current.text() == "会员"


def test_an_unknown_page_is_a_mistake(window: MainWindow) -> None:
    window.set_pages(specs())
    with pytest.raises(KeyError):
        window.open_page("nowhere")


def test_the_navigation_opens_pages(window: MainWindow) -> None:
    window.set_pages(specs())
    window.navigation.page_requested.emit("members")
    assert window.current_key == "members"


def test_alt_and_a_digit_open_a_page(window: MainWindow, qtbot: QtBot) -> None:
    window.set_pages(specs())
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "members"
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "members"


def test_f1_asks_for_help_on_the_open_page(window: MainWindow, qtbot: QtBot) -> None:
    window.set_pages(specs(), first="members")
    with qtbot.waitSignal(window.help_requested) as asked:
        QTest.keyClick(window, Qt.Key.Key_F1)
    assert asked.args == ["members"]
    with qtbot.waitSignal(window.help_requested):
        window.top_bar.help_button.click()


def test_ctrl_k_leads_to_the_search_over_everything(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.set_pages(specs())
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.search.hasFocus()
    with qtbot.waitSignal(window.search_requested) as asked:
        QTest.keyClicks(window.top_bar.search, "zs")
    assert asked.args == ["zs"]


def test_a_banner_of_a_page_is_shown_over_it(window: MainWindow) -> None:
    window.set_pages(specs())
    page = window.open_page("members")
    messages.banner(page, "已保存。", messages.Tone.OK)
    assert window.banner.sentence == "已保存。"
    assert window.banner.isVisible()


def test_a_banner_goes_with_its_page(window: MainWindow) -> None:
    window.set_pages(specs())
    messages.banner(window.open_page("members"), "已保存。")
    window.open_page("today")
    assert window.banner.isHidden()


def test_the_page_of_last_time_is_opened_again(qtbot: QtBot) -> None:
    settings: dict[str, str] = {}
    first = shown(qtbot, settings)
    first.set_pages(specs())
    first.open_page("members")
    first.close()
    second = shown(qtbot, settings)
    second.set_pages(specs())
    assert second.current_key == "members"


def test_a_page_that_no_longer_exists_is_not_missed(qtbot: QtBot) -> None:
    window = shown(qtbot, {PAGE: "gone"})
    window.set_pages(specs())
    assert window.current_key == "today"


def test_the_size_of_last_time_is_kept(qtbot: QtBot) -> None:
    settings: dict[str, str] = {}
    first = shown(qtbot, settings)
    first.resize(790, 590)
    first.close()
    second = MainWindow(settings)
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (790, 590)


def test_a_spoiled_geometry_does_no_harm(qtbot: QtBot) -> None:
    window = shown(qtbot, {GEOMETRY: "???"})
    assert window.isVisible()


def test_the_navigation_is_narrow_in_a_small_window(window: MainWindow) -> None:
    window.resize(911, 512)
    assert window.navigation.narrow
    window.resize(1200, 680)
    assert not window.navigation.narrow


def test_the_users_own_width_of_the_navigation_is_kept(qtbot: QtBot) -> None:
    settings: dict[str, str] = {}
    window = shown(qtbot, settings)
    window.top_bar.menu_button.click()
    assert window.navigation.narrow
    assert settings[NAVIGATION] == "narrow"
    window.resize(1300, 700)
    assert window.navigation.narrow


def test_it_fits_a_small_screen_at_150_percent(window: MainWindow) -> None:
    window.set_pages(specs())
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    assert least.width() <= 911
    assert least.height() <= 512


def test_the_opening_state_has_no_pages(window: MainWindow) -> None:
    window.set_pages(specs())
    window.show_opening("正在打开资料…")
    assert window.current_key == ""
    assert window.navigation.list.count() == 0
    assert not window.top_bar.search.isEnabled()


def test_trouble_says_why_and_offers_a_way(window: MainWindow) -> None:
    tried: list[str] = []
    retry = messages.Offer("再试一次", lambda: tried.append("again"))
    window.show_trouble("资料没有打开", "资料由更新的程序写成。", [retry])
    texts = [label.text() for label in window.stack.findChildren(QLabel)]
    assert "资料由更新的程序写成。" in texts
    [button] = window.stack.findChildren(QPushButton)
    button.click()
    assert tried == ["again"]


def test_the_foot_says_where_the_records_lie_and_how_many(window: MainWindow) -> None:
    window.set_status(store="C:/资料/office.db", count="会员 3 人")
    window.set_status(count="会员 4 人")
    assert window.status_line.store.text() == "C:/资料/office.db"
    assert window.status_line.count.text() == "会员 4 人"


def test_the_title_names_the_union(window: MainWindow) -> None:
    window.set_union_name("青山煤矿工会")
    assert window.windowTitle() == "青山煤矿工会 - 工会办公"
    assert window.top_bar.union_name.text() == "青山煤矿工会"


def test_closing_is_told(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()


def test_unsaved_work_is_asked_about_before_leaving(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.set_pages(specs(), first="draft")
    assert not window.close()
    box = question(window)
    assert box.informativeText() == "张三的会员卡"
    with qtbot.assertNotEmitted(window.closed):
        answer(window, "回去")
    assert window.isVisible()


def test_unsaved_work_can_be_given_up(window: MainWindow, qtbot: QtBot) -> None:
    window.set_pages(specs(), first="draft")
    window.close()
    with qtbot.waitSignal(window.closed):
        answer(window, "放弃并退出")


def test_long_work_is_asked_about_and_stopped_before_leaving(
    window: MainWindow, qtbot: QtBot
) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    tasks.run(window, work, ignore, title="正在导入花名册")
    assert begun.wait(5)
    assert not window.close()
    with qtbot.waitSignal(window.closed):
        answer(window, "停止并退出")
    qtbot.waitUntil(lambda: not tasks.busy())
