"""How a table is to look: in the file, on the wall, or as part of an official paper."""

from dataclasses import dataclass, field
from enum import StrEnum

from unionoffice.paper.flow import Margins
from unionoffice.paper.sizes import TYPE_SIZES, Paper, points

_SHARE_OF_SIDE = 0.085
"""White edges of a small sheet, as a share of its side."""


class Numbers(StrEnum):
    """Where the number of a page stands and how it is written."""

    MIDDLE = "居中"
    OUTER = "单页居右，双页居左"
    OFFICIAL = "公文"
    NONE = "不编"


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes, edges and page numbers of a table; sizes in points, edges in mm.

    Attributes:
        sizes: of the text in the table, best first; the last one is never gone below.
        titles: of the title, large to small.
        small: of what stands above and below the table.
        foot: of the page number.
        least_row_mm: the height of a row of one line.
        edges: the white edges; narrower on sheets smaller than A4.
        numbers: how pages are numbered.
        zebra: every other row is shaded.
        turned: a sheet that lies across is bound upright, as GB/T 9704 has it.
    """

    sizes: tuple[float, ...] = (
        TYPE_SIZES["五号"],
        TYPE_SIZES["小五"],
        TYPE_SIZES["六号"],
    )
    titles: tuple[float, ...] = (
        TYPE_SIZES["小二"],
        TYPE_SIZES["三号"],
        TYPE_SIZES["小三"],
        TYPE_SIZES["小四"],
    )
    small: float = TYPE_SIZES["五号"]
    foot: float = TYPE_SIZES["小五"]
    least_row_mm: float = 7
    edges: Margins = field(default_factory=lambda: Margins(17, 17, 15, 15))
    numbers: Numbers = Numbers.MIDDLE
    zebra: bool = False
    turned: bool = False


OFFICE = Look()
"""Lists for the file and the desk."""
WALL = Look(
    sizes=(TYPE_SIZES["小初"], 30.0),
    titles=(63.0, 54.0, 48.0, TYPE_SIZES["初号"]),
    small=TYPE_SIZES["小一"],
    foot=TYPE_SIZES["四号"],
)
"""Large type that is read at two metres (大字); never below 30 points."""
OFFICIAL = Look(
    sizes=(TYPE_SIZES["小四"], TYPE_SIZES["五号"], TYPE_SIZES["小五"]),
    titles=(TYPE_SIZES["二号"], TYPE_SIZES["小二"], TYPE_SIZES["小三"]),
    foot=TYPE_SIZES["四号"],
    edges=Margins(),
    numbers=Numbers.OFFICIAL,
    turned=True,
)
"""A table in an official paper: its type area and page numbers (domain.md §6.1)."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands on its sheet, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def area(look: Look, paper: Paper, number: int = 1) -> Area:
    """The type area of the page with this number, as the reader holds the table.

    On an official sheet that lies across, the head of the table is at the binding edge
    of odd pages and at the cut edge of even ones: the sheet is turned the same way.
    """
    edges = edges_of(look, paper, number)
    return Area(
        points(edges.left),
        points(edges.top),
        points(paper.width_mm - edges.left - edges.right),
        points(paper.height_mm - edges.top - edges.bottom),
    )


def edges_of(look: Look, paper: Paper, number: int = 1) -> Margins:
    """The white edges of a page, in mm."""
    edges = look.edges
    if look.turned:
        if not lies_across(paper):
            return edges
        top, bottom = edges.left, edges.right
        if number % 2 == 0:
            top, bottom = bottom, top
        return Margins(top, bottom, edges.bottom, edges.top)
    across, upright = (
        side * _SHARE_OF_SIDE for side in (paper.width_mm, paper.height_mm)
    )
    return Margins(
        min(edges.top, upright),
        min(edges.bottom, upright),
        min(edges.left, across),
        min(edges.right, across),
    )


def lies_across(paper: Paper) -> bool:
    """Whether the sheet is wider than high."""
    return paper.width_mm > paper.height_mm
