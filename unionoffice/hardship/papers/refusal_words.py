"""The figures of a judgement in words fit for the family (domain.md §2.2). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.vocabulary import HardshipCategory, Reckoning
from unionoffice import money
from unionoffice.dates import official
from unionoffice.hardship.filing.judgements import household_kept, standard_of
from unionoffice.hardship.judging.categories import DIBAO_PERCENT, gaps, loss_line
from unionoffice.hardship.judging.figures import figures_of
from unionoffice.hardship.judging.sentences import times

if TYPE_CHECKING:
    from fractions import Fraction

    from sqlalchemy import Row

    from unionoffice.hardship.judging.figures import Figures
    from unionoffice.hardship.judging.household import Household
    from unionoffice.hardship.judging.standards import Standard
    from unionoffice.money import Fen


def told_to_the_family(judged: Row[Any]) -> str:
    """What was counted, by how many it was shared, and how that stands to the line."""
    standard, household = standard_of(judged), household_kept(judged)
    figures = figures_of(household, standard)
    words = [_counted(household, figures), _shared(figures)]
    if judged.category == HardshipCategory.NONE:
        words.append(_compared(figures, standard))
        words += _accident(household, figures, standard)
    return "".join(words)


def _counted(household: Household, figures: Figures) -> str:
    told = (
        f"经核算，截至{official(household.as_of)}的十二个月里，"
        f"您家的总收入为{yuan(figures.income)}"
    )
    if figures.imputed:
        told += f"，有劳动能力未就业的按最低工资视同收入{yuan(figures.imputed)}"
    if figures.expense:
        return f"{told}；可以扣除的刚性支出为{yuan(figures.expense)}。"
    return f"{told}；没有可以扣除的刚性支出。"


def _shared(figures: Figures) -> str:
    who = "您本人" if figures.heads == 1 else f"全家{figures.heads}口人"
    return f"按{who}计算，人均月纯收入为{yuan(figures.net)}。"


def _compared(figures: Figures, standard: Standard) -> str:
    """Against the line that counts; the old categories ask for more than one."""
    dibao = f"当地低保标准为每人每月{yuan(standard.line(DIBAO_PERCENT))}"
    if standard.reckoning is Reckoning.OLD:
        return (
            f"{dibao}，扣除支出前的月人均收入为{yuan(figures.gross)}，超过规定的标准。"
        )
    percent = standard.relative_percent
    line = standard.line(percent)
    stands = "正好达到" if figures.net == line else "高于"
    return (
        f"{dibao}，认定标准为它的{times(percent)}倍即{yuan(line)}，"
        f"您家的人均月纯收入{stands}这个标准。"
    )


def _accident(household: Household, figures: Figures, standard: Standard) -> list[str]:
    """What was said to have struck the household, and why that is not enough."""
    accident = household.accident
    if accident is None or standard.reckoning is Reckoning.OLD:
        return []
    missing = gaps(accident, household.as_of)
    if missing:
        return [f"申报的意外致困情况还缺{'、'.join(missing)}。"]
    loss, line = accident.net_loss or 0, loss_line(figures, standard)
    return [
        f"申报的意外情况净损失为{yuan(loss)}，没有超过家庭全年收入的"
        f"{standard.accident_percent}%（{yuan(line)}）。"
    ]


def yuan(fen: Fen | Fraction) -> str:
    """An amount in a sentence: 76,320元, 1,062.50元; a line to the fen, rounded."""
    words = money.show(round(fen))
    return f"{words.removesuffix('.00')}元"
