"""The list side of a register's page: search, filters, rows, sums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import tasks, theme
from ui.messages import Offer
from ui.register import arrangement, loading
from ui.register.column_chooser import ColumnChooser
from ui.register.filter_bar import FilterBar
from ui.register.list_tools import ListTools
from ui.register.table import RowTable
from ui.register.table_model import TableModel
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from ui.refresh import Bus
    from ui.register.editing.editor import Surroundings
    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register
    from unionoffice.register.view import View

KEEPING_PAUSE = 400
"""Milliseconds of rest before a dragged column is kept."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows, for export and print.

    `selected` is empty unless more than one row is selected.
    """

    view: View
    columns: tuple[AnyColumn, ...]
    keys: tuple[int, ...]
    selected: tuple[int, ...]


class ListPane(QWidget):
    """The rows of a register as the person wants them."""

    rows_shown = Signal()
    """The rows were read (again)."""

    def __init__(
        self,
        office: Office,
        register: Register,
        bus: Bus,
        settings: MutableMapping[str, str],
        surroundings: Surroundings,
    ) -> None:
        """Lay out; the rows come when the list is first seen."""
        super().__init__()
        self._office, self._register, self._settings = office, register, settings
        self._words, self._in_bin, self._stale = "", False, True
        self._totals: Mapping[str, int] = {}
        self.arranged = arrangement.read(settings, register)
        self.filters = FilterBar(office, register, surroundings)
        columns = self.arranged.columns_of(register)
        self.table = RowTable(TableModel(office, self.view(), columns, self))
        self.table.show_columns(columns, self.arranged.columns)
        self._show_sorting()
        self.title = words(register.title, "title")
        self.count = words("", "soft")
        self.search = SearchBox("查找：姓名、拼音…" if register.find else "查找")
        self.tools = ListTools(register, self)
        self.sums, self.selected_sums = words("", "soft"), words("", "soft")
        self.chooser: ColumnChooser | None = None
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEPING_PAUSE)
        self._lay_out()
        self._connect(bus)

    @property
    def in_bin(self) -> bool:
        """Whether the recycle bin is shown."""
        return self._in_bin

    def view(self) -> View:
        """The list as it is set up just now, as of today."""
        return replace(
            self._office.view(self._register),
            conditions=self.filters.conditions,
            search=self._words,
            order=self.arranged.order(self._register),
            discarded=self._in_bin,
        )

    def shown(self) -> Shown:
        """What stands in the list, for export and print."""
        rows, selected = self.table.rows, self.table.selected_keys()
        keys = self.table.columns_shown()
        columns = tuple(self._register.all_columns[key] for key in keys)
        chosen = tuple(selected) if len(selected) > 1 else ()
        return Shown(rows.view, columns, tuple(rows.keys), chosen)

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Ask for the rows again; the newest question wins."""
        view = self.view()
        tasks.run(
            self,
            lambda _progress: loading.listing(self._office, view),
            lambda answer: self._show(answer, then),
            key="list",
        )

    def show_everything(self, then: Callable[[], None] | None = None) -> None:
        """Take away search and filters."""
        self._words = ""
        self.search.set_words("")
        self.filters.set_conditions(())
        self.read(then)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _lay_out(self) -> None:
        space = theme.current().length
        edge = space("space_l")
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.title)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch()
        self.search.setFixedWidth(space("search"))
        head.addWidget(self.search)
        head.addWidget(self.filters.button)
        foot = QHBoxLayout()
        foot.addWidget(self.sums)
        foot.addStretch()
        foot.addWidget(self.selected_sums)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.empty = self._empty_page()
        self.no_match = EmptyState(
            "search",
            "没有符合条件的记录",
            "换个说法查找，或者去掉一些条件。",
            [Offer("清除查找和条件", self.show_everything)],
        )
        self.empty_bin = EmptyState("trash", "回收站是空的", "删除的记录会放在这里。")
        for page in (self.empty, self.no_match, self.empty_bin):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, space("space_m"))
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.tools)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)

    def _empty_page(self) -> EmptyState:
        register, tools = self._register, self.tools
        offers = (
            ()
            if register.locked
            else (
                Offer("导入表格", tools.import_requested.emit),
                Offer(f"新增{register.noun}", tools.new_requested.emit),
            )
        )
        icon = register.icon or "folder"
        return EmptyState(icon, f"还没有{register.noun}", register.empty, offers)

    def _connect(self, bus: Bus) -> None:
        bus.changed.connect(self._on_changed)
        self.search.search_requested.connect(self._on_search)
        self.search.results_requested.connect(self._go_into_rows)
        self.filters.conditions_changed.connect(lambda: self.read())
        self.tools.bin_toggled.connect(self._on_bin)
        self.tools.columns_requested.connect(self.choose_columns)
        self.table.sort_requested.connect(self._on_sort)
        self.table.selection_changed.connect(self._on_selection)
        self.table.columns_changed.connect(self._keeping.start)
        self.table.menu_requested.connect(self._open_menu)
        self._keeping.timeout.connect(self._keep_columns)
        self._shortcut("Ctrl+F", self.search, self.search.selectAll)
        self._shortcut("Ctrl+L", self.filters.button, self.filters.button.click)

    def choose_columns(self) -> None:
        """Let the person choose the columns."""
        shown = list(self.table.columns_shown())
        self.chooser = ColumnChooser(self._register, shown, self)
        self.chooser.columns_chosen.connect(self._on_columns)
        button = self.tools.columns_button
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        self.chooser.move(corner - QPoint(self.chooser.sizeHint().width(), 0))
        self.chooser.show()
        self.chooser.setFocus()

    def _show(self, answer: loading.Listing, then: Callable[[], None] | None) -> None:
        self._totals = answer.totals
        self.table.show_rows(answer.view, answer.keys)
        self.stack.setCurrentWidget(self._fitting(answer))
        limited = bool(answer.view.search or answer.view.conditions)
        found = "符合条件 " if limited else "共 "
        self.count.setText(f"{found}{len(answer.keys):,} 条")
        self.sums.setText(self._in_words("合计", self._totals))
        self.rows_shown.emit()
        if then is not None:
            then()

    def _fitting(self, answer: loading.Listing) -> QWidget:
        if answer.keys:
            return self.table
        if self._in_bin:
            return self.empty_bin
        return self.empty if answer.empty else self.no_match

    def _in_words(self, title: str, sums: Mapping[str, int]) -> str:
        if not sums:
            return ""
        columns = self._register.all_columns
        parts = (
            f"{columns[k].label} {columns[k].kind.show(v)}" for k, v in sums.items()
        )
        return f"{title}：{'　'.join(parts)}"

    def _on_changed(self) -> None:
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def _on_search(self, text: str) -> None:
        self._words = text
        self.read()

    def _go_into_rows(self) -> None:
        if self.table.rows.rowCount():
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)

    def _on_bin(self, on: bool) -> None:
        self._in_bin = on
        self.title.setText(self._register.title + ("　回收站" if on else ""))
        self.read()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._arrange(replace(self.arranged, sort=key, descending=descending))
        self.read()

    def _on_columns(self, keys: Sequence[str]) -> None:
        widths = self.table.columns_shown()
        self._arrange(
            replace(self.arranged, columns={key: widths.get(key, 0) for key in keys})
        )
        self.table.show_columns(
            self.arranged.columns_of(self._register), self.arranged.columns
        )
        self._show_sorting()

    def _show_sorting(self) -> None:
        self.table.show_sorting(self.arranged.sort, descending=self.arranged.descending)

    def _keep_columns(self) -> None:
        self._arrange(replace(self.arranged, columns=self.table.columns_shown()))

    def _arrange(self, arranged: arrangement.Arrangement) -> None:
        self.arranged = arranged
        arrangement.keep(self._settings, self._register, arranged)

    def _on_selection(self) -> None:
        keys = self.table.selected_keys()
        self.tools.offer(len(keys))
        self.selected_sums.setText(f"已选 {len(keys):,} 条" if len(keys) > 1 else "")
        columns = self._register.totals
        if len(keys) < 2 or not columns:
            return
        view = self.table.rows.view
        tasks.run(
            self,
            lambda _progress: loading.sums(self._office, view, columns, keys),
            lambda sums: self.selected_sums.setText(
                self._in_words(f"已选 {len(keys):,} 条", sums)
            ),
            key="sums",
        )

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tools.fill_menu(menu)
        if menu.actions():
            menu.popup(place)

    def _shortcut(self, keys: str, target: QWidget, call: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(target.setFocus)
        shortcut.activated.connect(call)
