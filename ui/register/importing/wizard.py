"""Import as a page: choose a file, look at the effect, then write it or leave it.

Nothing is written before the effect was shown, and what was written can be taken back.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.importing import delivery_reading as delivery
from ui.register.importing import reading
from ui.register.importing.delivery_strip import DeliveryStrip
from ui.register.importing.drop_area import DropArea
from ui.register.importing.frame import WizardFoot, WizardHead
from ui.register.importing.outside import ask_where_to_keep, keep_outside
from ui.register.importing.review import ImportReview
from ui.register.importing.typing import TypingPage
from ui.widgets.banner import Banner
from ui.widgets.working import Working
from unionoffice.sheets.reading.pasted import pasted_workbook

if TYPE_CHECKING:
    from ui.register.importing.plan import PlanPane
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import Plan
    from unionoffice.sheets.reading.raw import Workbook

TYPED = "照着纸表录入"


class ImportWizard(QWidget):
    """Takes one file into a register."""

    close_requested = Signal()
    imported = Signal(object, object)
    """`Changes` and the `Plan` that was carried out."""
    plan_shown = Signal()
    """A plan is shown: the first of a file, or one after something was said of it."""
    columns_wanted = Signal()
    """Nobody knows what the columns are; they must be told."""
    refused = Signal(str)

    def __init__(self, office: Office, register: Register) -> None:
        """Ask for a file."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._office, self._register = office, register
        self._task: tasks.Task | None = None
        self._origin: QWidget | None = None
        self.review: ImportReview | None = None
        self._told = ""
        self.banner = Banner()
        self.head = WizardHead(f"导入{register.title}")
        self.choose = DropArea(register.noun)
        self.typing: TypingPage | None = None
        self.working = Working()
        self.strip = DeliveryStrip(office)
        self.foot = WizardFoot()
        self.apply_button = self.foot.apply_button
        self.rejected_button = self.foot.rejected_button
        self.back_button = self.head.back_button
        self.other_button = self.head.other_button
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_step(self.choose)

    @property
    def effect(self) -> reading.Effect | None:
        """What would be written, once a file was read."""
        return self.review.effect if self.review is not None else None

    @property
    def plan_pane(self) -> PlanPane | None:
        """The plan as it is shown, once there is one."""
        return self.review.pane if self.review is not None else None

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def unsaved(self) -> str:
        """What would be lost if the page were closed now; empty if nothing."""
        review = self.review
        if self.typing is not None and self.typing.rows.count():
            return f"录入的 {self.typing.rows.count():,} 行还没有导入"
        if review is None:
            return ""
        mends = f"，改过的 {review.mends:,} 格会丢掉" if review.mends else ""
        return f"导入还没有写入{mends}"

    def take_file(self, file: Path) -> None:
        """Read a file and show what its import would do."""
        self._prepare(
            f"正在读取“{file.name}”…",
            partial(delivery.read_file, self._office, self._register, file),
        )

    def take_clipboard(self) -> None:
        """Take what was copied in Excel or WPS."""
        text = QGuiApplication.clipboard().text()
        office, register = self._office, self._register
        self._prepare(
            "正在读取剪贴板…",
            lambda progress: reading.begin(
                office, register, pasted_workbook(text), progress
            ),
        )

    def take_workbook(self, workbook: Workbook) -> None:
        """Show what the import of a workbook would do that was read already."""
        self._prepare(
            f"正在核对“{workbook.path.name}”…",
            partial(reading.begin, self._office, self._register, workbook),
        )

    def begin_typing(self) -> TypingPage:
        """Show the sheet to type into from paper, with what was typed before."""
        if self.typing is None:
            self.typing = TypingPage(self._office, self._register)
            self.typing.check_requested.connect(self._check_typed)
            self.typing.told.connect(lambda said: self.show_notice(Notice(said)))
            self.stack.addWidget(self.typing)
        self.banner.dismiss()
        self._drop_review()
        self.head.source.setText(TYPED)
        self._show_step(self.typing)
        self.typing.begin()
        return self.typing

    def apply(self) -> None:
        """Write what was shown, in one go."""
        review = self.review
        if review is None or review.effect is None or self._task is not None:
            return
        if not review.ready:
            return
        plan = review.effect.plan
        self._begin(f"正在导入“{plan.source}”…")
        self._task = tasks.run(
            self,
            partial(delivery.carry_out, self._office, review.delivered, plan),
            lambda changes: self._on_applied(changes, plan),
            failed=self._on_not_applied,
            stopped=self._on_apply_stopped,
            title=f"导入{self._register.title}",
        )

    def save_rejected(self, file: Path) -> None:
        """Write the rows that cannot go in, with the reasons, to be mended."""
        if self.effect is not None:
            keep_outside(self, self.effect.plan, self.show_notice, file)

    def begin_again(self) -> None:
        """Ask for another file, or go back to what was typed."""
        review = self.review
        if self._origin is self.typing and self.typing is not None:
            if review is not None:
                self.typing.take_mends(review.planner.directions.mended)
            self.begin_typing()
        elif review is not None and review.mends:
            self._ask_to_leave(self._choose_again)
        else:
            self._choose_again()

    def _choose_again(self) -> None:
        self.banner.dismiss()
        self._drop_review()
        self._show_step(self.choose)

    def _check_typed(self) -> None:
        if self.typing is not None:
            self.take_workbook(self.typing.rows.workbook())

    def _prepare(self, words_: str, work: Any) -> None:  # noqa: ANN401 - from a Progress to a Begun
        if self._task is not None:
            return
        here = self.stack.currentWidget()
        self._origin = self.typing if here is self.typing else self.choose
        self.banner.dismiss()
        self._drop_review()
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

    def _on_read(self, begun: reading.Begun) -> None:
        self._task = None
        review = ImportReview(self._office, self._register, begun)
        review.changed.connect(self._show_foot)
        review.planned.connect(self._on_planned)
        review.refused.connect(self._on_directions_refused)
        self.review = review
        self.strip.show_delivery(begun.delivered)
        self.stack.addWidget(review)
        self.head.source.setText(begun.workbook.path.name)
        typed = self._origin is self.typing and self.typing is not None
        self.other_button.setText("返回修改" if typed else "换一个文件")
        self._show_step(review)
        if begun.effect is None:
            self.columns_wanted.emit()
            return
        self._on_planned(begun.effect)

    def _on_planned(self, effect: reading.Effect) -> None:
        self._warn(effect)
        self.strip.look_at(effect.plan)
        self.plan_shown.emit()

    def _warn(self, effect: reading.Effect) -> None:
        """Say once what is alarming; be silent again when it is not any more."""
        told, self._told = self._told, effect.warning
        if effect.warning and effect.warning != told:
            self.show_notice(Notice(effect.warning, Tone.WARNING))
        elif told and not effect.warning and self.banner.sentence == told:
            self.banner.dismiss()

    def _show_foot(self) -> None:
        review = self.review
        if review is not None:
            came = review.delivered is not None
            self.foot.show_effect(review.effect, ready=review.ready, delivered=came)

    def _drop_review(self) -> None:
        review, self.review = self.review, None
        self._told = ""
        self.strip.show_delivery(None)
        if review is not None:
            review.planner.stop()
            self.stack.removeWidget(review)
            review.deleteLater()

    def _on_refused(self, error: OfficeError) -> None:
        self._task = None
        self._show_step(self._origin or self.choose)
        self.show_notice(Notice(error.sentence, Tone.ERROR))
        self.refused.emit(error.sentence)

    def _on_directions_refused(self, sentence: str) -> None:
        self.show_notice(Notice(sentence, Tone.ERROR))
        self.refused.emit(sentence)

    def _on_stopped(self) -> None:
        if self._task is not None:
            self._task = None
            self._show_step(self._origin or self.choose)

    def _on_applied(self, changes: Changes, plan: Plan) -> None:
        """Keep how the columns were read, for the next file of this kind."""
        self._task = None
        office = self._office
        tasks.run(
            self,
            lambda _progress: office.remember_layout(plan),
            lambda _changes: None,
            failed=lambda _error: None,
        )
        self._drop_review()
        self.imported.emit(changes, plan)

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
        if self.review is not None:
            self._show_step(self.review)

    def _plan_again(self) -> None:
        if self.review is not None:
            self.review.planner.plan_again()

    def _show_step(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        on_plan = step is self.review
        self.foot.setVisible(on_plan)
        self.head.show_file(named=on_plan or step is self.typing, other=on_plan)
        self._show_foot()
        self.setFocusProxy(step)
        step.setFocus()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _close(self) -> None:
        """Go back; what is being read is given up, what is being written is not."""
        here = self.stack.currentWidget()
        if here is self.working:
            self._cancel()
        elif self._has_work():
            self._ask_to_leave(self.close_requested.emit)
        else:
            self.close_requested.emit()

    def _has_work(self) -> bool:
        """Whether somebody typed something that a file would not bring back."""
        typed = self.typing is not None and self.typing.rows.count() > 0
        return typed or (self.review is not None and self.review.mends > 0)

    def _ask_to_leave(self, then: Any) -> None:  # noqa: ANN401 - a call without arguments
        question = f"{self.unsaved()}，要离开吗？"
        messages.ask(self, question, "离开", "留下", then, danger=True)

    def _choose_file(self) -> None:
        kinds = [delivery.TAKEN]
        messages.choose_file(self, "选择要导入的表格", kinds, self.take_file)

    def _ask_where_to_save(self) -> None:
        if self.effect is not None:
            ask_where_to_keep(self, self.effect.plan, self.show_notice)

    def _lay_out(self) -> None:
        space = theme.current().length
        for step in (self.choose, self.working):
            self.stack.addWidget(step)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self._close)
        self.other_button.clicked.connect(self.begin_again)
        self.choose.file_dropped.connect(self.take_file)
        self.choose.choice_requested.connect(self._choose_file)
        self.choose.paste_requested.connect(self.take_clipboard)
        self.choose.typing_requested.connect(self.begin_typing)
        self.working.cancel_requested.connect(self._cancel)
        self.apply_button.clicked.connect(self.apply)
        self.rejected_button.clicked.connect(self._ask_where_to_save)
        tasks.worker().task_progressed.connect(self._on_progressed)
        for owner, keys, call in (
            (self, "Esc", self._close),
            (self.choose, "Ctrl+V", self.take_clipboard),
        ):
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _on_progressed(self, task: tasks.Task) -> None:
        if task is self._task:
            self.working.show_progress(task.fraction, task.words)
