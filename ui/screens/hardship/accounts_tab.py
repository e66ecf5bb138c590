"""收支核算: the figures of twelve months, and the sentence that they make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import icons, tasks, theme
from ui.screens.hardship.account_fields import AccountFields
from ui.screens.hardship.verdict import FIRST_STANDARD, standard_words, unbroken
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.errors import InvalidInput
from unionoffice.hardship.filing.judgements import Account, judge, reckon
from unionoffice.hardship.judging.sentences import per_head

if TYPE_CHECKING:
    from unionoffice.errors import OfficeError
    from unionoffice.hardship.desk.dossier import Dossier
    from unionoffice.hardship.judging.assessment import Assessment
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

PAUSE = 120
"""Milliseconds of rest after the last key before the figures are worked out."""
HEADINGS = ("核算日期", "类别", "人均月纯收入", "标准", "核算过程")
WIDTHS = (90, 76, 96, 250)
ROWS_SEEN = 3
NOT_KEPT = "试算，还没有保存"


class AccountsTab(QWidget):
    """Figures, and what was kept; under them the living sentence, always in sight."""

    judged = Signal(object)
    """The `Changes` of a judgement that was kept."""
    standard_requested = Signal()

    def __init__(self, office: Office) -> None:
        """Begin without a household."""
        super().__init__()
        self._office = office
        self._shown: Dossier | None = None
        self._dirty = self._saving = False
        self.fields = AccountFields(office.clock.today)
        self.area = QScrollArea()
        self.sentence = words("", "heading", wrap=True)
        self.figures = words("", "soft", wrap=True)
        self.problems = words("", "warning", wrap=True)
        self.save_button = QPushButton("核算并保存")
        self.save_button.setToolTip("Ctrl+S")
        theme.set_look(self.save_button, "primary")
        self.reset_button = QPushButton("放弃改动")
        self.standard_button = QPushButton("填写困难标准")
        icons.put(
            self.standard_button, "settings", size=theme.current().length("icon_s")
        )
        self.earlier = PlainTable(HEADINGS, numbers=(2,))
        self.earlier.setAccessibleName("以前的核算")
        for column, width in enumerate(WIDTHS):
            self.earlier.setColumnWidth(column, width)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()

    @property
    def dirty(self) -> bool:
        """Whether figures were typed that are not kept."""
        return self._dirty

    def show_household(self, shown: Dossier) -> None:
        """Show the newest figures of a household; what is typed for it stays."""
        same = self._shown is not None and self._shown.file_id == shown.file_id
        self._shown = shown
        self._show_earlier(shown)
        self.fields.set_read_only(shown.closed)
        self.save_button.setVisible(not shown.closed)
        if not (same and self._dirty):
            self.reset()
        else:
            self.reckon()

    def reset(self) -> None:
        """Put the figures back as they were kept last, as of today."""
        if self._shown is None:
            return
        self.fields.show_account(self._first_account(self._shown))
        self._set_dirty(dirty=False)
        self.reckon()

    def reckon(self) -> None:
        """Work out what stands in the fields; nothing is written."""
        shown, office = self._shown, self._office
        if shown is None:
            return
        try:
            account = self.fields.account()
        except InvalidInput as error:
            self._show_trouble(error)
            return

        def work(_progress: tasks.Progress) -> Assessment:
            with office.reading() as connection:
                return reckon(connection, shown.file_id, account)

        tasks.run(self, work, self._show_found, failed=self._show_trouble, key="reckon")

    def save(self) -> None:
        """Judge the household and keep the judgement."""
        shown = self._shown
        if shown is None or shown.closed or self._saving:
            return
        trouble = self.fields.commit()
        if trouble:
            self._say(trouble)
            return
        try:
            account = self.fields.account()
        except InvalidInput as error:
            self._show_trouble(error)
            return
        self._saving = True
        tasks.run(
            self,
            lambda _progress: judge(self._office, shown.file_id, account),
            self._on_judged,
            failed=self._show_trouble,
            stopped=self._on_stopped,
        )

    def go_to_first(self) -> None:
        """Put the keyboard into the first sum."""
        next(iter(self.fields.editors.values())).inner.setFocus()

    def _first_account(self, shown: Dossier) -> Account:
        """The figures kept last; of a closed file as they are, else as of now."""
        today, kept = self._office.clock.today(), shown.newest
        if kept is None:
            undecided = shown.since is not None and not shown.closed
            day = shown.since if undecided and shown.category is None else None
            return Account(as_of=day or today)
        return kept.account if shown.closed else replace(kept.account, as_of=today)

    def _show_found(self, found: Assessment) -> None:
        self.standard_button.hide()
        theme.set_state(self.sentence, "tone", "")
        kept = self._shown.newest if self._shown is not None else None
        same = kept is not None and kept.sentence == found.sentence
        self.sentence.setText(unbroken(found.sentence))
        told = (
            f"人均月纯收入 {per_head(found.net_per_head)}",
            f"不扣支出的月人均收入 {per_head(found.gross_per_head)}",
            f"视同收入 {per_head(found.imputed)}" if found.imputed else "",
            "" if same else NOT_KEPT,
        )
        self.figures.setText(unbroken("　".join(filter(None, told))))
        self.problems.setText("\n".join(found.problems))
        self.problems.setVisible(bool(found.problems))

    def _show_trouble(self, error: OfficeError) -> None:
        self._say(error.sentence)
        lacking = self._shown is not None and not self._shown.has_standard
        self.standard_button.setVisible(lacking)
        if lacking and not isinstance(error, InvalidInput):
            self._say(FIRST_STANDARD)

    def _say(self, sentence: str) -> None:
        theme.set_state(self.sentence, "tone", "error")
        self.sentence.setText(sentence)
        self.figures.setText("")
        self.problems.hide()

    def _on_judged(self, changes: Changes) -> None:
        self._saving = False
        self._set_dirty(dirty=False)
        self.judged.emit(changes)

    def _on_stopped(self) -> None:
        self._saving = False

    def _on_typed(self) -> None:
        self._set_dirty(dirty=True)
        self._pause.start()

    def _set_dirty(self, *, dirty: bool) -> None:
        self._dirty = dirty
        self.reset_button.setVisible(dirty)

    def _show_earlier(self, shown: Dossier) -> None:
        rows = [
            (
                kept.as_of.isoformat(),
                kept.category.label,
                per_head(kept.net),
                standard_words(kept.standard),
                kept.sentence,
            )
            for kept in shown.judgements
        ]
        self.earlier.set_rows(rows)
        for row, told in enumerate(rows):
            for column in range(len(HEADINGS)):
                item = self.earlier.item(row, column)
                if item is not None:
                    item.setToolTip(f"{told[-1]}\n{told[-2]}")
        self.earlier.setVisible(bool(rows))
        seen = min(max(len(rows), 1), ROWS_SEEN)
        row_height = theme.current().length("row")
        head = theme.current().length("header")
        self.earlier.setFixedHeight(head + seen * row_height + LABEL_ROOM)

    def _lay_out(self) -> None:
        space = theme.current().length
        inside = QWidget()
        theme.set_look(inside, "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, space("space_m"), space("space_s"), 0)
        column.setSpacing(space("space_m"))
        for widget in (self.fields, self.problems, self.earlier):
            column.addWidget(widget)
        column.addStretch()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.area.setHorizontalScrollBarPolicy(off)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space("space_m"))
        whole.addWidget(self.area, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        """The sentence and the button: in sight whichever sum is typed."""
        space = theme.current().length
        told = QVBoxLayout()
        told.setSpacing(space("space_xs"))
        told.addWidget(self.sentence)
        told.addWidget(self.figures)
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addLayout(told, 1)
        for button in (self.standard_button, self.reset_button, self.save_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.standard_button.hide()
        self.reset_button.hide()
        return row

    def _connect(self) -> None:
        self.fields.changed.connect(self._on_typed)
        self._pause.timeout.connect(self.reckon)
        self.save_button.clicked.connect(self.save)
        self.reset_button.clicked.connect(self.reset)
        self.standard_button.clicked.connect(self.standard_requested)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)


LABEL_ROOM = 4
"""Pixels of the frame around a table."""
