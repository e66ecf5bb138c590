"""倡议书、喜报、慰问信、感谢信、表扬信、贺信: letters for the post or the wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.documents import letter_words
from unionoffice.documents.obituary_paper import OBITUARY
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.letter import Letter, good_news
from unionoffice.paper.wall.sheet import LETTER_LOOKS, WALL_LOOKS, Look
from unionoffice.printing import PaperJob, Request, Setting
from unionoffice.wall_sheet import (
    DAY,
    SEALED,
    SIGNATURE,
    closing_of,
    required,
    sheet_of,
    sheet_settings,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.printing import Default


@dataclass(frozen=True, slots=True)
class _Kind:
    """What one kind of letter is at first."""

    key: str
    name: str
    title: str
    to: str
    body: Default
    closing: str
    paper: str = "A4"
    large: bool = False
    looks: Sequence[Look] = LETTER_LOOKS
    frame: Frame = Frame.NONE

    @property
    def job(self) -> PaperJob:
        """The letter as a paper."""
        settings = (
            Setting("title", "标题", self.title),
            Setting("subtitle", "副题", help="没有就空着"),
            Setting("to", "称谓", self.to, help="顶格；内部张贴可以不写"),
            Setting("body", "正文", self.body, lines=True, help="每行一段"),
            Setting(
                "closing",
                "结语",
                self.closing,
                help="如“此致 敬礼！”：空格前的空两格，空格后的另起一行顶格",
            ),
            SIGNATURE,
            DAY,
            SEALED,
            *sheet_settings(
                self.paper, large=self.large, looks=self.looks, frame=self.frame
            ),
        )
        return PaperJob(self.key, self.name, None, settings, self.make)

    def make(self, _office: Office, request: Request) -> Letter:
        """The letter as it was set.

        Raises:
            InvalidInput: title or text is empty, or the day is none.
        """
        letter = Letter(
            title=required(request.settings["title"], "标题"),
            paragraphs=required(request.settings["body"], "正文").split("\n"),
            signature=required(request.settings["signature"], "署名"),
            day=request.day_of("day"),
            subtitle=written(request.settings["subtitle"]),
            recipients=written(request.settings["to"]),
            closing=closing_of(request.settings["closing"]),
            sealed=request.flag("sealed"),
            big_title=self.key == _NEWS,
            sheet=sheet_of(request, self.looks),
        )
        return good_news(letter) if self.key == _NEWS else letter


_NEWS = "good-news"
_BOWING = "此致 敬礼！"

_KINDS = (
    _Kind(
        "appeal",
        "倡议书",
        "开展“安全生产月”活动倡议书",
        "全体职工、会员",
        letter_words.APPEAL,
        "",
    ),
    _Kind(
        _NEWS,
        "喜报",
        "喜报",
        "",
        letter_words.news,
        "特此报喜",
        "A3",
        large=True,
        looks=WALL_LOOKS,
        frame=Frame.MEANDER,
    ),
    _Kind(
        "sympathy-letter",
        "慰问信",
        "致高温季节一线职工的慰问信",
        "一线职工同志们、家属同志们",
        letter_words.SYMPATHY,
        "祝 身体健康、工作顺利、阖家幸福！",
    ),
    _Kind(
        "thanks-letter", "感谢信", "感谢信", "综采一队", letter_words.THANKS, _BOWING
    ),
    _Kind(
        "praise-letter",
        "表扬信",
        "表扬信",
        "运输队",
        letter_words.PRAISE,
        _BOWING,
    ),
    _Kind(
        "congratulation-letter",
        "贺信",
        "贺信",
        "综掘二队",
        letter_words.CONGRATULATION,
        "祝 安全生产，捷报频传！",
    ),
)

PAPERS = (*(kind.job for kind in _KINDS), OBITUARY)
"""Every letter of the office."""
