"""The page of the hardship files, with import, papers and its registers over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typing_extensions import override

from ui import tasks
from ui.messages import Notice, Tone
from ui.register.printing.preview import Wish
from ui.screens.hardship.page import HouseholdPage
from ui.screens.register_room import RegisterRoom
from unionoffice.hardship.desk.dossier import file_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.desk import Desk

FILES = "hardship-files"
FILE_FIRST = "家庭成员和材料属于一户档案：先打开（或新建）这一户，再在它的页面上添加。"


class HardshipRoom(RegisterRoom):
    """What belongs to a household is opened in the household."""

    page: HouseholdPage

    def __init__(self, desk: Desk) -> None:
        """Make the page; nothing is over it yet."""
        super().__init__(desk, desk.office.register(FILES))
        self.page.part_requested.connect(lambda key: _ignore(self.show_part(key)))
        self.page.file_papers_requested.connect(self.open_paper)

    @override
    def make_page(self) -> HouseholdPage:
        return HouseholdPage(self._desk, self._desk.office.register(FILES))

    @override
    def read_again(self) -> None:
        self.page.read_again()

    @override
    def open_part(self, register: str, key: int) -> None:
        """Show the household of a record, and the record in it."""
        office = self._desk.office
        tasks.run(
            self,
            lambda _progress: file_of(office, register, key),
            lambda file: self.page.open_record_of(file, register, key),
            key="part",
        )

    @override
    def begin_part(self, register: str, values: Mapping[str, Any]) -> None:
        """Begin a record in its household; without one say what comes first."""
        file = values.get("file_id")
        if file is None:
            self.page.show_notice(Notice(FILE_FIRST, Tone.INFO))
        else:
            self.page.begin_record_of(int(file), register, values)

    def open_paper(self, paper: str, file_id: int) -> None:
        """Show a paper of one household as it will be printed."""
        view = self._desk.office.view(self._register)
        self._preview(Wish(view, (file_id,), None, paper))

    def papers(self) -> list[tuple[str, str]]:
        """Key and title of every paper that is made of hardship files."""
        jobs = self._desk.papers
        return [(job.key, job.title) for job in jobs if job.register == FILES]


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
