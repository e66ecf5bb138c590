"""A small invented mine, and the desk its screens are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ui.screens.desk import Desk
from unionoffice import samples
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.office import Office

TODAY = date(2026, 3, 16)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "office.db"
    opened = Office.found(
        path, REGISTERS, union_name="青石岭煤矿工会", clock=stopped(TODAY)
    )
    samples.fill(opened, 30)
    yield opened
    opened.close()


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, PAPERS, {})
