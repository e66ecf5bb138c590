"""Pictures of windows, taken when everything in them has come to rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui import tasks, theme
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection

QUIET, PATIENCE = 40, 60_000
"""Milliseconds without work after which a page is finished; after which it is stuck."""
BEAT, SOON = 10, 200
"""Milliseconds between two looks; what a pause that is waited for lasts at most."""


class Look(Enum):
    """In what look a picture is taken."""

    LIGHT = auto()
    DARK = auto()
    LARGE = auto()
    """In the light, on a display set to 150 %."""


@dataclass
class Album:
    """The pictures made so far, and the looks that are wanted."""

    folder: Path
    looks: Collection[Look] = tuple(Look)
    pictures: list[Path] = field(default_factory=list)

    def take(
        self,
        window: QWidget,
        name: str,
        *over: tuple[QWidget, QPoint],
        ratio: float = 1.0,
    ) -> None:
        """Draw a window, and what lies over it at its place, into a file.

        Raises:
            Refused: the file cannot be written.
        """
        settle()
        picture = QPixmap(window.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.current().colour("window"))
        window.render(picture)
        painter = QPainter(picture)
        for popup, corner in over:
            painter.drawPixmap(corner, popup.grab())
        painter.end()
        path = self.folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        if not picture.save(str(path)):
            raise Refused(f"不能写文件“{path}”。")
        self.pictures.append(path)


def settle() -> None:
    """Wait until nothing is asked for any more and everything is drawn."""
    whole, quiet, beat = QElapsedTimer(), QElapsedTimer(), QTimer()
    beat.start(BEAT)
    whole.start()
    quiet.start()
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while quiet.elapsed() < QUIET and whole.elapsed() < PATIENCE:
        before = quiet.elapsed()
        QApplication.processEvents(wait)
        long = quiet.elapsed() - before >= QUIET  # its layout is still to be done
        due = quiet.elapsed() >= QUIET and _something_is_due()
        if tasks.busy() or long or due:
            quiet.restart()


def _something_is_due() -> bool:
    """Whether a pause of typing or resizing is running, after which work follows."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for timer in window.findChildren(QTimer)
    )
