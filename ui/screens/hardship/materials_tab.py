"""材料: the papers of a file, with the photo of the one in hand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import tasks
from ui.register.editing.editors import PictureEditor
from ui.screens.hardship.part_tab import PartTab
from unionoffice.hardship.desk.columns import MATERIALS

if TYPE_CHECKING:
    from ui.screens.desk import Desk

REGISTER = "hardship-materials"
NOTHING = (
    "把申请书、户口簿、收入证明、诊断书、票据逐件登记，可以附照片；"
    "照片拍下来拖进表单就行。"
)


class MaterialsTab(PartTab):
    """Papers and their photos."""

    def __init__(self, desk: Desk) -> None:
        """Show the photo beside the rows; it is changed in the form."""
        register = desk.office.register(REGISTER)
        super().__init__(desk, register, MATERIALS, NOTHING, "登记材料")
        self.photo = PictureEditor(desk.surroundings())
        for button in (
            self.photo.inner.choose_button,
            self.photo.inner.clear_button,
        ):
            button.hide()
        self.photo.set_read_only(True)
        self.rows.middle.addWidget(self.photo)
        self.photo.hide()
        self.rows.table.current_moved.connect(self._show_photo)

    def _show_photo(self, key: int) -> None:
        office, register = self._desk.office, self._register
        picture = register.fields["picture"]

        def work(_progress: tasks.Progress) -> str | None:
            rows = office.rows(office.view(register), [picture], [key])
            found: str | None = rows[0][0] if rows else None
            return found

        tasks.run(self, work, self._on_photo, key="photo")

    def _on_photo(self, digest: str | None) -> None:
        self.photo.set_value(digest)
        self.photo.setVisible(digest is not None)
