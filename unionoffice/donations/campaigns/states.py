"""How a campaign moves on: 筹备 → 进行 → 截止 → 公示 → 拨付 → 结清 (domain.md §3.3).

Pure: what is known of a campaign comes in, what forbids a step comes out as sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import CampaignKind, CampaignState
from unionoffice import money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from unionoffice.money import Fen

S = CampaignState
ORDER = (S.PREPARING, S.OPEN, S.ENDED, S.POSTED, S.PAYING, S.CLOSED)
DEEDS = {
    S.OPEN: "开始募捐",
    S.ENDED: "截止",
    S.POSTED: "公示",
    S.PAYING: "开始拨付",
    S.CLOSED: "结清",
}
"""What is done to come into each state."""
TAKES_GIFTS = (S.OPEN, S.ENDED)
"""While it is open or just ended gifts are entered; afterwards the list is closed."""
SPENDS = (S.OPEN, S.ENDED, S.POSTED, S.PAYING)
"""While money may leave it: a fund and an urgent case pay before the end."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the gates ask about a campaign; money in fen.

    Attributes:
        state: where it stands.
        kind: what it is.
        title: whether it has one, and whom it is for, when it began and ends.
        beneficiary: whom it is for; empty if nobody is named.
        meeting: the meeting that approved it.
        leftover: what was agreed about what is left over.
        begins_on: the first day.
        ends_on: the last day.
        drafts: gifts and payments that are not booked yet.
        closing: what is left.
    """

    state: CampaignState
    kind: CampaignKind
    beneficiary: str = ""
    meeting: str = ""
    leftover: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    drafts: int = 0
    closing: Fen = 0


def next_state(state: CampaignState) -> CampaignState | None:
    """The state that ordinarily follows; None at the end."""
    place = ORDER.index(state) + 1
    return ORDER[place] if place < len(ORDER) else None


def refusals(standing: Standing, to: CampaignState, today: date) -> list[str]:
    """Everything that forbids the step into a state, in sentences."""
    if next_state(standing.state) is not to:
        now, wanted = standing.state.label, to.label
        return [f"活动现在是“{now}”，不能直接到“{wanted}”。"]
    return list(_gates(standing, to, today))


def _gates(standing: Standing, to: CampaignState, today: date) -> Iterator[str]:
    if to is S.OPEN:
        if standing.kind is CampaignKind.CASE and not standing.beneficiary:
            yield "个案捐款要先填写受助对象。"
        if not standing.meeting:
            yield "请先填写批准会议。"
        if not standing.leftover:
            yield "请先写明结余怎么处理，倡议书上要告诉大家。"
        if standing.begins_on is None:
            yield "请先填写开始日期。"
        elif standing.begins_on > today:
            yield f"开始日期是 {standing.begins_on.isoformat()}，还没有到。"
    if to in (S.POSTED, S.CLOSED) and standing.drafts:
        yield f"还有 {standing.drafts} 笔没有入账，先入账或删去。"
    if to is S.CLOSED and standing.closing:
        left = money.show(standing.closing)
        yield f"还有结余 {left} 元，先拨付，或按约定办“结余处理”。"
