"""Over the canvas: back and forth, whose texts, the zoom; and save and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from ui import icons, theme
from ui.screens.overprint.samples import Length
from ui.widgets.card import words
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from ui.screens.overprint.canvas_view import CanvasView
    from ui.screens.overprint.editing import Editing

TIPS = {
    Length.USUAL: "用名册中第一位的文字试排",
    Length.SHORTEST: "每一处都取全部会员中最短的文字",
    Length.LONGEST: "每一处都取全部会员中最长的文字",
}


class ToolBar(QWidget):
    """Buttons; the page connects them."""

    def __init__(self) -> None:
        """Lay them out."""
        super().__init__()
        self.undo_button = _tool("undo", "撤销（Ctrl+Z）")
        self.redo_button = _tool("redo", "重做（Ctrl+Y）")
        self.lengths = QButtonGroup(self)
        self.length_buttons = {length: QPushButton(length) for length in Length}
        self.scan = QCheckBox("底图")
        self.scan.setToolTip("底图只在屏幕上看，不会印出来")
        self.smaller_button = _tool("dash", "缩小（Ctrl+滚轮）")
        self.larger_button = _tool("add", "放大（Ctrl+滚轮）")
        self.zoom = words("", "soft")
        self.fit_button = QPushButton("整页")
        self.save_button, self.print_button = QPushButton("保存"), QPushButton("打印…")
        self.save_button.setToolTip("保存（Ctrl+S）")
        self.print_button.setToolTip("打印（Ctrl+P）")
        self._lay_out()

    @property
    def length(self) -> Length:
        """Whose texts are wanted."""
        button = self.lengths.checkedButton()
        return Length(button.text()) if button else Length.USUAL

    def steer(self, editing: Editing, view: CanvasView) -> None:
        """Step through the edits of a form, and change its size on the screen."""
        self.undo_button.clicked.connect(editing.undo)
        self.redo_button.clicked.connect(editing.redo)
        self.scan.toggled.connect(view.canvas.set_scan_shown)
        self.smaller_button.clicked.connect(lambda: view.step(larger=False))
        self.larger_button.clicked.connect(lambda: view.step(larger=True))
        self.fit_button.clicked.connect(view.fit)
        view.zoom_changed.connect(lambda zoom: self.zoom.setText(f"{zoom:.0%}"))

    def offer(self, editing: Editing) -> None:
        """Offer what can be done with the form as it stands."""
        there = editing.is_open
        self.undo_button.setEnabled(editing.can_undo)
        self.redo_button.setEnabled(editing.can_redo)
        self.save_button.setEnabled(editing.dirty)
        self.print_button.setEnabled(there)
        self.scan.setEnabled(there and editing.form.background is not None)

    def _lay_out(self) -> None:
        space = theme.current().length
        for length, button in self.length_buttons.items():
            button.setCheckable(True)
            button.setToolTip(TIPS[length])
            button.setAccessibleName(f"文字：{length}")
            self.lengths.addButton(button)
        self.length_buttons[Length.USUAL].setChecked(True)
        icons.put(self.save_button, "save", size=space("icon_s"))
        icons.put(self.print_button, "print", "on_accent", space("icon_s"))
        theme.set_look(self.print_button, "primary")
        flow = FlowLayout(self, gap=space("space_m"))
        for group in (
            (self.undo_button, self.redo_button),
            (words("文字", "soft"), *self.length_buttons.values()),
            (self.scan,),
            (self.smaller_button, self.zoom, self.larger_button, self.fit_button),
        ):
            together = _side_by_side(*group)
            together.setMinimumHeight(self.fit_button.sizeHint().height())
            flow.addWidget(together)


def _side_by_side(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, theme.current().length("space_m"), 0)
    row.setSpacing(theme.current().length("space_s"))
    for widget in widgets:
        row.addWidget(widget)
    return group


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon, size=theme.current().length("icon_s"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
