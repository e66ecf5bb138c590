"""Items moved to another place: rows are set first and stacked on sheets afterwards."""

from dataclasses import replace

from unionoffice.paper.document import (
    Item,
    Placed,
    Rule,
    Shape,
    Step,
)


def moved(item: Item, right: float, down: float) -> Item:
    """The same item further right and further down, in points."""
    match item:
        case Rule():
            return replace(
                item,
                x1=item.x1 + right,
                x2=item.x2 + right,
                y1=item.y1 + down,
                y2=item.y2 + down,
            )
        case Shape():
            steps = tuple(_moved_step(step, right, down) for step in item.steps)
            return replace(item, steps=steps)
        case Placed(window=(x, y, wide, high)):
            window = x + right, y + down, wide, high
            return replace(item, x=item.x + right, y=item.y + down, window=window)
        case _:
            return replace(item, x=item.x + right, y=item.y + down)


def _moved_step(step: Step, right: float, down: float) -> Step:
    by = (right, down)
    at = tuple(value + by[place % 2] for place, value in enumerate(step.at))
    return Step(step.pen, at)
