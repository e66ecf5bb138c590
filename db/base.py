"""The ground every kept thing stands on: naming, keys, stamps and the recycle bin."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.types import RowId, UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
UID_LENGTH = 32


def new_uid() -> str:
    """A key that stays with a record for life, in every store it is copied to."""
    return uuid4().hex


class Base(DeclarativeBase):
    """Every table of the store."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012  read by SQLAlchemy


class Record(Base):
    """A row a person works on; changed only through `db.audit.Writer`.

    `version` counts the saves and together with `updated_at` tells a stale draft;
    `deleted_at` is set while the record lies in the recycle bin (回收站).
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(RowId, primary_key=True, sort_order=-20)
    uid: Mapped[str] = mapped_column(
        String(UID_LENGTH), unique=True, default=new_uid, sort_order=-19
    )
    version: Mapped[int] = mapped_column(default=1, sort_order=90)
    created_at: Mapped[datetime] = mapped_column(sort_order=91)
    updated_at: Mapped[datetime] = mapped_column(sort_order=92)
    deleted_at: Mapped[datetime | None] = mapped_column(sort_order=93)
