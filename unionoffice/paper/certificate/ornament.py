"""The parts of ornamental borders: outlines, 回纹, 卷草, 宝相花; lengths in points."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import cos, pi, sin

from unionoffice.paper.document import Ink, Shape, Step

Point = tuple[float, float]
Place = Callable[[float, float], Point]
"""Where a point of an ornament stands on the sheet."""

_ROUND = 0.5523
"""Handles of a quarter of a circle, in units of its radius."""


def mirrored(half: Iterable[Shape], length: float) -> Iterator[Shape]:
    """Both halves of a band of this length."""
    for shape in half:
        yield shape
        yield moved(shape, lambda x, y: (length - x, y))


def meander(length: float, band: float) -> Iterator[Shape]:
    """回纹: squared hooks in a row, from a corner to the flower in the middle."""
    room = length - band * 0.55
    count = max(1, round(room / (band * 0.92)))
    pitch = room / count
    across = band * 0.64
    top = (band - across) / 2
    unit = across / 5
    hook = ((0, 5), (0, 0), (4.4, 0), (4.4, 3.6), (1.5, 3.6), (1.5, 1.5), (2.9, 1.5))
    for number in range(count):
        left = number * pitch
        stretch = pitch / 6
        line = [(left + x * stretch, top + y * unit) for x, y in hook]
        foot = [(left, top + across), (left + pitch, top + across)]
        yield _stroke(line, Ink.GOLD, 1.05)
        yield _stroke(foot, Ink.GOLD, 1.05)
        dot = left + 2.95 * stretch, top + 2.55 * unit
        yield Shape(lozenge(*dot, unit * 0.62), fill=Ink.RED)


def scroll(length: float, band: float) -> Iterator[Shape]:
    """卷草: a vine in waves with a tendril curled into each, and leaves."""
    room = length - band * 0.55
    count = max(1, round(room / (band * 1.25)))
    pitch, middle, swing = room / count, band / 2, band * 0.27
    for number in range(count):
        left, sign = number * pitch, -1 if number % 2 else 1
        high = middle - sign * swing * 1.28
        vine = (left, middle, left + pitch * 0.36, high, left + pitch * 0.64, high)
        steps = (
            Step("m", vine[:2]),
            Step("c", (*vine[2:], left + pitch, middle)),
        )
        yield Shape(steps, line=Ink.GOLD, thickness=1.3)
        yield _tendril(left + pitch * 0.52, middle + sign * band * 0.06, band, sign)
        for turn, far in ((0.2, 1.0), (-0.55, 0.8)):
            tip = left + pitch * (0.93 + 0.1 * turn), middle + sign * far * swing
            yield _leaf((left + pitch, middle), tip, 0.34)
        bud = left + pitch * 0.52, middle + sign * band * 0.06
        yield Shape(circle(*bud, band * 0.075), fill=Ink.RED)


def _tendril(x: float, y: float, band: float, sign: int) -> Shape:
    """A curl that opens from its middle and joins the vine."""
    curl = [
        (
            x + band * (0.07 + 0.052 * turn) * cos(turn + 0.6),
            y - sign * band * (0.07 + 0.052 * turn) * sin(turn + 0.6),
        )
        for turn in (step * pi / 10 for step in range(17))
    ]
    return _stroke(curl, Ink.GOLD, 1.0)


def _leaf(root: Point, tip: Point, fat: float) -> Shape:
    """A pointed leaf between two points."""
    (x1, y1), (x2, y2) = root, tip
    dx, dy = x2 - x1, y2 - y1
    steps = (
        Step("m", root),
        Step(
            "c",
            (
                *(x1 + 0.35 * dx - fat * dy, y1 + 0.35 * dy + fat * dx),
                *(x1 + 0.7 * dx - fat * dy, y1 + 0.7 * dy + fat * dx),
                *tip,
            ),
        ),
        Step(
            "c",
            (
                *(x1 + 0.7 * dx + fat * dy, y1 + 0.7 * dy - fat * dx),
                *(x1 + 0.35 * dx + fat * dy, y1 + 0.35 * dy - fat * dx),
                *root,
            ),
        ),
        Step("h"),
    )
    return Shape(steps, fill=Ink.GOLD)


def corner(side: float, band: float) -> Iterator[Shape]:
    """A square on its own ground with a large flower, seen from the outer corner."""
    yield Shape(rectangle(0, 0, side, side), fill=Ink.WHITE)
    yield Shape(rectangle(0, 0, side, side), fill=Ink.GOLD, shade=0.78)
    yield frame(0, 0, side, side, Ink.GOLD, 1.6)
    gap = band * 0.14
    yield frame(gap, gap, side - gap, side - gap, Ink.RED, 0.6)
    yield from flower(side / 2, side / 2, side * 0.36)


def flower(x: float, y: float, radius: float) -> Iterator[Shape]:
    """宝相花: eight petals in two rings round a red heart."""
    for number in range(8):
        angle = pi / 4 * number
        far = radius if number % 2 == 0 else radius * 0.92
        tip = x + far * sin(angle), y - far * cos(angle)
        yield _leaf((x, y), tip, 0.3 if number % 2 == 0 else 0.22)
    yield Shape(circle(x, y, radius * 0.3), fill=Ink.WHITE)
    yield Shape(circle(x, y, radius * 0.2), fill=Ink.RED)


def moved(shape: Shape, place: Place) -> Shape:
    """The outline with each point at its place."""
    steps = tuple(Step(step.pen, _placed(step.at, place)) for step in shape.steps)
    return Shape(
        steps, shape.fill, shape.line, shape.thickness, shape.shade, shape.dashes
    )


def _placed(at: tuple[float, ...], place: Place) -> tuple[float, ...]:
    pairs = zip(at[::2], at[1::2], strict=True)
    return tuple(value for x, y in pairs for value in place(x, y))


def frame(
    left: float, top: float, right: float, bottom: float, ink: Ink, thickness: float
) -> Shape:
    """A rectangle drawn as a line."""
    return Shape(rectangle(left, top, right, bottom), line=ink, thickness=thickness)


def _stroke(line: Iterable[Point], ink: Ink, thickness: float) -> Shape:
    first, *rest = line
    steps = (Step("m", first), *(Step("l", point) for point in rest))
    return Shape(steps, line=ink, thickness=thickness)


def polygon(line: Iterable[Point]) -> tuple[Step, ...]:
    """A closed outline with straight sides."""
    first, *rest = line
    return (Step("m", first), *(Step("l", point) for point in rest), Step("h"))


def rectangle(left: float, top: float, right: float, bottom: float) -> tuple[Step, ...]:
    """The outline of a rectangle."""
    return polygon(((left, top), (right, top), (right, bottom), (left, bottom)))


def hole(left: float, top: float, right: float, bottom: float) -> tuple[Step, ...]:
    """A rectangle the other way round, which is cut out of what surrounds it."""
    return polygon(((left, top), (left, bottom), (right, bottom), (right, top)))


def lozenge(x: float, y: float, half: float) -> tuple[Step, ...]:
    """A square on its corner; `half` is from its middle to a corner."""
    return polygon(((x, y - half), (x + half, y), (x, y + half), (x - half, y)))


def circle(
    x: float, y: float, radius: float, *, back: bool = False
) -> tuple[Step, ...]:
    """Four curves; `back` runs the other way, to cut a hole."""
    handle, sign = radius * _ROUND, -1 if back else 1
    corners = [(0, -1), (sign, 0), (0, 1), (-sign, 0), (0, -1)]
    steps = [Step("m", (x, y - radius))]
    for (x1, y1), (x2, y2) in pairwise(corners):
        first = x + radius * x1 + handle * x2, y + radius * y1 + handle * y2
        second = x + radius * x2 + handle * x1, y + radius * y2 + handle * y1
        last = x + radius * x2, y + radius * y2
        steps.append(Step("c", (*first, *second, *last)))
    return (*steps, Step("h"))
