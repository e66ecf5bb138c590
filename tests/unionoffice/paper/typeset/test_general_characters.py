"""Every one of the 8 105 general characters prints, in every role, and is found again.

The list is 《通用规范汉字表》, which GB 18030-2022 asks for at its second level.
"""

from __future__ import annotations

from itertools import islice

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.paper.document import Document, Page, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A4
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paths import resources

GENERAL = "".join(
    (resources() / "fonts" / "general-characters.txt").read_text("utf-8").split()
)
ACROSS, DOWN, SIZE = 40, 60, 10.0


def rows() -> list[str]:
    characters = iter(GENERAL)
    found = []
    while row := "".join(islice(characters, ACROSS)):
        found.append(row)
    return found


def sheet(role: Role) -> Document:
    lines = rows()
    pages = [
        Page(
            A4.width_mm,
            A4.height_mm,
            tuple(
                Text(60, 60 + 12 * place, line, role, SIZE)
                for place, line in enumerate(lines[start : start + DOWN])
            ),
        )
        for start in range(0, len(lines), DOWN)
    ]
    return Document("通用规范汉字", tuple(pages))


@pytest.mark.parametrize("role", list(Role))
def test_every_general_character_prints_and_is_found_again(
    role: Role, book: FontBook
) -> None:
    read = ReadBack(pdf_bytes(sheet(role), book))
    found = "".join(page for page in read.pages)
    assert "".join(found.split()) == GENERAL
