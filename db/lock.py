"""One program at a time on one store: a lock that the system frees if we die."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.errors import StoreBusy, StoreProblem

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _give_back(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class StoreLock:
    """Held from opening to closing of a store."""

    def __init__(self, store_file: Path) -> None:
        """Name the lock after the store; nothing is taken yet."""
        self.path = store_file.with_suffix(".lock")
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            StoreBusy: another program has the store open.
            StoreProblem: the folder cannot be written to.
        """
        try:
            file = self.path.open("ab")
        except OSError as error:
            sentence = (
                f"无法在文件夹“{self.path.parent}”中写入文件，"
                "请检查该文件夹是否只读、U 盘是否写保护。"
            )
            raise StoreProblem(sentence) from error
        try:
            _take(file)
        except OSError as error:
            file.close()
            sentence = (
                "这份数据已被另一个正在运行的工会办公程序打开，请先关闭那个程序再试。"
            )
            raise StoreBusy(sentence) from error
        self._file = file

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._file is None:
            return
        _give_back(self._file)
        self._file.close()
        self._file = None
