"""Import as a page: choose a file, look at the effect, then write it or leave it.

Nothing is written before the effect was shown, and what was written can be taken back.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
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
from ui.register import import_reading as reading
from ui.register.drop_area import DropArea
from ui.register.import_plan import PlanPane
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.working import Working
from unionoffice.progress import Cancelled
from unionoffice.sheets.pasted import pasted_workbook
from unionoffice.sheets.plan import RowState
from unionoffice.sheets.rejected import write_rejected_rows

if TYPE_CHECKING:
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

WORKBOOK = messages.FileKind("表格", ("xlsx",))


class ImportWizard(QWidget):
    """Takes one file into a register."""

    close_requested = Signal()
    imported = Signal(object, object)
    """`Changes` and the `Plan` that was carried out."""
    plan_shown = Signal()
    refused = Signal(str)

    def __init__(self, office: Office, register: Register) -> None:
        """Ask for a file."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._office, self._register = office, register
        self._task: tasks.Task | None = None
        self._effect: reading.Effect | None = None
        self.plan_pane: PlanPane | None = None
        self.banner = Banner()
        self.title = words(f"导入{register.title}", "title")
        self.source = words("", "soft")
        self.back_button, self.other_button = QToolButton(), QPushButton("换一个文件")
        self.choose = DropArea(register.noun)
        self.working = Working()
        self.apply_button = QPushButton("导入")
        self.rejected_button = QPushButton("把不能导入的行另存为表格…")
        self.hint = words("", "soft")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_step(self.choose)

    @property
    def effect(self) -> reading.Effect | None:
        """What would be written, once a file was read."""
        return self._effect

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def unsaved(self) -> str:
        """What would be lost if the page were closed now; empty if nothing."""
        return "导入还没有写入" if self._effect is not None else ""

    def take_file(self, file: Path) -> None:
        """Read a file and show what its import would do."""
        self._prepare(
            f"正在读取“{file.name}”…",
            partial(reading.read_file, self._office, self._register, file),
        )

    def take_clipboard(self) -> None:
        """Take what was copied in Excel or WPS."""
        text = QGuiApplication.clipboard().text()
        office, register = self._office, self._register
        self._prepare(
            "正在读取剪贴板…",
            lambda progress: reading.make_effect(
                office, register, pasted_workbook(text), progress
            ),
        )

    def apply(self) -> None:
        """Write what was shown, in one go."""
        effect = self._effect
        if effect is None or self._task is not None:
            return
        plan = effect.plan

        def work(progress: tasks.Progress) -> Changes:
            try:
                return self._office.apply(plan, progress)
            except Cancelled as stopped:
                raise tasks.Cancelled from stopped

        def done(changes: Changes) -> None:
            self._task = self._effect = None
            self.imported.emit(changes, plan)

        self._begin(f"正在导入“{plan.source}”…")
        self._task = tasks.run(
            self,
            work,
            done,
            failed=self._on_not_applied,
            stopped=self._on_apply_stopped,
            title=f"导入{self._register.title}",
        )

    def save_rejected(self, file: Path) -> None:
        """Write the rows that cannot go in, with the reasons, to be mended."""
        effect = self._effect
        if effect is None:
            return
        tasks.run(
            self,
            lambda _progress: write_rejected_rows(effect.plan, file),
            lambda count: self.show_notice(
                Notice(f"已把 {count} 行和原因存到“{file.name}”。", Tone.OK)
            ),
        )

    def begin_again(self) -> None:
        """Ask for another file."""
        self.banner.dismiss()
        self._effect = None
        self._show_step(self.choose)

    def _prepare(self, words_: str, work: Any) -> None:  # noqa: ANN401 - from a Progress to an Effect
        if self._task is not None:
            return
        self.banner.dismiss()
        self._effect = None
        self._begin(words_)
        self._task = tasks.run(
            self,
            work,
            self._on_read,
            failed=self._on_refused,
            stopped=self._on_stopped,
            title="读取表格",
        )

    def _begin(self, sentence: str) -> None:
        self.working.begin(sentence)
        self._show_step(self.working)

    def _on_read(self, effect: reading.Effect) -> None:
        self._task, self._effect = None, effect
        self._show_plan(effect)
        self.plan_shown.emit()

    def _show_plan(self, effect: reading.Effect) -> None:
        old, self.plan_pane = self.plan_pane, PlanPane(self._office, effect)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        self.stack.addWidget(self.plan_pane)
        self.source.setText(effect.plan.source)
        counts = effect.plan.counts
        count = counts[RowState.NEW] + counts[RowState.CHANGED]
        self.apply_button.setText(f"导入 {count:,} 条" if count else "没有要导入的")
        self.apply_button.setEnabled(count > 0)
        rejected = counts[RowState.REJECTED]
        self.rejected_button.setVisible(rejected > 0)
        left = f"不能导入的 {rejected} 行会跳过。" if rejected else ""
        self.hint.setText(f"{left}导入以后可以整批撤销。" if count else left)
        self._show_step(self.plan_pane)
        if effect.alarming:
            share = 100 * counts[RowState.CHANGED] // max(effect.held, 1)
            warning = (
                f"现有 {effect.held:,} 条记录中有 {share}% 会被修改，比平常多得多。"
                "请核对是不是选错了文件，再导入。"
            )
            self.show_notice(Notice(warning, Tone.WARNING))

    def _on_refused(self, error: OfficeError) -> None:
        self._task = None
        self._show_step(self.choose)
        self.show_notice(Notice(error.sentence, Tone.ERROR))
        self.refused.emit(error.sentence)

    def _on_stopped(self) -> None:
        if self._task is not None:
            self._task = None
            self._show_step(self.choose)

    def _on_not_applied(self, error: OfficeError) -> None:
        self._back_to_plan()
        offers = (Offer("重新核对", self._plan_again),)
        self.show_notice(Notice(error.sentence, Tone.ERROR, offers))
        self.refused.emit(error.sentence)

    def _on_apply_stopped(self) -> None:
        if self._task is not None:
            self._back_to_plan()
            self.show_notice(Notice("已停止，没有写入任何内容。", Tone.INFO))

    def _back_to_plan(self) -> None:
        self._task = None
        if self.plan_pane is not None:
            self._show_step(self.plan_pane)

    def _plan_again(self) -> None:
        effect = self._effect
        if effect is not None:
            office, register = self._office, self._register
            self._prepare(
                "正在重新核对…",
                lambda progress: reading.make_effect(
                    office, register, effect.workbook, progress
                ),
            )

    def _show_step(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        on_plan = step is self.plan_pane
        for widget in (self.foot, self.other_button, self.source):
            widget.setVisible(on_plan)
        self.setFocusProxy(step)
        step.setFocus()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _close(self) -> None:
        """Go back; what is being read is given up, what is being written is not."""
        if self.stack.currentWidget() is self.working:
            self._cancel()
        else:
            self.close_requested.emit()

    def _choose_file(self) -> None:
        kinds = [messages.SPREADSHEETS]
        messages.choose_file(self, "选择要导入的表格", kinds, self.take_file)

    def _ask_where_to_save(self) -> None:
        if self._effect is None:
            return
        stem = Path(self._effect.plan.source).stem
        messages.choose_save(
            self,
            "另存不能导入的行",
            Path(f"{stem}-不能导入的行.xlsx"),
            [WORKBOOK],
            self.save_rejected,
        )

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.back_button, "previous")
        self.back_button.setToolTip("返回列表（Esc）")
        self.back_button.setAccessibleName("返回列表")
        theme.set_look(self.apply_button, "primary")
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(self.title)
        head.addWidget(self.source, 1, Qt.AlignmentFlag.AlignBottom)
        head.addStretch()
        head.addWidget(self.other_button)
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(space("space_m"))
        foot.addWidget(self.apply_button)
        foot.addWidget(self.rejected_button)
        foot.addWidget(self.hint, 1)
        for step in (self.choose, self.working):
            self.stack.addWidget(step)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self._close)
        self.other_button.clicked.connect(self.begin_again)
        self.choose.file_dropped.connect(self.take_file)
        self.choose.choice_requested.connect(self._choose_file)
        self.choose.paste_requested.connect(self.take_clipboard)
        self.working.cancel_requested.connect(self._cancel)
        self.apply_button.clicked.connect(self.apply)
        self.rejected_button.clicked.connect(self._ask_where_to_save)
        tasks.worker().task_progressed.connect(self._on_progressed)
        for keys, call in (("Esc", self._close), ("Ctrl+V", self._paste)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _paste(self) -> None:
        if self.stack.currentWidget() is self.choose:
            self.take_clipboard()

    def _on_progressed(self, task: tasks.Task) -> None:
        if task is self._task:
            self.working.show_progress(task.fraction, task.words)
