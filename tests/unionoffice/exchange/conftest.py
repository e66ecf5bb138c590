"""A workshop's office, and a delivery that it made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import copied, new, opened
from unionoffice.exchange.pack import Slip, pack
from unionoffice.office import Office

SLIP = Slip("王芳", "综采一队", "2026年一季度", "新调入两人")
ZHANG, LI = "110101197003070012", "370825198804121029"


def filled(office: Office) -> Office:
    """An office with three members in two units."""
    team = new(office, "units", name="综采一队", kind="team")
    other = new(office, "units", name="机电队", kind="team")
    new(office, "members", name="张三", id_number=ZHANG, unit_id=team)
    new(office, "members", name="李四", id_number=LI, unit_id=team)
    new(office, "members", name="单雄信", staff_no="007", unit_id=other)
    return office


@pytest.fixture(scope="module")
def workshop(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    office = filled(opened(copied(template, tmp_path_factory.mktemp("workshop"))))
    yield office
    office.close()


@pytest.fixture(scope="module")
def handed_in(workshop: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A delivery of everybody."""
    file = tmp_path_factory.mktemp("stick") / "综采一队-会员.baosong"
    pack(workshop, workshop.view(workshop.register("members")), SLIP, file)
    return file
