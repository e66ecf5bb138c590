"""打印登记 as a list: what it shows, what can be done with it, and what cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from db.vocabulary import PrintWay
from tests.offices import new, shown, value, whole
from tests.unionoffice.paper.reading import ReadBack
from tests.unionoffice.print_ledger.slips import let_leave
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.print_ledger.ledger import Left, print_again, void
from unionoffice.printing import Request, paper, save_as
from unionoffice.register.action import Action, FinishedPaper, Question
from unionoffice.register.changes import Changes
from unionoffice.register.register import Register
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.export import export

LOCKED = [register for register in REGISTERS if register.locked]


@pytest.fixture
def papers(office: Office) -> list[Left]:
    """Three papers: one as it left, one printed again, one void."""
    left = [let_leave(office, words, copies=2) for words in "甲乙丙"]
    print_again(office, left[1].uid, PrintWay.PDF, 3, "丢失")
    void(office, left[2].uid, "日期写错")
    return left


def action(office: Office, key: str) -> Action:
    return next(item for item in office.register("printed").actions if item.key == key)


def keys(office: Office) -> list[int]:
    """The keys of the ledger's rows, in the order they were written."""
    return sorted(office.ids(office.view(office.register("printed"))))


def test_the_list_says_what_left_how_often_and_what_became_of_it(
    office: Office, papers: list[Left]
) -> None:
    columns = ("number", "copies", "times", "void", "void_reason")
    assert shown(office, "printed", *columns) == [
        ("便条〔2026〕3号", 2, 1, True, "日期写错"),
        ("便条〔2026〕2号", 5, 2, False, None),
        ("便条〔2026〕1号", 2, 1, False, None),
    ]
    assert office.totals(office.view(office.register("printed"))) == {"copies": 9}


def test_every_time_a_paper_left_has_its_line(
    office: Office, papers: list[Left]
) -> None:
    columns = ("printed_id", "nth", "way", "copies", "reason")
    assert sorted(shown(office, "print-runs", *columns), key=lambda row: row[:2]) == [
        ("便条〔2026〕1号", 1, "print", 2, None),
        ("便条〔2026〕2号", 1, "print", 2, None),
        ("便条〔2026〕2号", 2, "pdf", 3, "丢失"),
        ("便条〔2026〕3号", 1, "print", 2, None),
    ]


def test_a_paper_of_the_catalogue_is_called_by_its_title(
    office: Office, tmp_path: Path
) -> None:
    person = new(office, "members", name="张三")
    job = paper(PAPERS, "member-roster")
    asked = Request(office.clock.today(), ids=[person])
    save_as(office, job, asked, tmp_path / "花名册.pdf")
    [key] = keys(office)
    register = office.register("printed")
    kind = register.all_columns["paper"].kind
    assert kind.show(value(office, "printed", key, "paper")) == "会员花名册"
    assert value(office, "printed", key, "counted") == 1


def test_every_paper_of_the_catalogue_can_be_filtered_by_name(office: Office) -> None:
    kind = office.register("printed").all_columns["paper"].kind
    today = office.clock.today()
    assert {kind.parse(job.title, today=today) for job in PAPERS} == {
        job.key for job in PAPERS
    }


def test_looking_at_a_paper_shows_its_sheets_and_records_nothing(
    office: Office, path: Path, papers: list[Left]
) -> None:
    before = whole(path)
    for key, left in zip(keys(office), papers, strict=True):
        seen = action(office, "look").run(office, [key])
        void = "（已作废）" if left is papers[2] else ""
        assert seen == FinishedPaper(f"{left.number}{void}", left.pdf)
    assert whole(path) == before


def test_printing_again_asks_why_and_then_shows_the_marked_sheets(
    office: Office, path: Path, papers: list[Left]
) -> None:
    before = whole(path)
    asked = action(office, "again").run(office, keys(office)[1:2])
    assert isinstance(asked, Question)
    assert asked.question == "为什么要补打“便条〔2026〕2号”？"
    shown = asked.then("又丢失")
    assert isinstance(shown, FinishedPaper)
    assert "补打　第 2 次" in ReadBack(shown.pdf).pages[0]
    assert whole(path) == before


