"""The look of a table of lines: no grid, rows of one height, heads that stay calm."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme


def quieten(table: QTableView) -> None:
    """Give a table the look; lines are taken whole and the Tab key leaves it."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    heads = table.verticalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    heads.setDefaultSectionSize(theme.current().length("row"))
    heads.hide()
    table.horizontalHeader().setHighlightSections(False)
