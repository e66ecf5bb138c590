"""Beside the grid: running totals, the counted cash, and what differs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ui import icons, theme
from ui.screens.donations.entry_cells import Cell
from ui.widgets.card import Card, words
from unionoffice import money
from unionoffice.donations.books.counts import CASH_COUNTS, DENOMINATIONS, LABELS
from unionoffice.donations.desk.entry.figures import Count, Figures, difference
from unionoffice.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

PIECES_WIDTH, SIGNER_WIDTH = 58, 76


class TotalsCard(Card):
    """Today and the whole campaign: how many, how much; and the way into the books."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__("合计")
        self.day = words("0.00", "figure")
        self.day_count = words("今天 0 笔", "soft")
        self.whole = words("", "soft")
        self.cash = words("", "soft")
        self.book_button = QPushButton("入账")
        theme.set_look(self.book_button, "primary")
        icons.put(
            self.book_button, "tick", "on_accent", theme.current().length("icon_s")
        )
        self.header.add(self.day_count)
        for label in (self.day, self.whole, self.cash):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(label)
        self.body.addWidget(self.book_button)

    def show_figures(self, figures: Figures, day: str) -> None:
        """Show the running figures of a day."""
        self.day.setText(money.show(figures.day_sum))
        self.day_count.setText(f"{day} {figures.day_count:,} 笔")
        self.whole.setText(f"全部 {figures.count:,} 笔　{money.show(figures.total)} 元")
        self.cash.setText(f"{day}现金　{money.show(figures.day_cash)} 元")
        drafts = figures.drafts
        self.book_button.setText(f"入账 {drafts:,} 笔" if drafts else "入账")
        self.book_button.setToolTip(
            f"把未入账的 {drafts:,} 笔、{money.show(figures.drafts_sum)} 元记入收支账；"
            "入账以后不能改"
            if drafts
            else "没有未入账的捐款"
        )


class CashCard(Card):
    """点款单: pieces of each kind, typed right here; the difference at once."""

    count_changed = Signal(object)
    """The `Count` as it was typed."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Begin with nothing counted."""
        super().__init__("点款")
        self._today = today
        self._count, self._cash = Count(), 0
        self._dirty = False
        self.pieces = {
            key: Cell(LABELS[key], self, right=True) for key in DENOMINATIONS
        }
        self.counter, self.supervisor = QLineEdit(), QLineEdit()
        self.total = words("", "strong")
        self.said = words("", "", wrap=True)
        self._lay_out()
        order = [*self.pieces.values()]
        for place, cell in enumerate(order):
            after = order[place + 1] if place + 1 < len(order) else self.counter
            before = order[place - 1] if place else cell
            cell.entered.connect(after.setFocus)
            cell.moved.connect(partial(_go, before, after))
            cell.textEdited.connect(self._on_edited)
            cell.editingFinished.connect(self._keep)
            cell.left.connect(self._keep)
        for line in (self.counter, self.supervisor):
            line.textEdited.connect(self._on_edited)
            line.editingFinished.connect(self._keep)

    @property
    def difference(self) -> int:
        """What was counted less what was entered as cash."""
        return difference(self._cash, self._count)[0]

    @property
    def sentence(self) -> str:
        """The difference in words."""
        return self.said.text()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._dirty

    def show_count(self, count: Count, cash: int) -> None:
        """Show what was counted beside the cash that was entered."""
        self._cash = cash
        if not self._dirty:
            self._count = count
            for key, cell in self.pieces.items():
                pieces = count.pieces.get(key, 0)
                cell.put(str(pieces) if pieces else "")
            self.counter.setText(count.counter)
            self.supervisor.setText(count.supervisor)
        self._show()

    def set_open(self, open_: bool) -> None:
        """Whether something can be counted."""
        for each in (*self.pieces.values(), self.counter, self.supervisor):
            each.setReadOnly(not open_)

    def refuse(self, sentence: str) -> None:
        """Say why the count was not kept; what was typed stays."""
        self.said.setText(sentence)
        theme.set_state(self.said, "tone", "error")

    def _on_edited(self) -> None:
        self._dirty = True
        told: dict[str, int] = {}
        for key, cell in self.pieces.items():
            kind = CASH_COUNTS.fields[key].kind
            try:
                told[key] = kind.parse(cell.text(), today=self._today()) or 0
            except InvalidInput as error:
                theme.set_state(cell, "state", "bad")
                self.refuse(f"{LABELS[key]}：{error.sentence}。")
                return
            theme.set_state(cell, "state", "")
        self._count = Count(
            self._count.record_id,
            told,
            self.counter.text().strip(),
            self.supervisor.text().strip(),
            self._count.others,
        )
        self._show()

    def _keep(self) -> None:
        if self._dirty and not any(
            cell.property("state") == "bad" for cell in self.pieces.values()
        ):
            self._dirty = False
            self.count_changed.emit(self._count)

    def _show(self) -> None:
        more, sentence = difference(self._cash, self._count)
        if self._count.others:
            sentence += f"（含另一张点款单 {money.show(self._count.others)} 元）"
        self.total.setText(f"{money.show(self._count.total)} 元")
        self.said.setText(sentence or "当天没有现金。")
        tone = "error" if more else "ok" if sentence else "none"
        theme.set_state(self.said, "tone", tone)

    def _lay_out(self) -> None:
        self.header.add(self.total)
        grid = QGridLayout()
        grid.setSpacing(theme.current().length("space_s"))
        half = (len(self.pieces) + 1) // 2
        for place, (key, cell) in enumerate(self.pieces.items()):
            row, column = place % half, place // half * 2
            label: QLabel = words(LABELS[key], "soft")
            label.setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            cell.setFixedWidth(PIECES_WIDTH)
            cell.setPlaceholderText("张")
            grid.addWidget(label, row, column)
            grid.addWidget(cell, row, column + 1)
        self.body.addLayout(grid)
        signers = QHBoxLayout()
        signers.setSpacing(theme.current().length("space_s"))
        for label_text, line in (("点款", self.counter), ("监督", self.supervisor)):
            line.setAccessibleName(f"{label_text}人")
            line.setMinimumWidth(SIGNER_WIDTH)
            signers.addWidget(words(label_text, "soft"))
            signers.addWidget(line, 1)
        self.body.addLayout(signers)
        self.body.addWidget(self.said)


def _go(before: QWidget, after: QWidget, by: int) -> None:
    (before if by < 0 else after).setFocus()
