"""The filters of a list: a menu to set them, and chips that say them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui import icons, tasks, theme
from ui.register.filter_popup import FilterPopup, RangePopup, Tick, TickPopup
from ui.widgets.chip_bar import Chip, ChipBar
from unionoffice.register.filter import (
    Between,
    Condition,
    IsBetween,
    IsOneOf,
    Missing,
    Named,
    OneOf,
)
from unionoffice.register.kinds import Choice, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.register.editing.editor import Surroundings
    from unionoffice.office import Office
    from unionoffice.register.filter import Filter
    from unionoffice.register.register import Register

NOT_FILLED: Tick = (None, "（未填）", 0)


class FilterBar(QWidget):
    """Holds the conditions of a list; seen while there are any.

    Its `button` is put where there is room for it.
    """

    conditions_changed = Signal(object)
    """A tuple of `Condition`."""

    def __init__(
        self, office: Office, register: Register, surroundings: Surroundings
    ) -> None:
        """Begin without conditions."""
        super().__init__()
        self._office, self._register = office, register
        self._surroundings = surroundings
        self._conditions: tuple[Condition, ...] = ()
        self.popup: FilterPopup | None = None
        self.button = QPushButton("筛选")
        self.button.setToolTip("按条件筛选（Ctrl+L）")
        icons.put(self.button, "filter", size=theme.current().length("icon_s"))
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self.menu)
        self.chips = ChipBar()
        self.chips.removal_requested.connect(self.remove)
        self.chips.clearing_requested.connect(lambda: self._change(()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.chips, 1)
        if not register.filters:
            self.button.hide()
        self.hide()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions in force."""
        return self._conditions

    def set_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show these conditions; tells nobody."""
        self._conditions = tuple(conditions)
        self.chips.set_chips([Chip(c.key, c.sentence) for c in self._conditions])
        self.setVisible(bool(self._conditions))

    def clear(self) -> None:
        """Take every condition away."""
        self._change(())

    def remove(self, key: str) -> None:
        """Take the condition of one filter away."""
        self._change(c for c in self._conditions if c.key != key)

    def put(self, condition: Condition) -> None:
        """Set a condition in place of the one its filter had."""
        others = [c for c in self._conditions if c.key != condition.key]
        self._change([*others, condition])

    def edit(self, wanted: OneOf | Between) -> None:
        """Ask for the condition of one filter."""
        if isinstance(wanted, Between):
            held = self._held(wanted)
            ends = (
                (held.low, held.high) if isinstance(held, IsBetween) else (None, None)
            )
            self._open(RangePopup(wanted, ends, self._surroundings, self))
            return
        kind = wanted.column.kind
        if isinstance(kind, Reference):
            tasks.run(
                self,
                lambda _progress: self._office.options(kind),
                lambda options: self._tick(
                    wanted, [(o.record_id, o.label, o.depth) for o in options]
                ),
                key="options",
            )
            return
        self._tick(wanted, [*values_of(kind), NOT_FILLED])

    def _tick(self, wanted: OneOf, ticks: list[Tick]) -> None:
        held = self._held(wanted)
        ticked = held.values if isinstance(held, IsOneOf) else ()
        self._open(TickPopup(wanted, ticks, ticked, self))

    def _open(self, popup: FilterPopup) -> None:
        popup.condition_chosen.connect(
            lambda found: self.put(found) if found else self.remove(popup.key)
        )
        popup.move(self._under_button(popup))
        self.popup = popup
        popup.show()
        popup.setFocus()

    def _under_button(self, popup: FilterPopup) -> QPoint:
        """Below the button, but not beyond the right edge of the window."""
        button = self.button
        corner = button.mapToGlobal(QPoint(0, button.height()))
        popup.adjustSize()
        window = button.window()
        edge = window.mapToGlobal(QPoint(window.width(), 0)).x()
        space = theme.current().length("space_m")
        return QPoint(min(corner.x(), edge - popup.width() - space), corner.y())

    def _held(self, wanted: Filter) -> Condition | None:
        return next((c for c in self._conditions if c.key == wanted.key), None)

    def _change(self, conditions: Any) -> None:  # noqa: ANN401  any run of conditions
        self.set_conditions(tuple(conditions))
        self.conditions_changed.emit(self._conditions)

    def _fill_menu(self) -> None:
        self.menu.clear()
        filters = self._register.filters
        for wanted in filters:
            if isinstance(wanted, Named):
                self._add_tick(self.menu, wanted)
        self.menu.addSeparator()
        for wanted in filters:
            if isinstance(wanted, OneOf | Between):
                action = self.menu.addAction(f"{wanted.label}…")
                action.triggered.connect(lambda _on=False, w=wanted: self.edit(w))
        missing = [wanted for wanted in filters if isinstance(wanted, Missing)]
        if missing:
            self.menu.addSeparator()
            menu = self.menu.addMenu("资料缺项")
            for wanted in missing:
                self._add_tick(menu, wanted)

    def _add_tick(self, menu: QMenu, wanted: Named | Missing) -> None:
        action = QAction(wanted.label, menu)
        action.setCheckable(True)
        action.setChecked(self._held(wanted) is not None)
        action.toggled.connect(
            lambda on: self.put(wanted.of()) if on else self.remove(wanted.key)
        )
        menu.addAction(action)


def values_of(kind: object) -> list[Tick]:
    """The values of a kind that has but a few."""
    if isinstance(kind, Choice):
        return [(code, label, 0) for code, label in kind.items]
    return [(True, "是", 0), (False, "否", 0)]
