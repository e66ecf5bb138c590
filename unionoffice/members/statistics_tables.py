"""The monthly report as sheets: three tables on paper, and a workbook of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.register.kind import CellKind
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.members.figures import MonthlyReport, UnitLine

_INDENT = "　"


def movements(
    report: MonthlyReport,
    title: str,
    subtitle: Sequence[str],
    signers: Sequence[str],
) -> TableSheet:
    """期初、增加、减少、期末, 职工总数 and 入会率."""
    return TableSheet(
        title=title,
        columns=[
            TableColumn("项目", max_mm=90, weight=2),
            TableColumn("人数", Align.RIGHT),
            TableColumn("说明", min_mm=60, weight=2),
        ],
        rows=list(_movement_rows(report)),
        subtitle=subtitle,
        signers=signers,
        orientation=Orientation.PORTRAIT,
    )


def composition(
    report: MonthlyReport,
    title: str,
    subtitle: Sequence[str],
    signers: Sequence[str],
) -> TableSheet:
    """Groups, ages, education and skills, with shares."""
    return TableSheet(
        title=title,
        columns=[
            TableColumn("分类", Align.CENTRE),
            TableColumn("项目", max_mm=90, weight=2),
            TableColumn("人数", Align.RIGHT),
            TableColumn("占会员总数", Align.RIGHT),
        ],
        rows=[
            [table.title if not place else "", row.label, str(row.count), row.percent]
            for table in report.tables
            for place, row in enumerate(table.rows)
        ],
        subtitle=subtitle,
        signers=signers,
        orientation=Orientation.PORTRAIT,
    )


def units(
    report: MonthlyReport,
    title: str,
    subtitle: Sequence[str],
    signers: Sequence[str],
) -> TableSheet:
    """One line for each unit, with all that is beneath it."""
    numbers = [TableColumn(label, Align.RIGHT, weight=0.5) for label in _UNIT_LABELS]
    return TableSheet(
        title=title,
        columns=[TableColumn("单位", max_mm=50, weight=2), *numbers],
        rows=[
            [_INDENT * line.depth + line.name, *_figures(line)] for line in report.units
        ],
        subtitle=subtitle,
        totals=["合计", *_figures_of_all(report)],
        signers=signers,
        orientation=Orientation.LANDSCAPE,
    )


def sheets(report: MonthlyReport, title: str) -> tuple[OutSheet, ...]:
    """The report as a workbook: movements, composition, units."""
    month = report.month.label
    share = OutColumn("占比", CellKind.TEXT)
    count = OutColumn("人数", CellKind.INTEGER)
    return (
        OutSheet(
            "变动",
            (OutColumn("项目"), count, OutColumn("说明")),
            [
                [row[0].strip(), _number(row[1]), row[2]]
                for row in _movement_rows(report)
            ],
            title=f"{title}（{month}）",
        ),
        OutSheet(
            "构成",
            (OutColumn("分类"), OutColumn("项目"), count, share),
            [
                [table.title, row.label, row.count, row.percent]
                for table in report.tables
                for row in table.rows
            ],
            title=f"会员构成情况（{month}末）",
        ),
        OutSheet(
            "各单位",
            (
                OutColumn("单位"),
                *(OutColumn(label, CellKind.INTEGER) for label in _UNIT_LABELS[:-1]),
                OutColumn(_UNIT_LABELS[-1]),
            ),
            [
                [
                    _INDENT * line.depth + line.name,
                    *line.figures.counts,
                    line.figures.headcount,
                    line.figures.rate,
                ]
                for line in report.units
            ],
            title=f"各单位会员变动与构成（{month}）",
        ),
    )


_UNIT_LABELS = (
    *("期初", "增加", "减少", "期末", "女会员", "农民工", "劳务派遣"),
    *("少数民族", "党员", "职工总数", "入会率"),
)


def _movement_rows(report: MonthlyReport) -> Iterator[list[str]]:
    total = report.total
    yield ["一、期初会员数", str(total.opening), f"{report.month.label}初"]
    yield ["二、本期增加", str(total.increase), ""]
    for row in report.increases:
        yield [f"{_INDENT}{row.label}", str(row.count), ""]
    yield ["三、本期减少", str(total.decrease), ""]
    for row in report.decreases:
        yield [f"{_INDENT}{row.label}", str(row.count), ""]
    yield ["四、期末会员数", str(total.closing), "期初＋增加－减少"]
    heads = "不详" if total.headcount is None else str(total.headcount)
    yield ["五、职工总数", heads, "各单位填报的职工总数"]
    yield ["六、入会率", total.rate, "期末会员数÷职工总数"]


def _number(words: str) -> int | str:
    return int(words) if words.isdigit() else words


def _figures(line: UnitLine) -> list[str]:
    heads = line.figures.headcount
    told = "" if heads is None else str(heads)
    return [*map(str, line.figures.counts), told, line.figures.rate]


def _figures_of_all(report: MonthlyReport) -> list[str]:
    heads = report.total.headcount
    told = "" if heads is None else str(heads)
    return [*map(str, report.total.counts), told, report.total.rate]
