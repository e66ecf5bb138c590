"""Which visits a paper is about: those of a round, or those of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from db.models import VisitRound
from unionoffice.errors import InvalidInput
from unionoffice.hardship.rounds.rows import Round, round_of
from unionoffice.printing import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office

OF_ROUND, LISTED = "慰问活动", "列表中的慰问"
EVERYBODY, WAITING = "全部", "未签领"


class Known(NamedTuple):
    """A round by what it may be called in a setting."""

    round_id: int
    name: str
    planned_on: date

    @property
    def words(self) -> str:
        """Name and day, which tell it from others of its name."""
        return f"{self.name}（{self.planned_on}）"


def rounds_known(connection: Connection) -> list[Known]:
    """Every round, the latest first."""
    wanted = (
        select(VisitRound.id, VisitRound.name, VisitRound.planned_on)
        .where(VisitRound.deleted_at.is_(None))
        .order_by(VisitRound.planned_on.desc(), VisitRound.id.desc())
    )
    return [Known(*row) for row in connection.execute(wanted)]


def latest(office: Office, _day: date) -> str:
    """The latest round as the setting tells it; empty if there is none."""
    with office.reading() as connection:
        known = rounds_known(connection)
    if not known:
        return ""
    alone = sum(item.name == known[0].name for item in known) == 1
    return known[0].name if alone else known[0].words


ROUND = Setting(
    "round",
    "慰问活动",
    latest,
    help="空着为最近一次；有同名的，写成“春节送温暖（2026-02-10）”，括号里是计划日期",
)
WHO = Setting("who", "范围", EVERYBODY, choices=(EVERYBODY, WAITING))


def asked_round(connection: Connection, told: str) -> Round | None:
    """The round that a setting names, the latest if it names none.

    Returns None only where there is no round at all.

    Raises:
        InvalidInput: there is none of this name, or there are several.
    """
    known = rounds_known(connection)
    words = told.strip()
    if not words:
        return round_of(connection, known[0].round_id) if known else None
    whole = [item for item in known if item.words == words]
    found = whole[:1] or [item for item in known if item.name == words]
    if len(found) > 1:
        raise InvalidInput(f"有 {len(found)} 次“{words}”，请写明：{_named(found)}。")
    if not found:
        there = f"有的是：{_named(known)}" if known else "还没有慰问活动"
        raise InvalidInput(f"没有名为“{words}”的慰问活动，{there}。")
    return round_of(connection, found[0].round_id)


_FEW = 5


def _named(known: Sequence[Known]) -> str:
    more = " 等" if len(known) > _FEW else ""
    return "、".join(item.words for item in known[:_FEW]) + more
