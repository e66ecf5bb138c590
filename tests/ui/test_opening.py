"""The first window: there before the program, and where the main window will be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.main_window import MainWindow
from ui.opening import GEOMETRY, SHADE, OpeningWindow
from ui.tokens import tokens

ROOT = Path(__file__).resolve().parent.parent.parent
LATER = {"ui.theme", "ui.main_window", "ui.startup", "ui.tasks", "ui.icons"}
HEAVY = {"sqlalchemy", "alembic", "reportlab", "openpyxl", "pypinyin", "platformdirs"}

PROGRAM = """
import os, sys
from unionoffice import cli
from ui import opening
class Window(opening.OpeningWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(*sys.modules, flush=True)
        os._exit(0)
opening.OpeningWindow = Window
cli.main(["--data", sys.argv[1]])
"""


def test_nothing_of_the_program_is_imported_before_it_is_painted(
    tmp_path: Path,
) -> None:
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    loaded = set(answer.stdout.split())
    assert "ui.opening" in loaded
    assert loaded & (LATER | HEAVY) == set()


def shown(qtbot: QtBot, settings: dict[str, str]) -> OpeningWindow:
    window = OpeningWindow(settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    return window


@pytest.mark.parametrize("shade", list(theme.Shade))
def test_it_has_the_colour_of_the_main_window(qtbot: QtBot, shade: theme.Shade) -> None:
    window = shown(qtbot, {SHADE: shade})
    corner = window.grab().toImage().pixelColor(3, 3)
    assert corner.name() == tokens()["colours"][shade]["window"]


def test_without_a_choice_it_has_the_shade_of_the_computer(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = shown(qtbot, {})
    shade = theme.system_shade(qapp)
    corner = window.grab().toImage().pixelColor(3, 3)
    assert corner.name() == tokens()["colours"][shade]["window"]


def test_its_words_can_be_read(qtbot: QtBot) -> None:
    image = shown(qtbot, {}).grab().toImage()
    middle, half = image.width() // 2, image.height() // 2
    seen = {
        image.pixel(x, y)
        for x in range(middle - 60, middle + 60)
        for y in range(half - 20, half + 6)
    }
    assert len(seen) > 8


def test_it_stands_where_the_main_window_stood(qtbot: QtBot) -> None:
    settings: dict[str, str] = {}
    main = MainWindow(settings)
    qtbot.addWidget(main)
    main.setGeometry(15, 30, 770, 500)
    main.show()
    main.close()
    assert settings[GEOMETRY]
    assert shown(qtbot, settings).geometry() == main.geometry()


def test_it_tells_once_that_it_is_painted(qtbot: QtBot) -> None:
    told: list[int] = []
    window = OpeningWindow({})
    qtbot.addWidget(window)
    window.painted.connect(lambda: told.append(1))
    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    qtbot.wait(10)
    assert told == [1]
