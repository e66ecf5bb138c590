"""The budget of a round as a bar: signed, planned, left; red when it is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.card import words
from ui.widgets.flow import FlowLayout
from unionoffice import money

if TYPE_CHECKING:
    from unionoffice.hardship.rounds.figures import Figures

HEIGHT = 10


class Bar(QWidget):
    """Shares of a whole, drawn side by side."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self._signed = self._planned = 0.0
        self._over = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, signed: float, planned: float, *, over: bool) -> None:
        """Draw these shares (0 to 1) of the budget; `planned` includes the signed."""
        self._signed, self._planned, self._over = signed, planned, over
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        planned = "error" if self._over else "accent"
        for share, colour in (
            (1.0, "pressed"),
            (self._planned, planned),
            (self._signed, "ok"),
        ):
            painter.setBrush(look.colour(colour))
            width = self.width() * min(max(share, 0), 1)
            if width:
                area = QRectF(0, 0, width, HEIGHT)
                painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)


class BudgetBar(QWidget):
    """The bar with its figures: budget, planned, signed, left."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.bar = Bar()
        self.labels = {key: words("", "strong") for key in FIGURES}
        space = theme.current().length
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_s"))
        figures = QWidget()
        row = FlowLayout(figures, gap=space("space_l"))
        for key, title in FIGURES.items():
            row.addWidget(_pair(title, self.labels[key]))
        column.addWidget(figures)
        column.addWidget(self.bar)

    def show_figures(self, found: Figures) -> None:
        """Show where the money of a round stands."""
        whole, budget = found.whole, found.budget
        over = budget is not None and whole.planned > budget
        all_ = budget or whole.planned or 1
        self.bar.show_shares(whole.signed / all_, whole.planned / all_, over=over)
        told = {
            "people": f"{whole.people:,}",
            "budget": "未填" if budget is None else money.show(budget),
            "planned": money.show(whole.planned),
            "signed": f"{money.show(whole.signed)}（{whole.signed_people:,} 人）",
            "unsigned": f"{money.show(whole.unsigned)}（{whole.unsigned_people:,} 人）",
            "rest": "—" if found.rest is None else money.show(found.rest),
        }
        for key, text in told.items():
            self.labels[key].setText(text)
        tone = "error" if over else ""
        for key in ("planned", "rest"):
            theme.set_state(self.labels[key], "tone", tone)
        self.setAccessibleDescription(
            "　".join(f"{FIGURES[key]} {text}" for key, text in told.items())
        )


FIGURES = {
    "people": "人数",
    "budget": "预算",
    "planned": "计划",
    "signed": "已签领",
    "unsigned": "未签领",
    "rest": "预算余额",
}


def _pair(title: str, label: QLabel) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().length("space_s"))
    row.addWidget(words(title, "soft"))
    row.addWidget(label)
    return pair
