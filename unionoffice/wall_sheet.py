"""What may be said about every paper for the wall: sheet, type, ground, signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.letter import Closing
from unionoffice.paper.wall.sheet import LEAST_LARGE, SHEETS, WALL_LOOKS, Look, Sheet
from unionoffice.printing import NO, YES, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.printing import Request

USUAL, LARGE = "普通", "大字"
FRAMES = (Frame.NONE, Frame.SINGLE, Frame.DOUBLE, Frame.MEANDER)
_MOST_SHEETS = 20


def signature(office: Office, day: date) -> str:
    """Who signs: the union's committee (工会委员会)."""
    name = union_name(office, day)
    return name if name.endswith("委员会") else f"{name}委员会"


SIGNATURE = Setting("signature", "署名", signature)
DAY = Setting("day", "日期", lambda _office, day: day.isoformat())
SEALED = Setting("sealed", "盖章", YES, choices=(YES, NO), help="留出盖章的位置")


def sheet_settings(
    paper: str = "A3",
    *,
    large: bool = False,
    looks: Sequence[Look] = WALL_LOOKS,
    frame: Frame | None = Frame.NONE,
) -> tuple[Setting, ...]:
    """The settings for the sheet, with what a paper has at first.

    Without a `frame` the paper has one of its own.
    """
    framed = Setting("frame", "边框", frame or "", choices=FRAMES)
    return (
        Setting(
            "paper",
            "纸张",
            paper,
            choices=tuple(SHEETS),
            help="4 开可以用几张 A4 或 A3 拼成",
        ),
        Setting(
            "type",
            "字号",
            LARGE if large else USUAL,
            choices=(USUAL, LARGE),
            help=f"大字两米外看得清：不小于 {LEAST_LARGE} 磅，尽量放满",
        ),
        Setting("sheets", "大字张数", "1", help="大字排满几张；放不下时自动加纸"),
        Setting(
            "ground",
            "底色",
            looks[0].name,
            choices=tuple(look.name for look in looks),
            help="用红纸、用黄纸：打印机里放买来的彩纸，底色和照片都不印",
        ),
        *(() if frame is None else (framed,)),
    )


def sheet_of(
    request: Request, looks: Iterable[Look], frame: Frame | None = None
) -> Sheet:
    """The sheet as it was set.

    Raises:
        InvalidInput: the number of sheets is none.
    """
    told = request.settings
    paper, tiling = SHEETS[told["paper"]]
    look = next(look for look in looks if look.name == told["ground"])
    return Sheet(
        paper=paper,
        look=look,
        frame=frame or Frame(told["frame"]),
        large=told["type"] == LARGE,
        sheets=_sheets(told["sheets"]),
        tiling=tiling,
    )


def written(text: str) -> str:
    r"""A text of several lines; a \n typed in a command begins a new one."""
    return text.replace("\\n", "\n").strip()


def closing_of(text: str) -> Closing | None:
    """The closing phrase: 此致 敬礼！ has a second half, which stands flush left."""
    first, _, second = " ".join(written(text).split()).partition(" ")
    return Closing(first, second) if first else None


def required(text: str, label: str) -> str:
    """The text, if there is one.

    Raises:
        InvalidInput: it is empty.
    """
    words = written(text)
    if not words:
        raise InvalidInput(f"{label}没有填写。")
    return words


def whole_number(text: str, label: str, most: int, least: int = 0) -> int:
    """A whole number from `least` to `most`.

    Raises:
        InvalidInput: it is none, or out of bounds.
    """
    words = text.strip()
    digits = words.isascii() and words.isdigit() and len(words) < len(str(most)) + 2
    if not digits or not least <= int(words) <= most:
        raise InvalidInput(f"{label}应为 {least} 到 {most} 的整数。")
    return int(words)


def _sheets(text: str) -> int:
    return whole_number(text, "大字张数", _MOST_SHEETS, 1)
