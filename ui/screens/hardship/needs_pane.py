"""需要处理: what wants doing, household by household, with the way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui import tasks, theme
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_table import PlainTable
from unionoffice.hardship.filing.attention import attention

if TYPE_CHECKING:
    from unionoffice.hardship.filing.attention import Need
    from unionoffice.office import Office

HEADINGS = ("户主", "要做什么")
HEAD_WIDTH = 84
HOW = "↑↓ 看是哪一户，Enter 直接去处理的地方。"
CALM = "复核、公示、成员、致困原因和收支都没有要处理的。"


class NeedsPane(QWidget):
    """One line for each thing to do; the newest answer stands."""

    need_chosen = Signal(object)
    """The keyboard stands on this `Need`."""
    need_opened = Signal(object)
    """Go to the record of this `Need`."""
    counted = Signal(int)

    def __init__(self, office: Office) -> None:
        """Begin without needs."""
        super().__init__()
        self._office = office
        self.needs: tuple[Need, ...] = ()
        self.table = _NeedTable(HEADINGS)
        self.table.setAccessibleName("需要处理")
        self.table.setObjectName("wrapped")
        self.table.setColumnWidth(0, HEAD_WIDTH)
        rows = self.table.verticalHeader()
        rows.setMinimumSectionSize(theme.current().length("row"))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.hint = words(HOW, "small", wrap=True)
        self.calm = EmptyState("ok", "没有需要处理的", CALM)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.calm)
        column = QVBoxLayout(self)
        edge = theme.current().length("space_l")
        column.setContentsMargins(edge, edge, edge, theme.current().length("space_m"))
        column.setSpacing(theme.current().length("space_m"))
        column.addWidget(self.hint)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        self.table.currentCellChanged.connect(self._on_current)
        self.table.opened.connect(self._open)
        self.table.cellDoubleClicked.connect(lambda *_: self._open())

    def read(self) -> None:
        """Look again at what wants doing."""
        office = self._office
        tasks.run(
            self, lambda _progress: tuple(attention(office)), self._show, key="needs"
        )

    def _show(self, needs: tuple[Need, ...]) -> None:
        row = self.table.currentRow()
        self.needs = needs
        self.table.blockSignals(True)
        self.table.set_rows([(need.head, need.sentence) for need in needs])
        for place, need in enumerate(needs[: self.table.rowCount()]):
            for column in range(len(HEADINGS)):
                item = self.table.item(place, column)
                if item is not None:
                    item.setToolTip(f"{need.head}　{need.file_no}\n{need.sentence}")
                    top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                    item.setTextAlignment(top)
        if 0 <= row < len(needs):
            self.table.selectRow(row)
        self.table.blockSignals(False)
        self.hint.setVisible(bool(needs))
        self.stack.setCurrentWidget(self.table if needs else self.calm)
        self.counted.emit(len(needs))

    def _on_current(self, row: int, *_rest: int) -> None:
        if 0 <= row < len(self.needs):
            self.need_chosen.emit(self.needs[row])

    def _open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self.needs):
            self.need_opened.emit(self.needs[row])


class _NeedTable(PlainTable):
    """Enter opens a need."""

    opened = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
