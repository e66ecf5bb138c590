"""What every editor of a value promises to the form, and the simplest editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from ui import theme
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from unionoffice.register.kind import Kind
    from unionoffice.register.kinds import Target
    from unionoffice.register.record import Option

STATES = {None: "", Level.WARN: "odd", Level.REJECT: "bad"}
"""How a complaint of each level marks the editor, in the words of the style sheet."""

NOT_LEFT = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The keyboard is only lent to a popup or another window."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editors need from outside; all but `today` runs in the worker.

    Attributes:
        today: the present day.
        search: records a reference may point at, for typed words: (key, words).
        load: the bytes of a picture, by its fingerprint.
        keep: stores the bytes of a picture called so and answers its fingerprint.
    """

    today: Callable[[], date]
    search: Callable[[Target, str], list[tuple[int, str]]]
    load: Callable[[str], bytes | None]
    keep: Callable[[bytes, str], str]


class Editor(QWidget):
    """Shows and changes one value.

    The value is read when the keyboard leaves the editor, never while typing.
    """

    changed = Signal()
    """The person changed something, if only by one key."""
    left = Signal()
    """The keyboard has left; the value is read."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        """Wrap the widget that takes the keyboard."""
        super().__init__(parent)
        self.inner = inner
        self.problem = ""
        """Why what was typed is no value; empty if it is one."""
        self.remark = ""
        """What should be looked at although the value could be read."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        self.setFocusProxy(inner)
        inner.installEventFilter(self)

    def value(self) -> Any:  # noqa: ANN401  a value of its kind
        """The value last understood."""
        raise NotImplementedError

    def set_value(self, value: Any, words: str = "") -> None:  # noqa: ANN401  a value of its kind
        """Show a value; `words` are what a reference points at. Tells nobody."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Show the value without letting it be changed."""
        raise NotImplementedError

    def commit(self) -> None:
        """Read what was typed, if it was not read yet."""

    def set_options(self, options: list[Option]) -> None:
        """Take the records a reference may point at; others need none."""

    def mark(self, level: Level | None) -> None:
        """Colour the editor as a complaint of this level asks for."""
        theme.set_state(self.inner, "state", STATES[level])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            # Scrolling over a form must not change what stands in it.
            event.ignore()
            return True
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in NOT_LEFT
        ):
            self.commit()
            self.left.emit()
        return False

    def _clear_problem(self) -> None:
        self.problem = self.remark = ""
        self.mark(None)


class TypedEditor(Editor):
    """An editor in which words are typed that its kind understands."""

    def __init__(
        self, inner: QWidget, kind: Kind[Any], today: Callable[[], date]
    ) -> None:
        """Begin empty."""
        super().__init__(inner)
        self.kind, self._today = kind, today
        self._value: Any = None
        self._shown = ""

    @override
    def value(self) -> Any:
        return self._value

    @override
    def set_value(self, value: Any, words: str = "") -> None:
        self._value = value
        self._clear_problem()
        self._show(self.kind.show(value))

    @override
    def commit(self) -> None:
        """Read the words unless they are those that were shown."""
        text = self.text()
        if text == self._shown:
            return
        try:
            value = self.kind.parse(text, today=self._today())
        except InvalidInput as error:
            self.problem = error.sentence
            return
        reading = self.kind.read(text, today=self._today())
        self.set_value(value)
        if reading.value == value:
            self.remark = reading.sentence

    def text(self) -> str:
        """What stands in the editor."""
        raise NotImplementedError

    def put_text(self, text: str) -> None:
        """Show words."""
        raise NotImplementedError

    def _show(self, text: str) -> None:
        self.put_text(text)
        self._shown = self.text()

    def _typed(self) -> None:
        self._clear_problem()
        self.changed.emit()


class LineEditor(TypedEditor):
    """One line of text."""

    inner: QLineEdit

    def __init__(self, kind: Kind[Any], today: Callable[[], date]) -> None:
        """Begin empty."""
        super().__init__(QLineEdit(), kind, today)
        self.inner.textEdited.connect(self._typed)

    @override
    def text(self) -> str:
        return self.inner.text()

    @override
    def put_text(self, text: str) -> None:
        self.inner.setText(text)
        self.inner.setCursorPosition(0)

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.inner.setReadOnly(read_only)


class LinesEditor(TypedEditor):
    """Several lines of text; Tab goes to the next field, Enter to the next line."""

    inner: QPlainTextEdit

    def __init__(self, kind: Kind[Any], today: Callable[[], date]) -> None:
        """Begin empty."""
        super().__init__(QPlainTextEdit(), kind, today)
        self.inner.setTabChangesFocus(True)
        lines = self.inner.fontMetrics().lineSpacing() * 3
        self.inner.setFixedHeight(lines + 2 * theme.current().length("space_l"))
        self.inner.textChanged.connect(self._on_text_changed)

    @override
    def text(self) -> str:
        return self.inner.toPlainText()

    @override
    def put_text(self, text: str) -> None:
        self.inner.blockSignals(True)
        self.inner.setPlainText(text)
        self.inner.blockSignals(False)

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.inner.setReadOnly(read_only)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Long text scrolls inside its own box.
        if event.type() == QEvent.Type.Wheel:
            return False
        return super().eventFilter(watched, event)

    def _on_text_changed(self) -> None:
        if self.text() != self._shown:
            self._typed()
