"""Keeps the canvas true: the texts as they are printed, the scan, and what is too long.

Everything is laid out by the engine that prints, in the worker, again at each step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ui import tasks
from ui.screens.overprint import shelf
from ui.screens.overprint.samples import Length, proof, samples, told_overflows
from unionoffice.printing import paper

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from ui.screens.overprint.canvas import FormCanvas
    from ui.screens.overprint.editing import Editing
    from ui.screens.overprint.samples import Proof, Samples
    from unionoffice.errors import OfficeError
    from unionoffice.paper.document import Image

OVERPRINT = "overprint"
REST = 200
"""Milliseconds of rest before the texts of everybody are tried."""
WIDEST = 3000


class Proving(QObject):
    """Answers each step of an `Editing` with what would be printed."""

    sampled = Signal(object)
    """The `Samples` were read."""
    told = Signal(str, str)
    """A sentence about the whole form, and its tone."""

    def __init__(self, desk: Desk, editing: Editing, canvas: FormCanvas) -> None:
        """Draw on this canvas."""
        super().__init__(canvas)
        self._desk, self._editing, self._canvas = desk, editing, canvas
        self.samples: Samples | None = None
        self._length = Length.USUAL
        self._scan: Image | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._try_everybody)
        editing.opened.connect(self._on_opened)
        editing.changed.connect(self.prove)
        canvas.scaled.connect(self.prove)

    def read(self) -> None:
        """Read the texts of the members."""
        office, job = self._desk.office, paper(self._desk.papers, OVERPRINT)

        def done(found: Samples) -> None:
            self.samples = found
            self.sampled.emit(found)
            self.prove()

        tasks.run(self, lambda _progress: samples(office, job), done, key="samples")

    def show_length(self, length: Length) -> None:
        """Show the texts of another length."""
        self._length = length
        self.prove()

    def prove(self) -> None:
        """Lay the form out as it stands; the newest wish wins."""
        if self.samples is None or not self._editing.is_open:
            return
        self._show_scan()
        form, row = self._editing.form, self.samples.shown[self._length]
        ratio = self._canvas.devicePixelRatioF()
        width = min(round(self._canvas.sheet_rect().width() * ratio), WIDEST)
        tasks.run(
            self,
            lambda _progress: proof(form, row, width),
            self._show,
            failed=self._complain,
            key="proof",
        )

    def _show(self, made: Proof) -> None:
        if self._editing.is_open:
            self._canvas.set_texts(made.image, made.tight)
            self._rest.start()

    def _complain(self, error: OfficeError) -> None:
        self._rest.stop()
        self.told.emit(error.sentence, "error")

    def _try_everybody(self) -> None:
        all_ = self.samples
        if all_ is None or not self._editing.is_open:
            return
        form = self._editing.form
        tasks.run(
            self,
            lambda _progress: told_overflows(form, all_),
            self._tell,
            key="everybody",
        )

    def _tell(self, sentences: list[str]) -> None:
        all_ = self.samples
        if all_ is None or not self._editing.is_open:
            return
        if sentences:
            self.told.emit("；".join(sentences), "error")
        elif not self._editing.form.fields:
            self.told.emit("纸上还没有位置，请从右边添加。", "")
        elif all_.members:
            count = f"{len(all_.rows):,}"
            self.told.emit(f"全部 {count} 名会员的文字都放得下。", "ok")
        else:
            self.told.emit("名册还是空的，先用一个编的人试排。", "")

    def _on_opened(self) -> None:
        self._scan = None
        self._rest.stop()
        self.told.emit("", "")
        self.prove()

    def _show_scan(self) -> None:
        """Unpack the picture, when it is another than before."""
        picture = self._editing.form.background
        if picture is self._scan:
            return
        self._scan = picture
        if picture is None:
            self._canvas.set_scan(QImage())
            return
        made: Image = picture
        tasks.run(self, lambda _p: shelf.shown(made), self._canvas.set_scan, key="scan")
