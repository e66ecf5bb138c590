"""Which font draws which character: roles, the office's own fonts, and fallback.

The fonts of the PC come first, because 仿宋_GB2312 is what the office above expects;
the open fonts that came with the program follow, and draw whatever is left.
"""

import struct
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError

from unionoffice.errors import Refused
from unionoffice.paper.pdf.type0 import Type0Font
from unionoffice.paper.typeset.fontfiles import FontFile, fonts_in, system_folders
from unionoffice.paths import resources


class Role(StrEnum):
    """What a font is for (domain.md §6.1)."""

    TITLE = "小标宋"
    BODY = "仿宋"
    HEADING = "黑体"
    SUBHEADING = "楷体"
    SONG = "宋体"
    RARE = "生僻字"


_OF_WINDOWS = {
    Role.TITLE: (
        *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK"),
        *("FZXiaoBiaoSong-B05", "方正小标宋_GB18030", "华文中宋", "STZhongsong"),
    ),
    Role.BODY: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    Role.HEADING: ("黑体", "SimHei"),
    Role.SUBHEADING: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    Role.SONG: ("宋体", "SimSun"),
    Role.RARE: ("宋体", "SimSun", "SimSun-ExtB", "SimSun-ExtG"),
}
_OF_PROGRAM = {
    Role.TITLE: "UnionOfficeTitle.ttf",
    Role.BODY: "UnionOfficeFang.ttf",
    Role.HEADING: "UnionOfficeHei.ttf",
    Role.SUBHEADING: "UnionOfficeKai.ttf",
    Role.SONG: "UnionOfficeSong.ttf",
    Role.RARE: "UnionOfficeSong.ttf",
}
_NEVER_DRAWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_EM = 1000
_UNUSABLE = (TTFError, OSError, struct.error, KeyError, IndexError, ValueError)
"""What reportlab raises for fonts it may not embed, cannot embed, or finds broken."""


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """An opened font; `label` is what the print dialogue calls it."""

    label: str
    font: Type0Font

    def draws(self, character: str) -> bool:
        """Whether there is a glyph, and not an empty one for a visible character."""
        glyph = self.font.face.charToGlyph.get(ord(character), 0)
        if not glyph:
            return False
        places = self.font.face.glyphPos
        return bool(places[glyph + 1] > places[glyph]) or character.isspace()


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters drawn by one face."""

    face: Face
    text: str


class FontBook:
    """The fonts of this machine by role; files are opened when first needed."""

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        """Take the fonts of Windows, or those of other folders."""
        self._folders = system_folders() if folders is None else tuple(folders)
        self._installed: dict[str, FontFile] | None = None
        self._chains = {role: _Chain(self._candidates(role)) for role in Role}
        self._faces = {role: _FaceOf(self._chains[role]) for role in Role}
        self._widths = {role: _WidthOf(self._faces[role]) for role in Role}

    def face(self, role: Role) -> Face:
        """The font that draws ordinary characters of a role."""
        first = self._chains[role].at(0)
        if first is None:
            raise Refused(f"找不到“{role}”可用的字体，请重新安装本程序。")
        return first

    def face_of(self, role: Role) -> dict[str, Face | None]:
        """Face by character, filled as it is asked; None where nothing draws it."""
        return self._faces[role]

    def runs(self, text: str, role: Role) -> list[Run]:
        """The text by faces; raises `Refused` for a character no font draws."""
        found: list[Run] = []
        for face, characters in groupby(text, self._faces[role].__getitem__):
            piece = "".join(characters)
            if face is None:
                raise Refused(f"没有字体能印出“{visible(piece[0])}”。")
            found.append(Run(face, piece))
        return found

    def missing(self, text: str, role: Role) -> list[str]:
        """The characters that cannot be drawn, each once, in the order of the text."""
        faces = self._faces[role]
        return [one for one in dict.fromkeys(text) if faces[one] is None]

    def em(self, text: str, role: Role) -> float:
        """How wide the text is in units of its size; a missing character counts 1."""
        return sum(map(self._widths[role].__getitem__, text)) / _EM

    def width(self, text: str, role: Role, size_pt: float) -> float:
        """How wide the text is, in points."""
        return self.em(text, role) * size_pt

    def widths(self, role: Role) -> dict[str, float]:
        """Width by character in thousandths of the size, filled as it is asked."""
        return self._widths[role]

    def used(self) -> dict[Role, str]:
        """The name of the font of each role, for the print dialogue."""
        return {role: self.face(role).label for role in Role}

    def _candidates(self, role: Role) -> Iterator[Callable[[], Face | None]]:
        """The ways to a face, best first, each opened only when it is reached."""
        for wanted in dict.fromkeys((role, Role.RARE)):
            for family in _OF_WINDOWS[wanted]:
                yield partial(self._from_windows, family)
            yield partial(_from_program, wanted)

    def _from_windows(self, family: str) -> Face | None:
        if self._installed is None:
            self._installed = {
                name: file
                for folder in reversed(self._folders)
                for file in reversed(fonts_in(folder))
                for name in map(str.lower, file.names)
            }
        file = self._installed.get(family.lower())
        return _opened(file.path, file.index, _label(file)) if file else None


class _Chain:
    """Faces in the order of fallback, opened one after the other."""

    def __init__(self, candidates: Iterator[Callable[[], Face | None]]) -> None:
        self._candidates = candidates
        self._open: list[Face] = []

    def at(self, place: int) -> Face | None:
        while len(self._open) <= place:
            candidate = next(self._candidates, None)
            if candidate is None:
                return None
            face = candidate()
            if face is not None and face not in self._open:
                self._open.append(face)
        return self._open[place]


class _FaceOf(dict[str, Face | None]):
    """The first face of a chain that draws the character."""

    def __init__(self, chain: _Chain) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> Face | None:
        self[character] = self._search(character)
        return self[character]

    def _search(self, character: str) -> Face | None:
        if unicodedata.category(character) in _NEVER_DRAWN:
            return None
        place = 0
        while (face := self._chain.at(place)) and not face.draws(character):
            place += 1
        return face


class _WidthOf(dict[str, float]):
    """The width of the character in the face that draws it."""

    def __init__(self, faces: _FaceOf) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, character: str) -> float:
        face = self._faces[character]
        width = face.font.face.getCharWidth(ord(character)) if face else _EM
        self[character] = width
        return float(width)


@cache
def shared_book() -> FontBook:
    """The one book of this process."""
    return FontBook()


def visible(character: str) -> str:
    """The character with its number, safe to show even where it cannot be drawn."""
    number = f"U+{ord(character):04X}"
    hidden = unicodedata.category(character) in _NEVER_DRAWN
    return number if hidden else f"{character}（{number}）"


def _from_program(role: Role) -> Face | None:
    path = resources() / "fonts" / _OF_PROGRAM[role]
    name = Role.SONG if role is Role.RARE else role
    return _opened(path, 0, f"随程序的{name}")


def _label(file: FontFile) -> str:
    """The Chinese name of an installed font where it has one."""
    return min(file.names, key=lambda name: (name.isascii(), len(name), name))


@cache
def _opened(path: Path, index: int, label: str) -> Face | None:
    """A face kept open for the whole run; None if it must not or cannot be used."""
    try:
        font = Type0Font(path, index)
    except _UNUSABLE:
        return None
    registerFont(font)
    return Face(label, font)
