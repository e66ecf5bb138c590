"""打印机校准: what was measured of each printer, and the steps to measure one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.refresh import concerns
from ui.register.printing.preview import PrintPreview, Wish
from ui.register.printing.print_choice import printer_names
from ui.screens.printer_fault import correction_words, short_words
from ui.screens.printer_steps import ALL_TRAYS, MeasuringSteps
from ui.screens.room import Room
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_table import PlainTable
from unionoffice.printers import discard_offset, offsets, save_offset
from unionoffice.printing import paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from ui.screens.desk import Desk
    from unionoffice.printers import KeptOffset
    from unionoffice.register.changes import Changes

CALIBRATION, RULER = "calibration", "ruler-page"
TABLE = "printer_offset"
HEADINGS = ("打印机", "纸盒", "修正（毫米）", "校准日期")
WIDTHS = (150, 76, 130, 84)
CORRECTION = 2
LONG = 120
"""Seconds that the offer to bring a correction back stays."""
LIST_WIDTH, STEPS_WIDTH, STEPS_LEAST = 240, 640, 360
NO_PRINTERS = (
    "这台电脑没有安装打印机，也还没有校准过。可以在右边写上打印机的名称，"
    "把校准页另存为 PDF，拿到那台电脑上按实际大小打印。"
)


@dataclass(frozen=True)
class Line:
    """One printer, or one tray of it, and what was measured, if anything was."""

    printer: str
    tray: str = ""
    kept: KeptOffset | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table says of it."""
        tray = self.tray or ALL_TRAYS
        if self.kept is None:
            return self.printer, tray, "还没有校准", ""
        told = short_words(self.kept.offset)
        return self.printer, tray, told, self.kept.measured_on.isoformat()


def lines_of(kept: Sequence[KeptOffset], printers: Sequence[str]) -> list[Line]:
    """What was measured, then the printers of this PC of which nothing is known."""
    known = [Line(each.printer, each.tray, each) for each in kept]
    measured = {each.printer for each in kept}
    return known + [Line(name) for name in printers if name not in measured]


class PrintersRoom(Room):
    """The page of printers, and over it the sheet that is printed."""

    def __init__(self, desk: Desk) -> None:
        """Show what is known of the printers."""
        self.page = PrintersPage(desk)
        self._desk = desk
        super().__init__(self.page)
        self.page.sheet_requested.connect(self.open_preview)

    def open_preview(self, key: str, settings: dict[str, str]) -> PrintPreview:
        """Show a sheet as it will be printed."""
        job = paper(self._desk.papers, key)
        wish = Wish(paper=key, settings=settings)
        preview = PrintPreview(self._desk.office, [job], wish, title=job.title)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
        return preview


