"""Start-up: the window first, then the office; and the one reporter of our mistakes."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import (
    QDir,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    QSysInfo,
    Qt,
    QtMsgType,
    QTranslator,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from ui import messages, tasks, theme
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QDialog

    from ui.widgets.navigation import PageSpec
    from unionoffice.errors import OfficeError

T = TypeVar("T")

SHADE = "window.shade"
"""Setting: `light`, `dark`, or nothing for what the computer is set to."""

LOG_LIMIT = 1_000_000
"""Bytes after which the log is put aside and a new one begun."""

logger = logging.getLogger(__name__)


def open_window(data: Path | None) -> int:
    """Open the window on a data folder; returns the exit code of the program."""
    from ui import startup

    return startup.open_window(data)


def take_screenshots(folder: Path) -> list[Path]:
    """Draw every page with sample data into a folder; returns the pictures."""
    from ui import screenshots

    return screenshots.take_screenshots(folder)


def start(
    arguments: Sequence[str],
    *,
    folder: Path,
    settings: MutableMapping[str, str],
    open_office: Callable[[tasks.Progress], T],
    make_pages: Callable[[T, MainWindow], Sequence[PageSpec]],
) -> int:
    """Show the window, open the office behind it, and stay until it is closed.

    Args:
        arguments: the program's name and what Qt may want to read.
        folder: the data folder; the log is written there.
        settings: what the user arranged, by name; changed in place.
        open_office: runs in the worker; import what is heavy in there.
        make_pages: makes the pages of an opened office.

    Returns:
        The exit code of the program.
    """
    gc.disable()  # collecting costs a tenth of the way to the first paint
    app = QApplication(list(arguments))
    app.setApplicationName("unionoffice")
    app.setApplicationDisplayName("工会办公")
    reporter = Reporter(begin_log(folder))
    reporter.install()
    try:
        window = show_window(app, settings, open_office, make_pages)
        window.closed.connect(app.quit)
        return app.exec()
    finally:
        tasks.stop()
        reporter.remove()


def show_window(
    app: QApplication,
    settings: MutableMapping[str, str],
    open_office: Callable[[tasks.Progress], T],
    make_pages: Callable[[T, MainWindow], Sequence[PageSpec]],
) -> MainWindow:
    """Show the shell at once; the office is opened after it has been painted."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese))
    theme.dress(app, _wanted_shade(app, settings))
    _follow_system(app, settings)
    window = MainWindow(settings)
    window.show_opening("正在打开资料…")

    def opened(office: T) -> None:
        window.set_pages(make_pages(office, window))

    def refused(error: OfficeError) -> None:
        retry = messages.Offer("再试一次", open_now)
        leave = messages.Offer("退出", lambda: _close(window))
        window.show_trouble("资料没有打开", error.sentence, (retry, leave))

    def open_now() -> None:
        window.show_opening("正在打开资料…")
        tasks.run(window, open_office, opened, failed=refused)

    def painted() -> None:
        gc.enable()
        theme.add_rare_characters()
        _speak_chinese(app)
        open_now()

    window.first_painted.connect(painted)
    window.show()
    return window


def choose_shade(
    app: QApplication, settings: MutableMapping[str, str], shade: theme.Shade | None
) -> None:
    """Change to light or dark, or (None) to what the computer is set to."""
    settings[SHADE] = shade or ""
    theme.dress(app, _wanted_shade(app, settings))


class Reporter(QObject):
    """Where every mistake of ours ends: in the log, and in one calm dialog."""

    _happened = Signal(str)

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log
        self._dialog: QDialog | None = None
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

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

    def _tell(self, details: str) -> None:
        """Show the dialog, unless it is there already."""
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


def _wanted_shade(app: QApplication, settings: MutableMapping[str, str]) -> theme.Shade:
    chosen = settings.get(SHADE, "")
    return (
        theme.Shade(chosen) if chosen in set(theme.Shade) else theme.system_shade(app)
    )


def _follow_system(app: QApplication, settings: MutableMapping[str, str]) -> None:
    def follow() -> None:
        theme.dress(app, _wanted_shade(app, settings))

    app.styleHints().colorSchemeChanged.connect(follow)


def _speak_chinese(app: QApplication) -> None:
    """Give Qt's own words (file dialogs, calendar, menus of editors) in Chinese."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def _close(window: MainWindow) -> None:
    window.close()
