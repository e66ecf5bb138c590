"""A paper before it is printed: its settings, its pages, and where it shall go."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.vocabulary import PrintWay
from ui import icons, messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.printing.page_view import PageView
from ui.register.printing.paper_settings import PaperSettings
from ui.register.printing.preview_bar import PreviewBar
from ui.register.printing.print_dialog import PrintDialog
from ui.register.printing.print_run import PrintRun
from ui.register.printing.rendering import Sheets, sheets_of
from ui.register.printing.thumbnails import Thumbnails
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from unionoffice.errors import InvalidInput
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import shared_book
from unionoffice.printers import offset_among, offsets
from unionoffice.printing import (
    Request,
    leave,
    make_document,
    save_as,
    settled,
    suggestions,
    twin,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ui.register.printing.print_choice import PrintChoice
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.print_ledger.ledger import Left
    from unionoffice.printers import KeptOffset
    from unionoffice.printing import PaperJob
    from unionoffice.register.view import View

PDF = messages.FileKind("PDF", ("pdf",))
WORD = messages.FileKind("Word 文件", ("docx",))
COMPARED = 20
"""Pages up to which it is looked up whether the same paper left before."""
SETTINGS_WIDTH = 250


@dataclass(frozen=True)
class Wish:
    """What shall be printed: rows of a list, some of them selected.

    `listed` says how many rows the list has; `paper` names the paper wanted.
    """

    view: View | None = None
    selected: tuple[int, ...] = ()
    listed: int | None = None
    paper: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Laid:
    """A paper laid out: its pages, the fonts by role, and its number.

    `number` is the one it would leave with, `before` the one under which the same
    content left already, if it did.
    """

    sheets: Sheets
    fonts: tuple[tuple[str, str], ...]
    number: str
    before: str
    offsets: tuple[KeptOffset, ...] = ()


class PrintPreview(QWidget):
    """Shows a paper as it will come out, and prints it or keeps it as PDF."""

    close_requested = Signal()
    laid_out = Signal()
    """The pages were laid out (again)."""
    refused = Signal(str)
    """Why there are no pages."""
    paper_left = Signal(object)
    """A paper was printed or saved: the `Changes` of its entry in the ledger."""

    def __init__(
        self,
        office: Office,
        jobs: Sequence[PaperJob],
        wish: Wish,
        *,
        title: str = "打印预览",
        closable: bool = True,
    ) -> None:
        """Lay out the paper that is wished for, or the first one."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._office, self._wish = office, wish
        self._job = next((job for job in jobs if job.key == wish.paper), jobs[0])
        self._sheets: Sheets | None = None
        self._offsets: tuple[KeptOffset, ...] = ()
        self.banner, self.view = Banner(), PageView()
        self.settings = PaperSettings(jobs, self._job, len(wish.selected), wish.listed)
        self.bar = PreviewBar(title, self.view)
        self.fonts = words("", "small", wrap=True)
        self.number = words("", "small", wrap=True)
        self.before = words("", "complaint", wrap=True)
        self.thumbnails = Thumbnails()
        self.save_button = QPushButton("另存为…")
        self.print_button = QPushButton("打印…")
        if not closable:
            self.bar.back_button.hide()
        self.stack = QStackedWidget()
        self._trouble = EmptyState("warning", "这份纸件现在不能打印", "")
        self._lay_out()
        self._connect(closable=closable)
        self._choose(self._job)

    @property
    def job(self) -> PaperJob:
        """The paper shown."""
        return self._job

    @property
    def sheets(self) -> Sheets | None:
        """Its pages, once they were laid out."""
        return self._sheets

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def read(self) -> None:
        """Lay the paper out again; the newest wish wins."""
        job, request = self._job, self.request()

        def work(_progress: tasks.Progress) -> Laid:
            office = self._office
            asked = settled(office, job, request)
            sheets = sheets_of(pdf_bytes(make_document(office, job, asked)))
            used = shared_book().used()
            fonts = tuple((str(role), name) for role, name in used.items())
            few = len(sheets.sizes) <= COMPARED
            before = twin(office, job, request) if few else ""
            known = tuple(offsets(office))
            return Laid(sheets, fonts, asked.number or "", before, known)

        self.bar.place.setText("正在排版…")
        tasks.run(self, work, self._on_laid, failed=self._on_refused, key="lay out")

    def request(self) -> Request:
        """What is asked of the paper just now."""
        wish, day = self._wish, self._office.clock.today()
        view = wish.view if self._fits(wish.view) else None
        chosen = view is not None and self.settings.only_selected
        ids = wish.selected if chosen and wish.selected else None
        return Request(day, ids, view, self.settings.values())

    def save(self, file: Path) -> None:
        """Keep the paper as PDF or Word file; it is entered in the ledger."""
        job, request = self._job, self.request()

        def done(left: Left) -> None:
            self.paper_left.emit(left.changes)
            place = QUrl.fromLocalFile(str(file.parent))
            offer = Offer(
                "打开文件夹", lambda: _ignore(QDesktopServices.openUrl(place))
            )
            words_ = f"已保存 {left.pages} 页到“{file.name}”，编号 {left.number}。"
            self.show_notice(Notice(words_, Tone.OK, (offer,), 15))

        tasks.run(
            self,
            lambda _progress: save_as(self._office, job, request, file),
            done,
            title=f"保存{job.title}",
        )

    def ask_for_printer(self) -> PrintDialog | None:
        """Let the person choose a printer, copies and pages."""
        if self._sheets is None:
            return None
        dialog = PrintDialog(
            self,
            self._job.title,
            len(self._sheets.sizes),
            partial(offset_among, self._offsets),
        )
        dialog.chosen.connect(self.print_as)
        dialog.open()
        return dialog

    def print_as(self, choice: PrintChoice) -> None:
        """Enter the paper in the ledger, then print it in the background."""
        job, request, office = self._job, self.request(), self._office
        way, printer = PrintWay.PRINT, choice.printer or None

        def work(_progress: tasks.Progress) -> tuple[Left, Sheets]:
            left = leave(office, job, request, way, choice.copies, printer)
            return left, sheets_of(left.pdf)

        def done(made: tuple[Left, Sheets]) -> None:
            left, sheets = made
            self.paper_left.emit(left.changes)
            run = PrintRun(self, sheets, choice, job.title, self.show_notice)
            run.ended.connect(run.deleteLater)
            run.go_on()

        tasks.run(self, work, done, title=f"登记{job.title}")

    def _fits(self, view: View | None) -> bool:
        return view is not None and view.register.key == self._job.register

    def _choose(self, job: PaperJob) -> None:
        """Take another paper: ask what is suggested for it, then lay it out."""
        self._job = job
        self.banner.dismiss()
        day = self._office.clock.today()

        def fill(told: Mapping[str, str]) -> None:
            known = {**told, **self._wish.settings}
            self.settings.show_settings(job.settings, known)
            self.read()

        tasks.run(
            self,
            lambda _progress: suggestions(self._office, job, day),
            fill,
            key="suggest",
        )

    def _on_laid(self, laid: Laid) -> None:
        self._sheets, self._offsets = laid.sheets, laid.offsets
        self.settings.show_problem("")
        self.fonts.setText("；".join(f"{role}：{name}" for role, name in laid.fonts))
        self.number.setText(f"编号　{laid.number}")
        same = f"内容与 {laid.before} 相同，如需再印请在“打印登记”中补打。"
        self.before.setText(same if laid.before else "")
        self.before.setVisible(bool(laid.before))
        self.stack.setCurrentWidget(self.view)
        self.view.show_sheets(laid.sheets)
        self.thumbnails.show_sheets(laid.sheets)
        self.thumbnails.setVisible(len(laid.sheets.sizes) > 1)
        self._show_place(self.view.current)
        self._offer()
        self.laid_out.emit()

    def _on_refused(self, error: OfficeError) -> None:
        self._sheets = None
        self.view.clear()
        self.thumbnails.hide()
        beside = error.sentence if isinstance(error, InvalidInput) else ""
        self.settings.show_problem(beside)
        self._trouble.say(error.sentence)
        self.stack.setCurrentWidget(self._trouble)
        self.bar.place.setText("")
        self._offer()
        self.refused.emit(error.sentence)

    def _offer(self) -> None:
        there = self._sheets is not None
        for button in (self.print_button, self.save_button):
            button.setEnabled(there)
        self.bar.offer(there=there)

    def _show_place(self, place: int) -> None:
        if self._sheets is None:
            return
        count = len(self._sheets.sizes)
        self.thumbnails.look_at(place)
        width, height = self._sheets.sizes[place]
        paper = f"{width:.0f} × {height:.0f} 毫米"
        self.bar.place.setText(f"第 {place + 1} 页，共 {count} 页　{paper}")

    def _ask_where_to_save(self) -> None:
        name = self._job.title
        if isinstance(title := self.settings.values().get("title"), str) and title:
            name = title.replace("\n", "").replace("/", "／")
        suggestion = self._office.store.folder / f"{name}.pdf"
        messages.choose_save(self, "另存为", suggestion, [PDF, WORD], self.save)

    def _lay_out(self) -> None:
        space = theme.current().length
        theme.set_look(self.print_button, "primary")
        icons.put(self.print_button, "print", "on_accent", space("icon_s"))
        buttons = QHBoxLayout()
        buttons.setSpacing(space("space_m"))
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(space("space_m"))
        left.addLayout(buttons)
        left.addWidget(self.settings, 1)
        left.addWidget(self.number)
        left.addWidget(self.before)
        left.addWidget(words("字体", "small"))
        left.addWidget(self.fonts)
        self.settings.setFixedWidth(SETTINGS_WIDTH)
        for label in (self.fonts, self.number, self.before):
            label.setFixedWidth(SETTINGS_WIDTH)
        for page in (self.view, self._trouble):
            self.stack.addWidget(page)
        middle = QHBoxLayout()
        middle.setSpacing(space("space_l"))
        middle.addLayout(left)
        middle.addWidget(self.thumbnails)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addLayout(middle, 1)
        self.setFocusProxy(self.view)

    def _connect(self, *, closable: bool) -> None:
        self.bar.back_button.clicked.connect(self.close_requested)
        self.settings.paper_chosen.connect(self._choose)
        self.settings.changed.connect(self.read)
        self.save_button.clicked.connect(self._ask_where_to_save)
        self.print_button.clicked.connect(self.ask_for_printer)
        self.view.page_shown.connect(self._show_place)
        self.thumbnails.page_wanted.connect(self.view.go_to)
        self._on_key("Ctrl+P", self.print_button)
        self._on_key("Ctrl+S", self.save_button)
        if closable:
            self._on_key("Esc", self.bar.back_button)

    def _on_key(self, keys: str, button: QPushButton | QToolButton) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
