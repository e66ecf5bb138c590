"""Which characters of a file or a register no font can draw, and where they stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from unionoffice.commands.answer import Answer, opened
from unionoffice.errors import Refused
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book, visible
from unionoffice.sheets.reading.formats import ENDINGS
from unionoffice.sheets.reading.read import read_workbook

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from unionoffice.office import Office

SHOWN = 40
SHEETS = frozenset(f".{ending}" for ending in ENDINGS) - {".txt"}
ALIASES = {"persons": "members"}
"""Other names by which a register may be asked for."""

Place = tuple[str, str]
"""Where a text stands, and the text."""


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A character no font draws, and where it stands."""

    character: str
    code_point: str
    where: str
    text: str


def glyphs(arguments: Namespace) -> Answer:
    """Every character that cannot be printed, in reading order."""
    if arguments.register is None and arguments.file is None:
        raise Refused("请给出要检查的文件，或用 --register 指定台账。")
    if arguments.register is not None:
        key = ALIASES.get(arguments.register, arguments.register)
        with opened(arguments) as office:
            found = list(undrawn(_of_register(office, key), shared_book()))
    else:
        found = list(undrawn(_of_file(arguments.file), shared_book()))
    lines = [
        f"{item.where}：“{visible(item.character)}”（{item.text}）" for item in found
    ]
    if len(lines) > SHOWN:
        lines[SHOWN:] = [f"…… 另有 {len(lines) - SHOWN} 处"]
    return Answer(
        [asdict(item) for item in found], tuple(lines) or ("所有的字都能印出来。",)
    )


def undrawn(texts: Iterable[Place], book: FontBook) -> Iterator[Undrawn]:
    """Each character that some role cannot draw, once for each place."""
    faces = [book.face_of(role) for role in Role]
    drawn: set[str] = set("\n\r\t")
    for where, text in texts:
        for one in dict.fromkeys(text):
            if one in drawn:
                continue
            if all(face[one] for face in faces):
                drawn.add(one)
                continue
            shown = "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in text)
            yield Undrawn(_safe(one), f"U+{ord(one):04X}", where, shown[:60])


def _safe(character: str) -> str:
    """The character itself where it can be written to a file, else its number."""
    lone = "\ud800" <= character <= "\udfff"
    return f"[U+{ord(character):04X}]" if lone else character


def _of_register(office: Office, key: str) -> Iterator[Place]:
    register = office.register(key)
    view = office.view(register)
    keys = office.ids(view)
    columns = list(register.all_columns.values())
    for number, row in enumerate(office.rows(view, columns, keys), 1):
        whose = _name(columns[0].kind.show(row[0]))
        for column, value in zip(columns, row, strict=True):
            if value is not None:
                where = f"{register.title}第 {number} 条{whose}，{column.label}"
                yield where, _words(column, value)


def _words(column: Any, value: Any) -> str:  # noqa: ANN401  any column, any value
    return str(column.kind.show(value))


def _name(words: str) -> str:
    return f"（{words}）" if words else ""


def _of_file(path: Path) -> Iterator[Place]:
    if not path.is_file():
        raise Refused(f"没有找到文件“{path}”。")
    if path.suffix.lower() in SHEETS:
        yield from _of_sheets(path)
    else:
        yield from _of_text(path)


def _of_sheets(path: Path) -> Iterator[Place]:
    for sheet in read_workbook(path).sheets:
        for number, row in enumerate(sheet.rows, sheet.first_row_number):
            for place, cell in enumerate(row, 1):
                if isinstance(cell, str):
                    yield f"{sheet.name} 第 {number} 行第 {place} 列", cell


def _of_text(path: Path) -> Iterator[Place]:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Refused(f"不能读文件“{path}”：{problem.strerror}。") from problem
    for number, line in enumerate(_decoded(content, path).splitlines(), 1):
        yield f"第 {number} 行", line


def _decoded(content: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(f"“{path.name}”不是文本，也不是表格，不能检查。")
