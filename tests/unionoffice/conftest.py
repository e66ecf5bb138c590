"""An office with a stopped clock, on a store copied from a template of the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import copied, make_template, opened
from unionoffice.office import Office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return copied(template, tmp_path)


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    desk = opened(path)
    yield desk
    desk.close()
