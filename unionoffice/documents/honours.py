"""光荣榜 and 红榜 as papers: people with their portraits, donors with their gifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.documents.donors import gifts
from unionoffice.documents.honoured import members, together, typed
from unionoffice.members import persons
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.red_roll import Published, RedRoll
from unionoffice.paper.wall.roll import RollOfHonour
from unionoffice.paper.wall.sheet import WALL_LOOKS
from unionoffice.printing import PaperJob, Request, Setting, union_name
from unionoffice.wall_sheet import (
    DAY,
    SEALED,
    SIGNATURE,
    required,
    sheet_of,
    sheet_settings,
    written,
)

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.office import Office

NO_PHOTOS = "不用照片"


def roll_of_honour(office: Office, request: Request) -> RollOfHonour:
    """光荣榜 as it was set.

    Raises:
        InvalidInput: a setting cannot be what was said.
        Refused: a photo cannot be used, or a merit belongs to nobody; by name.
    """
    told = request.settings
    photo = None if told["photo"] == NO_PHOTOS else told["photo"]
    honour = written(told["honour"])
    people = members(office, request, photo)
    return RollOfHonour(
        title=required(told["title"], "标题"),
        honours=together(honour, people, typed(told["people"], honour)),
        signature=required(told["signature"], "署名"),
        day=request.day_of("day"),
        basis=written(told["basis"]),
        photo=photo,
        sealed=request.flag("sealed"),
        sheet=sheet_of(request, WALL_LOOKS),
    )


def red_roll(_office: Office, request: Request) -> RedRoll:
    """红榜 as it was set.

    Raises:
        InvalidInput: an amount or the day is none.
    """
    told = request.settings
    return RedRoll(
        title=required(told["title"], "标题"),
        gifts=gifts(told["donors"]),
        signature=required(told["signature"], "署名"),
        day=request.day_of("day"),
        cause=written(told["cause"]),
        use=written(told["use"]),
        published=Published(told["published"]),
        sealed=request.flag("sealed"),
        sheet=sheet_of(request, WALL_LOOKS),
    )


def _basis(office: Office, day: date) -> str:
    return (
        f"根据{union_name(office, day)}《关于表彰{day.year - 1}年度先进个人的决定》，"
        "经民主评选、张榜公示，下列同志被授予荣誉称号。希望全体职工以他们为榜样，"
        "立足岗位，再立新功。"
    )


_DONORS = """\
【集体捐款】
综采一队党支部 2000
机关工会小组 860
【个人捐款】
张伟 200
李国强 300
王秀英 100
欧阳志远 500
匿名 1000
买买提·艾力 200
赵敏 100
陈建军 200
孙丽 100
周大勇 300
吴刚 200
郑晓东 100
冯晨 50
匿名 20
褚卫东 200
卫红 100
蒋志强 150
沈小梅 100
韩铁柱 200
杨春 50"""

_CAUSE = (
    "为帮助患重病的职工渡过难关，矿工会发出捐款倡议，广大职工自愿捐款，奉献爱心。"
    "现将捐款情况公布如下："
)
_USE = "所捐款项已全额交付受助职工家属，收支情况接受全体职工监督。"

PAPERS = (
    PaperJob(
        "honour-roll",
        "光荣榜",
        persons.MEMBERS.key,
        (
            Setting("title", "标题", "光荣榜"),
            Setting("basis", "依据", _basis, lines=True),
            Setting("honour", "称号", "先进工作者", help="选定会员的荣誉称号"),
            Setting(
                "photo",
                "照片",
                "二寸",
                choices=("二寸", "一寸", NO_PHOTOS),
                help="会员没有照片的，留出贴照片处",
            ),
            Setting(
                "merits",
                "事迹",
                lines=True,
                help="每行一人：“姓名：事迹”；重名的写“姓名（单位）：事迹”",
            ),
            Setting(
                "people",
                "另加人员",
                lines=True,
                help="不在会员名册里的，每行“姓名 单位 事迹”；“【称号】”另起一组；"
                "没有选定会员时只印这些人",
            ),
            Setting("most", "最多人数", "12", help="没有选定会员时，印列表的前几人"),
            SIGNATURE,
            DAY,
            SEALED,
            *sheet_settings("A3", frame=Frame.MEANDER),
        ),
        roll_of_honour,
    ),
    PaperJob(
        "red-roll",
        "捐款红榜",
        None,
        (
            Setting("title", "标题", "爱心捐款红榜"),
            Setting("cause", "说明", _CAUSE, lines=True),
            Setting(
                "donors",
                "捐款人",
                _DONORS,
                lines=True,
                help="每行“姓名 金额”，按所写顺序；“【集体捐款】”另起一组；"
                "不愿公布金额的在后面写“未公布”（只有一人时能从合计推算出来）",
            ),
            Setting(
                "published",
                "公布内容",
                Published.AMOUNTS,
                choices=tuple(Published),
                help="没有公布的内容不会出现在文件里",
            ),
            Setting("use", "去向", _USE, lines=True, help="拨付、结余、监督电话"),
            SIGNATURE,
            DAY,
            SEALED,
            *sheet_settings("A3", frame=Frame.DOUBLE),
        ),
        red_roll,
    ),
)
"""The rolls that hang on red paper."""
