"""Chinese type sizes and the papers of the office, as data (domain.md §6.2, §6.4)."""

import re
from dataclasses import dataclass

from unionoffice.errors import InvalidInput

POINTS_PER_MM = 72 / 25.4

TYPE_SIZES = {
    "初号": 42.0,
    "小初": 36.0,
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 16.0,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
    "六号": 7.5,
    "小六": 6.5,
    "七号": 5.5,
    "八号": 5.0,
}
"""Points of each named size, from large to small."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet by the name the office uses; sides in mm, as it is fed upright."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def landscape(self) -> "Paper":
        """The same sheet with its long side across."""
        long, short = (
            max(self.width_mm, self.height_mm),
            min(self.width_mm, self.height_mm),
        )
        return Paper(f"{self.name.removesuffix(' 横')} 横", long, short)


A3 = Paper("A3", 297, 420)
A4 = Paper("A4", 210, 297)
A5 = Paper("A5", 148, 210)
A6 = Paper("A6", 105, 148)
B5 = Paper("B5", 176, 250)
K4 = Paper("正度 4 开", 390, 543)
K8 = Paper("正度 8 开", 270, 390)
K16 = Paper("正度 16 开", 195, 270)
K32 = Paper("正度 32 开", 135, 195)
LARGE_K8 = Paper("大度 8 开", 285, 420)
LARGE_K16 = Paper("大度 16 开", 210, 285)
POSTER_K2 = Paper("2 开", 540, 780)
ID_1 = Paper("卡片", 53.98, 85.6)

PAPERS = (
    *(A3, A4, A5, A6, B5, K4, K8, K16, K32),
    *(LARGE_K8, LARGE_K16, POSTER_K2, ID_1),
)

PHOTOS_MM = {
    "一寸": (25, 35),
    "小一寸": (22, 32),
    "二代证": (26, 32),
    "小二寸": (35, 45),
    "二寸": (35, 49),
}
"""Width and height of the usual portrait photographs, in mm."""


def points(mm: float) -> float:
    """A length in mm as typographic points of 1/72 inch."""
    return mm * POINTS_PER_MM


def paper_named(words: str) -> Paper:
    """The paper of a name (A4 横, 正度 16 开) or of sides in mm (210×285).

    Raises:
        InvalidInput: there is none.
    """
    name, _, way = words.strip().rpartition(" ")
    landscape = way == "横"
    wanted = (name if way in {"横", "竖"} else words).replace(" ", "").upper()
    paper = _NAMED.get(wanted.replace("K", "开")) or _NAMED.get(wanted)
    if paper is None:
        paper = _custom(wanted, words.strip())
    return paper.landscape if landscape else paper


def _custom(wanted: str, words: str) -> Paper:
    found = _SIZE.fullmatch(wanted)
    if found is None:
        known = "、".join(paper.name for paper in PAPERS)
        raise InvalidInput(
            f"不认识纸张“{words}”，可以写 A4 横、A4 竖、210×285（毫米），或：{known}。"
        )
    width, height = float(found[1]), float(found[2])
    if max(width, height) > _MOST_MM:
        raise InvalidInput(f"纸张“{words}”太大，每边最多 {_MOST_MM} 毫米。")
    return Paper(words, width, height)


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[X×*]\s*(\d+(?:\.\d+)?)(?:MM|毫米)?", re.ASCII)
_NAMED = {
    name: paper
    for paper in PAPERS
    for name in (
        paper.name.replace(" ", ""),
        paper.name.replace(" ", "").removeprefix("正度"),
    )
}
_MOST_MM = 1200
