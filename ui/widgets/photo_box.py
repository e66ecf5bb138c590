"""The photo of a person: shown, dropped, chosen, taken away."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, messages, theme
from ui.widgets.card import words

LARGEST = 20 * 1024 * 1024
"""Bytes of a picture file that is still taken."""


class PhotoBox(QWidget):
    """Keeps the bytes of a picture as they came; changes nothing in the file."""

    photo_changed = Signal(object)
    """The new bytes, or None when the photo was taken away."""
    complained = Signal(str)
    """Why a file was not taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: bytes | None = None
        self.frame = _PhotoFrame()
        self.frame.choice_requested.connect(self.choose)
        self.frame.file_dropped.connect(self.take_file)
        self.choose_button = QPushButton("选择…")
        self.choose_button.clicked.connect(self.choose)
        self.clear_button = QPushButton("清除")
        self.clear_button.clicked.connect(self.clear)
        for button in (self.choose_button, self.clear_button):
            theme.set_look(button, "quiet")
        self._lay_out()
        self.set_photo(None)

    @property
    def photo(self) -> bytes | None:
        """The picture file's bytes."""
        return self._photo

    def set_photo(self, photo: bytes | None) -> None:
        """Show a picture; tells nobody. What is no picture is kept but not shown."""
        self._photo = photo
        picture = QPixmap()
        if photo is not None:
            picture.loadFromData(photo)
        self.frame.set_picture(picture)
        self.clear_button.setEnabled(photo is not None)

    def choose(self) -> None:
        """Let the user choose a file."""
        messages.choose_file(self, "选择照片", [messages.PICTURES], self.take_file)

    def clear(self) -> None:
        """Take the photo away."""
        if self._photo is not None:
            self.set_photo(None)
            self.photo_changed.emit(None)

    def take_file(self, file: Path) -> None:
        """Take the picture in a file, or say why not."""
        try:
            photo = _read(file)
        except OSError:
            self.complained.emit(f"读不了“{file.name}”，请确认文件还在，也没有被占用。")
            return
        if photo is None:
            limit = LARGEST // 1024 // 1024
            self.complained.emit(f"“{file.name}”太大，请选 {limit} MB 以内的照片。")
        elif not QPixmap().loadFromData(photo):
            self.complained.emit(f"“{file.name}”不是能识别的图片，请选 JPG 或 PNG。")
        else:
            self.set_photo(photo)
            self.photo_changed.emit(photo)

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.choose_button)
        row.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_xs"))
        column.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch()


class _PhotoFrame(QFrame):
    """The picture itself; Enter or a click chooses one, a file can be dropped."""

    choice_requested = Signal()
    file_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("photo")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("照片")
        length = theme.current().length
        self.setFixedSize(length("photo_width"), length("photo_height"))
        self._picture = QPixmap()
        self._shown = QLabel(self)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = QWidget(self)
        column = QVBoxLayout(self._hint)
        mark = QLabel()
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        icons.put(mark, "photo", "icon_disabled", length("icon_l"))
        hint = words("拖入照片\n或点击选择", "small")
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        column.addWidget(mark)
        column.addWidget(hint)
        column.addStretch()

    def set_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        empty = picture.isNull()
        self._hint.setVisible(empty)
        self._shown.setVisible(not empty)
        theme.set_state(self, "state", "" if empty else "full")
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hint.setGeometry(self.rect())
        self._shown.setGeometry(self.rect())
        self._fit()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choice_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys:
            self.choice_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()) is not None:
            theme.set_state(self, "state", "over")
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._calm_down()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._calm_down()
        file = _dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(file)

    def _calm_down(self) -> None:
        theme.set_state(self, "state", "" if self._picture.isNull() else "full")

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        inner = QSize(self.width() - 2, self.height() - 2) * ratio
        fitted = self._picture.scaled(
            inner,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self._shown.setPixmap(fitted)


def _read(file: Path) -> bytes | None:
    """The bytes, or None if there are too many."""
    return file.read_bytes() if file.stat().st_size <= LARGEST else None


def _dropped_file(dragged: QMimeData) -> Path | None:
    urls = dragged.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None
