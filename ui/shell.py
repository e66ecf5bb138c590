"""The main window behind the opening one, and the office behind the main window."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from ui import messages, tasks, theme
from ui.main_window import MainWindow
from ui.opening import SHADE

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence

    from PySide6.QtWidgets import QApplication, QWidget

    from ui.widgets.navigation import PageSpec
    from unionoffice.errors import OfficeError

T = TypeVar("T")


def show_window(
    app: QApplication,
    settings: MutableMapping[str, str],
    open_office: Callable[[tasks.Progress], T],
    make_pages: Callable[[T, MainWindow], Sequence[PageSpec]],
    opening: QWidget | None = None,
) -> MainWindow:
    """Show the shell; the office is opened after it has been painted.

    Args:
        app: Qt's application.
        settings: what the user arranged, by name; changed in place.
        open_office: runs in the worker; import what is heavy in there.
        make_pages: makes the pages of an opened office.
        opening: a window that stands in this one's place until it is painted.
    """
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
        if opening is not None:
            opening.close()
        gc.enable()
        theme.add_rare_characters()
        _speak_chinese(app)
        open_now()

    window.first_painted.connect(painted)
    if opening is not None:
        _take_place(window, opening)
    window.show()
    return window


def choose_shade(
    app: QApplication, settings: MutableMapping[str, str], shade: theme.Shade | None
) -> None:
    """Change to light or dark, or (None) to what the computer is set to."""
    settings[SHADE] = shade or ""
    theme.dress(app, _wanted_shade(app, settings))


def _take_place(window: QWidget, before: QWidget) -> None:
    """Stand exactly where another window stands now."""
    window.restoreGeometry(before.saveGeometry())
    if not before.isMaximized():
        window.setGeometry(before.geometry())


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
