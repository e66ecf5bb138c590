"""Letters as papers: defaults, settings, bad input, and whose name may be told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.offices import TODAY
from tests.unionoffice.paper.hanging import bare, flow_words, inks, words
from unionoffice.documents.letters import PAPERS
from unionoffice.documents.obituary_paper import OBITUARY
from unionoffice.errors import InvalidInput, OfficeError, Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Ink
from unionoffice.paper.typeset.glyphs import check
from unionoffice.paper.wall.letter import Closing
from unionoffice.paper.wall.sheet import SHEETS
from unionoffice.paper.word.writer import docx_bytes
from unionoffice.printing import PaperJob, Request, make_content, paper
from unionoffice.wall_sheet import closing_of

JOBS = {job.key: job for job in PAPERS}
LETTERS = [job for job in PAPERS if "body" in {item.name for item in job.settings}]


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "红星煤矿工会")
    return office


def made(office: Office, key: str, **told: str) -> str:
    request = Request(TODAY, settings=told)
    return words(make_content(office, JOBS[key], request).layout())


def test_every_letter_of_the_office_is_there() -> None:
    assert {job.title for job in PAPERS} == {
        *("倡议书", "喜报", "讣告"),
        *("慰问信", "感谢信", "表扬信", "贺信"),
    }


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_it_prints_with_what_it_has_at_first(job: PaperJob, union: Office) -> None:
    content = make_content(union, job, Request(TODAY))
    document = content.layout()
    assert len(document.pages) == 1
    assert check(document) == []
    assert "2026年3月15日" in words(document)
    assert bare(flow_words(content.flow())) == words(document)
    assert docx_bytes(content.flow())


@pytest.mark.parametrize("key", ["good-news", "obituary"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_it_goes_on_every_sheet_and_ground(key: str, sheet: str, union: Office) -> None:
    job, type_ = JOBS[key], "大字"
    grounds = next(item for item in job.settings if item.name == "ground").choices
    for ground in grounds:
        told = {"paper": sheet, "type": type_, "ground": ground, "sheets": "2"}
        document = make_content(union, job, Request(TODAY, settings=told)).layout()
        assert document.pages


def test_the_union_signs_as_its_committee(union: Office) -> None:
    assert "红星煤矿工会委员会（盖章）2026年3月15日" in made(union, "appeal")


def test_thanks_end_with_a_bow_and_good_news_without_a_mark(union: Office) -> None:
    assert "此致敬礼！红星煤矿" in made(union, "thanks-letter")
    told = made(union, "good-news", closing="特此报喜。")
    assert "特此报喜红星煤矿" in told


def test_an_unsealed_letter_has_no_place_for_a_seal(union: Office) -> None:
    assert "盖章" not in made(union, "appeal", sealed="否")


@pytest.mark.parametrize(
    ("said", "closing"),
    [
        ("此致 敬礼！", Closing("此致", "敬礼！")),
        ("此致\\n敬礼！", Closing("此致", "敬礼！")),
        ("祝　身体健康、 工作顺利！", Closing("祝", "身体健康、 工作顺利！")),
        ("特此报喜", Closing("特此报喜")),
        (" ", None),
    ],
)
def test_a_closing_is_parted_at_its_first_space(
    said: str, closing: Closing | None
) -> None:
    assert closing_of(said) == closing


@pytest.mark.parametrize("job", LETTERS, ids=lambda job: job.key)
@pytest.mark.parametrize("name", ["title", "body", "signature"])
def test_without_title_text_or_signature_there_is_no_letter(
    job: PaperJob, name: str, union: Office
) -> None:
    with pytest.raises(InvalidInput, match="没有填写"):
        make_content(union, job, Request(TODAY, settings={name: " \\n "}))


@pytest.mark.parametrize("said", ["0", "21", "-1", "二", "", "1.5", "1" * 5000, "²"])
def test_a_number_of_sheets_that_is_none_is_told(said: str, union: Office) -> None:
    with pytest.raises(InvalidInput, match="大字张数应为 1 到 20"):
        made(union, "good-news", sheets=said)


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
@given(text=st.text(max_size=300))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_printed_or_refused_in_words(
    job: PaperJob, union: Office, text: str
) -> None:
    free = [item.name for item in job.settings if not item.choices]
    for name in free:
        request = Request(TODAY, settings={name: text})
        with suppress(OfficeError):
            assert make_content(union, job, request).layout().pages


def test_the_obituary_has_no_red_whatever_is_set(union: Office) -> None:
    grounds = next(item for item in OBITUARY.settings if item.name == "ground").choices
    assert grounds == ("白纸黑字", "用黄纸", "印黄底")
    for ground in grounds:
        request = Request(TODAY, settings={"ground": ground})
        document = make_content(union, OBITUARY, request).layout()
        used = {ink for page in document.pages for ink in inks(page.items)}
        assert used <= {Ink.BLACK, Ink.YELLOW}


def test_an_obituary_after_the_farewell_is_refused(union: Office) -> None:
    with pytest.raises(Refused, match="须在告别仪式之前张贴"):
        made(union, "obituary", farewell_day="2026-03-14")


def test_the_age_is_called_as_the_clerk_says(union: Office) -> None:
    assert "终年92岁" in made(union, "obituary", age="92")
    assert "享年30岁" in made(union, "obituary", age="30", age_word="享年")


@pytest.mark.parametrize("age", ["", "七十八", "131", "-1", "7 8"])
def test_an_age_that_is_none_is_told(age: str, union: Office) -> None:
    with pytest.raises(InvalidInput, match="年龄应为"):
        made(union, "obituary", age=age)


def test_without_a_farewell_the_words_about_it_still_stand(union: Office) -> None:
    told = made(union, "obituary", farewell_day="", farewell="遵家属意愿，丧事从简。")
    assert "遵家属意愿，丧事从简。特此讣告" in told
    assert "兹定于" not in told


def test_the_day_of_a_farewell_needs_words(union: Office) -> None:
    with pytest.raises(InvalidInput, match="告别仪式没有填写"):
        made(union, "obituary", farewell="")


def test_every_letter_is_in_the_catalogue() -> None:
    from unionoffice.catalogue import PAPERS as ALL

    assert all(paper(ALL, key) is job for key, job in JOBS.items())


def test_the_news_are_those_of_the_month_before(union: Office) -> None:
    request = Request(date(2026, 1, 5))
    content = make_content(union, JOBS["good-news"], request)
    assert "综采一队12月份" in words(content.layout())
