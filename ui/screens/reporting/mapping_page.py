"""修改对应: which cell of the form takes what, tried on the first records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.screens.reporting import mapping_work
from ui.screens.reporting.editing import Editing
from ui.screens.reporting.mapping_layout import COLUMN, FIELDS, WORDS, MappingLayout
from ui.screens.reporting.marking import (
    NO_EXAMPLES,
    Examples,
    counted,
    first_missing,
    marks,
    taken_words,
)
from ui.screens.reporting.placing import Placing
from unionoffice.reporting.form import FROM_SHEET, Source, Way
from unionoffice.reporting.mapping_edits import cell_name
from unionoffice.reporting.offered import DAYS, own_words, ways

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.screens.desk import Desk
    from ui.screens.reporting.mapping_work import Opened, Saved
    from unionoffice.reporting.form import Form
    from unionoffice.reporting.offered import Offered
    from unionoffice.reporting.picture import SheetPicture
    from unionoffice.sheets.reading.raw import Workbook

REST = 150
"""Milliseconds of rest after a step before the examples are made again."""
SPREADSHEET = "另选的表格"


class MappingPage(MappingLayout):
    """One form under the pen; what is not saved is never lost unasked."""

    close_requested = Signal()
    kept = Signal(object)
    """The `Changes` of a form that was saved."""
    filling_requested = Signal(object)
    """Fill this `Form`, which is kept."""

    def __init__(self, desk: Desk, opened: Opened) -> None:
        """Show a form."""
        super().__init__(desk.office)
        self._desk, self._opened = desk, opened
        self._source: Workbook | None = None
        self._examples: Examples = NO_EXAMPLES
        self._own: dict[str, list[tuple[str, str]]] = {}
        self.editing = Editing(opened.form, new=opened.new)
        self.placing = Placing(self.editing, opened.union)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._fill_registers()
        self._connect()
        self._connect_keys()
        self.name.setText(opened.form.name)
        self._take_register()
        self._show_sheets()
        self._tell_first()
        self._look()

    @property
    def form(self) -> Form:
        """The form as it stands on the page."""
        return self.editing.named(self.name.text())

    @property
    def picture(self) -> SheetPicture:
        """The sheet that is shown."""
        return self._opened.pictures[max(self.sheets.currentIndex(), 0)]

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        name = self.name.text().strip() or "没有名称"
        return f"上报报表“{name}”的对应没有保存" if self.dirty else ""

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return self.editing.dirty or self.form.name != self.editing.form.name

    def save(self, then: Callable[[Form], None] | None = None) -> None:
        """Keep the form; afterwards do `then` with it."""
        if not self.dirty:
            if then is not None:
                then(self.editing.form)
            return
        office, form, content = self._desk.office, self.form, self._opened.content

        def done(saved: Saved) -> None:
            self.editing.kept_as(saved.form)
            self.name.setText(saved.form.name)
            self.kept.emit(saved.changes)
            self.show_notice(Notice(f"已保存“{saved.form.name}”。", Tone.OK))
            if then is not None:
                then(saved.form)

        tasks.run(self, lambda _p: mapping_work.kept(office, form, content), done)

    def choose_register(self, key: str) -> None:
        """Take the records from another register; everything is mapped anew."""
        office, opened = self._desk.office, self._opened

        def done(form: Form) -> None:
            self.editing.change_form(form)
            self._take_register()
            self._show_sheets()
            told = counted(form.mapping, opened.pictures)
            words = f"已按“{self.register.currentText()}”重新对应 {told}。"
            self.show_notice(Notice(words, Tone.INFO))

        tasks.run(self, lambda _p: mapping_work.proposed(office, key, opened), done)

    def take_source(self, file: Path) -> None:
        """Show what the first rows of a spreadsheet give."""

        def done(source: Workbook) -> None:
            self._source = source
            self.placing.headings = mapping_work.headings_of(source)
            self.source_button.setText(f"示例：{file.name}")
            self._offer_fields()
            self._look()

        work = partial(mapping_work.read_source, file)
        tasks.run(self, work, done, title=f"读取“{file.name}”")

    def _look(self) -> None:
        """Make the examples again."""
        office, form, source = self._desk.office, self.editing.form, self._source

        def done(found: Examples) -> None:
            self._examples = found
            self._show_marks()

        work = partial(mapping_work.looked_at, office, form, source)
        tasks.run(self, lambda _progress: work(), done, key="examples")

    def _on_changed(self) -> None:
        self.conditions.show_conditions(self.editing.mapping.conditions)
        self._show_marks()
        self._show_cell()
        self._offer_fields()
        self._rest.start()

    def _show_marks(self) -> None:
        mapping = self.editing.mapping
        register = self.placing.register
        self.grid.show_marks(marks(mapping, self.picture, register, self._examples))
        told = f"已对应 {counted(mapping, self._opened.pictures)}。"
        if self.picture.cut:
            told += "表样很大，只画出了前面的一部分。"
        self.count.setText(f"{told}{self._examples.trouble}")
        self.undo_button.setEnabled(self.editing.can_undo)
        self.redo_button.setEnabled(self.editing.can_redo)
        self.save_button.setEnabled(self.dirty)
        self.state.setText("有未保存的修改" if self.dirty else "")
        self.fill_button.setEnabled(bool(mapping.sheets))
        self._show_band()

    def _show_band(self) -> None:
        sheet = self.editing.mapping.sheet(self.picture.name)
        rows = sheet.rows if sheet is not None else None
        with QSignalBlocker(self.rows_each):
            self.rows_each.setValue(rows.height if rows is not None else 1)
        self.rows_each.setEnabled(rows is not None)

    def _show_cell(self) -> None:
        """Say what the cell in hand takes, and how."""
        editing, taken = self.editing, self.editing.taken
        column = taken.column if taken is not None else None
        register = self.placing.register
        if editing.place is None:
            self.cell.setText("例：头几条记录填出来的样子")
        else:
            words = taken_words(column, register) if column is not None else ""
            fixed = taken.fixed.says if taken is not None and taken.fixed else ""
            name = cell_name(editing.place)
            self.cell.setText(f"{name}　{words or fixed or '不填'}")
        known = register.column(column.name) if register and column else None
        kind = known.kind if known is not None else None
        offered = ways(kind) if column is not None else (Way.AUTO, Way.TEXT, *DAYS)
        title = register.title if register is not None else SPREADSHEET
        words = taken_words(column, register) if column is not None else ""
        field = column is not None and column.source is Source.FIELD
        source = f"{title}：{words}" if field else words
        self.panel.show_taken(taken, source, offered)
        self._show_words()
        self.clear_button.setEnabled(taken is not None)
        self.band_button.setEnabled(editing.place is not None)

    def _show_words(self) -> None:
        taken = self.editing.taken
        column = taken.column if taken is not None else None
        if column is None or column.source is not Source.FIELD:
            self.translation.show_pairs((), (), enabled=False)
            self.tabs.setTabText(WORDS, "代码对照")
            return
        own = self._own.get(column.name, [])
        self.translation.show_pairs(column.words, own, enabled=True)
        count = f"（{len(column.words)}）" if column.words else ""
        self.tabs.setTabText(WORDS, f"代码对照{count}")
        if column.name not in self._own:
            self._read_own(column.name)

    def _read_own(self, name: str) -> None:
        office, register = self._desk.office, self.placing.register

        def done(found: list[tuple[str, str]]) -> None:
            self._own[name] = found
            self._show_words()

        work = partial(own_words, office, register, name)
        tasks.run(self, lambda _progress: work(), done, key="own")

    def _offer_fields(self) -> None:
        mapping = self.editing.mapping
        used = {f"{c.source}:{c.name}" for c in mapping.columns}
        self.fields.offer(self.placing.offered, frozenset(used))

    def _show_sheets(self) -> None:
        """The tabs of the form; the sheet that is filled is shown first."""
        pictures = self._opened.pictures
        with QSignalBlocker(self.sheets):
            while self.sheets.count():
                self.sheets.removeTab(0)
            for picture in pictures:
                self.sheets.addTab(picture.name)
            names = [picture.name for picture in pictures]
            filled = [s.name for s in self.editing.mapping.sheets if s.name in names]
            self.sheets.setCurrentIndex(names.index(filled[0]) if filled else 0)
        self.sheets.setVisible(len(pictures) > 1)
        self._show_sheet()

    def _show_sheet(self) -> None:
        picture, mapping = self.picture, self.editing.mapping
        self.placing.sheet = picture
        told = marks(mapping, picture, self.placing.register, self._examples)
        self.grid.show_sheet(picture, told)
        self._on_place()
        self._show_marks()

    def _on_place(self) -> None:
        self.editing.look_at(self.picture.name, self.grid.place)
        self._show_cell()
        self._offer_fields()

    def _on_placed(self, offered: Offered) -> None:
        """The keyboard goes on to what has to be said, or back to the form."""
        self.fields.show_every()
        if offered.source is Source.CONSTANT:
            self.tabs.setCurrentIndex(COLUMN)
            self.panel.column.name.setFocus()
        else:
            self.grid.setFocus()

    def _choose(self, typed: str) -> None:
        self.tabs.setCurrentIndex(FIELDS)
        self.fields.search_for(typed)

    def _take_register(self) -> None:
        form = self.editing.form
        register = self._desk.office.registers.get(form.register)
        self.placing.register, self._own = register, {}
        with QSignalBlocker(self.register):
            self.register.setCurrentIndex(self.register.findData(form.register))
        self.source_button.setVisible(form.register == FROM_SHEET)
        self.conditions.setVisible(form.register != FROM_SHEET)
        self.conditions.show_register(register)
        self.conditions.show_conditions(form.mapping.conditions)

    def _fill_registers(self) -> None:
        for register in self._desk.office:
            if not register.locked:
                self.register.addItem(register.title, register.key)
        self.register.addItem(SPREADSHEET, FROM_SHEET)

    def _on_register(self) -> None:
        """Ask first: what is mapped already would be mapped anew."""
        key = self.register.currentData()
        if key == self.editing.form.register:
            return
        if not self.editing.mapping.columns:
            self.choose_register(key)
            return
        question = "换一个来源，各栏会按表头重新对应，现在的对应不再保留。要换吗？"
        change = partial(self.choose_register, key)
        back = self._take_register
        messages.ask(self, question, "重新对应", "不换", change, otherwise=back)

    def _tell_first(self) -> None:
        """Of a new form: how much was found by its headings, and what is left."""
        if not self._opened.new:
            return
        told = counted(self.editing.mapping, self._opened.pictures)
        place = first_missing(self.editing.mapping, self.picture)
        go = partial(self.grid.go_to, place) if place is not None else None
        offers = (Offer("看没对上的", go),) if go is not None else ()
        words = f"已按表头对应 {told}，请核对后保存。"
        self.show_notice(Notice(words, Tone.INFO, offers))

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("选择填什么…", partial(self._choose, ""))
        menu.addAction("从这一行起，每条一行", self.placing.begin_band)
        if self.placing.in_band is not None:
            menu.addAction("没有重复的行", self.placing.end_band)
        clear = menu.addAction("清除这一格", self.placing.clear)
        clear.setEnabled(self.editing.taken is not None)
        menu.popup(place)

    def _ask_for_source(self) -> None:
        messages.choose_file(
            self, "选择示例表格", [messages.SPREADSHEETS], self.take_source
        )

    def _refuse(self, sentence: str) -> None:
        self.show_notice(Notice(sentence, Tone.WARNING))

    def _connect(self) -> None:
        grid, placing, editing = self.grid, self.placing, self.editing
        self._rest.timeout.connect(self._look)
        editing.changed.connect(self._on_changed)
        grid.place_changed.connect(lambda _place: self._on_place())
        grid.choice_requested.connect(self._choose)
        grid.removal_requested.connect(placing.clear)
        grid.menu_requested.connect(self._open_menu)
        grid.grid.dropped.connect(
            lambda row, column, key: placing.take_at((row, column), key)
        )
        self.fields.chosen.connect(placing.take)
        placing.refused.connect(self._refuse)
        placing.placed.connect(self._on_placed)
        self.panel.column_edited.connect(placing.edit_column)
        self.panel.fixed_edited.connect(placing.edit_fixed)
        self.translation.edited.connect(placing.translate)
        self.sheets.currentChanged.connect(lambda _place: self._show_sheet())
        self.register.activated.connect(lambda _place: self._on_register())
        self.conditions.conditions_changed.connect(placing.ask_for)
        self.source_button.clicked.connect(self._ask_for_source)
        self.band_button.clicked.connect(placing.begin_band)
        self.rows_each.valueChanged.connect(placing.set_height)
        self.clear_button.clicked.connect(placing.clear)
        self.undo_button.clicked.connect(editing.undo)
        self.redo_button.clicked.connect(editing.redo)
        self.name.textEdited.connect(lambda _text: self._show_marks())
        self.save_button.clicked.connect(lambda: self.save())
        self.fill_button.clicked.connect(lambda: self.save(self.filling_requested.emit))
        self.back_button.clicked.connect(self.close_requested)

    def _connect_keys(self) -> None:
        for keys, call in (
            ("Ctrl+S", self.save_button.click),
            ("Ctrl+Z", self.editing.undo),
            ("Ctrl+Y", self.editing.redo),
            ("Ctrl+R", self.band_button.click),
            ("Escape", self._on_escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _on_escape(self) -> None:
        """First back to the form, then back to the list."""
        if self.grid.hasFocus():
            self.close_requested.emit()
        else:
            self.grid.setFocus()
