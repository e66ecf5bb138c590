"""The visits of a year as charts; the tables have every value of them to the fen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.paper.chart.chart import Chart, ChartKind, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.hardship.papers.visit_figures import Line, Year
    from unionoffice.money import Fen

_MOST_UNITS = 16
_OTHERS = "其余单位"
_MONEY, _TIMES = "元", "人次"


def charts(year: Year) -> tuple[Chart, ...]:
    """Money by occasion, fund, unit; times by month; rounds against their budgets."""
    found = (
        _money(ChartKind.BARS, "慰问金额（按事由）", year.by_occasion),
        _money(ChartKind.PIE, "慰问金额（按资金来源）", year.by_source),
        Chart(
            ChartKind.COLUMNS,
            "慰问人次（按月）",
            tuple(one.label for one in year.by_month),
            (Series("人次", tuple(one.times for one in year.by_month)),),
            _TIMES,
        ),
        _of_units(year.by_unit),
    )
    return (*found, _of_rounds(year)) if year.rounds else found


def _money(kind: ChartKind, title: str, lines: Sequence[Line]) -> Chart:
    values = tuple(_yuan(one.worth) for one in lines)
    labels = tuple(one.label for one in lines)
    return Chart(kind, title, labels, (Series("金额", values),), _MONEY)


def _of_units(lines: Sequence[Line]) -> Chart:
    """The units that received most, and all others together."""
    kept, others = list(lines), lines[:0]
    if len(kept) > _MOST_UNITS:
        kept = sorted(kept, key=lambda one: -one.worth)
        kept, others = kept[: _MOST_UNITS - 1], kept[_MOST_UNITS - 1 :]
    labels = [one.label for one in kept]
    values = [_yuan(one.worth) for one in kept]
    if others:
        labels.append(f"{_OTHERS}（{len(others)} 个）")
        values.append(_yuan(sum(one.worth for one in others)))
    series = (Series("金额", tuple(values)),)
    title = "慰问金额（按单位）"
    return Chart(ChartKind.BARS, title, tuple(labels), series, _MONEY)


def _of_rounds(year: Year) -> Chart:
    budgets = [None if one.budget is None else _yuan(one.budget) for one in year.rounds]
    spent = [_yuan(one.figures.signed) for one in year.rounds]
    return Chart(
        ChartKind.COLUMNS,
        "慰问活动预算与支出",
        tuple(one.name for one in year.rounds),
        (Series("预算", tuple(budgets)), Series("已签领", tuple(spent))),
        _MONEY,
    )


def _yuan(fen: Fen) -> float:
    return fen / 100
