"""The page of a register with what belongs over it: import, print preview, export."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.register.finished import FinishedView
from ui.register.import_wizard import ImportWizard
from ui.register.page import RegisterPage
from ui.register.preview import PrintPreview, Wish
from ui.screens.doubles.merge_view import MergeView
from ui.screens.room import Room
from unionoffice.register.touched import TouchedBy
from unionoffice.sheets.blank_form import write_blank_form
from unionoffice.sheets.export import export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.register.list_pane import Shown
    from ui.screens.desk import Desk
    from unionoffice.register.action import FinishedPaper, Paper, SideBySide
    from unionoffice.register.changes import Changes
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register
    from unionoffice.sheets.plan import Plan

LONG = 120
"""Seconds that the offer to undo an import stays."""
WORKBOOK = messages.FileKind("表格", ("xlsx",))
TEXT_TABLE = messages.FileKind("CSV 文本", ("csv",))


class RegisterRoom(Room):
    """A register's page; its import and its papers appear in the same place."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Make the page; nothing is over it yet."""
        self._desk, self._register = desk, register
        office, around = desk.office, desk.surroundings()
        self.page = RegisterPage(office, register, desk.bus, desk.settings, around)
        super().__init__(self.page)
        self.page.import_requested.connect(lambda _register: self.open_import())
        self.page.export_requested.connect(self.ask_what_to_export)
        self.page.print_requested.connect(self.open_preview)
        self.page.paper_requested.connect(self._on_paper)
        self.page.finished_requested.connect(self.show_finished)
        self.page.merge_requested.connect(self.open_merge)
        self.page.record_requested.connect(desk.record_requested)
        self.page.new_record_requested.connect(desk.new_record_requested)
        if not register.locked:
            self._on_key("Ctrl+I", self.open_import)
        self._on_key("F5", self.page.list.read)

    @property
    def wizard(self) -> ImportWizard | None:
        """The import that is under way, if one is."""
        return self.over if isinstance(self.over, ImportWizard) else None

    @property
    def preview(self) -> PrintPreview | None:
        """The preview that is open, if one is."""
        return self.over if isinstance(self.over, PrintPreview) else None

    def open_import(self, file: Path | None = None) -> ImportWizard:
        """Begin an import, with this file if there is one already."""
        known = self.wizard
        if known is not None and file is None:
            return known
        wizard = ImportWizard(self._desk.office, self._register)
        wizard.close_requested.connect(self.go_back)
        wizard.imported.connect(self._on_imported)
        self.show_over(wizard)
        if file is not None:
            wizard.take_file(file)
        return wizard

    def open_preview(self, shown: Shown) -> PrintPreview:
        """Show what the list shows as it will be printed."""
        wish = Wish(shown.view, shown.selected, len(shown.keys))
        return self._preview(wish)

    def show_finished(self, paper: FinishedPaper) -> FinishedView:
        """Show a paper as it left, perhaps to hand it out once more."""
        view = FinishedView(self._desk.office, paper)
        view.close_requested.connect(self.go_back)
        view.paper_left.connect(self._desk.bus.publish)
        self.show_over(view)
        return view

    def open_merge(self, asked: SideBySide) -> MergeView | None:
        """Show two records side by side, to be made one; not over unsaved work."""
        if unsaved := self.page.unsaved():
            self.page.show_notice(Notice(f"{unsaved}，请先保存，再合并。", Tone.WARNING))
            return None
        view = MergeView(self._desk, self._register, (asked.kept, asked.lost))
        view.close_requested.connect(self.go_back)
        view.merged.connect(self._on_merged)
        view.told_apart.connect(self._on_merged)
        self.show_over(view)
        return view

    def ask_what_to_export(self, shown: Shown) -> None:
        """Offer the selected rows, all of them, a text file, or an empty sheet."""
        whole = replace(shown, selected=())
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if shown.selected:
            words = f"只导出所选的 {len(shown.selected):,} 条…"
            menu.addAction(words, partial(self._ask_where_to_export, shown))
        words = f"导出列表中全部 {len(shown.keys):,} 条…"
        menu.addAction(words, partial(self._ask_where_to_export, whole))
        text = partial(self._ask_where_to_export, shown, TEXT_TABLE)
        menu.addAction("导出为 CSV 文本…", text)
        if not self._register.locked:
            menu.addSeparator()
            menu.addAction("空白表格…", self._ask_where_to_put_blank_form)
        button = self.page.list.tools.export_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def export(self, shown: Shown, file: Path) -> None:
        """Write the selected rows, or all if none are, into a file; tells where."""
        columns = with_keys(self._register, shown.columns)

        def work(progress: tasks.Progress) -> int:
            with self._desk.office.reading() as connection:
                only = shown.selected
                return export(
                    connection, shown.view, file, columns, progress, only=only
                )

        def done(count: int) -> None:
            noun = self._register.noun
            self._tell_written(f"已导出 {count} 条{noun}到“{file.name}”。", file)

        tasks.run(self.page, work, done, title=f"导出{self._register.title}")

    def write_blank_form(self, file: Path) -> None:
        """Write the register as an empty sheet to be filled in; tells where."""

        def work(_progress: tasks.Progress) -> int:
            with self._desk.office.reading() as connection:
                return write_blank_form(connection, self._register, file)

        def done(_columns: int) -> None:
            words = f"空白表格已存为“{file.name}”，填好后用“导入”读回来。"
            self._tell_written(words, file)

        tasks.run(self.page, work, done, title=f"{self._register.title}空白表格")

    def _tell_written(self, sentence: str, file: Path) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        open_folder = Offer(
            "打开文件夹", lambda: _ignore(QDesktopServices.openUrl(folder))
        )
        self.page.show_notice(Notice(sentence, Tone.OK, (open_folder,), 15))

    def _ask_where_to_export(
        self, shown: Shown, kind: messages.FileKind = WORKBOOK
    ) -> None:
        day = self._desk.office.clock.today()
        name = f"{self._register.title}{day:%Y%m%d}.{kind.endings[0]}"
        place = self._desk.folder / name
        write = partial(self.export, shown)
        messages.choose_save(self, "导出表格", place, [kind], write)

    def _ask_where_to_put_blank_form(self) -> None:
        place = self._desk.folder / f"{self._register.title}空白表格.xlsx"
        write = self.write_blank_form
        messages.choose_save(self, "空白表格", place, [WORKBOOK], write)

    def _preview(self, wish: Wish) -> PrintPreview:
        desk = self._desk
        jobs = [job for job in desk.papers if job.register == self._register.key]
        preview = PrintPreview(desk.office, jobs, wish)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(desk.bus.publish)
        self.show_over(preview)
        return preview

    def _on_paper(self, paper: Paper) -> None:
        view = self._desk.office.view(self._register)
        self._preview(Wish(view, paper.ids, None, paper.paper))

    def _on_imported(self, changes: Changes, plan: Plan) -> None:
        self.go_back()
        self._desk.bus.publish(changes)
        batch = changes.batch
        if batch is None:
            words = f"“{plan.source}”与现有记录一致，没有需要写入的。"
            self.page.show_notice(Notice(words, Tone.INFO))
            return
        show = Offer("显示这次导入的", lambda: self.show_batch(batch, plan.source))
        undo = Offer("撤销导入", partial(self._undo, batch))
        words = f"导入完成：{changes.sentence}。"
        self.page.show_notice(Notice(words, Tone.OK, (show, undo), LONG))

    def _on_merged(self, changes: Changes) -> None:
        self.go_back()
        self.page.on_written(changes, changes.sentence)

    def show_batch(self, batch: str, source: str) -> None:
        """Show only the records that a batch wrote."""
        condition = TouchedBy(self._register, batch, f"来自“{source}”")
        self.page.list.filters.put(condition)

    def _undo(self, batch: str) -> None:
        office = self._desk.office
        tasks.run(
            self.page,
            lambda _progress: office.undo(batch),
            self._on_undone,
            title="撤销导入",
        )

    def _on_undone(self, changes: Changes) -> None:
        self.page.list.filters.remove("touched-by")
        self._desk.bus.publish(changes)
        self.page.show_notice(Notice("已撤销导入，记录恢复到导入以前。", Tone.OK))

    def _on_key(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))


def with_keys(
    register: Register, columns: tuple[AnyColumn, ...]
) -> tuple[AnyColumn, ...]:
    """The columns on the screen, and those by which rows find their records again."""
    found = {column.key: column for column in columns}
    for group in register.sheet.match_on:
        found |= {key: register.all_columns[key] for key in group}
    return tuple(found.values())


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
