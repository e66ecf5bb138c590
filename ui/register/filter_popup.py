"""The small windows in which one condition of a list is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.register.editing.editors import editor_for
from ui.widgets.card import words
from unionoffice.register.filter import Between, Condition, OneOf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ui.register.editing.editor import Surroundings

Tick = tuple[Any, str, int]
"""A value to tick, its words, and how deep it stands."""

VALUE = int(Qt.ItemDataRole.UserRole)
MANY = 10
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FilterPopup(QFrame):
    """Asks for one condition; Enter or 确定 applies it, Escape forgets it."""

    condition_chosen = Signal(object)
    """The `Condition`, or None to take the filter away."""

    def __init__(self, wanted: OneOf | Between, parent: QWidget) -> None:
        """Show the filter's words over what the kinds of filter put into `body`."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        self.key = wanted.key
        column.addWidget(words(wanted.label, "strong"))
        self.body = QVBoxLayout()
        column.addLayout(self.body)
        self.problem = words("", "complaint", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self.apply_button, self.clear_button = QPushButton("确定"), QPushButton("清除")
        theme.set_look(self.apply_button, "primary")
        self.apply_button.clicked.connect(self.apply)
        self.clear_button.clicked.connect(lambda: self._answer(None))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.clear_button)
        row.addWidget(self.apply_button)
        column.addLayout(row)

    def apply(self) -> None:
        """Answer with the condition, if there is nothing wrong with it."""
        raise NotImplementedError

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)

    def _answer(self, condition: Condition | None) -> None:
        self.close()
        self.condition_chosen.emit(condition)


class TickPopup(FilterPopup):
    """Values to tick; a line above narrows a long list."""

    def __init__(
        self,
        wanted: OneOf,
        ticks: Sequence[Tick],
        ticked: Sequence[Any],
        parent: QWidget,
    ) -> None:
        """Show the values, with those of the present condition ticked."""
        super().__init__(wanted, parent)
        self._wanted = wanted
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入文字缩小范围")
        self.search.setVisible(len(ticks) > MANY)
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setMinimumSize(240, 240)
        self._fill(ticks, ticked)
        self.body.addWidget(self.search)
        self.body.addWidget(self.tree)
        self.setFocusProxy(self.tree if self.search.isHidden() else self.search)

    @override
    def apply(self) -> None:
        items = [item for item in self.items() if item.checkState(0) == TICKED]
        if not items:
            self._answer(None)
            return
        values = tuple(item.data(0, VALUE) for item in items)
        self._answer(self._wanted.of(values, tuple(item.text(0) for item in items)))

    def items(self) -> Iterator[QTreeWidgetItem]:
        """Every line, from top to bottom."""
        found = QTreeWidgetItemIterator(self.tree)
        while (item := found.value()) is not None:
            yield item
            found += 1

    def _fill(self, ticks: Sequence[Tick], ticked: Sequence[Any]) -> None:
        above: list[QTreeWidgetItem] = []
        for value, label, depth in ticks:
            item = QTreeWidgetItem([label])
            item.setData(0, VALUE, value)
            item.setCheckState(0, TICKED if value in ticked else NOT_TICKED)
            if depth:
                above[depth - 1].addChild(item)
            else:
                self.tree.addTopLevelItem(item)
            above[depth:] = [item]
        self.tree.setRootIsDecorated(any(depth for *_, depth in ticks))
        self.tree.expandAll()

    def _narrow(self, text: str) -> None:
        for item in reversed(list(self.items())):
            beneath = (item.child(place) for place in range(item.childCount()))
            inside = any(child and not child.isHidden() for child in beneath)
            item.setHidden(not inside and text.strip() not in item.text(0))


class RangePopup(FilterPopup):
    """Two ends, each of which may stay open."""

    def __init__(
        self,
        wanted: Between,
        ends: tuple[Any, Any],
        surroundings: Surroundings,
        parent: QWidget,
    ) -> None:
        """Show the ends of the present condition."""
        super().__init__(wanted, parent)
        self._wanted = wanted
        kind = wanted.column.kind
        self.low, self.high = (editor_for(kind, surroundings) for _ in range(2))
        form = QFormLayout()
        for label, editor, value in zip(
            ("从", "到"), (self.low, self.high), ends, strict=True
        ):
            editor.set_value(value)
            form.addRow(label, editor)
        self.body.addLayout(form)
        self.setFocusProxy(self.low.inner)

    @override
    def apply(self) -> None:
        self.low.commit()
        self.high.commit()
        low, high = self.low.value(), self.high.value()
        problem = self.low.problem or self.high.problem
        if not problem and low is not None and high is not None and low > high:
            problem = "“从”应不大于“到”"
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            none = low is None and high is None
            self._answer(None if none else self._wanted.of(low, high))
