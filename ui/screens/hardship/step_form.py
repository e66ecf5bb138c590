"""One step of the procedure, told in place: the day, who, where, what (§2.5)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.vocabulary import HardshipCategory
from ui import tasks, theme
from ui.register.editing.editor import LineEditor, LinesEditor
from ui.register.editing.editors import DayEditor
from ui.register.editing.field_sheet import goes_on
from ui.register.editing.pickers import ChoiceEditor
from ui.widgets.card import Card, words
from unionoffice.hardship.filing.procedure import Told, label_of
from unionoffice.hardship.filing.steps import names_in, take_step
from unionoffice.register.kinds import Day, Text, worded

if TYPE_CHECKING:
    from datetime import date

    from ui.register.editing.editor import Editor
    from unionoffice.errors import OfficeError
    from unionoffice.hardship.desk.dossier import Ahead
    from unionoffice.hardship.filing.procedure import Step
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

MOST_NAMES, LONGEST_PLACE, LONGEST_WORDS = 200, 100, 1000
NAMES_APART = "几个人用顿号隔开，如 张三、李四"
DAY = "day"


class StepForm(Card):
    """Asks for what a step needs; what forbids it is said before anything is typed."""

    step_taken = Signal(object)
    """The `Changes`."""
    close_requested = Signal()

    def __init__(self, office: Office) -> None:
        """Begin without a step."""
        super().__init__()
        self._office = office
        self._file: int | None = None
        self._step: Step | None = None
        self._typed = False
        self.editors: dict[str, Editor] = {}
        self.title, self.hint = words("", "strong"), words("", "small", wrap=True)
        self.problem = words("", "complaint", wrap=True)
        self.take_button, self.back_button = QPushButton(), QPushButton("取消")
        theme.set_look(self.take_button, "primary")
        self.take_button.setToolTip("Ctrl+Enter")
        for button in (self.take_button, self.back_button):
            button.setAutoDefault(True)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum)
        self.back_button.setToolTip("Esc")
        self._fields = QVBoxLayout()
        self._lay_out()
        self.take_button.clicked.connect(self.take)
        self.back_button.clicked.connect(self.close_requested)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self._shortcut(keys).activated.connect(self.take)
        self._shortcut("Esc").activated.connect(self.close_requested)
        self.hide()

    @property
    def typed(self) -> bool:
        """Whether something was told that is not written down yet."""
        return self._typed and not self.isHidden()

    @property
    def asks(self) -> bool:
        """Whether there are fields to be filled in just now."""
        return bool(self.editors) and not self.isHidden()

    @property
    def step(self) -> Step | None:
        """The step that is asked about."""
        return self._step

    def ask(self, file_id: int, ahead: Ahead, category: str | None = None) -> None:
        """Ask about a step of a file, or say why it cannot be taken.

        `category` is what the newest judgement found: it stands in the field for it.
        """
        self._file, self._step, self._typed = file_id, ahead.step, False
        kind = ahead.step.kind
        self.title.setText(kind.label)
        self.hint.setText(ahead.step.hint)
        self.take_button.setText(f"办理{kind.label}")
        hindered = bool(ahead.hindrances)
        self._say("".join(ahead.hindrances))
        self.take_button.setVisible(not hindered)
        self.back_button.setText("知道了" if hindered else "取消")
        self._ask_for(() if hindered else self._facts(ahead.step))
        if category is not None and "category" in self.editors:
            self.editors["category"].set_value(category)
        self.show()
        if hindered:
            self.back_button.setFocus()
        else:
            self._go_to_first()

    def put_away(self) -> None:
        """Forget what was told."""
        self._typed = False
        self._step = None
        self.hide()

    def told(self) -> Told | None:
        """What was told; None if something cannot be read, which is then said."""
        if self._step is None:
            return None
        for editor in self.editors.values():
            editor.commit()
        bad = next((e for e in self.editors.values() if e.problem), None)
        if bad is not None:
            self._say(bad.problem)
            bad.inner.setFocus()
            return None
        values = {key: editor.value() for key, editor in self.editors.items()}
        day: date | None = values[DAY]
        if day is None:
            self._say("请填写办理日期。")
            self.editors[DAY].inner.setFocus()
            return None
        return Told(
            self._step.kind,
            day,
            names_in(values.get("people") or ""),
            (values.get("words") or "").strip(),
            (values.get("place") or "").strip(),
            values.get("category"),
        )

    def take(self) -> None:
        """Take the step; what forbids it is said beside the fields."""
        if self.take_button.isHidden():
            return
        told, file = self.told(), self._file
        if told is None or file is None:
            return
        self.take_button.setEnabled(False)
        tasks.run(
            self,
            lambda _progress: take_step(self._office, file, told),
            self._on_taken,
            failed=self._on_refused,
            stopped=lambda: self.take_button.setEnabled(True),
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go to the next field, and from the last one take the step."""
        return goes_on(watched, event) or super().eventFilter(watched, event)

    def _on_taken(self, changes: Changes) -> None:
        self.take_button.setEnabled(True)
        self.put_away()
        self.step_taken.emit(changes)

    def _on_refused(self, error: OfficeError) -> None:
        self._say(error.sentence)
        self._go_to_first()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _facts(self, step: Step) -> tuple[str, ...]:
        return (DAY, *step.asks, *step.more)

    def _ask_for(self, facts: tuple[str, ...]) -> None:
        """Make the editors that a step needs, the long text last and widest."""
        while (old := self._fields.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.editors = {key: self._editor(key) for key in facts}
        inside = QWidget()
        grid = QGridLayout(inside)
        space = theme.current().length
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space("space_l"))
        grid.setVerticalSpacing(space("space_xs"))
        short = [key for key in facts if key != "words"]
        for place, key in enumerate(short):
            grid.addWidget(self._label(key), 0, place)
            grid.addWidget(self.editors[key], 1, place)
            grid.setColumnStretch(place, 1 if key == DAY else 2)
        if "words" in facts:
            grid.addWidget(self._label("words"), 2, 0, 1, max(len(short), 1))
            grid.addWidget(self.editors["words"], 3, 0, 1, max(len(short), 1))
        self._fields.addWidget(inside)
        self._order_tabs([*short, *(key for key in facts if key == "words")])

    def _order_tabs(self, keys: list[str]) -> None:
        inner = [self.editors[key].inner for key in keys]
        for one, other in pairwise([*inner, self.take_button]):
            QWidget.setTabOrder(one, other)

    def _editor(self, key: str) -> Editor:
        today = self._office.clock.today
        editor: Editor
        if key == DAY:
            editor = DayEditor(Day(), today)
            editor.set_value(today())
        elif key == "words":
            editor = LinesEditor(Text(LONGEST_WORDS, lines=True), today)
        elif key == "category":
            kind = worded(HardshipCategory)
            none = str(HardshipCategory.NONE)
            items = [item for item in kind.items if item[0] != none]
            editor = ChoiceEditor(kind, items, today)
        else:
            longest = MOST_NAMES if key == "people" else LONGEST_PLACE
            line = LineEditor(Text(longest), today)
            line.inner.setPlaceholderText(NAMES_APART if key == "people" else "")
            editor = line
        editor.inner.setAccessibleName(self._words(key))
        editor.changed.connect(self._on_typed)
        editor.left.connect(self._on_left)
        if not isinstance(editor, LinesEditor):
            editor.inner.installEventFilter(self)
        return editor

    def _label(self, key: str) -> QWidget:
        star = " *" if self._step and key in (DAY, *self._step.asks) else ""
        label = words(f"{self._words(key)}{star}", "soft")
        label.setBuddy(self.editors[key])
        return label

    def _words(self, key: str) -> str:
        if key == DAY or self._step is None:
            return "办理日期"
        return label_of(self._step.kind, key)

    def _on_typed(self) -> None:
        self._typed = True
        self._say("")

    def _on_left(self) -> None:
        bad = next((e.problem for e in self.editors.values() if e.problem), "")
        if bad:
            self._say(bad)

    def _go_to_first(self) -> None:
        """Into the first field that is empty; the day is there already."""
        empty = (e for e in self.editors.values() if not _stands(e.value()))
        first = next(empty, None)
        (first.inner if first is not None else self.take_button).setFocus()

    def _lay_out(self) -> None:
        space = theme.current().length
        self.body.setSpacing(space("space_s"))
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.title)
        head.addWidget(self.hint, 1)
        foot = QHBoxLayout()
        foot.setSpacing(space("space_m"))
        foot.addWidget(self.take_button)
        foot.addWidget(self.back_button)
        foot.addWidget(self.problem, 1)
        foot.addStretch()
        self.body.addLayout(head)
        self.body.addLayout(self._fields)
        self.body.addLayout(foot)

    def _shortcut(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut


def _stands(value: Any) -> bool:  # noqa: ANN401  any value of an editor
    return value not in (None, "")
