"""Papers as data: found, set, checked, and with the same words as the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from sqlalchemy import select

from db.models import PrintedPaper
from db.vocabulary import PrintWay
from tests.offices import TODAY, new
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.content import Bound
from unionoffice.paper.document import Document, Text
from unionoffice.paper.official.notice import Notice, Paragraph
from unionoffice.print_ledger.find import newest
from unionoffice.print_ledger.ledger import exact
from unionoffice.print_ledger.numbers import OFFICIAL
from unionoffice.printing import (
    AUTOMATIC,
    PaperJob,
    Request,
    Setting,
    leave,
    make_content,
    make_document,
    paper,
    print_to,
    save_as,
    twin,
    write_content,
)
from unionoffice.register.filter import Missing
from unionoffice.register.view import View
from unionoffice.table_papers import papers

PLAIN = papers(REGISTERS)
"""Every register's printouts, without the papers of the areas."""


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    return office


def roster() -> PaperJob:
    return paper(PLAIN, "member-roster")


def words(document: Document) -> list[str]:
    return [item.text for page in document.pages for item in texts(page.items)]


def texts(items: tuple[object, ...]) -> Iterator[Text]:
    return (item for item in items if isinstance(item, Text))


def pdf_text(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    pages = [pdf[number] for number in range(len(pdf))]
    found = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pdf.close()
    return found


def test_no_two_papers_have_one_name() -> None:
    assert len({job.key for job in PAPERS}) == len(PAPERS)
    assert len({job.title for job in PAPERS}) == len(PAPERS)


def test_every_printout_of_every_register_is_a_paper() -> None:
    keys = {item.key for register in REGISTERS for item in register.printouts}
    assert keys <= {job.key for job in PAPERS}


def test_a_paper_of_ones_own_takes_the_place_of_the_printout() -> None:
    own = PaperJob("member-roster", "自制花名册", None, (), roster().make)
    assert paper(papers(REGISTERS, (own,)), "member-roster") is own


def test_a_paper_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refused, match="member-roster（会员花名册）"):
        paper(PAPERS, "nothing")


def test_the_title_is_the_unions_name_and_the_papers_until_another_is_set(
    union: Office,
) -> None:
    assert "某矿工会会员花名册" in words(make_document(union, roster(), Request(TODAY)))
    asked = Request(TODAY, settings={"title": "先进名单"})
    assert "先进名单" in words(make_document(union, roster(), asked))


def test_an_unknown_setting_is_refused_with_those_there_are(union: Office) -> None:
    with pytest.raises(InvalidInput, match="title（标题）"):
        make_document(union, roster(), Request(TODAY, settings={"titel": "x"}))


def test_a_setting_with_choices_takes_no_other_text(union: Office) -> None:
    asked = Request(TODAY, settings={"sealed": "也许"})
    with pytest.raises(InvalidInput, match="盖章只能是是、否"):
        make_document(union, paper(PAPERS, "notice"), asked)


def test_a_day_that_is_none_is_refused(union: Office) -> None:
    with pytest.raises(InvalidInput, match="不是日期"):
        make_document(union, roster(), Request(TODAY, settings={"day": "明天吧"}))


def test_rows_stand_on_paper_as_in_the_list_and_codes_by_their_short_words(
    union: Office,
) -> None:
    new(union, "members", name="张三", political="01", ethnic="05", education="21")
    found = words(make_document(union, roster(), Request(TODAY)))
    assert {"张三", "中共党员", "维吾尔", "本科"} <= set(found)
    assert "2026年3月15日　共 1 条" in found


def test_only_the_rows_that_were_chosen_are_printed_in_their_order(
    union: Office,
) -> None:
    names = ("张三丰", "李四光", "王五妹")
    keys = [new(union, "members", name=name) for name in names]
    asked = Request(TODAY, ids=[keys[2], keys[0]])
    found = words(make_document(union, roster(), asked))
    assert [word for word in found if word in names] == ["王五妹", "张三丰"]


