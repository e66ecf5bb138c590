"""A delivery is brought into the wizard like any sheet, with its slip over the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.offices import new
from ui.register.importing.delivery_strip import CODE, PERIOD, UNIT
from ui.register.importing.wizard import ImportWizard
from unionoffice.catalogue import REGISTERS
from unionoffice.exchange.opening import look
from unionoffice.exchange.pack import Slip, pack
from unionoffice.exchange.received import Freshness, standing
from unionoffice.office import Office

Drain = Callable[[], None]


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    """What a workshop handed in: two members, one of another unit."""
    place, made = tmp_path / "workshop.db", tmp_path / "一队.baosong"
    workshop = Office.found(place, REGISTERS, union_name="一队", clock=office.clock)
    for name, unit in (("章程", "综采一队"), ("黎明", "机电队")):
        team = new(workshop, "units", name=unit, kind="team")
        new(workshop, "members", name=name, unit_id=team)
    slip = Slip("王芳", "综采一队", note="新调入一人")
    pack(workshop, workshop.view(workshop.register("members")), slip, made)
    workshop.close()
    return made


@pytest.fixture
def wizard(qtbot: QtBot, office: Office) -> ImportWizard:
    made = ImportWizard(office, office.register("members"))
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def test_a_delivery_is_shown_taken_in_and_remembered(
    wizard: ImportWizard, office: Office, file: Path, qtbot: QtBot, drain: Drain
) -> None:
    wizard.choose.file_dropped.emit(file)
    drain()
    strip, slip = wizard.strip, look(file)
    assert strip.isVisible()
    assert strip.facts[UNIT].text() == "综采一队"
    assert strip.facts[CODE].text() == slip.code
    assert strip.facts[PERIOD].isHidden()
    assert "新调入一人" in strip.note.text()
    assert "机电队 1 条" in strip.warning.text()
    with qtbot.waitSignal(wizard.imported) as told:
        wizard.apply_button.click()
    assert standing(office, slip).freshness is Freshness.TAKEN
    assert strip.isHidden()
    wizard.take_file(file)
    drain()
    assert "已经收过" in strip.warning.text()
    assert wizard.apply_button.text() == "登记为已收"
    with qtbot.waitSignal(wizard.imported) as again:
        wizard.apply_button.click()
    for batch in (again.args[0].batch, told.args[0].batch):
        assert standing(office, slip).freshness is Freshness.TAKEN
        office.undo(batch)
    assert standing(office, slip).freshness is Freshness.NEW


def test_a_delivery_that_was_changed_is_refused_and_no_slip_is_shown(
    wizard: ImportWizard, file: Path, drain: Drain
) -> None:
    file.write_bytes(file.read_bytes()[:-5])
    wizard.take_file(file)
    drain()
    assert "不完整" in wizard.banner.sentence
    assert wizard.strip.isHidden()
