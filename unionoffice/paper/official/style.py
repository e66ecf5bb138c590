"""The three looks of what the office writes: official, simple, large (domain.md §6.1).

The type area of official paper is 156 × 225 mm and holds exactly 22 lines of 28
characters. A character of 三号 is 16 pt, and 28 of them are 2 mm too wide: here it is
15.75 pt in a cell of 15.79 pt, which the eye cannot tell apart.
"""

from dataclasses import dataclass
from enum import Enum, auto

from unionoffice.paper.flow import Margins
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.grid import Grid

MOST_SIMPLE_LINES = 26
"""Lines of a simple page whose text is brought together to fit."""
LARGEST, SMALLEST = 96, 30
"""Body sizes of the large look in points: 30 pt is 10 mm, read at two metres."""
_LEAST_TITLE, _TITLE_TIMES = 60.0, 1.5
_LARGE_PITCH, _LARGE_EDGE_MM = 1.6, 18
_TITLE_PITCH = 1.3


class Numbers(Enum):
    """Which pages are numbered, and how."""

    OFFICIAL = auto()
    IF_SEVERAL = auto()
    COUNTED_IF_SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Style:
    """A look: paper, type area in mm, its grid, and sizes in points.

    `exact` sets every character in its cell; else lines are set out as in a book.
    """

    paper: Paper
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    columns: int
    lines: int
    size: float
    title_size: float
    numbers: Numbers
    exact: bool = False

    @property
    def left(self) -> float:
        """Left edge of the type area, in points as all that follows."""
        return points(self.left_mm)

    @property
    def top(self) -> float:
        """Upper edge of the type area."""
        return points(self.top_mm)

    @property
    def width(self) -> float:
        """Width of the type area."""
        return points(self.width_mm)

    @property
    def height(self) -> float:
        """Height of the type area."""
        return points(self.height_mm)

    @property
    def cell(self) -> float:
        """From character to character."""
        return self.width / self.columns

    @property
    def pitch(self) -> float:
        """From line to line."""
        return self.height / self.lines

    @property
    def title_pitch(self) -> float:
        """From line to line of the title."""
        return max(self.pitch, _TITLE_PITCH * self.title_size)

    @property
    def grid(self) -> Grid:
        """The cells of a line."""
        return Grid(self.columns, self.cell, self.size)

    @property
    def margins(self) -> Margins:
        """The white edges."""
        return Margins(
            self.top_mm,
            self.paper.height_mm - self.top_mm - self.height_mm,
            self.left_mm,
            self.paper.width_mm - self.left_mm - self.width_mm,
        )


OFFICIAL = Style(
    *(A4, 28, 37, 156, 225, 28, 22, 15.75),
    title_size=TYPE_SIZES["二号"],
    numbers=Numbers.OFFICIAL,
    exact=True,
)
SIMPLE = Style(
    *(A4, 28, 32, 154, 228, 26, 20, TYPE_SIZES["三号"]),
    title_size=TYPE_SIZES["二号"],
    numbers=Numbers.IF_SEVERAL,
)


def large(size: int, paper: Paper = A4) -> Style:
    """Type for the wall, `size` points high."""
    width, height = (
        side - 2 * _LARGE_EDGE_MM for side in (paper.width_mm, paper.height_mm)
    )
    return Style(
        *(paper, _LARGE_EDGE_MM, _LARGE_EDGE_MM, width, height),
        columns=int(points(width) / (1.01 * size)),
        lines=int(points(height) / (_LARGE_PITCH * size)),
        size=size,
        title_size=max(_LEAST_TITLE, _TITLE_TIMES * size),
        numbers=Numbers.COUNTED_IF_SEVERAL,
    )
