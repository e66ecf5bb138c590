"""The page a template makes, while it is written: for whom it is shortest, longest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.vocabulary import TemplateKind
from ui import tasks, theme
from ui.register import loading
from ui.register.editing.pickers import SearchEditor
from ui.register.printing.page_view import PageView
from ui.register.printing.rendering import Sheets, sheets_of
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from unionoffice.documents.template_proof import Proof, Specimen, proof, too_long
from unionoffice.documents.templates.merge import overflow_sentence
from unionoffice.members.events import PERSON_TARGET
from unionoffice.paper.pdf.writer import pdf_bytes

if TYPE_CHECKING:
    from unionoffice.documents.templates.merge import Filled
    from unionoffice.documents.templates.store import Written
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office

REST = 400
"""Milliseconds of rest after the last key before the page is laid out again."""
PART = 100
"""People whose page is laid out in one go to see whether it fits."""
NARROW = 240
"""Pixels of a sentence in this column."""
WORD = "Word 模板的版面在 WPS 中设计。用“生成 Word 文件”可以得到填好的文件。"


class ProofPane(QWidget):
    """Shows one page of the template that is being written, and who does not fit."""

    laid_out = Signal()
    """The page was laid out again."""
    refused = Signal(str)
    checked = Signal()
    """It is known for everybody whether the page is enough."""

    def __init__(self, office: Office) -> None:
        """Begin without a page."""
        super().__init__()
        self._office = office
        self._written: Written | None = None
        self._stale = False
        self._tried: Proof | None = None
        self._too_long: list[Filled] = []
        self.buttons = QButtonGroup(self)
        self.person = SearchEditor(PERSON_TARGET, partial(loading.hits, office))
        self.view = PageView()
        self.whose = words("", "small", wrap=True)
        self.fits = words("", "small", wrap=True)
        self.trouble = words("", "complaint", wrap=True)
        self.stack = QStackedWidget()
        self.word = EmptyState("word", "没有预览", "")
        self.word.sentence.setFixedWidth(NARROW)
        self.word.say(WORD)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.read)
        self._lay_out()
        self.buttons.idClicked.connect(lambda _place: self._on_specimen())
        self.person.changed.connect(self._on_person)

    @property
    def specimen(self) -> Specimen:
        """Whose page is wanted."""
        return tuple(Specimen)[self.buttons.checkedId()]

    @property
    def person_id(self) -> int | None:
        """The person chosen, if one is."""
        chosen: int | None = self.person.value()
        return chosen

    def choose(self, specimen: Specimen) -> None:
        """Show the page of another one, as a press of the button would."""
        self.buttons.button(tuple(Specimen).index(specimen)).click()

    def show_written(self, written: Written | None, *, now: bool = False) -> None:
        """Show this template after a rest, or now."""
        self._written = written
        word = written is not None and written.kind is TemplateKind.WORD
        self.stack.setCurrentWidget(self.word if word else self.view)
        for button in self.buttons.buttons():
            button.setEnabled(not word)
        if word or written is None:
            self._forget()
        elif now:
            self.read()
        else:
            self._rest.start()

    def read(self) -> None:
        """Lay the page out; the newest wish wins."""
        self._rest.stop()
        written, specimen, person = self._written, self.specimen, self.person_id
        if written is None or written.kind is TemplateKind.WORD:
            return
        if not self.isVisible():
            self._stale = True
            return

        def work(_progress: tasks.Progress) -> tuple[Proof, Sheets]:
            tried = proof(self._office, written, specimen, person)
            return tried, sheets_of(pdf_bytes(tried.content.layout()))

        tasks.run(
            self,
            work,
            lambda answer: self._show(*answer),
            failed=self._on_refused,
            key="proof",
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _show(self, tried: Proof, sheets: Sheets) -> None:
        if self.stack.currentWidget() is self.word:
            return
        self._say("")
        self.view.show_sheets(sheets)
        pages = len(sheets.sizes)
        of = f"{tried.whose} 的" if tried.whose else "没有在会会员，这是空白的"
        self.whose.setText(
            f"{of}一份，{pages} 页。在会会员 {len(tried.everybody)} 人。"
        )
        self.laid_out.emit()
        self._tried, self._too_long = tried, []
        self._check(tried, 0)

    def _check(self, tried: Proof, start: int) -> None:
        """Lay the next ones out, part by part: others may use the worker between."""
        if tried is not self._tried:
            return
        count = len(tried.everybody)
        if start >= count:
            self._say_fits(count)
            return
        self.fits.setText(f"正在检查每人一页是否放得下… {start} / {count}")

        def done(found: list[Filled]) -> None:
            self._too_long += found
            self._check(tried, start + PART)

        tasks.run(
            self,
            lambda _progress: too_long(tried, start, PART),
            done,
            failed=self._on_refused,
            key="proof",
        )

    def _say_fits(self, count: int) -> None:
        sentence = overflow_sentence(self._too_long)
        theme.set_look(self.fits, "warning" if sentence else "small")
        told = f"{count} 人的内容都放得下，一人一页。" if count else ""
        self.fits.setText(sentence or told)
        self.checked.emit()

    def _on_refused(self, error: OfficeError) -> None:
        self._say(f"预览没有更新。{error.sentence}")
        self.fits.setText("")
        self.refused.emit(error.sentence)

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _forget(self) -> None:
        self._rest.stop()
        self._tried = None
        self.view.clear()
        self._say("")
        self.whose.setText("")
        self.fits.setText("")

    def _on_specimen(self) -> None:
        chosen = self.specimen is Specimen.CHOSEN
        self.person.setVisible(chosen)
        if chosen and self.person_id is None:
            self.person.setFocus()
        else:
            self.read()

    def _on_person(self) -> None:
        if self.person_id is not None and not self.person.problem:
            self.read()

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_s"))
        for place, specimen in enumerate(Specimen):
            button = QPushButton(specimen)
            button.setCheckable(True)
            button.setToolTip(f"按内容{specimen}的人预览")
            self.buttons.addButton(button, place)
            row.addWidget(button)
        row.addStretch()
        self.buttons.button(tuple(Specimen).index(Specimen.CHOSEN)).setToolTip(
            "找一个人，看他的一份"
        )
        self.buttons.button(tuple(Specimen).index(Specimen.LONGEST)).setChecked(True)
        self.person.inner.setAccessibleName("指定会员")
        self.person.hide()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_s"))
        column.addLayout(row)
        column.addWidget(self.person)
        column.addWidget(self.stack, 1)
        for label in (self.trouble, self.whose, self.fits):
            column.addWidget(label)
        self.trouble.hide()
