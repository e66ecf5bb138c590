"""The fields of an account: sums of twelve months by kind, and what struck the home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from db.vocabulary import ExpenseKind, IncomeKind
from ui import theme
from ui.register.editing.editor import LineEditor
from ui.register.editing.editors import DayEditor
from ui.register.editing.field_sheet import goes_on
from ui.widgets.card import words
from unionoffice.errors import InvalidInput
from unionoffice.hardship.filing.judgements import Account
from unionoffice.hardship.judging.household import Accident
from unionoffice.register.kinds import Day, Money, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ui.register.editing.editor import Editor
    from unionoffice.register.kind import Kind

AS_OF, EVENT, STRUCK, LOSS, ASSETS, NOTE = (
    *("as_of", "accident_event", "accident_on"),
    *("accident_loss", "assets", "note"),
)
OTHERS: tuple[tuple[str, str, Kind[Any]], ...] = (
    (AS_OF, "核算日期", Day()),
    (EVENT, "意外事由", Text(100)),
    (STRUCK, "发生日期", Day()),
    (LOSS, "净损失", Money()),
    (ASSETS, "家庭资产", Money()),
    (NOTE, "数据来源", Text(300)),
)
TIPS = {
    AS_OF: "十二个月到这一天为止；一般是申请的日子",
    LOSS: "扣除保险、赔付和救助以后",
    ASSETS: "净资产和储蓄，原三类的意外致困户要看",
    NOTE: "收入证明、流水、票据等",
}
NARROWEST = 80


class AccountFields(QWidget):
    """Editors that are read while somebody types."""

    changed = Signal()
    """A key was pressed in one of them."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Make the editors, empty."""
        super().__init__()
        self._today = today
        self.editors: dict[str, Editor] = {}
        self._kinds: dict[str, tuple[str, Kind[Any]]] = {}
        incomes = [(_key(kind), kind.label, Money()) for kind in IncomeKind]
        expenses = [(_key(kind), kind.label, Money()) for kind in ExpenseKind]
        space = theme.current().length
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("space_xl"))
        self.income_sum, self.expense_sum = words("", "soft"), words("", "soft")
        row.addLayout(self._column("十二个月收入", self.income_sum, incomes), 1)
        row.addLayout(self._column("刚性支出", self.expense_sum, expenses), 1)
        row.addLayout(self._column("日期和意外", words(""), OTHERS), 1)
        self._show_sums()

    def show_account(self, account: Account) -> None:
        """Show the figures of an account."""
        accident = account.accident
        told: dict[str, Any] = {
            AS_OF: account.as_of,
            EVENT: accident.event if accident else None,
            STRUCK: accident.day if accident else None,
            LOSS: accident.net_loss if accident else None,
            ASSETS: account.assets or None,
            NOTE: account.note or None,
        }
        told |= {_key(kind): account.incomes.get(kind) or None for kind in IncomeKind}
        told |= {_key(kind): account.expenses.get(kind) or None for kind in ExpenseKind}
        for key, editor in self.editors.items():
            editor.set_value(told[key])
        self._show_sums()

    def account(self) -> Account:
        """What stands in the fields just now, read without touching them.

        Raises:
            InvalidInput: a field cannot be read, or the day is missing.
        """
        told = {key: self._read(key) for key in self.editors}
        if told[AS_OF] is None:
            raise InvalidInput("请填写核算日期。")
        accident = None
        if told[EVENT] or told[STRUCK] is not None or told[LOSS] is not None:
            accident = Accident(told[EVENT] or "", told[STRUCK], told[LOSS])
        return Account(
            as_of=told[AS_OF],
            incomes={kind: told[_key(kind)] or 0 for kind in IncomeKind},
            expenses={kind: told[_key(kind)] or 0 for kind in ExpenseKind},
            accident=accident,
            assets=told[ASSETS] or 0,
            note=told[NOTE] or "",
        )

    def commit(self) -> str:
        """Read every field; what is wrong with the first, which gets the keyboard."""
        for editor in self.editors.values():
            editor.commit()
        bad = next(((k, e) for k, e in self.editors.items() if e.problem), None)
        if bad is None:
            return ""
        key, editor = bad
        editor.inner.setFocus()
        return f"{self._kinds[key][0]}：{editor.problem}"

    def set_read_only(self, read_only: bool) -> None:
        """Show the figures without letting them be changed."""
        for editor in self.editors.values():
            editor.set_read_only(read_only)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go to the next field."""
        return goes_on(watched, event) or super().eventFilter(watched, event)

    def _read(self, key: str) -> Any:  # noqa: ANN401  a value of its kind
        label, kind = self._kinds[key]
        editor = self.editors[key]
        text = editor.inner.text()  # type: ignore[attr-defined]  # every one is a line
        try:
            return kind.parse(text, today=self._today()) if text.strip() else None
        except InvalidInput as error:
            raise InvalidInput(f"{label}：{error.sentence}") from error

    def _column(
        self, title: str, total: QLabel, fields: Sequence[tuple[str, str, Kind[Any]]]
    ) -> QGridLayout:
        grid = QGridLayout()
        space = theme.current().length
        grid.setHorizontalSpacing(space("space_m"))
        grid.setVerticalSpacing(space("space_s"))
        grid.setColumnStretch(1, 1)
        grid.addWidget(words(title, "strong"), 0, 0)
        grid.addWidget(total, 0, 1, Qt.AlignmentFlag.AlignRight)
        for line, (key, label, kind) in enumerate(fields, start=1):
            editor = self._editor(key, label, kind)
            name = words(label, "soft")
            name.setBuddy(editor)
            name.setToolTip(TIPS.get(key, ""))
            grid.addWidget(name, line, 0)
            grid.addWidget(editor, line, 1)
        grid.setRowStretch(len(fields) + 1, 1)
        return grid

    def _editor(self, key: str, label: str, kind: Kind[Any]) -> Editor:
        editor: Editor
        if isinstance(kind, Day):
            editor = DayEditor(kind, self._today)
        else:
            line = LineEditor(kind, self._today)
            if isinstance(kind, Money):
                line.inner.setAlignment(Qt.AlignmentFlag.AlignRight)
                line.inner.setPlaceholderText("元")
            editor = line
        editor.inner.setAccessibleName(label)
        editor.inner.setAccessibleDescription(TIPS.get(key, ""))
        editor.inner.setToolTip(TIPS.get(key, ""))
        editor.inner.installEventFilter(self)
        editor.setMinimumWidth(NARROWEST)
        editor.changed.connect(self._on_changed)
        self.editors[key], self._kinds[key] = editor, (label, kind)
        return editor

    def _on_changed(self) -> None:
        self._show_sums()
        self.changed.emit()

    def _show_sums(self) -> None:
        for label, kinds in (
            (self.income_sum, IncomeKind),
            (self.expense_sum, ExpenseKind),
        ):
            label.setText(self._sum([_key(kind) for kind in kinds]))

    def _sum(self, keys: Sequence[str]) -> str:
        try:
            return Money().show(sum(self._read(key) or 0 for key in keys))
        except InvalidInput:
            return ""


def _key(kind: IncomeKind | ExpenseKind) -> str:
    """The name of a field; both lists have an `other`."""
    side = "income" if isinstance(kind, IncomeKind) else "expense"
    return f"{side}_{kind}"
