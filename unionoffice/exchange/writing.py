"""Writes a file to a stick and proves that it lies there; sticks lie."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from unionoffice.atomic import replacing
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

_MEGABYTE = 1024 * 1024


def put(content: bytes, out: Path) -> None:
    """Write a file in one piece, read it back and compare it.

    Raises:
        Refused: there is no room, it cannot be written, or what is read back is not
            what was written.
    """
    refuse_if_full(len(content), out)
    with replacing(out) as draft:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        refuse_if_other(draft, content, out)
    refuse_if_other(out, content, out)


def refuse_if_full(size: int, out: Path) -> None:
    """Refuse where so many bytes have no room; whoever writes finds other faults."""
    try:
        free = shutil.disk_usage(out.parent).free
    except OSError:
        return
    if free < size:
        needed, left = (round(part / _MEGABYTE, 1) for part in (size, free))
        raise Refused(
            f"“{out.parent}”只剩 {left} MB，要 {needed} MB 才放得下。"
            "请删掉一些文件，或者换一个 U 盘。"
        )


def refuse_if_other(written: Path, content: bytes, out: Path) -> None:
    """Read a file from the stick itself, not from memory where that can be told.

    Raises:
        Refused: it is not there any more, or not what was written; `out` names it.
    """
    try:
        with written.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            same = file.read() == content
    except OSError as gone:
        raise Refused(
            f"写完以后“{out.name}”读不回来，U 盘可能松动或已被拔出。"
            "请插好以后重做一份。"
        ) from gone
    if not same:
        raise Refused(
            f"“{out.name}”写完后读回来与原来的不一样，这个 U 盘靠不住。"
            "请换一个 U 盘重做一份。"
        )
