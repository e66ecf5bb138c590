"""Lines on the exact grid of official paper: one character, one cell (GB/T 9704).

A number or Latin word takes whole cells and stands in their middle, so that every
Chinese character keeps its place. A mark that does not fit hangs in the margin; two
closing marks share the last cell; else the character before them goes down too and
the last cell stays empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import NEVER_FIRST, NEVER_LAST, Line, clusters

_HANGING = frozenset("，。、；：！？")
_CAN_SHARE = frozenset("，。、；：？！）》〉」』】〕”’")
_NARROW = 0.9
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid `columns` wide: pitch of a cell and size of a character, in points."""

    columns: int
    pitch: float
    size: float


@dataclass(frozen=True, slots=True)
class _Type:
    """The grid and the font that is set on it."""

    grid: Grid
    role: Role
    book: FontBook

    def of(self, text: str) -> float:
        return self.book.width(text, self.role, self.grid.size)

    def cells(self, unit: str) -> int:
        """Whole cells of a word, or of one character."""
        return max(1, ceil(self.of(unit) / self.grid.pitch - _EPSILON))


def grid_lines(
    text: str,
    grid: Grid,
    role: Role,
    *,
    indent: int = 0,
    later_indent: int = 0,
    book: FontBook | None = None,
) -> list[Line]:
    """The lines of one paragraph, each character with its place on the grid.

    `indent` and `later_indent` are the empty cells before the first line and before
    those that follow.
    """
    setting = _Type(grid, role, book or shared_book())
    return list(_lines(text, indent, later_indent, setting))


def cells_across(text: str, grid: Grid, role: Role, book: FontBook | None) -> int:
    """How many cells a text takes on one line."""
    setting = _Type(grid, role, book or shared_book())
    return sum(map(setting.cells, _units(text)))


def _lines(text: str, indent: int, later: int, setting: _Type) -> Iterator[Line]:
    line, start, used = "", indent, indent
    for cluster in _fitting(text, setting, setting.grid.columns - max(indent, later)):
        cells = sum(map(setting.cells, _units(cluster)))
        over = used + cells - setting.grid.columns
        if line and over > 0 and not _goes_in(cluster, over):
            yield _set(line, start, setting)
            line, start, used = "", later, later
        line += cluster
        used += cells
    if line or not text:
        yield _set(line, start, setting)


def _goes_in(cluster: str, over: int) -> bool:
    """Whether the marks at the end can hang, or share cells, for the rest to fit."""
    inked = cluster.rstrip(" \u3000")
    if over <= len(cluster) - len(inked):
        return True
    return (over == 1 and inked[-1] in _HANGING) or over <= _sharing(inked) // 2


def _sharing(text: str) -> int:
    """How many marks at the end of the text may stand two in a cell."""
    return len(text) - len(text.rstrip("".join(_CAN_SHARE)))


def _fitting(text: str, setting: _Type, most: int) -> Iterator[str]:
    for cluster in clusters(text):
        if sum(map(setting.cells, _units(cluster))) <= most:
            yield cluster
        else:
            yield from _cut(cluster, setting, most)


def _cut(cluster: str, setting: _Type, most: int) -> Iterator[str]:
    """Pieces of a cluster that no line can hold."""
    piece = ""
    for character in cluster:
        longer = piece + character
        if piece and sum(map(setting.cells, _units(longer))) > most:
            yield piece
            longer = character
        piece = longer
    yield piece


def _units(text: str) -> list[str]:
    """Words and single characters; a mark of ASCII beside a word belongs to it."""
    units: list[str] = []
    for character in text:
        narrow = "!" <= character <= "~"
        if narrow and units and "!" <= units[-1][-1] <= "~":
            units[-1] += character
        else:
            units.append(character)
    return units


def _set(text: str, start: int, setting: _Type) -> Line:
    columns, pitch = setting.grid.columns, setting.grid.pitch
    units = _units(text)
    over = start + sum(map(setting.cells, units)) - columns
    shared = _shared(text, over)
    places: list[float] = []
    cell = float(start)
    for unit in units:
        step = setting.cells(unit)
        if len(text) - len(places) <= 2 * shared:
            step_cells = 0.5
            places.append(cell * pitch)
        else:
            step_cells = float(step)
            places += _in_cells(unit, cell * pitch, step * pitch, setting)
        cell += step_cells
    return Line(text, min(cell, columns) * pitch, tuple(places))


def _shared(text: str, over: int) -> int:
    """How many cells at the end hold two marks each."""
    if over <= 0 or (over == 1 and text[-1] in _HANGING):
        return 0
    return min(over, _sharing(text) // 2)


def _in_cells(unit: str, left: float, room: float, setting: _Type) -> Iterator[float]:
    """The places of the characters of a unit inside its cells."""
    width = setting.of(unit)
    place = left + (room - width) / 2
    if width < _NARROW * setting.grid.size and len(unit) == 1:
        place = _narrow_mark(unit, left, room, width)
    for character in unit:
        yield place
        place += setting.of(character)


def _narrow_mark(mark: str, left: float, room: float, width: float) -> float:
    """Some fonts draw “ ” in half a cell: an opening mark stands at its right."""
    if mark.isascii():
        return left + (room - width) / 2
    if mark in NEVER_LAST:
        return left + room - width
    if mark in NEVER_FIRST and mark not in "…—·":
        return left
    return left + (room - width) / 2
