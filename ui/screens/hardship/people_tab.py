"""家庭成员: everybody of the household; health and income can be hidden from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from ui.screens.hardship.part_tab import PartTab
from unionoffice.hardship.desk.columns import PEOPLE, is_sensitive

if TYPE_CHECKING:
    from ui.screens.desk import Desk

REGISTER = "hardship-members"
SETTING = "hardship.sensitive"
WIDEST = 80
"""Pixels of a column, so that everything stands beside the list of files."""
NOTHING = "按“添加成员”逐个登记：关系、姓名、身份证号、收入和健康。"


class PeopleTab(PartTab):
    """The people with a tick that hides what a bystander should not read."""

    def __init__(self, desk: Desk) -> None:
        """Show health and income unless they were hidden last time."""
        register = desk.office.register(REGISTER)
        super().__init__(desk, register, PEOPLE, NOTHING, "添加成员")
        self.sensitive = QCheckBox("显示收入和健康")
        self.sensitive.setToolTip("旁边有人时可以先隐去；只影响这张表的显示")
        self.sensitive.setChecked(desk.settings.get(SETTING) != "hidden")
        self.rows.tools.addWidget(self.sensitive)
        self.sensitive.toggled.connect(self._on_toggled)
        self._show_columns()

    def _on_toggled(self, on: bool) -> None:
        self._desk.settings[SETTING] = "shown" if on else "hidden"
        self._show_columns()

    def _show_columns(self) -> None:
        shown = self.sensitive.isChecked()
        columns = [each for each in PEOPLE if shown or not is_sensitive(each)]
        self.rows.show_columns(columns, WIDEST)
