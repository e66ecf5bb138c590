"""What a second calibration does to the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.paper.certificate.calibration import CROSS_MM, Measured, offset_from
from unionoffice.paper.certificate.recalibration import refined
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.sizes import A4

OFFSETS = st.builds(
    PrinterOffset,
    *(st.floats(-3, 3), st.floats(-3, 3)),
    *(st.floats(0.995, 1.005), st.floats(0.995, 1.005)),
)
TRUE = Measured(CROSS_MM, CROSS_MM, CROSS_MM, CROSS_MM)


def measured(printer: PrinterOffset, known: PrinterOffset) -> Measured:
    """Where the crosses come out of a printer with a fault, corrected by `known`."""

    def out(x: float, y: float) -> tuple[float, float]:
        x = x * known.scale_x + known.right_mm
        y = y * known.scale_y + known.down_mm
        return (
            x * printer.scale_x + printer.right_mm,
            y * printer.scale_y + printer.down_mm,
        )

    left, top = out(CROSS_MM, CROSS_MM)
    right, bottom = out(A4.width_mm - CROSS_MM, A4.height_mm - CROSS_MM)
    return Measured(left, top, A4.width_mm - right, A4.height_mm - bottom)


@given(OFFSETS, OFFSETS)
def test_a_second_calibration_takes_out_what_the_first_left(
    printer: PrinterOffset, known: PrinterOffset
) -> None:
    whole = refined(known, measured(printer, known), A4)
    again = measured(printer, whole)
    for edge in (again.left_mm, again.top_mm, again.right_mm, again.bottom_mm):
        assert edge == pytest.approx(CROSS_MM, abs=1e-6)


@given(OFFSETS)
def test_crosses_in_their_places_change_nothing(known: PrinterOffset) -> None:
    whole = refined(known, TRUE, A4)
    moved = known.right_mm, known.down_mm
    assert (whole.right_mm, whole.down_mm) == pytest.approx(moved)
    scales = known.scale_x, known.scale_y
    assert (whole.scale_x, whole.scale_y) == pytest.approx(scales)


def test_without_a_known_correction_it_is_the_first_calibration() -> None:
    told = Measured(21.2, 19.5, 18.4, 20.1)
    assert refined(PrinterOffset(), told, A4) == offset_from(told, A4)
