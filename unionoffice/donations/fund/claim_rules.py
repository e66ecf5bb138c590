"""What the mutual-aid fund pays, for what, and who decides it (domain.md §3.6).

Pure rules: what is known comes in, what speaks against a claim comes out in sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from db.vocabulary import FundCause
from unionoffice import money
from unionoffice.donations.fund.membership import Waiting, why_no_help
from unionoffice.register.complaint import Complaint, Level
from unionoffice.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from unionoffice.donations.fund.membership import Span
    from unionoffice.money import Fen

QUORUM = Fraction(2, 3)
"""The share of the committee that has to be present."""
CLOSING_DAY = 10
"""The day on which a month of the fund is closed, if the fund says no other."""


@dataclass(frozen=True, slots=True)
class FundRules:
    """The rules of one fund.

    Attributes:
        waiting: months before a member gets anything.
        ceilings: what is paid at most for a cause; without one there is no limit.
        committee: how many sit in the committee; None if nobody said.
        closing_day: the day on which its month is closed.
    """

    waiting: Waiting = field(default_factory=Waiting)
    ceilings: Mapping[FundCause, Fen] = field(default_factory=dict)
    committee: int | None = None
    closing_day: int = CLOSING_DAY


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, as it is judged."""

    cause: FundCause
    happened_on: date
    applied_on: date
    amount: Fen
    illness: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """A claim that the same person made before and that was not refused."""

    cause: FundCause
    illness: str
    applied_on: date


@dataclass(frozen=True, slots=True)
class Vote:
    """How a committee voted."""

    committee: int
    present: int
    votes: int

    @property
    def needed(self) -> int:
        """How many have to be present at least."""
        whole, rest = divmod(QUORUM.numerator * self.committee, QUORUM.denominator)
        return whole + bool(rest)

    @property
    def carried(self) -> bool:
        """Whether more than half of those present agreed."""
        return 2 * self.votes > self.present


def faults(claim: Claim, today: date | None) -> Iterator[Complaint]:
    """What a claim says against itself.

    Without `today` nothing is said about days that lie ahead.
    """
    if claim.amount <= 0:
        yield Complaint("amount", Level.REJECT, "申请金额应大于 0")
    if claim.happened_on > claim.applied_on:
        yield Complaint("happened_on", Level.REJECT, "发生日期不能晚于申请日期")
    if today is not None and claim.applied_on > today:
        yield Complaint("applied_on", Level.REJECT, "申请日期不能晚于今天")
    if claim.cause is FundCause.ILLNESS and not claim.illness:
        words = "重大疾病请填写病种：同一病种只给付一次"
        yield Complaint("illness", Level.REJECT, words)
    if claim.cause is FundCause.KIN and not claim.relation:
        yield Complaint("relation", Level.REJECT, "亲属变故请填写与会员的关系")


def judged(
    claim: Claim,
    rules: FundRules,
    membership: Sequence[Span],
    before: Iterable[Before],
) -> Iterator[Complaint]:
    """What the rules of the fund have against a claim."""
    why = why_no_help(membership, claim.happened_on)
    if why:
        yield Complaint("happened_on", Level.REJECT, why)
    ceiling = rules.ceilings.get(claim.cause)
    if ceiling is not None and claim.amount > ceiling:
        words = f"{claim.cause.label}最多给付 {money.show(ceiling)} 元"
        yield Complaint("amount", Level.REJECT, words)
    for other in before:
        if claim.cause is FundCause.ILLNESS and _same_illness(claim, other):
            words = f"同一病种只给付一次，{other.applied_on.isoformat()} 已经申请过"
            yield Complaint("illness", Level.REJECT, words)
            return


def why_no_vote(vote: Vote) -> str:
    """Why a vote decides nothing, in a sentence; empty if it does."""
    if vote.committee < 1:
        return "请先填写管理委员会人数。"
    if not 0 <= vote.votes <= vote.present <= vote.committee:
        return "同意人数不能多于出席人数，出席人数不能多于委员人数。"
    if vote.present < vote.needed:
        return (
            f"委员会 {vote.committee} 人，出席 {vote.present} 人，不足三分之二"
            f"（至少 {vote.needed} 人），不能表决。"
        )
    return ""


def _same_illness(claim: Claim, other: Before) -> bool:
    """One illness, however it is written."""
    names = (plain(claim.illness).upper(), plain(other.illness).upper())
    return other.cause is FundCause.ILLNESS and names[0] == names[1]
