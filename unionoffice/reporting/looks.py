"""How the cells of a form look, by the number of their style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from unionoffice.sheets.filling.package import Package

Found = TypeVar("Found")

STYLES = "xl/styles.xml"
SIDES = ("left", "top", "right", "bottom")
ACROSS = {"center": "center", "centerContinuous": "center", "right": "right"}
NO_LINE = ("none", None)
YES = ("1", "true", None)
"""`<b/>` alone means yes."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where words stand in a cell, how heavy they are, and the lines around it."""

    across: str = "left"
    bold: bool = False
    lines: tuple[bool, bool, bool, bool] = (False, False, False, False)


PLAIN = Look()


class Looks:
    """The looks of a workbook."""

    def __init__(self, known: Sequence[Look] = ()) -> None:
        """Remember them in the order of the styles."""
        self._known = known

    def of(self, style: str) -> Look:
        """The look of a style by its number as it is written."""
        place = int(style) if style.isdigit() else 0
        return self._known[place] if place < len(self._known) else PLAIN


def looks(package: Package) -> Looks:
    """The looks of the styles of a workbook; without styles all cells are plain."""
    if STYLES not in package.parts:
        return Looks()
    root = package.tree(STYLES)
    heavy = [_is_bold(item) for item in root.iterfind("{*}fonts/{*}font")]
    lined = [_lines(item) for item in root.iterfind("{*}borders/{*}border")]
    return Looks(
        [
            Look(
                _across(item),
                _at(heavy, item.get("fontId"), otherwise=PLAIN.bold),
                _at(lined, item.get("borderId"), otherwise=PLAIN.lines),
            )
            for item in root.iterfind("{*}cellXfs/{*}xf")
        ]
    )


def _at(known: Sequence[Found], place: str | None, *, otherwise: Found) -> Found:
    number = int(place) if place and place.isdigit() else -1
    return known[number] if 0 <= number < len(known) else otherwise


def _across(item: etree._Element) -> str:
    found = item.find("{*}alignment")
    told = found.get("horizontal") if found is not None else None
    return ACROSS.get(told or "", "left")


def _is_bold(font: etree._Element) -> bool:
    found = font.find("{*}b")
    return found is not None and found.get("val") in YES


def _lines(border: etree._Element) -> tuple[bool, bool, bool, bool]:
    sides = (border.find(f"{{*}}{side}") for side in SIDES)
    told = [side is not None and side.get("style") not in NO_LINE for side in sides]
    return told[0], told[1], told[2], told[3]
