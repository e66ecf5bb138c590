"""宣传海报、横幅、标语单字: large characters for the wall and the pithead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from unionoffice.errors import InvalidInput
from unionoffice.paper.document import Ink
from unionoffice.paper.poster.characters import Characters
from unionoffice.paper.poster.look import Ground, Look
from unionoffice.paper.poster.poster import Poster, require_text, sheets_for
from unionoffice.paper.poster.tiles import Tiling
from unionoffice.paper.sizes import A3, A4, Paper
from unionoffice.paper.typeset.fonts import Role
from unionoffice.printing import NO, YES, PaperJob, Request, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from unionoffice.office import Office

T = TypeVar("T")

UPRIGHT, ACROSS = "竖放", "横放"
USUAL = "通常"
FONTS = {"小标宋": Role.TITLE, "黑体": Role.HEADING, "楷体": Role.SUBHEADING}
PLAIN, DIAMOND = "满张", "菱形"
_PAPERS = {"A4": A4, "A3": A3}
_SHEETS = re.compile(r"\s*(\d{1,4})\s*[xX×*＊ｘ✕]\s*(\d{1,4})\s*", re.ASCII)
_MM = re.compile(r"\s*(\d{1,4}(?:\.\d{1,3})?)\s*(?:mm|毫米)?\s*", re.ASCII)
_AUTOMATIC = ("", "自动")


def poster_of(
    text: str,
    *,
    sheets: str = "",
    paper: str = "A4",
    landscape: bool = False,
    overlap: str = "10",
    ground: str = Ground.RED,
    ink: str = USUAL,
    guide: bool = True,
) -> Poster:
    """A poster as it is asked for in words, by a command or in a form.

    Without `sheets` it is a banner of as many sheets as suit its characters.

    Raises:
        InvalidInput: one of the words cannot be understood, or is out of bounds.
    """
    require_text(text)
    sheet = _paper(paper, ACROSS if landscape else UPRIGHT)
    overlap_mm = millimetres("重叠宽度", overlap)
    look = look_of(ground, ink)
    columns, rows = sheets_of(sheets, text, sheet)
    return Poster(text, Tiling(columns, rows, sheet, overlap_mm, guide=guide), look)


def sheets_of(words: str, text: str = "", paper: Paper = A4) -> tuple[int, int]:
    """Columns and rows from 4x1; 自动 is a row that suits the text.

    Raises:
        InvalidInput: it is written in another way.
    """
    if words.strip() in _AUTOMATIC:
        return sheets_for(text, paper), 1
    found = _SHEETS.fullmatch(words)
    if found is None:
        raise InvalidInput(f"拼贴张数应写成“列数x行数”，如 4x1，看不懂“{words}”。")
    return int(found[1]), int(found[2])


def millimetres(name: str, words: str) -> float:
    """A length from 10 or 10 毫米.

    Raises:
        InvalidInput: it is no number.
    """
    found = _MM.fullmatch(words)
    if found is None:
        raise InvalidInput(f"{name}应为毫米数，如 10，看不懂“{words}”。")
    return float(found[1])


def look_of(ground: str, ink: str = USUAL, font: str = "小标宋") -> Look:
    """Ground, colour and font by their names.

    Raises:
        InvalidInput: there is none of the name, or nobody could read the characters.
    """
    grounds = {one.value: one for one in Ground}
    inks: dict[str, Ink | None] = {USUAL: None, **{one.value: one for one in Ink}}
    colour = _named("字色", ink.removesuffix("字").removesuffix("色"), inks)
    return Look(_named("底色", ground, grounds), colour, _named("字体", font, FONTS))


def poster(office: Office, request: Request) -> Poster:
    """宣传海报: headline, text and foot on sheets that are glued together."""
    told = request.settings
    return Poster(
        told["headline"],
        _tiling(request),
        _look(request),
        told["text"],
        told["foot"],
        framed=request.flag("framed"),
        author=union_name(office, request.day),
    )


def banner(office: Office, request: Request) -> Poster:
    """横幅: one line as high as its sheets."""
    words = request.settings["text"]
    tiling = _tiling(request, words)
    return Poster(words, tiling, _look(request), author=union_name(office, request.day))


def slogan(office: Office, request: Request) -> Characters:
    """标语单字: a sheet for each character."""
    told = request.settings
    return Characters(
        told["text"],
        _paper(told["paper"], told["laid"]),
        _look(request),
        diamond=told["shape"] == DIAMOND,
        numbered=request.flag("numbered"),
        author=union_name(office, request.day),
    )


def _tiling(request: Request, text: str = "") -> Tiling:
    told = request.settings
    paper = _paper(told["paper"], told["laid"])
    columns, rows = sheets_of(told["sheets"], text or told.get("headline", ""), paper)
    return Tiling(
        columns,
        rows,
        paper,
        millimetres("重叠宽度", told["overlap"]),
        millimetres("白边宽度", told["margin"]),
        guide=request.flag("guide"),
    )


def _look(request: Request) -> Look:
    told = request.settings
    return look_of(told["ground"], told["ink"], told["font"])


def _paper(name: str, laid: str) -> Paper:
    paper = _named("纸张", name.upper(), _PAPERS)
    return paper.landscape if laid == ACROSS else paper


def _named(what: str, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise InvalidInput(f"{what}只能是{'、'.join(known)}，没有“{name}”。")
    return known[name]


def _foot(office: Office, day: date) -> str:
    name = union_name(office, day)
    return f"{name}　宣" if name else ""


_HEADLINE = "安全生产月\n人人讲安全\n个个会应急"
_TEXT = """\
下井前想一想，证件装备带齐没有
作业前查一查，顶板瓦斯看清没有
收工时说一说，隐患变化交清没有"""

_BREAKS = "每行一句；不分行时自动分行，字尽量大"


def _paper_settings(laid: str) -> tuple[Setting, ...]:
    return (
        Setting("paper", "纸张", "A4", choices=tuple(_PAPERS)),
        Setting("laid", "放纸", laid, choices=(UPRIGHT, ACROSS)),
    )


def _tile_settings(sheets: str, laid: str) -> tuple[Setting, ...]:
    return (
        Setting(
            *("sheets", "拼贴张数", sheets),
            help="列数x行数，如 4x1；“自动”按字数排成一行",
        ),
        *_paper_settings(laid),
        Setting("overlap", "重叠宽度", "10", help="毫米，粘贴用"),
        Setting("margin", "白边宽度", "5", help="毫米，打印机印不到的边"),
        Setting("guide", "拼贴示意图", YES, choices=(YES, NO)),
    )


_LOOK_SETTINGS = (
    Setting(
        *("ground", "底色", Ground.RED.value, tuple(one.value for one in Ground)),
        help="用红纸打印时选“不印”",
    ),
    Setting("ink", "字色", USUAL, (USUAL, *(one.value for one in Ink))),
    Setting("font", "字体", "小标宋", tuple(FONTS)),
)

POSTER = PaperJob(
    "poster",
    "宣传海报",
    None,
    (
        Setting("headline", "大字", _HEADLINE, lines=True, help=_BREAKS),
        Setting("text", "小字", _TEXT, lines=True, help="可不填"),
        Setting("foot", "落款", _foot, help="可不填"),
        Setting("framed", "边框", YES, choices=(YES, NO)),
        *_tile_settings("2x2", UPRIGHT),
        *_LOOK_SETTINGS,
    ),
    poster,
)
BANNER = PaperJob(
    "banner",
    "横幅",
    None,
    (
        Setting("text", "文字", "夏送清凉保健康 全力以赴保安全", lines=True),
        *_tile_settings("自动", ACROSS),
        *_LOOK_SETTINGS,
    ),
    banner,
)
SLOGAN = PaperJob(
    "slogan",
    "标语单字",
    None,
    (
        Setting("text", "文字", "安全为天生命至上", help="一字一张，空格不占纸"),
        Setting("shape", "样式", DIAMOND, choices=(PLAIN, DIAMOND)),
        *_paper_settings(UPRIGHT),
        *_LOOK_SETTINGS,
        Setting("numbered", "印张号", YES, choices=(YES, NO), help="小字，在白边里"),
    ),
    slogan,
)

PAPERS = (POSTER, BANNER, SLOGAN)
