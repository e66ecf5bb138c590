"""Forms to be filled in: grids with merged cells, a photo, opinions to be signed.

A form is data: rows of cells that reach across columns and down rows. Rows grow with
what stands in them; where a form is longer than its page it goes on between two rows,
and a row that no page holds is divided between its lines (domain.md §6.5).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.paper.align import Align
from unionoffice.paper.document import Image
from unionoffice.paper.sizes import PHOTOS_MM, TYPE_SIZES

LEAD_SIZE, SMALL = TYPE_SIZES["三号"], TYPE_SIZES["小五"]


@dataclass(frozen=True, slots=True)
class FormLook:
    """Edges and sizes of a form; edges in mm, sizes in points.

    Attributes:
        side_mm: the white edges left and right.
        top_mm: above the title.
        bottom_mm: below the grid.
        titles: the sizes a title may have, large to small.
        sizes: of what stands in cells; labels and whatever takes several lines have
            the last one.
        signing: of the lines that are signed.
        padding_mm: between a text and its rules, left and right.
        height_mm: what a row is higher than its lines.
    """

    side_mm: float = 20.0
    top_mm: float = 18.0
    bottom_mm: float = 16.0
    titles: tuple[float, ...] = (
        TYPE_SIZES["二号"],
        TYPE_SIZES["小二"],
        TYPE_SIZES["三号"],
    )
    sizes: tuple[float, ...] = (TYPE_SIZES["小四"], TYPE_SIZES["五号"])
    signing: float = TYPE_SIZES["小四"]
    padding_mm: float = 1.6
    height_mm: float = 2.4


ROOMY = FormLook()
"""Forms with few questions."""
DENSE = FormLook(
    side_mm=15.0,
    top_mm=12.0,
    bottom_mm=12.0,
    titles=(TYPE_SIZES["小二"], TYPE_SIZES["三号"]),
    sizes=(TYPE_SIZES["五号"], TYPE_SIZES["小五"]),
    signing=TYPE_SIZES["五号"],
    padding_mm=0.9,
    height_mm=1.8,
)
"""Forms that ask for everything on both sides of one sheet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `across` and `down` are how many columns and rows it takes.

    `signing` are lines at its foot, set to the right: who signs, the day. A `photo`
    cell is the place of a photograph of `photo_mm`, with `image` if there is one. A
    cell of `boxes` is ruled for so many digits, told apart after `groups`. `sizes` are
    its own, where the look's do not suit it.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    label: bool = False
    align: Align | None = None
    signing: tuple[str, ...] = ()
    photo: bool = False
    image: Image | None = None
    photo_mm: tuple[float, float] = PHOTOS_MM["一寸"]
    boxes: int = 0
    groups: tuple[int, ...] = ()
    sizes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """The cells that begin in a row, from left to right, and its least height."""

    cells: tuple[Cell, ...]
    least_mm: float = 10.0


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one person.

    `columns` are shares of the width. Above the grid stand `lead`, paragraphs of a
    letter with its `signing`, and `above`, one or two short texts; below it `note`.
    `whose` names the person in complaints and on further pages. Without a title the
    grid begins at the head of the sheet.
    """

    title: str
    columns: tuple[float, ...]
    rows: tuple[FormRow, ...]
    whose: str = ""
    lead: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    note: str = ""
    look: FormLook = ROOMY

    def __post_init__(self) -> None:
        """Raise `ValueError` where the cells leave a hole or overlap."""
        list(self.placed())

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Each cell with its first row and column.

        Raises:
            ValueError: the cells of a row do not fill the columns exactly.
        """
        taken: set[tuple[int, int]] = set()
        count = len(self.columns)
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                covered = {
                    (number + below, column + right)
                    for below in range(cell.down)
                    for right in range(cell.across)
                }
                if covered & taken or column + cell.across > count:
                    raise ValueError(f"row {number + 1}: a cell has no room")
                if number + cell.down > len(self.rows):
                    raise ValueError(f"row {number + 1}: a cell reaches too far down")
                taken |= covered
                yield number, column, cell
            if any((number, column) not in taken for column in range(count)):
                raise ValueError(f"row {number + 1}: columns are left over")
