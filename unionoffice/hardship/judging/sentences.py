"""The sentence that shows a household how its category was worked out.

(48 000 − 31 200) ÷ 4 ÷ 12 = 350.00 元 < 低保 1 062 元 → 深度困难
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from db.vocabulary import HardshipCategory, Reckoning
from unionoffice.dates import official
from unionoffice.hardship.judging.categories import (
    DIBAO_PERCENT,
    gaps,
    loss_line,
    loss_of,
)
from unionoffice.hardship.judging.standards import MONTHS
from unionoffice.text import tidy

if TYPE_CHECKING:
    from unionoffice.hardship.judging.figures import Figures
    from unionoffice.hardship.judging.household import Accident, Household
    from unionoffice.hardship.judging.standards import Standard
    from unionoffice.money import Fen

C = HardshipCategory
MINUS = "−"
LONGEST_EVENT = 40


def explained(
    category: HardshipCategory,
    figures: Figures,
    household: Household,
    standard: Standard,
) -> str:
    """How the figures and the lines lead to the category."""
    if standard.reckoning is Reckoning.OLD:
        reason = _old_reason(category, figures, standard)
    else:
        reason = _current_reason(category, figures, household, standard)
    return f"{reason} → {category.label}"


def yuan(fen: Fen | Fraction) -> str:
    """1 062, 1 062.50; a line between two fen with all its decimals."""
    whole, rest = divmod(abs(Fraction(fen)) * 100, 10_000)
    words = f"{whole:,}".replace(",", " ")
    if rest:
        decimals = f"{int(rest):04d}"
        words += f".{decimals[:2]}{decimals[2:].rstrip('0')}"
    return f"{MINUS}{words}" if fen < 0 else words


def per_head(fen: Fen) -> str:
    """1 500.00 元: always with two decimals, as it was rounded to the fen."""
    words = yuan(fen)
    return f"{words} 元" if "." in words else f"{words}.00 元"


def times(percent: int) -> str:
    """A multiple as it is said: 2, 1.5."""
    whole, rest = divmod(percent, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def _current_reason(
    category: HardshipCategory,
    figures: Figures,
    household: Household,
    standard: Standard,
) -> str:
    net, dibao = _net(figures), _line(standard, DIBAO_PERCENT)
    under, over = ("≤", ">") if standard.line_inclusive else ("<", "≥")
    if category is C.DEEP:
        return f"{net} {under} {dibao}"
    relative = _line(standard, standard.relative_percent)
    if category is C.RELATIVE:
        not_deep = "<" if standard.line_inclusive else "≤"
        between = f"{dibao} {not_deep} {per_head(figures.net)} {under} {relative}"
        return f"{net}，{between}"
    rich = f"{net} {over} {relative}"
    accident = household.accident
    if accident is None:
        return rich
    if missing := gaps(accident, household.as_of):
        return f"{rich}，意外致困还缺{'、'.join(missing)}"
    return f"{rich}，{_loss(accident, figures, household, standard)}"


def _loss(
    accident: Accident, figures: Figures, household: Household, standard: Standard
) -> str:
    line, loss = loss_line(figures, standard), loss_of(household)
    sign = ">" if loss > line else "≤"
    event = tidy(accident.event)[:LONGEST_EVENT]
    when = f"（{official(accident.day)}）" if accident.day else ""
    whole = f"全年收入 {yuan(figures.year_income)} 元 × {standard.accident_percent}%"
    return f"{event}{when}净损失 {yuan(loss)} 元 {sign} {yuan(line)} 元（{whole}）"


def _old_reason(
    category: HardshipCategory, figures: Figures, standard: Standard
) -> str:
    gross, dibao = _gross(figures), _line(standard, DIBAO_PERCENT)
    if category is C.DIBAO:
        return f"{gross} {'≤' if standard.line_inclusive else '<'} {dibao}"
    after = _compared(_net(figures), figures.net, dibao, standard)
    if category is C.EDGE:
        return f"{gross} ≤ {_line(standard, standard.edge_percent)}，扣除支出后 {after}"
    limit = standard.accident_income_percent
    if figures.gross <= standard.line(limit):
        return f"{gross} ≤ {_line(standard, limit)}，扣除支出后 {after}"
    whole = _formula(figures, assets=figures.assets, expense=figures.expense)
    result = f"{whole} = {per_head(figures.net_with_assets)}"
    after = _compared(result, figures.net_with_assets, dibao, standard)
    return f"{gross} > {_line(standard, limit)}，加上资产、扣除支出后 {after}"


def _compared(words: str, fen: Fen, line: str, standard: Standard) -> str:
    return f"{words} {'≤' if fen <= standard.dibao else '>'} {line}"


def _net(figures: Figures) -> str:
    formula = _formula(figures, expense=figures.expense)
    return f"{formula} = {per_head(figures.net)}"


def _gross(figures: Figures) -> str:
    return f"{_formula(figures)} = {per_head(figures.gross)}"


def _formula(
    figures: Figures, *, assets: Fen | None = None, expense: Fen | None = None
) -> str:
    terms = [yuan(figures.income)]
    if figures.imputed:
        terms.append(f"+ 视同收入 {yuan(figures.imputed)}")
    if assets is not None:
        terms.append(f"+ 资产 {yuan(assets)}")
    if expense is not None:
        terms.append(f"{MINUS} {yuan(expense)}")
    whole = " ".join(terms)
    shared = whole if len(terms) == 1 else f"({whole})"
    return f"{shared} ÷ {figures.heads} ÷ {MONTHS}"


def _line(standard: Standard, percent: int) -> str:
    """低保 1 062 元, or a multiple of it: 2 124 元（低保 × 2）."""
    words = f"{yuan(standard.line(percent))} 元"
    if percent == DIBAO_PERCENT:
        return f"低保 {words}"
    return f"{words}（低保 × {times(percent)}）"
