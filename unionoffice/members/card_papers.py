"""会员证 and 工作证 from the members' register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.members import persons
from unionoffice.members.paper_rows import (
    FIRST,
    TRIAL,
    WHO,
    Holder,
    committee,
    day_words,
    holders,
    place_on_sheet,
)
from unionoffice.paper.card import Card, CardSheets, CardText, Entry
from unionoffice.paper.impose import ID_1_SHEET, Flip, most_on
from unionoffice.printing import NO, YES, PaperJob, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.office import Office
    from unionoffice.printing import Request

SIZES = {
    "85.6×53.98（每张纸 10 个）": ID_1_SHEET,
    "90×60（每张纸 9 个）": most_on((90, 60), gap_mm=(6, 2), bleed_mm=3),
}
_MEMBER_RULES = (
    "1. 本证是会员身份的凭证，只限本人使用，不得转借、涂改。\n"
    "2. 凭本证参加工会活动，享受会员服务。\n"
    "3. 会员调动工作，凭本证接转工会组织关系。\n"
    "4. 本证遗失应及时报告发证工会，登记后补发。\n"
    "5. 退会或被开除会籍的，由发证工会收回本证。"
)
_WORK_RULES = (
    "1. 本证只限本人工作时使用，不得转借、涂改。\n"
    "2. 下井检查、走访慰问应随身携带，主动出示。\n"
    "3. 本证遗失应及时报告发证单位，登记后补发。\n"
    "4. 离开工作岗位时，应将本证交回发证单位。"
)


def member_cards(office: Office, request: Request) -> CardSheets:
    """会员证卡: the holder's membership, and behind it the rules."""
    held = holders(
        office,
        request,
        (
            persons.UNIT,
            persons.SEX,
            persons.ETHNIC,
            persons.JOINED,
            persons.CARD_NO,
        ),
        photos=True,
    )
    cards = tuple(_member_card(holder, coded=request.flag("code")) for holder in held)
    return _sheets(request, cards, _member_card(None, coded=False))


def work_cards(office: Office, request: Request) -> CardSheets:
    """工作证: who does which work where."""
    held = holders(
        office,
        request,
        (
            persons.UNIT,
            persons.UNION_DUTY,
            persons.DUTY,
            persons.POST,
            persons.TRADE,
            persons.STAFF_NO,
            persons.CARD_NO,
        ),
        photos=True,
    )
    cards = tuple(_work_card(holder, coded=request.flag("code")) for holder in held)
    return _sheets(request, cards, _work_card(None, coded=False))


def _member_card(holder: Holder | None, *, coded: bool) -> Card:
    labels = "单位", "性别", "民族", "入会时间", "证号"
    if holder is None:
        unit, sex, ethnic, joined, number = (Entry(label, "") for label in labels)
        return Card("", ((unit,), (sex, ethnic), (joined,), (number,)))
    told = (
        holder.said(persons.UNIT),
        holder.said(persons.SEX),
        holder.said(persons.ETHNIC),
        holder.month(persons.JOINED),
        holder.said(persons.CARD_NO),
    )
    unit, sex, ethnic, joined, number = map(Entry, labels, told)
    code = (number.value or holder.uid) if coded else ""
    rows = (unit,), (sex, ethnic), (joined,), (number,)
    return Card(holder.name, rows, code, holder.photo)


def _work_card(holder: Holder | None, *, coded: bool) -> Card:
    labels = "单位", "职务", "编号"
    if holder is None:
        return Card("", tuple((Entry(label, ""),) for label in labels))
    told = (
        holder.said(persons.UNIT),
        holder.first(persons.UNION_DUTY, persons.DUTY, persons.POST, persons.TRADE),
        holder.first(persons.STAFF_NO, persons.CARD_NO),
    )
    code = (told[-1] or holder.uid) if coded else ""
    rows = tuple(
        (Entry(label, value),) for label, value in zip(labels, told, strict=True)
    )
    return Card(holder.name, rows, code, holder.photo)


def _sheets(request: Request, cards: tuple[Card, ...], blank: Card) -> CardSheets:
    told = request.settings
    rules = told["rules"].replace("\\n", "\n").splitlines()
    issued = request.day_of("issued") if told["issued"].strip() else None
    text = CardText(
        title=told["title"],
        union=told["union"],
        rules=tuple(filter(None, map(str.strip, rules))),
        issuer=told["issuer"],
        issued=day_words(issued) if issued else "",
    )
    return CardSheets(
        text,
        cards,
        blank,
        SIZES[told["size"]],
        backs=request.flag("backs"),
        flip=Flip(told["flip"]),
        skip=place_on_sheet(request, "first"),
        trial=request.flag("trial"),
    )


def _card_settings(title: str, rules: str) -> Iterator[Setting]:
    yield Setting("title", "证件名称", title)
    yield Setting("union", "工会名称", union_name)
    yield WHO
    yield Setting("size", "尺寸", next(iter(SIZES)), choices=tuple(SIZES))
    yield Setting("rules", "持证须知", rules, lines=True, help="每行一条")
    yield Setting("issuer", "发证工会", committee)
    yield Setting(
        "issued", "发证日期", lambda _office, day: day.isoformat(), help="不填则不印"
    )
    yield Setting("code", "二维码", YES, choices=(YES, NO), help="内容是证号")
    yield Setting("backs", "印背面", YES, choices=(YES, NO))
    yield Setting(
        "flip",
        "双面翻转",
        Flip.LONG_EDGE.value,
        choices=tuple(flip.value for flip in Flip),
        help="与打印机的双面设置一致；可先用校准页试印",
    )
    yield FIRST
    yield TRIAL


CARD_PAPERS = (
    PaperJob(
        "member-card",
        "会员证",
        persons.MEMBERS.key,
        tuple(_card_settings("会员证", _MEMBER_RULES)),
        member_cards,
    ),
    PaperJob(
        "work-card",
        "工作证",
        persons.MEMBERS.key,
        tuple(_card_settings("工作证", _WORK_RULES)),
        work_cards,
    ),
)
"""The cards of members and of those who work for the union."""
