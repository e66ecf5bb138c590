"""What a screen is given, and what it may ask of the window around it."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.refresh import Bus
from ui.register.page import surroundings_of
from unionoffice.members.photos import keep_photo

if TYPE_CHECKING:
    from ui.register.editing.editor import Surroundings
    from unionoffice.office import Office
    from unionoffice.printing import PaperJob


class Desk(QObject):
    """The open office with everything that screens share."""

    record_requested = Signal(str, int)
    """Open this record of this register on its page."""
    new_record_requested = Signal(str, object)
    """Begin a record of this register with these values."""
    file_given = Signal(str, object)
    """Bring the file of this path into this register."""
    page_requested = Signal(str)
    """Open the page of this key."""
    shade_requested = Signal(object)
    """Change to this `Shade`; None follows the computer."""
    union_renamed = Signal(str)

    def __init__(
        self,
        office: Office,
        papers: Sequence[PaperJob],
        settings: MutableMapping[str, str],
        gallery: Sequence[tuple[str, Sequence[PaperJob]]] = (),
    ) -> None:
        """Gather what screens share; `gallery` has the papers family by family."""
        super().__init__()
        self.office = office
        self.papers = tuple(papers)
        self.gallery = tuple(gallery) or (("纸件", self.papers),)
        self.settings = settings
        self.bus = Bus()

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.office.store.folder

    def surroundings(self) -> Surroundings:
        """What editors need, photos included."""
        office = self.office
        return surroundings_of(
            office,
            load=office.load_file,
            keep=lambda content, name: keep_photo(office, content, name),
        )
