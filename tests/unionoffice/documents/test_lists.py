"""Lists that are written on, and lists of members: what they say and what they hide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.vocabulary import UnitKind
from tests.offices import TODAY, new
from tests.unionoffice.paper.reading import ReadBack
from unionoffice import money
from unionoffice.catalogue import PAPERS
from unionoffice.errors import InvalidInput
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.content import OUTER_NUMBER
from unionoffice.paper.document import Document, texts
from unionoffice.paper.flow import TableBlock
from unionoffice.printing import Request, make_content, make_document, paper, print_to
from unionoffice.register.view import View

JOINED = date(2020, 5, 1)
KEYS = (
    "sign-in-sheet",
    "receipt-list",
    "attendance-grid",
    "blank-form",
    "member-contacts",
    "birthdays",
    "retirements",
)
PEOPLE = (
    ("张三", "2", date(1971, 6, 5), "综采一队"),
    ("李四光", "1", date(1990, 3, 20), "综采一队"),
    ("王五妹", "2", date(1988, 3, 2), "机电队"),
    ("赵六子", "1", None, "机电队"),
)


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "红星煤矿工会")
    return office


@pytest.fixture
def people(union: Office) -> list[int]:
    root = new(union, "units", name="红星煤矿", kind=UnitKind.COMPANY)
    units = {
        name: new(
            union,
            "units",
            name=name,
            kind=UnitKind.TEAM,
            parent_id=root,
            position=position,
        )
        for position, name in enumerate(("机电队", "综采一队"), 1)
    }
    return [
        new(
            union,
            "members",
            name=name,
            sex=sex,
            born_on=born,
            unit_id=units[unit],
            joined_on=JOINED,
            phone=f"1390537123{place}",
        )
        for place, (name, sex, born, unit) in enumerate(PEOPLE)
    ]


def made(
    office: Office, key: str, ids: list[int] | None = None, **settings: str
) -> Document:
    request = Request(TODAY, ids, settings=settings)
    return make_document(office, paper(PAPERS, key), request)


def words(document: Document) -> list[str]:
    return [item.text for page in document.pages for item in texts(page.items)]


def names(document: Document) -> list[str]:
    return [word for word in words(document) if word in {one[0] for one in PEOPLE}]


@pytest.mark.parametrize("key", KEYS)
def test_each_list_prints_in_an_empty_office(
    union: Office, key: str, tmp_path: Path
) -> None:
    path = tmp_path / "空.pdf"
    print_to(union, paper(PAPERS, key), Request(TODAY), path)
    assert ReadBack(path.read_bytes()).sizes


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.usefixtures("people")
def test_each_list_gives_word_the_same_rows(union: Office, key: str) -> None:
    request = Request(TODAY)
    content = make_content(union, paper(PAPERS, key), request)
    (table,) = (b for b in content.flow().blocks if isinstance(b, TableBlock))
    printed = words(content.layout())
    assert all(
        part in printed
        for row in table.rows
        for cell in row
        for part in cell.split("\n")
        if cell and len(cell) < 12
    )


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("size", ["A3", "B5 横", "正度 16 开", "正度 8 开", "210×285"])
@pytest.mark.usefixtures("people")
def test_each_list_prints_on_each_paper(union: Office, key: str, size: str) -> None:
    assert made(union, key, size=size).pages


def test_a_paper_that_there_is_not_is_refused(union: Office) -> None:
    with pytest.raises(InvalidInput, match="不认识纸张"):
        made(union, "blank-form", size="信纸")


def test_a_blank_sign_in_sheet_has_the_lines_that_were_asked_for(
    union: Office,
) -> None:
    found = words(made(union, "sign-in-sheet", rows="40"))
    assert [word for word in found if word.isdecimal()] == [
        str(number) for number in range(1, 41)
    ]
    assert {"会议名称：车间工会主席例会", "签名"} <= set(found)


@pytest.mark.parametrize("rows", ["0", "-1", "很多", "2001", "3.5"])
def test_a_number_of_lines_that_is_none_is_refused(union: Office, rows: str) -> None:
    with pytest.raises(InvalidInput, match="空白表行数"):
        made(union, "sign-in-sheet", rows=rows)


def test_a_sign_in_sheet_lists_those_who_were_chosen_in_their_order(
    union: Office, people: list[int]
) -> None:
    document = made(union, "sign-in-sheet", [people[2], people[0]])
    assert names(document) == ["王五妹", "张三"]
    assert "139" not in "".join(words(document))


def test_it_shows_telephones_only_when_they_are_asked_for(
    union: Office, people: list[int]
) -> None:
    found = words(made(union, "sign-in-sheet", people, columns="电话、单位、签名"))
    assert "13905371230" in found
    assert "综采一队" in found


@pytest.mark.parametrize("columns", ["", "、，", "、".join("一二三四五六七八九十" * 3)])
def test_columns_that_are_none_or_too_many_are_refused(
    union: Office, columns: str
) -> None:
    with pytest.raises(InvalidInput, match="栏目要写"):
        made(union, "blank-form", columns=columns)


@pytest.mark.usefixtures("people")
def test_the_receipt_list_sums_up_what_is_handed_out(union: Office) -> None:
    found = words(
        made(union, "receipt-list", amount="125.50", quantity="2", measure="袋")
    )
    assert found.count("125.50") == len(PEOPLE)
    assert {"8", "502.00", money.capitals(50200), "数量（袋）"} <= set(found)
    assert {"制表：", "审核：", "批准：", "签领人"} <= set(found)


@pytest.mark.usefixtures("people")
def test_goods_without_an_amount_leave_it_to_be_filled_in(union: Office) -> None:
    found = words(made(union, "receipt-list", amount="0"))
    assert "0.00" not in found
    assert "4" in found


@pytest.mark.parametrize(
    ("setting", "text"), [("amount", "两百"), ("quantity", "一份"), ("quantity", "-2")]
)
def test_what_cannot_be_added_up_is_refused(
    union: Office, setting: str, text: str
) -> None:
    asked = Request(TODAY, settings={setting: text})
    with pytest.raises(InvalidInput):
        make_document(union, paper(PAPERS, "receipt-list"), asked)


def test_each_page_of_receipts_has_its_own_sum(
    union: Office, people: list[int]
) -> None:
    document = made(union, "receipt-list", people * 20, amount="1.00")
    pages = [[item.text for item in texts(page.items)] for page in document.pages]
    counts = [page.count("1.00") for page in pages]
    assert len(pages) > 2
    for page, count in zip(pages, counts, strict=True):
        place = page.index("本页小计")
        assert page[place + 1 : place + 3] == [str(count), f"{count}.00"]
    assert sum(counts) == 80


def test_the_roll_call_has_every_day_of_the_month_under_its_name(
    union: Office,
) -> None:
    document = made(union, "attendance-grid", month="2024-02", who="空白表", rows="5")
    found = words(document)
    assert found.count("2024年2月") == 1
    first = found.index("1")
    assert found[first : first + 2] == ["1", "四"]
    assert "29" in found
    assert "30" not in found
    assert document.pages[0].width_mm > document.pages[0].height_mm


@pytest.mark.usefixtures("people")
def test_contacts_stand_unit_by_unit_in_the_order_of_the_tree(union: Office) -> None:
    found = words(made(union, "member-contacts"))
    bands = [word for word in found if word.endswith("人）")]
    assert bands == ["机电队（2人）", "综采一队（2人）"]
    assert "13905371231" in found
    assert any("请勿张贴" in word for word in found)


@pytest.mark.usefixtures("people")
def test_birthdays_stand_by_day_and_without_the_year(union: Office) -> None:
    document = made(union, "birthdays", month="2026-03")
    assert names(document) == ["王五妹", "李四光"]
    found = words(document)
    assert {"3月2日", "3月20日"} <= set(found)
    assert not any("19" in word for word in found)


def test_birthdays_of_a_list_are_those_of_the_month(
    union: Office, people: list[int]
) -> None:
    view = View(union.register("members"), TODAY)
    request = Request(TODAY, view=view, settings={"month": "2026-06"})
    document = make_document(union, paper(PAPERS, "birthdays"), request)
    assert len(people) == len(PEOPLE)
    assert names(document) == ["张三"]


@pytest.mark.usefixtures("people")
def test_large_type_is_for_the_wall(union: Office) -> None:
    document = made(union, "birthdays", look="大字", size="A3")
    rows = [
        item
        for page in document.pages
        for item in texts(page.items)
        if item.record.startswith("第 ")
    ]
    assert min(item.size for item in rows) >= 30


@pytest.mark.usefixtures("people")
def test_the_retirement_list_has_those_of_the_year(union: Office) -> None:
    """A woman worker born in June 1971 retires at 50; then nobody until 2026."""
    assert names(made(union, "retirements", year="2021")) == ["张三"]
    assert names(made(union, "retirements", year="2026年")) == []
    with pytest.raises(InvalidInput, match="年度"):
        made(union, "retirements", year="明年")


def test_both_sides_of_a_leaf_have_their_number_outside(
    union: Office, people: list[int]
) -> None:
    document = made(union, "receipt-list", people * 20, duplex="是")
    feet = [
        next(item for item in texts(page.items) if item.record == OUTER_NUMBER)
        for page in document.pages[:2]
    ]
    assert feet[0].x > 300 > feet[1].x


def test_the_roster_takes_any_paper_and_large_type(
    union: Office, people: list[int]
) -> None:
    document = made(
        union, "member-roster", people, public="是", size="A3 横", look="大字"
    )
    page = document.pages[0]
    assert (page.width_mm, page.height_mm) == (420, 297)
    assert min(item.size for item in texts(page.items) if item.record[:1] == "第") >= 30


def test_five_hundred_rows_are_printed_and_read_back(
    union: Office, people: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "签领表.pdf"
    asked = Request(TODAY, people * 125)
    print_to(union, paper(PAPERS, "receipt-list"), asked, path)
    found = "".join(ReadBack(path.read_bytes()).pages)
    assert found.count("李四光") == 125
    assert money.capitals(500 * 20000) in found.replace("\n", "")


@pytest.mark.usefixtures("people")
def test_the_pages_of_all_units_lie_the_same_way(union: Office) -> None:
    document = made(union, "member-roster", by_unit="是")
    assert len(document.pages) == 3
    assert len({(page.width_mm, page.height_mm) for page in document.pages}) == 1
