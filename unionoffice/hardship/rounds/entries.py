"""慰问名单: who is on the list of a round, what is given, who signed (§2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, select
from sqlalchemy.orm import aliased

from db.models import Person, RoundEntry, VisitRound
from db.vocabulary import LeftOut, VisitForm
from unionoffice.hardship.filing.pointing import FILE_TARGET
from unionoffice.hardship.rounds.rows import entry_value
from unionoffice.hardship.visiting.words import FORMS
from unionoffice.members.events import PERSON_TARGET, unit_of
from unionoffice.members.units import PLACE as UNITS
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    IdNumber,
    Integer,
    Money,
    PersonName,
    Reference,
    Target,
    Text,
    worded,
)
from unionoffice.register.merge_rules import MergeRules, Ruling
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement


LOCKED = "慰问名单不能新增、修改、删除或导入；选择、排除和签领请在“慰问活动”中办理。"

_GIVEN = RoundEntry.left_out.is_(None)
_SIGNED = RoundEntry.signed_on.is_not(None)
_WAITING = and_(_GIVEN, RoundEntry.signed_on.is_(None))

ROUND_OF = Field(
    RoundEntry.round_id,
    "慰问活动",
    Reference(Target(VisitRound, VisitRound.name, searched=True), width=18),
)
PERSON = Field(RoundEntry.person_id, "慰问对象", Reference(PERSON_TARGET, width=10))
FILE = Field(RoundEntry.file_id, "困难档案号", Reference(FILE_TARGET))
KIND = Field(RoundEntry.kind, "类别", Text(40, width=12))
FORM = Field(RoundEntry.form, "慰问形式", worded(VisitForm, FORMS, width=8))
AMOUNT = Field(RoundEntry.amount, "慰问金", Money())
GOODS = Field(RoundEntry.goods, "慰问品", Text(100))
QUANTITY = Field(RoundEntry.quantity, "数量", Integer(width=6))
PRICE = Field(RoundEntry.unit_price, "单价", Money())
TEAM = Field(RoundEntry.team, "慰问组", Text(40, width=10))
LEFT_OUT = Field(RoundEntry.left_out, "排除原因", worded(LeftOut))
LEFT_OUT_WORDS = Field(RoundEntry.left_out_words, "排除说明", Text(200))
SIGNED_ON = Field(RoundEntry.signed_on, "签领日期", Day())
SIGNER = Field(RoundEntry.signer, "签领人", PersonName())
RELATION = Field(RoundEntry.signer_relation, "与本人关系", Text(20))
PROXY_ID = Field(RoundEntry.proxy_id, "代领人身份证号", IdNumber(), sensitive=True)
PROXY_REASON = Field(RoundEntry.proxy_reason, "代领原因", Text(100))
ENTRY_NOTE = Field(RoundEntry.note, "备注", Text(200))
UNIT = unit_of(RoundEntry.person_id)
VALUE = Derived(
    "value",
    "应发金额",
    Money(),
    lambda _day: case((_GIVEN, entry_value()), else_=0),
)
"""Money and goods together; nothing for whoever is left out."""


def _unit_key(_day: date) -> ColumnElement[Any]:
    card = aliased(Person)
    wanted = select(card.unit_id).where(card.id == RoundEntry.person_id)
    return wanted.scalar_subquery()


UNIT_KEY = Derived("unit_key", "所在单位", Reference(UNITS), _unit_key)
"""Where somebody stands now; used to choose by, as keys of units."""


def of_living_rounds() -> ColumnElement[bool]:
    """The list of a round that lies in the recycle bin lies there with it."""
    mine = aliased(VisitRound)
    return (
        select(mine.id)
        .where(mine.id == RoundEntry.round_id, mine.deleted_at.is_(None))
        .exists()
    )


def unsigned(_day: date) -> ColumnElement[bool]:
    """未签领: something is still to be given."""
    return _WAITING


def signed_stays(one: Mapping[str, Any], other: Mapping[str, Any]) -> Ruling | None:
    """Of two entries of one human being in a round the signed one stays."""
    signed = [row for row in (one, other) if row["signed_on"] is not None]
    if len(signed) != 1:
        return None
    (stays,) = signed
    goes = other if stays is one else one
    return Ruling(stays["id"], goes["id"], "已经签领")


ENTRY_FACTS = (
    *(ROUND_OF, PERSON, KIND, FORM, AMOUNT, GOODS, QUANTITY, PRICE, TEAM),
    *(LEFT_OUT, LEFT_OUT_WORDS, SIGNED_ON, SIGNER, RELATION, PROXY_REASON),
)

ROUND_ENTRIES = Register(
    key="round-entries",
    title="慰问名单",
    noun="慰问对象",
    model=RoundEntry,
    group="帮扶",
    icon="people",
    part_of="rounds",
    locked=LOCKED,
    where=of_living_rounds,
    sections=(
        Section("对象", (ROUND_OF, PERSON, KIND, FILE)),
        Section("慰问", (FORM, AMOUNT, GOODS, QUANTITY, PRICE, TEAM)),
        Section("排除", (LEFT_OUT, LEFT_OUT_WORDS)),
        Section(
            "签领", (SIGNED_ON, SIGNER, RELATION, PROXY_ID, PROXY_REASON, ENTRY_NOTE)
        ),
    ),
    columns=(
        *(ROUND_OF, TEAM, UNIT, PERSON, KIND, FORM, AMOUNT, GOODS, VALUE),
        *(LEFT_OUT, SIGNED_ON, SIGNER),
    ),
    naming=(PERSON, ROUND_OF),
    order=(Order(ROUND_OF), Order(TEAM), Order(UNIT), Order(PERSON)),
    search=(PERSON, UNIT, KIND, TEAM, SIGNER),
    filters=(
        Named("unsigned", "未签领", unsigned),
        Named("signed", "已签领", lambda _day: _SIGNED),
        Named("excluded", "已排除", lambda _day: RoundEntry.left_out.is_not(None)),
        Named("given", "未排除", lambda _day: _GIVEN),
        Named(
            "proxy",
            "代领",
            lambda _day: RoundEntry.proxy_reason.is_not(None),
        ),
        OneOf(ROUND_OF),
        OneOf(UNIT_KEY),
        OneOf(LEFT_OUT),
        OneOf(FORM),
        Between(SIGNED_ON),
        Between(VALUE),
    ),
    totals=(VALUE,),
    merging=MergeRules(better=signed_stays, follows=True),
    sheet=Sheet(columns=(), shown=(*ENTRY_FACTS, UNIT, VALUE)),
    printouts=(
        TablePrintout(
            "round-entry-list",
            "慰问名单",
            (TEAM, UNIT, PERSON, KIND, FORM, AMOUNT, GOODS, VALUE, SIGNED_ON, SIGNER),
            name_columns=(PERSON.key, SIGNER.key),
            totals=(VALUE.key,),
            page_sums=True,
            capitals=VALUE.key,
        ),
    ),
    empty="还没有慰问名单。先新建慰问活动，再从会员或困难档案中选择慰问对象。",
)
"""Everybody on the list of a round."""
