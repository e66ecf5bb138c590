"""署名 and 成文日期: sealed, plain, of several organs, or stamped: GB/T 9704 7.3.5."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from unionoffice.errors import Refused
from unionoffice.paper.document import Item
from unionoffice.paper.official.row import Row, grid_text, line_row, text_rows
from unionoffice.paper.official.seal import (
    STAMP_MM,
    lines_above,
    lines_below,
    lines_between,
    seal_ring,
    stamp_box,
)
from unionoffice.paper.official.style import Style
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.grid import cells_across, grid_lines

SEALED_RIGHT, PLAIN_RIGHT = 4, 2
_INDENT = 2
_MOST_IN_A_ROW = 3
_RECORD = "落款"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when.

    `posts` are the 职务 of signers who put their signature stamps (签名章) instead of
    a seal; `marked` shows where seal and stamps belong.
    """

    organs: Sequence[str]
    day: str
    sealed: bool = True
    posts: Sequence[str] = ()
    marked: bool = True


def signature_rows(given: Signature, style: Style, book: FontBook) -> list[Row]:
    """The rows from the empty line after the text to the date.

    Raises:
        Refused: so many seals have no room on a page.
    """
    signing = _Signing(given, style, book)
    if given.posts:
        return list(signing.stamped())
    if not given.sealed:
        return list(signing.plain())
    if len(given.organs) < 2:
        return list(signing.sealed())
    rows = list(signing.sealed_jointly())
    if sum(row.height for row in rows) > style.height + 1:
        raise Refused("落款的单位太多，印章一页盖不下，请改为不盖章或分开发文。")
    return rows


def noted(rows: list[Row], note: str, style: Style, book: FontBook) -> list[Row]:
    """The rows of a signature with 附注 in the line under the date.

    It stands in brackets, two characters in, left of the seal, whose lines it shares.
    """
    if not note.strip():
        return rows
    words = in_brackets(note)
    notes = list(text_rows(words, style, book, "附注", indent=_INDENT, closing=True))
    signed = max(place for place, row in enumerate(rows, 1) if row.items)
    return [*rows[:signed], *notes, *rows[signed + len(notes) :]]


def in_brackets(note: str) -> str:
    """A note with its brackets, which may have been typed."""
    words = note.strip()
    for pair in ("（）", "()"):
        words = words.removeprefix(pair[0]).removesuffix(pair[1])
    return f"（{words}）"


