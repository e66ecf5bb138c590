"""The shell: navigation, top bar, the open page, banner, progress and status line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, messages, tasks, theme
from ui.opening import GEOMETRY, place
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.navigation import BY_NUMBER, Navigation, PageSpec
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

NAVIGATION = "window.navigation"
PAGE = "window.page"


@runtime_checkable
class HasUnsaved(Protocol):
    """A page that may hold work which is not saved yet."""

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""


class MainWindow(QWidget):
    """The one window. It knows pages by their `PageSpec` and nothing of the trade.

    `settings` keeps, by name, what the user arranged: place and size, width of the
    navigation, the page that was open.
    """

    page_opened = Signal(str)
    search_requested = Signal(str)
    help_requested = Signal(str)
    """F1 or the help button; carries the key of the open page, or nothing."""
    first_painted = Signal()
    closed = Signal()

    def __init__(self, settings: MutableMapping[str, str]) -> None:
        super().__init__()
        self._settings = settings
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, QWidget] = {}
        self._key = ""
        self._painted = False
        self._leaving = False
        self.navigation = Navigation()
        self.navigation.page_requested.connect(self.open_page)
        self.top_bar = TopBar()
        self.banner = Banner()
        self.stack = QStackedWidget()
        self.progress = ProgressStrip(tasks.worker())
        self.status_line = StatusLine()
        self._lay_out()
        self._wire()
        place(self, settings)

    @property
    def current_key(self) -> str:
        """The key of the open page; empty before there are pages."""
        return self._key

    def set_pages(self, specs: Sequence[PageSpec], *, first: str | None = None) -> None:
        """Show these pages in the navigation and open one.

        Opened is `first`, else the page of last time, else the first of all. Pages
        that were there before are thrown away.
        """
        self._empty_stack()
        self._specs = {spec.key: spec for spec in specs}
        self.navigation.set_pages(specs)
        self.top_bar.search.setEnabled(bool(specs))
        wanted = first or self._settings.get(PAGE, "")
        if specs:
            self.open_page(wanted if wanted in self._specs else specs[0].key)

    def open_page(self, key: str) -> QWidget:
        """Show a page, making it if this is the first time.

        Raises:
            KeyError: there is no such page.
        """
        if key not in self._pages:
            self._pages[key] = self._specs[key].factory()
            self.stack.addWidget(self._pages[key])
        page = self._pages[key]
        self.stack.setCurrentWidget(page)
        self.navigation.mark(key)
        if not self.navigation.list.hasFocus():
            page.setFocus()
        if key != self._key:
            self._key = key
            self._settings[PAGE] = key
            self.banner.dismiss()
            self.page_opened.emit(key)
        return page

    def page(self, key: str) -> QWidget | None:
        """A page that was opened before, else None."""
        return self._pages.get(key)

    def show_notice(self, notice: messages.Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def show_opening(self, sentence: str) -> None:
        """Say that the office is being opened; there are no pages yet."""
        self.set_pages(())
        self._show_alone(EmptyState("folder", sentence, "请稍候。"))

    def show_trouble(
        self, title: str, sentence: str, offers: Sequence[messages.Offer] = ()
    ) -> None:
        """Say in place of the pages why there are none, and offer what can be done."""
        self.set_pages(())
        self._show_alone(EmptyState("warning", title, sentence, offers))

    def set_union_name(self, name: str) -> None:
        """Show whose office this is."""
        self.top_bar.union_name.setText(name)
        self.setWindowTitle(f"{name} - 工会办公" if name else "工会办公")

    def set_status(self, *, store: str | None = None, count: str | None = None) -> None:
        """Change the words at the foot: where the records lie, how many they are."""
        self.status_line.set_words(store=store, count=count)

    def toggle_navigation(self) -> None:
        """Show the navigation narrow or wide, and keep that."""
        narrow = not self.navigation.narrow
        self._settings[NAVIGATION] = "narrow" if narrow else "wide"
        self.navigation.set_narrow(narrow=narrow)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        choice = self._settings.get(NAVIGATION)
        small = self.width() < theme.current().length("nav_narrows_below")
        narrow = choice == "narrow" if choice else small
        if narrow != self.navigation.narrow:
            self.navigation.set_narrow(narrow=narrow)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving and self._asks_before_leaving():
            event.ignore()
            return
        geometry = self.saveGeometry().toBase64().toStdString()
        self._settings[GEOMETRY] = geometry
        super().closeEvent(event)
        self.closed.emit()

    def _asks_before_leaving(self) -> bool:
        """Ask about work that would be lost; whether something was asked."""
        lost = [p.unsaved() for p in self._pages.values() if isinstance(p, HasUnsaved)]
        lost = [sentence for sentence in lost if sentence]
        running = [t.title for t in tasks.worker().open_tasks if t.title and not t.key]
        if lost:
            self._ask_to_leave("还有没保存的内容，要放弃并退出吗？", lost, "放弃并退出")
        elif running:
            self._ask_to_leave(
                "有工作还没做完，要停下来退出吗？", running, "停止并退出"
            )
        return bool(lost or running)

    def _ask_to_leave(self, question: str, what: Sequence[str], yes: str) -> None:
        def leave() -> None:
            self._leaving = True
            for task in tasks.worker().open_tasks:
                if task.title:
                    task.cancel()
            self.close()

        more = "\n".join(what)
        messages.ask(self, question, yes, "回去", leave, more=more, danger=True)

    def _show_alone(self, widget: QWidget) -> None:
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def _empty_stack(self) -> None:
        while (widget := self.stack.widget(0)) is not None:
            self.stack.removeWidget(widget)
            widget.deleteLater()
        self._pages.clear()
        self._key = ""

    def _lay_out(self) -> None:
        length = theme.current().length
        space = length("space_m")
        over_page = QVBoxLayout()
        over_page.setContentsMargins(space, length("space_s"), space, 0)
        over_page.addWidget(self.banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(over_page)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.progress)
        column.addWidget(self.status_line)

    def _wire(self) -> None:
        self.set_union_name("")
        self.setWindowIcon(icons.icon("people", "accent", 32))
        self.top_bar.menu_button.clicked.connect(self.toggle_navigation)
        self.top_bar.help_button.clicked.connect(self._ask_for_help)
        self.top_bar.search.search_requested.connect(self.search_requested)
        self._on_key("F1", self._ask_for_help)
        self._on_key("Ctrl+K", self.top_bar.search.setFocus)
        for number in range(1, BY_NUMBER + 1):
            self._on_key(f"Alt+{number}", partial(self._open_nth, number))

    def _on_key(self, keys: str, call: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(call)

    def _open_nth(self, number: int) -> None:
        keys = list(self._specs)
        if number <= len(keys):
            self.open_page(keys[number - 1])

    def _ask_for_help(self) -> None:
        self.help_requested.emit(self._key)


class TopBar(QWidget):
    """Menu button, the union's name, search over everything, help."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        length = theme.current().length
        self.setFixedHeight(length("top_bar"))
        self.menu_button = _tool("menu", "收起或展开导航")
        self.help_button = _tool("help", "帮助（F1）")
        self.union_name = words("", "heading")
        self.search = SearchBox("找人：姓名、拼音、尾号")
        self.search.setToolTip("证件或手机的后四位也可以（Ctrl+K）")
        self.search.setFixedWidth(length("search"))
        self.search.setEnabled(False)
        self._row = QHBoxLayout(self)
        space = length("space_m")
        self._row.setContentsMargins(space, 0, space, 0)
        self._row.setSpacing(space)
        self._row.addWidget(self.menu_button)
        self._row.addWidget(self.union_name, 1)
        self._row.addWidget(self.search)
        self._row.addWidget(self.help_button)

    def add(self, widget: QWidget) -> None:
        """Put a button between search and help."""
        self._row.insertWidget(self._row.count() - 1, widget)


class StatusLine(QWidget):
    """Where the records lie, and how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        length = theme.current().length
        self.setFixedHeight(length("status_line"))
        self.store = words("")
        self.store.setMinimumWidth(0)
        self.store.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.count = words("")
        row = QHBoxLayout(self)
        row.setContentsMargins(length("space_l"), 0, length("space_l"), 0)
        row.addWidget(self.store, 1)
        row.addWidget(self.count)

    def set_words(self, *, store: str | None, count: str | None) -> None:
        """Change one or both; None leaves it."""
        if store is not None:
            self.store.setText(store)
            self.store.setToolTip(store)
        if count is not None:
            self.count.setText(count)


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
