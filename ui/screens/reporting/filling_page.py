"""填报: choose the period, see faults and changes, make the file, hand it in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from typing_extensions import override

from ui import messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.importing.drop_area import dropped_file
from ui.screens.reporting import filling_work
from ui.screens.reporting.deeds import LONG, SECONDS, TEMPLATE, open_outside
from ui.screens.reporting.filling_layout import (
    CHANGES,
    COMPLAINTS,
    CONTENT,
    FillingLayout,
)
from ui.screens.reporting.filling_words import asked_of_source, line_of, summary
from ui.screens.reporting.filling_work import Wish
from ui.screens.reporting.mapping_work import read_source
from ui.screens.reporting.words_table import Line
from unionoffice.atomic import replacing
from unionoffice.reporting.form import FROM_SHEET
from unionoffice.reporting.overview import record_of
from unionoffice.reporting.periods import likely, periods

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from ui.screens.desk import Desk
    from ui.screens.reporting.filling_work import Outcome
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.filled import Filled, FormComplaint
    from unionoffice.reporting.form import Form
    from unionoffice.sheets.reading.raw import Workbook

REST = 200
"""Milliseconds of rest after a change before the form is filled again."""
FEW = 3
OWN_TABLES = {"report_form", "report_submission"}
"""Tables whose rows are no records of a form."""
EVERY = "全部问题"
NO_SOURCE = "先选择要报送的表格，或者把它拖到这里。"


class FillingPage(FillingLayout):
    """What is seen is what is saved and what is handed in: one filled form."""

    close_requested = Signal()
    mapping_requested = Signal(object)
    submitted = Signal(object, str)
    """The `Changes`, and the name of the form."""
    checked = Signal()
    """A filled form, or why there is none, is shown."""

    def __init__(self, desk: Desk, form: Form) -> None:
        """Begin with today; the form is filled at once."""
        super().__init__(desk.office, form.name)
        self._desk, self._kept, self._form = desk, form, form
        self._source: Workbook | None = None
        self._outcome: Outcome | None = None
        self._stale, self._waiting = False, True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._begin()
        self._connect()
        self._show_nothing("正在核对…")

    @property
    def filled(self) -> Filled | None:
        """The form as it is filled now; None while it cannot be."""
        return self._outcome.filled if self._outcome is not None else None

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def check(self) -> None:
        """Fill the form again, run its rules, and see what changed."""
        self._wait()
        self._rest.stop()
        if self._form.register == FROM_SHEET and self._source is None:
            self._show_nothing(f"{NO_SOURCE}{asked_of_source(self._form)}")
            self.checked.emit()
            return
        day = self.day.day or self._desk.office.clock.today()
        wish = Wish(self._form, day, self.period.currentText().strip(), self._source)
        work = partial(filling_work.outcome, self._desk.office, wish)
        tasks.run(
            self,
            work,
            self._show,
            failed=self._refuse,
            stopped=self._on_stopped,
            title=f"核对{self._form.name}",
            key="fill",
        )

    def take_source(self, file: Path) -> None:
        """Hand in the rows of a spreadsheet."""

        def done(source: Workbook) -> None:
            self._source = source
            self.source_button.setText(file.name)
            self.check()

        work = partial(read_source, file)
        tasks.run(self, work, done, title=f"读取“{file.name}”")

    def make(self) -> None:
        """Ask where to, then write the file; where there are errors, ask first."""
        self._unless_wrong(self._ask_where, "仍然生成")

    def write(self, file: Path) -> None:
        """Write the filled form."""
        filled = self.filled
        if filled is None:
            return

        def work(_progress: tasks.Progress) -> None:
            with replacing(file) as draft:
                draft.write_bytes(filled.content)

        def done(_nothing: None) -> None:
            words = f"已生成“{file.name}”，共 {len(filled.rows):,} 条。"
            offers = (
                Offer("打开表格", partial(open_outside, file)),
                Offer("打开文件夹", partial(open_outside, file.parent)),
                Offer("登记为已报送", self.submit),
            )
            self.show_notice(Notice(words, Tone.OK, offers, LONG))

        tasks.run(self, work, done, title=f"生成“{file.name}”")

    def submit(self) -> None:
        """Keep the form as handed in; where there are errors, ask first."""
        self._unless_wrong(self._submit, "仍然登记")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.check()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.take_source(file)

    def _begin(self) -> None:
        office, form = self._desk.office, self._form
        from_sheet = form.register == FROM_SHEET
        today = office.clock.today()
        self.day.set_day(today)
        self.period.addItems(periods(today))
        self.source_button.setVisible(from_sheet)
        self.conditions.setVisible(not from_sheet)
        self.hint.setVisible(not from_sheet)
        self.setAcceptDrops(from_sheet)
        self.conditions.show_register(office.registers.get(form.register))
        self.conditions.show_conditions(form.mapping.conditions)

        def done(last: str) -> None:
            with QSignalBlocker(self.period):
                self.period.setCurrentText(likely(today, last))
            self.check()

        tasks.run(self, lambda _p: filling_work.last_period(office, form), done)

    def _show(self, outcome: Outcome) -> None:
        self._outcome, self._waiting = outcome, False
        filled = outcome.filled
        self._say(*summary(filled))
        self._show_columns(filled.complaints)
        self._show_complaints()
        self.changes.show_difference(outcome.difference)
        titles = filled.form.mapping.titles
        self.content.show_lines([Line(r.words, uid=r.uid) for r in filled.rows], titles)
        self._name_tab(COMPLAINTS, "检查结果", len(filled.complaints))
        self._name_tab(CHANGES, "与上次相比", self.changes.count)
        self._name_tab(CONTENT, "填好的内容", len(filled.rows))
        self._offer()
        self.checked.emit()

    def _wait(self) -> None:
        """What is shown is not what was asked for any more: fill again after a rest."""
        self._waiting = True
        self._rest.start()
        self._offer()

    def _show_nothing(self, sentence: str, tone: str = "") -> None:
        self._outcome, self._waiting = None, False
        self._say(sentence, tone)
        self._show_columns(())
        self.complaints.show_lines([])
        self.changes.show_difference(None)
        self.content.show_lines([], ())
        for place, title in enumerate(("检查结果", "与上次相比", "填好的内容")):
            self._name_tab(place, title, 0)
        self._offer()

    def _refuse(self, error: OfficeError) -> None:
        self._show_nothing(error.sentence, "error")
        self.show_notice(Notice(error.sentence, Tone.ERROR))
        self.checked.emit()

    def _on_stopped(self) -> None:
        """Somebody stopped it; a refusal was told already."""
        if self._waiting:
            self._show_nothing("已停止核对，按 F5 重新核对。")
            self.checked.emit()

    def _say(self, sentence: str, tone: str) -> None:
        self.summary.setText(sentence)
        theme.set_state(self.summary, "tone", tone)

    def _name_tab(self, place: int, title: str, count: int) -> None:
        self.tabs.setTabText(place, f"{title}（{count:,}）" if count else title)

    def _show_columns(self, found: Sequence[FormComplaint]) -> None:
        """Offer each column that has complaints, those with most first."""
        chosen = self.column.currentData()
        counts = Counter(each.column for each in found)
        with QSignalBlocker(self.column):
            self.column.clear()
            self.column.addItem(f"{EVERY}（{len(found):,}）", None)
            for name, count in counts.most_common():
                self.column.addItem(f"{name}（{count:,}）", name)
            self.column.setCurrentIndex(max(self.column.findData(chosen), 0))
        self.column.setEnabled(bool(found))

    def _show_complaints(self) -> None:
        filled, wanted = self.filled, self.column.currentData()
        found = filled.complaints if filled is not None else ()
        ordered = sorted(found, key=lambda each: not each.is_error)
        self.complaints.show_lines(
            [line_of(each) for each in ordered if wanted in (None, each.column)]
        )

    def _offer(self) -> None:
        there = self.filled is not None and not self._waiting
        self.make_button.setEnabled(there)
        self.submit_button.setEnabled(there)

    def _unless_wrong(self, then: Callable[[], None], yes: str) -> None:
        """Do it, or say what is wrong and let her go on only where she says so."""
        filled = self.filled
        if filled is None:
            return
        if not filled.errors:
            then()
            return
        some = [f"{e.title}　{e.column}：{e.sentence}" for e in filled.errors[:FEW]]
        more = "\n".join((*some, "……") if len(filled.errors) > FEW else some)
        question = f"有 {len(filled.errors):,} 处不合上级要求，可能会被退回。"
        messages.ask(self, question, yes, "回去改", then, more=more, danger=True)

    def _ask_where(self) -> None:
        filled = self.filled
        if filled is not None:
            place = self._desk.folder / filled.file_name
            messages.choose_save(self, "生成表格", place, [TEMPLATE], self.write)

    def _submit(self) -> None:
        filled = self.filled
        if filled is None:
            return
        office, note = self._desk.office, self.note.text().strip()
        period = self.period.currentText().strip()

        def work(_progress: tasks.Progress) -> Changes:
            return filling_work.registered(
                office, filled, period, note, despite_errors=bool(filled.errors)
            )

        def done(changes: Changes) -> None:
            self.submitted.emit(changes, self._form.name)
            batch = changes.batch
            undo = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
            words = f"已登记“{period}”的报送，共 {len(filled.rows):,} 条，文件已留存。"
            self.show_notice(Notice(words, Tone.OK, undo, LONG))
            self.check()

        tasks.run(self, work, done)

    def _undo(self, batch: str) -> None:
        office = self._desk.office

        def done(changes: Changes) -> None:
            self.submitted.emit(changes, self._form.name)
            self.show_notice(Notice("已撤销这次登记。", Tone.OK, (), SECONDS))
            self.check()

        tasks.run(self, lambda _progress: office.undo(batch), done)

    def _follow(self, line: Line) -> None:
        """Go to the record that a line is about."""
        office, form = self._desk.office, self._form
        register = office.registers.get(form.register)
        if register is None or not line.uid:
            return

        def done(key: int) -> None:
            self._desk.record_requested.emit(form.register, key)

        tasks.run(
            self, lambda _p: record_of(office, register, line.uid), done, key="follow"
        )

    def _on_conditions(self, conditions: tuple[str, ...]) -> None:
        """For this time only; the form keeps its own."""
        mapping = replace(self._form.mapping, conditions=conditions)
        self._form = replace(self._form, mapping=mapping)
        self._wait()

    def _on_changed(self, changes: Changes) -> None:
        """The store is another: check again, at once where somebody looks."""
        from_sheet = self._form.register == FROM_SHEET
        if from_sheet or not set(changes.touched) - OWN_TABLES:
            return
        if self.isVisible():
            self._wait()
        else:
            self._stale = True

    def _ask_for_source(self) -> None:
        kinds = [messages.SPREADSHEETS]
        messages.choose_file(self, "选择要报送的表格", kinds, self.take_source)

    def _connect(self) -> None:
        self._rest.timeout.connect(self.check)
        self._desk.bus.changed.connect(self._on_changed)
        self.period.currentTextChanged.connect(lambda _text: self._wait())
        self.day.day_changed.connect(lambda _day: self._wait())
        self.conditions.conditions_changed.connect(self._on_conditions)
        self.source_button.clicked.connect(self._ask_for_source)
        self.column.currentIndexChanged.connect(lambda _place: self._show_complaints())
        for table in (self.complaints, self.changes, self.content):
            table.line_followed.connect(self._follow)
        self.make_button.clicked.connect(self.make)
        self.submit_button.clicked.connect(self.submit)
        self.map_button.clicked.connect(lambda: self.mapping_requested.emit(self._kept))
        self.back_button.clicked.connect(self.close_requested)
        for keys, call in (
            ("Ctrl+S", self.make_button.click),
            ("Escape", self.close_requested.emit),
            ("F5", self.check),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
