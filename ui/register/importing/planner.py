"""Keeps what was said about a file, and makes its plan anew in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import tasks
from ui.history import History
from ui.register.importing import reading
from unionoffice.sheets.tables.outline import SheetOutline, outline

if TYPE_CHECKING:
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Directions


class Planner(QObject):
    """One file on its way in. The newest directions win; older plans are given up."""

    directions_changed = Signal(object)
    """Something was said: the new `Directions`; the plan follows."""
    outlined = Signal(object)
    """The sheets as they are read now (`SheetOutline`s)."""
    planned = Signal(object)
    """A plan of the whole file was made: its `Effect`."""
    refused = Signal(str)
    """There is no plan for what was said; it was taken back."""
    unreadable = Signal(str)
    """No sheet can be read as it is: its columns must be told."""
    busy_changed = Signal(bool)
    progressed = Signal(object)
    """How far the plan is: 0 to 1, or None."""

    def __init__(
        self, office: Office, register: Register, begun: reading.Begun, parent: QObject
    ) -> None:
        """Take over what was seen of a file at first."""
        super().__init__(parent)
        self._office, self._register = office, register
        self._workbook = begun.workbook
        self._task: tasks.Task | None = None
        self._settled = begun.directions
        self.history: History[Directions] = History(begun.directions)
        self.outlines: tuple[SheetOutline, ...] = begun.outlines
        self.effect = begun.effect
        tasks.worker().task_progressed.connect(self._on_progressed)

    @property
    def directions(self) -> Directions:
        """What was said last."""
        return self.history.now

    @property
    def busy(self) -> bool:
        """Whether the plan is older than what was said."""
        return self._task is not None

    def direct(self, directions: Directions) -> None:
        """Say something else; the plan follows."""
        if self.history.put(directions):
            self._follow()

    def undo(self) -> None:
        """Take back what was said last."""
        if self.history.undo():
            self._follow()

    def redo(self) -> None:
        """Say again what was taken back."""
        if self.history.redo():
            self._follow()

    def plan_again(self) -> None:
        """Make the plan of the whole file; the store may have moved on."""
        office, register, workbook = self._office, self._register, self._workbook
        told = self.history.now
        task = self._task = tasks.run(
            self,
            lambda progress: reading.make_effect(
                office, register, workbook, progress, told
            ),
            lambda effect: self._on_planned(effect, told),
            failed=self._on_refused,
            stopped=lambda: self._on_stopped(task),
            key="plan",
        )
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Give up what is being planned."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _follow(self) -> None:
        told = self.history.now
        self.directions_changed.emit(told)
        if told.sheets != self._settled.sheets:
            self._look_again(told)
        self.plan_again()

    def _look_again(self, told: Directions) -> None:
        workbook, register = self._workbook, self._register
        tasks.run(
            self,
            lambda _progress: outline(workbook, register, told),
            self._on_outlined,
            failed=lambda _error: None,
            key="outline",
        )

    def _on_outlined(self, outlines: tuple[SheetOutline, ...]) -> None:
        self.outlines = outlines
        self.outlined.emit(outlines)

    def _on_planned(self, effect: reading.Effect, told: Directions) -> None:
        self._task, self.effect, self._settled = None, effect, told
        self.busy_changed.emit(False)
        self.planned.emit(effect)

    def _on_refused(self, error: OfficeError) -> None:
        """Nothing can be planned so: nothing is taken in, or the last word goes."""
        self._task = None
        if not any(sheet.taken for sheet in self.outlines):
            self.effect, self._settled = None, self.history.now
            self.busy_changed.emit(False)
            self.unreadable.emit(error.sentence)
            return
        self.history.undo()
        self.directions_changed.emit(self.history.now)
        if self.history.now != self._settled:
            self._follow()
        else:
            self._look_again(self.history.now)
            self.busy_changed.emit(False)
        self.refused.emit(error.sentence)

    def _on_stopped(self, task: tasks.Task) -> None:
        if self._task is task:
            self._task = None
            self.busy_changed.emit(False)

    def _on_progressed(self, task: tasks.Task) -> None:
        if task is self._task:
            self.progressed.emit(task.fraction)
