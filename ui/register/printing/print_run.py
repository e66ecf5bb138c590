"""Prints a paper part by part, and stops where somebody must look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.register.printing.rendering import print_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.register.printing.print_choice import Part, PrintChoice
    from ui.register.printing.rendering import Sheets
    from unionoffice.errors import OfficeError


class PrintRun(QObject):
    """One paper on its way to the printer; belongs to the page that shows it."""

    ended = Signal(int)
    """How many pages were sent, all told."""

    def __init__(
        self,
        parent: QObject,
        sheets: Sheets,
        choice: PrintChoice,
        title: str,
        say: Callable[[Notice], None],
    ) -> None:
        """Get ready; `say` shows a notice over the page."""
        super().__init__(parent)
        self._sheets, self._choice, self._title = sheets, choice, title
        self._say = say
        self._parts = choice.parts(len(sheets.sizes))
        self._sent, self._failed = 0, False

    def go_on(self) -> None:
        """Print the next part; the printer is asked anew for each."""
        part = self._parts.pop(0)
        sheets, choice = self._sheets, self._choice
        device = choice.device(self._title)
        tasks.run(
            self,
            lambda progress: print_pages(
                sheets, device, part.places, progress, choice.offset
            ),
            lambda count: self._on_printed(part, count),
            failed=self._on_failed,
            stopped=self._on_stopped,
            title=f"打印{self._title}",
        )

    def stop(self) -> None:
        """Leave the rest unprinted."""
        self._parts.clear()
        self._say(Notice(f"已停止，送去打印了 {self._sent} 页。", Tone.INFO))
        self.ended.emit(self._sent)

    def _on_printed(self, part: Part, count: int) -> None:
        self._sent += count
        if self._parts:
            go_on = Offer("继续打印", self.go_on)
            self._say(Notice(part.then, Tone.INFO, (go_on, Offer("停止", self.stop))))
            return
        copies = f"，每页 {self._choice.copies} 份" if self._choice.copies > 1 else ""
        self._say(Notice(f"已送去打印 {self._sent} 页{copies}。", Tone.OK))
        self.ended.emit(self._sent)

    def _on_failed(self, error: OfficeError) -> None:
        self._failed = True
        self._say(Notice(error.sentence, Tone.ERROR))

    def _on_stopped(self) -> None:
        """It ended early: somebody stopped it, or it failed, which was said already."""
        if not self._failed:
            self._say(Notice("已停止；已经送到打印机的页还会印出来。", Tone.WARNING))
        self.ended.emit(self._sent)
