"""What the facts of one hardship file say about each other (domain.md §2.2–2.4, §2.10).

Pure; the same for form and sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.vocabulary import FileState
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

CLOSED = (FileState.LIFTED, FileState.CANCELLED, FileState.MOVED)
"""Ways in which a file that was live ends; it is kept for ten years from then on."""
KEPT_YEARS = 10
OTHER_CAUSES = ("second_cause", "third_cause", "fourth_cause")
EXCLUSIONS = {
    "second_home": "有两套以上住房",
    "runs_business": "有商铺或雇人经营",
    "costly_school": "子女高收费私立就读或自费留学",
    "owns_company": "是公司控股股东或实际控制人",
    "has_car": "拥有或经常使用机动车",
    "hides_income": "拒绝核查或隐瞒收入",
    "declines_work": "有劳动能力无正当理由不就业",
    "unlawful": "有违法活动",
}
"""The checklist of domain.md §2.2; each hit needs a reason why there is a file yet."""
MOST_PEOPLE = 30


def check_file(values: dict[str, Any], today: date) -> list[Complaint]:
    """Everything one file's own facts are wrong about."""
    return [
        *causes(values),
        *exclusions(values),
        *days_in_order(values, today),
        *ending(values),
    ]


def causes(values: Mapping[str, Any]) -> Iterator[Complaint]:
    """One main cause, at most three others, each once (domain.md §2.3 C)."""
    main = values.get("main_cause")
    seen = {main} if main else set()
    for key in OTHER_CAUSES:
        cause = values.get(key)
        if cause is None:
            continue
        if main is None:
            yield Complaint("main_cause", Level.REJECT, "请先选主要致困原因")
            return
        if cause in seen:
            same = "主要原因" if cause == main else "另一个次要原因"
            yield Complaint(key, Level.REJECT, f"次要致困原因不能与{same}相同")
        seen.add(cause)


def exclusions(values: Mapping[str, Any]) -> Iterator[Complaint]:
    """A hit on the checklist needs a reason (domain.md §2.2)."""
    hits = [words for key, words in EXCLUSIONS.items() if values.get(key)]
    if hits and not values.get("exclusion_reason"):
        words = f"{'、'.join(hits)}：属于不予建档的情形，仍要建档的请填写特批理由"
        yield Complaint("exclusion_reason", Level.REJECT, words)


def days_in_order(values: Mapping[str, Any], today: date) -> Iterator[Complaint]:
    """No day lies in the future, and none before the one it follows."""
    labels = {
        "applied_on": "申请日期",
        "opened_on": "建档日期",
        "closed_on": "撤档日期",
    }
    before: tuple[str, date] | None = None
    for key, label in labels.items():
        day = values.get(key)
        if day is None:
            continue
        if day > today:
            yield Complaint(key, Level.REJECT, f"{label}不能晚于今天")
        if before is not None and day < before[1]:
            yield Complaint(key, Level.REJECT, f"{label}早于{before[0]}")
        before = label, day


def ending(values: Mapping[str, Any]) -> Iterator[Complaint]:
    """A closed file says when; an open one has no such day.

    Where no state is told yet, it will be told by whoever writes the file down.
    """
    state, day = values.get("state"), values.get("closed_on")
    if state is None:
        return
    if state in CLOSED and day is None:
        yield Complaint("closed_on", Level.REJECT, "已撤档的要填写撤档日期")
    if state not in (*CLOSED, FileState.REFUSED) and day is not None:
        yield Complaint("closed_on", Level.REJECT, "没有撤档的档案不填撤档日期")
    if state == FileState.LIVE and not values.get("opened_on"):
        yield Complaint("opened_on", Level.WARN, "在档的请补填建档日期")


def household_size(told: int | None, people: int) -> Complaint | None:
    """The number on the form against the people listed (domain.md §2.10, 5)."""
    if told is None or told == people or people <= 1:
        return None
    words = f"家庭人口填了 {told} 人，家庭成员登记了 {people} 人（含本人），请核对"
    return Complaint("household_size", Level.WARN, words)


def year_income(
    own_month: int | None, members_month: int, other_year: int | None
) -> int | None:
    """家庭年度总收入 of the form: twelve months of everybody and what else came in.

    All in fen; None if the head's own income is not told (domain.md §2.3).
    """
    if own_month is None:
        return None
    return 12 * (own_month + members_month) + (other_year or 0)
