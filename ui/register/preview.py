"""A paper before it is printed: its settings, its pages, and where it shall go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.page_view import PageView
from ui.register.paper_settings import PaperSettings
from ui.register.rendering import Sheets, print_pages, sheets_of
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from unionoffice.errors import InvalidInput
from unionoffice.paper.fonts import shared_book
from unionoffice.paper.pdf import pdf_bytes
from unionoffice.printing import Request, make_document, print_to, suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.printing import PaperJob
    from unionoffice.register.view import View

PDF = messages.FileKind("PDF", ("pdf",))
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
    """A paper laid out: its pages, and the fonts by role."""

    sheets: Sheets
    fonts: tuple[tuple[str, str], ...]


class PrintPreview(QWidget):
    """Shows a paper as it will come out, and prints it or keeps it as PDF."""

    close_requested = Signal()
    laid_out = Signal()
    """The pages were laid out (again)."""
    refused = Signal(str)
    """Why there are no pages."""

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
        self.banner, self.view = Banner(), PageView()
        self.settings = PaperSettings(jobs, self._job, len(wish.selected), wish.listed)
        self.title = words(title, "title")
        self.place = words("", "soft")
        self.zoom_words = words("", "soft")
        self.fonts = words("", "small", wrap=True)
        self.back_button = _tool("previous", "返回（Esc）")
        self.previous_button = _tool("up", "上一页（PgUp）")
        self.next_button = _tool("down", "下一页（PgDn）")
        self.smaller_button = _tool("dash", "缩小（Ctrl+滚轮）")
        self.larger_button = _tool("add", "放大（Ctrl+滚轮）")
        self.fit_button = QPushButton("适合宽度")
        self.save_button = QPushButton("另存为 PDF…")
        self.print_button = QPushButton("打印…")
        if not closable:
            self.back_button.hide()
        self.stack = QStackedWidget()
        self._trouble = EmptyState("warning", "这份纸件现在不能打印", "")
        self._dialog: QPrintDialog | None = None
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
            sheets = sheets_of(pdf_bytes(make_document(self._office, job, request)))
            used = shared_book().used()
            return Laid(sheets, tuple((str(role), name) for role, name in used.items()))

        self.place.setText("正在排版…")
        tasks.run(self, work, self._on_laid, failed=self._on_refused, key="lay out")

    def request(self) -> Request:
        """What is asked of the paper just now."""
        wish, day = self._wish, self._office.clock.today()
        view = wish.view if self._fits(wish.view) else None
        chosen = view is not None and self.settings.only_selected
        ids = wish.selected if chosen and wish.selected else None
        return Request(day, ids, view, self.settings.values())

    def save(self, file: Path) -> None:
        """Keep the paper as PDF."""
        job, request = self._job, self.request()

        def done(pages: int) -> None:
            place = QUrl.fromLocalFile(str(file.parent))
            offer = Offer(
                "打开文件夹", lambda: _ignore(QDesktopServices.openUrl(place))
            )
            words_ = f"已保存 {pages} 页到“{file.name}”。"
            self.show_notice(Notice(words_, Tone.OK, (offer,), 15))

        tasks.run(
            self,
            lambda _progress: print_to(self._office, job, request, file),
            done,
            title=f"保存{job.title}",
        )

    def ask_for_printer(self) -> QPrintDialog | None:
        """Let the person choose a printer, copies and pages."""
        if self._sheets is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._job.title)
        printer.setFromTo(1, len(self._sheets.sizes))
        self._dialog = QPrintDialog(printer, self)
        self._dialog.setMinMax(1, len(self._sheets.sizes))
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
            title=f"打印{self._job.title}",
        )

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
        self._sheets = laid.sheets
        self.settings.show_problem("")
        self.fonts.setText("\n".join(f"{role}　{name}" for role, name in laid.fonts))
        self.stack.setCurrentWidget(self.view)
        self.view.show_sheets(laid.sheets)
        self._show_place(self.view.current)
        self._offer()
        self.laid_out.emit()

    def _on_refused(self, error: OfficeError) -> None:
        self._sheets = None
        self.view.clear()
        beside = error.sentence if isinstance(error, InvalidInput) else ""
        self.settings.show_problem(beside)
        self._trouble.say(error.sentence)
        self.stack.setCurrentWidget(self._trouble)
        self.place.setText("")
        self._offer()
        self.refused.emit(error.sentence)

    def _offer(self) -> None:
        there = self._sheets is not None
        for button in (
            self.print_button,
            self.save_button,
            self.previous_button,
            self.next_button,
            self.smaller_button,
            self.larger_button,
            self.fit_button,
        ):
            button.setEnabled(there)

    def _show_place(self, place: int) -> None:
        if self._sheets is None:
            return
        count = len(self._sheets.sizes)
        width, height = self._sheets.sizes[place]
        paper = f"{width:.0f} × {height:.0f} 毫米"
        self.place.setText(f"第 {place + 1} 页，共 {count} 页　{paper}")

    def _ask_where_to_save(self) -> None:
        name = self._job.title
        if isinstance(title := self.settings.values().get("title"), str) and title:
            name = title.replace("\n", "").replace("/", "／")
        suggestion = self._office.store.folder / f"{name}.pdf"
        messages.choose_save(self, "另存为 PDF", suggestion, [PDF], self.save)

    def _lay_out(self) -> None:
        space = theme.current().length
        theme.set_look(self.print_button, "primary")
        icons.put(self.print_button, "print", "on_accent", space("icon_s"))
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(self.title)
        head.addStretch()
        for widget in (
            self.place,
            self.previous_button,
            self.next_button,
            self.smaller_button,
            self.zoom_words,
            self.larger_button,
            self.fit_button,
        ):
            head.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(space("space_m"))
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(space("space_m"))
        left.addLayout(buttons)
        left.addWidget(self.settings, 1)
        left.addWidget(words("字体", "small"))
        left.addWidget(self.fonts)
        self.settings.setFixedWidth(SETTINGS_WIDTH)
        self.fonts.setFixedWidth(SETTINGS_WIDTH)
        for page in (self.view, self._trouble):
            self.stack.addWidget(page)
        middle = QHBoxLayout()
        middle.setSpacing(space("space_l"))
        middle.addLayout(left)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addLayout(middle, 1)
        self.setFocusProxy(self.view)

    def _connect(self, *, closable: bool) -> None:
        self.back_button.clicked.connect(self.close_requested)
        self.settings.paper_chosen.connect(self._choose)
        self.settings.changed.connect(self.read)
        self.previous_button.clicked.connect(
            lambda: self.view.go_to(self.view.current - 1)
        )
        self.next_button.clicked.connect(lambda: self.view.go_to(self.view.current + 1))
        self.smaller_button.clicked.connect(lambda: self.view.step_zoom(-1))
        self.larger_button.clicked.connect(lambda: self.view.step_zoom(1))
        self.fit_button.clicked.connect(self.view.fit)
        self.save_button.clicked.connect(self._ask_where_to_save)
        self.print_button.clicked.connect(self.ask_for_printer)
        self.view.page_shown.connect(self._show_place)
        self.view.zoom_changed.connect(
            lambda zoom: self.zoom_words.setText(f"{zoom:.0%}")
        )
        self._on_key("Ctrl+P", self.print_button)
        self._on_key("Ctrl+S", self.save_button)
        if closable:
            self._on_key("Esc", self.back_button)

    def _on_key(self, keys: str, button: QPushButton | QToolButton) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon, size=theme.current().length("icon_s"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
