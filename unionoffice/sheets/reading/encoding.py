"""Which encoding a text file is in; it is read through once and not kept."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.utf16 import unmarked_utf16

_CHUNK_BYTES = 1024 * 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text file is written; `guarded` if there are apostrophes in it at all."""

    encoding: str
    guarded: bool


def form_of(path: Path, check: Callable[[], None]) -> TextForm:
    """Find the encoding in which the whole file is text.

    UTF-8 is tried strictly first, then GB18030; a byte order mark decides at once.

    Raises:
        Refused: it is no text, or in no encoding that is known here.
    """
    for encoding in _candidates(path, check):
        guarded = False
        try:
            for text in _texts(path, encoding, check):
                if "\0" in text:
                    raise Refused(_unknown(path))
                guarded = guarded or "'" in text
        except UnicodeDecodeError:
            continue
        return TextForm(encoding, guarded)
    raise Refused(_unknown(path))


def _candidates(path: Path, check: Callable[[], None]) -> tuple[str, ...]:
    with path.open("rb") as file:
        head = file.read(_CHUNK_BYTES)
        if head.startswith(_UTF16_MARKS):
            return ("utf-16",)
        has_zero = b"\0" in head
        while not has_zero and (chunk := file.read(_CHUNK_BYTES)):
            check()
            has_zero = b"\0" in chunk
    if has_zero:
        unmarked = unmarked_utf16(head) if path.stat().st_size % 2 == 0 else None
        if unmarked is not None:
            return (unmarked,)
        raise Refused(f"“{path.name}”不是文本表格（含有二进制内容），不能导入。")
    if head.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    return ("utf-8", "gb18030")


def _texts(path: Path, encoding: str, check: Callable[[], None]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            check()
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _unknown(path: Path) -> str:
    return (
        f"“{path.name}”的文字编码认不出来，可能不是文本表格或已损坏。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 文件后再导入。"
    )
