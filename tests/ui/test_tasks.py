"""Work in the background: order, answers, refusals, cancelling, ending."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import messages, tasks
from ui.tasks import Cancelled, Progress, Task
from unionoffice.errors import InvalidInput, OfficeError, Refused

Drain = Callable[[], None]


class Page(QWidget):
    """An owner with a place for banners."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[messages.Notice] = []

    def show_notice(self, notice: messages.Notice) -> None:
        self.notices.append(notice)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    return made


def ignore(answer: object) -> None:
    """Nobody cares for this answer."""


def refuse(progress: Progress) -> None:
    raise Refused("正在使用，不能移入回收站。")


def test_the_work_runs_beside_the_window_and_the_answer_comes_back_into_it(
    page: Page, drain: Drain
) -> None:
    answers: list[tuple[int, int]] = []

    def work(progress: Progress) -> int:
        return threading.get_ident()

    tasks.run(page, work, lambda ran: answers.append((ran, threading.get_ident())))
    drain()
    [(ran, answered)] = answers
    assert ran != answered
    assert answered == threading.get_ident()


def test_tasks_are_done_in_the_order_they_were_asked_for(
    page: Page, drain: Drain
) -> None:
    done: list[int] = []
    for number in range(20):
        tasks.run(page, lambda _, n=number: n, done.append)  # type: ignore[misc]  # n has a default
    drain()
    assert done == list(range(20))


def test_one_worker_does_everything(page: Page, drain: Drain) -> None:
    threads: set[int] = set()
    for _ in range(5):
        tasks.run(page, lambda _: threading.get_ident(), threads.add)
    drain()
    assert len(threads) == 1


def test_an_owner_that_is_gone_gets_no_answer(qtbot: QtBot, drain: Drain) -> None:
    owner = QObject()
    gate = threading.Event()
    answers: list[object] = []
    tasks.run(owner, lambda _: gate.wait(5), answers.append)
    shiboken6.delete(owner)
    gate.set()
    drain()
    assert answers == []


def test_a_deed_is_done_even_if_its_owner_is_gone(qtbot: QtBot, drain: Drain) -> None:
    owner = QObject()
    gate, saved = threading.Event(), []
    tasks.run(QObject(), lambda _: gate.wait(5), ignore)
    tasks.run(owner, lambda _: saved.append("saved"), ignore)
    shiboken6.delete(owner)
    gate.set()
    drain()
    assert saved == ["saved"]


def test_a_question_of_an_owner_that_is_gone_is_not_even_asked(
    qtbot: QtBot, drain: Drain
) -> None:
    owner = QObject()
    gate, asked = threading.Event(), []
    tasks.run(QObject(), lambda _: gate.wait(5), ignore)
    tasks.run(owner, lambda _: asked.append("asked"), ignore, key="list")
    shiboken6.delete(owner)
    gate.set()
    drain()
    assert asked == []


def test_of_questions_with_one_key_only_the_newest_is_answered(
    page: Page, drain: Drain
) -> None:
    gate = threading.Event()
    answers: list[object] = []

    def work(progress: Progress) -> str:
        gate.wait(5)
        return "old"

    tasks.run(page, work, answers.append, key="list")
    tasks.run(page, lambda _: "newer", answers.append, key="list")
    tasks.run(page, lambda _: "newest", answers.append, key="list")
    gate.set()
    drain()
    assert answers == ["newest"]


def test_another_key_and_another_owner_keep_their_answers(
    page: Page, qtbot: QtBot, drain: Drain
) -> None:
    other = Page()
    answers: list[object] = []
    qtbot.addWidget(other)
    tasks.run(page, lambda _: "list", answers.append, key="list")
    tasks.run(page, lambda _: "sum", answers.append, key="sum")
    tasks.run(other, lambda _: "other", answers.append, key="list")
    drain()
    assert answers == ["list", "sum", "other"]


def test_a_replaced_question_hears_that_it_may_stop(page: Page, drain: Drain) -> None:
    begun, ended = threading.Event(), []

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress.check()
        except Cancelled:
            ended.append("stopped")
            raise

    tasks.run(page, work, ignore, key="list")
    assert begun.wait(5)
    tasks.run(page, lambda _: None, ignore, key="list")
    drain()
    assert ended == ["stopped"]


@pytest.mark.parametrize("error", [Refused("不行。"), InvalidInput("日期不对。")])
def test_a_refusal_goes_to_whoever_wants_it(
    page: Page, drain: Drain, error: OfficeError
) -> None:
    def work(progress: Progress) -> None:
        raise error

    heard: list[OfficeError] = []
    tasks.run(page, work, ignore, failed=heard.append)
    drain()
    assert heard == [error]
    assert page.notices == []


