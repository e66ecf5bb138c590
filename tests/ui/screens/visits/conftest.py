"""A small mine with rules for visits, and the two rooms in which visits are kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.models import HardshipFile
from db.vocabulary import FileState, HardshipCategory
from tests.unionoffice.hardship.visiting import member
from ui.screens.desk import Desk
from ui.screens.visits.room import VisitsRoom
from ui.screens.visits.round_view import RoundView
from ui.screens.visits.rounds_room import RoundsRoom
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.hardship.visiting import rules as visit_rules
from unionoffice.office import Office

Drain = Callable[[], None]
NOW = stopped(date(2026, 3, 16))
PEOPLE = (
    ("王秀英", "采煤一队", "1980-03-20"),
    ("赵大勇", "采煤一队", "1985-07-01"),
    ("李建国", "机电队", "1979-03-02"),
    ("孙爱华", "机电队", "1990-11-11"),
    ("周小军", "通风区", "1988-05-05"),
    ("吴刚", "通风区", "1991-06-06"),
)
WANG, ZHAO, LI, SUN, ZHOU, WU = range(len(PEOPLE))


@pytest.fixture(scope="session")
def visits_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six people in three units, one with a hardship file, and the example rules."""
    path = tmp_path_factory.mktemp("visits") / "office.db"
    office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会", clock=NOW)
    units = office.register("units")
    keys = {}
    for place, name in enumerate(dict.fromkeys(unit for _, unit, _ in PEOPLE), 1):
        draft = office.new_draft(
            units, {"name": name, "kind": "team", "position": place}
        )
        (keys[name],) = office.save(draft).in_table("unit")
    people = [
        member(office, name, unit_id=keys[unit], born_on=date.fromisoformat(born))
        for name, unit, born in PEOPLE
    ]
    visit_rules.load_examples(office)
    with office.transaction("困难档案") as writer:
        writer.insert(
            HardshipFile,
            {
                "person_id": people[LI],
                "file_no": "KN-2026-001",
                "state": str(FileState.LIVE),
                "category": str(HardshipCategory.DEEP),
            },
        )
    office.close()
    return path.parent


@pytest.fixture
def office(visits_store: Path, tmp_path: Path) -> Iterator[Office]:
    folder = shutil.copytree(visits_store, tmp_path / "store")
    opened = Office.open(folder / "office.db", REGISTERS, clock=NOW)
    yield opened
    opened.close()


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, PAPERS, {})


@pytest.fixture
def people(office: Office) -> list[int]:
    """The keys of the people, in the order of `PEOPLE`."""
    register = office.register("members")
    view = office.view(register)
    keys = office.ids(view)
    names = [row[0] for row in office.rows(view, [register.columns[0]], keys)]
    by_name = dict(zip(names, keys, strict=True))
    return [by_name[name] for name, _, _ in PEOPLE]


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> VisitsRoom:
    """The page of the visits, the keyboard on the strip."""
    made = VisitsRoom(desk)
    qtbot.addWidget(made)
    made.resize(1190, 656)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.strip.person.setFocus()
    drain()
    return made


@pytest.fixture
def rounds_room(qtbot: QtBot, desk: Desk, drain: Drain) -> RoundsRoom:
    """The page of the rounds."""
    made = RoundsRoom(desk)
    qtbot.addWidget(made)
    made.resize(1190, 656)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    return made


@pytest.fixture
def rounds(rounds_room: RoundsRoom) -> RoundView:
    """The rounds, step by step."""
    return rounds_room.page.view
