"""What each of a group is given: form, money, goods, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.register.editing.editors import editor_for
from ui.screens.visits.strip_layout import Labelled
from ui.widgets.flow import FlowLayout
from unionoffice.errors import InvalidInput
from unionoffice.hardship.visiting.gift import GIFT_KEYS, Gift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.register.editing.editor import Surroundings
    from unionoffice.hardship.rounds.rows import Entry
    from unionoffice.register.register import Register

WIDTHS = {
    "form": 92,
    "amount": 100,
    "goods": 150,
    "quantity": 64,
    "unit_price": 92,
}


class GiftLine(QWidget):
    """The editors of a gift; Enter in any of them asks for it to be set."""

    entered = Signal()

    def __init__(self, register: Register, around: Surroundings) -> None:
        """Take the fields of the visits' register: the same words, the same kinds."""
        super().__init__()
        fields = register.fields
        self.editors = {key: editor_for(fields[key].kind, around) for key in GIFT_KEYS}
        row = self._row = FlowLayout(self, gap=theme.current().length("space_m"))
        for key, editor in self.editors.items():
            editor.inner.setAccessibleName(fields[key].label)
            row.addWidget(Labelled(fields[key].label, editor, WIDTHS[key]))
            if isinstance(editor.inner, QLineEdit):
                editor.inner.returnPressed.connect(self.entered)
        self.editors["form"].set_value("cash")

    def add(self, widget: QWidget) -> None:
        """Put something more at the end of the line."""
        self._row.addWidget(widget)

    def gift(self) -> Gift:
        """What stands in the line.

        Raises:
            InvalidInput: nothing does, or something cannot be read.
        """
        told = {}
        for key, editor in self.editors.items():
            editor.commit()
            if editor.problem:
                raise InvalidInput(editor.problem)
            told[key] = editor.value()
        if told["form"] is None:
            raise InvalidInput("请选择慰问形式。")
        return Gift.told(**told)

    def show_gift(self, entry: Entry) -> None:
        """Begin with what somebody is given already."""
        self.show_values({key: getattr(entry, key) for key in GIFT_KEYS})

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Begin with these values of fields."""
        for key, editor in self.editors.items():
            editor.set_value(values.get(key) or None)
