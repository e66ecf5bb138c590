"""Asks how to print: printer, copies, pages, sides, tray, a stop after the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.register.printing.print_choice import TRAYS, PrintChoice, Sides, printer_names
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unionoffice.paper.certificate.shifting import PrinterOffset

NO_PRINTER = "这台电脑没有安装打印机。可以另存为 PDF，拿到别的电脑上打印。"
MOST_COPIES = 999


class PrintDialog(QDialog):
    """A small dialogue that does not block; tells what was chosen."""

    chosen = Signal(object)
    """The `PrintChoice`."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        pages: int,
        offset_of: Callable[[str, str], PrinterOffset],
        printers: Sequence[str] | None = None,
    ) -> None:
        """Offer the printers of this PC, or others.

        Args:
            parent: the page it belongs to.
            title: what is printed.
            pages: how many pages it has.
            offset_of: what was measured of a printer's tray.
            printers: the names to offer, the usual one first.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印：{title}")
        self._offset_of = offset_of
        self.printer, self.sides, self.tray = QComboBox(), QComboBox(), QComboBox()
        self.printer.addItems(list(printer_names() if printers is None else printers))
        self.sides.addItems(list(Sides))
        self.tray.addItems(list(TRAYS))
        self.copies = _number(1, MOST_COPIES, 1)
        self.first, self.last = _number(1, pages, 1), _number(1, pages, pages)
        self.pause = QCheckBox("印完第一张先停下，核对后再继续")
        self.pause.setVisible(pages > 1)
        self.calibrated = words("", "small", wrap=True)
        self.buttons = QDialogButtonBox()
        self._lay_out(pages)
        self._show_offset()
        for box in (self.printer, self.tray):
            box.currentIndexChanged.connect(self._show_offset)
        self.first.valueChanged.connect(self.last.setMinimum)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)

    @property
    def choice(self) -> PrintChoice:
        """What is chosen just now."""
        printer, tray = self.printer.currentText(), self.tray.currentText()
        return PrintChoice(
            printer,
            self.copies.value(),
            Sides(self.sides.currentText()),
            tray,
            self.first.value(),
            self.last.value(),
            self.pause.isChecked(),
            self._offset_of(printer, tray),
        )

    def _choose(self) -> None:
        self.chosen.emit(self.choice)
        self.accept()

    def _show_offset(self) -> None:
        printer = self.printer.currentText()
        if not printer:
            self.calibrated.setText(NO_PRINTER)
            return
        offset = self._offset_of(printer, self.tray.currentText())
        self.calibrated.setText(
            "按实际大小打印。套打前请先打印校准页。"
            if offset.none
            else f"按实际大小打印，已按校准修正：向右 {offset.right_mm:+.2f} 毫米，"
            f"向下 {offset.down_mm:+.2f} 毫米。"
        )

    def _lay_out(self, pages: int) -> None:
        space = theme.current().length
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_m"))
        grid.setVerticalSpacing(space("space_m"))
        grid.setColumnStretch(1, 1)
        range_ = QHBoxLayout()
        for piece in ("第", self.first, "页 至 第", self.last, f"页，共 {pages} 页"):
            range_.addWidget(words(piece) if isinstance(piece, str) else piece)
        range_.addStretch()
        rows = (
            ("打印机", self.printer),
            ("份数", self.copies),
            ("单双面", self.sides),
            ("纸盒", self.tray),
        )
        for row, (label, editor) in enumerate(rows):
            editor.setAccessibleName(label)
            grid.addWidget(words(label), row, 0)
            grid.addWidget(editor, row, 1)
        grid.addWidget(words("页码"), len(rows), 0)
        grid.addLayout(range_, len(rows), 1)
        roles = QDialogButtonBox.ButtonRole
        self.print_button = self.buttons.addButton("打印", roles.AcceptRole)
        self.buttons.addButton("取消", roles.RejectRole)
        theme.set_look(self.print_button, "primary")
        self.print_button.setEnabled(bool(self.printer.count()))
        column = QVBoxLayout(self)
        edge = space("space_xl")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_l"))
        column.addLayout(grid)
        column.addWidget(self.pause)
        column.addWidget(self.calibrated)
        column.addWidget(self.buttons)
        self.setMinimumWidth(460)


def _number(least: int, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    return box
