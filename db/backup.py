"""Copies of the store made by SQLite's own online backup, checked before they count."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from db.errors import StoreProblem

if TYPE_CHECKING:
    from pathlib import Path


def copy_store(source: Path, target: Path) -> None:
    """Copy a store, also one in use, and prove the copy whole.

    An older copy is replaced only by a whole one.

    Raises:
        StoreProblem: the copy could not be made or is not whole; no file is left.
    """
    draft = target.with_name(f"{target.name}.part")
    try:
        _copy(source, draft)
        draft.replace(target)
    except (sqlite3.DatabaseError, OSError) as error:
        sentence = f"没有能够备份数据到“{target}”，请检查磁盘空间和写入权限。"
        raise StoreProblem(sentence) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    existing = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(existing, uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=-1)
        words = [row[0] for row in new.execute("PRAGMA quick_check")]
    if words != ["ok"]:
        message = words[0]
        raise sqlite3.DatabaseError(message)
