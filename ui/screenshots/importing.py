"""Pictures of an import at work: cells mended, columns mapped, questions, typing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ui.register.importing.plan import COLUMNS, QUESTIONS
from ui.screenshots.album import Album, settle
from ui.startup import PEOPLE
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.screens.register_room import RegisterRoom
    from unionoffice.office import Office

MESSY = [
    ["采煤一队二季度变动人员"],
    ["姓名", "身份证号", "性别", "小号", "所在单位", "入会时间"],
    ["郭建民", "370811197604123036", "男", "13905371208", "采煤一队", "1998.6"],
    ["周海生", "370811198409172012", "男性", "0537-13", "采煤一队", "2006-13-01"],
    ["孙　丽", "37081119900228314X", "难", "13905371266", "机电队", "2012年7月"],
    ["合计", "3 人"],
]
EVENTS = [["姓名", "变动类型", "变动日期"], ["王小明", "转入", "2026-03-02"]]
TYPED = [
    ["郭建民", "370811197604123036", "男", "1976-04-12", "汉族", "采煤一队"],
    ["周海生", "", "男"],
]


def draw_importing(made: Album, office: Office, window: MainWindow) -> None:
    """Each page of the wizard with something to be done on it."""
    room = _room(window, PEOPLE)
    wizard = room.open_import()
    wizard.take_workbook(_book("采煤一队变动.xlsx", MESSY))
    settle()
    pane = wizard.plan_pane
    if pane is None:
        raise TypeError(wizard)
    pane.go_to_problem()
    pane.rows.setData(pane.table.currentIndex(), "370811197604123035")
    settle()
    pane.go_to_problem()
    pane.table.edit_here()
    made.take(window, "import-mending")
    pane.tabs.setCurrentIndex(COLUMNS)
    made.take(window, "import-columns")
    room.go_back()
    wizard = room.open_import()
    page = wizard.begin_typing()
    page.rows.put(0, 0, TYPED)
    page.table.go_to(1, 1)
    made.take(window, "import-typing")
    room.go_back()
    _draw_question(made, office, window)


def _draw_question(made: Album, office: Office, window: MainWindow) -> None:
    """Two people of one name."""
    members = office.register(PEOPLE)
    units = office.ids(office.view(office.register("units")))
    for place, phone in ((1, "13805370011"), (2, "13805370022")):
        values = {"name": "王小明", "unit_id": units[place], "phone": phone}
        office.save(office.new_draft(members, values))
    room = _room(window, "events")
    wizard = room.open_import()
    wizard.take_workbook(_book("变动.xlsx", EVENTS))
    settle()
    if wizard.plan_pane is None:
        raise TypeError(wizard)
    wizard.plan_pane.tabs.setCurrentIndex(QUESTIONS)
    made.take(window, "import-questions")
    room.go_back()
    settle()


def _book(name: str, rows: list[list[str]]) -> Workbook:
    folder = Path(tempfile.gettempdir())
    sheet = RawSheet("Sheet1", [[cell or None for cell in row] for row in rows])
    return Workbook(folder / name, FileKind.XLSX, (sheet,))


def _room(window: MainWindow, key: str) -> RegisterRoom:
    from ui.screens.register_room import RegisterRoom

    room = window.open_page(key)
    settle()
    if not isinstance(room, RegisterRoom):
        raise TypeError(room)
    return room
