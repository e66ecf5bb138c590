"""Where words stand in the room they are given."""

from enum import StrEnum


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "左"
    CENTRE = "中"
    RIGHT = "右"
