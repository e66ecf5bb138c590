"""Papers as data: found, set, checked, and with the same words as the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tests.offices import TODAY, new
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.content import Bound
from unionoffice.paper.document import Document, Text
from unionoffice.printing import (
    PaperJob,
    Request,
    make_content,
    make_document,
    paper,
    print_to,
    suggestions,
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


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_every_paper_can_be_printed_of_an_empty_office(
    union: Office, job: PaperJob, tmp_path: Path
) -> None:
    pages = print_to(union, job, Request(TODAY), tmp_path / "空.pdf")
    assert pages >= 1


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_every_setting_has_a_text_at_first_that_is_allowed(
    union: Office, job: PaperJob
) -> None:
    told = suggestions(union, job, TODAY)
    assert all(told.values())
    for item in job.settings:
        assert not item.choices or told[item.name] in item.choices


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