def test_a_paper_printed_again_is_counted_with_its_copies_when_it_goes_out(
    office: Office, papers: list[Left]
) -> None:
    key = keys(office)[1]
    asked = action(office, "again").run(office, [key])
    assert isinstance(asked, Question)
    shown = asked.then("又丢失")
    assert isinstance(shown, FinishedPaper)
    assert shown.hand_out is not None
    copies = value(office, "printed", key, "copies")
    pdf, changes = shown.hand_out(PrintWay.PRINT, 3, "针式打印机")
    assert pdf == shown.pdf
    assert changes.sentence == "已登记“便条〔2026〕2号”第 2 次补打。"
    assert value(office, "printed", key, "copies") == copies + 3


def test_no_reason_no_reprint(office: Office, papers: list[Left]) -> None:
    asked = action(office, "again").run(office, keys(office)[1:2])
    assert isinstance(asked, Question)
    with pytest.raises(InvalidInput, match="补打的原因"):
        asked.then("　")


def test_voiding_asks_why_and_then_voids(office: Office, papers: list[Left]) -> None:
    first = keys(office)[0]
    asked = action(office, "void").run(office, [first])
    assert isinstance(asked, Question)
    done = asked.then("写错")
    assert isinstance(done, Changes)
    assert done.in_table("printed_paper") == {first}
    assert value(office, "printed", first, "void_reason") == "写错"


@pytest.mark.parametrize("key", ["again", "void"])
def test_a_void_paper_is_refused_before_anybody_is_asked(
    office: Office, papers: list[Left], key: str
) -> None:
    with pytest.raises(Refused, match="已经作废"):
        action(office, key).run(office, keys(office)[2:])


def writes(office: Office, register: Register, key: int) -> list[Callable[[], object]]:
    """Every way of writing that the desk has for a register."""
    draft = office.draft(register, key)
    plan = Plan(register, "册.xlsx", (), (), frozenset(), 0)
    return [
        lambda: office.save(draft.with_values(number="x", nth=9)),
        lambda: office.save(office.new_draft(register)),
        lambda: office.discard(register, [key]),
        lambda: office.restore(register, [key]),
        lambda: office.apply(plan),
    ]


@pytest.mark.parametrize("register", LOCKED, ids=lambda item: item.key)
def test_nothing_is_written_through_a_locked_register(
    office: Office, path: Path, papers: list[Left], register: Register
) -> None:
    key = office.ids(office.view(register))[0]
    before = whole(path)
    for write in writes(office, register, key):
        with pytest.raises(Refused, match="不能新增、修改、删除或导入"):
            write()
    assert whole(path) == before


@pytest.mark.parametrize("register", LOCKED, ids=lambda item: item.key)
def test_an_export_of_a_locked_register_has_every_fact_and_is_not_taken_back(
    office: Office, tmp_path: Path, papers: list[Left], register: Register
) -> None:
    file = tmp_path / "册.xlsx"
    with office.reading() as connection:
        count = export(connection, office.view(register), file)
    page = openpyxl.load_workbook(file).active
    labels = [cell.value for row in page.iter_rows(max_row=2) for cell in row]
    assert {column.label for column in register.columns} <= set(labels)
    assert count == len(office.ids(office.view(register)))
    with pytest.raises(Refused, match="不能新增、修改、删除或导入"):
        office.plan(register, read_workbook(file))


def test_the_ledger_prints_itself_and_that_is_recorded(
    office: Office, tmp_path: Path, papers: list[Left]
) -> None:
    job = paper(PAPERS, "printed-register")
    file = tmp_path / "册.pdf"
    left = save_as(office, job, Request(office.clock.today()), file)
    text = "".join(ReadBack(file.read_bytes()).pages)
    assert all(item.number in text.replace("\n", "") for item in papers)
    assert left.number == "打印登记簿〔2026〕1号"
    assert len(keys(office)) == 4
