"""The glyph gate: no sheet is printed with a box or a silent blank on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.errors import Refused
from unionoffice.paper.document import Document, texts
from unionoffice.paper.fonts import FontBook, shared_book, visible

_NAMED = 5


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character no font draws: which, on which page, in which record and line."""

    character: str
    code_point: int
    page: int
    record: str
    line: str

    def sentence(self) -> str:
        """Where the character stands, for the clerk."""
        where = f"第 {self.page} 页" + (f"，{self.record}" if self.record else "")
        shown = "".join(_printable(one) for one in self.line)
        return f"“{visible(self.character)}”（{where}：{shown}）"


def check(document: Document, book: FontBook | None = None) -> list[MissingGlyph]:
    """Every character that cannot be drawn, in reading order.

    A private-use character counts as missing even where a font has something there:
    each font draws a different one (domain.md §6.5).
    """
    return list(_missing(document, book or shared_book()))


def require_glyphs(document: Document, book: FontBook | None = None) -> None:
    """Let the document pass, or raise `Refused` naming characters and records."""
    missing = check(document, book)
    if not missing:
        return
    named = "；".join(each.sentence() for each in missing[:_NAMED])
    rest = f"等 {len(missing)} 处" if len(missing) > _NAMED else ""
    raise Refused(f"有字印不出来，没有打印：{named}{rest}。请改正后再打印。")


def _missing(document: Document, book: FontBook) -> Iterator[MissingGlyph]:
    for number, page in enumerate(document.pages, 1):
        for item in texts(page.items):
            for one in book.missing(item.text, item.role):
                yield MissingGlyph(one, ord(one), number, item.record, item.text)


def _printable(character: str) -> str:
    return character if character.isprintable() else f"[U+{ord(character):04X}]"
