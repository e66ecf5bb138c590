"""What holds for every paper there is, whichever family it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import docx
import pytest

from tests.offices import TODAY
from tests.unionoffice.paper.reading import ReadBack
from unionoffice import samples
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.office import Office
from unionoffice.paper.content import Content
from unionoffice.paper.document import Document, texts
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.word.writer import docx_bytes
from unionoffice.printing import PaperJob, Request, make_content, print_to, suggestions

EVERY = pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
DRAWN_WHOLE_ON_EACH_TILE = {"poster", "banner"}
"""Papers whose sheets each hold the text of all, cut to their part: see their own."""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with thirty people and their past."""
    path = tmp_path_factory.mktemp("mine") / "office.db"
    office = Office.found(
        path, REGISTERS, union_name="青石岭煤矿工会", clock=stopped(TODAY)
    )
    samples.fill(office, 30)
    yield office
    office.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that was founded this minute."""
    path = tmp_path_factory.mktemp("empty") / "office.db"
    office = Office.found(path, REGISTERS, union_name="某矿工会", clock=stopped(TODAY))
    yield office
    office.close()


def content(office: Office, job: PaperJob, rows: int | None = None) -> Content:
    ids = None
    if job.register is not None and rows is not None:
        ids = office.ids(office.view(office.register(job.register)))[:rows]
    return make_content(office, job, Request(TODAY, ids))


def letters(found: list[str]) -> Counter[str]:
    every = "".join(found)
    return Counter(one for one in every if one.isprintable() and not one.isspace())


def said(document: Document) -> Counter[str]:
    every = [item.text for page in document.pages for item in texts(page.items)]
    return letters(every)


@EVERY
def test_it_prints_in_an_office_that_has_nobody_yet(
    job: PaperJob, empty: Office, tmp_path: Path
) -> None:
    assert print_to(empty, job, Request(TODAY), tmp_path / "空.pdf") >= 1


@pytest.mark.parametrize(
    "job",
    [job for job in PAPERS if job.key not in DRAWN_WHOLE_ON_EACH_TILE],
    ids=lambda job: job.key,
)
def test_what_is_read_in_the_file_is_what_was_laid_out(
    job: PaperJob, mine: Office
) -> None:
    document = content(mine, job, rows=5).layout()
    read = ReadBack(pdf_bytes(document))
    assert letters(read.pages) == said(document)


@EVERY
def test_it_has_a_title_and_fits_its_sheets(job: PaperJob, mine: Office) -> None:
    document = content(mine, job, rows=1).layout()
    assert document.title
    for page in document.pages:
        for item in page.items:
            x, y = getattr(item, "x", None), getattr(item, "y", None)
            if x is not None and y is not None and not hasattr(item, "figure"):
                assert -1 <= x <= page.width_mm * 72 / 25.4 + 1
                assert -1 <= y <= page.height_mm * 72 / 25.4 + 1


@EVERY
def test_the_same_wish_gives_the_same_bytes(job: PaperJob, mine: Office) -> None:
    once, twice = (pdf_bytes(content(mine, job, rows=2).layout()) for _ in range(2))
    assert once == twice


@EVERY
def test_it_goes_to_word_and_can_be_opened_there(job: PaperJob, mine: Office) -> None:
    file = docx.Document(BytesIO(docx_bytes(content(mine, job, rows=3).flow())))
    assert file.core_properties.title


def test_every_setting_has_a_label_and_a_text_it_may_have(
    mine: Office, empty: Office
) -> None:
    for job, office in product(PAPERS, (mine, empty)):
        told = suggestions(office, job, TODAY)
        assert told.get("title", "无") != "", job.key
        for setting in job.settings:
            where = f"{job.key}: {setting.name}"
            assert setting.label, where
            assert not setting.choices or told[setting.name] in setting.choices, where


def test_no_key_and_no_title_is_used_twice() -> None:
    assert len({job.key for job in PAPERS}) == len(PAPERS)
    assert len({job.title for job in PAPERS}) == len(PAPERS)
