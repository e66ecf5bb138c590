"""Words of a table cell that go on in the next line, long numbers among them."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
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
        return _LONG_RUN.sub(_breakable, super().displayText(value, locale))

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        margins = 2 * theme.current().length("space_s")
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -margins, 0)
        return super().sizeHint(narrower, index)


def _breakable(run: re.Match[str]) -> str:
    """A number or a Latin word that may end a line anywhere."""
    return MAY_BREAK.join(run.group())
