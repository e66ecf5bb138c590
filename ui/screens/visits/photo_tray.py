"""Photos of a visit, small and side by side, each with a × to take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from ui import icons, messages, theme
from ui.screens.visits.photo_files import PICTURES, dropped_files
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = QSize(56, 40)


class PhotoTray(QWidget):
    """Shows photos; files can be dropped on it or chosen."""

    files_given = Signal(object)
    """A list of `Path`."""
    removal_requested = Signal(int)
    """The key under which a photo was shown."""

    def __init__(self, size: QSize = SMALL) -> None:
        """Begin without photos."""
        super().__init__()
        self._size = size
        self.setAcceptDrops(True)
        self.add_button = QPushButton("添加照片…")
        theme.set_look(self.add_button, "quiet")
        icons.put(self.add_button, "photo", size=theme.current().length("icon_s"))
        self.add_button.clicked.connect(self.choose)
        self.hint = words("也可以把照片拖到这里", "small")
        self.crosses: list[QToolButton] = []
        self._frames: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().length("space_s"))
        self._row.addWidget(self.add_button)
        self._row.addWidget(self.hint)
        self._row.addStretch()

    def show_photos(self, photos: Sequence[tuple[int, str, bytes]]) -> None:
        """Show these: key, name and bytes of each."""
        for frame in self._frames:
            self._row.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self.crosses = []
        self._frames = [self._frame(*photo) for photo in photos]
        for place, frame in enumerate(self._frames):
            self._row.insertWidget(place, frame)
            frame.show()
        self.hint.setVisible(not photos)

    def choose(self) -> None:
        """Let a photo be chosen."""
        messages.choose_file(
            self, "选择照片", [PICTURES], lambda file: self.files_given.emit([file])
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_given.emit(files)

    def _frame(self, key: int, name: str, content: bytes) -> QWidget:
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        picture = QLabel()
        picture.setToolTip(name)
        picture.setPixmap(_small(content, self._size, self.devicePixelRatioF()))
        cross = QToolButton()
        icons.put(cross, "close", size=theme.current().length("space_l"))
        cross.setToolTip(f"移除照片“{name}”")
        cross.setAccessibleName(f"移除照片“{name}”")
        cross.clicked.connect(lambda: self.removal_requested.emit(key))
        self.crosses.append(cross)
        row.addWidget(picture)
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        return frame


def _small(content: bytes, size: QSize, ratio: float) -> QPixmap:
    """A picture made small while it is read, which is quick for large photos."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    fitted = reader.size().scaled(size * ratio, Qt.AspectRatioMode.KeepAspectRatio)
    if fitted.isValid():
        reader.setScaledSize(fitted)
    picture = QPixmap.fromImageReader(reader)
    picture.setDevicePixelRatio(ratio)
    return picture
