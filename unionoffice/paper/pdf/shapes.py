"""Boxes, rules and outlines in the operators of PDF, in plain RGB."""

from functools import lru_cache

from unionoffice.paper.document import Box, Ink, Rule, Shape
from unionoffice.paper.inks import RGB

_PAINT = {
    (True, True): "B",
    (True, False): "f",
    (False, True): "S",
    (False, False): "n",
}
"""How an outline is painted that is filled, drawn, both, or neither."""


@lru_cache(maxsize=256)
def colour(ink: Ink, shade: float = 0.0) -> str:
    """An ink as red, green and blue; `shade` 1 is white."""
    return " ".join(f"{part + (1 - part) * shade:.3g}" for part in RGB[ink])


def outline(item: Box | Rule | Shape, height: float) -> str:
    """An item on a page of this height, which PDF counts from below."""
    match item:
        case Rule(x1, y1, x2, y2, thickness, ink):
            return (
                f"{thickness:.3f} w {colour(ink)} RG"
                f" {x1:.3f} {height - y1:.3f} m {x2:.3f} {height - y2:.3f} l S"
            )
        case Box(x, y, width, high, shade, ink):
            area = f"{x:.3f} {height - y - high:.3f} {width:.3f} {high:.3f}"
            return f"{colour(ink, shade)} rg {area} re f"
        case Shape():
            return _shape(item, height)


def _shape(shape: Shape, height: float) -> str:
    """An outline with its own state, so that its dashes end with it."""
    parts = ["q"]
    if shape.fill is not None:
        parts.append(f"{colour(shape.fill, shape.shade)} rg")
    if shape.line is not None:
        dashes = " ".join(f"{length:.2f}" for length in shape.dashes)
        parts.append(f"{shape.thickness:.3f} w {colour(shape.line)} RG [{dashes}] 0 d")
    for step in shape.steps:
        ends = [
            f"{height - value if place % 2 else value:.2f}"
            for place, value in enumerate(step.at)
        ]
        parts.append(" ".join((*ends, step.pen)))
    parts.append(_PAINT[shape.fill is not None, shape.line is not None])
    return " ".join((*parts, "Q"))
