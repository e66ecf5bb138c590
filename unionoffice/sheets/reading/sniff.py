"""What a file really is, told by its first bytes and not by its name.

Offices send web pages called `.xls`, encrypted workbooks called `.xlsx` and text in
three encodings. What cannot be read is refused with a sentence that says what to do.
"""

import stat
import zipfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.compound import BrokenCompound, Compound
from unionoffice.sheets.reading.package import opened, parts_by_name

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD_BYTES = 8192
_DIRECTORY_SCAN_BYTES = 64 * 1024 * 1024
_DIRECTORY_ENTRY_BYTES = 128
_FIRST_TEXT_BYTE = 0x09

_RESAVE = "请用 Excel 或 WPS 打开它，另存为 .xlsx 文件后再导入。"
_ENCRYPTED = "该文件设有打开密码，请在 Excel/WPS 中去掉密码后另存再导入。"

_VERY_OLD = "很旧的 Excel（5.0 或更早）的文件"
_MAGIC = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"BZh", "压缩包"),
    (b"\xfd7zXZ", "压缩包"),
    (b"\x09\x00\x04\x00", _VERY_OLD),
    (b"\x09\x02\x06\x00", _VERY_OLD),
    (b"\x09\x04\x06\x00", _VERY_OLD),
    (b"\x09\x08", _VERY_OLD),
    (b"SQLite format 3", "数据库文件"),
    (b"MZ", "程序文件"),
)
_ZIP_PARTS = (
    ("xl/workbook.bin", "Excel 二进制工作簿（.xlsb）"),
    ("word/document.xml", "Word 文档"),
    ("ppt/presentation.xml", "演示文稿"),
    ("index/document.iwa", "苹果 Numbers 表格"),
    ("content.xml", "OpenDocument 文件，但不是表格（.ods）"),
    ("[content_types].xml", "Office 文件，但里面没有工作簿"),
)
_ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "meta-inf/manifest.xml"
_MIMETYPE_BYTES = 100
_MANIFEST_BYTES = 4 * 1024 * 1024
_WEB_TAGS = (
    "<html",
    "<table",
    "<!doctype html",
    "<meta",
    "<tr",
    "<td",
    "<div",
    "<body",
)
_OLE_STREAMS = (
    ("encryptedpackage", None),
    ("worddocument", "Word 文档"),
    ("powerpoint document", "演示文稿"),
)
_WORKBOOKS = {"workbook", "book"}
_LOOKED_FOR = (
    *("EncryptedPackage", "WordDocument", "PowerPoint Document"),
    *("Workbook", "Book", "WORKBOOK", "BOOK"),
)


class FileKind(StrEnum):
    """The kinds of file the office can read; .xlsm is XLSX, .tsv and .txt are CSV."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def sniff(path: Path) -> FileKind:
    """Say which kind of table `path` holds, whatever its name ends in.

    Raises:
        Refused: the file is missing, empty, encrypted or no table; the sentence says
            what to do about it.
    """
    head = _head(path)
    if not head.strip():
        raise Refused(f"“{path.name}”是空文件，里面没有可以导入的内容。")
    if head.startswith(_OLE):
        return _kind_of_compound(path)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    _refuse_foreign(path, head)
    _refuse_markup(path, head)
    return FileKind.CSV


def _head(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"“{path.name}”是文件夹或设备，请选择表格文件。")
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except (FileNotFoundError, NotADirectoryError, ValueError) as missing:
        raise Refused(f"找不到文件“{path}”。") from missing
    except OSError as closed:
        sentence = (
            f"打不开“{path.name}”，它可能正被其他程序占用或没有读取权限，请关闭后重试。"
        )
        raise Refused(sentence) from closed


def _kind_of_compound(path: Path) -> FileKind:
    names = _compound_stream_names(path)
    for stream, thing in _OLE_STREAMS:
        if stream in names:
            raise Refused(_no_table(path, thing) if thing else _ENCRYPTED)
    if names & _WORKBOOKS:
        return FileKind.XLS
    raise Refused(f"“{path.name}”不是能识别的表格，可能已损坏。{_RESAVE}")


def _compound_stream_names(path: Path) -> set[str]:
    """List the streams; in a torn file, find the interesting 128-byte entries.

    Entries are aligned, so a name inside a document's text is not mistaken for one.

    Raises:
        Refused: a workbook embedded in the sheets would be read in place of the file.
    """
    size_bytes = path.stat().st_size
    with path.open("rb") as file:
        if size_bytes <= _DIRECTORY_SCAN_BYTES:
            with suppress(BrokenCompound):
                compound = Compound(file, size_bytes)
                if compound.embedded_first and compound.names & _WORKBOOKS:
                    raise Refused(f"“{path.name}”里嵌着别的工作簿。{_RESAVE}")
                return compound.names
        file.seek(0)
        content = file.read(_DIRECTORY_SCAN_BYTES)
    return {name.lower() for name in _LOOKED_FOR if _has_entry(content, name)}


def _has_entry(content: bytes, name: str) -> bool:
    encoded = (name + "\0").encode("utf-16-le")
    position = content.find(encoded)
    while position >= 0:
        if position % _DIRECTORY_ENTRY_BYTES == 0:
            return True
        position = content.find(encoded, position + 1)
    return False


def _kind_of_zip(path: Path) -> FileKind:
    with opened(path) as package:
        parts = parts_by_name(package)
        mimetype = _first_bytes(package, parts.get("mimetype"), _MIMETYPE_BYTES)
        manifest = _first_bytes(package, parts.get(_MANIFEST), _MANIFEST_BYTES)
    if "xl/workbook.xml" in parts:
        return FileKind.XLSX
    if b":encryption-data" in manifest:
        raise Refused(_ENCRYPTED)
    if mimetype.startswith(_ODS_MIMETYPE) and "content.xml" in parts:
        return FileKind.ODS
    for part, thing in _ZIP_PARTS:
        if part in parts:
            raise Refused(_no_table(path, thing))
    raise Refused(f"“{path.name}”是压缩包，请先解压，再选择里面的表格文件。")


def _first_bytes(package: zipfile.ZipFile, part: str | None, most: int) -> bytes:
    if part is None:
        return b""
    with package.open(part) as file:
        return file.read(most)


def _refuse_foreign(path: Path, head: bytes) -> None:
    for magic, thing in _MAGIC:
        if head.startswith(magic) and not _is_plain_text(head):
            raise Refused(_no_table(path, thing))


def _is_plain_text(head: bytes) -> bool:
    """Tell a text that begins with BM or MZ from a picture or a program."""
    if head.startswith(b"%PDF"):
        return False
    return all(byte >= _FIRST_TEXT_BYTE for byte in head)


def _refuse_markup(path: Path, head: bytes) -> None:
    text = _as_text(head).lstrip("\ufeff \t\r\n").lower()
    if text.startswith("mime-version:") or "content-type: multipart/related" in text:
        raise Refused(f"“{path.name}”其实是网页存档（MHT）。{_RESAVE}")
    if not text.startswith("<"):
        return
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise Refused(f"“{path.name}”其实是 XML 表格（2003）。{_RESAVE}")
    if any(tag in text for tag in _WEB_TAGS):
        raise Refused(f"“{path.name}”其实是网页，不是真正的表格文件。{_RESAVE}")
    if text.startswith("<?xml"):
        raise Refused(f"“{path.name}”是 XML 文件，不是表格。{_RESAVE}")


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8", errors="replace")


def _no_table(path: Path, thing: str) -> str:
    return (
        f"“{path.name}”是{thing}，不是能导入的表格。请把内容另存为 .xlsx 文件后再导入。"
    )
