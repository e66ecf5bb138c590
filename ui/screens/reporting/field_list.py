"""What cells can take, to be chosen by double click or Enter, or dragged onto one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.screens.reporting.grid_model import FIELD_TYPE
from ui.widgets.card import words
from ui.widgets.search_box import SearchBox
from unionoffice.reporting.offered import FACTS, SUMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.reporting.offered import Offered

_OFFERED = int(Qt.ItemDataRole.UserRole)
OPEN_AT_FIRST = 2
"""Groups of the rows that are unfolded until somebody searches."""
HINT = "拖到格子上，或先点格子再双击。"


class FieldList(QWidget):
    """A tree with a line to search; knows which of its entries are in use."""

    chosen = Signal(object)
    """The `Offered` the cell in hand shall take."""

    def __init__(self) -> None:
        """Begin with nothing to choose."""
        super().__init__()
        self._every: tuple[Offered, ...] = ()
        self._used: frozenset[str] = frozenset()
        self._items: list[QTreeWidgetItem] = []
        self.search = SearchBox("找项目：名称或拼音首字母")
        self.tree = _Tree()
        self.tree.setAccessibleName("可以填的项目")
        column = QVBoxLayout(self)
        space = theme.current().length("space_s")
        column.setContentsMargins(0, space, 0, 0)
        column.setSpacing(space)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(words(HINT, "small", wrap=True))
        self.search.search_requested.connect(lambda _words: self._fill())
        self.search.results_requested.connect(self.tree.setFocus)
        self.search.returnPressed.connect(self._choose_first)
        self.tree.itemActivated.connect(self._choose)
        theme.change().shade_changed.connect(self._redraw)
        self.setFocusProxy(self.search)

    @property
    def shown(self) -> list[str]:
        """The words of everything that can be chosen just now."""
        return [item.text(0) for item in self._items]

    def offer(self, every: Sequence[Offered], used: frozenset[str]) -> None:
        """Offer these; those that are in use are paler."""
        if (tuple(every), used) != (self._every, self._used):
            self._every, self._used = tuple(every), used
            self._fill()

    def search_for(self, typed: str) -> None:
        """Put the keyboard into the search line, with what was typed."""
        self.search.setFocus()
        self.search.setText(typed)

    def show_every(self) -> None:
        """Forget what was searched for."""
        if self.search.text():
            self.search.set_words("")
            self._fill()

    def _redraw(self, _theme: object) -> None:
        self._fill()

    def _fill(self) -> None:
        typed = self.search.text().strip()
        place = self.tree.verticalScrollBar().value()
        unfolded = self._unfolded()
        self.tree.clear()
        self._items = []
        heads: dict[str, QTreeWidgetItem] = {}
        for offered in self._every:
            if offered.fits(typed):
                head = heads.get(offered.group)
                if head is None:
                    head = heads[offered.group] = _head(self.tree, offered.group)
                self._items.append(self._entry(head, offered))
        for nth, (group, head) in enumerate(heads.items()):
            early = nth < OPEN_AT_FIRST or group in (FACTS, SUMS)
            known = unfolded.get(group)
            head.setExpanded(bool(typed) or (early if known is None else known))
        if typed and self._items:
            self.tree.setCurrentItem(self._items[0])
        self.tree.verticalScrollBar().setValue(place)

    def _unfolded(self) -> dict[str, bool]:
        """The groups that are shown, and which of them are unfolded."""
        heads = (
            self.tree.topLevelItem(nth) for nth in range(self.tree.topLevelItemCount())
        )
        return {head.text(0): head.isExpanded() for head in heads if head is not None}

    def _entry(self, head: QTreeWidgetItem, offered: Offered) -> QTreeWidgetItem:
        item = QTreeWidgetItem(head, [offered.label])
        item.setData(0, _OFFERED, offered)
        item.setToolTip(0, offered.sentence or offered.label)
        if offered.key in self._used:
            item.setForeground(0, theme.current().colour("text_disabled"))
            item.setToolTip(0, f"{offered.label}：已经用了，可以再用一次")
        return item

    def _choose_first(self) -> None:
        if self.search.text().strip() and self._items:
            self._choose(self._items[0])

    def _choose(self, item: QTreeWidgetItem) -> None:
        offered = item.data(0, _OFFERED)
        if offered is not None:
            self.chosen.emit(offered)


class _Tree(QTreeWidget):
    """A tree whose entries are dragged by their keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    @override
    def mimeTypes(self) -> list[str]:
        return [FIELD_TYPE]

    @override
    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        carried = QMimeData()
        for item in items[:1]:
            offered = item.data(0, _OFFERED)
            if offered is not None:
                carried.setData(FIELD_TYPE, offered.key.encode())
        return carried


def _head(tree: QTreeWidget, group: str) -> QTreeWidgetItem:
    head = QTreeWidgetItem(tree, [group])
    head.setFlags(Qt.ItemFlag.ItemIsEnabled)
    head.setFont(0, theme.current().font("small"))
    head.setSizeHint(0, QSize(0, theme.current().length("nav_heading")))
    return head
