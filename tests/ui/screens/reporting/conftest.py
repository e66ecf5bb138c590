"""A small mine with a form of the office above, and the room it is worked on in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ui.screens.desk import Desk
from ui.screens.reporting.filling_page import FillingPage
from ui.screens.reporting.mapping_page import MappingPage
from ui.screens.reporting.room import ReportingRoom
from unionoffice import samples
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.office import Office
from unionoffice.reporting import store

Drain = Callable[[], None]
NOW = stopped(date(2026, 3, 16))
REAL_NAME = "工会会员实名制信息采集表"


@pytest.fixture(scope="session")
def reporting_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mine of twelve people that adopted the real-name form; to be copied."""
    path = tmp_path_factory.mktemp("reporting") / "office.db"
    office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会", clock=NOW)
    samples.fill(office, 12)
    (sample,) = (s for s in store.samples() if s.form.name == REAL_NAME)
    store.adopt(office, sample)
    office.close()
    return path.parent


@pytest.fixture
def office(reporting_store: Path, tmp_path: Path) -> Iterator[Office]:
    folder = shutil.copytree(reporting_store, tmp_path / "store")
    opened = Office.open(folder / "office.db", REGISTERS, clock=NOW)
    yield opened
    opened.close()


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> ReportingRoom:
    """The page of the forms with its one form in hand."""
    made = ReportingRoom(desk)
    qtbot.addWidget(made)
    made.resize(1190, 656)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    return made


@pytest.fixture
def mapping(room: ReportingRoom, drain: Drain) -> MappingPage:
    """The form while it is mapped."""
    room.page.map_button.click()
    drain()
    assert isinstance(room.over, MappingPage)
    return room.over


@pytest.fixture
def filling(room: ReportingRoom, drain: Drain) -> FillingPage:
    """The form while it is filled."""
    room.page.fill_button.click()
    drain()
    assert isinstance(room.over, FillingPage)
    return room.over


def answer(room: ReportingRoom, words: str) -> str:
    """Press a button of the question that is asked; what was asked."""
    box = next(b for b in room.findChildren(QMessageBox) if b.isVisible())
    asked = f"{box.text()}{box.informativeText()}"
    next(b for b in box.findChildren(QPushButton) if b.text() == words).click()
    return asked
