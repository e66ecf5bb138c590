"""What is done with a fund and its claims in the lists: what is asked before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Campaign, FundClaim, FundMember
from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.donations.fund.contributions import add_interest, generate_month
from unionoffice.donations.fund.deciding import decide, pay
from unionoffice.donations.fund.rules import fund, only_fund, rules_of
from unionoffice.errors import InvalidInput, Refused
from unionoffice.register.action import Action, Needs, Paper, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unionoffice.office import Office
    from unionoffice.register.action import Outcome
    from unionoffice.register.changes import Changes

    Deed = Callable[[Office, Sequence[int]], Outcome]

_TWO_NUMBERS = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})\D*", re.ASCII)


def ask_month(office: Office, ids: Sequence[int]) -> Question:
    """The action “生成互助金”: asks for the month.

    Raises:
        Refused: it is no fund.
    """
    now = Month.of(office.clock.today())
    with office.reading() as connection:
        title = fund(connection, ids[0]).title
    return Question(
        f"生成“{title}”哪个月的互助金？",
        "生成",
        lambda words: generate_month(office, ids[0], _month(words, now)),
        f"写成 {now}；不写就是本月。每人每月只生成一次，生成后可以核对、删改，再入账。",
    )


def ask_interest(office: Office, ids: Sequence[int]) -> Question:
    """The action “登记利息”: asks for the amount.

    Raises:
        Refused: it is no fund.
    """
    with office.reading() as connection:
        title = fund(connection, ids[0]).title
    return Question(
        f"“{title}”收到多少利息（元）？",
        "登记",
        lambda words: add_interest(office, ids[0], _amount(words)),
        "利息并入本金，入账以后计入收入。",
    )


def print_sheet(office: Office, ids: Sequence[int]) -> Paper:
    """The action “打印月度收支表”.

    Raises:
        Refused: it is no fund.
    """
    with office.reading() as connection:
        fund(connection, ids[0])
    return Paper("fund-sheet", (ids[0],))


def ask_vote(office: Office, ids: Sequence[int]) -> Question:
    """The action “表决”: asks how many were present and how many agreed."""
    with office.reading() as connection:
        wanted = select(FundClaim.campaign_id, FundClaim.amount).where(
            FundClaim.id == ids[0]
        )
        claim = connection.execute(wanted).one_or_none()
        if claim is None:
            raise Refused("这笔申请已经不存在，请刷新后再试。")
        rules = rules_of(connection, claim.campaign_id)
        title = select(Campaign.title).where(Campaign.id == claim.campaign_id)
        name = connection.scalar(title) or ""
    if rules is None or rules.committee is None:
        raise Refused(f"请先在“捐款活动”里填写“{name}”的管理委员会人数。")
    return Question(
        f"这笔 {money.show(claim.amount)} 元的申请，几人出席、几人同意？",
        "登记表决",
        lambda words: _decide(office, ids[0], words),
        f"委员会 {rules.committee} 人，写成“出席 同意”，如 6 4；"
        "三分之二出席、出席者过半同意才通过。",
    )


def book_claim(office: Office, ids: Sequence[int]) -> Changes:
    """The action “给付入账”."""
    return pay(office, ids[0])


def _decide(office: Office, claim_id: int, words: str) -> Changes:
    found = _TWO_NUMBERS.fullmatch(words.strip())
    if found is None:
        raise Refused(f"看不懂“{words}”，请写出席人数和同意人数，如 6 4。")
    return decide(office, claim_id, present=int(found[1]), votes=int(found[2]))


def _month(words: str, now: Month) -> Month:
    try:
        return Month.parse(words) if words.strip() else now
    except InvalidInput as problem:
        raise Refused(problem.sentence) from problem


def _amount(words: str) -> int:
    try:
        return money.parse(words)
    except InvalidInput as problem:
        raise Refused(problem.sentence) from problem


def _of_fund(run: Deed) -> Deed:
    """The same deed on the page of the members: for their fund, or the only one."""

    def for_members(office: Office, ids: Sequence[int]) -> Outcome:
        return run(office, [_fund_of(office, ids)])

    return for_members


def _fund_of(office: Office, members: Sequence[int]) -> int:
    with office.reading() as connection:
        wanted = select(FundMember.campaign_id).where(FundMember.id.in_(members))
        chosen = set(connection.scalars(wanted))
        if len(chosen) == 1:
            return chosen.pop()
        row = only_fund(connection)
    if row is None:
        raise Refused(
            "请先选中一位互助会员，就知道是哪个基金；还没有基金的，"
            "在“捐款活动”里建一个类型为“互助基金”的活动。"
        )
    return int(row.id)


FUND_ACTIONS = (
    Action("fund-month", "生成互助金…", Needs.ONE, ask_month, "calendar"),
    Action("fund-interest", "登记利息…", Needs.ONE, ask_interest, "add"),
    Action("fund-sheet", "基金收支公布表", Needs.ONE, print_sheet, "print"),
)
MEMBER_ACTIONS = tuple(
    Action(each.key, each.label, Needs.NONE, _of_fund(each.run), each.icon)
    for each in FUND_ACTIONS
)
CLAIM_ACTIONS = (
    Action("vote", "表决…", Needs.ONE, ask_vote, "tick"),
    Action("pay", "给付入账", Needs.ONE, book_claim, "dues"),
)