def test_the_filters_of_the_list_are_told_above_it(union: Office) -> None:
    new(union, "members", name="张三", born_on=date(1990, 5, 1))
    register = union.register("members")
    missing = Missing(register.all_columns["id_number"]).of()
    view = View(register, TODAY, (missing,))
    found = words(make_document(union, roster(), Request(TODAY, view=view)))
    assert "缺身份证号" in found


def test_totals_are_the_sums_of_the_printed_rows(union: Office) -> None:
    person = new(union, "members", name="张三")
    keys = [
        new(union, "dues", person_id=person, month=date(2026, month, 1), base=345680)
        for month in (1, 2, 3)
    ]
    asked = Request(TODAY, ids=keys[:2])
    found = words(make_document(union, paper(PLAIN, "dues-ledger"), asked))
    assert "34.50" in found
    assert "合计" in found


def test_the_printed_file_says_what_the_store_holds(
    union: Office, tmp_path: Path
) -> None:
    names = ["单雄信", "阿迪力·买买提", "赵㛃", "李𬭎文", "<b>钱&七</b>"]
    for name in names:
        new(union, "members", name=name, phone="13905371234")
    path = tmp_path / "花名册.pdf"
    assert print_to(union, roster(), Request(TODAY), path) == 1
    found = pdf_text(path).replace("\r", "").replace("\n", "")
    assert [name for name in names if name not in found] == []
    assert found.count("13905371234") == len(names)


def test_a_character_nobody_can_draw_is_refused_with_the_persons_name(
    union: Office, tmp_path: Path
) -> None:
    new(union, "members", name="李\U0003a000", phone="13905371234")
    path = tmp_path / "花名册.pdf"
    with pytest.raises(Refused, match="李"):
        print_to(union, roster(), Request(TODAY), path)
    assert not path.exists()


def test_a_paper_that_is_no_figures_makes_no_workbook(
    union: Office, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="只能打印成 PDF"):
        print_to(union, roster(), Request(TODAY), tmp_path / "x.xlsx")


def test_documents_bound_together_are_numbered_through(union: Office) -> None:
    content = make_content(union, roster(), Request(TODAY))
    whole = Bound("册", [content] * 3).layout()
    feet = [word for word in words(whole) if "共 3 页" in word]
    assert feet == [f"第 {number} 页　共 3 页" for number in (1, 2, 3)]


def test_every_paper_that_leaves_is_numbered_and_recorded(
    union: Office, tmp_path: Path
) -> None:
    keys = [new(union, "members", name=name) for name in ("张三", "李四", "王五")]
    asked = Request(TODAY, ids=keys[:2], settings={"title": "先进名单"})
    left = save_as(union, roster(), asked, tmp_path / "名单.pdf")
    assert left.number == "会员花名册〔2026〕1号"
    assert (tmp_path / "名单.pdf").read_bytes() == left.pdf == exact(union, left.uid)
    records, told = kept(union)
    uids = union.uids(union.register("members"), keys)
    assert records == [uids[key] for key in keys[:2]]
    assert told["title"] == "先进名单"
    assert set(told) == {item.name for item in roster().settings}


@pytest.mark.parametrize(("key", "count"), [("member-card", 10), ("honour-roll", 12)])
def test_only_the_rows_that_are_on_a_paper_are_recorded(
    key: str, count: int, union: Office, tmp_path: Path
) -> None:
    for given in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰":
        new(union, "members", name=f"张{given}", joined_on=TODAY)
    save_as(union, paper(PAPERS, key), Request(TODAY), tmp_path / "x.pdf")
    assert len(kept(union)[0]) == count


def test_a_paper_of_figures_has_no_rows_on_it(union: Office, tmp_path: Path) -> None:
    new(union, "members", name="张三")
    job = paper(PAPERS, "member-statistics")
    save_as(union, job, Request(TODAY), tmp_path / "x.pdf")
    assert kept(union)[0] == []


def kept(office: Office) -> tuple[list[str], dict[str, str]]:
    """Records and settings of the paper that left last."""
    wanted = select(PrintedPaper.records, PrintedPaper.settings)
    with office.reading() as connection:
        row = connection.execute(wanted.order_by(PrintedPaper.id.desc())).first()
    assert row is not None
    return row[0], row[1]