class _Signing:
    """The four ways to sign."""

    def __init__(self, given: Signature, style: Style, book: FontBook) -> None:
        self._given, self._style, self._book = given, style, book
        self._empty = Row(style.pitch, closing=True)

    def sealed(self) -> Iterator[Row]:
        """Date four characters from the right; the signature in the middle above."""
        style, day = self._style, self._given.day
        name = self._given.organs[0] if self._given.organs else ""
        signed, dated = _sealed_columns(self._cells(name), self._cells(day), style)
        yield from [self._empty] * lines_above(style)
        yield from self._lines(name, signed)
        middle = (dated + self._cells(day) / 2) * style.cell
        yield from self._marked(self._lines(day, dated), seal_ring(middle, 0))
        yield from [self._empty] * lines_below(style)

    def plain(self) -> Iterator[Row]:
        """Signature two from the right; the date begins two after the signature."""
        day = self._given.day
        widest = max(map(self._cells, self._given.organs), default=0)
        signed, dated = _plain_columns(widest, self._cells(day), self._style)
        yield self._empty
        for name in self._given.organs:
            yield from self._lines(name, signed)
        yield from self._lines(day, dated)

    def stamped(self) -> Iterator[Row]:
        """Posts two characters left of their stamps, the date four from the right."""
        style = self._style
        right = (style.columns - SEALED_RIGHT) * style.cell
        room = int((right - points(STAMP_MM[0])) / style.cell) - _INDENT
        yield self._empty
        for post in self._given.posts:
            yield self._empty
            column = max(0, room - self._cells(post))
            rows = list(self._lines(post, column, right=style.columns - room))
            box = stamp_box(right, style.pitch / 2)
            yield from self._marked(rows, box)
        yield self._empty
        day = self._given.day
        yield from self._lines(day, style.columns - SEALED_RIGHT - self._cells(day))

    def sealed_jointly(self) -> Iterator[Row]:
        """Organs beside each other with a seal each, the date under the last."""
        style, organs = self._style, self._given.organs
        per = self._organs_per_row()
        middles = [(place + 0.5) * style.columns / per for place in range(per)]
        yield from [self._empty] * lines_above(style)
        for place in range(0, len(organs), per):
            if place:
                yield from [self._empty] * lines_between(style)
            rank = organs[place : place + per]
            # The last one signs at the right, above the date.
            yield from self._rank(rank, middles[-len(rank) :])
        yield from self._dated_under(middles[-1])
        yield from [self._empty] * lines_below(style)

    def _rank(self, names: Sequence[str], middles: Sequence[float]) -> Iterator[Row]:
        """Signatures in one row, each around the middle of its seal."""
        style, items, extra = self._style, list[Item](), list[Row]()
        for name, middle in zip(names, middles, strict=True):
            column = max(0, round(middle - self._cells(name) / 2))
            first, *more = grid_lines(
                name,
                style.grid,
                Role.BODY,
                indent=column,
                later_indent=column,
                book=self._book,
            )
            items.append(grid_text(first, style, Role.BODY, _RECORD))
            extra += [
                line_row(line, style, Role.BODY, _RECORD, closing=True) for line in more
            ]
            if self._given.marked:
                items.append(seal_ring(middle * style.cell, style.pitch))
        yield Row(style.pitch, tuple(items), closing=True)
        yield from extra

    def _dated_under(self, middle: float) -> Iterator[Row]:
        dated = self._cells(self._given.day)
        last = self._style.columns - dated
        yield from self._lines(self._given.day, min(last, round(middle - dated / 2)))

    def _organs_per_row(self) -> int:
        longest = max(map(self._cells, self._given.organs))
        for many in range(min(_MOST_IN_A_ROW, len(self._given.organs)), 1, -1):
            if longest < self._style.columns // many:
                return many
        return 1

    def _cells(self, text: str) -> int:
        return cells_across(text, self._style.grid, Role.BODY, self._book)

    def _lines(self, text: str, column: int, right: int = 0) -> Iterator[Row]:
        style = self._style
        start = min(max(0, column), style.columns - 1)
        grid = replace(style.grid, columns=style.columns - right)
        for line in grid_lines(
            text, grid, Role.BODY, indent=start, later_indent=start, book=self._book
        ):
            yield line_row(line, style, Role.BODY, _RECORD, closing=True)

    def _marked(self, rows: Iterator[Row] | list[Row], mark: Item) -> Iterator[Row]:
        """The rows, the mark behind the first of them."""
        for number, row in enumerate(rows):
            wanted = self._given.marked and not number
            yield replace(row, items=(mark, *row.items)) if wanted else row


def _sealed_columns(named: int, dated: int, style: Style) -> tuple[int, int]:
    """Where signature and date begin."""
    first = style.columns - SEALED_RIGHT - dated
    signed = first + (dated - named) // 2
    edge = style.columns - PLAIN_RIGHT
    if signed + named > edge:
        # A long name ends two characters from the right, and takes the date along.
        signed = max(0, edge - named)
        first = min(first, signed + max(0, named - dated) // 2)
    return signed, max(0, first)


def _plain_columns(named: int, dated: int, style: Style) -> tuple[int, int]:
    """Where signature and date begin; a date that is longer ends at the edge."""
    edge = style.columns - PLAIN_RIGHT
    signed = max(0, edge - named)
    first = max(0, min(signed + _INDENT, edge - dated))
    return max(0, min(signed, first - _INDENT)), first
