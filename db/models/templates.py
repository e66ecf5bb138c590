"""Text templates the clerk owns, with every version they ever had."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import RowId


class TextTemplate(Record):
    """A template by name; `paper` is the paper its text goes into.

    `register` names the register whose columns are its fields, if it has any.
    `current` is the number of the version in use.
    """

    __tablename__ = "text_template"
    __table_args__ = (
        Index(
            "uq_text_template_name_live",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        {"comment": "文书模板"},
    )

    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10))
    paper: Mapped[str | None] = mapped_column(String(60))
    register: Mapped[str | None] = mapped_column(String(40))
    current: Mapped[int] = mapped_column(default=1)
    note: Mapped[str | None] = mapped_column(String(200))


class TemplateVersion(Record):
    """What a template said at a time; never changed once it is written.

    A text template has a title and a body; one made in Word has the digest of its
    file (see `db.files`).
    """

    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("template_id", "nth"), {"comment": "模板版本"})

    template_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("text_template.id"), index=True
    )
    nth: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str | None]
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    who: Mapped[str] = mapped_column(String(50))
    reason: Mapped[str | None] = mapped_column(String(200))
