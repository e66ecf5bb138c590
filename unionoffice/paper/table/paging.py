"""Rows on pages: none cut in two that fits one page, signatures not left alone."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from unionoffice.paper.table.rows import Row

ROWS_KEPT_WITH_SIGNERS = 2
_SLACK = 1e-6


class Cutter(Protocol):
    """Cuts a row that is too high for a page; see `Rows.cut`."""

    def __call__(
        self, row: Row, room: float, *, force: bool = False
    ) -> tuple[Row, Row]:
        """What goes into the room, and the rest."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """Heights in points that rows may take.

    `first` and `later` are those of the first and every later page; `tail` is what
    stands below the last row: totals, notes, signatures.
    """

    first: float
    later: float
    tail: float

    def of(self, page: int) -> float:
        """The room on a page, the first one being 0."""
        return self.later if page else self.first


def shares(rows: Iterable[Row], rooms: Rooms, cut: Cutter) -> list[list[Row]]:
    """The rows of each page; the last two stay with what follows them."""
    pages = _filled(rows, rooms, cut)
    last = len(pages) - 1
    if sum(row.height for row in pages[-1]) + rooms.tail > rooms.of(last) + _SLACK:
        pages.append([])
    if len(pages) > 1 and rooms.tail:
        _take_along(pages[-2], pages[-1], rooms, cut)
    return pages


def _filled(rows: Iterable[Row], rooms: Rooms, cut: Cutter) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    left = rooms.first
    fits_any = min(rooms.first, rooms.later)
    waiting = deque(rows)
    while waiting:
        row = waiting.popleft()
        if _needs(row, waiting, rooms.later) > left + _SLACK:
            if row.height > fits_any + _SLACK:
                part, rest = cut(row, left, force=not pages[-1] and len(pages) > 1)
                if rest is not row:
                    pages[-1].append(part)
                    waiting.appendleft(rest)
                    pages.append([])
                    left = rooms.later
                    continue
            if pages[-1] or len(pages) == 1:
                pages.append([])
                left = rooms.later
                waiting.appendleft(row)
                continue
        pages[-1].append(row)
        left -= row.height
    return pages


def _needs(row: Row, waiting: Sequence[Row], most: float) -> float:
    """The height of a row, and of the one it must not be parted from."""
    if not row.with_next or not waiting:
        return row.height
    return min(most, row.height + waiting[0].height)


def _take_along(full: list[Row], last: list[Row], rooms: Rooms, cut: Cutter) -> None:
    """Move rows from the full page to the last one until two are signed."""
    room = rooms.later - rooms.tail - sum(row.height for row in last)
    while _counted(last) < ROWS_KEPT_WITH_SIGNERS and len(full) > 1:
        room -= full[-1].height
        if room < -_SLACK:
            break
        last.insert(0, full.pop())
    while len(full) > 1 and full[-1].with_next:
        last.insert(0, full.pop())
    if not _counted(last):
        part, rest = cut(full[-1], full[-1].height / 2, force=True)
        if rest is not full[-1]:
            full[-1:] = [part]
            last.append(rest)


def _counted(rows: Iterable[Row]) -> int:
    return sum(not row.with_next for row in rows)
