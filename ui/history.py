"""States one after the other, to be gone back to and forward again."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 500
"""States that are remembered; older ones are forgotten."""


class History(Generic[T]):
    """A present state with those before it and those that were taken back.

    Steps that follow each other with the same `merge` word are one step.
    """

    def __init__(self, now: T) -> None:
        """Begin with a state that cannot be taken back."""
        self._before: list[T] = []
        self._now = now
        self._after: list[T] = []
        self._merge = ""

    @property
    def now(self) -> T:
        """The present state."""
        return self._now

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be said again."""
        return bool(self._after)

    def put(self, state: T, merge: str = "") -> bool:
        """Go on to another state; tells whether it is another one."""
        if state == self._now:
            return False
        if not (merge and merge == self._merge):
            self._before = [*self._before[-MOST + 1 :], self._now]
        self._now, self._merge = state, merge
        self._after = []
        return True

    def rest(self) -> None:
        """Let the next step be one of its own, whatever its word."""
        self._merge = ""

    def undo(self) -> bool:
        """Go back by one state; tells whether there was one."""
        if not self._before:
            return False
        self._after.append(self._now)
        self._now, self._merge = self._before.pop(), ""
        return True

    def redo(self) -> bool:
        """Go forward again by one state; tells whether there was one."""
        if not self._after:
            return False
        self._before.append(self._now)
        self._now, self._merge = self._after.pop(), ""
        return True
