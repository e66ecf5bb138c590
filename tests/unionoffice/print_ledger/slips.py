"""A paper as small as can be, and short ways to let it leave."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.vocabulary import PrintWay
from tests.offices import TODAY
from unionoffice.office import Office
from unionoffice.paper.document import Document, Page, Text
from unionoffice.paper.flow import Flow, paragraph
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.print_ledger.ledger import Leaving, Left, Out, issue
from unionoffice.print_ledger.numbers import OFFICIAL, Series
from unionoffice.print_ledger.sheet import Sheet

SLIPS = Series("slip", "便条", "便条〔{year}〕{n}号")
LETTERS = OFFICIAL


@dataclass(frozen=True, slots=True)
class Slip:
    """One line of words on a small page."""

    words: str

    def layout(self, book: FontBook | None = None) -> Document:
        text = Text(20, 40, self.words, Role.BODY, 12)
        return Document("便条", (Page(100, 60, (text,)),))

    def flow(self) -> Flow:
        return Flow("便条", (paragraph(self.words),))


def let_leave(
    office: Office,
    words: str = "请于下午到工会。",
    *,
    series: Series = SLIPS,
    day: date = TODAY,
    numbered: bool = False,
    deliver: Callable[[Sheet], None] | None = None,
    **more: Any,  # noqa: ANN401  fields of `Leaving` and `Out`
) -> Left:
    """Let a slip leave; `numbered` puts its number before the words."""
    out = {key: more.pop(key) for key in ("copies", "printer") if key in more}
    leaving = Leaving("slip", series, day, **more)

    def make(number: str) -> Slip:
        return Slip(f"{number} {words}" if numbered else words)

    return issue(office, leaving, make, Out(PrintWay.PRINT, **out), deliver)


def kept_file(path: Path, digest: str) -> Path:
    """Where the bytes of a fingerprint lie."""
    return path.parent / "files" / digest[:2] / digest


def told(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the store says, asked behind the program's back."""
    with closing(sqlite3.connect(path)) as store:
        return list(store.execute(sql))


def meddle(path: Path, sql: str) -> None:
    """Change the store behind the program's back."""
    with closing(sqlite3.connect(path)) as store:
        store.execute(sql)
        store.commit()
