"""Where everything stands on the strip on which a visit is written quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.register.editing.editors import editor_for
from ui.screens.visits.occasion_box import OccasionBox
from ui.screens.visits.person_line import PersonLineEdit
from ui.screens.visits.photo_tray import PhotoTray
from ui.widgets.card import words

if TYPE_CHECKING:
    from ui.register.editing.editor import Editor, Surroundings
    from ui.screens.desk import Desk
    from unionoffice.register.register import Register

FIRST_ROW = {"amount": 96}
SECOND_ROW = {
    "form": 84,
    "goods": 128,
    "source": 136,
    "visited_on": 122,
    "illness": 120,
    "over_reason": 0,
}
"""Fields of the register that stand on the strip, and their widths in pixels."""
ONLY_WHEN_ASKED = ("illness", "over_reason")
PERSON_WIDTH, OCCASION_WIDTH = 190, 168
EMPTY = (
    "输入两个字母找人，按 Enter 取第一个；事由按 1–9 或两个字母；金额可改，Enter 登记。"
)


class Labelled(QWidget):
    """A label over what it names."""

    def __init__(self, label: str, inner: QWidget, width: int = 0) -> None:
        """Put the words over the widget; without a width it takes the room left."""
        super().__init__()
        self.label = words(label, "small")
        self.label.setBuddy(inner)
        if width:
            self.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().length("space_xs"))
        column.addWidget(self.label)
        column.addWidget(inner)
        self.setMinimumHeight(self.sizeHint().height())
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), fixed)


class StripLayout(QFrame):
    """Person, occasion and amount in the first row; what is offered below."""

    def __init__(
        self, desk: Desk, register: Register, around: Surroundings, window: QWidget
    ) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "card")
        self.person = PersonLineEdit(desk, window)
        self.occasion = OccasionBox()
        keys = (*FIRST_ROW, *SECOND_ROW)
        self.editors: dict[str, Editor] = {
            key: editor_for(register.fields[key].kind, around) for key in keys
        }
        widths = {**FIRST_ROW, **SECOND_ROW}
        self.boxes = {
            key: Labelled(register.fields[key].label, editor, widths[key])
            for key, editor in self.editors.items()
        }
        self.save_button = QPushButton("登记")
        self.all_button = QPushButton("全部项目")
        self.clear_button = QPushButton("清空")
        self.waiting_button = QPushButton("等着的人")
        self.waiting_button.setToolTip("待慰问、本年没有慰问过的档案、本月生日")
        self.waiting_button.hide()
        self.facts, self.before = words(EMPTY, "soft"), words("", "soft")
        self.warning = words("", "warning", wrap=True)
        self.photos = PhotoTray()
        self._dress()
        self._lay_out()

    def _buttons(self) -> tuple[QPushButton, ...]:
        first = (self.save_button, self.all_button, self.clear_button)
        return (*first, self.waiting_button)

    def _dress(self) -> None:
        size = theme.current().length("icon_s")
        icons.put(self.save_button, "ok", "on_accent", size)
        icons.put(self.all_button, "edit", size=size)
        theme.set_look(self.save_button, "primary")
        theme.set_look(self.clear_button, "quiet")
        self.save_button.setToolTip("登记这次慰问（Enter 或 Ctrl+S）")
        self.all_button.setToolTip("打开全部项目（F4）")
        self.clear_button.setToolTip("放弃正在填的这一条（Esc）")
        self.setAcceptDrops(True)
        for key, editor in self.editors.items():
            editor.inner.setAccessibleName(self.boxes[key].label.text())
        for label in (self.facts, self.before):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for key in ONLY_WHEN_ASKED:
            self.boxes[key].hide()
        reason = self.editors["over_reason"].inner
        if isinstance(reason, QLineEdit):
            reason.setPlaceholderText("确需办理的，写明原因再登记")
        self.warning.hide()
        self.before.hide()

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, space("space_m"), edge, space("space_m"))
        column.setSpacing(space("space_s"))
        first = _row()
        first.addWidget(Labelled("慰问对象", self.person, PERSON_WIDTH))
        first.addWidget(Labelled("慰问事由", self.occasion, OCCASION_WIDTH))
        for key in FIRST_ROW:
            first.addWidget(self.boxes[key])
        bottom = Qt.AlignmentFlag.AlignBottom
        for each in self._buttons():
            first.addWidget(each, 0, bottom)
        first.addStretch()
        second = _row()
        for key in SECOND_ROW:
            second.addWidget(self.boxes[key], 0 if SECOND_ROW[key] else 1)
        second.addStretch()
        column.addLayout(first)
        column.addLayout(second)
        told = QVBoxLayout()
        told.setSpacing(space("space_s"))
        told.addWidget(self.facts)
        told.addWidget(self.before)
        middle = _row()
        middle.addLayout(told, 1)
        middle.addWidget(self.photos, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(middle)
        column.addWidget(self.warning)
        column.addStretch()


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().length("space_m"))
    return row
