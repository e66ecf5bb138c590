"""Lets templates come and go as files, and opens Word files in the system's program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.screens.templates import files
from unionoffice.documents.template_word import file_name

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.screens.desk import Desk
    from ui.screens.templates.files import Adopted
    from unionoffice.documents.templates.store import Written

EXPORTED = messages.FileKind("工会办公模板", ("json",))
WORD_FILE = messages.FileKind("Word 文件", ("docx",))
SECONDS = 15


class Exchange(QObject):
    """Asks which file, does it in the background, and tells what came of it."""

    adopted = Signal(object, str, str)
    """`Changes`, the name of the template they made, and what was done in words."""
    notice_given = Signal(object)
    exported = Signal(object)
    """The path a template was written to."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        """Exchange files for this page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def copy(self, written: Written) -> None:
        """Make a copy of a template."""
        self._adopt(partial(files.copied, self._desk.office, written), "已复制为")

    def ask_what_to_import(self) -> None:
        """Let a file be chosen that somebody exported."""
        messages.choose_file(self._page, "导入模板文件", [EXPORTED], self.import_file)

    def import_file(self, file: Path) -> None:
        """Read a template that somebody exported."""
        self._adopt(partial(files.imported, self._desk.office, file), "已导入")

    def ask_where_to_export(self, written: Written) -> None:
        """Let a place be chosen, then write the template there."""
        suggestion = self._desk.folder / f"{file_name(written.name)}.json"
        messages.choose_save(
            self._page,
            "导出模板文件",
            suggestion,
            [EXPORTED],
            partial(self.export, written),
        )

    def export(self, written: Written, file: Path) -> None:
        """Write a template into a file for others."""
        office = self._desk.office

        def done(_none: None) -> None:
            offer = Offer("打开文件夹", partial(open_outside, file.parent))
            words = f"已导出“{file.name}”，别的电脑可以导入。"
            self.notice_given.emit(Notice(words, Tone.OK, (offer,), SECONDS))
            self.exported.emit(file)

        tasks.run(
            self._page, lambda _progress: files.export(office, written, file), done
        )

    def ask_for_word(self) -> None:
        """Let a Word file be chosen for a new template."""
        messages.choose_file(self._page, "选择 Word 文件", [WORD_FILE], self.take_word)

    def take_word(self, file: Path) -> None:
        """Take a Word file as a new template."""
        work = partial(files.new_word, self._desk.office, file)
        self._adopt(work, "已新建 Word 模板")

    def ask_for_newer(self, written: Written) -> None:
        """Let a newer Word file be chosen for a template."""
        folder = self._desk.folder / files.FOLDER
        messages.choose_file(
            self._page,
            "选择改好的 Word 文件",
            [WORD_FILE],
            partial(self.replace_word, written),
            folder=folder if folder.is_dir() else None,
        )

    def replace_word(self, written: Written, file: Path) -> None:
        """Take a newer Word file as the newest version of a template."""
        work = partial(files.newer_word, self._desk.office, written, file)
        self._adopt(work, "已换成新文件")

    def open_word(self, written: Written, digest: str) -> None:
        """Open a copy of a Word template in the system's own program."""
        office, folder = self._desk.office, self._desk.folder

        def done(path: Path) -> None:
            open_outside(path)
            words = (
                f"打开的是副本：{files.FOLDER}\\{path.name}。"
                "改好、保存、关闭以后，点“换成新文件…”选它。"
            )
            offer = Offer("打开文件夹", partial(open_outside, path.parent))
            self.notice_given.emit(Notice(words, Tone.INFO, (offer,)))

        tasks.run(
            self._page,
            lambda _progress: files.word_copy(office, written, digest, folder),
            done,
        )

    def _adopt(self, work: Callable[[], Adopted], told: str) -> None:
        tasks.run(
            self._page,
            lambda _progress: work(),
            lambda made: self.adopted.emit(made[0], made[1], told),
        )


def open_outside(path: Path) -> None:
    """Open a file or a folder in the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
