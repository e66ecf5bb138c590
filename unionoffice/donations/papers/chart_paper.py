"""捐款统计图: progress to the goal, units, days, and each year in and out (§3.4)."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import extract, func, select

from db.models import Campaign, Donation, Payment
from db.vocabulary import Disclosure
from unionoffice import money
from unionoffice.donations.books.balance import equation, totals
from unionoffice.donations.papers.asked import (
    AUTOMATIC,
    CAMPAIGN,
    REGISTER,
    Asked,
    campaigns,
)
from unionoffice.donations.papers.gifts import counted, gifts_of
from unionoffice.donations.papers.published import unit_sums
from unionoffice.donations.papers.statement_rows import together
from unionoffice.paper.chart.chart import Chart, ChartKind, Series
from unionoffice.paper.chart.sheet import ChartSheet
from unionoffice.paper.content import Bound
from unionoffice.printing import (
    REPORTED,
    REPORTER,
    PaperJob,
    Setting,
    union_name,
)
from unionoffice.table_papers import above

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.donations.papers.gifts import Gift
    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.printing import Request

TITLE = "捐款统计图"
_YUAN = "元"
_MOST_UNITS = 16
_MOST_DAYS = 31
_OTHERS = "其余单位"
_YEARS = 8


def donation_charts(office: Office, request: Request) -> Content:
    """The charts of each of the campaigns, and of the years over all of them.

    Raises:
        InvalidInput: no campaign is called so.
    """
    found = campaigns(office, request)
    with office.reading() as connection:
        years = _of_years(connection)
        drawn = [(one, tuple(_charts(connection, one, years))) for one in found]
    author = union_name(office, request.day)
    words = request.settings["title"].strip()
    told = "" if words == AUTOMATIC else words
    sheets = [
        ChartSheet(
            asked.public(told or f"{asked.title}统计图"),
            charts,
            "　".join(above(request, "", [_sentence(office, asked)])),
            author=author,
        )
        for asked, charts in drawn
    ]
    if not sheets:
        sheets = [ChartSheet(told or TITLE, (years,), author=author)]
    return sheets[0] if len(sheets) == 1 else Bound(TITLE, sheets, numbered=False)


def _sentence(office: Office, asked: Asked) -> str:
    with office.reading() as connection:
        return equation(connection, asked.campaign_id)


def _charts(connection: Connection, asked: Asked, years: Chart) -> Iterator[Chart]:
    gifts = counted(gifts_of(connection, asked.campaign_id))
    yield _progress(connection, asked)
    yield _of_units(unit_sums(gifts))
    hidden = asked.disclosure is not Disclosure.AMOUNTS
    alone = any(gift.show_amount is False for gift in gifts)
    yield from _of_days(gifts, one_by_one=not (hidden or alone))
    yield years


def _progress(connection: Connection, asked: Asked) -> Chart:
    """How far the goal is reached, what was paid out, what is left."""
    _, income, spent, closing = totals(connection, asked.campaign_id)
    bars = [("已收捐款", income), ("已支出", spent), ("余额", closing)]
    title = "捐款进度"
    if asked.goal:
        bars.insert(0, ("目标", asked.goal))
        title += f"（目标 {money.show(asked.goal)} 元，已收 {income / asked.goal:.1%}）"
    return _chart(ChartKind.BARS, title, bars)


def _of_units(sums: Sequence[tuple[str, Fen]]) -> Chart:
    """The units in their order; where there are many, the smallest together."""
    kept = list(sums)
    if len(kept) > _MOST_UNITS:
        most = sorted(sums, key=lambda each: -each[1])[: _MOST_UNITS - 1]
        rest = sum(fen for _, fen in sums) - sum(fen for _, fen in most)
        left = f"{_OTHERS}（{len(sums) - len(most)} 个）"
        kept = [each for each in sums if each in most] + [(left, rest)]
    return _chart(ChartKind.BARS, "各单位捐款", kept)


def _of_days(gifts: Sequence[Gift], *, one_by_one: bool) -> Iterator[Chart]:
    """What came in on each day, and how it grew; by month where it took long.

    Unless gifts may be read one by one, days with few of them stand together.
    """
    ordered = sorted(gifts, key=lambda gift: gift.given_on)
    groups = [list(day) for _, day in groupby(ordered, key=lambda g: g.given_on)]
    if not one_by_one:
        groups = together(ordered)
    days = [(some[0].given_on, sum(gift.amount for gift in some)) for some in groups]
    words = "每日捐款"
    labels = [
        (_days(some[0].given_on, some[-1].given_on), fen)
        for some, (_, fen) in zip(groups, days, strict=True)
    ]
    if len(days) > _MOST_DAYS:
        words, labels = "每月捐款", _months(days)
    yield _chart(ChartKind.COLUMNS, words, labels)
    reached, grown = 0, []
    for label, fen in labels:
        reached += fen
        grown.append((label, reached))
    yield _chart(ChartKind.LINE, "累计捐款", grown)


def _days(first: date, last: date) -> str:
    words = f"{first.month}月{first.day}日"
    return words if first == last else f"{words}至{last.month}月{last.day}日"


def _months(days: Sequence[tuple[date, Fen]]) -> list[tuple[str, Fen]]:
    sums: dict[tuple[int, int], Fen] = defaultdict(int)
    for day, fen in days:
        sums[day.year, day.month] += fen
    months = list(sums.items())[-_MOST_DAYS:]
    return [(f"{year % 100:02}年{month}月", fen) for (year, month), fen in months]


def _of_years(connection: Connection) -> Chart:
    """What all campaigns together took in and spent in each of the last years."""
    income = _by_year(connection, Donation.given_on, Donation)
    spent = _by_year(connection, Payment.paid_on, Payment)
    years = sorted({*income, *spent})[-_YEARS:]
    return Chart(
        ChartKind.COLUMNS,
        "各年捐款收入与支出（全部活动）",
        tuple(f"{year}年" for year in years),
        (
            Series("收入", tuple(income.get(year, 0) / 100 for year in years)),
            Series("支出", tuple(spent.get(year, 0) / 100 for year in years)),
        ),
        _YUAN,
    )


def _by_year(
    connection: Connection,
    day: Any,  # noqa: ANN401  a column of days
    model: type[Donation | Payment],
) -> dict[int, Fen]:
    year = extract("year", day)
    wanted = (
        select(year, func.sum(model.amount))
        .join(Campaign, Campaign.id == model.campaign_id)
        .where(model.deleted_at.is_(None), Campaign.deleted_at.is_(None))
        .group_by(year)
    )
    if model is Donation:
        wanted = wanted.where(Donation.part_of_id.is_(None))
    return {int(row[0]): row[1] for row in connection.execute(wanted)}


def _chart(kind: ChartKind, title: str, values: Sequence[tuple[str, Fen]]) -> Chart:
    labels = tuple(label for label, _ in values)
    series = Series("金额", tuple(fen / 100 for _, fen in values))
    return Chart(kind, title, labels, (series,), _YUAN)


DONATION_CHARTS = PaperJob(
    "donation-charts",
    TITLE,
    REGISTER,
    (
        CAMPAIGN,
        Setting("title", "标题", AUTOMATIC, help="自动：活动名称加“统计图”"),
        REPORTER,
        REPORTED,
    ),
    donation_charts,
)
"""A campaign for people who would rather look."""
