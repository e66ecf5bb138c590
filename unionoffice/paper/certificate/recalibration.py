"""校准 of a printer that is corrected already: what is still off is taken out too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.paper.certificate.calibration import offset_from
from unionoffice.paper.certificate.shifting import PrinterOffset

if TYPE_CHECKING:
    from unionoffice.paper.certificate.calibration import Measured
    from unionoffice.paper.sizes import Paper


def refined(known: PrinterOffset, measured: Measured, paper: Paper) -> PrinterOffset:
    """The whole correction, where the sheet was printed with a known one.

    What the crosses ask for is done to a place first, then what was known before.

    Raises:
        InvalidInput: a number cannot be right, or no printer is that far off.
    """
    left = offset_from(measured, paper)
    return PrinterOffset(
        known.scale_x * left.right_mm + known.right_mm,
        known.scale_y * left.down_mm + known.down_mm,
        known.scale_x * left.scale_x,
        known.scale_y * left.scale_y,
    )
