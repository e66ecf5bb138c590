"""The one place that knows about threads.

Everything that may take longer than a blink is handed to `run`. One worker does the
work in the order it was asked for, because there is one store; the answer comes back
in the thread of the window.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from ui import messages
from unionoffice.errors import OfficeError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

BETWEEN_REPORTS = 0.05
"""Least seconds between two reports that reach the window."""


class Cancelled(Exception):
    """The work was given up; raised by `Progress.check` and swallowed by the worker."""


class Progress:
    """Handed to the work: it tells how far it is and asks whether to go on.

    Safe to use from the worker, which is where it is used.
    """

    def __init__(self, told: Callable[[float | None, str], None]) -> None:
        self._told = told
        self._stop = threading.Event()
        self._last = float("-inf")

    def report(self, fraction: float | None, words: str = "") -> None:
        """Say how much is done (0 to 1, None if unknown) and what is being done.

        Raises:
            Cancelled: somebody wants the work to end.
        """
        self.check()
        now = time.monotonic()
        if now - self._last >= BETWEEN_REPORTS or fraction == 1:
            self._last = now
            self._told(fraction, words)

    @property
    def cancelled(self) -> bool:
        """Whether somebody wants the work to end."""
        return self._stop.is_set()

    def check(self) -> None:
        """Go on, or end here.

        Raises:
            Cancelled: somebody wants the work to end.
        """
        if self.cancelled:
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to end; it does so at its next report or check."""
        self._stop.set()


@dataclass(eq=False, slots=True)
class Task:
    """One piece of work on its way: what the progress strip shows of it.

    A task with a key is a question: a newer one of the same owner and key makes it
    pointless. A task without one is a deed, which is done even if its owner is gone.
    """

    owner: QObject
    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[OfficeError], None] | None
    stopped: Callable[[], None] | None
    title: str | None
    key: str | None
    progress: Progress = field(init=False)
    fraction: float | None = None
    words: str = ""
    answer: Any = None
    error: BaseException | None = None

    @property
    def pointless(self) -> bool:
        """A question nobody waits for any more."""
        return self.key is not None and (
            self.progress.cancelled or not shiboken6.isValid(self.owner)
        )

    def cancel(self) -> None:
        """Ask the work to end."""
        self.progress.cancel()


class Worker(QObject):
    """Does tasks one after the other in one thread of its own."""

    task_started = Signal(object)
    task_progressed = Signal(object)
    task_ended = Signal(object)
    went_idle = Signal()

    _begun = Signal(object)
    _told = Signal(object, object, str)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._open: list[Task] = []
        self._begun.connect(self._on_begun)
        self._told.connect(self._on_told)
        self._finished.connect(self._on_finished)
        self._thread = threading.Thread(target=self._loop, name="store", daemon=True)
        self._thread.start()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """What runs and what waits, oldest first."""
        return tuple(self._open)

    def add(self, task: Task) -> None:
        """Queue a task; an older one of the same owner and key is given up."""
        task.progress = Progress(lambda part, words: self._told.emit(task, part, words))
        if task.key is not None:
            for older in self._open:
                if older.owner is task.owner and older.key == task.key:
                    older.cancel()
        self._open.append(task)
        self._waiting.put(task)

    def stop(self, *, cancel: bool = False) -> None:
        """End the thread when its deeds are done; waits for that.

        Questions are given up at once. With `cancel` the deeds are asked to end too.
        Answers that are still on their way are not delivered.
        """
        for task in self._open:
            if cancel or task.key is not None:
                task.cancel()
        self._open.clear()
        self._waiting.put(None)
        self._thread.join()

    def _loop(self) -> None:
        while (task := self._waiting.get()) is not None:
            self._do(task)

    def _do(self, task: Task) -> None:
        try:
            if task.pointless:
                raise Cancelled  # noqa: TRY301 - the same end as a task that stops itself
            self._begun.emit(task)
            task.progress.check()
            task.answer = task.work(task.progress)
        except Exception as error:  # noqa: BLE001 - every failure goes to its reader
            task.error = error
        self._finished.emit(task)

    @Slot(object)
    def _on_begun(self, task: Task) -> None:
        if task in self._open:
            self.task_started.emit(task)

    @Slot(object, object, str)
    def _on_told(self, task: Task, fraction: float | None, words: str) -> None:
        task.fraction, task.words = fraction, words
        if task in self._open:
            self.task_progressed.emit(task)

    @Slot(object)
    def _on_finished(self, task: Task) -> None:
        if task not in self._open:
            return
        self._open.remove(task)
        self.task_ended.emit(task)
        try:
            _deliver(task)
        finally:
            if not self._open:
                self.went_idle.emit()


def run(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    *,
    failed: Callable[[OfficeError], None] | None = None,
    stopped: Callable[[], None] | None = None,
    title: str | None = None,
    key: str | None = None,
) -> Task:
    """Do `work` in the background and hand its answer to `done` in the window.

    Args:
        owner: whose wish it is; once destroyed, it gets no answer.
        work: runs in the worker; must touch no widget.
        done: gets the answer, in the thread of the window.
        failed: gets an `InvalidInput` or `Refused`; else it becomes a banner. Any
            other exception is a bug and goes to `sys.excepthook`.
        stopped: called when there will be no answer: cancelled, refused or broken;
            not when a newer question took its place.
        title: words for the progress strip; without them the task is not shown.
        key: makes it a question, of which the newest one wins (lists, searches).

    Returns:
        The task, whose `cancel` asks the work to end.
    """
    task = Task(owner, work, done, failed, stopped, title, key)
    worker().add(task)
    return task


def worker() -> Worker:
    """The worker of the program; started by the first to ask."""
    running = _running[0]
    if running is None:
        running = _running[0] = Worker()
    return running


def busy() -> bool:
    """Whether anything runs or waits."""
    running = _running[0]
    return running is not None and bool(running.open_tasks)


def stop(*, cancel: bool = False) -> None:
    """End the worker cleanly; see `Worker.stop`."""
    running, _running[0] = _running[0], None
    if running is not None:
        running.stop(cancel=cancel)


_running: list[Worker | None] = [None]


def _deliver(task: Task) -> None:
    alive = shiboken6.isValid(task.owner)
    if task.pointless:
        return
    if task.error is None:
        if alive:
            task.done(task.answer)
        return
    if isinstance(task.error, OfficeError):
        _refuse(task, task.error, alive=alive)
    elif not isinstance(task.error, Cancelled):
        sys.excepthook(type(task.error), task.error, task.error.__traceback__)
    if alive and task.stopped is not None:
        task.stopped()


def _refuse(task: Task, error: OfficeError, *, alive: bool) -> None:
    if alive and task.failed is not None:
        task.failed(error)
    else:
        near = task.owner if alive else None
        messages.banner(near, error.sentence, messages.Tone.ERROR)
