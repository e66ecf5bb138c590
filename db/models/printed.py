"""What was printed: numbering series, the papers that left, and each time they did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Json, RowId
from db.undo_rules import FINAL

ISSUED = "已经出纸，不能撤销。作废请用“打印登记”中的“作废”，编号保留。"
"""What is said to whoever wants to undo a paper away."""


class PaperSeries(Record):
    """How one kind of paper is numbered, such as 工字〔{year}〕{n}号.

    `first` is the number a year begins with, `digits` the width it is filled up to.
    """

    __tablename__ = "paper_series"
    __table_args__ = ({"comment": "编号系列"},)

    key: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(60))
    form: Mapped[str] = mapped_column(String(60))
    digits: Mapped[int] = mapped_column(default=1)
    first: Mapped[int] = mapped_column(default=1)


class PrintedPaper(Record):
    """One paper that left, with the very sheet it was.

    `fingerprint` is of what it says, `digest` of the kept PDF (see `db.files`);
    `records` holds the uids of the rows on it. A number is never given twice: a voided
    paper keeps its own.
    """

    __tablename__ = "printed_paper"
    __table_args__ = (
        UniqueConstraint("series", "year", "sequence"),
        {"comment": "打印登记", "info": {FINAL: ISSUED}},
    )

    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(String(60), index=True)
    paper: Mapped[str] = mapped_column(String(60), index=True)
    title: Mapped[str] = mapped_column(String(200))
    register: Mapped[str | None] = mapped_column(String(40))
    records: Mapped[list[str]] = mapped_column(Json, default=list)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    pages: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    first_left_at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(50))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None] = mapped_column(String(200))


class PrintRun(Record):
    """One time a paper left: the first is the original, the others are 补打."""

    __tablename__ = "print_run"
    __table_args__ = (
        UniqueConstraint("printed_id", "nth"),
        {"comment": "出纸记录", "info": {FINAL: ISSUED}},
    )

    printed_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("printed_paper.id"), index=True
    )
    nth: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(50))
    way: Mapped[str] = mapped_column(String(10))
    copies: Mapped[int] = mapped_column(default=1)
    printer: Mapped[str | None] = mapped_column(String(120))
    reason: Mapped[str | None] = mapped_column(String(200))
