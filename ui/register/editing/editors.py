"""Gives each kind of value its editor."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui import tasks
from ui.register.editing.editor import Editor, LineEditor, LinesEditor, Surroundings
from ui.register.editing.pickers import ChoiceEditor, SearchEditor, TreeEditor
from ui.widgets.day_edit import DayEdit
from ui.widgets.photo_box import PhotoBox
from unionoffice.register.kind import Kind
from unionoffice.register.kinds import (
    Choice,
    Day,
    Flag,
    IdNumber,
    Moment,
    Money,
    Month,
    Phone,
    Picture,
    Reference,
    RunningMonth,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class DayEditor(Editor):
    """A day, typed loosely or chosen from a calendar."""

    inner: DayEdit

    def __init__(self, kind: Day, today: Callable[[], date]) -> None:
        """Begin empty."""
        self._kind, self._today = kind, today
        super().__init__(DayEdit(self._parse, today))
        self._shown = ""
        self.inner.textEdited.connect(self._on_edited)
        self.inner.day_changed.connect(self._on_day_changed)
        self.inner.complained.connect(self._on_complained)

    @override
    def value(self) -> date | None:
        return self.inner.day

    @override
    def set_value(self, value: Any, words: str = "") -> None:
        self._clear_problem()
        self.inner.set_day(value)
        self._shown = self.inner.text()

    @override
    def commit(self) -> None:
        if self.inner.text() != self._shown and self.inner.read_text():
            self._shown = self.inner.text()

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.inner.setReadOnly(read_only)

    def _parse(self, text: str) -> date | None:
        day = self._kind.parse(text, today=self._today())
        self.remark = self._kind.read(text, today=self._today()).sentence
        return day

    def _on_edited(self) -> None:
        self._clear_problem()
        self.changed.emit()

    def _on_day_changed(self) -> None:
        self._shown = self.inner.text()
        self.changed.emit()

    def _on_complained(self, sentence: str) -> None:
        self.problem = sentence


class PictureEditor(Editor):
    """A photo; what the record keeps is the fingerprint of its file."""

    inner: PhotoBox

    def __init__(self, surroundings: Surroundings) -> None:
        """Begin without a photo."""
        super().__init__(PhotoBox())
        self._load, self._keep = surroundings.load, surroundings.keep
        self._digest: str | None = None
        self.inner.photo_changed.connect(self._on_photo_changed)
        self.inner.complained.connect(self._on_complained)

    @override
    def value(self) -> str | None:
        return self._digest

    @override
    def set_value(self, value: Any, words: str = "") -> None:
        self._clear_problem()
        if value is not None and value == self._digest:
            return
        self._digest = value
        self.inner.set_photo(None)
        if value is not None:
            tasks.run(
                self,
                lambda _progress: self._load(value),
                self.inner.set_photo,
                key="photo",
            )

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.inner.setEnabled(not read_only)

    def _on_photo_changed(self, photo: bytes | None) -> None:
        self._clear_problem()
        if photo is None:
            self._kept(None)
            return
        tasks.run(
            self, lambda _progress: self._keep(photo, "照片"), self._kept, key="photo"
        )

    def _kept(self, digest: str | None) -> None:
        self._digest = digest
        self.changed.emit()
        self.left.emit()

    def _on_complained(self, sentence: str) -> None:
        # The file was not taken; the photo that was there stands.
        self.remark = sentence
        self.left.emit()


@singledispatch
def editor_for(kind: Kind[Any], surroundings: Surroundings) -> Editor:
    """The editor of a kind; a line of text unless there is a better one."""
    return LineEditor(kind, surroundings.today)


@editor_for.register
def _(kind: Text, surroundings: Surroundings) -> Editor:
    editor = LinesEditor if kind.lines else LineEditor
    return editor(kind, surroundings.today)


@editor_for.register
def _(kind: IdNumber, surroundings: Surroundings) -> Editor:
    return hinted(LineEditor(kind, surroundings.today), "18 位")


@editor_for.register
def _(kind: Phone, surroundings: Surroundings) -> Editor:
    return hinted(LineEditor(kind, surroundings.today), "11 位手机号或区号-号码")


@editor_for.register
def _(kind: Day, surroundings: Surroundings) -> Editor:
    return DayEditor(kind, surroundings.today)


@editor_for.register(Month)
@editor_for.register(RunningMonth)
def _(kind: Kind[Any], surroundings: Surroundings) -> Editor:
    return hinted(LineEditor(kind, surroundings.today), "如 2025-03")


@editor_for.register
def _(kind: Money, surroundings: Surroundings) -> Editor:
    return hinted(LineEditor(kind, surroundings.today), "元")


@editor_for.register
def _(kind: Flag, surroundings: Surroundings) -> Editor:
    return ChoiceEditor(kind, [(True, "是"), (False, "否")], surroundings.today)


@editor_for.register
def _(kind: Choice, surroundings: Surroundings) -> Editor:
    return ChoiceEditor(kind, list(kind.items), surroundings.today)


@editor_for.register
def _(kind: Reference, surroundings: Surroundings) -> Editor:
    if kind.target.searched:
        return SearchEditor(kind.target, surroundings.search)
    return TreeEditor()


@editor_for.register
def _(kind: Moment, surroundings: Surroundings) -> Editor:
    editor = LineEditor(kind, surroundings.today)
    editor.set_read_only(True)
    return editor


@editor_for.register
def _(_kind: Picture, surroundings: Surroundings) -> Editor:
    return PictureEditor(surroundings)


def hinted(editor: LineEditor, hint: str) -> LineEditor:
    """An editor that says in grey what belongs into it."""
    line: QLineEdit = editor.inner
    line.setPlaceholderText(hint)
    return editor
