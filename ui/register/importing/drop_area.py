"""Where a file is dropped, chosen, or pasted from the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from ui import icons, theme
from ui.widgets.card import words
from unionoffice.sheets.reading.formats import spoken

HINTS = (
    "标题行、填报单位、合计、制表人这些行会自动跳过；一个文件里有几个工作表都会读。",
    "先显示结果，由您核对；按“导入”以前什么都不会写入。",
    "空白的单元格不会清掉已有的内容；同一个文件导入两次不会重复。",
)


class DropArea(QFrame):
    """A large area that takes one file."""

    file_dropped = Signal(object)
    """The `Path` of the file."""
    choice_requested = Signal()
    paste_requested = Signal()
    typing_requested = Signal()

    def __init__(self, noun: str) -> None:
        """Ask for a sheet of records called `noun`."""
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        space = theme.current().length
        mark = QLabel()
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        icons.put(mark, "import", "icon_disabled", space("icon_l"))
        title = words(f"把{noun}表格拖到这里", "heading")
        self.choose_button = QPushButton("选择文件…")
        self.paste_button = QPushButton("粘贴剪贴板（Ctrl+V）")
        self.typing_button = QPushButton("照着纸表录入")
        theme.set_look(self.choose_button, "primary")
        self.choose_button.clicked.connect(self.choice_requested)
        self.paste_button.clicked.connect(self.paste_requested)
        self.typing_button.clicked.connect(self.typing_requested)
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addStretch()
        row.addWidget(self.choose_button)
        row.addWidget(self.paste_button)
        row.addWidget(self.typing_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(space("space_l"))
        column.addStretch(2)
        column.addWidget(mark)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        kinds = words(f"{spoken()}，或者 U 盘交来的报送文件", "soft")
        column.addWidget(kinds, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addSpacing(space("space_l"))
        for hint in HINTS:
            column.addWidget(words(hint, "small"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self.choose_button)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            theme.set_state(self, "state", "over")
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        theme.set_state(self, "state", "")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        theme.set_state(self, "state", "")
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(file)


def dropped_file(dragged: QMimeData) -> Path | None:
    """The one file that is dragged, if it is one."""
    urls = dragged.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None
