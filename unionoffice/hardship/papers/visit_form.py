"""走访慰问登记表: one sheet for each visit with all there is to it (domain.md §2.9).

It goes to the file of the visits, so it holds what a sheet for signing never does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.hardship.papers.visited import (
    ALL,
    BLANK,
    COLUMNS,
    IDENTITY,
    WIDE,
    Visited,
    asked,
    capitals,
    pair,
    row,
    text,
    three,
    yuan,
)
from unionoffice.hardship.visiting import fields as facts
from unionoffice.hardship.visiting.jobs import photos
from unionoffice.hardship.visiting.visits import VISITS
from unionoffice.paper.form.form import Cell, Form, FormRow, Forms
from unionoffice.paper.form.grid import FormLook
from unionoffice.paper.images import read_image
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.printing import NO, YES, PaperJob, Request, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.office import Office
    from unionoffice.paper.document import Image

MOST_PHOTOS = 2
PHOTO_PX = 1200
"""The longer side of a photo of 72 mm at about 400 dots per inch."""
PHOTO_MM = (72.0, 43.0)
WIDE_PHOTO_MM = (100.0, 43.0)
LOOK = FormLook(
    top_mm=14.0,
    bottom_mm=13.0,
    sizes=(TYPE_SIZES["五号"], TYPE_SIZES["小五"]),
    signing=TYPE_SIZES["五号"],
    padding_mm=1.2,
    height_mm=2.0,
)
NOTE = "本表一人一次一张，随走访慰问档案保存；代领的须附代领人身份证复印件。"


def visit_forms(office: Office, request: Request) -> Forms:
    """走访慰问登记表 of the chosen visits; a blank one if none was chosen.

    Raises:
        Refused: a photo is gone or damaged.
    """
    found = asked(office, request) or [BLANK]
    with_photos = request.flag("photos")
    forms = tuple(
        _form(request, one, _photos(office, one) if with_photos else [])
        for one in found
    )
    return Forms(request.settings["title"], forms)


def _form(request: Request, one: Visited, pictures: Sequence[Image]) -> Form:
    number = one.said(facts.NUMBER) or _GAP
    above = f"工会组织：{request.settings['union']}", f"编号：{number}"
    more = 0.0 if pictures else _MORE_MM
    rows = (
        *_who(one, identity=request.flag(IDENTITY.name)),
        *_why(one, more),
        *_what(one),
        *_heard(one, more),
        *_signed(one),
        *_pictures(pictures),
        *_office(one),
    )
    title = request.settings["title"]
    return Form(title, COLUMNS, rows, one.name, above=above, note=NOTE, look=LOOK)


_GAP = "　　　　　　　"
_MORE_MM = 9.0
"""What texts have more room where there are no photos."""


def _who(one: Visited, *, identity: bool) -> Iterator[FormRow]:
    number = one.said(facts.ID_NUMBER) if identity else ""
    yield three(
        ("慰问对象", one.name),
        ("对象类别", one.said(facts.RECIPIENT)),
        ("与会员关系", one.said(facts.RELATION)),
    )
    yield row(pair("身份证号", number, WIDE), pair("困难档案号", one.said(facts.FILE)))
    yield row(
        pair("单位班组", one.said(facts.PLACE), WIDE),
        pair("慰问日期", one.said(facts.VISITED)),
    )
    yield row(pair("家庭住址", one.said(facts.ADDRESS), ALL))


def _why(one: Visited, more: float) -> Iterator[FormRow]:
    occasion, activity = one.said(facts.OCCASION), one.said(facts.ACTIVITY)
    yield row(pair("慰问事由", occasion), pair("节日或活动", activity, WIDE))
    yield text("事由简述", one.said(facts.CIRCUMSTANCES), 15 + more)
    illness, home = one.said(facts.ILLNESS), one.said(facts.HOME)
    told = [f"病种：{illness}"] if illness else []
    yield text("健康与\n家庭情况", "\n".join([*told, *filter(None, [home])]), 15 + more)


def _what(one: Visited) -> Iterator[FormRow]:
    over = one.said(facts.OVER_REASON)
    beyond = f"是；{over}" if over else "否" if one.known else ""
    yield row(
        pair("慰问形式", one.said(facts.FORM)),
        pair("资金来源", one.said(facts.SOURCE), 2),
        pair("凭证号", one.said(facts.VOUCHER)),
    )
    yield row(
        pair("慰问金", yuan(one.amount)), pair("大写", capitals(one.amount), WIDE)
    )
    yield three(
        ("慰问品", one.said(facts.GOODS)),
        ("数量、单价", one.pieces),
        ("慰问品金额", yuan(one.goods)),
    )
    yield row(pair("合计", yuan(one.worth)), pair("大写", capitals(one.worth), WIDE))
    yield row(pair("是否超限额", beyond, ALL))


def _heard(one: Visited, more: float) -> Iterator[FormRow]:
    leader, companions = one.said(facts.LEADER), one.said(facts.COMPANIONS)
    yield row(pair("带队领导", leader), pair("随行人员", companions, WIDE))
    yield text("本人诉求\n与建议", one.said(facts.WISHES), 13 + more)
    yield text("处理意见", one.said(facts.OPINION), 13 + more)


def _signed(one: Visited) -> Iterator[FormRow]:
    """The signature stands on paper; who gave it and when is printed if it is known."""
    relation = one.said(facts.SIGNER_RELATION)
    if one.kept(facts.SIGNED) and not relation:
        relation = "本人"
    yield row(
        pair("领取人签名", one.said(facts.SIGNER)),
        pair("与本人关系", relation, 2),
        pair("领取日期", one.said(facts.SIGNED)),
        least=10,
    )
    yield row(
        pair("代领人\n身份证号", one.said(facts.PROXY_ID), WIDE),
        pair("代领原因", one.said(facts.PROXY_REASON)),
    )


def _pictures(pictures: Sequence[Image]) -> Iterator[FormRow]:
    if not pictures:
        return
    across = ALL // len(pictures)
    size = PHOTO_MM if len(pictures) > 1 else WIDE_PHOTO_MM
    cells = tuple(
        Cell(photo=True, image=image, across=across, photo_mm=size)
        for image in pictures
    )
    yield row((Cell("走访照片", label=True), *cells), least=size[1] + 3)


def _office(one: Visited) -> Iterator[FormRow]:
    yield row(pair("备注", one.said(facts.NOTE), ALL))
    yield row(
        pair("经办人", one.said(facts.HANDLER)),
        pair("审核人", one.said(facts.REVIEWER), 2),
        pair("工会主席\n（签字）", ""),
        least=12,
    )


def _photos(office: Office, one: Visited) -> list[Image]:
    """The first photos of a visit."""
    if not one.known:
        return []
    with office.reading() as connection:
        kept = photos(connection, one.visit_id)[:MOST_PHOTOS]
    try:
        return [
            read_image(office.load_file(item.picture), longest_px=PHOTO_PX)
            for item in kept
        ]
    except Refused as problem:
        raise Refused(f"{one.name}的走访照片印不出来：{problem}") from problem


VISIT_FORM = PaperJob(
    "visit-form",
    "走访慰问登记表",
    VISITS.key,
    (
        Setting("title", "标题", "走访慰问登记表"),
        Setting("union", "工会组织", union_name),
        IDENTITY,
        Setting(
            "photos",
            "印走访照片",
            YES,
            choices=(YES, NO),
            help=f"每次最多 {MOST_PHOTOS} 张",
        ),
    ),
    visit_forms,
)
