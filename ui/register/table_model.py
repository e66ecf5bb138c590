"""A window on the rows of a list: keys for all of them, words for those in sight.

The keys come from the worker, once for each question; the words are fetched by key in
pages as they come into sight and forgotten when they have not been seen for long.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from unionoffice.register.kind import Align
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from PySide6.QtCore import QObject

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.view import View

SHIFT = 7
PAGE = 1 << SHIFT
"""Rows fetched at once."""
PAGES = 64
"""Pages kept in memory."""
IN_SIGHT = 48
"""Rows a tall window shows: so near its end a page is fetched with the next one."""

# Plain integers: comparing a role with an enumeration costs more than the answer.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
ALIGNMENTS = {
    Align.LEFT: int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    Align.RIGHT: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    Align.CENTRE: int(Qt.AlignmentFlag.AlignCenter),
}

Words = tuple[str, ...]
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel):
    """The rows of a view as words; see the module's first lines."""

    def __init__(
        self,
        office: Office,
        view: View,
        columns: Sequence[AnyColumn],
        parent: QObject | None = None,
    ) -> None:
        """Begin without rows; `show_rows` brings them."""
        super().__init__(parent)
        self._office = office
        self._view = view
        self._keys = array("q")
        self._pages: OrderedDict[int, Sequence[Words]] = OrderedDict()
        self._take_columns(columns)

    @property
    def view(self) -> View:
        """The view whose rows are shown."""
        return self._view

    @property
    def columns(self) -> tuple[AnyColumn, ...]:
        """The columns shown, from left to right."""
        return self._columns

    @property
    def keys(self) -> array[int]:
        """The keys of all rows, in order; not to be changed."""
        return self._keys

    def key_at(self, row: int) -> int:
        """The key of the record in a row."""
        return self._keys[row]

    def row_of(self, key: int) -> int | None:
        """Where a record stands, if it does."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def show_rows(self, view: View, keys: array[int]) -> None:
        """Show these rows of a view; the same rows again are only read anew."""
        self._view = view
        if keys == self._keys:
            self.read_anew()
            return
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def read_anew(self, changed: Collection[int] | None = None) -> None:
        """Fetch the words again: of the changed records, or of all."""
        if changed is None:
            self._pages.clear()
        else:
            for number in [n for n in self._pages if self._holds(n, changed)]:
                del self._pages[number]
        if self._keys:
            last = self.index(len(self._keys) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_columns(self, columns: Sequence[AnyColumn]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self._take_columns(columns)
        self._pages.clear()
        self.endResetModel()

    def words(self, row: int) -> Words:
        """What a row shows, column by column."""
        return self._page(row)[row & (PAGE - 1)]

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            row = index.row()
            page = self._pages.get(row >> SHIFT) or self._page(row)
            return page[row & (PAGE - 1)][index.column()]
        if role == ALIGNMENT:
            return self._alignments[index.column()]
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self._columns):
            return None
        if role == DISPLAY:
            return self._columns[section].label
        if role == ALIGNMENT:
            return self._alignments[section]
        return None

    def _take_columns(self, columns: Sequence[AnyColumn]) -> None:
        self._columns = tuple(columns)
        self._shown = [in_words(column) for column in columns]
        self._alignments = [ALIGNMENTS[column.kind.align] for column in columns]

    def _holds(self, number: int, changed: Collection[int]) -> bool:
        start = number << SHIFT
        return any(key in changed for key in self._keys[start : start + PAGE])

    def _page(self, row: int) -> Sequence[Words]:
        number = row >> SHIFT
        page = self._pages.get(number)
        if page is None:
            self._read(number, 1 + (row & (PAGE - 1) >= PAGE - IN_SIGHT))
            page = self._pages[number]
        else:
            self._pages.move_to_end(number)
        return page

    def _read(self, number: int, count: int) -> None:
        """Fetch pages with one question: asking costs more than a page more."""
        start = number << SHIFT
        words = self._fetch(list(self._keys[start : start + count * PAGE]))
        for place in reversed(range(0, len(words), PAGE)):
            self._pages[number + (place >> SHIFT)] = words[place : place + PAGE]
            self._pages.move_to_end(number + (place >> SHIFT))
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def _fetch(self, keys: list[int]) -> list[Words]:
        rows = self._office.rows(self._view, self._columns, keys)
        if len(rows) == len(keys):
            return [self._as_words(row) for row in rows]
        # Somebody took records away for good since the keys were read.
        return [self._alone(key) for key in keys]

    def _alone(self, key: int) -> Words:
        rows = self._office.rows(self._view, self._columns, [key])
        return self._as_words(rows[0]) if rows else ("",) * len(self._columns)

    def _as_words(self, row: Iterable[Any]) -> Words:
        return tuple(show(value) for show, value in zip(self._shown, row, strict=True))


def in_words(column: AnyColumn) -> Callable[[Any], str]:
    """How a column's values in a list become words, on one line.

    A reference already comes as the name of what it points at.
    """
    if isinstance(column.kind, Reference):
        return _name
    if getattr(column.kind, "lines", False):
        return lambda value: " ".join(column.kind.show(value).split())
    return column.kind.show


def _name(value: object) -> str:
    return "" if value is None else str(value)
