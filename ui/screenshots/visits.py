"""A visit written quickly, and a festival round for 300 people step by step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from ui import theme
from ui.screenshots.album import Look, settle
from ui.screenshots.scenes import SHOWN_FOLDER
from ui.screenshots.staging import DAY, SIZE, window_on

if TYPE_CHECKING:
    from pathlib import Path

    from ui.main_window import MainWindow
    from ui.screens.visits.room import VisitsRoom
    from ui.screens.visits.round_view import RoundView
    from ui.screens.visits.rounds_room import RoundsRoom
    from ui.screenshots.album import Album
    from unionoffice.hardship.rounds.desk import Step
    from unionoffice.office import Office

LARGE = 1.5
MINE, CHOSEN = 340, 300
BUDGET = 15_000_000
SIGNED = 240
IN_THE_DARK = ("leave-out", "sign")
FESTIVAL = date(2026, 2, 10)


def draw_visits(made: Album, folder: Path, shade: theme.Shade) -> None:
    """The strip with a warning, and every step of a round, on a store of its own."""
    _fill(folder)
    with window_on(folder) as (session, window):
        if session.desk is None:
            raise TypeError(session)
        office = session.desk.office
        window.set_status(store=f"资料：{SHOWN_FOLDER}\\office.db")
        mark = "" if shade is theme.Shade.LIGHT else "-dark"
        _draw_strip(made, office, window, mark)
        view = _begin_round(office, window)
        if not mark and Look.LARGE in made.looks:
            _draw_large(made, office, window, view)
        _draw_round(made, office, window, view, mark)


def _fill(folder: Path) -> None:
    from unionoffice import samples
    from unionoffice.catalogue import REGISTERS
    from unionoffice.clock import stopped
    from unionoffice.hardship.visiting import jobs as visit_jobs
    from unionoffice.office import Office
    from unionoffice.paths import store_file

    name, clock = "青石岭煤矿工会", stopped(DAY)
    office = Office.found(store_file(folder), REGISTERS, union_name=name, clock=clock)
    try:
        samples.fill(office, MINE)
        for person in _people(office)[MINE // 2 : MINE // 2 + 3]:
            visit_jobs.quick(office, person, "hospital", visited_on=None)
    finally:
        office.close()


def _people(office: Office) -> list[int]:
    return office.ids(office.view(office.register("members")))


def _draw_strip(
    made: Album, office: Office, window: MainWindow, mark: str, ratio: float = 1.0
) -> None:
    """Somebody who was visited for the same illness, with more than the rule allows."""
    from unionoffice.hardship.visiting import jobs as visit_jobs

    room = _visits(window)
    register = office.register("members")
    person = _people(office)[5]
    name = str(office.draft(register, person).values["name"])
    if mark != "-150":
        told = {"visited_on": date(2026, 2, 20), "illness": "腰椎间盘突出"}
        visit_jobs.quick(office, person, "hospital", 50_000, source="own", **told)
    room.strip.occasion.set_occasion("hospital")
    room.strip.person.show_person(person, name)
    room.strip.person.person_chosen.emit(person, name)
    settle()
    for key, text in (("illness", "腰椎间盘突出"), ("amount", "2500")):
        inner = room.strip.editors[key].inner
        if isinstance(inner, QLineEdit):
            inner.setText(text)
            inner.textEdited.emit(text)
        room.strip.editors[key].commit()
        room.strip.editors[key].left.emit()
    made.take(window, f"visit-strip{mark}", ratio=ratio)
    room.strip.clear()
    settle()


def _begin_round(office: Office, window: MainWindow) -> RoundView:
    from db.vocabulary import FundSource, VisitForm, VisitOccasion
    from unionoffice.hardship.rounds import jobs as round_jobs
    from unionoffice.hardship.visiting.gift import Gift

    begun = round_jobs.create(
        office,
        "2026 年两节送温暖",
        VisitOccasion.FESTIVAL,
        FESTIVAL,
        budget=BUDGET,
        source=FundSource.OWN,
    )
    (key,) = begun.in_table("visit_round")
    rice = Gift(form=VisitForm.GOODS, goods="米面油", quantity=1, unit_price=50_000)
    some = _people(office)[:CHOSEN]
    round_jobs.choose(office, key, some[:-60], rice, kind="一线职工")
    round_jobs.choose(office, key, some[-60:], rice, kind="困难职工")
    room = _rounds(window)
    room.page.view.choose(key)
    settle()
    return room.page.view


def _draw_round(
    made: Album, office: Office, window: MainWindow, view: RoundView, mark: str
) -> None:
    from unionoffice.hardship.rounds import signing as round_signing
    from unionoffice.hardship.rounds import sorting as round_sorting
    from unionoffice.hardship.rounds.desk import Step

    sheet = view.sheet
    if sheet is None:
        raise TypeError(view)
    key = sheet.round.round_id
    _take(made, window, view, Step.CHOOSE, mark)
    _take(made, window, view, Step.LEAVE_OUT, mark)
    round_sorting.leave_out_proposed(office, key)
    _take(made, window, view, Step.GIFT, mark)
    round_sorting.split_teams(office, key, ["第1组", "第2组", "第3组"])
    _take(made, window, view, Step.TEAMS, mark)
    _take(made, window, view, Step.PRINT, mark)
    entries = _read(view)
    round_signing.tick(
        office,
        [entry for entry in entries[:SIGNED] if entry != entries[8]],
        FESTIVAL,
        over_reason="经上级工会批准",
    )
    round_signing.tick(
        office,
        [entries[8]],
        FESTIVAL,
        signer="赵桂芬",
        relation="配偶",
        reason="本人在外地住院",
        over_reason="经上级工会批准",
    )
    _take(made, window, view, Step.SIGN, mark)
    _take(made, window, view, Step.CLOSE, mark)


def _draw_large(
    made: Album, office: Office, window: MainWindow, view: RoundView
) -> None:
    """The strip and a step on a display set to 150 %."""
    from unionoffice.hardship.rounds.desk import Step

    window.resize(SIZE / LARGE)
    _draw_strip(made, office, window, "-150", LARGE)
    _rounds(window)
    for step in (Step.LEAVE_OUT, Step.SIGN):
        view.show_step(step)
        made.take(window, f"round-{step}-150", ratio=LARGE)
    window.resize(SIZE)
    settle()


def _take(
    made: Album, window: MainWindow, view: RoundView, step: Step, mark: str
) -> None:
    if mark and str(step) not in IN_THE_DARK:
        return
    view.read()
    settle()
    view.show_step(step)
    made.take(window, f"round-{step}{mark}")


def _read(view: RoundView) -> list[int]:
    """The entries that are still to be given something, as they stand now."""
    view.read()
    settle()
    return [entry.entry_id for entry in view.sheet.given] if view.sheet else []


def _visits(window: MainWindow) -> VisitsRoom:
    from ui.screens.visits.room import VisitsRoom

    room = window.open_page("visits")
    settle()
    if not isinstance(room, VisitsRoom):
        raise TypeError(room)
    return room


def _rounds(window: MainWindow) -> RoundsRoom:
    from ui.screens.visits.rounds_room import RoundsRoom

    room = window.open_page("rounds")
    settle()
    if not isinstance(room, RoundsRoom):
        raise TypeError(room)
    return room
