"""日常慰问审批表, with the receipt below: how an everyday visit is decided (§2.8).

The group checks the membership, the branch signs, the union above approves, and who
receives it fills in the receipt. Illness and family do not travel through all of these
hands; they stand on the 走访慰问登记表.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import VisitForm
from unionoffice import money
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
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.hardship.visiting.rules import RuleBook
from unionoffice.hardship.visiting.visits import VISITS
from unionoffice.paper.align import Align
from unionoffice.paper.form.form import Cell, Form, FormRow, Forms
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.printing import PaperJob, Request, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.hardship.visiting.checks import Rule
    from unionoffice.office import Office

_DAY = "　　　　年　　月　　日"
_GROUP = "工会小组长（签名）：　　　　　　", _DAY
_BRANCH = "分工会主席（签名、盖章）：　　　　　　", _DAY
_ABOVE = "负责人（签名、盖章）：　　　　　　", _DAY
_RECEIVER = "领款人（签名）：　　　　　　", _DAY
_MEMBERSHIP = "会员资格：□ 符合　　□ 不符合　　　会费：□ 已缴　　□ 欠缴"
_OPEN_SUM = "\n人民币　　　　　　　　　　　　元整（¥　　　　　　　　）"
_GAP = "　　　　　　　"
_SIZES = (TYPE_SIZES["小四"],)


def approvals(office: Office, request: Request) -> Forms:
    """日常慰问审批表 of the chosen visits; a blank one if none was chosen."""
    found = asked(office, request) or [BLANK]
    with office.reading() as connection:
        book = RuleBook(connection)
    forms = tuple(_form(request, one, _rule(book, one, request)) for one in found)
    return Forms(request.settings["title"], forms)


def _rule(book: RuleBook, one: Visited, request: Request) -> Rule | None:
    occasion = one.kept(facts.OCCASION)
    day = one.kept(facts.VISITED) or request.day
    return book.rule(occasion, day) if occasion else None


def _form(request: Request, one: Visited, rule: Rule | None) -> Form:
    number = one.said(facts.NUMBER) or _GAP
    above = f"工会组织：{request.settings['union']}", f"编号：{number}"
    rows = (
        *_asked(one, rule, identity=request.flag(IDENTITY.name)),
        *_opinions(),
        _receipt(request, one),
    )
    note = "本表一式两份，一份附凭证，一份由分工会留存。"
    title = request.settings["title"]
    return Form(title, COLUMNS, rows, one.name, above=above, note=note)


def _asked(one: Visited, rule: Rule | None, *, identity: bool) -> Iterator[FormRow]:
    number = one.said(facts.ID_NUMBER) if identity else ""
    yield row(pair("慰问对象", one.name), pair("单位班组", one.said(facts.PLACE), WIDE))
    yield row(
        pair("身份证号", number, WIDE), pair("与会员关系", one.said(facts.RELATION))
    )
    yield row(
        pair("慰问事由", one.said(facts.OCCASION)),
        pair("节日或活动", one.said(facts.ACTIVITY), WIDE),
    )
    yield text("事由说明", one.said(facts.CIRCUMSTANCES), 19)
    yield row(pair("慰问标准", standard(rule), ALL))
    yield row(pair("拟慰问", gift_words(one), ALL))
    yield row(pair("金额", yuan(one.worth)), pair("大写", capitals(one.worth), WIDE))
    yield three(
        ("慰问形式", one.said(facts.FORM)),
        ("资金来源", one.said(facts.SOURCE)),
        ("经办人", one.said(facts.HANDLER)),
    )


def _opinions() -> Iterator[FormRow]:
    yield _opinion("工会小组\n意见", _MEMBERSHIP, _GROUP, 32)
    yield _opinion("分工会\n意见", "", _BRANCH, 30)
    yield _opinion("上级工会\n审批意见", "", _ABOVE, 30)


def _receipt(request: Request, one: Visited) -> FormRow:
    """领款收据: filled in by who receives it, or by who stands in for the person."""
    words = (
        f"今收到{request.settings['union']}给予的"
        f"{one.said(facts.OCCASION) or '　　　　'}{received(one)}。\n"
        "与慰问对象的关系：　　　　　　身份证号：\n"
        "代领原因："
    )
    return _opinion("领款收据", words, _RECEIVER, 46)


def received(one: Visited) -> str:
    """What the receipt says was received, the money in capitals and figures."""
    sum_ = f"{money.capitals(one.amount)}（{money.show_yuan(one.amount)}）"
    parts = [f"慰问金{sum_}"] if one.amount else []
    if goods := one.said(facts.GOODS):
        worth = f"（价值 {yuan(one.goods)}）" if one.goods else ""
        parts.append(f"慰问品{goods}{worth}")
    return "和".join(parts) or f"慰问金{_OPEN_SUM}"


def _opinion(label: str, words: str, signing: tuple[str, ...], least: float) -> FormRow:
    cell = Cell(words, across=ALL, align=Align.LEFT, signing=signing, sizes=_SIZES)
    return row((Cell(label, label=True), cell), least=least)


def standard(rule: Rule | None) -> str:
    """What may be given: 每人每次不超过 1,000.00 元；每年一次；实物或现金."""
    if rule is None:
        return ""
    told = []
    if rule.each_limit is not None:
        told.append(f"每人每次不超过 {money.show(rule.each_limit)} 元")
    if rule.year_limit is not None:
        told.append(f"每人每年累计不超过 {money.show(rule.year_limit)} 元")
    told += [rule.frequency.label, rule.allowed.label]
    return "；".join([*told, *filter(None, [rule.document])])


def gift_words(one: Visited) -> str:
    """What is to be brought, as lists say it; empty while nothing is."""
    goods = one.said(facts.GOODS)
    if not one.amount and not goods:
        return ""
    pieces, price = one.kept(facts.QUANTITY), one.kept(facts.PRICE)
    form = one.kept(facts.FORM) or VisitForm.CASH
    return Gift.told(form, one.amount, goods, pieces, price).words


VISIT_APPROVAL = PaperJob(
    "visit-approval",
    "日常慰问审批表",
    VISITS.key,
    (
        Setting("title", "标题", "日常慰问审批表"),
        Setting("union", "工会组织", union_name),
        IDENTITY,
    ),
    approvals,
)
