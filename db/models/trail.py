"""The trail (操作记录): every transaction, and each row it touched before and after."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import UID_LENGTH, Base, new_uid
from db.types import Json, RowId


class Batch(Base):
    """One transaction: who, when, why, and how many rows of which table."""

    __tablename__ = "batch"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    uid: Mapped[str] = mapped_column(String(UID_LENGTH), unique=True, default=new_uid)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(50))
    reason: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    counts: Mapped[dict[str, dict[str, int]]] = mapped_column(Json)


class TrailEntry(Base):
    """One row's image before and after; a missing key in an image is an empty value."""

    __tablename__ = "trail_entry"
    __table_args__ = (Index(None, "table_name", "record_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(RowId)
    action: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, object] | None] = mapped_column(Json)
    after: Mapped[dict[str, object] | None] = mapped_column(Json)
