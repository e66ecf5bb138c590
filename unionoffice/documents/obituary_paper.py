"""讣告 as a paper: what the clerk is asked for, and what is never decided for him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.documents import letter_words
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.obituary import AgeWord, Farewell, Obituary
from unionoffice.paper.wall.sheet import MOURNING_LOOKS
from unionoffice.printing import PaperJob, Request, Setting
from unionoffice.wall_sheet import (
    DAY,
    required,
    sheet_of,
    sheet_settings,
    whole_number,
    written,
)

if TYPE_CHECKING:
    from unionoffice.office import Office

_OLDEST = 130


def obituary(_office: Office, request: Request) -> Obituary:
    """讣告 as it was set.

    Raises:
        InvalidInput: name, age, signature or a day is missing or wrong.
        Refused: the farewell is before the day of posting.
    """
    told = request.settings
    dated = bool(told["farewell_day"].strip())
    words = written(told["farewell"])
    if dated:
        words = required(words, "告别仪式")
    life = written(told["life"])
    return Obituary(
        who=required(told["who"], "逝者"),
        how=required(told["how"], "逝世情况"),
        age=whole_number(told["age"], "年龄", _OLDEST),
        age_word=AgeWord(told["age_word"]),
        signature=required(told["signature"], "署名"),
        day=request.day_of("day"),
        title=required(told["title"], "标题"),
        life=life if dated else f"{life}\n{words}",
        farewell=Farewell(request.day_of("farewell_day"), words) if dated else None,
        sheet=sheet_of(request, MOURNING_LOOKS, Frame.MOURNING),
    )


OBITUARY = PaperJob(
    "obituary",
    "讣告",
    None,
    (
        Setting("title", "标题", "讣告", help="也可写“×××同志讣告”"),
        Setting("who", "逝者", "某矿退休采煤工王德山同志", help="身份和姓名"),
        Setting(
            "how", "逝世情况", letter_words.death, help="原因、时间、地点，不写年龄"
        ),
        Setting("age", "年龄", "78"),
        Setting(
            "age_word",
            "年龄用语",
            AgeWord.PLAIN,
            choices=tuple(AgeWord),
            help="“享年”用于长者，由家属和工会商定",
        ),
        Setting("life", "生平", letter_words.LIFE, lines=True),
        Setting(
            "farewell_day",
            "告别仪式日期",
            letter_words.farewell_day,
            help="讣告须在此之前张贴；不举行就空着",
        ),
        Setting(
            "farewell",
            "告别仪式",
            "上午9时在市殡仪馆松鹤厅举行遗体告别仪式，请生前友好届时参加。",
            help="时间、地点、形式",
        ),
        Setting("signature", "署名", "王德山同志治丧小组"),
        DAY,
        *sheet_settings("A3", large=True, looks=MOURNING_LOOKS, frame=None),
    ),
    obituary,
)
