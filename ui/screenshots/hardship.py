"""Households in hardship: on file, in posting, their figures, what wants doing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from db.vocabulary import ExpenseKind, FileStep, IncomeKind
from ui.screenshots.album import settle
from ui.startup import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.main_window import MainWindow
    from ui.screens.hardship.page import HouseholdPage
    from ui.screenshots.album import Album
    from unionoffice.office import Office

HARDSHIP = "hardship-files"
LARGE = 1.5
NUMBER = "2025-018"
"""The household of five that is drawn."""
HEAD = {
    "name": "冯大川",
    "sex": "1",
    "born_on": date(1975, 6, 20),
    "joined_on": date(1999, 5, 1),
}
FAMILY: tuple[dict[str, Any], ...] = (
    {
        "name": "周桂兰",
        "relation": "12",
        "sex": "2",
        "work_status": "3",
        "born_on": date(1976, 9, 2),
        "health": "14",
        "illness": "类风湿",
        "month_income": 0,
    },
    {
        "name": "冯晓雨",
        "relation": "32",
        "sex": "2",
        "work_status": "9",
        "born_on": date(2006, 4, 18),
        "place": "青石岭师范学院",
        "health": "1",
        "school_level": "bachelor",
        "enrolled_year": 2024,
        "school_years": 4,
    },
    {
        "name": "冯晓阳",
        "relation": "22",
        "sex": "1",
        "work_status": "9",
        "born_on": date(2011, 12, 5),
        "place": "青石岭二中",
        "health": "1",
        "school_level": "middle",
        "enrolled_year": 2023,
        "school_years": 3,
    },
    {
        "name": "冯德山",
        "relation": "51",
        "sex": "1",
        "health": "4",
        "born_on": date(1948, 2, 11),
        "illness": "脑梗后遗症",
        "month_income": 32_000,
    },
)
MATERIALS = (
    ("申请书", "本人书面申请", date(2025, 1, 2)),
    ("户口簿", "首页和各页复印件", date(2025, 1, 2)),
    ("诊断书", "类风湿门诊病历", date(2025, 1, 3)),
)
WAY: tuple[tuple[FileStep, date, dict[str, Any]], ...] = (
    (FileStep.APPLY, date(2025, 1, 2), {}),
    (
        FileStep.VISIT,
        date(2025, 1, 6),
        {
            "people": ("孙和平", "赵秀兰"),
            "words": "租住矿区平房四十平方米，妻子长期服药不能做工，父亲偏瘫卧床，"
            "两个孩子上学，全家靠一人工资。情况属实。",
        },
    ),
    (
        FileStep.DISCUSS,
        date(2025, 1, 8),
        {"people": ("工会委员会七人",), "words": "一月八日委员会，一致同意公示。"},
    ),
    (FileStep.POST, date(2025, 1, 8), {"place": "井口公开栏、区队学习室"}),
    (FileStep.REPORT, date(2025, 1, 17), {}),
    (FileStep.ENTER, date(2025, 2, 10), {"words": "上级工会认定。"}),
)


def keep_households(office: Office) -> None:
    """A household of five on file, beside those of the sample."""
    from unionoffice.hardship.filing.judgements import Account, judge
    from unionoffice.hardship.filing.procedure import Told
    from unionoffice.hardship.filing.steps import take_step

    head = _saved(office, PEOPLE, HEAD)
    told = {"person_id": head, "file_no": NUMBER, "main_cause": "6"}
    more = {"second_cause": "9", "work_status": "1", "household_size": 5}
    key = _saved(office, HARDSHIP, {**told, **more})
    for person in FAMILY:
        _saved(office, "hardship-members", {"file_id": key, **person})
    for kind, name, day in MATERIALS:
        paper = {"kind": kind, "name": name, "received_on": day, "volume": "1"}
        _saved(office, "hardship-materials", {"file_id": key, **paper})
    incomes = {IncomeKind.WAGE: 6_480_000, IncomeKind.TRANSFER: 384_000}
    spent = {ExpenseKind.MEDICAL: 1_930_000, ExpenseKind.SCHOOLING: 860_000}
    judge(office, key, Account(date(2025, 1, 6), incomes, spent, note="工资条、票据"))
    for step, day, said in WAY:
        take_step(office, key, Told(step, day, **said))


def _saved(office: Office, register: str, values: Mapping[str, Any]) -> int:
    declared = office.register(register)
    changes = office.save(office.new_draft(declared, values))
    (key,) = changes.in_table(declared.table)
    return key


def draw_hardship(made: Album, window: MainWindow, mark: str) -> None:
    """A household on file with its tabs, one in posting, a step, what wants doing."""
    ratio = LARGE if mark == "-150" else 1.0
    page = _page(window)
    page.open_record(_key(page, NUMBER))
    settle()
    made.take(window, f"household{mark}", ratio=ratio)
    _type(page, "income_wage", "72000")
    made.take(window, f"household-accounts{mark}", ratio=ratio)
    page.pane.forget()
    page.pane.ask_for_step(page.pane.steps.ahead[0])
    made.take(window, f"household-step{mark}", ratio=ratio)
    page.pane.forget()
    if not mark:
        _draw_tabs(made, window, page)
    page.open_record(_in_state(page, "posting"))
    settle()
    page.pane.tabs.setCurrentWidget(page.pane.history)
    made.take(window, f"household-posting{mark}", ratio=ratio)
    page.pane.tabs.setCurrentWidget(page.pane.people)
    if mark == "-150":
        page.close_household()
    page.left.turn()
    settle()
    page.needs.table.selectRow(0)
    made.take(window, f"household-needs{mark}", ratio=ratio)
    page.left.turn()
    settle()


def _draw_tabs(made: Album, window: MainWindow, page: HouseholdPage) -> None:
    """The way so far, the papers, somebody of the family in the form, all fields."""
    pane = page.pane
    for tab, name in (
        (pane.history, "history"),
        (pane.materials, "materials"),
        (pane.aid, "aid"),
        (pane.visits, "visits"),
    ):
        if tab is not None:
            pane.tabs.setCurrentWidget(tab)
            made.take(window, f"household-{name}")
    pane.tabs.setCurrentWidget(pane.people)
    pane.people.open_record(pane.people.rows.table.rows.key_at(1))
    made.take(window, "household-member")
    pane.people.put_away()
    page.open_all_fields(_key(page, NUMBER))
    made.take(window, "household-all-fields")
    page.close_form()
    settle()


def _type(page: HouseholdPage, key: str, text: str) -> None:
    """Type a sum, as somebody does who asks what another wage would change."""
    accounts = page.pane.accounts
    page.pane.tabs.setCurrentWidget(accounts)
    inner = accounts.fields.editors[key].inner
    if isinstance(inner, QLineEdit):
        inner.setText(text)
        inner.textEdited.emit(text)
    settle()


def _page(window: MainWindow) -> HouseholdPage:
    from ui.screens.hardship.room import HardshipRoom

    room = window.open_page(HARDSHIP)
    settle()
    if not isinstance(room, HardshipRoom):
        raise TypeError(room)
    return room.page


def _key(page: HouseholdPage, number: str) -> int:
    return _found(page, "file_no", number)


def _in_state(page: HouseholdPage, state: str) -> int:
    return _found(page, "state", state)


def _found(page: HouseholdPage, column: str, value: str) -> int:
    """The first file of the list whose column has this value."""
    model = page.list.table.rows
    office, register = page.pane.desk.office, page.register
    keys = list(model.keys)
    rows = office.rows(model.view, [register.all_columns[column]], keys)
    return next(key for key, row in zip(keys, rows, strict=True) if row[0] == value)
