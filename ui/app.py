"""Start-up: a first window at once, then the program; and the one reporter of mistakes.

What is imported above is all that stands between a double click and the first window.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
import traceback
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QDir,
    QMessageLogContext,
    QObject,
    QSysInfo,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from ui.opening import OpeningWindow
from unionoffice.paths import data_folder
from unionoffice.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QDialog

    from ui.main_window import MainWindow

LOG_LIMIT = 1_000_000
"""Bytes after which the log is put aside and a new one begun."""

logger = logging.getLogger(__name__)


def open_window(data: Path | None) -> int:
    """Open the window on a data folder, the user's own if none is named.

    Returns:
        The exit code of the program.
    """
    place = data_folder(data)
    settings = Settings(place)
    with ExitStack() as at_the_end:

        def unfold(app: QApplication, opening: OpeningWindow) -> MainWindow:
            from ui import startup

            session = startup.Session(place, settings)
            at_the_end.callback(session.close)
            return startup.unfold(app, opening, session)

        return start(["unionoffice"], folder=place, settings=settings, unfold=unfold)


def take_screenshots(folder: Path) -> list[Path]:
    """Draw every page with sample data into a folder; returns the pictures."""
    from ui import screenshots

    qInstallMessageHandler(log_qt_message)
    try:
        return screenshots.take_screenshots(folder)
    finally:
        qInstallMessageHandler(None)


def start(
    arguments: Sequence[str],
    *,
    folder: Path,
    settings: MutableMapping[str, str],
    unfold: Callable[[QApplication, OpeningWindow], MainWindow],
) -> int:
    """Show the first window, then the program, and stay until it is closed.

    Args:
        arguments: the program's name and what Qt may want to read.
        folder: the data folder; the log is written there.
        settings: what the user arranged, by name.
        unfold: makes and shows the main window, once the first can be seen.

    Returns:
        The exit code of the program.
    """
    gc.disable()  # collecting costs a tenth of the way to the first paint
    app = QApplication(list(arguments))
    app.setApplicationName("unionoffice")
    app.setApplicationDisplayName("工会办公")
    reporter = Reporter(begin_log(folder))
    reporter.install()
    opening = OpeningWindow(settings)
    kept: list[MainWindow] = []

    def go_on() -> None:
        window = unfold(app, opening)
        window.closed.connect(app.quit)
        _freeze_once_open(window)
        kept.append(window)

    opening.painted.connect(go_on)
    opening.show()
    try:
        return app.exec()
    finally:
        _end(reporter)


class Reporter(QObject):
    """Where every mistake of ours ends: in the log, and in one calm dialog."""

    _happened = Signal(str)

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log
        self._dialog: QDialog | None = None
        self._happened.connect(self._tell_later)

    def install(self) -> None:
        """Hear of exceptions nobody caught, in any thread, and of Qt's complaints."""
        sys.excepthook = self.report
        threading.excepthook = self._report_of_thread
        qInstallMessageHandler(log_qt_message)

    def remove(self) -> None:
        """Leave everything as it was."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log an exception and tell the user, without its details."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logger.critical("not caught", exc_info=(kind, error, trace))
        lines = traceback.format_exception(kind, error, trace)
        self._happened.emit(
            f"{QSysInfo.prettyProductName()}\n{sys.version}\n{''.join(lines)}"
        )

    def _report_of_thread(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self.report(what.exc_type, what.exc_value, what.exc_traceback)

    def _tell_later(self, details: str) -> None:
        """Let whatever is going on come to its end first."""
        QTimer.singleShot(0, self, lambda: self._tell(details))

    def _tell(self, details: str) -> None:
        """Show the dialog, unless it is there already."""
        from ui import messages

        if self._dialog is None:
            window = QApplication.activeWindow()
            self._dialog = messages.report_bug(window, details, self._log)
            self._dialog.finished.connect(self._told)

    def _told(self) -> None:
        self._dialog = None


def begin_log(folder: Path) -> Path:
    """Write the log into a folder, or into the temporary one if that is impossible."""
    log = _log_file(folder)
    writer = logging.FileHandler(log, encoding="utf-8", delay=True)
    writer.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    root.addHandler(writer)
    root.setLevel(logging.INFO)
    return log


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write down what Qt complains about."""
    name = context.category or "qt"
    logging.getLogger(name).log(_LEVELS.get(kind, logging.ERROR), "%s", text)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_file(folder: Path) -> Path:
    log = folder / "log" / "unionoffice.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".old.log"))
        log.open("a").close()
    except OSError:
        return Path(QDir.tempPath()) / log.name
    return log


def _freeze_once_open(window: MainWindow) -> None:
    """Spare later collections all that was made until the first page."""

    def freeze() -> None:
        window.page_opened.disconnect(freeze)
        gc.collect()
        gc.freeze()

    window.page_opened.connect(freeze)


def _end(reporter: Reporter) -> None:
    from ui import tasks

    tasks.stop()
    reporter.remove()
