"""Long work tells how far it is and may be asked to stop."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


class Cancelled(Exception):
    """The person asked to stop; whatever was begun is taken back."""


class Progress(Protocol):
    """Where long work reports; the window's and the command line's differ."""

    def report(self, fraction: float, words: str) -> None:
        """Say how far the work is (0 to 1) and what it does just now."""

    def check(self) -> None:
        """Stop here if that was asked for.

        Raises:
            Cancelled: it was.
        """


class Silent:
    """Work that nobody watches and nobody stops."""

    def report(self, fraction: float, words: str) -> None:
        """Say nothing."""

    def check(self) -> None:
        """Never stop."""


SILENT = Silent()


class Beat:
    """Handed to steps that only know that they go on; may end them.

    Raises:
        Cancelled: the person asked to stop.
    """

    __slots__ = ("_fraction", "_progress", "_words")

    def __init__(self, progress: Progress, fraction: float, words: str) -> None:
        """Tell the same of every beat."""
        self._progress = progress
        self._fraction = fraction
        self._words = words

    def __call__(self) -> None:
        """Go on, or end here."""
        self._progress.report(self._fraction, self._words)
        self._progress.check()

    def every(self, items: Iterable[T], count: int = 1_000) -> Iterator[T]:
        """The same items, with a beat before each `count` of them."""
        for place, item in enumerate(items):
            if place % count == 0:
                self()
            yield item


UNWATCHED = Beat(SILENT, 0, "")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Bulk work makes millions of values and no cycles: let nobody search for cycles.

    A roster of 100 000 rows is read, planned and written in a third less time. What
    was made counts as old afterwards, or the next small thing would set off one long
    search through all of it.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()
