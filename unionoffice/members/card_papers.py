"""会员证 and 工作证 from the members' register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
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
from unionoffice.paper.card.booklet import Booklets
from unionoffice.paper.card.card import Card, CardSheets, CardText, Entry
from unionoffice.paper.card.impose import ID_1_SHEET, Flip, most_on
from unionoffice.printing import NO, YES, PaperJob, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.office import Office
    from unionoffice.printing import Request
    from unionoffice.register.column import AnyColumn

SIZES = {
    "85.6×53.98（每张纸 10 个）": ID_1_SHEET,
    "90×60（每张纸 9 个）": most_on((90, 60), gap_mm=(6, 2), bleed_mm=3),
}
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)[×xX*](\d{1,4}(?:\.\d{1,3})?)")
_BOOKLET: tuple[tuple[AnyColumn, str], ...] = (
    (persons.SEX, "性别"),
    (persons.ETHNIC, "民族"),
    (persons.BORN, "出生年月"),
    (persons.NATIVE_PLACE, "籍贯"),
    (persons.EDUCATION, "文化程度"),
    (persons.JOINED, "入会时间"),
    (persons.CARD_NO, "编号"),
)
"""What a membership card says of its holder (domain.md §1.1)."""

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


def member_booklets(office: Office, request: Request) -> Booklets:
    """会员证折页本: to be folded, with room for moves and dues."""
    columns = tuple(column for column, _ in _BOOKLET)
    held = holders(office, request, columns, photos=True)
    told = request.settings
    return Booklets(
        _text(request),
        tuple(map(_booklet_card, held)),
        _booklet_card(None),
        request.day.year,
        _page_size(told["page"]),
        Flip(told["flip"]),
        trial=request.flag("trial"),
    )


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


def _booklet_card(holder: Holder | None) -> Card:
    told = [
        Entry(label, _booklet_fact(holder, column) if holder else "")
        for column, label in _BOOKLET
    ]
    sex, ethnic, born, native, education, joined, number = told
    rows = (sex, ethnic), (born, native), (education,), (joined,), (number,)
    return Card(
        holder.name if holder else "", rows, photo=holder.photo if holder else None
    )


def _booklet_fact(holder: Holder, column: AnyColumn) -> str:
    by_month = column in (persons.BORN, persons.JOINED)
    return holder.month(column) if by_month else holder.said(column)


def _page_size(told: str) -> tuple[float, float]:
    """Width and height in mm, written as 90×125.

    Raises:
        InvalidInput: they are not.
    """
    found = _SIZE.fullmatch(told.strip())
    if found is None:
        raise InvalidInput(f"每页尺寸“{told}”不对，请写成 90×125 这样（毫米）。")
    return float(found[1]), float(found[2])


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
    told, text = request.settings, _text(request)
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


def _text(request: Request) -> CardText:
    told = request.settings
    rules = told["rules"].replace("\\n", "\n").splitlines()
    issued = request.day_of("issued") if told["issued"].strip() else None
    return CardText(
        title=told["title"],
        union=told["union"],
        rules=tuple(filter(None, map(str.strip, rules))),
        issuer=told["issuer"],
        issued=day_words(issued) if issued else "",
    )


def _card_settings(title: str, rules: str) -> Iterator[Setting]:
    yield from _kind_settings(title, rules)
    yield Setting("size", "尺寸", next(iter(SIZES)), choices=tuple(SIZES))
    yield Setting("code", "二维码", YES, choices=(YES, NO), help="内容是证号")
    yield Setting("backs", "印背面", YES, choices=(YES, NO))
    yield FIRST


def _kind_settings(title: str, rules: str) -> Iterator[Setting]:
    yield Setting("title", "证件名称", title)
    yield Setting("union", "工会名称", union_name)
    yield WHO
    yield Setting("rules", "持证须知", rules, lines=True, help="每行一条")
    yield Setting("issuer", "发证工会", committee)
    yield Setting(
        "issued", "发证日期", lambda _office, day: day.isoformat(), help="不填则不印"
    )
    yield Setting(
        "flip",
        "双面翻转",
        Flip.LONG_EDGE.value,
        choices=tuple(flip.value for flip in Flip),
        help="与打印机的双面设置一致；可先用校准页试印",
    )
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
        "member-booklet",
        "会员证折页本",
        persons.MEMBERS.key,
        (
            *_kind_settings("会员证", _MEMBER_RULES),
            Setting("page", "每页尺寸", "90×125", help="折起来的宽×高，毫米"),
        ),
        member_booklets,
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
