"""Start-up: the window first, the office after; mistakes end in a log and a dialog."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui import app as start_up
from ui import shell, theme
from ui.app import Reporter
from ui.main_window import MainWindow
from ui.opening import SHADE, OpeningWindow
from ui.tasks import Progress
from ui.widgets.navigation import PageSpec
from unionoffice.errors import Refused

ROOT = Path(__file__).resolve().parent.parent.parent

HEAVY = {"sqlalchemy", "alembic", "reportlab", "openpyxl", "pypinyin", "xlsxwriter"}

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
import ui.app
from ui.widgets.navigation import PageSpec

def open_office(progress):
    return "office"

def make_pages(office, window):
    print("pages for", office)
    QTimer.singleShot(0, window.close)
    return [PageSpec("today", "今天", "home", "", QWidget)]

def unfold(app, opening):
    from ui import shell
    assert opening.isVisible()
    return shell.show_window(app, {}, open_office, make_pages, opening)

code = ui.app.start(
    ["unionoffice"], folder=Path(sys.argv[1]), settings={}, unfold=unfold,
)
print("ended with", code)
"""


def run_python(*arguments: str) -> str:
    """What another Python of ours prints."""
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return answer.stdout


def pages(office: str, window: MainWindow) -> Sequence[PageSpec]:
    window.set_union_name(office)
    return [PageSpec("today", "今天", "home", "", QWidget)]


def show(
    qtbot: QtBot, qapp: QApplication, settings: dict[str, str] | None = None
) -> MainWindow:
    window = shell.show_window(
        qapp, {} if settings is None else settings, lambda _: "青山煤矿工会", pages
    )
    qtbot.addWidget(window)
    return window


@pytest.fixture
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    theme.dress(qapp, theme.Shade.LIGHT)


@pytest.fixture
def reporter(tmp_path: Path) -> Reporter:
    return Reporter(tmp_path / "unionoffice.log")


def bug_dialogs() -> list[QDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]


def test_nothing_heavy_is_imported_before_the_window() -> None:
    program = "import sys, ui.app; print(' '.join(sys.modules))"
    loaded = {name.split(".")[0] for name in run_python("-c", program).split()}
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_the_program_starts_opens_the_office_and_ends(tmp_path: Path) -> None:
    printed = run_python("-c", PROGRAM, str(tmp_path)).splitlines()
    assert printed == ["pages for office", "ended with 0"]


