"""The fingerprint: the same for the same content, another for any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unionoffice.paper.reading import ReadBack
from tests.unionoffice.print_ledger.slips import Slip
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Image,
    Ink,
    Item,
    Page,
    Picture,
    Placed,
    Rule,
    Shape,
    Step,
    Text,
)
from unionoffice.paper.typeset.fonts import Role
from unionoffice.print_ledger.sheet import fingerprint, sheet_of

IMAGE, OTHER = (Image(b"", 10, 10, digest) for digest in ("a", "b"))
CIRCLE, SQUARE = (
    Shape((Step("m", (0, 0)), Step(pen, at), Step("h")), fill=Ink.RED)
    for pen, at in (("c", (1, 1, 2, 2, 3, 3)), ("l", (3, 3)))
)


def one(*items: Item, title: str = "题", width: float = 210) -> Document:
    return Document(title, (Page(width, 297, items),))


def text(words: str = "字", size: float = 12, ink: Ink = Ink.BLACK) -> Text:
    return Text(10, 20, words, Role.BODY, size, ink=ink)


def framed(item: Item, scale: float = 1) -> Placed:
    return Placed(5, 5, Figure(50, 50, (item,)), scale)


PAIRS: list[tuple[Document, Document]] = [
    (one(text()), one(text("词"))),
    (one(text()), one(text(size=13))),
    (one(text()), one(text(ink=Ink.RED))),
    (one(text()), one(Text(11, 20, "字", Role.BODY, 12))),
    (one(text()), one(Text(10, 20, "字", Role.HEADING, 12))),
    (one(text()), one(text(), title="别的题")),
    (one(text()), one(text(), width=148)),
    (one(text()), one(text(), text())),
    (one(Rule(0, 0, 1, 1)), one(Rule(0, 0, 2, 1))),
    (one(Box(0, 0, 1, 1, 0.5)), one(Box(0, 0, 1, 1, 0.6))),
    (one(CIRCLE), one(SQUARE)),
    (one(Picture(0, 0, 1, 1, IMAGE)), one(Picture(0, 0, 1, 1, OTHER))),
    (one(framed(text())), one(framed(text("词")))),
    (one(framed(text())), one(framed(text(), 2))),
    (one(text()), Document("题", one(text()).pages * 2)),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_whatever_differs_on_paper_differs_in_the_fingerprint(
    pair: tuple[Document, Document],
) -> None:
    assert fingerprint(pair[0]) != fingerprint(pair[1])


@pytest.mark.parametrize(
    "make", [lambda: one(text(), framed(CIRCLE), Picture(0, 0, 1, 1, IMAGE))]
)
def test_the_same_content_made_twice_has_one_fingerprint(
    make: Callable[[], Document],
) -> None:
    assert fingerprint(make()) == fingerprint(make())


def test_a_papers_own_number_does_not_change_its_fingerprint() -> None:
    def make(number: str) -> Slip:
        return Slip(f"{number}请到工会。")

    first, second = (sheet_of(make, number) for number in ("一号", "二号"))
    assert first.fingerprint == second.fingerprint
    assert first.pdf != second.pdf
    assert ReadBack(first.pdf).pages == ["一号请到工会。"]
    assert sheet_of(lambda _number: Slip("请到工会。"), "三号") == sheet_of(
        lambda _number: Slip("请到工会。"), "四号"
    )
