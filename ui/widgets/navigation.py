"""The way through the program: areas on the left, by group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from ui import icons, theme

KEY = int(Qt.ItemDataRole.UserRole)
GROUP = KEY + 1
BY_NUMBER = 9
"""Pages that can be reached with Alt and a digit."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the window; made by `factory` when it is first opened.

    Pages of the same `group` must follow each other; an empty group has no heading.
    """

    key: str
    title: str
    icon: str
    group: str
    factory: Callable[[], QWidget]


class Navigation(QWidget):
    """A list of pages; wide with words, or narrow with icons only.

    A heading hides and shows its group: by a click, Enter or Space.
    """

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._narrow = False
        self._specs: tuple[PageSpec, ...] = ()
        self._folded: set[str] = set()
        self.list = _PageList()
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.heading_pressed.connect(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.addWidget(self.list)
        self.set_narrow(narrow=False)
        theme.change().shade_changed.connect(self._draw_icons)

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def set_pages(self, specs: Sequence[PageSpec]) -> None:
        """Show these pages under the headings of their groups."""
        self._specs = tuple(specs)
        self.list.blockSignals(True)
        self.list.clear()
        group = ""
        for place, spec in enumerate(self._specs, start=1):
            if spec.group and spec.group != group:
                self.list.addItem(_heading(spec.group))
            group = spec.group
            self.list.addItem(_entry(spec, place))
        self.list.blockSignals(False)
        self._dress()

    def mark(self, key: str) -> None:
        """Show this page as the one that is open."""
        for item in self._items():
            if item.data(KEY) == key:
                self.list.blockSignals(True)
                self.list.setCurrentItem(item)
                self.list.blockSignals(False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self._narrow = narrow
        self.setFixedWidth(_length("nav_narrow" if narrow else "nav_wide"))
        bar = Qt.ScrollBarPolicy
        wanted = bar.ScrollBarAlwaysOff if narrow else bar.ScrollBarAsNeeded
        self.list.setVerticalScrollBarPolicy(wanted)
        self._dress()

    def fold(self, group: str) -> None:
        """Hide the pages of a group, or show them again."""
        self._folded ^= {group}
        self._dress()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _dress(self) -> None:
        """Give every line its words, height and visibility."""
        titles = {spec.key: spec.title for spec in self._specs}
        group = ""
        for item in self._items():
            key = item.data(KEY)
            if key is None:
                group = item.data(GROUP)
                self._dress_heading(item, group)
                continue
            item.setText("" if self._narrow else titles[key])
            folded = item.data(GROUP) in self._folded and not self._narrow
            self.list.setRowHidden(self.list.row(item), folded)
        self._draw_icons()

    def _dress_heading(self, item: QListWidgetItem, group: str) -> None:
        item.setText("" if self._narrow else group)
        height = _length("space_l" if self._narrow else "nav_heading")
        item.setSizeHint(QSize(0, height))

    def _draw_icons(self) -> None:
        look = theme.current()
        drawn = {spec.key: spec.icon for spec in self._specs}
        for item in self._items():
            if (key := item.data(KEY)) is not None:
                item.setIcon(icons.icon(drawn[key]))
            else:
                item.setForeground(look.colour("text_soft"))

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(KEY) is not None:
            self.page_requested.emit(item.data(KEY))


class _PageList(QListWidget):
    """The list itself; knows when a heading is pressed."""

    heading_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("nav_list")
        self.setAccessibleName("导航")
        self.setIconSize(QSize(_length("icon_m"), _length("icon_m")))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._press)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        item = self.currentItem()
        if event.key() in keys and item is not None:
            self._press(item)
        else:
            super().keyPressEvent(event)

    def _press(self, item: QListWidgetItem) -> None:
        if item.data(KEY) is None:
            self.heading_pressed.emit(item.data(GROUP))


def _length(name: str) -> int:
    return theme.current().length(name)


def _heading(group: str) -> QListWidgetItem:
    item = QListWidgetItem(group)
    item.setData(GROUP, group)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setFont(theme.current().font("small"))
    item.setToolTip("点击收起或展开")
    return item


def _entry(spec: PageSpec, place: int) -> QListWidgetItem:
    item = QListWidgetItem(spec.title)
    item.setData(KEY, spec.key)
    item.setData(GROUP, spec.group)
    item.setData(int(Qt.ItemDataRole.AccessibleTextRole), spec.title)
    item.setSizeHint(QSize(0, _length("nav_row")))
    number = f"（Alt+{place}）" if place <= BY_NUMBER else ""
    item.setToolTip(f"{spec.title}{number}")
    return item