def test_the_same_paper_as_word_can_be_read_and_keeps_its_sheets(
    union: Office, tmp_path: Path
) -> None:
    path = tmp_path / "通知.docx"
    left = save_as(union, paper(PAPERS, "notice"), Request(TODAY), path)
    read = "".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "某矿工会关于核对工会会员信息的通知" in read
    assert exact(union, left.uid).startswith(b"%PDF")
    assert newest(union, 1)[0].number == left.number


@pytest.mark.parametrize("name", ["通知.txt", "通知", "通知.xlsx", "没有/通知.pdf"])
def test_a_file_that_cannot_be_written_records_nothing(
    union: Office, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused):
        print_to(union, paper(PAPERS, "notice"), Request(TODAY), tmp_path / name)
    assert newest(union, 9) == []
    assert list(tmp_path.glob("*通知*")) == []


def test_a_workbook_is_no_paper_and_is_not_recorded(
    union: Office, tmp_path: Path
) -> None:
    figures = next(job for job in PAPERS if job.sheets is not None)
    path = tmp_path / "统计.xlsx"
    assert print_to(union, figures, Request(TODAY), path) >= 1
    assert path.exists()
    assert newest(union, 9) == []


def numbered(text: str = "") -> PaperJob:
    """A notice that bears a number, as it is told or as the ledger gives it."""

    def make(_office: Office, request: Request) -> Notice:
        body = [Paragraph(f"编号{request.number}")]
        return Notice(f"字号{request.settings['number']}", "各队", body, "工会", TODAY)

    setting = Setting("number", "发文字号", text)
    return PaperJob("letter", "函", None, (setting,), make, series=OFFICIAL)


def test_a_paper_leaves_with_the_number_its_preview_showed(
    union: Office, tmp_path: Path
) -> None:
    job = numbered(AUTOMATIC)
    for n in (1, 2):
        seen = "".join(words(make_document(union, job, Request(TODAY))))
        assert f"字号工字〔2026〕{n}号" in seen
        path = tmp_path / f"{n}.pdf"
        assert save_as(union, job, Request(TODAY), path).number == f"工字〔2026〕{n}号"
        assert f"编号工字〔2026〕{n}号" in pdf_text(path)


@pytest.mark.parametrize("told", ["", "矿工字〔2026〕8号"])
def test_a_number_that_was_told_or_left_empty_stays_so(
    union: Office, told: str
) -> None:
    asked = Request(TODAY, settings={"number": told})
    title = make_document(union, numbered(), asked).title
    assert title == f"字号{told}"


def test_what_left_before_with_the_same_content_is_found(
    union: Office, tmp_path: Path
) -> None:
    job, asked = numbered(AUTOMATIC), Request(TODAY)
    assert twin(union, job, asked) == ""
    left = save_as(union, job, asked, tmp_path / "函.pdf")
    assert twin(union, job, asked) == left.number
    assert twin(union, job, replace(asked, settings={"number": "另一号"})) == ""


def test_a_paper_sent_to_a_printer_is_recorded_with_printer_and_copies(
    union: Office,
) -> None:
    left = leave(union, roster(), Request(TODAY), PrintWay.PRINT, 5, "财务室")
    assert left.pdf.startswith(b"%PDF")
    assert newest(union, 1)[0].copies == 5


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_content_without_a_store_is_written_by_the_name_of_the_file(
    union: Office, tmp_path: Path, ending: str
) -> None:
    content = make_content(union, paper(PAPERS, "notice"), Request(TODAY))
    path = tmp_path / f"通知{ending}"
    write_content(content, path)
    assert path.read_bytes()[:2] == {".pdf": b"%P", ".docx": b"PK"}[ending]
    with pytest.raises(Refused, match="结尾"):
        write_content(content, tmp_path / "通知.txt")
    with pytest.raises(Refused):
        write_content(content, tmp_path / "没有" / f"通知{ending}")
    assert newest(union, 9) == []
