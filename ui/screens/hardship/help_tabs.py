"""帮扶 and 慰问: what a household was given; it is written down on pages of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import FileState
from ui.screens.hardship.part_rows import PartRows
from unionoffice import money
from unionoffice.hardship.desk import columns as household_columns
from unionoffice.hardship.desk.columns import columns_of

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.hardship.desk.dossier import AidYear, Dossier

AID, VISITS = "aid", "visits"
NO_AID = "在档以后，从这里登记生活、医疗、助学和一次性救助。"
NO_VISITS = "走访慰问不要求在档；登记过的会列在这里。"
NOT_LIVE = "先建档、后帮扶：发放当天必须在档。"


class AidTab(PartRows):
    """The aid of a file, with the sums of each year."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a household."""
        register = desk.office.register(AID)
        columns = columns_of(register, household_columns.AID)
        super().__init__(desk.office, register, columns, NO_AID)
        self._desk = desk
        self._file: int | None = None
        self.begin_button = self.add_button("登记救助", "add")
        self.begin_button.clicked.connect(self._begin)
        self.table.record_opened.connect(
            lambda key: desk.record_requested.emit(AID, key)
        )

    def show_household(self, shown: Dossier) -> None:
        """Show what was paid to this household."""
        self._file = shown.file_id
        self.show_keys(shown.keys[AID])
        self.begin_button.setVisible(not shown.closed)
        sums = "；".join(_in_words(each) for each in shown.aid_years)
        live = shown.state is FileState.LIVE or shown.closed
        self.told.setText(sums if live else "　".join(filter(None, (sums, NOT_LIVE))))

    def _begin(self) -> None:
        if self._file is not None:
            self._desk.new_record_requested.emit(AID, {"file_id": self._file})


class VisitsTab(PartRows):
    """The visits to anybody of the household."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a household."""
        register = desk.office.register(VISITS)
        columns = columns_of(register, household_columns.VISITS)
        super().__init__(desk.office, register, columns, NO_VISITS)
        self._desk = desk
        self._shown: Dossier | None = None
        self.begin_button = self.add_button("登记慰问", "add")
        self.begin_button.clicked.connect(self._begin)
        self.table.record_opened.connect(
            lambda key: desk.record_requested.emit(VISITS, key)
        )

    def show_household(self, shown: Dossier) -> None:
        """Show who came to see this household."""
        self._shown = shown
        self.show_keys(shown.keys[VISITS])

    def _begin(self) -> None:
        if self._shown is not None:
            told = {"person_id": self._shown.person_id, "file_id": self._shown.file_id}
            self._desk.new_record_requested.emit(VISITS, told)


def _in_words(each: AidYear) -> str:
    return f"{each.year} 年 {each.count} 笔，共 {money.show(each.paid)} 元"
