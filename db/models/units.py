"""The tree of units (单位): 矿 → 区队/车间 → 班组, and the union groups (工会小组)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record


class Unit(Record):
    """A place in the tree; the root is the mine or company itself."""

    __tablename__ = "unit"
    __table_args__ = (Index(None, "name"), {"comment": "单位"})

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
    headcount: Mapped[int | None]
    phone: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str | None]
