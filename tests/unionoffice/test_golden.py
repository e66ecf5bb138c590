"""No paper changes its looks unnoticed: each is held beside a picture found right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.unionoffice.golden import FOLDER, mine, picture, place
from unionoffice.catalogue import PAPERS
from unionoffice.office import Office
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.printing import PaperJob

BLOCK = 12
"""Pixels: 1 mm of a page is about one; what is drawn a little softer evens out."""
MEAN, WORST = 2.0, 56.0
"""Differences of grey, of 255: over the whole page, and of one block."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = mine(tmp_path_factory.mktemp("golden"))
    yield office
    office.close()


@pytest.fixture(scope="module")
def book() -> FontBook:
    """The fonts of the program, whatever this machine has."""
    return FontBook(())


def differences(now: Image.Image, then: Image.Image) -> tuple[float, float]:
    """How far two pictures differ on average, and in their worst block."""
    apart = ImageChops.difference(now, then)
    small = (max(1, now.width // BLOCK), max(1, now.height // BLOCK))
    # By the mean grey of blocks a moved line shows, and a softer one does not.
    box = Image.Resampling.BOX
    blocks = ImageChops.difference(now.resize(small, box), then.resize(small, box))
    worst = blocks.getextrema()[1]
    return ImageStat.Stat(apart).mean[0], float(worst)  # type: ignore[arg-type]  # one band


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_a_paper_looks_as_it_did(job: PaperJob, office: Office, book: FontBook) -> None:
    now = picture(office, job, book)
    with Image.open(place(job)) as then:
        assert now.size == then.size
        mean, worst = differences(now, then)
    assert (mean <= MEAN, worst <= WORST) == (True, True), (mean, worst)


def test_there_is_a_picture_of_every_paper_and_of_nothing_else() -> None:
    assert {file.stem for file in FOLDER.glob("*.png")} == {job.key for job in PAPERS}


def test_a_line_of_text_that_moved_would_be_seen() -> None:
    one = Image.new("L", (200, 280), 255)
    two = one.copy()
    one.paste(60, (20, 40, 180, 44))
    two.paste(60, (20, 52, 180, 56))
    assert differences(one, two)[1] > WORST
