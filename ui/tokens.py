"""The tokens of the look, read without anything else of the window."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from unionoffice import paths

if TYPE_CHECKING:
    from pathlib import Path

OWN_FAMILY = "UnionOffice Hei"
"""The family of the font that the window is written in off Windows."""


@cache
def tokens() -> dict[str, Any]:
    """Colours by shade, lengths and font sizes, as `tokens.json` has them."""
    file = paths.resources() / "theme" / "tokens.json"
    read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return read


def font_file(name: str) -> Path:
    """Where a font that came with the program lies."""
    return paths.resources() / "fonts" / f"{name}.ttf"
