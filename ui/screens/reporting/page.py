"""上报报表: the forms of the office above, what was handed in, what changed since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.refresh import concerns
from ui.screens.reporting.deeds import LONG, TEMPLATE, Deeds, Done
from ui.screens.reporting.layout import ReportingLayout
from ui.screens.reporting.words_table import Line
from unionoffice.clock import CHINA
from unionoffice.errors import OfficeError
from unionoffice.reporting.overview import Shelf, shelf, since_last, source_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from ui.screens.desk import Desk
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.filled import Submission
    from unionoffice.reporting.form import Form
    from unionoffice.reporting.overview import FormLine

TABLES = ("report_form", "report_submission")


class ReportingPage(ReportingLayout):
    """Keeps the list; mapping, filling and comparing are shown over it."""

    file_chosen = Signal(object)
    """Map the superior's form in this `Path`."""
    mapping_requested = Signal(object)
    filling_requested = Signal(object)
    comparison_requested = Signal(object, object)
    """The `FormLine`, and the `Submission` to begin with."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the forms come when the page is first seen."""
        super().__init__()
        self._desk, self._stale = desk, True
        self._shelf = Shelf(())
        self._changes: dict[str, str] = {}
        self._wanted = ""
        self.deeds = Deeds(self, desk)
        self._connect()
        self._offer()

    @property
    def lines(self) -> tuple[FormLine, ...]:
        """The forms that are shown."""
        return self._shelf.lines

    @property
    def line(self) -> FormLine | None:
        """The form in hand."""
        row, lines = self.table.currentIndex().row(), self.lines
        return lines[row] if 0 <= row < len(lines) else None

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def read(self, then_choose: str = "") -> None:
        """Read the forms again; afterwards this one is in hand, if it is said."""
        self._wanted = then_choose or self._wanted
        office = self._desk.office
        tasks.run(self, lambda _p: shelf(office), self._show_shelf, key="forms")

    def choose(self, name: str) -> None:
        """Take the form of this name in hand."""
        for row, line in enumerate(self.lines):
            if line.form.name == name:
                self.table.selectRow(row)

    def ask_for_file(self) -> None:
        """Let the superior's form be chosen."""
        messages.choose_file(self, "选择上级表样", [TEMPLATE], self.file_chosen.emit)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _show_shelf(self, found: Shelf) -> None:
        before = self.line
        name = self._wanted or (before.form.name if before is not None else "")
        self._shelf, self._wanted = found, ""
        self._show_lines()
        self.stack.setCurrentWidget(self.work if found.lines else self.empty)
        self.bin_menu.setEnabled(bool(found.discarded))
        self.choose(name)
        self._on_row()
        self._count_changes()

    def _show_lines(self) -> None:
        office = self._desk.office
        told = []
        for each in self.lines:
            source, last = source_words(office, each.form.register), each.last
            change = self._changes.get(each.form.uid or "", "")
            if last is None:
                words = (each.form.name, source, "还没有", "", "", "")
            else:
                day = f"{last.submitted_at.astimezone(CHINA):%Y-%m-%d}"
                rows = f"{last.rows:,}"
                words = (each.form.name, source, day, last.period, rows, change)
            told.append(Line(words, uid=each.form.uid or ""))
        self.table.show_lines(told)

    def _count_changes(self) -> None:
        """Say of each form what changed since it was handed in, one after the other."""
        office, forms = self._desk.office, [e.form for e in self.lines if e.last]

        def work(progress: tasks.Progress) -> dict[str, str]:
            found = {}
            for form in forms:
                progress.check()
                found[form.uid or ""] = _change_words(office, form)
            return found

        def done(found: dict[str, str]) -> None:
            if found != self._changes:
                row, self._changes = self.table.currentIndex().row(), found
                self._show_lines()
                self.table.selectRow(max(row, 0))

        if forms:
            tasks.run(self, work, done, key="changes")

    def _on_row(self) -> None:
        line = self.line
        name = line.form.name if line is not None else ""
        found = line.submissions if line is not None else ()
        self.submissions.show_submissions(name, found)
        self._offer()

    def _offer(self) -> None:
        there = self.line is not None
        for button in (self.fill_button, self.map_button):
            button.setEnabled(there)
        for action in (
            self.rename,
            self.replace_file,
            self.copy,
            self.discard,
            self.export,
        ):
            action.setEnabled(there)

    def _with_form(self, call: Callable[[Form], object]) -> None:
        line = self.line
        if line is not None:
            call(line.form)

    def _ask_name(self, form: Form) -> None:
        rename = partial(self.deeds.rename, form)
        messages.ask_words(
            self, "报表叫什么名字？", "改名", "取消", rename, text=form.name
        )

    def _ask_to_discard(self, form: Form) -> None:
        question = f"要删除上报报表“{form.name}”吗？"
        more = "报送过的文件和记录不会丢失，删除后可以撤销。"
        delete = partial(self.deeds.discard, form)
        messages.ask(self, question, "删除", "取消", delete, more=more, danger=True)

    def _compare(self, chosen: Submission) -> None:
        line = self.line
        if line is not None:
            self.comparison_requested.emit(line, chosen)

    def _on_done(self, done: Done) -> None:
        self._wanted = done.name
        self._desk.bus.publish(done.changes)
        batch = done.changes.batch
        undo = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
        self.show_notice(Notice(done.sentence, done.tone, undo, LONG))

    def _undo(self, batch: str) -> None:
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self.show_notice(Notice("已撤销。", Tone.OK))

        tasks.run(self, lambda _progress: office.undo(batch), done)

    def _on_changed(self, changes: Changes) -> None:
        """Forms are read again; people only change what is different since."""
        if not self.isVisible():
            self._stale = True
        elif concerns(changes, *TABLES):
            self.read()
        else:
            self._count_changes()

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("填报", self.fill_button.click)
        menu.addAction("修改对应", self.map_button.click)
        menu.addSeparator()
        menu.addActions(self.more_menu.actions()[:4])
        if self.line is not None:
            menu.popup(self.table.viewport().mapToGlobal(place))

    def _fill_samples(self) -> None:
        self.sample_menu.clear()
        for sample in self._shelf.samples:
            adopt = partial(self.deeds.adopt, sample)
            self.sample_menu.addAction(sample.form.name, adopt)

    def _fill_bin(self) -> None:
        self.bin_menu.clear()
        for form in self._shelf.discarded:
            self.bin_menu.addAction(form.name, partial(self.deeds.restore, form))

    def _connect(self) -> None:
        table, deeds, pane = self.table, self.deeds, self.submissions
        table.selectionModel().currentRowChanged.connect(lambda *_: self._on_row())
        table.line_followed.connect(lambda _line: self.fill_button.click())
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)
        self.add_button.clicked.connect(self.ask_for_file)
        self.file_dropped.connect(self.file_chosen)
        form = self._with_form
        self.fill_button.clicked.connect(lambda: form(self.filling_requested.emit))
        self.map_button.clicked.connect(lambda: form(self.mapping_requested.emit))
        self.rename.triggered.connect(lambda: form(self._ask_name))
        self.replace_file.triggered.connect(lambda: form(deeds.ask_for_newer))
        self.copy.triggered.connect(lambda: form(deeds.copy))
        self.discard.triggered.connect(lambda: form(self._ask_to_discard))
        self.export.triggered.connect(lambda: form(deeds.ask_where_to_export))
        self.import_.triggered.connect(deeds.ask_what_to_import)
        self.sample_menu.aboutToShow.connect(self._fill_samples)
        self.bin_menu.aboutToShow.connect(self._fill_bin)
        pane.file_requested.connect(
            lambda chosen: form(lambda f: deeds.ask_where_to_put(f, chosen))
        )
        pane.withdrawal_requested.connect(
            lambda chosen: form(lambda f: deeds.withdraw(chosen, f.name))
        )
        pane.comparison_requested.connect(self._compare)
        deeds.finished.connect(self._on_done)
        deeds.notice_given.connect(self.show_notice)
        self._desk.bus.changed.connect(self._on_changed)
        for keys, call in (
            ("F2", self.map_button.click),
            ("Ctrl+N", self.add_button.click),
            ("F5", self.read),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
        delete = QShortcut(QKeySequence("Delete"), table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.discard.trigger)


def _change_words(office: Office, form: Form) -> str:
    """What changed since a form was handed in, in few words; or why nobody knows."""
    try:
        found = since_last(office, form)
    except OfficeError as problem:
        return problem.sentence
    if found is None:
        return "填报时核对"
    told = (("新增", found.added), ("减少", found.left), ("变化", found.changed))
    return "、".join(f"{word} {len(each)}" for word, each in told if each) or "没有变化"
