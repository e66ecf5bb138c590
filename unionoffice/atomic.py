"""Put a whole file in place, or leave the old one as it was."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unionoffice.errors import Refused


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path` to write; at the end it takes its place.

    Raises:
        Refused: the disk is full or read-only, the folder is missing, or the file is
            open elsewhere; nothing half-written stays.
    """
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=".~", suffix=path.suffix or ".tmp"
        )
        os.close(handle)
    except OSError as refused:
        raise Refused(_sentence(path, refused)) from refused
    draft = Path(name)
    try:
        yield draft
        _settle(draft, path)
    except OSError as refused:
        raise Refused(_sentence(path, refused)) from refused
    finally:
        draft.unlink(missing_ok=True)


def _settle(draft: Path, path: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "posix":
        draft.chmod(path.stat().st_mode if path.exists() else 0o644)
    draft.replace(path)


def _sentence(path: Path, problem: OSError) -> str:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"磁盘空间不够，“{path.name}”没有写成。请清理磁盘或换一个位置保存。"
    if problem.errno == errno.EROFS:
        return f"“{path.parent}”是只读的，不能保存。请换一个位置。"
    if problem.errno in {errno.EIO, errno.ENODEV, errno.ENXIO}:
        return (
            f"写“{path.name}”时出错：U 盘或磁盘可能松动，或者已被拔出。请检查后再试。"
        )
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return f"文件夹“{path.parent}”不存在，请另选保存位置。"
    if isinstance(problem, PermissionError | IsADirectoryError):
        return (
            f"“{path.name}”写不进去：它可能正在 Excel/WPS 中打开，或者没有写入权限。"
            "请关闭该文件或换一个位置再试。"
        )
    return f"“{path.name}”没有写成，请检查磁盘或换一个位置保存。"
