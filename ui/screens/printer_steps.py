"""The steps of measuring a printer: print the sheet, type what was measured, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.register.printing.print_choice import TRAYS
from ui.screens.printer_fault import LARGER, FaultDrawing, correction_words
from ui.widgets.card import Card, words
from unionoffice.errors import InvalidInput
from unionoffice.paper.certificate.calibration import CROSS_MM, Measured
from unionoffice.paper.certificate.recalibration import refined
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.sizes import paper_named
from unionoffice.printers import offset_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.printers import KeptOffset

ALL_TRAYS = "所有纸盒"
PAPERS = ("A4 竖", "A4 横", "正度 16 开 竖", "正度 16 开 横", "A3 竖", "A3 横")
SIDES = {
    "left_mm": "①到左边",
    "top_mm": "①到上边",
    "right_mm": "②到右边",
    "bottom_mm": "②到下边",
}
MOST_MM = 60.0
NUMBER_WIDTH = 96


class MeasuringSteps(QWidget):
    """Three cards; works out the correction from what is typed in."""

    chosen_changed = Signal()
    """Another printer or tray was chosen."""

    def __init__(self, printers: Sequence[str]) -> None:
        """Offer these printers; another name may be typed in."""
        super().__init__()
        theme.set_look(self, "page")
        self._kept: Sequence[KeptOffset] = ()
        self.offset: PrinterOffset | None = None
        self.printer, self.tray, self.paper = QComboBox(), QComboBox(), QComboBox()
        self.sheet_button = QPushButton("打印校准页…")
        self.sides = {name: _distance(label) for name, label in SIDES.items()}
        self.corrected = QCheckBox("这张校准页是按现有的修正印出来的")
        self.drawing, self.result = FaultDrawing(), words("", wrap=True)
        self.save_button = QPushButton("保存校准")
        self.ruler_button = QPushButton("打印标尺页…")
        self._fill_choices(printers)
        self._lay_out()
        for box in (self.printer, self.tray):
            box.currentTextChanged.connect(self._choose)
        self.paper.currentTextChanged.connect(self._reckon)
        self.corrected.toggled.connect(self._reckon)
        for side in self.sides.values():
            side.valueChanged.connect(self._reckon)
        self.show_known(())

    @property
    def chosen(self) -> tuple[str, str]:
        """The printer, and the tray as it is kept: empty for all of them."""
        tray = self.tray.currentText()
        return self.printer.currentText().strip(), "" if tray == ALL_TRAYS else tray

    @property
    def measured(self) -> Measured:
        """The four numbers typed in."""
        return Measured(**{name: box.value() for name, box in self.sides.items()})

    def choose(self, printer: str, tray: str) -> None:
        """Take this printer and tray, as somebody would."""
        self.printer.setCurrentText(printer)
        if self.tray.findText(tray or ALL_TRAYS) < 0:
            self.tray.addItem(tray)
        self.tray.setCurrentText(tray or ALL_TRAYS)

    def show_known(self, kept: Sequence[KeptOffset]) -> None:
        """Reckon with what was measured before."""
        self._kept = kept
        self._show_corrected()
        self._reckon()

    def measure_anew(self) -> None:
        """Put the numbers back to those of a printer without a fault."""
        for box in self.sides.values():
            box.setValue(CROSS_MM)

    def _choose(self) -> None:
        self._show_corrected()
        self._reckon()
        self.chosen_changed.emit()

    def _show_corrected(self) -> None:
        """A printer that is corrected prints its sheet with that correction."""
        known = offset_among(self._kept, *self.chosen)
        self.corrected.setVisible(not known.none)
        self.corrected.setChecked(not known.none)

    def _reckon(self) -> None:
        """Work out the correction, and show it."""
        sheet = paper_named(self.paper.currentText())
        known = PrinterOffset()
        if self.corrected.isChecked():
            known = offset_among(self._kept, *self.chosen)
        self.drawing.show_fault(self.measured, sheet)
        try:
            self.offset = refined(known, self.measured, sheet)
            sentence = f"打印时的修正：{correction_words(self.offset)}。"
        except InvalidInput as wrong:
            self.offset, sentence = None, wrong.sentence
        self.result.setText(sentence)
        theme.set_state(self.result, "tone", "error" if self.offset is None else "")
        there = self.offset is not None and bool(self.chosen[0])
        self.save_button.setEnabled(there)

    def _fill_choices(self, printers: Sequence[str]) -> None:
        self.printer.setEditable(True)
        self.printer.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.printer.addItems(list(printers))
        line = self.printer.lineEdit()
        if line is not None:
            line.setPlaceholderText("这台电脑没有安装打印机，可以写名称")
            line.setMaxLength(120)
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.tray.addItems([ALL_TRAYS, *TRAYS])
        self.paper.addItems(list(PAPERS))
        for label, box in (
            ("打印机", self.printer),
            ("纸盒", self.tray),
            ("纸张", self.paper),
        ):
            box.setAccessibleName(label)
            box.setSizeAdjustPolicy(narrow)
            box.setMinimumContentsLength(7)

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        column.setSpacing(space("space_m"))
        column.setContentsMargins(0, 0, space("space_m"), 0)
        for card in (self._first_step(), self._second_step(), self._third_step()):
            column.addWidget(card)
        column.addStretch()
        self.setFocusProxy(self.printer)

    def _first_step(self) -> Card:
        card, grid = Card("一、打印校准页"), QGridLayout()
        grid.setHorizontalSpacing(theme.current().length("space_m"))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        icons.put(self.sheet_button, "print", size=theme.current().length("icon_s"))
        grid.addWidget(words("打印机"), 0, 0)
        grid.addWidget(self.printer, 0, 1, 1, 3)
        grid.addWidget(words("纸盒"), 1, 0)
        grid.addWidget(self.tray, 1, 1)
        grid.addWidget(words("纸张"), 1, 2)
        grid.addWidget(self.paper, 1, 3)
        card.body.addLayout(grid)
        hint = "打印时选同一台打印机、同一个纸盒，用平时套打的纸。每个纸盒各校准一次。"
        card.body.addWidget(words(hint, "small", wrap=True))
        card.body.addWidget(self.sheet_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _second_step(self) -> Card:
        card, grid = Card("二、量两个十字"), QGridLayout()
        grid.setHorizontalSpacing(theme.current().length("space_m"))
        for place, (name, label) in enumerate(SIDES.items()):
            row, half = place // 2, 2 * (place % 2)
            grid.addWidget(words(label), row, half)
            grid.addWidget(self.sides[name], row, half + 1)
        left = QVBoxLayout()
        hint = (
            "用钢直尺量十字中心到纸边的毫米数，估读到 0.1。都是 20 就不用修正。"
            f"右图灰的是应在的地方，红的是印出来的地方，偏差放大了 {LARGER} 倍。"
        )
        left.addLayout(grid)
        left.addWidget(words(hint, "small", wrap=True))
        left.addWidget(self.corrected)
        left.addStretch()
        row_ = QHBoxLayout()
        row_.setSpacing(theme.current().length("space_xl"))
        row_.addLayout(left, 1)
        row_.addWidget(self.drawing)
        card.body.addLayout(row_)
        return card

    def _third_step(self) -> Card:
        card, row = Card("三、保存，再印一张看看"), QHBoxLayout()
        theme.set_look(self.save_button, "primary")
        icons.put(self.ruler_button, "print", size=theme.current().length("icon_s"))
        row.addWidget(self.save_button)
        row.addWidget(self.ruler_button)
        row.addStretch()
        card.body.addWidget(self.result)
        card.body.addLayout(row)
        hint = (
            "保存后再印一张校准页，两个十字都在 20 毫米处就好了；"
            "标尺页的两把尺都应正好 100 毫米。"
        )
        card.body.addWidget(words(hint, "small", wrap=True))
        return card


def _distance(label: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0, MOST_MM)
    box.setDecimals(1)
    box.setSingleStep(0.1)
    box.setValue(CROSS_MM)
    box.setSuffix(" 毫米")
    box.setMinimumWidth(NUMBER_WIDTH)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setAccessibleName(f"{label}（毫米）")
    return box
