"""What is remembered of spreadsheets that came in, and of deliveries by stick."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Json, RowId


class SheetLayout(Record):
    """How files with the same header words are read into a register.

    `signature` is the fingerprint of the header words; `columns` maps each header word
    to the key of a sheet column, `policies` a field key to what happens to it.
    """

    __tablename__ = "sheet_layout"
    __table_args__ = (
        Index(
            "uq_sheet_layout_register_signature_live",
            "register",
            "signature",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        {"comment": "导入表格的列"},
    )

    register: Mapped[str] = mapped_column(String(40))
    signature: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    columns: Mapped[dict[str, str]] = mapped_column(Json)
    policies: Mapped[dict[str, str]] = mapped_column(Json)


class NotTheSame(Record):
    """Two records that look like one and are two; the lower key stands first.

    They are named like the trail names them, by table and key, so that a record may
    be taken back without asking here.
    """

    __tablename__ = "not_the_same"
    __table_args__ = (
        Index(
            "uq_not_the_same_pair_live",
            "table_name",
            "first_id",
            "second_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        {"comment": "不是同一条记录"},
    )

    table_name: Mapped[str] = mapped_column(String(40))
    first_id: Mapped[int] = mapped_column(RowId)
    second_id: Mapped[int] = mapped_column(RowId)
    who: Mapped[str] = mapped_column(String(50))


class Merged(Record):
    """A record that became part of another one (合并), named like the trail names them.

    It lies in the recycle bin; its uid, met in an old sheet, leads to the kept record.
    """

    __tablename__ = "merged"
    __table_args__ = (
        Index(
            "uq_merged_lost_live",
            "table_name",
            "lost_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        {"comment": "合并"},
    )

    table_name: Mapped[str] = mapped_column(String(40))
    kept_id: Mapped[int] = mapped_column(RowId)
    lost_id: Mapped[int] = mapped_column(RowId)
    who: Mapped[str] = mapped_column(String(50))


class Delivery(Record):
    """A workshop's submission that came by stick (报送文件) and was imported.

    `fingerprint` is the SHA-256 of its rows; `rows` how many there were; `made_at`
    when the workshop made it.
    """

    __tablename__ = "delivery"
    __table_args__ = ({"comment": "收到的报送文件"},)

    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    register: Mapped[str] = mapped_column(String(40))
    sender: Mapped[str] = mapped_column(String(50))
    sender_unit: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
