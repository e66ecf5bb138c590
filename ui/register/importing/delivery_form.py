"""The slip of a delivery, as whoever hands it in fills it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.card import words
from unionoffice.exchange.manifest import LONGEST
from unionoffice.exchange.pack import Slip

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 460
HINT = (
    "做成的是一个文件，里面有谁报的、什么时候、多少条和核对码；交到工会后直接导入。"
    "做成以后不能再改，要改请在台账里改好再做一份。"
)


class DeliveryForm(QDialog):
    """A small dialogue that does not block; tells what was written on the slip."""

    agreed = Signal(object)
    """The `Slip`."""

    def __init__(
        self, parent: QWidget, what: str, slip: Slip, units: Sequence[str] = ()
    ) -> None:
        """Ask for the slip of `what`; `slip` is what was written last time."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("做成报送文件")
        self._what = what
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.addItems(list(units))
        self.unit.setCurrentText(slip.unit)
        self.who, self.period, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.who.setText(slip.sender)
        self.period.setText(slip.period)
        self.period.setPlaceholderText("如 2026年一季度，可以不填")
        self.note.setPlaceholderText("还有什么要说明的，可以不填")
        self.buttons = QDialogButtonBox()
        self.agree = self.buttons.addButton(
            "选择位置…", QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.set_look(self.agree, "primary")
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._offer()

    @property
    def slip(self) -> Slip:
        """What is written just now."""
        return Slip(
            self.who.text().strip(),
            self.unit.currentText().strip(),
            self.period.text().strip(),
            self.note.text().strip(),
        )

    def offer_units(self, units: Sequence[str]) -> None:
        """Offer these units, and leave what is written."""
        told = self.unit.currentText()
        self.unit.clear()
        self.unit.addItems(list(units))
        self.unit.setCurrentText(told)

    def _offer(self) -> None:
        self.agree.setEnabled(bool(self.slip.sender and self.slip.unit))

    def _agree(self) -> None:
        self.agreed.emit(self.slip)
        self.accept()

    def _connect(self) -> None:
        self.unit.editTextChanged.connect(lambda _text: self._offer())
        self.who.textChanged.connect(lambda _text: self._offer())
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        space = theme.current().length
        lines = (
            ("报送单位", self.unit, "unit"),
            ("报送人", self.who, "sender"),
            ("期间", self.period, "period"),
            ("说明", self.note, "note"),
        )
        form = QFormLayout()
        form.setSpacing(space("space_m"))
        for label, editor, name in lines:
            line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
            if line is not None:
                line.setMaxLength(LONGEST[name])
            editor.setAccessibleName(label)
            form.addRow(label, editor)
        column = QVBoxLayout(self)
        edge = space("space_xl")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(words(self._what, "heading"))
        column.addWidget(words(HINT, "soft", wrap=True))
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)
        self.who.setFocus()
