"""Empty paper asks for what the spreadsheet asks for, and has room for a pen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.offices import TODAY, copied, fates, opened, plan_of, write_sheets
from unionoffice.blank_papers.jobs import blank_key
from unionoffice.blank_papers.pens import Pens, brief_words
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.paper.document import Document, Ink, Page, Rule, Text, texts
from unionoffice.paper.sizes import POINTS_PER_MM
from unionoffice.printing import Request, make_document
from unionoffice.register.kinds import Choice
from unionoffice.register.register import Register
from unionoffice.sheets.writing.out_columns import entry_columns

OPEN = [register for register in REGISTERS if register.sheet.columns]
MEMBERS = OPEN[0]
EVERY = pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)


@pytest.fixture(scope="module")
def desk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = opened(copied(template, tmp_path_factory.mktemp("blank")))
    yield office
    office.close()


def blank(desk: Office, register: Register, **told: str) -> Document:
    job = next(job for job in PAPERS if job.key == blank_key(register))
    return make_document(desk, job, Request(TODAY, settings=told))


def lines(page: Page) -> set[str]:
    """What stands on a page, broken labels put together again."""
    found = [item.text for item in texts(page.items)]
    return {*found, *("".join(pair) for pair in pairwise(found))}


def level(page: Page) -> list[float]:
    """The heights in mm at which rules run across the whole table, downwards."""
    across = max(
        abs(item.x2 - item.x1) for item in page.items if isinstance(item, Rule)
    )
    found = {
        item.y1 / POINTS_PER_MM
        for item in page.items
        if isinstance(item, Rule) and abs(item.x2 - item.x1) > 0.9 * across
    }
    return sorted(found)


@EVERY
def test_the_words_over_the_columns_are_those_of_the_sheet(
    desk: Office, register: Register
) -> None:
    (page,) = blank(desk, register).pages
    wanted = [
        f"*{item.header}" if item.column.required else item.header
        for item in entry_columns(register)
    ]
    assert set(wanted) <= lines(page)


@EVERY
def test_every_row_is_high_enough_to_write_in(desk: Office, register: Register) -> None:
    (page,) = blank(desk, register, height="9").pages
    rows = level(page)[1:]
    assert len(rows) > 12
    assert all(low - high >= 9 for high, low in pairwise(rows))


def test_an_id_number_has_eighteen_boxes_alike_and_told_apart_after_six_and_fourteen(
    desk: Office,
) -> None:
    (page,) = blank(desk, MEMBERS).pages
    thin = [item for item in page.items if isinstance(item, Rule)]
    thin = [item for item in thin if item.x1 == item.x2 and item.thickness < 0.35]
    places = [item.x1 / POINTS_PER_MM for item in thin]
    steps = [after - before for before, after in pairwise(places)]
    assert len(places) == 17
    assert max(steps) - min(steps) < 0.001
    assert min(steps) >= 3.6
    darker = [n for n, item in enumerate(thin, 1) if item.ink is Ink.BLACK]
    assert darker == [6, 14]


@EVERY
def test_a_card_asks_for_every_column_once(desk: Office, register: Register) -> None:
    told = {"form": "一条一页", "columns": "全部", "pages": "2"}
    pages = blank(desk, register, **told).pages
    half = len(pages) // 2
    said = set().union(*map(lines, pages[:half]))
    joined = "".join(item.text for page in pages[:half] for item in texts(page.items))
    for item in register.sheet.columns:
        assert item.header in said or f"*{item.header}" in said or item.header in joined
    assert [page.items for page in pages[:half]] == [p.items for p in pages[half:]]


def test_a_wide_list_is_spread_over_sheets_that_all_begin_with_the_name(
    desk: Office,
) -> None:
    pages = blank(desk, MEMBERS, form="一行一条", columns="全部").pages
    assert len(pages) > 3
    assert all("*姓名" in lines(page) for page in pages)
    said = set().union(*map(lines, pages))
    assert {item.header for item in MEMBERS.sheet.columns[1:]} <= said
    assert "第 2 页　共 5 页" in lines(pages[1])


def test_columns_and_rows_are_as_one_wishes(desk: Office) -> None:
    told = {"columns": "手机号、姓名", "rows": "30", "unit": "综采一队"}
    pages = blank(desk, MEMBERS, **told).pages
    [first, second] = pages
    heads = [item for item in texts(first.items) if item.text in {"手机号", "*姓名"}]
    assert [item.text for item in heads] == ["手机号", "*姓名"]
    assert "综采一队" in lines(second)
    numbers = [item.text for page in pages for item in texts(page.items)]
    assert [int(word) for word in numbers if word.isdecimal()] == [*range(1, 31)]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"columns": "姓名、星座"}, "没有“星座”这一栏"),
        ({"columns": "、"}, "请写要哪几栏"),
        ({"rows": "0"}, "行数应是 1 到 2000"),
        ({"pages": "很多"}, "页数应是 1 到 100"),
        ({"height": "8"}, "行高应在 9 到 40"),
        ({"height": "高"}, "行高应在 9 到 40"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    desk: Office, told: dict[str, str], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        blank(desk, MEMBERS, **told)


def test_a_title_that_no_sheet_holds_is_refused(desk: Office) -> None:
    with pytest.raises(Refused, match="太长"):
        blank(desk, MEMBERS, title="长" * 200)


@EVERY
def test_every_word_that_is_offered_is_understood(register: Register) -> None:
    pens = Pens(REGISTERS)
    for column in register.sheet.columns:
        kind = pens.kind(column)
        if isinstance(kind, Choice):
            for word in brief_words(kind, column.column):
                assert kind.read(word, today=TODAY).value is not None, word


def test_what_was_written_on_paper_comes_in_under_the_words_of_the_paper(
    office: Office, tmp_path: Path
) -> None:
    (page,) = blank(office, MEMBERS).pages
    words = [item.text for item in page.items if isinstance(item, Text)]
    heads = [word for word in words[words.index("*姓名") :] if not word.isdecimal()]
    written = {
        "*姓名": "张三",
        "身份证号": "110101197003070012",
        "性别": "男",
        "政治面貌": "预备党员",
        "学历": "大专",
    }
    row = [written.get(head) for head in heads[:12]]
    file = write_sheets(tmp_path / "纸.xlsx", {"表": [heads[:12], row]})
    plan = plan_of(office, file)
    assert fates(plan) == {"new": 1}
    (new,) = plan.rows
    assert (new.values["political"], new.values["education"]) == ("02", "30")
