"""What stands beside a form: the rows of other registers that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui import icons, refresh, tasks, theme
from ui.register import loading
from ui.register.table import RowTable
from ui.register.table_model import TableModel
from ui.widgets.card import words
from unionoffice.register.column import Field
from unionoffice.register.filter import OneOf
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.draft import Draft
    from unionoffice.register.register import Register


class PanelWidget(QWidget):
    """Something about the record in the form."""

    record_requested = Signal(str, int)
    """Open this record of this register."""
    new_requested = Signal(str, object)
    """Begin a record of this register with these values."""

    def show_record(self, draft: Draft) -> None:
        """Show what belongs to this record."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Panel:
    """A tab beside the form: its title and what makes it when first looked at."""

    title: str
    make: Callable[[], PanelWidget]


class LinkedRows(PanelWidget):
    """The rows of another register that point at the record."""

    def __init__(
        self, office: Office, bus: refresh.Bus, register: Register, field: Field[Any]
    ) -> None:
        """Show the rows of `register` whose `field` is the record."""
        super().__init__()
        self._office, self._register, self._field = office, register, field
        self._draft: Draft | None = None
        columns = [item for item in register.columns if item.key != field.key]
        model = TableModel(office, office.view(register), columns, self)
        self.table = RowTable(model)
        self.table.show_columns(columns, {})
        self.count = words("", "soft")
        self.add_button = QPushButton(f"新增{register.noun}")
        icons.put(self.add_button, "add", size=theme.current().length("icon_s"))
        self._lay_out()
        self.add_button.setHidden(bool(register.locked))
        self.add_button.clicked.connect(self._on_add)
        self.table.record_opened.connect(
            lambda key: self.record_requested.emit(register.key, key)
        )
        bus.changed.connect(self._on_changed)

    @override
    def show_record(self, draft: Draft) -> None:
        self._draft = draft
        self.read()

    def read(self) -> None:
        """Read the rows again."""
        draft = self._draft
        if draft is None or draft.record_id is None:
            return
        condition = OneOf(self._field).of((draft.record_id,), (draft.title,))
        view = self._office.view(self._register).with_condition(condition)
        tasks.run(
            self,
            lambda _progress: loading.listing(self._office, view),
            self._show,
            key="rows",
        )

    def _show(self, listing: loading.Listing) -> None:
        self.table.show_rows(listing.view, listing.keys)
        self.count.setText(f"{len(listing.keys)} 条")

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(row)
        column.addWidget(self.table)

    def _on_add(self) -> None:
        if self._draft is not None:
            values = {self._field.key: self._draft.record_id}
            self.new_requested.emit(self._register.key, values)

    def _on_changed(self, changes: Changes) -> None:
        if refresh.concerns(changes, self._register.table):
            self.read()


def linked_panels(
    office: Office, bus: refresh.Bus, register: Register
) -> tuple[Panel, ...]:
    """A panel for every searched-for reference of a register to this one's records."""
    return tuple(
        Panel(other.title, lambda o=other, f=field: LinkedRows(office, bus, o, f))  # type: ignore[misc]  # bound early
        for other in office
        for field in other.fields.values()
        if isinstance(field, Field) and points_at(field, register)
    )


def points_at(field: Field[Any], register: Register) -> bool:
    """Whether a field's records belong to single records of a register.

    References that are chosen from a list (units) sort records, they do not own them.
    """
    kind = field.kind
    return (
        isinstance(kind, Reference)
        and kind.target.searched
        and kind.target.model is register.model
    )
