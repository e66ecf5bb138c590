"""Long work tells how far it is and may be asked to stop."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


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
