"""The effect of an import in big figures, each of which shows its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.register.importing.rows import COLOURS, Chosen, everything
from ui.widgets.card import words
from unionoffice.sheets.planning.plan import Plan, RowState


@dataclass(frozen=True)
class Figure:
    """A count with its words; `fits` says which rows it counts."""

    label: str
    count: int
    tone: str
    fits: Chosen


def figures(plan: Plan) -> tuple[Figure, ...]:
    """What the import would do, most important first."""

    def of(state: RowState, label: str) -> Figure:
        tone = "" if state is RowState.SAME else COLOURS[state]
        return Figure(label, plan.counts[state], tone, lambda row: row.state is state)

    return (
        Figure("全部行", len(plan.rows), "", everything),
        of(RowState.NEW, "新增"),
        of(RowState.CHANGED, "变更"),
        of(RowState.SAME, "没有变化"),
        of(RowState.REJECTED, "不能导入"),
        of(RowState.ASKED, "待选择"),
        Figure("需要核对", plan.warned, "warning", lambda row: row.warned),
    )


class EffectBar(QWidget):
    """Figures side by side; one of them is pressed and its rows are shown."""

    figure_chosen = Signal(object)
    """The `Figure` whose rows are wanted."""

    def __init__(self, shown: Sequence[Figure]) -> None:
        """Show figures; the first one is pressed."""
        super().__init__()
        self.tiles = [_Tile(figure) for figure in shown]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        for tile in self.tiles:
            row.addWidget(tile)
            tile.clicked.connect(lambda _on=False, t=tile: self._choose(t))
        row.addStretch()
        self.tiles[0].setChecked(True)

    def take(self, shown: Sequence[Figure], *, whole: bool = True) -> None:
        """Show newer counts; those of a part of the file are marked with a +."""
        for tile, figure in zip(self.tiles, shown, strict=True):
            tile.take(figure, whole=whole)

    def choose(self, label: str) -> None:
        """Press the figure with this label."""
        for tile in self.tiles:
            if tile.figure.label == label:
                self._choose(tile)

    def _choose(self, chosen: _Tile) -> None:
        for tile in self.tiles:
            tile.setChecked(tile is chosen)
        self.figure_chosen.emit(chosen.figure)


class _Tile(QPushButton):
    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setCheckable(True)
        self.setToolTip(f"只看{figure.label}")
        space = theme.current().length
        self._count = words("", "figure")
        column = QVBoxLayout(self)
        column.setContentsMargins(
            space("space_l"), space("space_s"), space("space_l"), space("space_s")
        )
        column.setSpacing(0)
        column.addWidget(self._count, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(words(figure.label, "soft"))
        self.setMinimumWidth(space("tile_width"))
        self.take(figure, whole=True)

    def take(self, figure: Figure, *, whole: bool) -> None:
        """Show another count."""
        self.figure = figure
        some = figure.count > 0
        self._count.setText(f"{figure.count:,}{'' if whole or not some else '+'}")
        theme.set_state(self._count, "tone", figure.tone if some else "none")
        self.setEnabled(some or self.isChecked())
        self.setAccessibleName(f"{figure.label} {figure.count}")
