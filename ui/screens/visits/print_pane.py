"""打印: the papers of a round, each opened in the preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from ui.screens.visits.pane import Pane, button
from ui.widgets.card import Card, words

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """A paper of a round: its key, what it is called, and what it is for."""

    key: str
    title: str
    sentence: str


PAPERS = (
    RoundPaper(
        "visit-signoff",
        "签领表",
        "发放花名册：序号、单位、姓名、证件后四位、慰问内容、签名、代领；"
        "每页小计，末页合计并大写。",
    ),
    RoundPaper(
        "visit-routes",
        "走访路线表",
        "每组一份：要去的单位和人、住址、慰问内容，空着诉求栏现场填写。",
    ),
    RoundPaper("visit-letter", "慰问信", "每人一页，称呼和署名自动填好。"),
)
MISSING = "这个版本还没有这种纸件。"
NOBODY = "名单中还没有要慰问的人，先选人再打印。"


class PrintPane(Pane):
    """One card for each paper."""

    paper_requested = Signal(str)
    """Open the preview of the paper of this key, for the round shown."""

    def __init__(self, desk: Desk) -> None:
        """Offer the papers that there are."""
        super().__init__(desk)
        self._there = {job.key for job in desk.papers}
        self.buttons: dict[str, QPushButton] = {}
        self.hint = words("", "soft")
        self.column.addWidget(self.hint)
        for paper in PAPERS:
            card = Card(paper.title)
            there = paper.key in self._there
            open_button = button("打开预览…", "print", primary=there)
            open_button.setEnabled(there)
            open_button.clicked.connect(
                lambda _on=False, key=paper.key: self.paper_requested.emit(key)
            )
            card.header.add(open_button)
            said = paper.sentence if there else f"{paper.sentence}{MISSING}"
            card.body.addWidget(words(said, "soft", wrap=True))
            self.buttons[paper.key] = open_button
            self.column.addWidget(card)
        self.column.addStretch()
        self.setFocusProxy(self.buttons[PAPERS[0].key])

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        count = len(sheet.given)
        teams = len(sheet.teams)
        told = f"{count:,} 人" + (f"，{teams} 个组" if teams else "，还没有分组")
        self.hint.setText(f"将打印 {told}；已排除的人不在内。" if count else NOBODY)
        for key, each in self.buttons.items():
            each.setEnabled(key in self._there and count > 0)
