"""One measured figure with its limit, and how a table of them is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it may be at most, and what it is held against.

    Attributes:
        what: the work.
        value: how much, in `unit`.
        unit: ms, s, × …
        limit: the most it may be; None where there is only a comparison.
        beside: what the figure is held against, in words.
    """

    what: str
    value: float
    unit: str
    limit: float | None = None
    beside: str = ""

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.value <= self.limit


def show(title: str, figures: Iterable[Figure]) -> bool:
    """Print the figures of one measurement; true if every limit is kept."""
    lines = [f"\n{title}"]
    kept = True
    for figure in figures:
        limit = "" if figure.limit is None else f"≤ {figure.limit:g} {figure.unit}"
        mark = "" if figure.limit is None else ("ok" if figure.kept else "OVER")
        lines.append(
            f"  {figure.what:<44}{figure.value:>10.2f} {figure.unit:<3}"
            f"{limit:>14}  {mark:<5}{figure.beside}"
        )
        kept = kept and figure.kept
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return kept
