"""套打: where words go on bought forms, and how far each printer is off."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Json


class OverprintForm(Record):
    """A bought form: its size, a scan of it, and the places of its fields.

    Sides are in hundredths of a mm. `fields` is a list of objects; `unionoffice` knows
    their keys. `background` is the digest of the scanned picture (see `db.files`),
    shown on screen and never printed.
    """

    __tablename__ = "overprint_form"
    __table_args__ = (
        Index(
            "uq_overprint_form_name_live",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        {"comment": "套打格式"},
    )

    name: Mapped[str] = mapped_column(String(100))
    width: Mapped[int]
    height: Mapped[int]
    background: Mapped[str | None] = mapped_column(String(64), index=True)
    fields: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    note: Mapped[str | None] = mapped_column(String(200))


class PrinterOffset(Record):
    """How far a printer prints from the true place, by tray (domain.md §6.4).

    `right` and `down`, in hundredths of a mm, are added to every place; the scales are
    in millionths, so that 1 000 000 is true.
    """

    __tablename__ = "printer_offset"
    __table_args__ = (UniqueConstraint("printer", "tray"), {"comment": "打印机校准"})

    printer: Mapped[str] = mapped_column(String(120))
    tray: Mapped[str] = mapped_column(String(60))
    right: Mapped[int] = mapped_column(default=0)
    down: Mapped[int] = mapped_column(default=0)
    scale_x: Mapped[int] = mapped_column(default=1_000_000)
    scale_y: Mapped[int] = mapped_column(default=1_000_000)
    measured_on: Mapped[date]
