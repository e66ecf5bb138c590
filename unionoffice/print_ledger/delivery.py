"""A file that is handed over with a paper: there only if the paper is recorded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from unionoffice.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def handing_over(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Give what writes the file; it goes away again if the rest fails.

    Raises:
        Refused: the file cannot be written.
    """
    written = False

    def write(content: bytes) -> None:
        nonlocal written
        with replacing(path) as draft:
            draft.write_bytes(content)
        written = True

    try:
        yield write
    except BaseException:
        if written:
            path.unlink(missing_ok=True)
        raise