def test_a_refusal_nobody_wants_becomes_a_banner(page: Page, drain: Drain) -> None:
    tasks.run(page, refuse, ignore)
    drain()
    assert [(n.sentence, n.tone) for n in page.notices] == [
        ("正在使用，不能移入回收站。", messages.Tone.ERROR)
    ]


def test_a_refusal_for_an_owner_that_is_gone_is_still_told(
    page: Page, drain: Drain
) -> None:
    owner = QObject()
    tasks.run(owner, refuse, ignore)
    shiboken6.delete(owner)
    drain()
    assert len(page.notices) == 1


def test_a_mistake_of_ours_goes_to_the_one_reporter(
    page: Page, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        reported.append(kind)

    monkeypatch.setattr(sys, "excepthook", report)
    stopped: list[str] = []
    tasks.run(page, lambda _: 1 / 0, ignore, stopped=lambda: stopped.append("x"))
    drain()
    assert reported == [ZeroDivisionError]
    assert stopped == ["x"]


def test_a_cancelled_task_answers_nothing_and_says_it_stopped(
    page: Page, drain: Drain
) -> None:
    begun, heard = threading.Event(), []

    def work(progress: Progress) -> str:
        begun.set()
        while not progress.cancelled:
            pass
        progress.check()
        return "done"

    task = tasks.run(page, work, heard.append, stopped=lambda: heard.append("stopped"))
    assert begun.wait(5)
    task.cancel()
    drain()
    assert heard == ["stopped"]


def test_a_task_cancelled_while_it_waits_is_never_begun(
    page: Page, drain: Drain
) -> None:
    gate, begun = threading.Event(), []
    tasks.run(page, lambda _: gate.wait(5), ignore)
    task = tasks.run(page, lambda _: begun.append("begun"), ignore)
    task.cancel()
    gate.set()
    drain()
    assert begun == []


def test_progress_reaches_the_window(qtbot: QtBot, page: Page) -> None:
    with qtbot.waitSignal(tasks.worker().task_progressed) as told:
        task = tasks.run(
            page,
            lambda progress: progress.report(0.25, "第 1 行"),
            ignore,
            title="导入",
        )
    assert told.args == [task]
    assert (task.fraction, task.words) == (0.25, "第 1 行")


def test_many_reports_are_thinned_but_the_last_one_arrives(
    page: Page, drain: Drain
) -> None:
    seen: list[float | None] = []
    tasks.worker().task_progressed.connect(lambda task: seen.append(task.fraction))

    def work(progress: Progress) -> None:
        for step in range(5001):
            progress.report(step / 5000)

    tasks.run(page, work, ignore)
    drain()
    assert seen[-1] == 1
    assert len(seen) < 2500


def test_start_and_end_of_a_task_are_told_in_order(page: Page, drain: Drain) -> None:
    heard: list[tuple[str, Task | None]] = []
    worker = tasks.worker()
    worker.task_started.connect(lambda task: heard.append(("started", task)))
    worker.task_ended.connect(lambda task: heard.append(("ended", task)))
    worker.went_idle.connect(lambda: heard.append(("idle", None)))
    first = tasks.run(page, lambda _: 1, ignore, title="导入")
    drain()
    assert heard == [("started", first), ("ended", first), ("idle", None)]


def test_stopping_waits_for_deeds_that_still_wait(page: Page) -> None:
    gate, saved = threading.Event(), []
    tasks.run(page, lambda _: gate.wait(5), ignore)
    tasks.run(page, lambda _: saved.append("saved"), ignore)
    gate.set()
    tasks.stop()
    assert saved == ["saved"]
    assert not tasks.busy()


def test_stopping_gives_up_questions(page: Page) -> None:
    begun = threading.Event()

    def search(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    tasks.run(page, search, ignore, key="search")
    assert begun.wait(5)
    tasks.stop()
    assert not tasks.busy()


def test_stopping_at_once_cancels_the_deed_that_runs(page: Page) -> None:
    ended = []

    def work(progress: Progress) -> None:
        try:
            while True:
                progress.check()
        except Cancelled:
            ended.append("rolled back")
            raise

    begun = threading.Event()

    def begin(progress: Progress) -> None:
        begun.set()
        work(progress)

    tasks.run(page, begin, ignore, title="导入")
    assert begun.wait(5)
    tasks.stop(cancel=True)
    assert ended == ["rolled back"]


def test_after_stopping_work_can_be_asked_for_again(page: Page, drain: Drain) -> None:
    tasks.stop()
    answers: list[int] = []
    tasks.run(page, lambda _: 7, answers.append)
    drain()
    assert answers == [7]
