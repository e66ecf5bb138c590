"""Three households, and the page they are worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.vocabulary import FileStep
from tests.offices import edit, new
from tests.unionoffice.hardship import filing
from ui import tasks, theme
from ui.screens.desk import Desk
from ui.screens.hardship.page import HouseholdPage
from ui.screens.hardship.pane import HouseholdPane
from ui.screens.hardship.room import HardshipRoom
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.hardship.desk.dossier import dossier
from unionoffice.office import Office

Drain = Callable[[], None]
TODAY = date(2026, 3, 16)
SIZE = 1190, 656
LIVE, DRAFT, ENDED = "2026-001", "2026-002", "2026-003"


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[HardshipRoom]:
    """One page for the tests of a file, as making it takes long; `room` clears it up.

    Not for the whole session: no test of other windows is to find it in sight.
    """
    theme.dress(qapp, theme.Shade.LIGHT)
    path = tmp_path_factory.mktemp("hardship") / "office.db"
    office = Office.found(
        path, REGISTERS, union_name="青石岭煤矿工会", clock=stopped(TODAY)
    )
    keep_three(office)
    made = HardshipRoom(Desk(office, PAPERS, {}))
    made.resize(*SIZE)
    yield made
    tasks.stop(cancel=True)
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    office.close()


def keep_three(office: Office) -> None:
    """A household on file, one just begun, and one whose file was closed."""
    filing.standard(office)
    names = {LIVE: "张三", DRAFT: "李大壮", ENDED: "王有田"}
    keys = {
        number: filing.file(office, filing.person(office, name), file_no=number)
        for number, name in names.items()
    }
    filing.member(office, keys[LIVE], "周桂兰", illness="类风湿", month_income=0)
    filing.live(office, keys[LIVE])
    filing.live(office, keys[ENDED])
    filing.step(office, keys[ENDED], FileStep.LIFT, date(2026, 3, 2))
    paper = {"file_id": keys[LIVE], "kind": "申请书", "name": "本人书面申请"}
    new(office, "hardship-materials", **paper)
    edit(office, "hardship-files", keys[LIVE], household_size=3)


@pytest.fixture
def desk(shared: HardshipRoom) -> Desk:
    return shared.page.pane.desk


@pytest.fixture
def office(desk: Desk) -> Iterator[Office]:
    """The store; whatever a test writes is taken back, the newest first."""
    office = desk.office
    before = {batch.uid for batch in office.batches()}
    yield office
    tasks.stop(cancel=True)
    for batch in office.batches():
        mine = batch.uid not in before and not batch.undone
        if mine and batch.kind != "undo":
            office.undo(batch.uid)


@pytest.fixture
def room(
    qtbot: QtBot, shared: HardshipRoom, office: Office, drain: Drain
) -> HardshipRoom:
    """The page as it is when it is first seen."""
    page = shared.page
    shared.go_back()
    shared.resize(*SIZE)
    page.list.tools.bin_button.setChecked(False)
    page.left.tabs.setCurrentIndex(0)
    page.pane.forget()
    page.pane.people.sensitive.setChecked(True)
    page.pane.tabs.setCurrentIndex(0)
    page.form.discard_edits()
    page.form.hide()
    page.banner.dismiss()
    page.list.table.clearSelection()
    page.list.table.setCurrentIndex(QModelIndex())
    page.put_household_away()
    shared.show()
    shared.activateWindow()
    qtbot.waitUntil(shared.isActiveWindow)
    page.list.read()
    drain()
    return shared


@pytest.fixture
def page(room: HardshipRoom) -> HouseholdPage:
    return room.page


@pytest.fixture
def pane(page: HouseholdPage) -> HouseholdPane:
    return page.pane


@pytest.fixture
def show(page: HouseholdPage, drain: Drain) -> Callable[[str], HouseholdPane]:
    """Show the household of a file number."""

    def show_file(number: str) -> HouseholdPane:
        page.open_record(key_of(page, number))
        drain()
        return page.pane

    return show_file


def key_of(page: HouseholdPage, number: str) -> int:
    """The key of the file of this number."""
    office, register = page.pane.desk.office, page.register
    view = office.view(register)
    keys = office.ids(view)
    rows = office.rows(view, [register.all_columns["file_no"]], keys)
    return next(key for key, row in zip(keys, rows, strict=True) if row[0] == number)


def state_of(office: Office, file_id: int) -> str:
    """Where a file stands in the store."""
    return dossier(office, file_id).state.label
