"""References in formulas: found, and written anew when rows move or are repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from unionoffice.sheets.reading.prescan import column_index, column_letter

if TYPE_CHECKING:
    from collections.abc import Callable

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_FORMULA = 8_192

_CORNER = r"(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})"
_ROW = r"(\$?)([1-9]\d{0,6})"
_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?<![^\s'!:(),;+\-*/^&=<>\"\[\]{}%@#])"
    r"(?P<sheet>(?:(?<!')'(?:[^']|'')+'|(?:\[[^\]]*\])?[^\s'!:(),;+\-*/^&=<>\"\[\]{}%@#]+)!)?"
    rf"(?<![\w.$])(?:{_CORNER}(?::{_CORNER})?|{_ROW}:{_ROW})(?![\w(.!\[])"
    r"|(?P<inside>\[(?:[^\[\]]|\[[^\]]*\])*\])"
)


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference; a whole row has no column. `fixed_…` is the dollar."""

    column: str
    row: int
    fixed_column: bool = False
    fixed_row: bool = False

    @override
    def __str__(self) -> str:
        """As it is written in a formula."""
        column = f"{'$' if self.fixed_column else ''}{self.column}"
        return (
            f"{column if self.column else ''}{'$' if self.fixed_row else ''}{self.row}"
        )


Change = "Callable[[str | None, Corner, Corner | None], tuple[Corner, Corner | None]]"
"""Gets the sheet's name (None: the formula's own), the first and the last corner (None
if it is a single cell), and answers with both as they shall be."""


def rewritten(
    formula: str,
    change: Callable[[str | None, Corner, Corner | None], tuple[Corner, Corner | None]],
) -> str:
    """A formula, or a list of references, with every reference changed.

    What is longer than Excel allows is no formula and is left alone.
    """
    if len(formula) > LONGEST_FORMULA:
        return formula

    def again(found: re.Match[str]) -> str:
        if found["text"] is not None or found["inside"] is not None:
            return found[0]
        sheet = found["sheet"]
        first, last = _corners(found)
        name = None if sheet is None else _plain_name(sheet[:-1])
        first, last = change(name, first, last)
        ends = str(first) if last is None else f"{first}:{last}"
        return f"{sheet or ''}{ends}"

    return _TOKEN.sub(again, formula)


def translated(formula: str, down: int, right: int) -> str:
    """A formula as it reads where it was copied to: relative references move along."""

    def change(
        _sheet: str | None, first: Corner, last: Corner | None
    ) -> tuple[Corner, Corner | None]:
        moved = None if last is None else _copied(last, down, right)
        return _copied(first, down, right), moved

    return rewritten(formula, change)


def _copied(corner: Corner, down: int, right: int) -> Corner:
    row, column = corner.row, corner.column
    if not corner.fixed_row:
        row = (row - 1 + down) % LAST_ROW + 1
    if column and not corner.fixed_column:
        column = column_letter((column_index(column) + right) % LAST_COLUMN)
    return replace(corner, row=row, column=column)


def _corners(found: re.Match[str]) -> tuple[Corner, Corner | None]:
    # Groups: text, sheet, two corners of four, two rows of two, inside.
    c1, n1, r1, d1, c2, n2, r2, d2, a1, w1, a2, w2 = found.groups()[2:14]
    if w1 is not None:
        return Corner("", int(w1), fixed_row=bool(a1)), Corner(
            "", int(w2), fixed_row=bool(a2)
        )
    first = Corner(n1, int(d1), bool(c1), bool(r1))
    last = None if n2 is None else Corner(n2, int(d2), bool(c2), bool(r2))
    return first, last


def _plain_name(written: str) -> str:
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    return written
