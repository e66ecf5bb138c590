"""Every page of the program as a picture, drawn without a screen on sample data."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui import tasks, theme
from ui.screenshots.album import Album, Look, settle
from ui.screenshots.campaigns import draw_campaigns
from ui.screenshots.exchange import draw_exchange
from ui.screenshots.hardship import draw_hardship
from ui.screenshots.importing import draw_importing
from ui.screenshots.reporting import draw_reporting
from ui.screenshots.scenes import (
    draw_first_start,
    draw_large,
    draw_ledger,
    draw_pages,
    draw_small_things,
    draw_work,
)
from ui.screenshots.staging import SIZE, fill, window_on
from ui.screenshots.undoing import draw_undoing
from ui.screenshots.visits import draw_visits
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["SIZE", "Album", "Look", "settle", "take_screenshots"]

SHADES = {theme.Shade.LIGHT: {Look.LIGHT, Look.LARGE}, theme.Shade.DARK: {Look.DARK}}
"""The shade that is worn while pictures of a look are taken."""


def take_screenshots(
    folder: Path, *, looks: Collection[Look] = tuple(Look)
) -> list[Path]:
    """Draw every page into a folder; returns the pictures in the order they were made.

    Not every page is drawn in the dark and large. Large ones are taken among the light.

    Raises:
        Refused: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"不能建立文件夹“{folder}”：{problem.strerror}。") from problem
    app = _application()
    flash = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    made = Album(folder, looks)
    try:
        for shade in (shade for shade, told in SHADES.items() if told & {*looks}):
            theme.dress(app, shade)
            theme.add_rare_characters()
            _draw_all(made, shade)
    finally:
        app.setCursorFlashTime(flash)
        theme.dress(app, theme.Shade.LIGHT)
        tasks.stop(cancel=True)
    return made.pictures


def _application() -> QApplication:
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["unionoffice"])
    app.setApplicationDisplayName("工会办公")
    return app


def _draw_all(made: Album, shade: theme.Shade) -> None:
    with tempfile.TemporaryDirectory() as place:
        full, empty = Path(place) / "full", Path(place) / "empty"
        fill(full)
        if shade is theme.Shade.LIGHT:
            draw_first_start(made, empty)
            with window_on(full) as (session, window):
                draw_pages(made, session, window, shade)
                draw_work(made, window, "")
                draw_small_things(made, window)
                draw_ledger(made, window)
                draw_reporting(made, window, "")
                draw_hardship(made, window, "")
                if session.desk is not None:
                    draw_exchange(made, session.desk.office, window)
                    draw_importing(made, session.desk.office, window)
                    draw_undoing(made, session.desk.office, window, "")
                if Look.LARGE in made.looks:
                    draw_large(made, window)
        else:
            with window_on(full) as (session, window):
                draw_pages(made, session, window, shade)
                draw_work(made, window, "-dark")
                draw_reporting(made, window, "-dark")
                draw_hardship(made, window, "-dark")
                if session.desk is not None:
                    draw_undoing(made, session.desk.office, window, "-dark")
        draw_visits(made, Path(place) / "visits", shade)
        draw_campaigns(made, Path(place) / "campaigns", shade)
