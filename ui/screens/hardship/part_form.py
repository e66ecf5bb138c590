"""The form of somebody or something of a household, in its place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typing_extensions import override

from ui.register.editing.form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.refresh import Bus
    from ui.register.editing.editor import Surroundings
    from unionoffice.office import Office
    from unionoffice.register.register import Register


class PartForm(RecordForm):
    """Every record that is begun in it belongs to the file in hand."""

    def __init__(
        self, office: Office, register: Register, bus: Bus, surroundings: Surroundings
    ) -> None:
        """Make the form without panels: they stand on the page."""
        super().__init__(office, register, bus, surroundings, ())
        self.file_id: int | None = None
        self.going_on = False
        self.tabs.tabBar().hide()

    @override
    def open_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a record of the file."""
        super().open_new({"file_id": self.file_id, **(values or {})})

    @override
    def save_and_begin(self) -> None:
        self.going_on = True
        super().save_and_begin()
