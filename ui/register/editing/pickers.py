"""Editors that choose: from a short list, from a tree, or by searching."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from ui import icons, tasks, theme
from ui.register.editing.editor import NOT_LEFT, Editor
from ui.register.table_model import Index

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.register.kind import Kind
    from unionoffice.register.kinds import Target
    from unionoffice.register.record import Option

VALUE = int(Qt.ItemDataRole.UserRole)
PATH = VALUE + 1
DEPTH = VALUE + 2
LONG_LIST = 14
SEARCH_PAUSE = 150
"""Milliseconds of rest after the last key before people are searched."""


class ComboEditor(Editor):
    """A list to choose from by typing a part of its words; may be left empty."""

    inner: QComboBox

    def __init__(self) -> None:
        """Begin with an empty list."""
        combo, self._line = QComboBox(), QLineEdit()
        combo.setEditable(True)
        combo.setLineEdit(self._line)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setMaxVisibleItems(LONG_LIST)
        combo.setMinimumContentsLength(4)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        combo.setSizeAdjustPolicy(policy)
        super().__init__(combo)
        self._value: Any = None
        self._words = ""
        self._leaving = False
        self._choices = QStandardItemModel(self)
        combo.setModel(self._choices)
        combo.setItemDelegate(TreeDelegate(combo))
        combo.activated.connect(self._on_activated)
        self._line.textEdited.connect(self._on_edited)
        self._complete()

    def offer(self, choices: list[tuple[Any, str, int]]) -> None:
        """Offer these values: each with its words and how deep it stands."""
        value, words = self._value, self._words
        self._choices.clear()
        self._choices.appendRow(choice(None, "", "", 0))
        path: list[str] = []
        for key, label, depth in choices:
            path[depth:] = [label]
            self._choices.appendRow(choice(key, label, " / ".join(path), depth))
        self.set_value(value, words)

    @override
    def value(self) -> Any:
        return self._value

    @override
    def set_value(self, value: Any, words: str = "") -> None:
        self._clear_problem()
        self._value = value
        place = self.inner.findData(value, VALUE)
        if place >= 0:
            words = self.inner.itemText(place)
        self._words = words
        self.inner.setCurrentIndex(place)
        self.inner.setEditText(words)
        self._line.setCursorPosition(0)

    @override
    def commit(self) -> None:
        text = self._line.text().strip()
        if text == self._words:
            return
        found = self._meant(text)
        if len(found) == 1:
            self.set_value(found[0])
        else:
            self.problem = self._not_found(text) if not found else MANY

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.inner.setEnabled(not read_only)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent):
            gone = event.type() == QEvent.Type.FocusOut
            self._leaving = gone and event.reason() not in NOT_LEFT
        return taken

    def _meant(self, text: str) -> list[Any]:
        """The values that typed words may mean."""
        if not text:
            return [None]
        items = [self._choices.item(row) for row in range(self._choices.rowCount())]
        exact = [item.data(VALUE) for item in items if text == item.text()]
        return exact or [
            item.data(VALUE) for item in items if item.text() and text in item.text()
        ]

    def _not_found(self, text: str) -> str:
        return f"列表中没有“{text}”"

    def _complete(self) -> None:
        completer = QCompleter(self._choices, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionRole(int(Qt.ItemDataRole.DisplayRole))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.inner.setCompleter(completer)
        completer.setPopup(popup := QListView())
        popup.setItemDelegate(PathDelegate(completer))
        chosen = completer.activated[QModelIndex]  # type: ignore[index]  # unknown to the stubs
        chosen.connect(self._on_completed)

    def _on_completed(self, index: QModelIndex) -> None:
        self._choose(index.data(VALUE))

    def _on_activated(self, place: int) -> None:
        # When the keyboard leaves, Qt chooses the first of several that are alike.
        if not self._leaving:
            self._choose(self.inner.itemData(place, VALUE))

    def _choose(self, value: Any) -> None:  # noqa: ANN401  a value of any kind
        self.set_value(value)
        self.changed.emit()

    def _on_edited(self) -> None:
        self._clear_problem()
        self.changed.emit()


class ChoiceEditor(ComboEditor):
    """The codes of a list by their words; other words for them are understood too."""

    def __init__(
        self,
        kind: Kind[Any],
        items: list[tuple[Any, str]],
        today: Callable[[], date],
    ) -> None:
        """Offer the items of the kind."""
        super().__init__()
        self._kind, self._today = kind, today
        self.offer([(value, words, 0) for value, words in items])

    @override
    def set_value(self, value: Any, words: str = "") -> None:
        super().set_value(value, self._kind.show(value))

    @override
    def _meant(self, text: str) -> list[Any]:
        reading = self._kind.read(text, today=self._today())
        understood = reading.value is not None or not reading.sentence
        return [reading.value] if understood else super()._meant(text)


class TreeEditor(ComboEditor):
    """The records a reference may point at, beneath each other where they form a tree.

    The list comes later, with the record (`set_options`).
    """

    @override
    def set_options(self, options: list[Option]) -> None:
        self.offer([(item.record_id, item.label, item.depth) for item in options])

    @override
    def _not_found(self, text: str) -> str:
        return f"没有名为“{text}”的记录，请从列表中选择"


class SearchEditor(Editor):
    """A reference to one of very many records, found by typing a part of its words."""

    inner: QLineEdit

    def __init__(
        self, target: Target, search: Callable[[Target, str], list[tuple[int, str]]]
    ) -> None:
        """Begin empty; `search` runs in the worker."""
        line = QLineEdit()
        line.setPlaceholderText("姓名、拼音首字母或证件尾号")
        super().__init__(line)
        icon = line.addAction(
            icons.icon("search", "placeholder"),
            QLineEdit.ActionPosition.TrailingPosition,
        )
        icons.put(icon, "search", "placeholder", theme.current().length("icon_s"))
        self._target, self._search = target, search
        self._value: int | None = None
        self._words = ""
        self._found: list[tuple[int, str]] = []
        self._asked = ""
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        mode = QCompleter.CompletionMode.UnfilteredPopupCompletion
        self._completer.setCompletionMode(mode)
        self._completer.setWidget(line)
        self._completer.setMaxVisibleItems(LONG_LIST)
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]  # unknown to the stubs
        chosen.connect(self._on_chosen)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(self._on_edited)

    @override
    def value(self) -> int | None:
        return self._value

    @override
    def set_value(self, value: Any, words: str = "") -> None:
        self._clear_problem()
        self._value, self._words = value, words if value is not None else ""
        self.inner.setText(self._words)

    @override
    def commit(self) -> None:
        text = self.inner.text().strip()
        if text == self._words:
            return
        if not text:
            self.set_value(None)
        elif self._asked == text and len(self._found) == 1:
            self.set_value(*self._found[0])
        else:
            self.problem = "请输入姓名等，并从列出的人中选择"

    @override
    def set_read_only(self, read_only: bool) -> None:
        self.inner.setReadOnly(read_only)

    def _on_edited(self) -> None:
        self._clear_problem()
        self._pause.start()
        self.changed.emit()

    def _ask(self) -> None:
        words = self.inner.text().strip()
        if not words:
            return
        tasks.run(
            self,
            lambda _progress: (words, self._search(self._target, words)),
            self._offer,
            key="search",
        )

    def _offer(self, answer: tuple[str, list[tuple[int, str]]]) -> None:
        self._asked, self._found = answer
        self._offers.setStringList([words for _, words in self._found])
        if self._found and self.inner.hasFocus():
            self._completer.complete()

    def _on_chosen(self, index: QModelIndex) -> None:
        key, words = self._found[index.row()]
        self.set_value(key, words)
        self.changed.emit()


class TreeDelegate(QStyledItemDelegate):
    """Draws what stands beneath something further to the right."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = "　" * (index.data(DEPTH) or 0) + option.text


class PathDelegate(QStyledItemDelegate):
    """Draws where something stands, to tell things of the same name apart."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = index.data(PATH) or option.text


MANY = "有几个相近的，请从列表中选择"


def choice(value: Any, label: str, path: str, depth: int) -> QStandardItem:  # noqa: ANN401  a value of any kind
    """One line of a list to choose from."""
    item = QStandardItem(label)
    item.setData(value, VALUE)
    item.setData(path, PATH)
    item.setData(depth, DEPTH)
    return item
