"""A finished paper from the ledger: looked at as it left, or handed out once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.page_view import PageView
from ui.register.rendering import Sheets, print_pages, sheets_of
from ui.widgets.banner import Banner
from ui.widgets.card import words
from unionoffice.atomic import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.register.action import FinishedPaper

PDF = messages.FileKind("PDF", ("pdf",))


class FinishedView(QWidget):
    """Shows the pages; they may be printed and kept if they were taken out for it."""

    close_requested = Signal()
    shown = Signal()
    """The pages are there."""

    def __init__(self, paper: FinishedPaper, folder: Path) -> None:
        """Begin to read the pages; files are suggested in `folder`."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._paper, self._folder = paper, folder
        self._sheets: Sheets | None = None
        self._dialog: QPrintDialog | None = None
        self.banner, self.view = Banner(), PageView()
        self.title = words(paper.title, "title")
        self.place = words("", "soft")
        self.back_button = QPushButton("返回")
        self.back_button.setToolTip("Esc")
        self.print_button = QPushButton("打印…")
        self.save_button = QPushButton("另存为 PDF…")
        self._lay_out()
        self._connect()
        tasks.run(self, lambda _progress: sheets_of(paper.pdf), self._show)

    @property
    def sheets(self) -> Sheets | None:
        """The pages, once they were read."""
        return self._sheets

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the pages."""
        self.banner.show_notice(notice)

    def save(self, file: Path) -> None:
        """Keep the paper as a file."""

        def work(_progress: tasks.Progress) -> None:
            with replacing(file) as draft:
                draft.write_bytes(self._paper.pdf)

        tasks.run(self, work, lambda _none: self._on_saved(file), title="另存为 PDF")

    def ask_for_printer(self) -> QPrintDialog | None:
        """Let the person choose a printer, copies and pages."""
        if self._sheets is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.title)
        count = len(self._sheets.sizes)
        printer.setFromTo(1, count)
        self._dialog = QPrintDialog(printer, self)
        self._dialog.setMinMax(1, count)
        self._dialog.accepted.connect(lambda: self.print_on(printer))
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.show()
        return self._dialog

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages that were chosen for this printer, in the background."""
        sheets = self._sheets
        if sheets is None:
            return
        last = printer.toPage() or len(sheets.sizes)
        places = range(max(printer.fromPage(), 1) - 1, min(last, len(sheets.sizes)))
        tasks.run(
            self,
            lambda progress: print_pages(sheets, printer, places, progress),
            lambda count: self.show_notice(Notice(f"已送去打印 {count} 页。", Tone.OK)),
            title=f"打印{self._paper.title}",
        )

    def _show(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self.view.show_sheets(sheets)
        self._show_place(0)
        for button in (self.print_button, self.save_button):
            button.setEnabled(True)
        changes = self._paper.changes
        if changes is not None:
            self.show_notice(Notice(changes.sentence, Tone.OK))
        self.shown.emit()

    def _show_place(self, place: int) -> None:
        count = self.view.count
        self.place.setText(f"第 {place + 1} 页，共 {count} 页" if count else "")

    def _on_saved(self, file: Path) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        offer = Offer("打开文件夹", lambda: _ignore(QDesktopServices.openUrl(folder)))
        words_ = f"已保存到“{file.name}”。"
        self.show_notice(Notice(words_, Tone.OK, (offer,), 15))

    def _ask_where_to_save(self) -> None:
        name = self._paper.title.replace("/", "／").replace("\n", "")
        suggestion = self._folder / f"{name}.pdf"
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
            if self._paper.changes is None:
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
