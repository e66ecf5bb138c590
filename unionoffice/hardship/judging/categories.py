"""Which category a household falls into, in both generations (domain.md §2.1).

The rounded figures are compared, the ones that stand on paper; the lines are exact.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from db.vocabulary import HardshipCategory, Reckoning

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.hardship.judging.figures import Figures
    from unionoffice.hardship.judging.household import Accident, Household
    from unionoffice.hardship.judging.standards import Standard
    from unionoffice.money import Fen

DIBAO_PERCENT = 100


def category_of(
    figures: Figures, household: Household, standard: Standard
) -> HardshipCategory:
    """The category that the figures make."""
    if standard.reckoning is Reckoning.OLD:
        return _old(figures, standard)
    if below(figures.net, standard, DIBAO_PERCENT):
        return HardshipCategory.DEEP
    if below(figures.net, standard, standard.relative_percent):
        return HardshipCategory.RELATIVE
    proven = not gaps(household.accident, household.as_of)
    if proven and loss_of(household) > loss_line(figures, standard):
        return HardshipCategory.ACCIDENT
    return HardshipCategory.NONE


def below(fen: Fen, standard: Standard, percent: int) -> bool:
    """Whether a sum lies below a line, or on it where the line is inclusive."""
    line = standard.line(percent)
    return fen <= line if standard.line_inclusive else fen < line


def loss_line(figures: Figures, standard: Standard) -> Fraction:
    """What the net loss of an accident must exceed."""
    return Fraction(figures.year_income * standard.accident_percent, 100)


def loss_of(household: Household) -> Fen:
    """The net loss of what struck a household; nothing if none is known."""
    return (household.accident.net_loss if household.accident else None) or 0


def gaps(accident: Accident | None, as_of: date) -> tuple[str, ...]:
    """What is still missing before an accident counts as 意外致困; () if nothing is.

    It needs an event, its day within the twelve months before, and the net loss
    (domain.md §2.2).
    """
    if accident is None:
        return ("意外事由、发生日期和净损失",)
    missing = [] if accident.event.strip() else ["意外事由"]
    if accident.day is None:
        missing.append("发生日期")
    elif not within_a_year(accident.day, as_of):
        missing.append("申请前十二个月以内的发生日期")
    if accident.net_loss is None:
        missing.append("扣除赔付和救助后的净损失")
    return tuple(missing)


def within_a_year(day: date, as_of: date) -> bool:
    """Whether a day lies in the twelve months that end with another, both included."""
    year_later = (day.year + 1, day.month, day.day)
    return day <= as_of and year_later >= (as_of.year, as_of.month, as_of.day)


def _old(figures: Figures, standard: Standard) -> HardshipCategory:
    """By the gross income first; the words of the old rule fix ≤ but for 低保户."""
    if below(figures.gross, standard, DIBAO_PERCENT):
        return HardshipCategory.DIBAO
    poor = figures.net <= standard.dibao
    if poor and figures.gross <= standard.line(standard.edge_percent):
        return HardshipCategory.EDGE
    if figures.gross > standard.line(standard.accident_income_percent):
        poor = figures.net_with_assets <= standard.dibao
    return HardshipCategory.ACCIDENT_OLD if poor else HardshipCategory.NONE
