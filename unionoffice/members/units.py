"""单位: the tree 矿 → 区队/车间 → 班组, and the union groups (工会小组)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from db.models import Person, Unit
from db.vocabulary import UnitKind
from unionoffice.errors import Refused
from unionoffice.members.unit_rows import check_units
from unionoffice.register.action import Action, Needs, side_by_side
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import OneOf
from unionoffice.register.kinds import (
    Integer,
    Phone,
    Reference,
    Target,
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

PLACES = (UnitKind.COMPANY, UnitKind.TEAM, UnitKind.OFFICE)


def places() -> ColumnElement[bool]:
    """Units in which people stand: the mine, its teams and offices."""
    return Unit.kind.in_(PLACES)


def crews() -> ColumnElement[bool]:
    """班组."""
    return Unit.kind == UnitKind.CREW


def groups() -> ColumnElement[bool]:
    """工会小组."""
    return Unit.kind == UnitKind.UNION_GROUP


def above() -> ColumnElement[bool]:
    """Units that may have others beneath them."""
    return Unit.kind.in_((*PLACES, UnitKind.CREW))


def _new_place(connection: Connection, label: str) -> dict[str, object]:
    root = select(Unit.id).where(
        Unit.kind == UnitKind.COMPANY, Unit.deleted_at.is_(None)
    )
    kind = UnitKind.OFFICE if label.endswith(OFFICE_ENDINGS) else UnitKind.TEAM
    return {"kind": str(kind), "parent_id": connection.scalar(root.order_by(Unit.id))}


def _new_crew(_connection: Connection, _label: str) -> dict[str, object]:
    return {"kind": str(UnitKind.CREW)}


def _new_group(_connection: Connection, _label: str) -> dict[str, object]:
    return {"kind": str(UnitKind.UNION_GROUP)}


OFFICE_ENDINGS = ("科", "处", "室", "部", "机关", "中心", "办")

ANY_UNIT = Target(
    Unit, Unit.name, only=above, parent=Unit.parent_id, place=Unit.position
)
PLACE = Target(
    Unit,
    Unit.name,
    only=places,
    create=_new_place,
    parent=Unit.parent_id,
    place=Unit.position,
)
CREW = Target(
    Unit,
    Unit.name,
    only=crews,
    create=_new_crew,
    parent=Unit.parent_id,
    place=Unit.position,
    within="unit_id",
)
GROUP = Target(
    Unit,
    Unit.name,
    only=groups,
    create=_new_group,
    parent=Unit.parent_id,
    place=Unit.position,
    within="unit_id",
)


def _people(_day: date) -> ColumnElement[Any]:
    """Everybody for the mine itself, else those who stand in the unit."""
    here = aliased(Person)
    inside = (here.unit_id == Unit.id) | (here.crew_id == Unit.id)
    inside |= (here.group_id == Unit.id) | (Unit.kind == UnitKind.COMPANY)
    return (
        select(func.count())
        .select_from(here)
        .where(inside, here.deleted_at.is_(None))
        .scalar_subquery()
    )


NAME = Field(Unit.name, "名称", Text(60), required=True)
KIND = Field(Unit.kind, "类别", worded(UnitKind), required=True)
PARENT = Field(Unit.parent_id, "上级单位", Reference(ANY_UNIT))
POSITION = Field(Unit.position, "排序", Integer(), help="名册和公告按此顺序排列")
HEADCOUNT = Field(Unit.headcount, "职工总数", Integer(), help="用于计算入会率")
PHONE = Field(Unit.phone, "电话", Phone())
NOTE = Field(Unit.note, "备注", Text(500, lines=True))
PEOPLE = Derived("people", "登记人数", Integer(), _people)


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    parent = values.get(PARENT.key)
    if record_id is not None and parent in beneath(connection, record_id):
        sentence = "上级单位不能是本单位或本单位的下级"
        yield Complaint(PARENT.key, Level.REJECT, sentence)
    twin = (
        select(Unit.id)
        .where(Unit.name == values.get(NAME.key), Unit.deleted_at.is_(None))
        .where(Unit.parent_id == parent, Unit.id != (record_id or 0))
    )
    if connection.scalar(twin) is not None:
        sentence = f"同一上级下已有“{values.get(NAME.key)}”"
        yield Complaint(NAME.key, Level.REJECT, sentence)


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    people = select(func.count()).where(
        Person.deleted_at.is_(None),
        Person.unit_id.in_(ids) | Person.crew_id.in_(ids) | Person.group_id.in_(ids),
    )
    if count := connection.scalar(people):
        sentence = f"这些单位下还有 {count} 人，请先把人员调到别的单位。"
        raise Refused(sentence)
    children = select(func.count()).where(
        Unit.deleted_at.is_(None), Unit.parent_id.in_(ids), Unit.id.not_in(ids)
    )
    if count := connection.scalar(children):
        sentence = f"这些单位下还有 {count} 个下级单位，请先处理下级单位。"
        raise Refused(sentence)


def beneath(connection: Connection, unit_id: int) -> set[int]:
    """The keys of a unit and of everything under it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    child = aliased(Unit)
    tree = tree.union_all(select(child.id).join(tree, child.parent_id == tree.c.id))
    return set(connection.execute(select(tree.c.id)).scalars())


UNITS = Register(
    key="units",
    title="单位",
    noun="单位",
    model=Unit,
    group="会员",
    icon="tree",
    sections=(
        Section("单位", (NAME, KIND, PARENT, POSITION)),
        Section("其他", (HEADCOUNT, PHONE, NOTE)),
    ),
    columns=(NAME, KIND, PARENT, PEOPLE, HEADCOUNT, PHONE),
    more_columns=(POSITION, NOTE),
    naming=(NAME,),
    order=(Order(KIND), Order(PARENT), Order(POSITION), Order(NAME)),
    search=(NAME, NOTE),
    filters=(OneOf(KIND), OneOf(PARENT)),
    guards=Guards(save=_guard_save, discard=_guard_discard),
    actions=(Action("merge", "合并…", Needs.TWO, side_by_side, icon="merge"),),
    sheet=Sheet(
        columns=(
            SheetColumn(NAME, ("单位名称", "单位", "部门名称", "区队名称")),
            SheetColumn(KIND, ("单位类别", "性质")),
            SheetColumn(PARENT, ("上级", "隶属", "上级部门")),
            SheetColumn(POSITION, ("顺序",)),
            SheetColumn(HEADCOUNT, ("职工人数", "职工数")),
            SheetColumn(PHONE, ("联系电话", "办公电话")),
            SheetColumn(NOTE),
        ),
        match_on=((NAME.key, PARENT.key), (NAME.key,)),
        unique=((NAME.key, PARENT.key),),
        file_check=check_units,
        shown=(PEOPLE,),
        remark=NOTE,
    ),
    printouts=(TablePrintout("units", "单位一览表", (NAME, KIND, PARENT, PEOPLE)),),
    empty="先建立本矿的单位：矿、区队（车间）、班组和工会小组；"
    "也可以直接导入会员花名册，单位会从花名册中建立。",
)
