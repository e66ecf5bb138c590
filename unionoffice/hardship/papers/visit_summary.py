"""走访慰问年度汇总: a year by occasion, fund, unit and round, with charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.hardship.papers.visit_charts import charts
from unionoffice.hardship.papers.visit_figures import Line, RoundLine, Year, year_of
from unionoffice.hardship.visiting.visits import VISITS
from unionoffice.paper.chart.sheet import ChartSheet
from unionoffice.paper.content import Bound, Content
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.table.sums import TOTAL
from unionoffice.printing import (
    NO,
    REPORTED,
    REPORTER,
    YES,
    PaperJob,
    Request,
    Setting,
    titled,
    union_name,
)
from unionoffice.register.kind import CellKind
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.table_papers import NUMBER, above

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from unionoffice.money import Fen
    from unionoffice.office import Office

SIGNERS = ("制表", "审核", "工会主席")
COUNTED = (
    "注：人数按人计，同一人慰问几次只算一人，所以各行人数相加可以大于合计；人次按次计。"
)
_FIRST, _LAST = 1950, 2200
_FIGURES = ("人数", "人次", "慰问金（元）", "慰问品（元）", "合计（元）")
_OF_ROUNDS = (
    "预算（元）",
    "计划（元）",
    "已签领（元）",
    "未签领（元）",
    "预算结余（元）",
)


def summary(office: Office, request: Request) -> Bound:
    """The tables of a year, and charts of the same figures.

    Raises:
        InvalidInput: the year is none.
    """
    year = _year(office, request)
    title = request.settings["title"]
    subtitle = above(request, "", [f"{year.year}年"])
    parts: list[Content] = [
        _table(title, "慰问事由", year.by_occasion, year.whole, subtitle, whole=True),
        _table("按资金来源汇总", "资金来源", year.by_source, year.whole, subtitle),
        _table("按单位汇总", "单位", year.by_unit, year.whole, subtitle),
        _round_table(year, subtitle),
    ]
    if request.flag("charts"):
        author = union_name(office, request.day)
        drawn = charts(year)
        told = "　".join(subtitle)
        parts.append(
            ChartSheet(f"{title}图", drawn, told, figures=False, author=author)
        )
    return Bound(title, parts)


def summary_sheets(office: Office, request: Request) -> Sequence[OutSheet]:
    """The same figures as a workbook."""
    year = _year(office, request)
    title = f"{request.settings['title']}（{year.year}年）"
    parts = (
        ("按事由", "慰问事由", year.by_occasion),
        ("按资金来源", "资金来源", year.by_source),
        ("按单位", "单位", year.by_unit),
        ("按月", "月份", year.by_month),
    )
    tables = [
        OutSheet(
            name,
            (OutColumn(label), *_out_columns()),
            [[one.label, *_values(one)] for one in (*lines, year.whole)],
            title=title,
        )
        for name, label, lines in parts
    ]
    return [*tables, _round_sheet(year, title)]


def _year(office: Office, request: Request) -> Year:
    told = request.settings["year"].strip().removesuffix("年")
    if not (told.isascii() and told.isdigit() and _FIRST <= int(told[:9]) <= _LAST):
        raise InvalidInput(f"年度“{told}”不对，请写成 2026 这样。")
    with office.reading() as connection:
        return year_of(connection, int(told))


def _table(
    title: str,
    label: str,
    lines: Sequence[Line],
    total: Line,
    subtitle: Sequence[str],
    *,
    whole: bool = False,
) -> TableSheet:
    """One division of the year; the first also says the sum in capitals."""
    rows = [
        [str(number), one.label, *_told(one), _share(one.worth, total.worth)]
        for number, one in enumerate(lines, 1)
    ]
    in_words = f"合计（大写）：{money.capitals(total.worth)}"
    figures = [TableColumn(name, Align.RIGHT) for name in _FIGURES]
    return TableSheet(
        title=title,
        columns=[
            NUMBER,
            TableColumn(label, max_mm=60, weight=2),
            *figures,
            TableColumn("占比", Align.RIGHT, weight=0),
        ],
        rows=rows,
        subtitle=subtitle,
        totals=[TOTAL, "", *_told(total), _share(total.worth, total.worth)],
        notes=(in_words, COUNTED) if whole and rows else (COUNTED,),
        signers=SIGNERS,
        orientation=Orientation.PORTRAIT,
        nothing="这一年没有慰问记录",
    )


def _round_table(year: Year, subtitle: Sequence[str]) -> TableSheet:
    rows = [
        [
            str(number),
            one.name,
            one.planned_on.isoformat(),
            one.source,
            f"{one.figures.signed_people}/{one.figures.people}",
            *map(_yuan, _of_round(one)),
        ]
        for number, one in enumerate(year.rounds, 1)
    ]
    signed = sum(one.figures.signed_people for one in year.rounds)
    people = sum(one.figures.people for one in year.rounds)
    sums = map(_yuan, _sums(year.rounds))
    return TableSheet(
        title="慰问活动预算执行情况",
        columns=[
            NUMBER,
            TableColumn("慰问活动", max_mm=60, weight=2),
            TableColumn("计划日期", Align.CENTRE, weight=0),
            TableColumn("资金来源", max_mm=40),
            TableColumn("签领人数", Align.RIGHT, weight=0),
            *(TableColumn(name, Align.RIGHT) for name in _OF_ROUNDS),
        ],
        rows=rows,
        subtitle=subtitle,
        totals=[TOTAL, "", "", "", f"{signed}/{people}", *sums],
        notes=(
            "注：签领人数为已签领/应签领；预算结余＝预算－已签领；活动按计划日期归入年度。",
        ),
        signers=SIGNERS,
        orientation=Orientation.LANDSCAPE,
        nothing="这一年没有慰问活动",
    )


def _round_sheet(year: Year, title: str) -> OutSheet:
    amounts = [OutColumn(name, CellKind.MONEY) for name in _OF_ROUNDS]
    rows = [
        [
            one.name,
            one.planned_on,
            one.source,
            one.figures.signed_people,
            one.figures.people,
            *_of_round(one),
        ]
        for one in year.rounds
    ]
    return OutSheet(
        "慰问活动",
        (
            OutColumn("慰问活动"),
            OutColumn("计划日期", CellKind.DATE),
            OutColumn("资金来源"),
            OutColumn("已签领人数", CellKind.INTEGER),
            OutColumn("应签领人数", CellKind.INTEGER),
            *amounts,
        ),
        rows,
        title=title,
    )


def _of_round(one: RoundLine) -> tuple[Fen | None, ...]:
    told = one.figures
    return one.budget, told.planned, told.signed, told.unsigned, one.rest


def _sums(rounds: Sequence[RoundLine]) -> list[Fen | None]:
    """The sums of all rounds; where a budget is not known, of those that have one."""
    columns = zip(*map(_of_round, rounds), strict=True)
    return [
        sum(fen for fen in column if fen is not None)
        if any(fen is not None for fen in column)
        else None
        for column in columns
    ] or [None] * len(_OF_ROUNDS)


def _out_columns() -> tuple[OutColumn, ...]:
    kinds = (CellKind.INTEGER,) * 2 + (CellKind.MONEY,) * 3
    return tuple(map(OutColumn, _FIGURES, kinds))


def _values(one: Line) -> list[int]:
    return [one.people, one.times, one.amount, one.goods, one.worth]


def _told(one: Line) -> list[str]:
    counts = [str(one.people), str(one.times)]
    return [*counts, *map(money.show, (one.amount, one.goods, one.worth))]


def _yuan(fen: Fen | None) -> str:
    return "" if fen is None else money.show(fen)


def _share(part: Fen, whole: Fen) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _this_year(_office: Office, day: date) -> str:
    return str(day.year)


VISIT_SUMMARY = PaperJob(
    "visit-summary",
    "走访慰问年度汇总",
    VISITS.key,
    (
        titled("走访慰问年度汇总"),
        Setting("year", "年度", _this_year, help="如 2026"),
        Setting("charts", "附统计图", YES, choices=(YES, NO)),
        REPORTER,
        REPORTED,
    ),
    summary,
    summary_sheets,
)
