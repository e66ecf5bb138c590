"""打印登记 as a list: what it shows, what can be done with it, and what cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.vocabulary import PrintWay
from tests.offices import new, shown, value, whole
from tests.unionoffice.paper.reading import ReadBack
from tests.unionoffice.print_ledger.slips import let_leave
from unionoffice.catalogue import PAPERS
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.print_ledger.ledger import Left, print_again, void
from unionoffice.printing import Request, paper, save_as
from unionoffice.register.action import Action, FinishedPaper, Question
from unionoffice.register.changes import Changes


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
