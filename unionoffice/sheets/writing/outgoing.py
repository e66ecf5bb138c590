"""What a written spreadsheet holds: columns of a kind, rows, choices and the key."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unionoffice.register.kind import CellKind

_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column: its label, how it is written, and the words one may choose from.

    `width` is in characters of the standard font; without it the content decides.
    The label of a `required` column begins with an asterisk. `length` is the fewest and
    the most signs a text usually has.
    """

    label: str
    kind: CellKind = CellKind.TEXT
    choices: tuple[str, ...] = ()
    width: float | None = None
    required: bool = False
    length: tuple[int, int] | None = None

    @property
    def header(self) -> str:
        """The words over the column."""
        return f"*{self.label}" if self.required else self.label


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to be written; `rows` are gone through once.

    With `with_keys` every row has one more value at its end, the stable key, which goes
    into a hidden last column so that the sheet finds its records again. `empty_rows`
    follow the rows, ready to be filled in.
    """

    name: str
    columns: tuple[OutColumn, ...]
    rows: Iterable[Sequence[object]]
    title: str | None = None
    with_keys: bool = False
    empty_rows: int = 0

    @property
    def comes_back(self) -> bool:
        """Whether the sheet is meant to be filled in and read again."""
        return self.with_keys or self.empty_rows > 0


def writable(text: str) -> str:
    """Drop the characters no XML may hold, and use one kind of line break."""
    if text.isprintable():
        return text
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Turn wanted names into names Excel takes: short, clean, no two alike."""
    taken: set[str] = set()
    return [_free_name(name, taken) for name in wanted]


def _free_name(wanted: str, taken: set[str]) -> str:
    clean = _NOT_IN_SHEET_NAMES.sub(" ", writable(wanted)).strip(" '\n\t") or "工作表"
    if clean.lower() == "history":
        clean += "_"
    name, number = _shortened(clean, ""), 1
    while name.lower() in taken:
        number += 1
        name = _shortened(clean, f"({number})")
    taken.add(name.lower())
    return name


def _shortened(name: str, ending: str) -> str:
    """Cut to Excel's 31 UTF-16 units, counting rare characters as two."""
    room = _LONGEST_SHEET_NAME - len(ending)
    while len(name.encode("utf-16-le")) // 2 > room:
        name = name[:-1]
    return name.rstrip(" '") + ending
