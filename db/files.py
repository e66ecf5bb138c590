"""Attachments: bytes kept beside the store under their own fingerprint.

A file lies at `files/ab/abcd…` and is never changed; what points at it is a row of the
store. Bytes are written before the row, so a row never points at nothing.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.errors import StoreProblem
from db.models import Attachment

if TYPE_CHECKING:
    from db.audit import Writer

FOLDER = "files"


def fingerprint(content: bytes) -> str:
    """The SHA-256 of the content, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep(
    writer: Writer, folder: Path, content: bytes, name: str, media_type: str
) -> str:
    """Keep bytes beside the store and note them in it; returns their fingerprint.

    The same bytes are kept once.

    Raises:
        StoreProblem: the folder cannot be written to.
    """
    digest = fingerprint(content)
    _write(_place(folder, digest), content)
    known = writer.connection.scalar(
        select(Attachment.id).where(Attachment.digest == digest)
    )
    if known is None:
        row = {"digest": digest, "name": name[:200], "media_type": media_type}
        writer.insert(Attachment, {**row, "size": len(content)})
    return digest


def load(folder: Path, digest: str) -> bytes:
    """The bytes of a fingerprint, checked against it.

    Raises:
        StoreProblem: they are gone or were changed.
    """
    try:
        content = _place(folder, digest).read_bytes()
    except OSError as error:
        sentence = "附件文件不见了，可能被移动或删除。请从备份中恢复。"
        raise StoreProblem(sentence) from error
    if fingerprint(content) != digest:
        sentence = "附件文件已损坏。请从备份中恢复。"
        raise StoreProblem(sentence)
    return content


def _place(folder: Path, digest: str) -> Path:
    return folder / FOLDER / digest[:2] / digest


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all; what is there already has these very bytes."""
    if path.is_file() and path.stat().st_size == len(content):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        sentence = f"附件没有保存：不能写入文件夹“{path.parent.parent}”。"
        raise StoreProblem(sentence) from error
