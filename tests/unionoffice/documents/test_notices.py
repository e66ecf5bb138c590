"""Notices as the gallery prints them: what is set is what they say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import TODAY
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.catalogue import PAPERS
from unionoffice.documents.announcements import nth_working_day, working_days
from unionoffice.documents.notices import PAPERS as NOTICES
from unionoffice.errors import InvalidInput, OfficeError, Refused
from unionoffice.notice_settings import paragraphs
from unionoffice.office import UNION_NAME
from unionoffice.paper.document import Document, texts
from unionoffice.paper.official.notice import Level
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.printing import (
    Request,
    make_content,
    make_document,
    paper,
    suggestions,
)

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.printing import PaperJob

MM = 25.4 / 72
LOOKS = ("正式公文", "简式通知", "公开栏大字版")
STYLED = [job for job in NOTICES if "style" in {one.name for one in job.settings}]
HOSTILE = ('<font color="red">&amp;', "名" * 300, "\u202e右", "\x00", "😀", "\ud800")


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    return office


def made(office: Office, key: str, **settings: str) -> Document:
    return make_document(office, paper(PAPERS, key), Request(TODAY, settings=settings))


def words(document: Document) -> str:
    return "".join(
        one.text.replace("\u3000", "")
        for page in document.pages
        for one in texts(page.items)
    )


def test_the_notice_says_what_was_set(union: Office) -> None:
    document = made(
        union,
        "notice",
        title="关于开会的通知",
        to="各工会小组",
        body="定于周五开会。\\n一、时间",
        attachments="登记表\\n办法",
        signature="某矿工会委员会",
        day="2026-03-20",
        number="某矿工[2026]03号",
    )
    assert words(document) == (
        "关于开会的通知某矿工〔2026〕3号各工会小组：定于周五开会。一、时间"
        "附件：1.登记表2.办法某矿工会委员会2026年3月20日— 1 —"
    )


def test_the_notice_that_nobody_set_fits_on_one_page(union: Office) -> None:
    document = made(union, "notice")
    assert len(document.pages) == 1
    assert "2026年4月10日前" in words(document)


def test_a_notice_with_everything(union: Office) -> None:
    document = made(
        union,
        "notice",
        head="文件",
        organs="某矿工会\n某矿团委",
        signature="某矿工会\n某矿团委",
        number="某矿工〔2026〕3号",
        signers="张建国\n李秀英",
        copy_number="7",
        secrecy="秘密★1年",
        urgency="加急",
        note="此件公开发布",
        copies="矿党委办公室",
        printing_organ="某矿工会办公室",
        day="2026-03-20",
    )
    found = words(document)
    for said in (
        *(
            "000007",
            "秘密★1年",
            "加急",
            "某矿工会",
            "某矿团委",
            "文件",
            "签发人：张建国",
        ),
        *("某矿工〔2026〕3号", "（此件公开发布）", "抄送：矿党委办公室。"),
        *("某矿工会办公室", "2026年3月20日印发"),
    ):
        assert said in found
    assert len(document.pages) % 2 == 0


def test_stamps_of_signers_take_the_place_of_the_organ(union: Office) -> None:
    found = words(made(union, "notice", posts="某矿工会主席"))
    assert "某矿工会主席2026年" in found
    assert "某矿工会委员会" not in found


def test_a_letter_names_the_organ_alone(union: Office) -> None:
    document = made(union, "notice", head="信函", number="某矿工函〔2026〕1号")
    found = words(document)
    assert found.startswith("某矿工会委员会某矿工函〔2026〕1号")
    assert "文件" not in found


@given(st.lists(st.text("甲乙丙一二（）、1.", min_size=1), max_size=6))
def test_every_line_of_a_body_becomes_a_paragraph(lines: list[str]) -> None:
    found = [item.text for item in paragraphs("\n".join(lines))]
    assert found == [line.strip() for line in lines if line.strip()]
    assert list(paragraphs("\n".join(lines))) == list(paragraphs("\\n".join(lines)))


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、时间", Level.FIRST),
        ("十二、其他", Level.FIRST),
        ("（三）地点", Level.SECOND),
        ("1.带好证件", Level.THIRD),
        ("一定要来", Level.BODY),
    ],
)
def test_a_paragraphs_number_tells_its_level(line: str, level: Level) -> None:
    assert [item.level for item in paragraphs(line)] == [level]


@pytest.mark.parametrize("job", NOTICES, ids=lambda job: job.key)
def test_every_paper_says_by_itself_what_an_office_would(
    union: Office, job: PaperJob
) -> None:
    content = make_content(union, job, Request(TODAY))
    document = content.layout()
    read = "".join(ReadBack(pdf_bytes(document)).pages)
    written = "".join(one.text for page in document.pages for one in texts(page.items))
    assert sorted("".join(read.split())) == sorted("".join(written.split()))
    assert "某矿工会委员会" in written
    assert content.flow().blocks
    assert len(document.pages) <= 2


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("job", STYLED, ids=lambda job: job.key)
def test_every_styled_paper_has_three_looks(
    union: Office, job: PaperJob, look: str
) -> None:
    document = made(union, job.key, style=look)
    sizes = [one.size for one in texts(document.pages[0].items)]
    assert (max(sizes) >= 60) == (look == "公开栏大字版")
    if look == "公开栏大字版":
        assert min(size for size in sizes if size != 14) * MM >= 10


@pytest.mark.parametrize("job", NOTICES, ids=lambda job: job.key)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_in_any_setting_gives_a_sheet_or_a_sentence(
    union: Office, job: PaperJob, text: str
) -> None:
    free = [item for item in job.settings if not item.choices]
    for item in free:
        request = Request(TODAY, settings={item.name: text})
        try:
            content = pdf_bytes(make_document(union, job, request))
        except OfficeError as error:
            content = b"%PDF" if error.sentence.endswith("。") else b""
        assert content.startswith(b"%PDF")


def test_an_announcement_ends_with_its_kind(union: Office) -> None:
    found = words(made(union, "announcement", kind="通告", body="停电一天。"))
    assert found.startswith("某矿工会通告停电一天。特此通告。")
    again = words(made(union, "announcement", body="停电。\n特此公告。"))
    assert again.count("特此") == 1


def test_a_public_notice_tells_its_period_and_who_hears(union: Office) -> None:
    found = words(
        made(
            union,
            "public-notice",
            begins="2026-03-13",
            ends="2026-03-19",
            objects="",
            receiver="孙桂兰",
            phone="2260",
            mailbox="",
        )
    )
    assert "一、公示时间2026年3月13日至2026年3月19日，共5个工作日。" in found
    assert "受理人：孙桂兰；受理电话：2260；受理地点" in found
    told = words(made(union, "public-notice", working_days="4"))
    assert "共4个工作日" in told


@pytest.mark.parametrize(
    "settings",
    [
        {"begins": "2026-03-13", "ends": "2026-03-12"},
        {"working_days": "五"},
        {"working_days": "0"},
        {"begins": "明天"},
    ],
)
def test_a_period_that_is_none_is_refused(
    union: Office, settings: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput):
        made(union, "public-notice", **settings)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_period_has_the_working_days_it_was_made_for(day: date, count: int) -> None:
    last = nth_working_day(day, count)
    assert working_days(day, last) == count
    assert last.weekday() < 5


def test_a_meeting_notice_numbers_only_what_it_says(union: Office) -> None:
    found = words(made(union, "meeting-notice", attendees="", demands="", place=""))
    assert "一、会议时间" in found
    assert "二、会议议程" in found
    assert "三、" not in found


def test_a_certificate_of_fact_tells_how_long_it_counts(union: Office) -> None:
    found = words(made(union, "certificate-letter", valid_days="15", number="1号"))
    assert found.startswith("证明1号")
    assert "（本证明自开具之日起15日内有效，涂改无效）" in found
    assert "有效" not in words(made(union, "certificate-letter", valid_days=""))


def test_an_introduction_bears_its_number_on_stub_line_and_letter(
    union: Office,
) -> None:
    document = made(union, "introduction", number="某介字3号", people="1")
    found = words(document)
    assert found.count("某介字3号") == 3
    assert found.count("介绍信") == 2
    assert "骑缝" in found
    assert "孙桂兰同志前往" in found
    assert "（有效期7天）" in found
    seam = [item for item in document.pages[0].items if getattr(item, "dashes", ())]
    assert len(seam) == 3


def test_an_introduction_without_a_term_is_refused(union: Office) -> None:
    with pytest.raises(InvalidInput, match="有效期"):
        made(union, "introduction", valid_days="")


def test_an_introduction_too_long_for_its_sheet_is_refused(union: Office) -> None:
    with pytest.raises(Refused, match="太长"):
        made(union, "introduction", matter="办事" * 1000)


@pytest.mark.parametrize("count", [0, 1, 500])
def test_every_guest_has_a_card(union: Office, count: int) -> None:
    names = [f"第{number}位同志" for number in range(count)]
    document = made(union, "invitation", names="\n".join(names))
    assert len(document.pages) == max(1, count)
    for name, page in zip(names, document.pages, strict=False):
        assert any(one.text == f"{name}：" for one in texts(page.items))


def test_settings_have_defaults_that_can_be_chosen(union: Office) -> None:
    for job in NOTICES:
        told = suggestions(union, job, TODAY)
        for item in job.settings:
            assert not item.choices or told[item.name] in item.choices