def test_the_window_is_there_before_the_office(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = show(qtbot, qapp)
    assert window.isVisible()
    assert window.current_key == ""
    with qtbot.waitSignal(window.page_opened):
        pass
    assert window.current_key == "today"
    assert window.top_bar.union_name.text() == "青山煤矿工会"


def test_the_opening_window_goes_when_the_main_one_can_be_seen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    opening = OpeningWindow({})
    qtbot.addWidget(opening)
    with qtbot.waitSignal(opening.painted):
        opening.show()
    opening.resize(900, 600)
    window = shell.show_window(qapp, {}, lambda _: "青山煤矿工会", pages, opening)
    qtbot.addWidget(window)
    assert opening.isVisible()
    assert window.geometry() == opening.geometry()
    with qtbot.waitSignal(window.first_painted):
        pass
    assert not opening.isVisible()
    qtbot.waitUntil(lambda: window.current_key == "today")


def test_an_office_that_refuses_says_why_and_can_be_tried_again(
    qtbot: QtBot, qapp: QApplication
) -> None:
    tries: list[int] = []

    def open_office(progress: Progress) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Refused("另一个程序正在使用这份资料。")
        return "青山煤矿工会"

    window = shell.show_window(qapp, {}, open_office, pages)
    qtbot.addWidget(window)
    sentence = "另一个程序正在使用这份资料。"
    qtbot.waitUntil(lambda: sentence in texts(window.stack))
    retry = next(b for b in buttons(window.stack) if b.text() == "再试一次")
    with qtbot.waitSignal(window.page_opened):
        retry.click()
    assert window.current_key == "today"


def test_the_chosen_shade_is_worn(
    qtbot: QtBot, qapp: QApplication, back_to_light: None
) -> None:
    settings = {SHADE: "dark"}
    window = show(qtbot, qapp, settings)
    assert theme.current().shade is theme.Shade.DARK
    shell.choose_shade(qapp, settings, theme.Shade.LIGHT)
    assert theme.current().shade is theme.Shade.LIGHT
    assert settings[SHADE] == "light"
    qtbot.waitUntil(lambda: window.current_key == "today")


def test_an_unknown_shade_is_the_computers(
    qtbot: QtBot, qapp: QApplication, back_to_light: None
) -> None:
    window = show(qtbot, qapp, {SHADE: "purple"})
    assert theme.current().shade is theme.system_shade(qapp)
    qtbot.waitUntil(lambda: window.current_key == "today")


@pytest.mark.expects_log
def test_a_mistake_is_logged_and_told_without_its_details(
    qtbot: QtBot, reporter: Reporter, caplog: pytest.LogCaptureFixture
) -> None:
    report(reporter, ValueError("内部细节"))
    qtbot.waitUntil(lambda: len(bug_dialogs()) == 1)
    [dialog] = bug_dialogs()
    assert "内部细节" in caplog.text
    assert "内部细节" not in texts(dialog)
    dialog.close()


@pytest.mark.expects_log
def test_many_mistakes_make_one_dialog(qtbot: QtBot, reporter: Reporter) -> None:
    for number in range(3):
        report(reporter, ValueError(str(number)))
    qtbot.waitUntil(lambda: len(bug_dialogs()) > 0)
    qtbot.wait(20)
    assert len(bug_dialogs()) == 1
    bug_dialogs()[0].close()


@pytest.mark.expects_log
def test_a_mistake_in_another_thread_is_told_in_the_window(
    qtbot: QtBot, reporter: Reporter
) -> None:
    failing = threading.Thread(target=report, args=(reporter, ValueError("x")))
    failing.start()
    failing.join()
    qtbot.waitUntil(lambda: len(bug_dialogs()) == 1)
    bug_dialogs()[0].close()


def test_the_reporter_hears_of_everything_until_it_is_removed(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    reporter.install()
    assert sys.excepthook == reporter.report
    reporter.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


@pytest.mark.expects_log
def test_complaints_of_qt_are_written_down(caplog: pytest.LogCaptureFixture) -> None:
    context = QMessageLogContext()
    start_up.log_qt_message(QtMsgType.QtWarningMsg, context, "奇怪")
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "奇怪")
    ]


@pytest.mark.expects_log
def test_the_log_lies_in_the_data_folder(tmp_path: Path) -> None:
    log = begun(tmp_path)
    logging.getLogger("ui").warning("写下来")
    assert log == tmp_path / "log" / "unionoffice.log"
    assert "写下来" in log.read_text("utf-8")


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "log" / "unionoffice.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * (start_up.LOG_LIMIT + 1))
    begun(tmp_path)
    assert log.stat().st_size == 0
    assert log.with_suffix(".old.log").exists()


def test_without_a_writable_folder_the_log_goes_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    assert begun(tmp_path).parent != tmp_path / "log"


@pytest.fixture(autouse=True)
def quiet_root() -> Iterator[None]:
    """Leave the root logger as it was."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.setLevel(level)
    for handler in list(root.handlers):
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()


def begun(folder: Path) -> Path:
    return start_up.begin_log(folder)


def report(reporter: Reporter, error: Exception) -> None:
    try:
        raise error
    except ValueError as raised:
        reporter.report(type(raised), raised, raised.__traceback__)


def buttons(widget: QWidget) -> list[QPushButton]:
    return list(widget.findChildren(QPushButton))


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
