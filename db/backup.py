"""Copies of the store made by SQLite's own online backup, checked before they count."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from db.errors import StoreProblem

if TYPE_CHECKING:
    from pathlib import Path


def copy_store(source: Path, target: Path) -> None:
    """Copy a store, also one in use, and prove the copy whole.

    Raises:
        StoreProblem: the copy could not be made or is not whole; no file is left.
    """
    try:
        _copy(source, target)
    except (sqlite3.DatabaseError, OSError) as error:
        target.unlink(missing_ok=True)
        sentence = f"没有能够备份数据到“{target}”，请检查磁盘空间和写入权限。"
        raise StoreProblem(sentence) from error


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=-1)
        words = [row[0] for row in new.execute("PRAGMA quick_check")]
    if words != ["ok"]:
        message = words[0]
        raise sqlite3.DatabaseError(message)
