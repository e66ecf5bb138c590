"""Finds papers in the ledger by what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from db.models import PrintedPaper, PrintRun
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from unionoffice.office import Office


@dataclass(frozen=True, slots=True)
class PastPaper:
    """A line of the ledger; `times` counts how often it left, `copies` the sheets."""

    uid: str
    number: str
    title: str
    paper: str
    left_at: datetime
    who: str
    pages: int
    times: int
    copies: int
    voided_at: datetime | None
    void_reason: str | None


def newest(office: Office, limit: int) -> list[PastPaper]:
    """The papers that left last, the newest first."""
    paper, run = PrintedPaper, PrintRun
    statement = (
        select(
            paper.uid,
            paper.number,
            paper.title,
            paper.paper,
            paper.first_left_at,
            paper.who,
            paper.pages,
            func.count(run.id),
            func.coalesce(func.sum(run.copies), 0),
            paper.voided_at,
            paper.void_reason,
        )
        .outerjoin(run, run.printed_id == paper.id)
        .group_by(paper.id)
        .order_by(paper.id.desc())
        .limit(limit)
    )
    with office.reading() as connection:
        return [PastPaper(*row) for row in connection.execute(statement)]


def uid_of(office: Office, words: str) -> str:
    """The uid of the paper with this number (or uid).

    Raises:
        Refused: there is none, or there are several.
    """
    words = words.strip()
    statement = select(PrintedPaper.uid).where(
        or_(PrintedPaper.number == words, PrintedPaper.uid == words)
    )
    with office.reading() as connection:
        found = list(connection.execute(statement).scalars())
    if not found:
        raise Refused(f"打印登记中没有编号为“{words}”的纸件，printed 命令可列出编号。")
    if len(found) > 1:
        raise Refused(f"有 {len(found)} 份纸件的编号是“{words}”，请用它们的 uid。")
    return found[0]
