"""The fonts that every machine has."""

from __future__ import annotations

import pytest

from unionoffice.paper.typeset.fonts import FontBook


@pytest.fixture(scope="session")
def book() -> FontBook:
    """The fonts that came with the program, whatever this machine has."""
    return FontBook(folders=())
