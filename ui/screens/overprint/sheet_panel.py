"""Beside the canvas: the name of the form, the size of its sheet, and the scan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.screens.overprint.geometry import on_paper
from ui.widgets.card import words
from unionoffice.paper.certificate.overprint import MOST_MM

if TYPE_CHECKING:
    from ui.screens.overprint.editing import Editing

LEAST_MM = 20
SCAN = "把证书平放在扫描仪上扫成图片，裁到正好是纸边。底图只在屏幕上看，不会印出来。"
_SKEWED = 0.02
"""A scan whose proportions are further off was not cut to the edges of the sheet."""


class SheetPanel(QWidget):
    """What belongs to the form as a whole."""

    scan_requested = Signal()

    def __init__(self, editing: Editing) -> None:
        """Steer this form."""
        super().__init__()
        self._editing = editing
        self.name, self.note = QLineEdit(), QLineEdit()
        self.name.setMaxLength(100)
        self.note.setMaxLength(200)
        self.width_mm, self.height_mm = _side("纸宽（毫米）"), _side("纸高（毫米）")
        self.turn_button = QPushButton("横竖互换")
        self.scan_button = QPushButton("选择底图…")
        self.scan_words = words("", "small", wrap=True)
        self._lay_out()
        editing.opened.connect(self._show)
        editing.changed.connect(self._show)
        self.name.textEdited.connect(self._set_name)
        self.note.textEdited.connect(self._set_note)
        self.width_mm.valueChanged.connect(self._set_size)
        self.height_mm.valueChanged.connect(self._set_size)
        self.turn_button.clicked.connect(self._turn)
        self.scan_button.clicked.connect(self.scan_requested)

    def _show(self) -> None:
        if not self._editing.is_open:
            return
        draft = self._editing.draft
        for line, text in ((self.name, draft.form.name), (self.note, draft.note)):
            if line.text() != text:
                line.setText(text)
        sides = (
            (self.width_mm, draft.form.width_mm),
            (
                self.height_mm,
                draft.form.height_mm,
            ),
        )
        for box, mm in sides:
            with QSignalBlocker(box):
                box.setValue(mm)
        self._show_scan()

    def _show_scan(self) -> None:
        form = self._editing.form
        picture = form.background
        self.scan_button.setText("换一张底图…" if picture else "选择底图…")
        self.scan_words.setText(SCAN)
        theme.set_look(self.scan_words, "small")
        if picture is None:
            return
        wide = picture.width_px / picture.height_px
        if abs(wide / (form.width_mm / form.height_mm) - 1) > _SKEWED:
            theme.set_look(self.scan_words, "warning")
            self.scan_words.setText(
                "底图的长宽比与纸张不一样，位置会对不准。请把底图裁到正好是纸边，"
                "或核对纸宽、纸高。"
            )

    def _set_name(self, text: str) -> None:
        self._editing.change_form(replace(self._editing.form, name=text), "name")

    def _set_note(self, text: str) -> None:
        self._editing.change(replace(self._editing.draft, note=text), "note")

    def _set_size(self) -> None:
        width, height = self.width_mm.value(), self.height_mm.value()
        form = replace(self._editing.form, width_mm=width, height_mm=height)
        self._editing.change_form(form, "size")

    def _turn(self) -> None:
        form = self._editing.form
        self._editing.change_form(on_paper(form, form.height_mm, form.width_mm))

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.scan_button, "photo", size=space("icon_s"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_m"))
        grid.setVerticalSpacing(space("space_m"))
        grid.setColumnStretch(1, 1)
        rows = (
            ("名称", self.name),
            ("纸宽", self.width_mm),
            ("纸高", self.height_mm),
            ("备注", self.note),
        )
        for row, (label, editor) in enumerate(rows):
            grid.addWidget(words(label), row, 0)
            grid.addWidget(editor, row, 1)
        self.name.setAccessibleName("名称")
        self.note.setAccessibleName("备注")
        buttons = QHBoxLayout()
        buttons.addWidget(self.turn_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), space("space_l"), 0)
        column.setSpacing(space("space_m"))
        column.addLayout(grid)
        column.addLayout(buttons)
        column.addSpacing(space("space_m"))
        column.addWidget(words("底图", "heading"))
        column.addWidget(self.scan_button)
        column.addWidget(self.scan_words)
        column.addStretch()


def _side(label: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(LEAST_MM, MOST_MM)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" 毫米")
    box.setKeyboardTracking(False)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setAccessibleName(label)
    return box
