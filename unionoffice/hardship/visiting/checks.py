"""What may be given to whom, how much and how often (domain.md §2.7, §2.8); pure rules.

A visit is judged by the rule in force on its day, beside everything the same person was
given before. What breaks a rule is said with its figures; it may be done all the same
if somebody writes down why (超限额原因).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import (
    AllowedForm,
    FundSource,
    MemberState,
    Recipient,
    VisitForm,
    VisitFrequency,
    VisitOccasion,
)
from unionoffice.members.dues import REMIND_AFTER
from unionoffice.members.states import IN_GOOD_STANDING
from unionoffice.money import show
from unionoffice.register.complaint import Complaint, Level
from unionoffice.text import no_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from unionoffice.money import Fen

WARMTH_OCCASIONS = frozenset(
    {VisitOccasion.HARDSHIP, VisitOccasion.HARSH_WORK, VisitOccasion.INJURY}
)
"""What the warmth fund (送温暖资金) is for, whoever pays (§2.7)."""
WARMTH_SOURCES = frozenset({FundSource.FISCAL, FundSource.SUPERIOR, FundSource.DONATED})
"""Money that reaches a union as warmth fund, whatever the occasion."""
IN_CASH = frozenset({VisitForm.CASH, VisitForm.TRANSFER})
NOT_YET = frozenset({MemberState.NONE, MemberState.APPLYING})

FORM, AMOUNT, OCCASION = "form", "amount", "occasion"
ILLNESS, OVER_REASON, PERSON = "illness", "over_reason", "person_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may be given on one occasion; a limit that is None does not bind."""

    occasion: VisitOccasion
    allowed: AllowedForm = AllowedForm.ANY
    usual: Fen | None = None
    each_limit: Fen | None = None
    year_limit: Fen | None = None
    frequency: VisitFrequency = VisitFrequency.EACH
    payers_only: bool = False
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Warmth:
    """What the warmth fund gives one person at most: each time, and in a year."""

    each: Fen | None = None
    year: Fen | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with the union on the day of the visit."""

    state: MemberState
    months_owed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A visit as the rules see it: made, or to be made, on a day."""

    on: date
    occasion: VisitOccasion
    form: VisitForm
    value: Fen
    source: FundSource | None = None
    illness: str | None = None
    recipient: Recipient = Recipient.MEMBER

    @property
    def is_warmth(self) -> bool:
        """Whether it counts against the ceilings of the warmth fund."""
        if self.source is FundSource.AID:
            return False
        return self.occasion in WARMTH_OCCASIONS or self.source in WARMTH_SOURCES


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a visit breaks; only a `firm` one needs a reason in writing."""

    key: str
    sentence: str
    firm: bool = True


def faults(
    visit: Given,
    others: Sequence[Given],
    rule: Rule | None,
    *,
    warmth: Warmth | None = None,
    standing: Standing | None = None,
) -> Iterator[Fault]:
    """Everything that speaks against a visit.

    Args:
        visit: what is to be judged.
        others: what the same person was given besides.
        rule: the rule of the occasion in force on the day; without one nothing is
            limited but by the warmth fund.
        warmth: the ceilings of the warmth fund on the day.
        standing: how the person stands with the union; None if it is nobody's card.
    """
    if rule is not None:
        yield from _form(visit, rule)
        yield from _each(visit, rule)
        yield from _year(visit, others, rule)
        yield from _often(visit, others, rule)
        if standing is not None and visit.recipient is Recipient.MEMBER:
            yield from _standing(standing, rule)
    if warmth is not None and visit.is_warmth:
        yield from _warmth(visit, others, warmth)


def complaints(found: Iterable[Fault], over_reason: str | None) -> list[Complaint]:
    """The faults beside their fields: to be refused unless a reason is written."""
    return [
        Complaint(item.key, Level.WARN, item.sentence)
        if over_reason or not item.firm
        else Complaint(item.key, Level.REJECT, f"{item.sentence}；{GIVE_A_REASON}")
        for item in found
    ]


GIVE_A_REASON = "确需这样办理的，请填写“超限额原因”"


def _form(visit: Given, rule: Rule) -> Iterator[Fault]:
    if rule.allowed is AllowedForm.GOODS and visit.form in IN_CASH:
        words = f"{rule.occasion.label}只能送实物或提货券，不能发{visit.form.label}"
        yield Fault(FORM, words)


def _each(visit: Given, rule: Rule) -> Iterator[Fault]:
    limit = rule.each_limit
    if limit is not None and visit.value > limit:
        yield Fault(
            AMOUNT,
            f"超过每次限额：本次 {show(visit.value)} 元，{rule.occasion.label}"
            f"每人每次不超过 {show(limit)} 元，超出 {show(visit.value - limit)} 元",
        )


def _year(visit: Given, others: Sequence[Given], rule: Rule) -> Iterator[Fault]:
    """The yearly cap counts what one fund has paid for one occasion."""
    same = (
        item
        for item in others
        if item.occasion is visit.occasion and item.source is visit.source
    )
    source = f"（{visit.source.label}）" if visit.source else ""
    label = f"{rule.occasion.label}{source}"
    yield from _over_the_year(visit, same, rule.year_limit, label)


def _warmth(visit: Given, others: Sequence[Given], warmth: Warmth) -> Iterator[Fault]:
    limit = warmth.each
    if limit is not None and visit.value > limit:
        yield Fault(
            AMOUNT,
            f"超过送温暖每人次限额：本次 {show(visit.value)} 元，每人次不超过"
            f" {show(limit)} 元，超出 {show(visit.value - limit)} 元",
        )
    same = (item for item in others if item.is_warmth)
    yield from _over_the_year(visit, same, warmth.year, "送温暖")


def _over_the_year(
    visit: Given, others: Iterable[Given], limit: Fen | None, label: str
) -> Iterator[Fault]:
    if limit is None or not visit.value:
        return
    before = sum(item.value for item in others if item.on.year == visit.on.year)
    total = before + visit.value
    if total > limit:
        yield Fault(
            AMOUNT,
            f"超过年度限额：{visit.on.year} 年已有 {show(before)} 元，"
            f"本次 {show(visit.value)} 元，合计 {show(total)} 元；"
            f"{label}每人每年不超过 {show(limit)} 元，超出 {show(total - limit)} 元",
        )


def _often(visit: Given, others: Sequence[Given], rule: Rule) -> Iterator[Fault]:
    same = [item for item in others if item.occasion is visit.occasion]
    this_year = [item for item in same if item.on.year == visit.on.year]
    label = rule.occasion.label
    match rule.frequency:
        case VisitFrequency.YEARLY:
            yield from _again(this_year, f"{label}每年只慰问一次")
        case VisitFrequency.ONCE:
            yield from _again(same, f"{label}只慰问一次")
        case VisitFrequency.ILLNESS:
            yield from _same_illness(visit, this_year)
        case VisitFrequency.EACH:
            pass


def _again(earlier: Sequence[Given], words: str) -> Iterator[Fault]:
    if earlier:
        days = "、".join(sorted({item.on.isoformat() for item in earlier}))
        yield Fault(OCCASION, f"{days} 已经慰问过，{words}")


def _same_illness(visit: Given, this_year: Sequence[Given]) -> Iterator[Fault]:
    if not visit.illness:
        yield Fault(ILLNESS, "请填写病种，同一病种一年只慰问一次", firm=False)
        return
    name = no_spaces(visit.illness)
    same = [item for item in this_year if item.illness]
    same = [item for item in same if no_spaces(item.illness or "") == name]
    yield from _again(same, f"同一病种（{visit.illness}）一年只慰问一次")


def _standing(standing: Standing, rule: Rule) -> Iterator[Fault]:
    """Who pays no dues has no part in collective welfare (§2.8)."""
    if not rule.payers_only:
        return
    if standing.months_owed >= REMIND_AFTER:
        words = f"累计欠缴会费 {standing.months_owed} 个月，不能享受会员集体福利"
        yield Fault(PERSON, words)
    state = standing.state
    if state in NOT_YET:
        words = f"会籍状态是“{state.label}”，请核对能否享受会员集体福利"
        yield Fault(PERSON, words, firm=False)
    elif state not in IN_GOOD_STANDING and state is not MemberState.DEAD:
        yield Fault(PERSON, f"会籍状态是“{state.label}”，不能享受会员集体福利")
