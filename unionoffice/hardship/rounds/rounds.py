"""慰问活动: rounds of visits with their budgets and figures (domain.md §2.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from db.models import RoundEntry, VisitRound
from db.vocabulary import FundSource, RoundState
from unionoffice.errors import Refused
from unionoffice.hardship.aid.written import SOURCES
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.rounds.rows import entry_value
from unionoffice.hardship.visiting.words import occasions
from unionoffice.register.action import Action, Needs
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Integer,
    Money,
    Text,
    worded,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

GROUP = "帮扶"

NAME = Field(VisitRound.name, "活动名称", Text(60, width=20), required=True)
OCCASION = Field(VisitRound.occasion, "慰问事由", occasions(), required=True)
PLANNED_ON = Field(VisitRound.planned_on, "计划日期", Day(), required=True)
BUDGET = Field(VisitRound.budget, "预算", Money())
SOURCE = Field(
    VisitRound.source,
    "资金来源",
    worded(FundSource, SOURCES, width=14),
    help="签领前必须填写，不同来源不能混账",
)
HANDLER = Field(VisitRound.handler, "经办人", Text(50, width=8))
NOTE = Field(VisitRound.note, "备注", Text(1000, lines=True))

_GIVEN = RoundEntry.left_out.is_(None)
_SIGNED = RoundEntry.signed_on.is_not(None)
_WAITING = and_(_GIVEN, RoundEntry.signed_on.is_(None))


def _of_round(
    counted: ColumnElement[Any], which: ColumnElement[bool]
) -> ColumnElement[Any]:
    """A figure of the living entries of the round of the enclosing query."""
    mine = and_(
        RoundEntry.round_id == VisitRound.id, RoundEntry.deleted_at.is_(None), which
    )
    return select(func.coalesce(counted, 0)).where(mine).scalar_subquery()


def _sum() -> ColumnElement[Any]:
    return func.sum(entry_value())


STATE = Derived(
    "state",
    "状态",
    worded(RoundState, width=6),
    lambda _day: VisitRound.state.expression,
)
PEOPLE = Derived(
    "people", "人数", Integer(width=6), lambda _day: _of_round(func.count(), _GIVEN)
)
PLANNED = Derived(
    "planned", "计划金额", Money(), lambda _day: _of_round(_sum(), _GIVEN)
)
SIGNED = Derived(
    "signed", "已签领金额", Money(), lambda _day: _of_round(_sum(), _SIGNED)
)
SIGNED_PEOPLE = Derived(
    "signed_people",
    "已签领",
    Integer(width=7),
    lambda _day: _of_round(func.count(), _SIGNED),
)
UNSIGNED_PEOPLE = Derived(
    "unsigned_people",
    "未签领",
    Integer(width=7),
    lambda _day: _of_round(func.count(), _WAITING),
)
LEFT_OUT_PEOPLE = Derived(
    "left_out_people",
    "已排除",
    Integer(width=7),
    lambda _day: _of_round(func.count(), RoundEntry.left_out.is_not(None)),
)
REST = Derived(
    "rest",
    "预算余额",
    Money(minimum=None),
    lambda _day: VisitRound.budget - _of_round(_sum(), _GIVEN),
)


def has_signed(connection: Connection, round_ids: Sequence[int]) -> str | None:
    """The name of a round in which somebody has signed, if there is one among these."""
    wanted = (
        select(VisitRound.name)
        .join(RoundEntry, RoundEntry.round_id == VisitRound.id)
        .where(VisitRound.id.in_(round_ids), RoundEntry.deleted_at.is_(None), _SIGNED)
        .limit(1)
    )
    return connection.scalar(wanted)


def _fill(
    _connection: Connection,
    record_id: int | None,
    values: dict[str, Any],
    _day: date,
    who: str,
) -> None:
    if record_id is None and values.get(HANDLER.key) is None:
        values[HANDLER.key] = who


def _check(values: dict[str, Any], _today: date) -> list[Complaint]:
    if values.get(SOURCE.key):
        return []
    return [Complaint(SOURCE.key, Level.WARN, "签领之前请填写资金来源")]


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """What was signed for was given for an occasion and from a fund: both stay."""
    if record_id is None or has_signed(connection, [record_id]) is None:
        return
    wanted = select(VisitRound.occasion, VisitRound.source)
    held = connection.execute(wanted.where(VisitRound.id == record_id)).one()
    for item, stored in ((OCCASION, held.occasion), (SOURCE, held.source)):
        if values.get(item.key) != stored:
            words = f"已经有人签领，{item.label}不能再改"
            yield Complaint(item.key, Level.REJECT, words)


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    name = has_signed(connection, ids)
    if name is not None:
        raise Refused(f"“{name}”已经有人签领，不能删除；请先取消签领。")


def _close(office: Office, ids: Sequence[int]) -> Changes:
    return round_signing.close_round(office, ids[0])


def _reopen(office: Office, ids: Sequence[int]) -> Changes:
    return round_signing.reopen_round(office, ids[0])


ROUNDS = Register(
    key="rounds",
    title="慰问活动",
    noun="慰问活动",
    model=VisitRound,
    group=GROUP,
    icon="calendar",
    sections=(
        Section("活动", (NAME, OCCASION, PLANNED_ON, SOURCE, BUDGET)),
        Section("其他", (HANDLER, NOTE)),
    ),
    columns=(
        *(PLANNED_ON, NAME, OCCASION, STATE, SOURCE, PEOPLE, BUDGET, PLANNED),
        *(SIGNED, SIGNED_PEOPLE, UNSIGNED_PEOPLE),
    ),
    more_columns=(LEFT_OUT_PEOPLE, REST),
    naming=(NAME, PLANNED_ON),
    order=(Order(PLANNED_ON, descending=True),),
    search=(NAME, HANDLER, NOTE),
    filters=(
        OneOf(STATE),
        OneOf(OCCASION),
        OneOf(SOURCE),
        Between(PLANNED_ON),
        Named(
            "unsigned",
            "还有人未签领",
            lambda _day: _of_round(func.count(), _WAITING) > 0,
        ),
        Named(
            "over_budget",
            "计划超过预算",
            lambda _day: VisitRound.budget < _of_round(_sum(), _GIVEN),
        ),
    ),
    totals=(BUDGET, PLANNED, SIGNED),
    check=_check,
    fill=_fill,
    guards=Guards(save=_guard_save, discard=_guard_discard),
    actions=(
        Action("close", "办结", Needs.ONE, _close, "tick"),
        Action("reopen", "重新打开", Needs.ONE, _reopen, "undo"),
    ),
    sheet=Sheet(
        columns=(
            SheetColumn(NAME, ("名称", "慰问活动")),
            SheetColumn(OCCASION, ("事由",)),
            SheetColumn(PLANNED_ON, ("日期", "活动日期")),
            SheetColumn(SOURCE, ("经费来源",)),
            SheetColumn(BUDGET, ("预算金额",)),
            SheetColumn(HANDLER),
            SheetColumn(NOTE),
        ),
        match_on=((NAME.key, PLANNED_ON.key),),
        unique=((NAME.key, PLANNED_ON.key),),
        shown=(STATE, PEOPLE, PLANNED, SIGNED, SIGNED_PEOPLE, UNSIGNED_PEOPLE),
        remark=NOTE,
    ),
    printouts=(
        TablePrintout(
            "round-list",
            "慰问活动一览表",
            (PLANNED_ON, NAME, OCCASION, SOURCE, PEOPLE, BUDGET, PLANNED, SIGNED),
            totals=(BUDGET.key, PLANNED.key, SIGNED.key),
        ),
    ),
    empty="还没有慰问活动。按 Ctrl+N 新建一次，如“两节送温暖”，再选择慰问对象。",
)
"""Every round of visits."""
