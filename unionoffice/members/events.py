"""会籍变动: what happened to memberships; every state follows from these (§1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.models import MembershipEvent, Person, Unit
from db.vocabulary import CardHandling, EventKind, EventReason, MemberNote
from unionoffice.errors import Refused
from unionoffice.members import states
from unionoffice.members.histories import Story, check_events, histories, told
from unionoffice.members.merge_rules import EVENT_RULES
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, OneOf
from unionoffice.register.kinds import Day, Flag, Reference, Target, Text, worded
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute

PERSON_TARGET = Target(
    Person,
    Person.name,
    searched=True,
    missing="请先在“会员”中新增或导入这个人，再导入这一行",
)

PERSON = Field(
    MembershipEvent.person_id,
    "会员",
    Reference(PERSON_TARGET),
    required=True,
    fixed=True,
)
KIND = Field(MembershipEvent.kind, "变动类型", worded(EventKind), required=True)
HAPPENED = Field(
    MembershipEvent.happened_on,
    "变动日期",
    Day(),
    help="入会以基层工会批准之日为准；旧名册没有日期的留空",
)
AWAY = Field(MembershipEvent.away, "标注", worded(MemberNote))
REASON = Field(MembershipEvent.reason, "原因", worded(EventReason))
FROM = Field(MembershipEvent.from_union, "原工会名称", Text(100))
TO = Field(MembershipEvent.to_union, "新工会名称", Text(100))
CARD = Field(MembershipEvent.card_handling, "会员证处理", worded(CardHandling))
CARD_NO = Field(MembershipEvent.card_no, "会员证号", Text(40))
FORM = Field(MembershipEvent.form_destination, "登记表去向", Text(100))
HANDLER = Field(MembershipEvent.handler, "经办人", Text(50))
MEETING = Field(MembershipEvent.meeting_on, "批准会议日期", Day())
APPROVAL = Field(MembershipEvent.approval_no, "批准文号", Text(60))
EDUCATED = Field(MembershipEvent.educated, "有教育记录", Flag(), help="自动退会必须有")
DISCUSSED = Field(
    MembershipEvent.discussed, "委员会已讨论", Flag(), help="退会、开除必须有"
)
NOTE = Field(MembershipEvent.note, "备注", Text(500, lines=True))


def unit_of(person_id: InstrumentedAttribute[int]) -> Derived[str]:
    """The unit in which the person of a record stands now."""

    def name(_day: date) -> ColumnElement[Any]:
        person, unit = aliased(Person), aliased(Unit)
        return (
            select(unit.name)
            .join(person, person.unit_id == unit.id)
            .where(person.id == person_id)
            .scalar_subquery()
        )

    return Derived("unit", "所在单位", Text(60), name)


UNIT = unit_of(MembershipEvent.person_id)


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    person = values.get(PERSON.key)
    if person is None or values.get(KIND.key) is None:
        return
    others = [
        event for key, event in _history(connection, person) if key != (record_id or 0)
    ]
    for _, sentence in states.check([*others, told(values)]):
        yield Complaint(KIND.key, Level.REJECT, sentence)
    if values[KIND.key] == EventKind.NOTED and values.get(AWAY.key) is None:
        yield Complaint(AWAY.key, Level.REJECT, "请选择标注的内容（借出、待岗 …）")


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    event = MembershipEvent
    persons = select(event.person_id).where(event.id.in_(ids)).distinct()
    for person in connection.execute(persons).scalars():
        history = _history(connection, person)
        kept = [event for key, event in history if key not in ids]
        for _, sentence in states.check(kept):
            words = f"去掉后会籍经过不能成立：{sentence}"
            raise Refused(words)


def _history(connection: Connection, person: int) -> Story:
    return histories(connection, [person]).get(person, [])


EVENTS = Register(
    key="events",
    title="会籍变动",
    noun="会籍变动",
    model=MembershipEvent,
    group="会员",
    icon="event",
    sections=(
        Section("变动", (PERSON, KIND, HAPPENED, AWAY, REASON)),
        Section("去向与证件", (FROM, TO, CARD, CARD_NO, FORM)),
        Section("批准", (MEETING, APPROVAL, HANDLER, EDUCATED, DISCUSSED, NOTE)),
    ),
    columns=(HAPPENED, PERSON, UNIT, KIND, REASON, FROM, TO, APPROVAL),
    naming=(PERSON, KIND),
    order=(Order(HAPPENED, descending=True),),
    search=(PERSON, FROM, TO, APPROVAL, NOTE),
    filters=(OneOf(KIND), OneOf(REASON), Between(HAPPENED), Between(MEETING)),
    guards=Guards(save=_guard_save, discard=_guard_discard),
    merging=EVENT_RULES,
    sheet=Sheet(
        columns=(
            SheetColumn(
                PERSON,
                ("身份证号码", "公民身份号码", "身份证件号码", "证件号码"),
                via=Person.id_number,
                label="身份证号",
            ),
            SheetColumn(
                PERSON, ("职工编号", "员工编号"), via=Person.staff_no, label="工号"
            ),
            SheetColumn(PERSON, ("会员", "会员姓名", "职工姓名"), label="姓名"),
            SheetColumn(KIND, ("类型", "变动类别")),
            SheetColumn(HAPPENED, ("日期", "时间", "变动时间")),
            SheetColumn(AWAY),
            SheetColumn(REASON, ("变动原因",)),
            SheetColumn(FROM, ("转出单位", "原工会")),
            SheetColumn(TO, ("转入单位", "新工会", "去向")),
            SheetColumn(CARD),
            SheetColumn(CARD_NO),
            SheetColumn(FORM),
            SheetColumn(HANDLER),
            SheetColumn(MEETING, ("会议日期",)),
            SheetColumn(APPROVAL, ("文号",)),
            SheetColumn(EDUCATED),
            SheetColumn(DISCUSSED),
            SheetColumn(NOTE),
        ),
        match_on=((PERSON.key, KIND.key, HAPPENED.key),),
        unique=((PERSON.key, KIND.key, HAPPENED.key),),
        file_check=check_events,
        shown=(UNIT,),
        remark=NOTE,
    ),
    printouts=(
        TablePrintout(
            "event-list",
            "会籍变动登记表",
            (HAPPENED, PERSON, UNIT, KIND, REASON, FROM, TO, APPROVAL),
            name_columns=(PERSON.key,),
        ),
    ),
    empty="还没有会籍变动。导入花名册时按入会时间自动登记入会；"
    "调出、退休、退会等在这里登记。",
)
