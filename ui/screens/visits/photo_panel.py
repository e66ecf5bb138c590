"""The photos of a visit beside its form: dropped, looked at, removed, undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ui import messages, refresh, tasks, theme
from ui.messages import Offer, Tone
from ui.register.editing.panels import PanelWidget
from ui.screens.visits.photo_files import read_photo
from ui.screens.visits.photo_tray import PhotoTray
from ui.widgets.card import words
from unionoffice.hardship.visiting import jobs as visit_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ui.screens.desk import Desk
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.draft import Draft

LARGE = QSize(220, 160)
Shown = list[tuple[int, str, bytes]]


class PhotoPanel(PanelWidget):
    """Shows the photos of the visit in the form."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a visit."""
        super().__init__()
        self._desk = desk
        self._visit: int | None = None
        self.tray = PhotoTray(LARGE)
        self.count = words("", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().length("space_m"), 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.tray)
        column.addStretch()
        self.tray.files_given.connect(self.add)
        self.tray.removal_requested.connect(self.remove)
        desk.bus.changed.connect(self._on_changed)

    @override
    def show_record(self, draft: Draft) -> None:
        self._visit = draft.record_id
        self.read()

    def read(self) -> None:
        """Read the photos again."""
        visit, office = self._visit, self._desk.office
        if visit is not None:
            tasks.run(self, lambda _p: _photos(office, visit), self._show, key="photos")

    def add(self, files: Sequence[Path]) -> None:
        """Keep photos of the visit; what is no photo is refused in a sentence."""
        visit, office = self._visit, self._desk.office
        if visit is None:
            return
        for file in files:

            def work(_progress: tasks.Progress, file: Path = file) -> Changes:
                photo = read_photo(file)
                return visit_jobs.add_photo(office, visit, photo.content, photo.name)

            tasks.run(self, work, self._on_written, title="保存照片")

    def remove(self, photo_id: int) -> None:
        """Take a photo away; undo brings it back."""
        office = self._desk.office
        self._do(lambda: visit_jobs.remove_photo(office, photo_id))

    def _do(self, work: Callable[[], Changes]) -> None:
        tasks.run(self, lambda _progress: work(), self._on_written)

    def _show(self, photos: Shown) -> None:
        self.tray.show_photos(photos)
        self.count.setText(f"{len(photos)} 张照片" if photos else "还没有照片")

    def _on_written(self, changes: Changes) -> None:
        self._desk.bus.publish(changes)
        batch = changes.batch
        offers = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
        messages.banner(self, changes.sentence, Tone.OK, *offers, seconds=15)

    def _undo(self, batch: str) -> None:
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            messages.banner(self, "已撤销。", Tone.OK)

        tasks.run(self, lambda _progress: office.undo(batch), done)

    def _on_changed(self, changes: Changes) -> None:
        if refresh.concerns(changes, "visit_photo"):
            self.read()


def _photos(office: Office, visit: int) -> Shown:
    """Key, words and bytes of each photo of a visit."""
    with office.reading() as connection:
        kept = visit_jobs.photos(connection, visit)
    return [
        (item.photo_id, item.words or f"照片 {place}", office.load_file(item.picture))
        for place, item in enumerate(kept, 1)
    ]
