"""What is wrong with a template, each in a sentence; a click leads to the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.documents.templates.language import Fault

ROWS = 3
"""Sentences shown at once; more are scrolled to."""
_FAULT = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Found:
    """A fault and the part of the template it stands in: 标题 or 正文."""

    part: str
    fault: Fault


class FaultList(QWidget):
    """The faults of a template, or the good news that there are none."""

    fault_chosen = Signal(object)
    """The `Found`."""
    mending_requested = Signal()
    """Turn the full-width braces into half-width ones."""

    def __init__(self) -> None:
        """Begin without faults."""
        super().__init__()
        self.sentence = words("", "small")
        self.mend_button = QPushButton("全部改成半角")
        theme.set_look(self.mend_button, "quiet")
        self.list = QListWidget()
        self.list.setAccessibleName("模板中的错误")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        row.addWidget(self.mend_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().length("space_s"))
        column.addLayout(row)
        column.addWidget(self.list)
        self.mend_button.clicked.connect(self.mending_requested)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.show_faults(())

    @property
    def sentences(self) -> list[str]:
        """The faults in words, in their order."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def show_faults(self, found: Sequence[Found], *, here: bool = True) -> None:
        """Show these; `here`: their places can be gone to, and mended from here."""
        self.list.clear()
        for each in found:
            item = QListWidgetItem(f"{each.part}：{each.fault.sentence}")
            item.setIcon(icons.icon("error", "error", theme.current().length("icon_s")))
            item.setData(_FAULT, each)
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(self._height(len(found)))
        where = "点击可跳到该处" if here else "请在 WPS 中改好再换成新文件"
        told = f"有 {len(found)} 处错误，{where}"
        self.sentence.setText(told if found else "字段没有错误")
        theme.set_look(self.sentence, "complaint" if found else "small")
        wide = any("半角" in each.fault.sentence for each in found)
        self.mend_button.setVisible(here and wide)

    def _height(self, count: int) -> int:
        row = theme.current().length("row")
        return min(count, ROWS) * row + 2 * theme.current().length("space_s")

    def _choose(self, item: QListWidgetItem) -> None:
        self.fault_chosen.emit(item.data(_FAULT))
