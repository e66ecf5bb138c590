"""Which records a form hands in, said in words and as chips."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui import icons, tasks, theme
from ui.widgets.card import words
from ui.widgets.chip_bar import Chip, ChipBar
from unionoffice.register.filter import Named, OneOf
from unionoffice.register.kinds import Choice, Flag, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.office import Office
    from unionoffice.register.register import Register

Values = dict[str, list[str]]
"""The words of each filter that has but a few, by its label."""


class ConditionsBar(QWidget):
    """Chips, and a menu of what else can be asked for; written as `where` reads it."""

    conditions_changed = Signal(object)
    """The words of all conditions, a tuple."""

    def __init__(self, office: Office) -> None:
        """Begin without a register."""
        super().__init__()
        self._office = office
        self._register: Register | None = None
        self._conditions: tuple[str, ...] = ()
        self._values: Mapping[str, Sequence[str]] = {}
        self.every = words("", "soft")
        self.chips = ChipBar()
        self.chips.setContentsMargins(0, theme.current().length("space_xs"), 0, 0)
        self.button = QPushButton("条件")
        self.button.setToolTip("只报符合条件的记录")
        icons.put(self.button, "filter", size=theme.current().length("icon_s"))
        self.menu = QMenu(self)
        self.button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.button)
        row.addWidget(self.every)
        row.addWidget(self.chips, 1)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.chips.removal_requested.connect(self.remove)
        self.chips.clearing_requested.connect(lambda: self._change(()))

    @property
    def conditions(self) -> tuple[str, ...]:
        """What is asked for."""
        return self._conditions

    def show_register(self, register: Register | None) -> None:
        """Offer the filters of a register; none has none."""
        self._register = register
        self.button.setEnabled(register is not None and bool(register.filters))
        if register is not None:
            office = self._office
            tasks.run(
                self, lambda _p: values(office, register), self._take, key="values"
            )
        self._show()

    def show_conditions(self, conditions: Sequence[str]) -> None:
        """Show these; tells nobody."""
        self._conditions = tuple(conditions)
        self._show()

    def put(self, condition: str) -> None:
        """Ask for this too; of the same column there is one condition at most."""
        name = condition.partition("=")[0]
        others = [c for c in self._conditions if c.partition("=")[0] != name]
        self._change((*others, condition))

    def remove(self, condition: str) -> None:
        """Ask for this no longer."""
        self._change(tuple(c for c in self._conditions if c != condition))

    def _change(self, conditions: tuple[str, ...]) -> None:
        self.show_conditions(conditions)
        self.conditions_changed.emit(conditions)

    def _show(self) -> None:
        noun = self._register.noun if self._register is not None else "记录"
        self.every.setText(f"全部{noun}")
        self.every.setVisible(not self._conditions)
        self.chips.set_chips([Chip(c, spoken(c)) for c in self._conditions])

    def _take(self, found: Values) -> None:
        self._values = found

    def _fill_menu(self) -> None:
        self.menu.clear()
        if self._register is None:
            return
        for wanted in self._register.filters:
            if isinstance(wanted, Named):
                action = self.menu.addAction(wanted.label)
                action.setCheckable(True)
                action.setChecked(wanted.label in self._conditions)
                action.toggled.connect(partial(self._tick, wanted.label))
        self.menu.addSeparator()
        for label, found in self._values.items():
            beneath = self.menu.addMenu(label)
            for word in found:
                beneath.addAction(word, partial(self.put, f"{label}={word}"))

    def _tick(self, label: str, on: bool) -> None:
        if on:
            self.put(label)
        else:
            self.remove(label)


def values(office: Office, register: Register) -> Values:
    """What the filters of a register can be set to, for those that have a list."""
    found: Values = {}
    for wanted in register.filters:
        if not isinstance(wanted, OneOf):
            continue
        kind = wanted.column.kind
        if isinstance(kind, Choice):
            found[wanted.label] = [label for _code, label in kind.items]
        elif isinstance(kind, Flag):
            found[wanted.label] = ["是", "否"]
        elif isinstance(kind, Reference):
            labels = [option.label for option in office.options(kind)]
            found[wanted.label] = list(dict.fromkeys(labels))
    return found


def spoken(condition: str) -> str:
    """A condition as a chip says it."""
    name, sign, value = condition.partition("=")
    if not sign:
        return name
    return f"{name}：{value}" if value else f"没有{name}"
