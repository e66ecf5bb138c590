"""What is done with whole forms, in the background; each tells what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from unionoffice.atomic import replacing
from unionoffice.errors import Refused
from unionoffice.reporting import store
from unionoffice.reporting.submissions import file_of, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.screens.desk import Desk
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.filled import Submission
    from unionoffice.reporting.form import Form
    from unionoffice.reporting.store import Sample

TEMPLATE = messages.FileKind("上级表样", ("xlsx", "xlsm"))
DEFINITION = messages.FileKind("工会办公上级报表", ("json",))
LONG, SECONDS = 120, 15
"""Seconds that an offer to undo stays, and one to open a folder."""


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that was written: what changed, in words, and the form to look at."""

    changes: Changes
    sentence: str
    name: str = ""
    tone: Tone = Tone.OK


class Deeds(QObject):
    """Asks which file where one is needed, does it, and tells."""

    finished = Signal(object)
    """A `Done`."""
    notice_given = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        """Do it for this page."""
        super().__init__(page)
        self._page, self._desk = page, desk

    def adopt(self, sample: Sample) -> None:
        """Make a form of the program the office's own."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            name = store.free_name(office, sample.form.name)
            return Done(store.adopt(office, sample), f"已采用样例“{name}”。", name)

        self._do(work)

    def copy(self, form: Form) -> None:
        """Make a second form like this one."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            name = store.free_name(office, form.name)
            return Done(store.copy(office, form), f"已复制为“{name}”。", name)

        self._do(work)

    def rename(self, form: Form, name: str) -> None:
        """Call a form something else."""
        office, made = self._desk.office, replace(form, name=name)

        def work(_progress: tasks.Progress) -> Done:
            return Done(store.save(office, made, "改名，"), f"已改名为“{name}”。", name)

        self._do(work)

    def discard(self, form: Form) -> None:
        """Move a form to the recycle bin; it can be taken back."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            words = f"已删除“{form.name}”，报送记录还留着。"
            return Done(store.discard(office, form), words)

        self._do(work)

    def restore(self, form: Form) -> None:
        """Take a form out of the recycle bin."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            name = store.free_name(office, form.name)
            return Done(store.restore(office, form), f"已恢复“{name}”。", name)

        self._do(work)

    def withdraw(self, submission: Submission, name: str) -> None:
        """Take a submission out of the list; it can be taken back."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            words = f"已删除“{submission.period}”的报送记录。"
            return Done(withdraw(office, submission), words, name)

        self._do(work)

    def ask_for_newer(self, form: Form) -> None:
        """Let the superior's new file be chosen."""
        take = partial(self.replace_file, form)
        messages.choose_file(self._page, "选择新的表样", [TEMPLATE], take)

    def replace_file(self, form: Form, file: Path) -> None:
        """Put a new file in the old one's place."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            content = read(file)
            changes, lost = store.replace_file(office, form, content, file.name)
            if not lost:
                words = f"已换成“{file.name}”，各栏都对上了。"
                return Done(changes, words, form.name)
            names = "、".join(lost)
            words = f"已换成“{file.name}”，这些栏没有找到：{names}。请修改对应。"
            return Done(changes, words, form.name, Tone.WARNING)

        self._do(work)

    def ask_what_to_import(self) -> None:
        """Let a file be chosen that somebody exported."""
        take = self.import_file
        messages.choose_file(self._page, "导入报表定义", [DEFINITION], take)

    def import_file(self, file: Path) -> None:
        """Read a form that somebody exported."""
        office = self._desk.office

        def work(_progress: tasks.Progress) -> Done:
            content = read(file)
            name = store.free_name(office, store.read(content, file.name).form.name)
            changes = store.import_(office, content, file.name)
            return Done(changes, f"已导入“{name}”。", name)

        self._do(work)

    def ask_where_to_export(self, form: Form) -> None:
        """Let a place be chosen, then write the form there."""
        place = self._desk.folder / f"{file_name(form.name)}.json"
        write = partial(self.export, form)
        messages.choose_save(self._page, "导出报表定义", place, [DEFINITION], write)

    def export(self, form: Form, file: Path) -> None:
        """Write a form with its file for another office."""
        office = self._desk.office
        words = f"已导出“{file.name}”，表样和对应都在里面，别的单位可以导入。"
        self.write(file, lambda: store.exported(office, form), words)

    def ask_where_to_put(self, form: Form, submission: Submission) -> None:
        """Let a place be chosen, then write there what was handed in."""
        ending = ".xlsm" if form.file_name.lower().endswith(".xlsm") else ".xlsx"
        name = file_name(f"{form.name}_{submission.period}")
        place = self._desk.folder / f"{name}{ending}"
        write = partial(self.hand_out, submission)
        messages.choose_save(self._page, "取出留存的文件", place, [TEMPLATE], write)

    def hand_out(self, submission: Submission, file: Path) -> None:
        """Write the very file that was handed in."""
        office = self._desk.office
        words = f"已取出“{file.name}”，与当时报送的完全相同。"
        self.write(file, lambda: file_of(office, submission), words)

    def write(self, file: Path, content: Callable[[], bytes], words: str) -> None:
        """Write bytes into a file, and offer to open its folder."""

        def work(_progress: tasks.Progress) -> None:
            made = content()
            with replacing(file) as draft:
                draft.write_bytes(made)

        def done(_nothing: None) -> None:
            offer = Offer("打开文件夹", partial(open_outside, file.parent))
            self.notice_given.emit(Notice(words, Tone.OK, (offer,), SECONDS))

        tasks.run(self._page, work, done)

    def _do(self, work: Callable[[tasks.Progress], Done]) -> None:
        tasks.run(self._page, work, self.finished.emit)


def read(file: Path) -> bytes:
    """The bytes of a file that somebody chose.

    Raises:
        Refused: it cannot be read, or is too large.
    """
    try:
        if file.stat().st_size > 2 * store.LARGEST_FILE:
            raise Refused(f"“{file.name}”太大，最多 20 MB。")
        return file.read_bytes()
    except OSError as problem:
        raise Refused(f"“{file.name}”读不出来：文件不存在，或没有权限。") from problem


def file_name(name: str) -> str:
    """A name that every file system takes."""
    return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in name).strip()


def open_outside(place: Path) -> None:
    """Open a folder or a file with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
