"""A finished paper from the ledger: looked at as it left, or handed out once more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.vocabulary import PrintWay
from ui import icons, messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.printing.page_view import PageView
from ui.register.printing.print_dialog import PrintDialog
from ui.register.printing.print_run import PrintRun
from ui.register.printing.rendering import Sheets, sheets_of
from ui.widgets.banner import Banner
from ui.widgets.card import words
from unionoffice.atomic import replacing
from unionoffice.printers import offset_among, offsets

if TYPE_CHECKING:
    from pathlib import Path

    from ui.register.printing.print_choice import PrintChoice
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.printers import KeptOffset
    from unionoffice.register.action import FinishedPaper, HandOut
    from unionoffice.register.changes import Changes

PDF = messages.FileKind("PDF", ("pdf",))


class FinishedView(QWidget):
    """Shows the pages; they are printed and kept only if they may be handed out."""

    close_requested = Signal()
    shown = Signal()
    """The pages are there."""
    paper_left = Signal(object)
    """The paper went out once more: the `Changes` of its entry in the ledger."""

    def __init__(self, office: Office, paper: FinishedPaper) -> None:
        """Begin to read the pages."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._office, self._paper = office, paper
        self._sheets: Sheets | None = None
        self._offsets: tuple[KeptOffset, ...] = ()
        self.banner, self.view = Banner(), PageView()
        self.title = words(paper.title, "title")
        self.place = words("", "soft")
        self.back_button = QPushButton("返回")
        self.back_button.setToolTip("Esc")
        self.print_button = QPushButton("打印…")
        self.save_button = QPushButton("另存为 PDF…")
        self._lay_out()
        self._connect()
        tasks.run(
            self,
            lambda _progress: (sheets_of(paper.pdf), tuple(offsets(office))),
            self._show,
        )

    @property
    def sheets(self) -> Sheets | None:
        """The pages, once they were read."""
        return self._sheets

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the pages."""
        self.banner.show_notice(notice)

    def save(self, file: Path) -> None:
        """Keep the paper as a file; it is entered in the ledger with it."""
        hand_out = self._paper.hand_out
        if hand_out is None:
            return

        def deliver(pdf: bytes) -> None:
            with replacing(file) as draft:
                draft.write_bytes(pdf)

        def done(changes: Changes) -> None:
            self.paper_left.emit(changes)
            folder = QUrl.fromLocalFile(str(file.parent))
            offer = Offer(
                "打开文件夹", lambda: _ignore(QDesktopServices.openUrl(folder))
            )
            told = f"已保存到“{file.name}”。{changes.sentence}"
            self.show_notice(Notice(told, Tone.OK, (offer,), 15))

        tasks.run(
            self,
            lambda _progress: hand_out(PrintWay.PDF, deliver=deliver)[1],
            done,
            failed=self._on_failed,
            title="另存为 PDF",
        )

    def ask_for_printer(self) -> PrintDialog | None:
        """Let the person choose a printer, copies and pages."""
        if self._sheets is None or self._paper.hand_out is None:
            return None
        dialog = PrintDialog(
            self,
            self._paper.title,
            len(self._sheets.sizes),
            partial(offset_among, self._offsets),
        )
        dialog.chosen.connect(partial(self.print_as, self._paper.hand_out))
        dialog.open()
        return dialog

    def print_as(self, hand_out: HandOut, choice: PrintChoice) -> None:
        """Enter the paper in the ledger, then print it in the background."""
        printer, title = choice.printer or None, self._paper.title

        def work(_progress: tasks.Progress) -> tuple[Sheets, Changes]:
            pdf, changes = hand_out(PrintWay.PRINT, choice.copies, printer)
            return sheets_of(pdf), changes

        def done(made: tuple[Sheets, Changes]) -> None:
            sheets, changes = made
            self.paper_left.emit(changes)
            run = PrintRun(self, sheets, choice, title, self.show_notice)
            run.ended.connect(run.deleteLater)
            run.go_on()

        tasks.run(self, work, done, failed=self._on_failed, title=f"登记{title}")

    def _show(self, read: tuple[Sheets, tuple[KeptOffset, ...]]) -> None:
        sheets, self._offsets = read
        self._sheets = sheets
        self.view.show_sheets(sheets)
        self._show_place(0)
        for button in (self.print_button, self.save_button):
            button.setEnabled(True)
        self.shown.emit()

    def _on_failed(self, error: OfficeError) -> None:
        self.show_notice(Notice(error.sentence, Tone.ERROR))

    def _show_place(self, place: int) -> None:
        count = self.view.count
        self.place.setText(f"第 {place + 1} 页，共 {count} 页" if count else "")

    def _ask_where_to_save(self) -> None:
        name = self._paper.title.replace("/", "／").replace("\n", "")
        suggestion = self._office.store.folder / f"{name}.pdf"
        messages.choose_save(self, "另存为 PDF", suggestion, [PDF], self.save)

    def _lay_out(self) -> None:
        space = theme.current().length
        theme.set_look(self.print_button, "primary")
        icons.put(self.print_button, "print", "on_accent", space("icon_s"))
        icons.put(self.back_button, "previous", size=space("icon_s"))
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.place)
        for button in (self.save_button, self.print_button):
            if self._paper.hand_out is None:
                button.hide()
            button.setEnabled(False)
            head.addWidget(button)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.close_requested)
        self.save_button.clicked.connect(self._ask_where_to_save)
        self.print_button.clicked.connect(self.ask_for_printer)
        self.view.page_shown.connect(self._show_place)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_requested)


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
