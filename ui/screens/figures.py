"""统计: a paper of figures as tables on the screen, for any month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, messages, tasks, theme
from ui.messages import Notice, Tone
from ui.register.printing.preview import PrintPreview, Wish
from ui.screens.room import Room
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.calendar import Month
from unionoffice.printing import Request, print_to, settled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.screens.desk import Desk
    from unionoffice.printing import PaperJob
    from unionoffice.sheets.writing.outgoing import OutSheet

MONTHS_BACK = 36
WORKBOOK = messages.FileKind("表格", ("xlsx",))
FIRST, OTHERS = 240, 96
"""Widths in pixels of the first column and of the others."""


class FiguresRoom(Room):
    """The figures, and over them their print preview."""

    def __init__(self, desk: Desk, job: PaperJob) -> None:
        """Show the figures of a paper that has a workbook."""
        self.page = FiguresPage(desk, job)
        self._desk, self._job = desk, job
        super().__init__(self.page)
        self.page.print_button.clicked.connect(self.open_preview)

    def open_preview(self) -> PrintPreview:
        """Show the figures of the month as they will be printed."""
        wish = Wish(paper=self._job.key, settings=self.page.told())
        preview = PrintPreview(self._desk.office, [self._job], wish)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
        return preview


class FiguresPage(QWidget):
    """One table for each sheet of the paper's workbook."""

    def __init__(self, desk: Desk, job: PaperJob) -> None:
        """Lay out; the figures come when the page is first seen."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._job, self._stale = desk, job, True
        self.banner, self.month = Banner(), QComboBox()
        self.month.setAccessibleName("月份")
        now = Month.of(desk.office.clock.today())
        for back in range(MONTHS_BACK):
            month = now - back
            self.month.addItem(month.label, str(month))
        self.month.setCurrentIndex(1)
        small = theme.current().length("icon_s")
        self.print_button, self.save_button = QPushButton("打印…"), QPushButton("导出…")
        icons.put(self.print_button, "print", size=small)
        icons.put(self.save_button, "export", size=small)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._lay_out()
        self.month.currentIndexChanged.connect(lambda _place: self.read())
        self.save_button.clicked.connect(self._ask_where_to_save)
        desk.bus.changed.connect(self._on_changed)
        for keys, call in (("F5", self.read), ("Ctrl+P", self.print_button.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def told(self) -> dict[str, str]:
        """The settings of the paper: the month."""
        return {"month": str(self.month.currentData())}

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def read(self) -> None:
        """Count again."""
        office, job, request = self._desk.office, self._job, self._request()
        make = job.sheets
        if make is None:
            return
        tasks.run(
            self,
            lambda _progress: make(office, settled(office, job, request)),
            self._show,
            key="figures",
        )

    def save(self, file: Path) -> None:
        """Write the figures into a workbook."""
        office, job, request = self._desk.office, self._job, self._request()
        tasks.run(
            self,
            lambda _progress: print_to(office, job, request, file),
            lambda _count: self.show_notice(
                Notice(f"已导出到“{file.name}”。", Tone.OK)
            ),
            title=f"导出{job.title}",
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _request(self) -> Request:
        return Request(self._desk.office.clock.today(), settings=self.told())

    def _show(self, sheets: Sequence[OutSheet]) -> None:
        place = max(self.tabs.currentIndex(), 0)
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        for sheet in sheets:
            self.tabs.addTab(_table(sheet), sheet.name)
        self.tabs.setCurrentIndex(place)

    def _ask_where_to_save(self) -> None:
        name = f"{self._job.title}{self.month.currentData()}.xlsx"
        place = self._desk.folder / name
        messages.choose_save(self, "导出统计表", place, [WORKBOOK], self.save)

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(words(self._job.title, "title"))
        head.addWidget(self.month)
        head.addStretch()
        head.addWidget(self.print_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.month)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.read()
        else:
            self._stale = True


def _table(sheet: OutSheet) -> PlainTable:
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.rows]
    numbers = {
        place
        for place in range(1, len(sheet.columns))
        if all(_is_number(row[place]) for row in rows)
    }
    headings = [column.label for column in sheet.columns]
    last = len(headings) - 1
    stretch = -1 if last in numbers else last
    table = PlainTable(headings, numbers=numbers, stretch=stretch)
    for place in range(len(headings)):
        table.setColumnWidth(place, OTHERS if place else FIRST)
    table.set_rows(rows)
    return table


def _is_number(words_: str) -> bool:
    return (
        not words_ or words_ == "不详" or words_.rstrip("%").replace(".", "").isdigit()
    )
