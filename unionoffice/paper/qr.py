"""QR codes as outlines: crisp at every size, one filled shape each (GB/T 18284)."""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from qrcode import constants
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from unionoffice.errors import Refused
from unionoffice.paper.document import Box, Ink, Item, Shape, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_QUIET = 4
"""White modules around the code that readers need (GB/T 18284)."""


class Correction(Enum):
    """How much of a code may be dirty or torn: 15 % or 30 %."""

    MEDIUM = constants.ERROR_CORRECT_M
    HIGH = constants.ERROR_CORRECT_H


def qr(
    text: str,
    x: float,
    y: float,
    side: float,
    *,
    quiet: bool = True,
    correction: Correction = Correction.MEDIUM,
) -> tuple[Item, ...]:
    """A code of the text in a square of `side` points with its corner at x, y.

    With `quiet` the square is white and its edge is kept free, as readers need it;
    without, whoever places the code sees to that.

    Raises:
        Refused: there is no text, or too much of it, or it holds a broken character.
    """
    matrix = _matrix(text, correction)
    edge = _QUIET if quiet else 0
    module = side / (len(matrix) + 2 * edge)
    inset = edge * module
    steps = tuple(
        step
        for row, start, end in _runs(matrix)
        for step in _rectangle(
            x + inset + start * module,
            y + inset + row * module,
            x + inset + end * module,
            y + inset + (row + 1) * module,
        )
    )
    code = Shape(steps, fill=Ink.BLACK)
    return (Box(x, y, side, side, 1.0), code) if quiet else (code,)


def _matrix(text: str, correction: Correction) -> Sequence[Sequence[bool | None]]:
    """The modules of the smallest code that holds the text, row by row."""
    if not text:
        raise Refused("二维码没有内容，请填写文字或网址。")
    try:
        content = text.encode()
    except UnicodeEncodeError as problem:
        raise Refused("二维码的内容里有不完整的字符，请重新输入。") from problem
    code = QRCode(error_correction=correction.value, border=0)
    code.add_data(content)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as problem:
        # The library says "version 41" where it should say that the text is too long.
        sentence = f"二维码放不下 {len(text)} 个字，请改用短一些的文字或网址。"
        raise Refused(sentence) from problem
    matrix: Sequence[Sequence[bool | None]] = code.get_matrix()
    return matrix


def _runs(matrix: Sequence[Sequence[bool | None]]) -> Iterator[tuple[int, int, int]]:
    """Row, first and last-but-one column of each stretch of dark modules."""
    for number, row in enumerate(matrix):
        for dark, run in groupby(enumerate(row), key=itemgetter(1)):
            places = [place for place, _ in run]
            if dark:
                yield number, places[0], places[-1] + 1


def _rectangle(left: float, top: float, right: float, bottom: float) -> Iterator[Step]:
    yield Step("m", (left, top))
    yield Step("l", (right, top))
    yield Step("l", (right, bottom))
    yield Step("l", (left, bottom))
    yield Step("h")
