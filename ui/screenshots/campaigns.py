"""Campaigns: money that came in, was booked and paid out; a first one; one unnamed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.vocabulary import CampaignState
from ui import theme
from ui.screenshots.album import Look, settle
from ui.screenshots.entry import draw_entry
from ui.screenshots.scenes import SHOWN_FOLDER
from ui.screenshots.staging import DAY, SIZE, window_on

if TYPE_CHECKING:
    from pathlib import Path

    from ui.main_window import MainWindow
    from ui.screens.donations.campaign_view import CampaignView
    from ui.screenshots.album import Album
    from unionoffice.office import Office

LARGE = 1.5
TEAMS = ("采煤一队", "综掘二队", "机电队")
PEOPLE = (
    *("廖晨柏", "杨德", "杨运阳", "王海长", "董建诚", "覃斌学", "赵强立", "龚成"),
    *("周岭森", "姚辉海", "胡东荣", "王平勇", "许俊晨", "谭凯磊", "贾松山", "欧阳志远"),
)
BEGUN = date(2026, 3, 9)
SUMS = (10_000, 20_000, 5_000, 10_000, 50_000, 10_000, 20_000, 30_000)
CASE = {
    "title": "为吴大河同志献爱心",
    "kind": "case",
    "beneficiary": "吴大河",
    "cause": "急性白血病，等待移植",
    "meeting": "2026年3月6日工会委员会",
    "leftover": "结余转入困难职工帮扶，另行公示",
    "begins_on": BEGUN,
    "ends_on": date(2026, 3, 13),
    "goal": 600_000,
    "collector": "周会英",
    "supervisor": "孙和平",
}
ONE_DAY = {
    "title": "2025 年“一日捐”",
    "kind": "one_day",
    "meeting": "2025年9月1日工会委员会",
    "leftover": "转入下年帮扶",
    "begins_on": date(2025, 9, 5),
}
COUNT = {"yuan_100": 24, "yuan_50": 6, "yuan_20": 8, "counter": "周会英"}
PAYMENT = {
    "kind": "help",
    "amount": 100_000,
    "summary": "第一次拨付吴大河同志",
    "approver": "赵秀兰",
    "recipient": "吴大河",
    "relation": "本人",
}


def draw_campaigns(made: Album, folder: Path, shade: theme.Shade) -> None:
    """The first campaign, and one under way with its tabs, on a store of its own."""
    mark = "" if shade is theme.Shade.LIGHT else "-dark"
    _fill(folder)
    with window_on(folder) as (session, window):
        if session.desk is None:
            raise TypeError(session)
        office = session.desk.office
        window.set_status(store=f"资料：{SHOWN_FOLDER}\\office.db")
        view = _view(window)
        if not mark:
            made.take(window, "campaign-first")
            view.begin()
            made.take(window, "campaign-form")
            view.close_form()
        _give(office)
        view.read()
        settle()
        _draw_tabs(made, window, view, mark)
        draw_entry(made, office, window, mark)
        if not mark and Look.LARGE in made.looks:
            window.resize(SIZE / LARGE)
            _view(window)
            _draw_tabs(made, window, view, "-150")
            draw_entry(made, office, window, "-150")
            window.resize(SIZE)
            settle()


def _draw_tabs(made: Album, window: MainWindow, view: CampaignView, mark: str) -> None:
    ratio = LARGE if mark == "-150" else 1.0
    names = ("gifts", "payments", "account", "counts", "charts", "papers")
    for place, name in enumerate(names):
        view.tabs.setCurrentIndex(place)
        made.take(window, f"campaign-{name}{mark}", ratio=ratio)
    view.tabs.setCurrentIndex(0)


def _fill(folder: Path) -> None:
    from unionoffice.catalogue import REGISTERS
    from unionoffice.clock import stopped
    from unionoffice.office import Office
    from unionoffice.paths import store_file

    union, clock = "青石岭煤矿工会", stopped(DAY)
    office = Office.found(store_file(folder), REGISTERS, union_name=union, clock=clock)
    try:
        for place, name in enumerate(TEAMS, 1):
            told = {"name": name, "kind": "team", "position": place}
            team = _saved(office, "units", told)
            for person in PEOPLE[place - 1 :: len(TEAMS)]:
                _saved(office, "members", {"name": person, "unit_id": team})
    finally:
        office.close()


def _give(office: Office) -> None:
    """A year that is closed, and a case with gifts, a reversal and a payment."""
    from unionoffice.donations.books.booking import (
        book_gifts,
        book_payment,
        reverse_gift,
    )
    from unionoffice.donations.campaigns.deeds import move_on

    people = office.ids(office.view(office.register("members")))
    old = _saved(office, "campaigns", ONE_DAY)
    move_on(office, old, CampaignState.OPEN)
    _saved(office, "donations", _gift(old, people[0], 300_000, date(2025, 9, 5)))
    book_gifts(office, old)
    move_on(office, old, CampaignState.ENDED)
    case = _saved(office, "campaigns", CASE)
    move_on(office, case, CampaignState.OPEN)
    gifts = [
        _saved(
            office,
            "donations",
            _gift(
                case,
                person,
                SUMS[place % len(SUMS)],
                BEGUN + timedelta(place * 5 // len(people)),
            ),
        )
        for place, person in enumerate(people)
    ]
    team = {"name": "采煤二区党支部", "people": 20, "amount": 200_000}
    for told in (team, {"amount": 8_000}):
        day = {"campaign_id": case, "given_on": BEGUN}
        _saved(office, "donations", {**day, **told})
    book_gifts(office, case, ids=gifts[:11])
    reverse_gift(office, gifts[4], "重复登记")
    paid = {"campaign_id": case, "paid_on": date(2026, 3, 12), **PAYMENT}
    book_payment(office, _saved(office, "payments", paid))
    counted = {"campaign_id": case, "counted_on": date(2026, 3, 13), **COUNT}
    _saved(office, "cash-counts", {**counted, "supervisor": "孙和平"})


def _gift(campaign: int, person: int, amount: int, day: date) -> dict[str, Any]:
    return {
        "campaign_id": campaign,
        "person_id": person,
        "amount": amount,
        "given_on": day,
    }


def _saved(office: Office, register: str, values: dict[str, Any]) -> int:
    declared = office.register(register)
    changes = office.save(office.new_draft(declared, values))
    (key,) = changes.in_table(declared.table)
    return key


def _view(window: MainWindow) -> CampaignView:
    from ui.screens.donations.campaign_room import CampaignsRoom

    room = window.open_page("campaigns")
    settle()
    if not isinstance(room, CampaignsRoom):
        raise TypeError(room)
    return room.page.view
