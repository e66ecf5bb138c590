"""A user's job from end to end, in the real window on a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.offices import TODAY
from tests.ui.conftest import OFFSCREEN
from ui import shell, tasks, theme
from ui.main_window import MainWindow
from ui.startup import Session
from unionoffice.clock import Clock, stopped

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform complain about itself."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture
def drain(qtbot: QtBot) -> Callable[[], None]:
    """Wait until everything that was asked for is done and delivered."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)

    return wait


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of the journey; empty at its beginning."""
    return tmp_path / "data"


@pytest.fixture
def clock() -> Clock:
    """What the program is told of the time."""
    return stopped(TODAY)


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: QApplication,
    folder: Path,
    clock: Clock,
    drain: Callable[[], None],
) -> Iterator[MainWindow]:
    """The program as it starts on the data folder."""
    settings: dict[str, str] = {}
    session = Session(folder, settings, clock=clock)
    opened = shell.show_window(qapp, settings, session.open_office, session.make_pages)
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    with qtbot.waitSignal(opened.first_painted):
        pass
    drain()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    yield opened
    tasks.stop(cancel=True)
    session.close()
    theme.dress(qapp, theme.Shade.LIGHT)
