"""Posters, banners and slogans as papers of the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import TODAY
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.documents.posters import (
    BANNER,
    POSTER,
    SLOGAN,
    look_of,
    millimetres,
    poster_of,
    sheets_of,
)
from unionoffice.errors import InvalidInput
from unionoffice.office import Office
from unionoffice.paper.document import Document, Ink, texts
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.poster.look import Ground, Look
from unionoffice.paper.sizes import A3, A4
from unionoffice.paper.typeset.fonts import Role
from unionoffice.printing import PaperJob, Request, make_document, print_to


def made(office: Office, job: PaperJob, **told: str) -> Document:
    return make_document(office, job, Request(TODAY, settings=told))


@pytest.mark.parametrize(
    ("job", "pages"),
    [(POSTER, 5), (BANNER, 10), (SLOGAN, 8)],
    ids=["poster", "banner", "slogan"],
)
def test_each_is_printed_without_being_told_anything(
    office: Office, tmp_path: Path, job: PaperJob, pages: int
) -> None:
    out = tmp_path / "纸.pdf"
    assert print_to(office, job, Request(TODAY), out) == pages
    assert len(ReadBack(out.read_bytes()).pages) == pages


@pytest.mark.parametrize("job", [POSTER, BANNER, SLOGAN], ids=lambda job: job.key)
def test_each_goes_to_word(office: Office, tmp_path: Path, job: PaperJob) -> None:
    out = tmp_path / "纸.docx"
    assert print_to(office, job, Request(TODAY), out) > 0
    assert out.read_bytes().startswith(b"PK")


def test_a_poster_has_headline_text_and_foot(office: Office) -> None:
    told = {"headline": "送清凉\n到井口", "text": "7月15日\n副井口", "foot": "矿工会"}
    document = made(office, POSTER, sheets="1x1", framed="否", **told)
    (page,) = document.pages
    found = [text.text for text in texts(page.items)]
    assert found == ["送清凉", "到井口", "7月15日", "副井口", "矿工会"]


def test_a_poster_of_a_headline_alone_is_possible(office: Office) -> None:
    document = made(office, POSTER, headline="禁止烟火", text="", foot="")
    assert len(document.pages) == 5


def test_a_banner_is_as_long_as_its_text(office: Office) -> None:
    short, long = (
        len(made(office, BANNER, text=text).pages)
        for text in ("送清凉", "热烈庆祝五一国际劳动节")
    )
    assert 2 < short < long


def test_paper_and_its_way_round_are_kept(office: Office) -> None:
    document = made(office, BANNER, paper="A3", laid="竖放", sheets="3x1")
    assert {(page.width_mm, page.height_mm) for page in document.pages} == {(297, 420)}


def test_a_slogan_leaves_spaces_out(office: Office) -> None:
    document = made(office, SLOGAN, text="安全 第一", shape="满张", numbered="否")
    assert ReadBack(pdf_bytes(document)).pages == list("安全第一")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("4x1", (4, 1)), (" 2 X 3 ", (2, 3)), ("5×1", (5, 1)), ("6*2", (6, 2))],
)
def test_sheets_are_understood_however_they_are_typed(
    words: str, expected: tuple[int, int]
) -> None:
    assert sheets_of(words) == expected


@pytest.mark.parametrize("words", ["4", "四乘一", "4x", "-1x2", "1.5x2", "4x1x1", "x"])
def test_other_sheets_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(InvalidInput, match="4x1"):
        sheets_of(words)


@pytest.mark.parametrize("words", ["10", "10mm", " 10.0 毫米 "])
def test_a_length_may_name_its_unit(words: str) -> None:
    assert millimetres("重叠宽度", words) == 10


@pytest.mark.parametrize("words", ["", "十", "-5", "1e3", "nan", "10cm", "１０"])
def test_no_length_is_refused(words: str) -> None:
    with pytest.raises(InvalidInput, match="重叠宽度"):
        millimetres("重叠宽度", words)


@pytest.mark.parametrize("ink", ["金", "金色", "金字"])
def test_a_colour_may_be_called_as_people_do(ink: str) -> None:
    assert look_of("红底", ink, "黑体") == Look(Ground.RED, Ink.GOLD, Role.HEADING)


@pytest.mark.parametrize(
    ("ground", "ink", "font"),
    [("蓝底", "黄", "黑体"), ("红底", "紫", "黑体"), ("红底", "黄", "隶书")],
)
def test_a_look_nobody_knows_is_refused_with_the_known(
    ground: str, ink: str, font: str
) -> None:
    with pytest.raises(InvalidInput, match=r"只能是.*、"):
        look_of(ground, ink, font)


def test_a_poster_in_words_has_what_was_asked_for() -> None:
    poster = poster_of(
        "安全生产", sheets="3x2", paper="a3", landscape=True, overlap="15", guide=False
    )
    tiling = poster.tiling
    assert (tiling.columns, tiling.rows, tiling.overlap_mm) == (3, 2, 15)
    assert tiling.paper == A3.landscape
    assert not tiling.guide
    assert poster_of("安全生产").tiling.paper == A4
