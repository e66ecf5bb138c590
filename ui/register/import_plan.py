"""A plan as a person judges it: figures, rows, and what is behind each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.register.import_detail import ColumnsOfSheets, MadeRecords, RowDetail
from ui.register.import_effect import EffectBar, Figure, figures
from ui.register.import_rows import PlanRows, PlanTable

if TYPE_CHECKING:
    from ui.register.import_reading import Effect
    from unionoffice.office import Office

ROWS_WIDTH, DETAIL_WIDTH, NARROW = 740, 400, 900


class PlanPane(QWidget):
    """Figures above, rows at the left, the row in hand and the columns at the right."""

    def __init__(self, office: Office, effect: Effect) -> None:
        """Show an effect."""
        super().__init__()
        self.bar = EffectBar(figures(effect.plan))
        self.rows = PlanRows(effect, self)
        self.table = PlanTable(self.rows)
        self.detail = RowDetail(office, effect)
        self.columns = ColumnsOfSheets(effect)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.detail, "这一行")
        unknown = sum(len(sheet.unknown) for sheet in effect.plan.sheets)
        note = f"（{unknown} 列不认识）" if unknown else ""
        self.tabs.addTab(self.columns, f"列的对应{note}")
        self.made_buttons = [self._made(*made) for made in effect.made]
        if effect.made:
            self.tabs.addTab(MadeRecords(effect), "将新建")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.table.row_shown.connect(self.detail.show_row)
        self.bar.figure_chosen.connect(self._on_figure)
        self.table.go_to_first()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        detail = DETAIL_WIDTH if self.width() >= NARROW else self.width() * 2 // 5
        self.splitter.setSizes([self.width() - detail, detail])

    def _made(self, noun: str, names: tuple[str, ...]) -> QPushButton:
        button = QPushButton(f"将新建 {len(names)} 个{noun}")
        theme.set_look(button, "quiet")
        button.clicked.connect(lambda: self.tabs.setCurrentIndex(2))
        return button

    def _on_figure(self, figure: Figure) -> None:
        self.rows.choose(figure.fits)

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.bar, 1)
        for button in self.made_buttons:
            head.addWidget(button)
        splitter = self.splitter
        splitter.setChildrenCollapsible(False)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(space("space_m"), 0, 0, 0)
        box.addWidget(self.tabs)
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([ROWS_WIDTH, DETAIL_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(splitter, 1)
        self.setFocusProxy(self.table)
