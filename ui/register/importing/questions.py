"""待选择: what only a person can know, one question after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.sheets.directions import Answer, Directions, Otherwise, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ui.register.importing.staged import Staged
    from unionoffice.sheets.directions import AskedRow, AskedWords
    from unionoffice.sheets.planning.plan import PlannedRow

LIST_WIDTH = 300
MOST_WORDS = 8
"""Cells of a row that are shown to recognise it by."""
OTHERWISE_WORDS = {
    Otherwise.NEW: "都不是，新建一条",
    Otherwise.EMPTY: "这一项留空",
    Otherwise.SKIP: "不导入这些行",
}
LATER = "以后再说（这些行先跳过）"


class QuestionsPage(QWidget):
    """The questions at the left; the one in hand with its answers at the right."""

    answered = Signal(object, object)
    """What was asked, and the `Answer`; None takes the answer back."""

    def __init__(self) -> None:
        """Begin without questions."""
        super().__init__()
        self._staged: Staged | None = None
        self._questions: list[Question] = []
        self._directions = Directions()
        self.list = QListWidget()
        self.list.setObjectName("questions")
        self.list.setAccessibleName("待选择")
        self.list.setWordWrap(True)
        self.list.setFixedWidth(LIST_WIDTH)
        self.panel = QuestionPanel()
        self.none = words("没有需要选择的。", "soft")
        row = QHBoxLayout(self)
        space = theme.current().length
        row.setContentsMargins(0, space("space_m"), 0, 0)
        row.setSpacing(space("space_xl"))
        row.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.list)
        row.addWidget(self.panel, 1)
        self.list.currentRowChanged.connect(lambda _row: self._show_question())
        self.panel.answered.connect(self._on_answered)
        self.panel.next_requested.connect(self.go_on)
        self.setFocusProxy(self.list)

    @property
    def questions(self) -> list[Question]:
        """Those asked now, and those answered before."""
        return list(self._questions)

    @property
    def open(self) -> bool:
        """Whether there is a question without an answer."""
        answers = self._directions.answers
        return any(item.asked not in answers for item in self._questions)

    def take(self, staged: Staged) -> None:
        """Show the questions of a newer plan; those answered stay, to be changed."""
        self._staged = staged
        self._questions = _merged(self._questions, staged)
        self.say(staged.directions)

    def say(self, directions: Directions) -> None:
        """Show what was answered since."""
        self._directions = directions
        here = max(self.list.currentRow(), 0)
        with QSignalBlocker(self.list):
            self._list(here)
        some = bool(self._questions)
        self.none.setVisible(not some)
        self.list.setVisible(some)
        self.panel.setVisible(some)
        self.panel.next_button.setVisible(len(self._questions) > 1)
        self._show_question()

    def show_asked(self, asked: AskedWords | AskedRow) -> None:
        """Show one question, with the keyboard on its answers."""
        for place, question in enumerate(self._questions):
            if question.asked == asked:
                self.list.setCurrentRow(place)
                self.panel.take_keyboard()

    def begin(self) -> None:
        """Put the keyboard on the first question without an answer from here on."""
        here = self.list.currentRow()
        if self._questions[here].asked in self._directions.answers:
            self.go_on()
        else:
            self.panel.take_keyboard()

    def go_on(self) -> None:
        """Go to the next question without an answer."""
        count, here = len(self._questions), self.list.currentRow()
        for step in range(1, count + 1):
            place = (here + step) % count
            if self._questions[place].asked not in self._directions.answers:
                self.list.setCurrentRow(place)
                self.panel.take_keyboard()
                return

    def _list(self, here: int) -> None:
        self.list.clear()
        look = theme.current()
        for question in self._questions:
            said = self._answer_words(question)
            below = f"✓ {said}" if said else f"{question.rows:,} 行在等"
            item = QListWidgetItem(f"{question.sentence}\n{below}", self.list)
            if said:
                item.setForeground(QBrush(look.colour("text_soft")))
        self.list.setCurrentRow(min(here, len(self._questions) - 1))

    def _answer_words(self, question: Question) -> str:
        answer = self._directions.answers.get(question.asked)
        if isinstance(answer, Otherwise):
            return OTHERWISE_WORDS[answer]
        known = {item.record_id: item.words for item in question.candidates}
        return known.get(answer, "") if answer is not None else ""

    def _show_question(self) -> None:
        place, staged = self.list.currentRow(), self._staged
        if not 0 <= place < len(self._questions) or staged is None:
            return
        question = self._questions[place]
        answer = self._directions.answers.get(question.asked)
        self.panel.show_question(question, answer, list(_waiting(staged, question)))

    def _on_answered(self, answer: Answer | None) -> None:
        question = self._questions[self.list.currentRow()]
        self.answered.emit(question.asked, answer)


class QuestionPanel(QWidget):
    """One question: the rows that wait, the records it may be, the other answers."""

    answered = Signal(object)
    next_requested = Signal()

    def __init__(self) -> None:
        """Begin without a question."""
        super().__init__()
        self._question: Question | None = None
        self.title = words("", "heading", wrap=True)
        self.rows = PlainTable(("位置", "这一行"))
        self.rows.setColumnWidth(0, 150)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers: dict[Answer | None, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout()
        self._box.setSpacing(theme.current().length("space_m"))
        self.next_button = QPushButton("下一个")
        self.next_button.setToolTip("下一个还没有选的（Enter）")
        self.next_button.clicked.connect(self.next_requested)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.next_requested)
        self._lay_out()

    def show_question(
        self,
        question: Question,
        answer: Answer | None,
        waiting: Sequence[tuple[str, str]],
    ) -> None:
        """Show a question with the answer it has, and the rows that wait for one."""
        if question != self._question:
            self._question = question
            self.title.setText(question.sentence)
            self._offer(question)
        self.rows.set_rows(list(waiting))
        self.rows.setVisible(bool(waiting))
        height = theme.current().length
        room = (len(waiting) + 1) * height("row") + height("space_m")
        self.rows.setFixedHeight(min(room, 5 * height("row")))
        for value, button in self.answers.items():
            with QSignalBlocker(button):
                button.setChecked(value == answer)

    def take_keyboard(self) -> None:
        """Put the keyboard on the answer that is chosen."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus()

    def _offer(self, question: Question) -> None:
        for button in self.answers.values():
            self._group.removeButton(button)
            self._box.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.answers = {}
        for place, (value, said) in enumerate(_choices(question)):
            button = QRadioButton(said.replace("&", "&&"))
            button.clicked.connect(
                lambda _on=False, chosen=value: self.answered.emit(chosen)
            )
            self.answers[value] = button
            self._group.addButton(button)
            self._box.insertWidget(place, button)

    def _lay_out(self) -> None:
        space = theme.current().length
        inner = QWidget()
        theme.set_look(inner, "page")
        inner.setLayout(self._box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addSpacing(space("space_s"))
        self._box.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_l"))
        column.addWidget(self.title)
        column.addWidget(self.rows)
        column.addWidget(area, 1)


def _choices(question: Question) -> Iterator[tuple[Answer | None, str]]:
    for candidate in question.candidates:
        yield candidate.record_id, candidate.words
    for other in question.otherwise:
        yield other, OTHERWISE_WORDS[other]
    yield None, LATER


def _merged(known: Sequence[Question], staged: Staged) -> list[Question]:
    """What is asked now, after what was asked before and has an answer."""
    asked = {item.asked: item for item in staged.effect.plan.questions}
    answers = staged.directions.answers
    kept = [
        asked.pop(item.asked, item)
        for item in known
        if item.asked in asked or item.asked in answers
    ]
    return [*kept, *asked.values()]


def _waiting(staged: Staged, question: Question) -> Iterator[tuple[str, str]]:
    """Where the words stand, with what else stands in those rows."""
    wanted = {(cell.sheet, cell.row) for cell in question.cells}
    for row in staged.effect.plan.rows:
        if (staged.sheet(row).name, row.number) in wanted:
            yield staged.place(row), _row_words(staged, row)


def _row_words(staged: Staged, row: PlannedRow) -> str:
    found = (staged.raw(row, column) for column in staged.columns)
    return "　".join([said for said in found if said][:MOST_WORDS])
