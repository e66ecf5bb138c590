"""The glyph gate: no sheet is printed with a box or a silent blank on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import bidirectional, category

from unionoffice.errors import Refused
from unionoffice.paper.document import Document, Figure, Item, Placed, Text
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book, visible

_NAMED = 5
_AROUND = 20
"""How much of a long line is told on either side of the character."""
_MARKS_OF_DIRECTION = frozenset(
    {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
)
_BARE_MARKS = frozenset("\u200e\u200f\u061c")
_EMOJI = ((0x2600, 0x27BF), (0x1F000, 0x1FAFF))
_VARIANTS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_KINDS = {
    "Cc": "控制字符",
    "Cf": "看不见的格式字符",
    "Cs": "编码损坏的半个字",
    "Co": "自造字，各机字库不同",
    "Cn": "没有规定的字",
    "Zl": "换行符",
    "Zp": "换段符",
}


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character no font draws: which, on which page, in which record and line."""

    character: str
    code_point: int
    page: int
    record: str
    line: str

    def sentence(self) -> str:
        """What the character is and where it stands, for the clerk."""
        record = f"，{_printable(self.record)}" if self.record else ""
        where = f"第 {self.page} 页{record}"
        shown = _printable(self._excerpt())
        reason = why(self.character)
        return f"“{visible(self.character)}”是{reason}（{where}：{shown}）"

    def _excerpt(self) -> str:
        """The line, or what stands around the character in a long one."""
        place = self.line.find(self.character)
        start, end = max(0, place - _AROUND), place + _AROUND + 1
        before = "…" if start else ""
        after = "…" if end < len(self.line) else ""
        return f"{before}{self.line[start:end]}{after}"


def check(document: Document, book: FontBook | None = None) -> list[MissingGlyph]:
    """Every character that cannot be drawn, in reading order.

    A private-use character counts as missing even where a font has something there:
    each font draws a different one (domain.md §6.5). What stands in a figure is told
    once, on the page where it is first placed.
    """
    book = book or shared_book()
    missing = _undrawable(document, book)
    return list(_places(document, missing)) if missing else []


def require_glyphs(document: Document, book: FontBook | None = None) -> None:
    """Let the document pass, or raise `Refused` naming characters and records."""
    missing = check(document, book)
    if not missing:
        return
    named = "；".join(each.sentence() for each in missing[:_NAMED])
    rest = f"等 {len(missing)} 处" if len(missing) > _NAMED else ""
    raise Refused(f"有字印不出来，没有打印：{named}{rest}。请改正后再打印。")


def why(character: str) -> str:
    """What kind of character it is that cannot be printed."""
    point = ord(character)
    if bidirectional(character) in _MARKS_OF_DIRECTION or character in _BARE_MARKS:
        return "改变文字方向的标记"
    if any(first <= point <= last for first, last in _EMOJI):
        return "表情符号"
    if any(first <= point <= last for first, last in _VARIANTS):
        return "选择异体的标记"
    return _KINDS.get(category(character), "字库里没有的字")


def _undrawable(document: Document, book: FontBook) -> dict[Role, set[str]]:
    """The characters without a glyph: looked at together, as nearly all have one."""
    used: defaultdict[Role, set[str]] = defaultdict(set)
    for _page, text in _texts(document):
        used[text.role].update(text.text)
    missing = {
        role: set(book.missing("".join(characters), role))
        for role, characters in used.items()
    }
    return {role: characters for role, characters in missing.items() if characters}


def _places(
    document: Document, missing: dict[Role, set[str]]
) -> Iterator[MissingGlyph]:
    for page, text in _texts(document):
        found = missing.get(text.role)
        if found and not found.isdisjoint(text.text):
            for one in dict.fromkeys(text.text):
                if one in found:
                    yield MissingGlyph(one, ord(one), page, text.record, text.text)


def _texts(document: Document) -> Iterator[tuple[int, Text]]:
    """Every text with the number of its page; those of a figure only once."""
    seen: set[Figure] = set()
    for number, page in enumerate(document.pages, 1):
        for text in _inside(page.items, seen):
            yield number, text


def _inside(items: Iterable[Item], seen: set[Figure]) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Placed) and item.figure not in seen:
            seen.add(item.figure)
            yield from _inside(item.figure.items, seen)


def _printable(text: str) -> str:
    """The text with numbers for what cannot be shown."""
    hidden = {one for one in text if _is_hidden(one)}
    return "".join(f"[U+{ord(one):04X}]" if one in hidden else one for one in text)


def _is_hidden(character: str) -> bool:
    kind = category(character)
    return kind[0] == "C" or kind in {"Zl", "Zp"}
