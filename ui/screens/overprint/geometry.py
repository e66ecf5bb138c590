"""Places on a sheet moved, resized and drawn to their neighbours' lines; in mm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unionoffice.paper.certificate.overprint import Field, OverprintForm

LEAST_MM = 2.0
"""A place is never drawn smaller."""
DIGITS = 1
"""Places stand on tenths of a mm: nobody measures finer."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What is held of a place: −1 its left or upper side, 1 the other, 0 neither."""

    across: int
    down: int


GRIPS = tuple(Grip(a, d) for d in (-1, 0, 1) for a in (-1, 0, 1) if (a, d) != (0, 0))


@dataclass(frozen=True, slots=True)
class Snapped:
    """A place at the lines it was drawn to: `xs` upright ones, `ys` level ones."""

    field: Field
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()


def moved(field: Field, right: float, down: float, form: OverprintForm) -> Field:
    """The place moved, but not off the sheet."""
    x = _between(field.x_mm + right, 0, form.width_mm - field.width_mm)
    y = _between(field.y_mm + down, 0, form.height_mm - field.height_mm)
    return replace(field, x_mm=_tenths(x), y_mm=_tenths(y))


def resized(
    field: Field, grip: Grip, right: float, down: float, form: OverprintForm
) -> Field:
    """The place with the sides that are held moved, but not off the sheet."""
    x, width = _side(field.x_mm, field.width_mm, grip.across, right, form.width_mm)
    y, height = _side(field.y_mm, field.height_mm, grip.down, down, form.height_mm)
    return replace(field, x_mm=x, width_mm=width, y_mm=y, height_mm=height)


def snapped_move(field: Field, form: OverprintForm, within: float) -> Snapped:
    """The place drawn to the nearest lines of the others and of the sheet."""
    xs, ys = _lines(field, form)
    x, at_x = _nearest(_thirds(field.x_mm, field.width_mm), xs, within)
    y, at_y = _nearest(_thirds(field.y_mm, field.height_mm), ys, within)
    return Snapped(moved(field, x, y, form), at_x, at_y)


def snapped_side(
    field: Field, grip: Grip, form: OverprintForm, within: float
) -> Snapped:
    """The place with the sides that are held drawn to the nearest lines."""
    xs, ys = _lines(field, form)
    x, at_x = _nearest(_held(field.x_mm, field.width_mm, grip.across), xs, within)
    y, at_y = _nearest(_held(field.y_mm, field.height_mm, grip.down), ys, within)
    return Snapped(resized(field, grip, x, y, form), at_x, at_y)


def with_field(form: OverprintForm, place: int, field: Field) -> OverprintForm:
    """The form with another field at this place of its list."""
    fields = (*form.fields[:place], field, *form.fields[place + 1 :])
    return replace(form, fields=fields)


def on_paper(form: OverprintForm, width_mm: float, height_mm: float) -> OverprintForm:
    """The same form on a sheet of another size, its places at the same proportions."""
    across, down = width_mm / form.width_mm, height_mm / form.height_mm
    fields = tuple(
        replace(
            field,
            x_mm=_tenths(field.x_mm * across),
            y_mm=_tenths(field.y_mm * down),
            width_mm=_tenths(field.width_mm * across),
            height_mm=_tenths(field.height_mm * down),
        )
        for field in form.fields
    )
    return replace(form, width_mm=width_mm, height_mm=height_mm, fields=fields)


def _side(
    at: float, length: float, held: int, by: float, most: float
) -> tuple[float, float]:
    """Where a side begins and how long it is after it was pulled."""
    near, far = at, at + length
    if held < 0:
        near = _between(near + by, 0, far - LEAST_MM)
    if held > 0:
        far = _between(far + by, near + LEAST_MM, most)
    near, far = _tenths(near), _tenths(far)
    return near, _tenths(far - near)


def _lines(field: Field, form: OverprintForm) -> tuple[list[float], list[float]]:
    """The lines to draw to: edges and middles of the others, the middle of the sheet.

    A field is known by its word: whoever is moved has it too.
    """
    xs, ys = [form.width_mm / 2], [form.height_mm / 2]
    for other in form.fields:
        if other.key != field.key:
            xs += _thirds(other.x_mm, other.width_mm)
            ys += _thirds(other.y_mm, other.height_mm)
    return xs, ys


def _thirds(at: float, length: float) -> tuple[float, ...]:
    return at, at + length / 2, at + length


def _held(at: float, length: float, held: int) -> tuple[float, ...]:
    return {-1: (at,), 0: (), 1: (at + length,)}[held]


def _nearest(
    own: Iterable[float], lines: Sequence[float], within: float
) -> tuple[float, tuple[float, ...]]:
    """How far to go to the nearest line, and that line; nowhere if all are far."""
    found = min(
        ((abs(line - edge), line - edge, line) for edge in own for line in lines),
        default=(within + 1, 0.0, 0.0),
    )
    return (found[1], (found[2],)) if found[0] <= within else (0.0, ())


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def _tenths(mm: float) -> float:
    return round(mm, DIGITS)
