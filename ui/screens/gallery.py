"""Every paper there is, as small pages to choose from; one click opens the preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui import tasks, theme
from ui.register.printing.preview import PrintPreview, Wish
from ui.register.printing.rendering import page_image, sheets_of
from ui.screens.room import Room
from ui.widgets.card import SectionHeader, words
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.search_box import SearchBox
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.printing import Request, make_document

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.printing import PaperJob

WIDTH, HEIGHT = 150, 170
"""Pixels of a card's picture; the page is fitted into it."""
ROWS = 8
"""Rows of a register that a small page shows."""
SHARP = 2
"""Dots drawn for each pixel shown."""
_EDGE, _WORDS = 8, 26


class Gallery(Room):
    """The gallery, and the preview of a paper over it."""

    def __init__(self, desk: Desk) -> None:
        """Show the papers of the desk, family by family."""
        self.page = GalleryPage(desk)
        self._desk = desk
        super().__init__(self.page)
        self.page.paper_wanted.connect(self.open_preview)

    def open_preview(self, job: PaperJob) -> PrintPreview:
        """Show a paper as it will be printed."""
        preview = PrintPreview(
            self._desk.office, self._desk.papers, Wish(paper=job.key)
        )
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
        return preview


class GalleryPage(QScrollArea):
    """Cards of all papers; they are drawn one after the other in the background."""

    paper_wanted = Signal(object)
    """The `PaperJob` that was chosen."""
    drawn = Signal()
    """All cards have their pictures."""

    def __init__(self, desk: Desk) -> None:
        """Lay the cards out; pictures come when the page is first seen."""
        super().__init__()
        theme.set_look(self, "page")
        self._office = desk.office
        self.search = SearchBox("找纸件")
        self.nothing = EmptyState("print", "没有这样的纸件", "换一个词试试。")
        self.nothing.hide()
        self.cards: list[PaperCard] = []
        self._families: list[tuple[SectionHeader, QWidget, list[PaperCard]]] = []
        self._lay_out(desk.gallery)
        self.search.search_requested.connect(self.narrow)
        self.setFocusProxy(self.search)

    def narrow(self, text: str) -> None:
        """Show only the papers whose title, or that of their family, has the text."""
        for header, box, cards in self._families:
            whole = text in header.label.text()
            for card in cards:
                card.setVisible(whole or text in card.job.title)
            some = any(not card.isHidden() for card in cards)
            header.setVisible(some)
            box.setVisible(some)
        self.nothing.setVisible(all(card.isHidden() for card in self.cards))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_next()

    def _draw_next(self) -> None:
        """Draw one card, then the next; nobody has to wait long in between."""
        card = next((each for each in self.cards if each.waiting), None)
        if card is None:
            self.drawn.emit()
            return
        if not self.isVisible():
            return
        office, job = self._office, card.job

        def take(picture: QImage) -> None:
            card.show_picture(picture)
            self._draw_next()

        def refuse(error: OfficeError) -> None:
            card.show_problem(error.sentence)
            self._draw_next()

        tasks.run(
            self,
            lambda _progress: small_page(office, job),
            take,
            failed=refuse,
            key="small page",
        )

    def _lay_out(self, gallery: Sequence[tuple[str, Sequence[PaperJob]]]) -> None:
        space = theme.current().length
        inner = QWidget()
        theme.set_look(inner, "page")
        column = QVBoxLayout(inner)
        edge = space("space_xl")
        column.setContentsMargins(edge, space("space_l"), edge, edge)
        column.setSpacing(space("space_m"))
        head = QHBoxLayout()
        head.addWidget(words("打印", "title"))
        head.addStretch()
        self.search.setFixedWidth(260)
        head.addWidget(self.search)
        column.addLayout(head)
        for title, jobs in gallery:
            self._add_family(column, title, jobs)
        column.addWidget(self.nothing)
        column.addStretch()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _add_family(
        self, column: QVBoxLayout, title: str, jobs: Sequence[PaperJob]
    ) -> None:
        header, box = SectionHeader(title), QWidget()
        flow = FlowLayout(box, gap=theme.current().length("space_m"))
        cards = [PaperCard(job) for job in jobs]
        for card in cards:
            card.chosen.connect(self.paper_wanted)
            flow.addWidget(card)
        self.cards += cards
        self._families.append((header, box, cards))
        column.addWidget(header)
        column.addWidget(box)


class PaperCard(QWidget):
    """A small page with its title; clicked or entered it is chosen."""

    chosen = Signal(object)
    """The `PaperJob`."""

    def __init__(self, job: PaperJob) -> None:
        """Wait for a picture."""
        super().__init__()
        self.job = job
        self.waiting = True
        self.problem = ""
        self._picture: QImage | None = None
        self.setFixedSize(WIDTH + 2 * _EDGE, HEIGHT + _WORDS + 2 * _EDGE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(job.title)
        self.setToolTip(job.title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_picture(self, picture: QImage) -> None:
        """Show the page."""
        self.waiting, self._picture = False, picture
        self.update()

    def show_problem(self, sentence: str) -> None:
        """Say why there is no page to be seen; it may be chosen all the same."""
        self.waiting, self.problem = False, sentence
        self.setToolTip(f"{self.job.title}：{sentence}")
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.job)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.job)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        touched = self.underMouse() or self.hasFocus()
        if touched:
            painter.fillRect(self.rect(), look.colour("hover"))
        self._paint_page(painter)
        painter.setPen(look.colour("accent" if touched else "text"))
        below = self.rect().adjusted(0, HEIGHT + _EDGE, 0, -2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.job.title)

    def _paint_page(self, painter: QPainter) -> None:
        look = theme.current()
        size = QSize(120, 170) if self._picture is None else self._picture.size()
        size.scale(WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) // 2
        top = _EDGE + (HEIGHT - size.height()) // 2
        area = self.rect()
        area.setRect(left, top, size.width(), size.height())
        painter.fillRect(area, Qt.GlobalColor.white)
        if self._picture is not None:
            painter.drawImage(area, self._picture)
        painter.setPen(look.colour("border_strong"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        if self.problem:
            painter.setPen(look.colour("placeholder"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "打开后填写")


def small_page(office: Office, job: PaperJob) -> QImage:
    """The first page of a paper as it is at first, of the first few rows if of any."""
    day, ids = office.clock.today(), None
    if job.register is not None:
        register = office.register(job.register)
        ids = office.ids(office.view(register))[:ROWS] or None
    document = make_document(office, job, Request(day, ids))
    pdf = pdf_bytes(replace(document, pages=document.pages[:1]))
    ((width, height),) = sheets_of(pdf).sizes
    scale = min(WIDTH / width, HEIGHT / height)
    return page_image(pdf, 0, round(width * scale * SHARP))
