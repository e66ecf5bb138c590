"""文书模板: the texts the clerk owns, written, tried out, kept and put to use here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from typing_extensions import override

from db.vocabulary import TemplateKind
from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.refresh import concerns
from ui.screens.templates.exchange import Exchange
from ui.screens.templates.field_panel import Insertion, Part
from ui.screens.templates.guarding import Guard
from ui.screens.templates.layout import TemplatesLayout
from ui.screens.templates.making import Making
from unionoffice.documents.template_people import register_of
from unionoffice.documents.template_word import WordContent, word_content
from unionoffice.documents.templates import store
from unionoffice.documents.templates.described import described
from unionoffice.documents.templates.store import Written

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screens.desk import Desk
    from ui.screens.templates.editor import TemplateEditor
    from ui.screens.templates.word_pane import WordPane
    from unionoffice.documents.templates.described import Known
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes

LONG = 60
"""Seconds that the offer to undo stays."""
NEW = Written("新模板", paper="letter", register="members", body="{{姓名}}同志：\n")


class TemplatesPage(TemplatesLayout):
    """One template is open at a time; what is not saved is never lost unasked."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the templates come when the page is first seen."""
        super().__init__(desk.office)
        self._desk, self._stale = desk, True
        self._every: dict[str, Written] = {}
        self._base: Written | None = None
        self._new = False
        self._open_next = ""
        self._guard = Guard(self.banner)
        self.making, self.exchange = Making(self, desk), Exchange(self, desk)
        self._connect()
        self._connect_keys()
        self._offer()

    @property
    def base(self) -> Written | None:
        """The open template as it is kept; None while there is none."""
        return self._base

    @property
    def form(self) -> TemplateEditor | WordPane:
        """Where the open template is edited."""
        word = self._base is not None and self._base.kind is TemplateKind.WORD
        return self.word if word else self.editor

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not saved."""
        return self._base is not None and self.form.written != self._base

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        return f"模板“{self.form.written.name}”没有保存" if self.dirty else ""

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def read(self, then_open: str = "") -> None:
        """Read the list again; afterwards show this template, if it is said."""
        self._open_next = then_open or self._open_next
        office = self._desk.office
        tasks.run(
            self,
            lambda _progress: [*store.of_program(), *store.own(office)],
            self._show_list,
            key="templates",
        )

    def open_named(self, name: str) -> None:
        """Show the template of this name, after asking about what is not saved."""
        written = self._every.get(name)
        if written is not None:
            self.guard(partial(self.open_written, written), self._mark)

    def open_written(self, written: Written, *, new: bool = False) -> None:
        """Show a template; what is not saved of another is forgotten."""
        self._base, self._new = written, new
        self.stack.setCurrentWidget(self.form)
        self.form.show_written(written)
        self.reason.clear()
        self.fields.set_copying(copying=self.form is self.word)
        self._mark()
        self._read_fields(written)
        self.proof.show_written(written, now=True)
        self.history.show_written(written)
        self._offer()

    def begin(self) -> None:
        """Begin a new text template."""
        self.guard(self._begin)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Keep the open template as a new version; afterwards do `then`."""
        if self._base is None or not (self.dirty or self._new):
            return
        written, office = self.form.written, self._desk.office
        first = "新建" if self._new else ""
        program = not self._new and written.uid is None
        reason = first or _because(self.reason.text())

        def work(_progress: tasks.Progress) -> tuple[Changes, Written, int]:
            changes = store.save(office, written, reason)
            kept = store.template(office, written.name)
            return changes, kept, store.versions(office, kept.uid or "")[0].nth

        def done(saved: tuple[Changes, Written, int]) -> None:
            self._on_saved(*saved, from_program=program)
            if then is not None:
                then()

        tasks.run(self, work, done)

    def guard(
        self, then: Callable[[], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Do `then` at once, or after asking what to do with what is not saved."""
        if self.dirty:
            words = f"模板“{self.form.written.name}”有未保存的修改。"
            self._guard.ask(words, self.save, then, otherwise)
        else:
            then()

    def use(self, then: Callable[[Written], None]) -> None:
        """Do something with the open template as it is kept; ask to save it first."""
        if self._base is None:
            return
        if not (self.dirty or self._new):
            then(self._base)
            return

        def go_on() -> None:
            if self._base is not None:
                then(self._base)

        words = "模板有未保存的修改，先保存再使用。"
        self._guard.ask_to_save(words, self.save, go_on)

    def put_back(self, nth: int) -> None:
        """Make an older version the newest again."""
        base, office = self._base, self._desk.office
        if base is not None:
            told = f"已恢复第 {nth} 版，中间的版本都还在。"
            work = partial(store.put_back, office, base, nth)
            self.guard(lambda: self._write(work, told, base.name))

    def discard(self) -> None:
        """Delete the open template; it can be taken back."""
        base, office = self._base, self._desk.office
        if base is not None and base.uid is not None:
            work = partial(store.discard, office, base)
            self.guard(lambda: self._write(work, f"已删除“{base.name}”。"))

    def undo(self, batch: str, name: str) -> None:
        """Take a deletion or a return to an older version back; show the template."""
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._open_next = name
            self._desk.bus.publish(changes)
            self.show_notice(Notice("已撤销。", Tone.OK))

        tasks.run(self, lambda _progress: office.undo(batch), done)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _show_list(self, every: list[Written]) -> None:
        self._every = {written.name: written for written in every}
        self.shelf.show_templates(every)
        wanted, self._open_next = self._open_next, ""
        if wanted in self._every:
            self.open_written(self._every[wanted])
        elif not (self.dirty or self._new):
            again = self._again()
            if again != self._base:
                self.open_written(again)
        self._mark()

    def _again(self) -> Written:
        """The open template as it is kept now, or another one where it is gone."""
        base = self._base
        for written in self._every.values():
            if base is not None and base.uid is not None and written.uid == base.uid:
                return written
        name = base.name if base is not None else ""
        return self._every.get(name, self._every[self.shelf.first])

    def _read_fields(self, written: Written) -> None:
        office, word = self._desk.office, written.kind is TemplateKind.WORD

        def work(
            _progress: tasks.Progress,
        ) -> tuple[tuple[Known, ...], WordContent | None]:
            known = described(register_of(office, written))
            return known, word_content(office, written) if word else None

        def done(found: tuple[tuple[Known, ...], WordContent | None]) -> None:
            known, content = found
            self.editor.offer(known)
            self.fields.offer(known)
            if content is not None:
                self.word.show_content(content)

        def refused(error: OfficeError) -> None:
            self.word.show_trouble(error.sentence)
            self.show_notice(Notice(error.sentence, Tone.ERROR))

        tasks.run(self, work, done, failed=refused, key="fields")

    def _begin(self) -> None:
        name, number = NEW.name, 1
        while name in self._every:
            number += 1
            name = f"{NEW.name}（{number}）"
        self.open_written(replace(NEW, name=name), new=True)
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def _on_saved(
        self, changes: Changes, kept: Written, nth: int, *, from_program: bool
    ) -> None:
        self._base, self._new = kept, False
        self.form.kept_as(kept)
        self.reason.clear()
        whose = "为本单位的模板" if from_program else ""
        self.show_notice(Notice(f"已保存{whose}，这是第 {nth} 版。", Tone.OK))
        self.history.show_written(kept)
        self._offer()
        self._desk.bus.publish(changes)

    def _on_adopted(self, changes: Changes, name: str, told: str) -> None:
        self._base, self._new = None, False
        self.read(name)
        self._desk.bus.publish(changes)
        self.show_notice(Notice(f"{told}“{name}”。", Tone.OK))

    def _write(
        self, work: Callable[[], Changes], told: str, then_open: str = ""
    ) -> None:
        name = self._base.name if self._base is not None else ""

        def done(changes: Changes) -> None:
            self._base, self._new = None, False
            self._open_next = then_open
            self.read()
            self._desk.bus.publish(changes)
            batch = changes.batch
            offers = (Offer("撤销", partial(self.undo, batch, name)),) if batch else ()
            self.show_notice(Notice(told, Tone.OK, offers, LONG))

        tasks.run(self, lambda _progress: work(), done)

    def _on_edited(self) -> None:
        self._offer()
        if self.form is self.editor:
            self.proof.show_written(self.editor.written)

    def _on_insertion(self, piece: Insertion) -> None:
        if self.form is self.word:
            QGuiApplication.clipboard().setText(piece.written)
            self.show_notice(Notice(f"已复制 {piece.written}，可粘贴到 WPS。", Tone.OK))
            return
        match piece.part:
            case Part.FIELD:
                self.editor.insert_field(piece.words)
            case Part.FORMAT:
                self.editor.body.insert_format(piece.words)
            case Part.CONDITION | Part.ALTERNATIVE:
                self.editor.body.insert_condition(piece.written)

    def _rename(self) -> None:
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _mark(self) -> None:
        self.shelf.mark(self._base.name if self._base and not self._new else "")

    def _offer(self) -> None:
        there = self._base is not None
        waiting = self.dirty or self._new
        self.save_button.setEnabled(waiting)
        self.reason.setEnabled(waiting)
        for button in (self.print_button, self.word_button):
            button.setEnabled(there)
        self.print_button.setVisible(self.form is self.editor)
        self.state.setText("有未保存的修改" if waiting else "")

    def _on_changed(self, changes: Changes) -> None:
        if not concerns(changes, "text_template", "template_version"):
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def _open_word(self, digest: str | None = None) -> None:
        base = self._base
        wanted = digest or (base.digest if base is not None else None)
        if base is not None and wanted is not None:
            self.exchange.open_word(base, wanted)

    def _connect(self) -> None:
        shelf, exchange, making = self.shelf, self.exchange, self.making
        shelf.template_wanted.connect(self.open_named)
        shelf.new_text.triggered.connect(self.begin)
        shelf.new_word.triggered.connect(lambda: self.guard(exchange.ask_for_word))
        shelf.copy.triggered.connect(lambda: self.use(exchange.copy))
        shelf.rename.triggered.connect(self._rename)
        shelf.discard.triggered.connect(self.discard)
        shelf.import_.triggered.connect(lambda: self.guard(exchange.ask_what_to_import))
        shelf.export.triggered.connect(lambda: self.use(exchange.ask_where_to_export))
        exchange.adopted.connect(self._on_adopted)
        for teller in (exchange, making):
            teller.notice_given.connect(self.show_notice)
        self.fields.insertion_requested.connect(self._on_insertion)
        for form in (self.editor, self.word):
            form.edited.connect(self._on_edited)
        self.word.new_file_requested.connect(lambda: self.use(exchange.ask_for_newer))
        self.word.opening_requested.connect(lambda: self._open_word())
        self.history.put_back_requested.connect(self.put_back)
        self.history.word_file_requested.connect(self._open_word)
        self.save_button.clicked.connect(lambda: self.save())
        self.reason.returnPressed.connect(self.save)
        self.print_button.clicked.connect(lambda: self.use(making.ask_to_print))
        self.word_button.clicked.connect(lambda: self.use(making.ask_for_word))
        self._desk.bus.changed.connect(self._on_changed)

    def _connect_keys(self) -> None:
        self._on_key("Ctrl+S", self.save)
        self._on_key("Ctrl+N", self.begin)
        self._on_key("Ctrl+P", lambda: self.use(self.making.ask_to_print))
        self._on_key("F2", self._rename)
        self._on_key("F5", self.read)
        self._on_key("Del", self.discard, self.shelf.list)

    def _on_key(
        self, keys: str, call: Callable[[], object], where: QWidget | None = None
    ) -> None:
        shortcut = QShortcut(QKeySequence(keys), where or self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))


def _because(words: str) -> str:
    """Why it was changed, for the list of versions."""
    return f"修改（{words.strip()}）" if words.strip() else "修改"


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
