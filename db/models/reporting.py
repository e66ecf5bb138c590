"""Forms of the office above (上级报表), and what was handed in on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Json, RowId


class ReportForm(Record):
    """The superior's own .xlsx, kept as it came, and how it is filled.

    `digest` finds the file (see `db.files`); `mapping` says which cell takes what,
    which row repeats, and what each column must hold. An empty `register` means that
    the records come from a spreadsheet.
    """

    __tablename__ = "report_form"
    __table_args__ = (
        Index(
            "uq_report_form_name_live",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        {"comment": "上级报表"},
    )

    name: Mapped[str] = mapped_column(String(100))
    register: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    mapping: Mapped[dict[str, Any]] = mapped_column(Json)
    note: Mapped[str | None] = mapped_column(String(200))


class ReportSubmission(Record):
    """A filled form that was handed in: the very file, and its rows to compare with.

    `digest` finds the file, `rows_digest` its rows as JSON by the records' uids.
    """

    __tablename__ = "report_submission"
    __table_args__ = ({"comment": "报送记录"},)

    form_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("report_form.id"), index=True
    )
    period: Mapped[str] = mapped_column(String(60))
    submitted_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(50))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    rows_digest: Mapped[str] = mapped_column(String(64), index=True)
    rows: Mapped[int]
    note: Mapped[str | None] = mapped_column(String(200))
