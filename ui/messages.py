"""The only place that tells the user something or asks a question.

Nothing here waits: a question names what happens `then`. A refusal of the office is a
banner over the page; a dialog is for what must be decided now.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from unionoffice.sheets.reading.formats import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)


class Tone(StrEnum):
    """How serious a banner is."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Offer:
    """A button beside a sentence: its words and what it does."""

    words: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """One banner: a sentence, its tone, buttons such as 撤销, seconds until it goes.

    `seconds` None: a notice of tone `OK` goes by itself, the others stay.
    """

    sentence: str
    tone: Tone = Tone.INFO
    offers: tuple[Offer, ...] = ()
    seconds: float | None = None


@runtime_checkable
class BannerHost(Protocol):
    """A widget that has room for banners, such as the main window or a page."""

    def show_notice(self, notice: Notice) -> None:
        """Show this banner in place of the one that is there."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file to choose: its words and its endings (`xlsx`, no dot)."""

    words: str
    endings: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The filter as Qt wants it."""
        return f"{self.words} ({' '.join(f'*.{ending}' for ending in self.endings)})"


LONGEST_ANSWER = 200
"""Characters of a sentence that is asked for."""

SPREADSHEETS = FileKind("表格", ENDINGS)
PICTURES = FileKind("图片", ("jpg", "jpeg", "png", "bmp", "webp"))


def banner(
    near: QObject | None,
    sentence: str,
    tone: Tone = Tone.INFO,
    *offers: Offer,
    seconds: float | None = None,
) -> None:
    """Show a banner over the page that `near` is part of, or in the main window."""
    host = _host_of(near)
    if host is None:
        logger.warning("no window to say: %s", sentence)
        return
    host.show_notice(Notice(sentence, tone, offers, seconds))


def tell(parent: QWidget, sentence: str, more: str = "") -> QMessageBox:
    """Show a sentence that has to be read; `more` explains it in smaller words."""
    box = _box(parent, sentence, more)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def ask(
    parent: QWidget,
    question: str,
    yes: str,
    no: str,
    then: Callable[[], None],
    *,
    more: str = "",
    otherwise: Callable[[], None] | None = None,
    danger: bool = False,
) -> QMessageBox:
    """Ask whether to do something; `yes` and `no` are the words on the buttons.

    Args:
        parent: the window or page it is about.
        question: one sentence.
        yes: the deed in words, such as 移入回收站.
        no: the way back; also what Escape means.
        then: called for yes.
        more: what follows from it, in smaller words.
        otherwise: called for no.
        danger: makes `no` the answer to the Enter key.
    """
    box = _box(parent, question, more)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    theme.set_look(agree, "danger" if danger else "primary")
    box.setDefaultButton(back if danger else agree)
    box.setEscapeButton(back)

    def answered() -> None:
        if box.clickedButton() is agree:
            then()
        elif otherwise is not None:
            otherwise()

    box.finished.connect(answered)
    box.open()
    return box


def ask_words(
    parent: QWidget,
    question: str,
    yes: str,
    no: str,
    then: Callable[[str], None],
    *,
    more: str = "",
    text: str = "",
) -> QDialog:
    """Ask for a sentence; `then` gets it, and never an empty one.

    `yes` and `no` are the words on the buttons, `more` explains the question in
    smaller words, `text` stands in the line at first.
    """
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QApplication.applicationDisplayName())
    line = QLineEdit()
    line.setMaxLength(LONGEST_ANSWER)
    line.setAccessibleName(question)
    agree, back = QPushButton(yes), QPushButton(no)
    theme.set_look(agree, "primary")
    agree.setDefault(True)
    agree.setEnabled(False)
    line.textChanged.connect(lambda typed: agree.setEnabled(bool(typed.strip())))
    line.setText(text)
    line.selectAll()
    buttons = QDialogButtonBox()
    buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    space = theme.current().length("space_xl")
    column.setContentsMargins(space, space, space, space)
    column.setSpacing(theme.current().length("space_m"))
    column.addWidget(_words(question, "heading"))
    if more:
        column.addWidget(_words(more, "soft"))
    column.addWidget(line)
    column.addWidget(buttons)
    dialog.accepted.connect(lambda: then(line.text().strip()))
    dialog.open()
    return dialog


def choose_file(
    parent: QWidget,
    title: str,
    kinds: Sequence[FileKind],
    then: Callable[[Path], None],
    *,
    folder: Path | None = None,
) -> QFileDialog:
    """Let the user choose a file that exists."""
    dialog = _file_dialog(parent, title, kinds, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def choose_folder(
    parent: QWidget,
    title: str,
    then: Callable[[Path], None],
    *,
    folder: Path | None = None,
) -> QFileDialog:
    """Let the user choose a folder."""
    dialog = _file_dialog(parent, title, (), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def choose_save(
    parent: QWidget,
    title: str,
    suggestion: Path,
    kinds: Sequence[FileKind],
    then: Callable[[Path], None],
) -> QFileDialog:
    """Let the user say where to write; a file that is there is asked about.

    `suggestion` is a file name, with or without a folder.
    """
    folder = suggestion.parent if suggestion.is_absolute() else None
    dialog = _file_dialog(parent, title, kinds, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kinds[0].endings[0])
    dialog.selectFile(suggestion.name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def report_bug(parent: QWidget | None, details: str, log: Path) -> QDialog:
    """Say calmly that the program made a mistake; the details go to the clipboard.

    Keep what is returned while it is open: without a parent nobody else does.
    """
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("程序出了点问题")
    grid = QGridLayout(dialog)
    space = theme.current().length("space_xl")
    grid.setContentsMargins(space, space, space, space)
    grid.setSpacing(theme.current().length("space_m"))
    grid.setColumnStretch(1, 1)
    mark = QLabel()
    icons.put(mark, "warning", "warning", theme.current().length("icon_l"))
    grid.addWidget(mark, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(_words("刚才的操作没有完成。", "heading"), 0, 1)
    grid.addWidget(_words(_CALM), 1, 1)
    where = _words(f"记录在：{log}", "small")
    where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    grid.addWidget(where, 2, 1)
    grid.addWidget(_bug_buttons(dialog, details, log), 3, 0, 1, 2)
    dialog.open()
    return dialog


_CALM = (
    "已经保存的资料都在，没有丢失。可以接着使用；如果再次出现，请把详情发给维护人员。"
)


def _bug_buttons(dialog: QDialog, details: str, log: Path) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    other = QDialogButtonBox.ButtonRole.ActionRole
    copy = buttons.addButton("复制详情", other)
    copy.setObjectName("copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    folder = buttons.addButton("打开记录所在文件夹", other)
    place = QUrl.fromLocalFile(str(log.parent))
    folder.clicked.connect(lambda: QDesktopServices.openUrl(place))
    close = QPushButton("继续使用")
    theme.set_look(close, "primary")
    buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.accepted.connect(dialog.accept)
    close.setDefault(True)
    return buttons


def _words(text: str, look: str = "") -> QLabel:
    """A label that takes text as text, wraps it, and never as mark-up."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(theme.current().length("sentence"))
    if look:
        theme.set_look(label, look)
    return label


def _box(parent: QWidget, sentence: str, more: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(QApplication.applicationDisplayName())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(more)
    return box


def _file_dialog(
    parent: QWidget, title: str, kinds: Sequence[FileKind], folder: Path | None
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if kinds:
        dialog.setNameFilters([kind.pattern for kind in kinds])
    if folder is not None:
        dialog.setDirectory(str(folder))
    return dialog


def _host_of(near: QObject | None) -> BannerHost | None:
    while near is not None and shiboken6.isValid(near):
        if isinstance(near, BannerHost):
            return near
        near = near.parent()
    windows: list[QObject] = [
        w for w in QApplication.topLevelWidgets() if w.isVisible()
    ]
    return next((w for w in windows if isinstance(w, BannerHost)), None)
