"""The jobs of the command line, each a function from its arguments to an answer.

A command of the name `job` is the function `job` of one of `MODULES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.commands import (
    assess,
    balance,
    blank,
    certificates,
    doubles,
    everyday,
    exchange,
    glyphs,
    importing,
    merge,
    notice,
    poster,
    printed,
    reporting,
    undo,
)
from unionoffice.commands.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Answer", "command"]

MODULES = (
    assess,
    balance,
    blank,
    certificates,
    doubles,
    everyday,
    exchange,
    glyphs,
    importing,
    merge,
    notice,
    poster,
    printed,
    reporting,
    undo,
)


def command(job: str) -> Callable[..., Answer]:
    """The function that does a command."""
    module = next(module for module in MODULES if hasattr(module, job))
    found: Callable[..., Answer] = getattr(module, job)
    return found
