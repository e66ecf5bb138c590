"""Words of a table cell that go on in the next line, long numbers among them."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from ui import theme

MAY_BREAK = "\u200b"
"""Has no width; a line may end here."""
_LONG_RUN = re.compile(r"[!-~]{12,}")
"""Longer than a day or a telephone number: those stay in one piece."""


class Wrapping(QStyledItemDelegate):
    """Shows cells in as many lines as they need.

    Qt cuts off a number that is wider than its column, and reckons the height of a
    row without the margins that the look gives its cells.
    """

    @override
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return breakable(super().displayText(value, locale))

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(within_margins(option), index)


def breakable(words: str) -> str:
    """The same words; a long number or Latin word in them may end a line anywhere."""
    return _LONG_RUN.sub(lambda run: MAY_BREAK.join(run.group()), words)


def within_margins(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """The room that the look leaves for the words of a cell."""
    margins = 2 * theme.current().length("space_s")
    narrower = QStyleOptionViewItem(option)
    narrower.rect = option.rect.adjusted(0, 0, -margins, 0)
    return narrower


def grow_rows(table: QTableView) -> None:
    """Make each row of a short table as high as its words need."""
    table.setWordWrap(True)
    rows = table.verticalHeader()
    rows.setMinimumSectionSize(theme.current().length("row"))
    rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
