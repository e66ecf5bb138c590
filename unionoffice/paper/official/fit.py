"""Looks that suit the length of the text: a simple page, large type for the wall."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.paper.official.style import (
    LARGEST,
    MOST_SIMPLE_LINES,
    SIMPLE,
    SMALLEST,
    large,
)

if TYPE_CHECKING:
    from unionoffice.paper.official.notice import Notice
    from unionoffice.paper.sizes import Paper
    from unionoffice.paper.typeset.fonts import FontBook


def simple(notice: Notice, book: FontBook | None = None) -> Notice:
    """The notice in the simple look, its lines a little closer if one page holds it."""
    bare = _bare(notice)
    for lines in range(SIMPLE.lines, MOST_SIMPLE_LINES + 1):
        tried = replace(bare, style=replace(SIMPLE, lines=lines))
        if len(tried.layout(book).pages) == 1:
            return tried
    return replace(bare, style=SIMPLE)


def enlarged(
    notice: Notice,
    paper: Paper,
    sheets: int | None = None,
    book: FontBook | None = None,
) -> Notice:
    """The notice in the large look, no head and no imprint, on so many sheets at most.

    Without `sheets` it takes no more than the smallest type does.

    Raises:
        Refused: even the smallest type needs more sheets.
    """
    bare = _bare(notice)

    def pages(size: int) -> int:
        return len(replace(bare, style=large(size, paper)).layout(book).pages)

    fewest = pages(SMALLEST)
    if sheets is not None and fewest > sheets:
        raise Refused(
            f"{SMALLEST} 磅的大字在 {sheets} 张{paper.name}纸上放不下，"
            f"要 {fewest} 张；请增加张数、换大纸或缩短文字。"
        )
    most = fewest if sheets is None else sheets
    low, high = SMALLEST, LARGEST
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if pages(middle) <= most else (low, middle - 1)
    return replace(bare, style=large(low, paper))


def _bare(notice: Notice) -> Notice:
    """Without head and imprint; the number then stands under the title."""
    number = notice.number or (notice.head.number if notice.head else "")
    return replace(notice, head=None, imprint=None, number=number)
