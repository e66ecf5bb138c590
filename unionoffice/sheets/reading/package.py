"""The zip package of an .xlsx or .ods: opened with care, parts found by any name."""

import struct
import xml.parsers.expat as expat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.scan import damaged

_MAX_PARTS = 20_000
_BOMB_BYTES = 100 * 1024 * 1024
_BOMB_RATIO = 300
_MAX_LISTING_BYTES = 8 * 1024 * 1024
_MAX_DIRECTORY_BYTES = 8 * 1024 * 1024
_END, _END_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_NOT_NORMAL = (
    "这个文件的压缩内容不正常，为安全起见没有打开。"
    "请向发送人核实，或在 Excel/WPS 中另存后再导入。"
)

Element = tuple[str, Mapping[str, str]]


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open the package; whatever is wrong with it becomes a sentence.

    Raises:
        Refused: it is damaged, or was made to do harm.
    """
    try:
        _refuse_endless_directory(path)
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as broken:
        raise Refused(damaged(path)) from broken
    except (RuntimeError, ValueError, zlib.error, OSError, struct.error) as broken:
        raise Refused(damaged(path)) from broken
    except (expat.ExpatError, OverflowError, MemoryError) as broken:
        raise Refused(damaged(path)) from broken


def refuse_bomb(package: zipfile.ZipFile, max_bytes: int) -> None:
    """Refuse a package that unpacks to more than `max_bytes` or beyond all measure."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > max_bytes:
        megabytes, most = unpacked // 1024**2, max_bytes // 1024**2
        raise Refused(
            f"这个表格展开后有 {megabytes} MB，超过了 {most} MB 的上限。"
            "请分成几个文件导入。"
        )
    if len(parts) > _MAX_PARTS or (
        unpacked > _BOMB_BYTES and unpacked / packed > _BOMB_RATIO
    ):
        raise Refused(_NOT_NORMAL)


def parts_by_name(package: zipfile.ZipFile) -> dict[str, str]:
    """Give the real name of each part by its plain one.

    Some programs write capital letters and backslashes, and Excel takes them.
    """
    return {plain_name(name): name for name in package.namelist()}


def plain_name(name: str) -> str:
    """Give the name under which `parts_by_name` lists a part."""
    return name.replace("\\", "/").removeprefix("/").lower()


def elements(package: zipfile.ZipFile, part: str) -> list[Element]:
    """List the elements of a small part with their attributes, prefixes left out.

    Raises:
        Refused: it defines entities, which only an attack needs.
    """
    found: list[Element] = []

    def note(name: str, attributes: Sequence[str]) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        found.append((_local(name), {_local(key): value for key, value in pairs}))

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartElementHandler = note
    parser.EntityDeclHandler = refuse_entity
    with package.open(part) as file:
        parser.Parse(file.read(_MAX_LISTING_BYTES), True)
    return found


def refuse_entity(name: str, *_: object) -> None:
    """Refuse a definition in XML: tables have none, attacks do."""
    del name
    raise Refused("这个文件里有不该有的 XML 定义，为安全起见没有打开。")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_endless_directory(path: Path) -> None:
    """Refuse a list of contents that would itself take minutes to read."""
    size_bytes = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size_bytes - _END_BYTES - _LONGEST_COMMENT, 0))
        tail = file.read(_END_BYTES + _LONGEST_COMMENT)
    place = tail.rfind(_END)
    if place < 0 or place + _END_BYTES > len(tail):
        raise Refused(damaged(path))
    (directory_bytes,) = struct.unpack_from("<I", tail, place + 12)
    if directory_bytes > _MAX_DIRECTORY_BYTES:
        raise Refused(_NOT_NORMAL)
