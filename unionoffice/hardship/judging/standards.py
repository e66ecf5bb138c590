"""The lines a household is judged by (domain.md §2.1, §2.2): parameters, not constants.

They differ by province and change every year, so a judgement keeps its own standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from db.vocabulary import Reckoning
from unionoffice.hardship.judging.household import TOO_MUCH
from unionoffice.money import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.money import Fen

MONTHS = 12
LEAST_MULTIPLE, MOST_MULTIPLE = 1, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """The lines that hold for one judgement; multiples are whole percents.

    Attributes:
        dibao: The monthly 低保 line per head.
        minimum_wage: The monthly minimum wage, imputed to who could earn it.
        relative_percent: The line of 相对困难: 200 is twice the 低保 line.
        line_inclusive: Whether a value on a line belongs below it; it is asked for
            the lines of 深度困难, 相对困难 and the old 低保户.
        reckoning: Which generation of categories.
        accident_percent: 意外致困 if the net loss is above this part of the income of
            the year.
        edge_percent: 低保边缘户 up to this gross income, in parts of the 低保 line.
        accident_income_percent: 意外致困户 of the old kind without a look at the
            assets up to this gross income.
    """

    dibao: Fen
    minimum_wage: Fen
    relative_percent: int = 200
    line_inclusive: bool = False
    reckoning: Reckoning = Reckoning.CURRENT
    accident_percent: int = 80
    edge_percent: int = 150
    accident_income_percent: int = 300

    def line(self, percent: int) -> Fraction:
        """So many percent of the 低保 line, exact: a line may lie between two fen."""
        return Fraction(self.dibao * percent, 100)


def standard_faults(standard: Standard) -> Iterator[str]:
    """Everything for which nobody can be judged by a standard, in sentences."""
    if standard.dibao <= 0:
        yield "低保标准应大于 0。"
    if standard.minimum_wage < 0:
        yield "最低工资不能是负数。"
    if max(standard.dibao, standard.minimum_wage) > MOST:
        yield f"低保标准和最低工资不能达到{TOO_MUCH}元，请核对。"
    multiples = (
        ("相对困难", standard.relative_percent),
        ("低保边缘户", standard.edge_percent),
        ("意外致困户", standard.accident_income_percent),
    )
    for label, percent in multiples:
        if not LEAST_MULTIPLE * 100 <= percent <= MOST_MULTIPLE * 100:
            span = f"{LEAST_MULTIPLE} 到 {MOST_MULTIPLE}"
            yield f"{label}的倍数应是低保标准的 {span} 倍。"
    if not 0 <= standard.accident_percent <= MOST_MULTIPLE * 100:
        yield "意外致困的净损失比例应在 0 到 10000% 之间。"
