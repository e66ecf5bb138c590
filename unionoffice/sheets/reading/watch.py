"""Watches over the reading of a file: the clerk's stop, the time, and how far it is."""

import math
import time
from collections.abc import Callable
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.limits import MAX_CELLS, seconds_for

_TELL_EVERY_SECONDS = 0.1
_NEARLY = 0.95


class ReadingCancelled(Refused):
    """The clerk stopped the reading; nothing was taken from the file."""


class Watch:
    """Ends the reading when the clerk stops it or it takes too long, and tells shares.

    Where nobody knows how far the reader is, the share creeps towards the end of the
    stage, as fast as such work usually goes: silence would look like a hang.
    """

    def __init__(
        self,
        path: Path,
        *,
        cancelled: Callable[[], bool] | None = None,
        tell: Callable[[float], None] | None = None,
        seconds: float | None = None,
    ) -> None:
        """Begin now; `seconds` is a limit of one's own instead of the usual one."""
        self.path = path
        self._cancelled = cancelled
        self._tell = tell
        self._seconds = seconds
        self._began = time.monotonic()
        self._told = (0.0, 0.0)
        self._stage = (self._began, 0.0, 0.0, 1.0)
        first = seconds_for(MAX_CELLS) if seconds is None else seconds
        self._deadline = self._began + first

    def allow(self, cells: int) -> None:
        """Give the time, from now on, that so many cells may take.

        Before anybody knows how many there are, the time is that of the most: looking
        a file through takes time in proportion to its size, whatever is in it.
        """
        if self._seconds is None:
            self._deadline = time.monotonic() + seconds_for(cells)

    def stage(self, first: float, last: float, seconds: float) -> None:
        """Begin a part of the work that ends at the share `last` in about so long."""
        self._stage = (time.monotonic(), first, last, max(seconds, 0.1))

    def check(self) -> None:
        """Raise `ReadingCancelled` or `Refused` if there is reason to."""
        if self._cancelled is not None and self._cancelled():
            raise ReadingCancelled("已停止读取，没有导入任何内容。")
        now = time.monotonic()
        if now > self._deadline:
            raise Refused(
                f"“{self.path.name}”读得太久，已经停止。"
                "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件后再导入；"
                "内容很多时请分成几个文件。"
            )
        if now - self._told[0] >= _TELL_EVERY_SECONDS:
            began, first, last, usual = self._stage
            way = _NEARLY * -math.expm1((began - now) / usual)
            self._say(now, first + (last - first) * way)

    def reached(self, share: float) -> None:
        """Tell a share that is known for certain, and check."""
        now = time.monotonic()
        self._stage = (now, share, share, 1.0)
        if share >= 1.0 or now - self._told[0] >= _TELL_EVERY_SECONDS:
            self._say(now, share)
        self.check()

    def _say(self, now: float, share: float) -> None:
        self._told = (now, max(share, self._told[1]))
        if self._tell is not None:
            self._tell(self._told[1])
