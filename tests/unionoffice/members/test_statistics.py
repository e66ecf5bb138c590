"""The monthly report against a recount by the pure rules, person by person."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from db.audit import transaction
from db.models import MembershipEvent, Person, Unit
from db.vocabulary import EventKind, UnitKind
from tests.offices import copied, make_template, new, occasion, opened
from unionoffice.calendar import Month, age_on
from unionoffice.members.figures import MonthlyReport, Table
from unionoffice.members.states import IN_GOOD_STANDING, Event, state_after
from unionoffice.members.statistics import (
    DECREASES,
    INCREASES,
    age_labels,
    monthly_report,
)
from unionoffice.members.statistics_tables import sheets
from unionoffice.office import Office
from unionoffice.sheets.writing.write import write_xlsx

MARCH = Month(2026, 3)
Told = tuple[EventKind, date | None]
Crowd = list[tuple[list[Told], int, str | None]]

days = st.none() | st.integers(-70, 40).map(
    lambda step: date(2026, 3, 1) + timedelta(days=step)
)
histories = st.lists(st.tuples(st.sampled_from(EventKind), days), max_size=5)
crowds = st.lists(
    st.tuples(histories, st.integers(0, 4), st.sampled_from(["1", "2", None])),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("blank"))


def put(office: Office, crowd: Crowd) -> None:
    """A tree of four units, and people with any history, sensible or not."""
    with transaction(office.store, occasion()) as writer:
        root = writer.insert(Unit, {"name": "矿", "kind": str(UnitKind.COMPANY)})
        rows = [
            {"name": name, "kind": str(UnitKind.TEAM), "parent_id": root}
            for name in ("甲队", "乙队")
        ]
        team, other = writer.insert_many(Unit, rows)
        below = {"name": "丙段", "kind": str(UnitKind.TEAM), "parent_id": team}
        places = [None, root, team, other, writer.insert(Unit, below)]
        for told, place, sex in crowd:
            values = {"name": "张三", "sex": sex, "unit_id": places[place]}
            person = writer.insert(Person, {"id_type": "01", **values})
            for kind, on in told:
                row = {"person_id": person, "kind": str(kind), "happened_on": on}
                writer.insert(MembershipEvent, row)


def stands(told: list[Told], on: date) -> bool:
    return state_after((Event(*each) for each in told), on) in IN_GOOD_STANDING


def recount(told: list[Told], month: Month) -> Counter[tuple[EventKind, bool]]:
    """The moves of one person in a month, event after event."""
    ordered = sorted(told, key=lambda each: each[1] or date.min)
    found: Counter[tuple[EventKind, bool]] = Counter()
    for place, (kind, on) in enumerate(ordered):
        was = state_after(Event(*e) for e in ordered[:place]) in IN_GOOD_STANDING
        now = state_after(Event(*e) for e in ordered[: place + 1]) in IN_GOOD_STANDING
        if was != now and on is not None and on in month:
            found[kind, now] += 1
    return found


@settings(max_examples=30)
@given(crowd=crowds)
def test_opening_and_increases_less_decreases_make_the_closing(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, crowd: Crowd
) -> None:
    office = opened(copied(blank, tmp_path_factory.mktemp("office")))
    try:
        put(office, crowd)
        report = monthly_report(office, MARCH)
    finally:
        office.close()
    total = report.total
    assert total.opening + total.increase - total.decrease == total.closing
    assert total.opening == sum(stands(told, date(2026, 2, 28)) for told, *_ in crowd)
    assert total.closing == sum(stands(told, MARCH.last) for told, *_ in crowd)
    moves: Counter[tuple[EventKind, bool]] = Counter()
    for told, *_ in crowd:
        moves += recount(told, MARCH)
    for words, counted, up in (
        (INCREASES, report.increases, True),
        (DECREASES, report.decreases, False),
    ):
        shown = {row.label: row.count for row in counted}
        for kind, label in words.items():
            assert shown[label] == moves[kind, up]
        assert sum(shown.values()) == sum(n for key, n in moves.items() if key[1] == up)


@settings(max_examples=20)
@given(crowd=crowds)
def test_units_count_all_that_is_beneath_them_and_the_tops_make_the_total(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, crowd: Crowd
) -> None:
    office = opened(copied(blank, tmp_path_factory.mktemp("office")))
    try:
        put(office, crowd)
        report = monthly_report(office, MARCH)
    finally:
        office.close()
    figures = {line.name: line.figures for line in report.units}
    for name, places in (("矿", {1, 2, 3, 4}), ("甲队", {2, 4}), ("丙段", {4})):
        inside = [one for one in crowd if one[1] in places]
        members = [one for one in inside if stands(one[0], MARCH.last)]
        assert figures[name].closing == len(members)
        assert figures[name].women == sum(one[2] == "2" for one in members)
    tops = [line.figures.counts for line in report.units if not line.depth]
    assert tuple(map(sum, zip(*tops, strict=True))) == report.total.counts


def counts(table: Table) -> dict[str, int]:
    return {row.label: row.count for row in table.rows}


def joined(office: Office, name: str, **values: object) -> int:
    return new(office, "members", name=name, joined_on=date(2020, 5, 1), **values)


def test_the_groups_of_the_report_are_counted_among_members_only(
    office: Office,
) -> None:
    joined(office, "张三", sex="2", migrant=True, employment="2", ethnic="11")
    joined(office, "李四", sex="1", political="02", ethnic="01")
    new(office, "members", name="王五", sex="2", migrant=True, political="01")
    assert counts(monthly_report(office, MARCH).groups) == {
        "女会员": 1,
        "农民工会员": 1,
        "劳务派遣会员": 1,
        "少数民族会员": 1,
        "中共党员（含预备党员）": 1,
    }


@pytest.mark.parametrize("age", [18, 25, 26, 35, 36, 45, 46, 55, 56, 70])
def test_everybody_falls_into_the_band_of_the_age_on_the_last_day(
    office: Office, age: int
) -> None:
    born = date(2026 - age, 3, 31)
    assert age_on(born, MARCH.last) == age
    joined(office, "张三", born_on=born)
    bands = {"25岁及以下": 25, "26—35岁": 35, "36—45岁": 45, "46—55岁": 55}
    expected = next((word for word, top in bands.items() if age <= top), "56岁及以上")
    found = counts(monthly_report(office, MARCH).ages)
    assert [word for word, count in found.items() if count] == [expected]


def test_the_bands_are_a_parameter(office: Office) -> None:
    joined(office, "张三", born_on=date(1990, 1, 1))
    found = monthly_report(office, MARCH, age_limits=(30, 40))
    assert counts(found.ages) == {"30岁及以下": 0, "31—40岁": 1, "41岁及以上": 0}
    assert age_labels((30, 40)) == list(counts(found.ages))


def test_finer_codes_count_with_their_broader_one_and_empty_ones_are_told(
    office: Office,
) -> None:
    joined(office, "张三", education="21", skill="40")
    joined(office, "李四", education="20")
    report = monthly_report(office, MARCH)
    assert counts(report.education)["本科"] == 2
    assert "未填写" not in counts(report.education)
    assert counts(report.skills)["高级工"] == 1
    assert counts(report.skills)["未填写"] == 1


def test_the_rate_is_members_per_worker_and_unknown_without_a_headcount(
    office: Office,
) -> None:
    root = new(office, "units", name="矿", kind=UnitKind.COMPANY)
    known = new(
        office, "units", name="甲队", kind=UnitKind.TEAM, parent_id=root, headcount=4
    )
    new(office, "units", name="乙队", kind=UnitKind.TEAM, parent_id=root)
    joined(office, "张三", unit_id=known)
    rates = {
        line.name: line.figures.rate for line in monthly_report(office, MARCH).units
    }
    assert rates == {"矿": "不详", "甲队": "25.0%", "乙队": "不详"}


def test_headcounts_of_the_parts_make_that_of_the_whole(office: Office) -> None:
    root = new(office, "units", name="矿", kind=UnitKind.COMPANY)
    for name, count in (("甲队", 3), ("乙队", 5)):
        new(
            office,
            "units",
            name=name,
            kind=UnitKind.TEAM,
            parent_id=root,
            headcount=count,
        )
    assert monthly_report(office, MARCH).total.headcount == 8


def test_people_in_the_recycle_bin_are_not_counted(office: Office) -> None:
    key = joined(office, "张三")
    office.discard(office.register("members"), [key])
    total = monthly_report(office, MARCH).total
    assert (total.opening, total.closing) == (0, 0)


def test_however_many_people_there_are_the_queries_stay_the_same(
    office: Office,
) -> None:
    def queries() -> int:
        seen: list[str] = []

        def note(*told: object) -> None:
            seen.append(str(told[2]))

        event.listen(office.store.engine, "before_cursor_execute", note)
        monthly_report(office, MARCH)
        event.remove(office.store.engine, "before_cursor_execute", note)
        return len(seen)

    before = queries()
    for number in range(12):
        unit = new(office, "units", name=f"{number}队", kind=UnitKind.TEAM)
        joined(office, "张三", unit_id=unit, ethnic=f"{number + 1:02d}")
    assert queries() == before


def test_the_workbook_holds_the_same_figures(office: Office, tmp_path: Path) -> None:
    joined(office, "张三", sex="2", born_on=date(1990, 1, 1))
    report: MonthlyReport = monthly_report(office, MARCH)
    path = tmp_path / "月报.xlsx"
    write_xlsx(path, sheets(report, "月报"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["变动", "构成", "各单位"]
    moves = {row[0]: row[1] for row in book["变动"].iter_rows(values_only=True)}
    assert moves["四、期末会员数"] == 1
    made = {row[1]: row[2] for row in book["构成"].iter_rows(values_only=True)}
    assert made["女会员"] == 1
    (line,) = list(book["各单位"].iter_rows(min_row=3, values_only=True))
    assert line[0] == "未分单位"
    assert line[4] == 1
