"""One set line of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its characters and where each one's left edge stands, in points.

    `places` is empty where the characters simply follow each other from 0. A hanging
    mark and the spaces at the end lie outside `width`.
    """

    text: str
    width: float
    places: tuple[float, ...] = ()
