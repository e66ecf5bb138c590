"""The strip shows what takes its time, and lets it be stopped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import tasks
from ui.tasks import Progress
from ui.widgets.progress_strip import STEPS, ProgressStrip


@pytest.fixture
def strip(qtbot: QtBot) -> ProgressStrip:
    made = ProgressStrip(tasks.worker())
    qtbot.addWidget(made)
    return made


def ignore(answer: object) -> None:
    """Nobody cares for this answer."""


def until_cancelled(progress: Progress) -> None:
    progress.report(0.5, "第 2 行，共 4 行")
    while True:
        progress.check()


def test_a_task_that_takes_long_is_shown_and_can_be_stopped(
    strip: ProgressStrip, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(strip.appeared):
        tasks.run(QObject(), until_cancelled, ignore, title="正在导入")
    assert strip.title.text() == "正在导入"
    assert strip.words.text() == "第 2 行，共 4 行"
    assert strip.bar.value() == STEPS // 2
    with qtbot.waitSignal(strip.vanished):
        strip.cancel_button.click()
    assert strip.isHidden()


def test_a_short_task_is_not_shown(strip: ProgressStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.worker().went_idle):
        tasks.run(QObject(), lambda _: None, ignore, title="正在保存")
    with qtbot.assertNotEmitted(strip.appeared, wait=350):
        assert strip.task is None


def test_a_task_without_a_title_is_not_shown(
    strip: ProgressStrip, qtbot: QtBot
) -> None:
    gate = threading.Event()
    with qtbot.assertNotEmitted(strip.appeared, wait=350):
        tasks.run(QObject(), lambda _: gate.wait(5), ignore)
    gate.set()


def test_work_of_unknown_length_keeps_the_bar_moving(
    strip: ProgressStrip, qtbot: QtBot
) -> None:
    def work(progress: Progress) -> None:
        progress.report(None, "正在读取")
        while True:
            progress.check()

    with qtbot.waitSignal(strip.appeared):
        tasks.run(QObject(), work, ignore, title="正在导入")
    assert (strip.bar.minimum(), strip.bar.maximum()) == (0, 0)
