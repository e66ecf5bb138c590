"""Our words at the left, those of the office above at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OURS, THEIRS = range(2)
LISTED = 60
"""Words of this office that are listed unasked."""
HINT = (
    "左边是本单位的说法，右边是上级要的；右边空着的照原样写。“*”代表其余的，"
    "“（空）”代表没有填。可从 Excel 复制两列，Ctrl+V 粘贴。"
)
NOTHING = "（空）"
"""How an empty word is written in the table."""
Pairs = tuple[tuple[str, str], ...]


class TranslationPanel(QWidget):
    """A table of two columns that grows as it is filled in."""

    edited = Signal(object)
    """The pairs as they stand now; those without a right side are left out."""

    def __init__(self) -> None:
        """Begin with an empty table."""
        super().__init__()
        self._own: dict[str, str] = {}
        self._pairs: Pairs = ()
        self._showing = False
        self.table = _PairTable()
        self.own_button = QPushButton("列出本单位的说法")
        self.clear_button = QPushButton("清空")
        self.hint = words(HINT, "small", wrap=True)
        self._lay_out()
        self.table.itemChanged.connect(self._on_item)
        self.table.pasted.connect(self._take)
        self.table.removal_requested.connect(self._remove)
        self.own_button.clicked.connect(self.list_own)
        self.clear_button.clicked.connect(lambda: self._take((), keep=False))

    @property
    def pairs(self) -> Pairs:
        """What is written for what."""
        rows = range(self.table.rowCount())
        told = ((self._text(row, OURS), self._text(row, THEIRS)) for row in rows)
        said = {ours: theirs for ours, theirs in told if ours and theirs}
        return tuple((_meant(ours), _meant(theirs)) for ours, theirs in said.items())

    def show_pairs(
        self, pairs: Pairs, own: Sequence[tuple[str, str]], *, enabled: bool
    ) -> None:
        """Show these; `own` are the codes and words this column may hold."""
        self.setEnabled(enabled)
        self.own_button.setVisible(len(own) > LISTED)
        labels = dict(own)
        said = {labels.get(ours, ours): theirs for ours, theirs in pairs}
        shown = tuple(said.items())
        if (shown, labels) != (self.pairs, self._own):
            self._own, self._pairs = labels, shown
            self._fill((ours or NOTHING, theirs or NOTHING) for ours, theirs in shown)
            if len(own) <= LISTED:
                self._list_own()

    def list_own(self) -> None:
        """List every word of this office, and go to the first."""
        self._list_own()
        self.table.setFocus()
        self.table.setCurrentCell(0, THEIRS)

    def _list_own(self) -> None:
        known = {ours for ours, _theirs in self._written()}
        more = [(word, "") for word in self._own.values() if word not in known]
        self._fill([*self._written(), *more])

    def _fill(self, pairs: Iterable[tuple[str, str]]) -> None:
        lines = [*pairs, ("", "")]
        self._showing = True
        self.table.setRowCount(len(lines))
        for row, pair in enumerate(lines):
            for column, text in enumerate(pair):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self._showing = False

    def _take(self, pairs: Iterable[tuple[str, str]], *, keep: bool = True) -> None:
        """Take pasted pairs; those of the same words take the place of older ones."""
        before = self._written() if keep else ()
        self._fill({**dict(before), **dict(pairs)}.items())
        self._tell()
        self._list_own()

    def _remove(self) -> None:
        for row in sorted(
            {i.row() for i in self.table.selectedIndexes()}, reverse=True
        ):
            self.table.removeRow(row)
        self._fill(self.pairs)
        self._tell()

    def _on_item(self) -> None:
        if self._showing:
            return
        last = self.table.rowCount() - 1
        if self._text(last, OURS) or self._text(last, THEIRS):
            self.table.setRowCount(last + 2)
        self._tell()

    def _tell(self) -> None:
        if self.pairs != self._pairs:
            self._pairs = self.pairs
            self.edited.emit(self._pairs)

    def _written(self) -> list[tuple[str, str]]:
        """The lines as they are written, empty ones left out."""
        rows = range(self.table.rowCount())
        lines = [(self._text(row, OURS), self._text(row, THEIRS)) for row in rows]
        return [line for line in lines if any(line)]

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_s"))
        row.addWidget(self.own_button)
        row.addWidget(self.clear_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_s"), 0, 0)
        column.setSpacing(space("space_s"))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        self.setFocusProxy(self.table)


class _PairTable(QTableWidget):
    """Two columns; takes what was copied from a spreadsheet."""

    pasted = Signal(object)
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__(1, 2)
        self.setAccessibleName("代码对照")
        self.setHorizontalHeaderLabels(["本单位的", "上级要的"])
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.current().length("row"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(list(pairs_in(QGuiApplication.clipboard().text())))
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)


def _meant(words: str) -> str:
    return "" if words == NOTHING else words


def pairs_in(text: str) -> Iterable[tuple[str, str]]:
    """The pairs of copied cells: two columns, lines without both are left out."""
    for line in text.splitlines():
        ours, _, theirs = (part.strip() for part in line.partition("\t"))
        if ours and theirs:
            yield ours, theirs.partition("\t")[0].strip()
