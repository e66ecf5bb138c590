"""A small invented mine, and the desk its screens are given."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mine, closed, to be copied: filling it takes longer than most tests."""
    path = tmp_path_factory.mktemp("sample") / "office.db"
    filled = Office.found(
        path, REGISTERS, union_name="青石岭煤矿工会", clock=stopped(TODAY)
    )
    samples.fill(filled, 30)
    filled.close()
    return path


@pytest.fixture
def office(sample_store: Path, tmp_path: Path) -> Iterator[Office]:
    path = Path(shutil.copy(sample_store, tmp_path))
    opened = Office.open(path, REGISTERS, clock=stopped(TODAY))
    yield opened
    opened.close()


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, PAPERS, {})
