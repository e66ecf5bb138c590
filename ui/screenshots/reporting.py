"""Forms of the office above: handed in once, mapped, filled, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screenshots.album import settle
from ui.startup import PEOPLE

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.screenshots.album import Album
    from unionoffice.office import Office

REPORTING = "reporting"
LARGE = 1.5
PHONE = (5, 8)
"""Where the telephones stand on the form."""
REAL_NAME = "工会会员实名制信息采集表"


def report_a_little(office: Office) -> None:
    """Adopt the forms of the program, hand one in twice, change telephones between."""
    from unionoffice.reporting import store
    from unionoffice.reporting.filling import fill
    from unionoffice.reporting.submissions import submit

    for sample in store.samples():
        store.adopt(office, sample)
    register = office.register(PEOPLE)
    keys = office.ids(office.view(register))
    form = store.form(office, REAL_NAME)
    for period, key in (("2026年1月", keys[2]), ("2026年2月", keys[6])):
        submit(office, fill(office, form), period, despite_errors=True)
        draft = office.draft(register, key)
        office.save(draft.with_values(phone=f"1390537{key:04}"))


def draw_reporting(made: Album, window: MainWindow, mark: str) -> None:
    """Mapping, filling and comparing; in the dark and large only the first two."""
    from ui.screens.reporting.mapping_page import MappingPage
    from ui.screens.reporting.room import ReportingRoom

    ratio = LARGE if mark == "-150" else 1.0
    room = window.open_page(REPORTING)
    settle()
    if not isinstance(room, ReportingRoom):
        raise TypeError(room)
    room.page.choose(REAL_NAME)
    line = room.page.line
    if line is None:
        raise TypeError(room.page)
    room.open_mapping(line.form)
    settle()
    if isinstance(room.over, MappingPage):
        room.over.grid.go_to(PHONE)
        room.over.placing.clear()
    made.take(window, f"reporting-mapping{mark}", ratio=ratio)
    room.open_filling(line.form)
    made.take(window, f"reporting-filling{mark}", ratio=ratio)
    if not mark:
        room.open_comparison(line, line.submissions[0])
        made.take(window, "reporting-comparing")
    room.go_back()
    settle()
