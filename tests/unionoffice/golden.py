"""The first page of every paper, small and grey, as it was looked at and found right.

Run `python -m tests.unionoffice.golden` after a paper was changed on purpose; look at
what it wrote into `tests/data/golden/` before it is committed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from tests.offices import TODAY
from unionoffice import samples
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.office import Office
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.printing import Request, make_content

if TYPE_CHECKING:
    from unionoffice.printing import PaperJob

FOLDER = Path(__file__).parents[1] / "data" / "golden"
ACROSS = 300
"""Pixels of the longer side of a picture."""
ROWS = 6


def mine(folder: Path) -> Office:
    """The office whose papers are drawn."""
    office = Office.found(
        folder / "office.db",
        REGISTERS,
        union_name="青石岭煤矿工会",
        clock=stopped(TODAY),
    )
    samples.fill(office, 30)
    return office


def picture(office: Office, job: PaperJob, book: FontBook) -> Image.Image:
    """The first page of a paper, drawn with the fonts of the program."""
    ids = None
    if job.register is not None:
        ids = office.ids(office.view(office.register(job.register)))[:ROWS]
    content = make_content(office, job, Request(TODAY, ids))
    document = pypdfium2.PdfDocument(pdf_bytes(content.layout(book), book))
    try:
        page = document[0]
        scale = ACROSS / max(page.get_size())
        drawn: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        return drawn.convert("L")
    finally:
        document.close()


def place(job: PaperJob) -> Path:
    """Where the picture of a paper is kept."""
    return FOLDER / f"{job.key}.png"


def main() -> None:
    """Draw every paper anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    book = FontBook(())
    with tempfile.TemporaryDirectory() as name:
        office = mine(Path(name))
        for job in PAPERS:
            picture(office, job, book).save(place(job), optimize=True)
        office.close()


if __name__ == "__main__":
    main()