class PrintersPage(QWidget):
    """What was measured at the left, and the steps of measuring at the right."""

    sheet_requested = Signal(str, object)
    """Print this paper with these settings."""

    def __init__(self, desk: Desk, printers: Sequence[str] | None = None) -> None:
        """Offer the printers of this PC, or others."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._stale = desk, True
        self._printers = list(printer_names() if printers is None else printers)
        self._lines: list[Line] = []
        self.banner, self.steps = Banner(), MeasuringSteps(self._printers)
        self.table = PlainTable(HEADINGS, stretch=CORRECTION)
        self.empty = EmptyState("calibrate", "没有打印机", NO_PRINTERS)
        self.stack = QStackedWidget()
        self.forget_button = QPushButton("忘掉这条校准")
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._on_row)
        self.steps.chosen_changed.connect(self._select)
        self.steps.save_button.clicked.connect(self.save)
        self.steps.sheet_button.clicked.connect(self._print_sheet)
        self.steps.ruler_button.clicked.connect(self._print_ruler)
        self.forget_button.clicked.connect(self.forget)
        desk.bus.changed.connect(self._on_changed)
        self._show([])

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def read(self) -> None:
        """Read again what was measured."""
        office = self._desk.office
        tasks.run(self, lambda _progress: offsets(office), self._show, key="offsets")

    def save(self) -> None:
        """Keep the correction for the printer and tray that are chosen."""
        offset, (printer, tray) = self.steps.offset, self.steps.chosen
        if offset is None:
            return
        office, day = self._desk.office, self._desk.office.clock.today()

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self.steps.measure_anew()
            sentence = f"已保存“{printer}”的校准：{correction_words(offset)}。"
            self._offer_undo(sentence, changes)

        tasks.run(
            self,
            lambda _progress: save_offset(office, printer, tray, offset, day),
            done,
        )

    def forget(self) -> None:
        """Forget what was measured of the line that is selected."""
        line = self._line()
        if line is None or line.kept is None:
            return
        office, kept = self._desk.office, line.kept

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self._offer_undo(f"已忘掉“{kept.label}”的校准，打印时不再修正。", changes)

        tasks.run(self, lambda _progress: discard_offset(office, kept.id), done)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _line(self) -> Line | None:
        """The line of the printer and tray that are chosen."""
        chosen = self.steps.chosen
        return next(
            (line for line in self._lines if (line.printer, line.tray) == chosen), None
        )

    def _show(self, kept: list[KeptOffset]) -> None:
        self._lines = lines_of(kept, self._printers)
        with QSignalBlocker(self.table):
            self.table.set_rows([line.cells for line in self._lines])
        for row, line in enumerate(self._lines):
            item = self.table.item(row, CORRECTION)
            if item is not None and line.kept is not None:
                item.setToolTip(correction_words(line.kept.offset))
        self.stack.setCurrentWidget(self.table if self._lines else self.empty)
        self.steps.show_known(kept)
        self._select()

    def _select(self) -> None:
        """Mark the line of the printer that is chosen."""
        line = self._line()
        self.forget_button.setEnabled(line is not None and line.kept is not None)
        with QSignalBlocker(self.table):
            if line is None:
                self.table.clearSelection()
            else:
                self.table.selectRow(self._lines.index(line))

    def _on_row(self) -> None:
        """Choose the printer and tray of the line that was clicked."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in rows:
            self.steps.choose(self._lines[row].printer, self._lines[row].tray)

    def _print_sheet(self) -> None:
        printer, tray = self.steps.chosen
        told = {"paper": self.steps.paper.currentText()}
        if printer:
            told["printer"] = f"{printer}：{tray}" if tray else printer
        self.sheet_requested.emit(CALIBRATION, told)

    def _print_ruler(self) -> None:
        self.sheet_requested.emit(RULER, {})

    def _offer_undo(self, sentence: str, changes: Changes) -> None:
        batch = changes.batch
        offers = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
        self.show_notice(Notice(sentence, Tone.OK, offers, LONG))

    def _undo(self, batch: str) -> None:
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self.show_notice(Notice("已撤销。", Tone.OK))

        tasks.run(self, lambda _progress: office.undo(batch), done)

    def _on_changed(self, changes: Changes) -> None:
        if not concerns(changes, TABLE):
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def _lay_out(self) -> None:
        space = theme.current().length
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.steps)
        area.setMinimumWidth(STEPS_LEAST)
        area.setMaximumWidth(STEPS_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(space("space_l"))
        row.addLayout(self._list_column(), 2)
        row.addWidget(area, 5)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(words("打印机校准", "title"))
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        self.setFocusProxy(self.steps)

    def _list_column(self) -> QVBoxLayout:
        space = theme.current().length
        self.table.setAccessibleName("打印机")
        self.table.setMinimumWidth(LIST_WIDTH)
        self.empty.sentence.setFixedWidth(LIST_WIDTH)
        self.empty.say(NO_PRINTERS)
        for place, width in enumerate(WIDTHS):
            self.table.setColumnWidth(place, width)
        for page in (self.table, self.empty):
            self.stack.addWidget(page)
        icons.put(self.forget_button, "trash", size=space("icon_s"))
        bottom = QHBoxLayout()
        bottom.addWidget(self.forget_button)
        bottom.addStretch()
        column = QVBoxLayout()
        column.setSpacing(space("space_m"))
        column.addWidget(self.stack, 1)
        column.addLayout(bottom)
        return column
