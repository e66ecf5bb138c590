"""Photos on their way in: read and looked at in the worker, refused in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui import messages
from unionoffice.errors import Refused
from unionoffice.members.photos import LARGEST, media_type

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

PICTURES = messages.FileKind("图片", ("jpg", "jpeg", "png", "heic", "bmp", "webp"))


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo that was read: its name and its bytes as they came."""

    name: str
    content: bytes


def read_photo(file: Path) -> PhotoFile:
    """Read a photo.

    Raises:
        Refused: it cannot be read, is too large or is no picture that we know.
    """
    try:
        if file.stat().st_size > LARGEST:
            limit = LARGEST // 1024 // 1024
            raise Refused(f"“{file.name}”太大，照片不能超过 {limit} MB，请压缩后再选。")
        content = file.read_bytes()
    except OSError as problem:
        words = f"读不了“{file.name}”，请确认文件还在，也没有被占用。"
        raise Refused(words) from problem
    if file.suffix.lower() in {".heic", ".heif"}:
        words = f"“{file.name}”是苹果手机的 HEIC 格式，请先转成 JPG 再拖进来。"
        raise Refused(words)
    media_type(content, file.name)
    return PhotoFile(file.name, content)


def dropped_files(dragged: QMimeData) -> list[Path]:
    """The files of a drop; empty if something else is dragged."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
