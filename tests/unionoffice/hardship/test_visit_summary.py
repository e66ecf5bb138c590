"""走访慰问年度汇总 says what the store says, to the fen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from db.vocabulary import VisitOccasion
from tests.offices import TODAY, copied, new, opened
from tests.unionoffice.hardship.rounds_on_paper import begin, listed, made, people, read
from tests.unionoffice.hardship.visiting import member, ready, unit, visits
from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.hardship.papers.visit_charts import charts
from unionoffice.hardship.papers.visit_figures import Year, year_of
from unionoffice.hardship.papers.visit_papers import VISIT_PAPERS
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.visiting.gift import value_of
from unionoffice.office import Office
from unionoffice.printing import Request, paper, print_to

SUMMARY = "visit-summary"


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    yield office
    office.close()


@pytest.fixture
def busy(desk: Office) -> Office:
    """An office with a round and visits of two years, one of them still to be made."""
    round_id = begin(desk, people(desk, 12, ("综采一队", "机电队")))
    entries = listed(desk, round_id)
    round_signing.tick(desk, [one.entry_id for one in entries[:7]], date(2026, 2, 11))
    zhang = member(desk, "张三", unit_id=unit(desk, "通风队", 9))
    for occasion, day, source in (
        ("hospital", date(2026, 1, 5), "own"),
        ("birthday", date(2026, 3, 1), "firm"),
        ("birthday", date(2025, 3, 1), "own"),
        ("wedding", None, "own"),
    ):
        new(
            desk,
            "visits",
            person_id=zhang,
            occasion=occasion,
            visited_on=day,
            form="cash",
            amount=12_345,
            goods="水果",
            quantity=3,
            unit_price=1_111,
            source=source,
        )
    new(
        desk,
        "visits",
        recipient="other",
        name="李大嫂",
        occasion="other",
        visited_on=TODAY,
        form="cash",
        amount=1,
    )
    return desk


def year(office: Office, number: int = 2026) -> Year:
    with office.reading() as connection:
        return year_of(connection, number)


def test_every_division_adds_up_to_what_the_store_holds(busy: Office) -> None:
    made_ = [
        row
        for row in visits(busy)
        if row["visited_on"] and row["visited_on"].year == 2026
    ]
    found = year(busy)
    assert found.whole.worth == sum(map(value_of, made_))
    assert found.whole.times == len(made_) == 10
    for lines in (found.by_occasion, found.by_source, found.by_unit, found.by_month):
        assert sum(one.times for one in lines) == found.whole.times
        assert sum(one.amount for one in lines) == found.whole.amount
        assert sum(one.goods for one in lines) == found.whole.goods


def test_somebody_visited_twice_is_one_person_and_two_times(busy: Office) -> None:
    found = year(busy)
    (own,) = (one for one in found.by_unit if one.label == "通风队")
    assert (own.people, own.times) == (1, 2)
    assert found.whole.people == 9
    assert [one.label for one in found.by_source] == [
        *("本级工会经费", "行政拨付", "未填写")
    ]
    assert [one.label for one in found.by_unit][-1] == "单位不明"


def test_a_round_stands_beside_its_budget(busy: Office) -> None:
    (one,) = year(busy).rounds
    assert one.figures.signed == 7 * 50_007
    assert one.rest == 20_000_000 - 7 * 50_007
    assert not year(busy, 2025).rounds


def test_the_tables_say_the_sums_in_figures_and_capitals(busy: Office) -> None:
    pages = read(made(busy, SUMMARY, charts="否"))
    found = year(busy)
    assert len(pages) == 4
    for page in pages[:3]:
        assert money.show(found.whole.worth) in page
    assert money.capitals(found.whole.worth) in pages[0]
    for line in found.by_occasion:
        assert f"{line.label}{line.people}{line.times}" in pages[0]
    for words in ("2026年两节送温暖", "7/12", "200,000.00", "196,499.51"):
        assert words in pages[3]


def test_charts_show_the_same_and_bundle_the_smaller_units(busy: Office) -> None:
    found = {chart.title: chart for chart in charts(year(busy))}
    worth = year(busy).whole.worth / 100
    for title in ("慰问金额（按事由）", "慰问金额（按资金来源）", "慰问金额（按单位）"):
        assert sum(found[title].values()) == pytest.approx(worth)
    assert sum(found["慰问人次（按月）"].values()) == 10
    assert "慰问活动预算与支出" in found
    for place in range(20):
        new(
            busy,
            "visits",
            recipient="other",
            name=f"家属{place}",
            place=f"单位{place:02}",
            occasion=str(VisitOccasion.OTHER),
            visited_on=TODAY,
            form="cash",
            amount=100 + place,
        )
    (units,) = (c for c in charts(year(busy)) if c.title == "慰问金额（按单位）")
    assert units.labels[-1].startswith("其余单位（")
    assert len(units.labels) == 16
    assert sum(units.values()) == pytest.approx(year(busy).whole.worth / 100)


def test_a_workbook_has_the_same_figures(busy: Office, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    assert print_to(busy, paper(VISIT_PAPERS, SUMMARY), Request(TODAY), path) == 5
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["按事由", "按资金来源", "按单位", "按月", "慰问活动"]
    worth = year(busy).whole.worth / 100
    for name in book.sheetnames[:4]:
        *_, last = book[name].iter_rows(values_only=True)
        assert last[0] == "合计"
        assert last[5] == pytest.approx(worth)


def test_a_year_without_visits_and_an_empty_office_print(desk: Office) -> None:
    pages = read(made(desk, SUMMARY))
    assert "这一年没有慰问记录" in pages[0]
    assert "这一年没有慰问活动" in pages[3]
    assert "无数据" in "".join(pages[4:])


@pytest.mark.parametrize("told", ["", "去年", "26", "二〇二六", "99999999999"])
def test_a_year_nobody_knows_is_refused(desk: Office, told: str) -> None:
    with pytest.raises(InvalidInput, match="年度"):
        made(desk, SUMMARY, year=told)


def test_the_year_may_be_written_with_its_word(busy: Office) -> None:
    pages = read(made(busy, SUMMARY, year="2025年", charts="否"))
    assert "156.78" in pages[0]
