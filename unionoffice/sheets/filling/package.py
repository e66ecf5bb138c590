"""The .xlsx as a package of parts: opened, looked over, and written again.

A part nobody touched is written as it came, byte for byte. The same changes make the
same file: no moment of the present goes into it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from unionoffice.errors import Refused
from unionoffice.sheets.reading.prescan import refuse_bomb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.sheets.filling.xml import Element

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_TREE = 8 * 1024 * 1024
"""Bytes of a part that is changed; an empty form has some hundred thousand."""
WORKBOOK, CONTENT_TYPES = "xl/workbook.xml", "[Content_Types].xml"

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_EXCEL = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再用。"
_TOO_LARGE = "表样里的内容太多，不像一张空白的表样。请删去多余的行和列后另存再用。"
_DAMAGED = f"表样已损坏，打不开。{_NOT_EXCEL}"
_BROKEN = (
    *(zipfile.BadZipFile, etree.LxmlError, zlib.error, EOFError, OSError),
    *(KeyError, ValueError, NotImplementedError, RuntimeError),
)


@contextmanager
def sound() -> Iterator[None]:
    """Call a file damaged whose XML says what cannot be.

    Raises:
        Refused: it does.
    """
    try:
        yield
    except (*_BROKEN, OverflowError) as broken:
        raise Refused(_DAMAGED) from broken


class Package:
    """The parts of an .xlsx by name; those put back differ, the others do not."""

    def __init__(self, content: bytes) -> None:
        """Read every part.

        Raises:
            Refused: it is another kind of file, has a password, or is damaged.
        """
        _refuse_other_kinds(content)
        try:
            with zipfile.ZipFile(BytesIO(content)) as file:
                refuse_bomb(file, LARGEST_UNPACKED)
                # A name that stands twice means its last part, as everywhere.
                found = {i.filename: i for i in file.infolist() if not i.is_dir()}
                self._entries = list(found.values())
                self.parts = {item.filename: file.read(item) for item in self._entries}
        except _BROKEN as broken:
            raise Refused(_DAMAGED) from broken
        if "xl/workbook.bin" in self.parts:
            raise Refused(f"表样是 Excel 二进制工作簿（.xlsb）。{_NOT_EXCEL}")
        if WORKBOOK not in self.parts or CONTENT_TYPES not in self.parts:
            raise Refused(f"表样不是 Excel 表格。{_NOT_EXCEL}")

    def tree(self, part: str) -> Element:
        """A part as XML, to be changed and handed to `put`.

        Raises:
            Refused: it is missing or no XML.
        """
        if len(self.parts.get(part, b"")) > LARGEST_TREE:
            raise Refused(_TOO_LARGE)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(self.parts[part], parser)
        except _BROKEN as broken:
            raise Refused(_DAMAGED) from broken
        if root.getroottree().docinfo.doctype:
            raise Refused(_DAMAGED)
        return root

    def put(self, part: str, root: Element) -> None:
        """Put a changed part in the place of the old one."""
        self.parts[part] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def drop(self, part: str) -> None:
        """Leave a part out."""
        self.parts.pop(part, None)

    def related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, type and target of everything a part refers to inside the package."""
        name = rels_of(part)
        if name not in self.parts:
            return
        for item in self.tree(name):
            if item.get("TargetMode") == "External" or not isinstance(item.tag, str):
                continue
            kind = item.get("Type", "").rpartition("/")[2]
            yield item.get("Id", ""), kind, _resolved(part, item.get("Target", ""))

    def written(self) -> bytes:
        """The whole file; parts in their old order, with their old dates."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for entry in self._entries:
                if entry.filename in self.parts:
                    file.writestr(_again(entry), self.parts[entry.filename])
        return out.getvalue()


def rels_of(part: str) -> str:
    """The part that lists what another one refers to."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _again(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type = entry.compress_type
    if made.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = entry.external_attr
    made.create_system = entry.create_system
    return made


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refused("表样设有打开密码，请在 Excel/WPS 中去掉密码后另存再用。")
        raise Refused("表样是旧的 .xls 格式，请用 Excel 或 WPS 打开，另存为 .xlsx。")
    if not content.startswith(b"PK"):
        raise Refused(f"表样不是 Excel 表格。{_NOT_EXCEL}")
