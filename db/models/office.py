"""Facts about the office itself, and the attachments kept beside the store."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record


class OfficeFact(Record):
    """A named fact of this office: the union's name, who signs, chosen defaults."""

    __tablename__ = "office_fact"
    __table_args__ = ({"comment": "本单位资料"},)

    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[str]


class Attachment(Record):
    """A file kept under its own fingerprint; see `db.files`."""

    __tablename__ = "attachment"
    __table_args__ = ({"comment": "附件"},)

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
