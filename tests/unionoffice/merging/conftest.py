"""An office whose clock goes on, so that later edits are told from earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import opened, ticking
from unionoffice.office import Office


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    desk = opened(path, clock=ticking())
    yield desk
    desk.close()
