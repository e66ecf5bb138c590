"""分组: which team visits which units; a unit is never divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout
from typing_extensions import override

from ui import theme
from ui.screens.visits import entry_table
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.pane import Pane, button, line
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice import money
from unionoffice.hardship.rounds import sorting as round_sorting

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet

HEADINGS = ("慰问组", "人数", "金额", "单位")
TEAM_WIDTH, COUNT_WIDTH, SUM_WIDTH, CHOICE_WIDTH = 96, 56, 96, 140
MOST_TEAMS = 12
HINT = "组名用顿号隔开；按单位平均分，一个单位不拆到两个组。"
COLUMNS = (
    entry_table.TEAM,
    entry_table.UNIT,
    entry_table.NAME,
    entry_table.GIFT,
    entry_table.VALUE,
)


class TeamPane(Pane):
    """Teams with their units and sums at the left, the people at the right."""

    def __init__(self, desk: Desk) -> None:
        """Begin with three teams."""
        super().__init__(desk)
        self.count = QSpinBox()
        self.count.setRange(1, MOST_TEAMS)
        self.count.setValue(3)
        self.count.setAccessibleName("分几个组")
        self.names = QLineEdit(names_of(3))
        self.names.setAccessibleName("慰问组的名称")
        self.split_button = button("按单位均分", "tree", primary=True)
        self.teams = PlainTable(HEADINGS, numbers=(1, 2))
        self.teams.setAccessibleName("慰问组")
        for place, width in enumerate((TEAM_WIDTH, COUNT_WIDTH, SUM_WIDTH)):
            self.teams.setColumnWidth(place, width)
        self.people = EntryTable(COLUMNS, "慰问对象")
        self.team = QComboBox()
        self.team.setEditable(True)
        self.team.setFixedWidth(CHOICE_WIDTH)
        self.team.setAccessibleName("调到哪个组")
        self.move_button = button("调到这个组")
        self._lay_out()
        self.count.valueChanged.connect(lambda n: self.names.setText(names_of(n)))
        self.split_button.clicked.connect(self.split)
        self.names.returnPressed.connect(self.split)
        self.move_button.clicked.connect(self.set_team)
        self.people.selection_changed.connect(self._offer)

    def split(self) -> None:
        """Share everybody among the teams."""
        sheet, office = self.sheet, self.desk.office
        if sheet is None or sheet.closed:
            return
        told = self.names.text().replace("，", "、").replace(",", "、").split("、")
        teams = [name.strip() for name in told if name.strip()]
        round_id = sheet.round.round_id
        self.do("分组", lambda: round_sorting.split_teams(office, round_id, teams))

    def set_team(self) -> None:
        """Put the selected people into a team by hand."""
        keys = [item.entry_id for item in self.people.selected()]
        if keys:
            office, team = self.desk.office, self.team.currentText().strip() or None
            self.do("调整分组", lambda: round_sorting.set_team(office, keys, team))

    @override
    def show_round(self, sheet: RoundSheet) -> None:
        units: dict[str, dict[str, None]] = {}
        for item in sheet.given:
            units.setdefault(item.team, {}).setdefault(item.unit)
        self.teams.set_rows(
            [
                (
                    part.label,
                    f"{part.people:,}",
                    money.show(part.planned),
                    "、".join(units.get(part.label, units.get("", {}))),
                )
                for part in sheet.figures.by_team
                if part.people
            ]
        )
        for row in range(self.teams.rowCount()):
            if (cell := self.teams.item(row, len(HEADINGS) - 1)) is not None:
                cell.setToolTip(cell.text())
        self.people.show_entries(sheet.given)
        said = self.team.currentText()
        self.team.clear()
        self.team.addItems(list(sheet.teams))
        if said:
            self.team.setEditText(said)
        self._offer()

    def _offer(self) -> None:
        open_ = self.sheet is not None and not self.sheet.closed
        count = len(self.people.selected())
        self.move_button.setText(f"所选 {count} 人调到" if count else "所选的人调到")
        self.move_button.setEnabled(open_ and count > 0)
        given = self.sheet is not None and bool(self.sheet.given)
        self.split_button.setEnabled(open_ and given)

    def _lay_out(self) -> None:
        gap = theme.current().length("space_m")
        head = line(words("分成"), self.count, words("组："), self.names, stretch=3)
        head.addWidget(self.split_button)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(gap)
        right.setSpacing(gap)
        left.addWidget(words(HINT, "soft", wrap=True))
        left.addWidget(self.teams, 1)
        right.addLayout(line(self.move_button, self.team))
        right.addWidget(self.people, 1)
        row.setSpacing(gap)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.column.addLayout(head)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.names)


def names_of(count: int) -> str:
    """第1组、第2组 … in figures, so that lists sort them rightly."""
    width = len(str(count))
    return "、".join(f"第{n:0{width}}组" for n in range(1, count + 1))
