"""What every test of the window needs: the look, and a worker that ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import tasks, theme

OFFSCREEN = r"This plugin does not support (propagateSizeHints|raise|grabbing)"
"""What Qt says of a platform without a screen; it says nothing about the program."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform complain about itself."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The light theme, set once: it takes a fifth of a second."""
    if not qapp.styleSheet() or theme.current().shade is not theme.Shade.LIGHT:
        theme.dress(qapp, theme.Shade.LIGHT)


@pytest.fixture(autouse=True)
def worker_ends() -> Iterator[None]:
    """Each test has a worker of its own, if it asks for one."""
    yield
    tasks.stop(cancel=True)


@pytest.fixture
def drain(qtbot: QtBot) -> Callable[[], None]:
    """Wait until everything that was asked for is done and delivered."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)

    return wait
