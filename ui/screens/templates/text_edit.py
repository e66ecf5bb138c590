"""The body of a template: fields are coloured, faults waved, names completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit
from typing_extensions import override

from ui.screens.templates.completing import Wanted, begun, inside_field, units
from ui.screens.templates.highlighting import Highlighter
from unionoffice.documents.templates.described import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.templates.completing import Begun
    from unionoffice.documents.templates.described import Known
    from unionoffice.documents.templates.language import Fault

LONG_LIST = 12
WIDEST = 320
_TO_THE_LIST = frozenset(
    (
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape),
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    )
)
_HALF = {"｛｛": "{{", "｝｝": "}}", "{ {": "{{", "} }": "}}"}


class TemplateTextEdit(QPlainTextEdit):
    """Text with fields in double braces; typing {{ offers their names."""

    text_changed = Signal()
    """The words are other ones; colours alone do not count."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName("正文")
        self.highlighter = Highlighter(self.document())
        self._known: tuple[Known, ...] = ()
        self._text = ""
        self._offers = QStringListModel(self)
        self._values: list[str] = []
        self.completer = QCompleter(self._offers, self)
        mode = QCompleter.CompletionMode.UnfilteredPopupCompletion
        self.completer.setCompletionMode(mode)
        self.completer.setMaxVisibleItems(LONG_LIST)
        self.popup = QListView()
        self.completer.setPopup(self.popup)
        self.completer.setWidget(self)
        chosen = self.completer.activated[QModelIndex]  # type: ignore[index]  # unknown to the stubs
        chosen.connect(lambda index: self.complete_with(self._values[index.row()]))
        self.textChanged.connect(self._on_text_changed)

    @property
    def offered(self) -> tuple[str, ...]:
        """What the list under the cursor offers; nothing while it is closed."""
        return tuple(self._values) if self.popup.isVisible() else ()

    def offer(self, known: Sequence[Known]) -> None:
        """Complete the names of these fields."""
        self._known = tuple(known)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Draw a wave under what is wrong."""
        self.highlighter.show_faults(self.toPlainText(), faults)

    def go_to(self, start: int, end: int) -> None:
        """Mark a part of the text and bring the keyboard there."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(units(text[:start]))
        cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def insert_field(self, name: str) -> None:
        """Put a field at the cursor; within a field only its name."""
        inside = inside_field(self._before())
        self.textCursor().insertText(name if inside else f"{{{{{name}}}}}")
        self.setFocus()

    def insert_format(self, written: str) -> None:
        """Put a format into the field at the cursor, or just before it."""
        cursor, words = self.textCursor(), f"|{written}"
        before = self._before()
        if inside_field(before):
            cursor.insertText(words)
        elif before.endswith("}}"):
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, 2
            )
            cursor.insertText(words)
        else:
            self._insert_around("{{", "字段", f"{words}}}}}")
        self.setFocus()

    def insert_condition(self, written: str) -> None:
        """Put a condition at the cursor, the field to be chosen marked."""
        before, marked, after = written.partition("字段")
        self._insert_around(before, marked, after)
        self.setFocus()

    def make_half_width(self) -> None:
        """Turn ｛｛ and ｝｝ into the half-width braces that fields are written in."""
        text = self.toPlainText()
        for wide, half in _HALF.items():
            text = text.replace(wide, half)
        cursor = self.textCursor()
        place = cursor.position()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(place, units(text)))
        self.setTextCursor(cursor)

    def open_list(self) -> None:
        """Offer what fits at the cursor; close the list where nothing does."""
        found = begun(self._before())
        self._values = self._fitting(found) if found is not None else []
        if found is None or not self._values or self._values == [found.typed]:
            self.popup.hide()
            return
        self._offers.setStringList(self._shown(found))
        self.popup.setCurrentIndex(self._offers.index(0))
        place = self.cursorRect()
        place.setWidth(WIDEST)
        self.completer.complete(place)

    def complete_with(self, name: str) -> None:
        """Put a name in place of what was typed of it."""
        found = begun(self._before())
        if found is None:
            return
        cursor = self.textCursor()
        left = QTextCursor.MoveOperation.Left
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(left, keep, units(found.typed))
        cursor.insertText(name)
        after = cursor.block().text()[len(self._before_of(cursor)) :]
        closed = after.lstrip().startswith(("}", "|"))
        if found.wanted is not Wanted.FIELD_OF_TAG and not closed:
            cursor.insertText("}}")
        self.setTextCursor(cursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self.popup.isVisible()
        if shown and Qt.Key(event.key()) in _TO_THE_LIST:
            event.ignore()
            return
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() == Qt.Key.Key_Space:
            self.open_list()
            return
        super().keyPressEvent(event)
        if (event.text().isprintable() and event.text() and not held) or shown:
            self.open_list()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.commitString():
            self.open_list()

    def _insert_around(self, before: str, marked: str, after: str) -> None:
        cursor = self.textCursor()
        cursor.insertText(before)
        start = cursor.position()
        cursor.insertText(marked + after)
        cursor.setPosition(start)
        cursor.setPosition(start + units(marked), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _fitting(self, found: Begun) -> list[str]:
        if found.wanted is Wanted.FORMAT:
            typed = found.typed
            return [each.written for each in FORMATS if typed in each.written]
        return [known.name for known in self._known if known.fits(found.typed)]

    def _shown(self, found: Begun) -> list[str]:
        if found.wanted is Wanted.FORMAT:
            told = {each.written: each.sentence for each in FORMATS}
        else:
            told = {known.name: known.group for known in self._known}
        return [f"{value}　{told[value]}" for value in self._values]

    def _before(self) -> str:
        return self._before_of(self.textCursor())

    def _before_of(self, cursor: QTextCursor) -> str:
        """The line up to the cursor."""
        part = QTextCursor(cursor.block())
        part.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        return part.selectedText()

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if text != self._text:
            self._text = text
            self.text_changed.emit()
