"""The papers of the members' area: what they say is what the store holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from db.vocabulary import EventKind, EventReason, UnitKind
from tests.offices import TODAY, new
from unionoffice.calendar import Month
from unionoffice.catalogue import PAPERS
from unionoffice.errors import InvalidInput
from unionoffice.members.statistics import monthly_report
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Document, Text
from unionoffice.printing import Request, make_document, paper, print_to

JOINED = date(2020, 5, 1)


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    return office


def made(office: Office, key: str, **settings: str) -> Document:
    return make_document(office, paper(PAPERS, key), Request(TODAY, settings=settings))


def words(document: Document) -> list[str]:
    return [
        item.text
        for page in document.pages
        for item in page.items
        if isinstance(item, Text)
    ]


def page_words(document: Document, number: int) -> list[str]:
    items = document.pages[number].items
    return [item.text for item in items if isinstance(item, Text)]


def two_teams(office: Office) -> None:
    """乙队 comes before 甲队; one woman in each."""
    root = new(office, "units", name="矿", kind=UnitKind.COMPANY)
    for position, (team, people) in enumerate(
        (("乙队", ("王五妹", "赵六子")), ("甲队", ("张三丰", "李四光", "孙七娘"))), 1
    ):
        unit = new(
            office,
            "units",
            name=team,
            kind=UnitKind.TEAM,
            parent_id=root,
            position=position,
        )
        for name in people:
            sex = "2" if name[-1] in "妹娘" else "1"
            new(
                office,
                "members",
                name=name,
                sex=sex,
                unit_id=unit,
                joined_on=JOINED,
                phone="13905371234",
                born_on=date(1990, 1, 1),
            )


def test_the_roster_follows_the_tree_of_units(union: Office) -> None:
    two_teams(union)
    found = words(made(union, "member-roster"))
    teams = [word for word in found if word in {"乙队", "甲队"}]
    assert teams == ["乙队"] * 2 + ["甲队"] * 3
    assert "2026年3月15日　共 5 人" in found


def test_the_roster_lists_members_unless_everybody_is_asked_for(
    union: Office,
) -> None:
    two_teams(union)
    gone = new(union, "members", name="钱八万", joined_on=JOINED)
    new(
        union,
        "events",
        person_id=gone,
        kind=EventKind.TRANSFERRED_OUT,
        happened_on=date(2025, 1, 1),
        reason=EventReason.MOVED,
    )
    assert "钱八万" not in words(made(union, "member-roster"))
    assert "钱八万" in words(made(union, "member-roster", who="全部"))


def test_each_unit_begins_a_page_and_ends_with_its_subtotal(union: Office) -> None:
    two_teams(union)
    document = made(union, "member-roster", by_unit="是")
    first, second, summary = (page_words(document, number) for number in range(3))
    assert "某矿工会会员花名册（乙队）" in first
    assert {"小计", "2人", "女1"} <= set(first)
    assert {"某矿工会会员花名册（甲队）", "小计", "3人", "女1"} <= set(second)
    assert {"某矿工会会员花名册（汇总）", "合计", "5", "2"} <= set(summary)
    assert "第 3 页　共 3 页" in summary


def test_the_roster_for_the_wall_shows_no_phone_and_no_birthday(
    union: Office, tmp_path: Path
) -> None:
    two_teams(union)
    path = tmp_path / "张贴.pdf"
    asked = Request(TODAY, settings={"public": "是"})
    print_to(union, paper(PAPERS, "member-roster"), asked, path)
    found = pdf_text(path)
    assert "张三丰" in found
    assert "139" not in found
    assert "1990" not in found


def pdf_text(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    pages = [pdf[number] for number in range(len(pdf))]
    found = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pdf.close()
    return found


def test_the_monthly_report_on_paper_has_the_figures_of_the_report(
    union: Office, tmp_path: Path
) -> None:
    two_teams(union)
    report = monthly_report(union, Month(2026, 3))
    document = made(union, "member-statistics", month="2026年3月")
    first = page_words(document, 0)
    assert first[first.index("四、期末会员数") + 1] == str(report.total.closing) == "5"
    second = page_words(document, 1)
    assert second[second.index("女会员") + 1 : second.index("女会员") + 3] == [
        "2",
        "40.0%",
    ]
    third = page_words(document, 2)
    assert third[third.index("　甲队") + 4] == "3"


def test_a_month_that_is_none_is_refused(union: Office) -> None:
    with pytest.raises(InvalidInput, match="不是月份"):
        made(union, "member-statistics", month="三月份")


def test_the_monthly_report_is_also_a_workbook(union: Office, tmp_path: Path) -> None:
    two_teams(union)
    path = tmp_path / "月报.xlsx"
    job = paper(PAPERS, "member-statistics")
    assert print_to(union, job, Request(TODAY), path) == 3
    page = openpyxl.load_workbook(path)["变动"]
    assert page["A1"].value == "某矿工会会员统计月报（2026年2月）"


def test_the_ledger_shows_one_month_with_its_sums(union: Office) -> None:
    person = new(union, "members", name="张三丰", joined_on=JOINED)
    for month in (2, 3):
        new(
            union,
            "dues",
            person_id=person,
            month=date(2026, month, 1),
            base=100_000 * month,
        )
    assert "15.00" in words(made(union, "dues-ledger"))
    found = words(made(union, "dues-ledger", month="2026-02"))
    assert found.count("10.00") == 4
    assert "2026年2月" in found
    assert "15.00" not in found


def test_the_ledger_prints_the_very_rows_that_were_chosen(union: Office) -> None:
    person = new(union, "members", name="张三丰", joined_on=JOINED)
    keys = [
        new(union, "dues", person_id=person, month=date(2025, month, 1), base=100_000)
        for month in (2, 3)
    ]
    job = paper(PAPERS, "dues-ledger")
    found = words(make_document(union, job, Request(TODAY, ids=keys)))
    assert {"2025-02", "2025-03"} <= set(found)


def test_the_reminder_lists_who_has_not_paid_for_six_months(union: Office) -> None:
    person = new(union, "members", name="张三丰", joined_on=JOINED)
    for step in range(6):
        month = Month(2025, 9) + step
        new(union, "dues", person_id=person, month=month.first, base=345680)
    found = words(made(union, "dues-reminder"))
    assert {"张三丰", "6", "2025-09至2026-02", "103.50"} <= set(found)
