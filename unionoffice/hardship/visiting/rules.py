"""慰问标准: what may be given on each occasion, from a day on (domain.md §2.8).

The figures differ by province and firm, so they are records, never constants. A visit
is judged by the rule in force on its own day: a new rule changes no old visit.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import HardshipStandard, VisitRule
from db.vocabulary import AllowedForm, VisitFrequency, VisitOccasion
from unionoffice.hardship.visiting.checks import Rule, Warmth
from unionoffice.office import changes_of
from unionoffice.paths import resources
from unionoffice.register.action import Action, Needs
from unionoffice.register.changes import Changes
from unionoffice.register.column import Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import Day, Flag, Money, Text, worded
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office

OCCASION = Field(
    VisitRule.occasion, "慰问事由", worded(VisitOccasion, width=16), required=True
)
EFFECTIVE = Field(VisitRule.effective_on, "起执行日期", Day(), required=True)
ALLOWED = Field(VisitRule.allowed, "形式限制", worded(AllowedForm, width=16))
USUAL = Field(VisitRule.usual, "通常金额", Money(), help="登记慰问时先填上的金额")
EACH = Field(VisitRule.each_limit, "每次限额", Money(), help="每人每次，元；不限的留空")
YEAR = Field(
    VisitRule.year_limit,
    "年度限额",
    Money(),
    help="每人每年同一事由、同一资金来源累计；不限的留空",
)
FREQUENCY = Field(VisitRule.frequency, "频次", worded(VisitFrequency, width=16))
PAYERS = Field(
    VisitRule.payers_only, "限缴费会员", Flag(), help="欠费满 6 个月、保留会籍的不享受"
)
DOCUMENT = Field(VisitRule.document, "依据文件", Text(200))
NOTE = Field(VisitRule.note, "备注", Text(300, lines=True))

FACTS = (
    *(VisitRule.occasion, VisitRule.effective_on, VisitRule.allowed, VisitRule.usual),
    *(VisitRule.each_limit, VisitRule.year_limit, VisitRule.frequency),
    *(VisitRule.payers_only, VisitRule.document),
)


class RuleBook:
    """Every rule there is and the ceilings of the warmth fund, read at once."""

    def __init__(self, connection: Connection) -> None:
        """Read them; there are a few dozen at most."""
        self._rules: dict[str, list[tuple[date, Rule]]] = {}
        newest = VisitRule.effective_on.desc()
        statement = select(*FACTS).where(VisitRule.deleted_at.is_(None))
        for row in connection.execute(statement.order_by(newest)):
            told = self._rules.setdefault(row.occasion, [])
            told.append((row.effective_on, _rule(row)))
        standard = HardshipStandard
        ceilings = (
            select(standard.effective_on, standard.warmth_each, standard.warmth_year)
            .where(standard.deleted_at.is_(None))
            .order_by(standard.effective_on.desc())
        )
        self._warmth = [
            (row[0], Warmth(row[1], row[2])) for row in connection.execute(ceilings)
        ]

    def rule(self, occasion: str, day: date) -> Rule | None:
        """The rule of an occasion in force on a day."""
        told = self._rules.get(str(occasion), ())
        return next((rule for since, rule in told if since <= day), None)

    def warmth(self, day: date) -> Warmth | None:
        """The ceilings of the warmth fund in force on a day."""
        return next((limits for since, limits in self._warmth if since <= day), None)


def rule_on(connection: Connection, occasion: str, day: date) -> Rule | None:
    """The rule of an occasion in force on a day; None if there is none."""
    return RuleBook(connection).rule(occasion, day)


def load_examples(office: Office, _ids: Sequence[int] = ()) -> Changes:
    """The action “载入示例标准”: rules to be replaced by the local ones.

    An occasion that has a rule of that day already keeps it.
    """
    told = _examples()
    since = date.fromisoformat(told["effective_on"])
    with office.transaction("载入示例慰问标准") as writer:
        there = select(VisitRule.occasion).where(
            VisitRule.deleted_at.is_(None), VisitRule.effective_on == since
        )
        known = set(writer.connection.scalars(there))
        rows = [
            _row(rule, since, told["document"])
            for rule in told["rules"]
            if rule["occasion"] not in known
        ]
        if rows:
            writer.insert_many(VisitRule, rows)
    words = f"载入 {len(rows)} 条示例标准；只是示例，请改成本地现行标准。"
    if not rows:
        words = "示例标准都已经载入过，没有重复载入。"
    return changes_of(writer.written, words)


def check_rule(values: dict[str, Any], _today: date) -> list[Complaint]:
    """What a rule says against itself."""
    found = []
    each, year = values.get(EACH.key), values.get(YEAR.key)
    usual = values.get(USUAL.key)
    if each is not None and year is not None and each > year:
        words = "每次限额大于年度限额，请核对"
        found.append(Complaint(EACH.key, Level.WARN, words))
    limits = [limit for limit in (each, year) if limit is not None]
    if usual is not None and limits and usual > min(limits):
        found.append(Complaint(USUAL.key, Level.WARN, "通常金额超过限额，请核对"))
    return found


def in_force(day: date) -> ColumnElement[bool]:
    """Whether a rule is the newest one of its occasion on a day."""
    later = VisitRule.__table__.alias()
    newer = (
        select(later.c.id)
        .where(
            later.c.occasion == VisitRule.occasion,
            later.c.deleted_at.is_(None),
            later.c.effective_on <= day,
            later.c.effective_on > VisitRule.effective_on,
        )
        .correlate(VisitRule)
        .exists()
    )
    return (VisitRule.effective_on <= day) & ~newer


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    twin = select(VisitRule.id).where(
        VisitRule.occasion == values.get(OCCASION.key),
        VisitRule.effective_on == values.get(EFFECTIVE.key),
        VisitRule.deleted_at.is_(None),
        VisitRule.id != (record_id or 0),
    )
    if connection.scalar(twin) is not None:
        words = "这个事由从这一天起执行的标准已经登记过"
        yield Complaint(EFFECTIVE.key, Level.REJECT, words)


def _rule(row: Any) -> Rule:  # noqa: ANN401  a row of FACTS
    return Rule(
        occasion=VisitOccasion(row.occasion),
        allowed=AllowedForm(row.allowed),
        usual=row.usual,
        each_limit=row.each_limit,
        year_limit=row.year_limit,
        frequency=VisitFrequency(row.frequency),
        payers_only=bool(row.payers_only),
        document=row.document,
    )


@cache
def example_rows(since: date) -> list[dict[str, Any]]:
    """The example rules as rows that hold from a day on."""
    told = _examples()
    return [_row(rule, since, told["document"]) for rule in told["rules"]]


def _examples() -> dict[str, Any]:
    path = resources() / "hardship" / "visit-rules.json"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def _row(rule: Mapping[str, Any], since: date, document: str) -> dict[str, Any]:
    return {
        "occasion": rule["occasion"],
        "effective_on": since,
        "allowed": rule.get("allowed", str(AllowedForm.ANY)),
        "usual": rule.get("usual"),
        "each_limit": rule.get("each_limit"),
        "year_limit": rule.get("year_limit"),
        "frequency": rule["frequency"],
        "payers_only": rule["payers_only"],
        "document": document,
        "note": rule.get("note"),
    }


VISIT_RULES = Register(
    key="visit-rules",
    title="慰问标准",
    noun="慰问标准",
    model=VisitRule,
    group="帮扶",
    icon="event",
    sections=(
        Section("标准", (OCCASION, EFFECTIVE, ALLOWED, FREQUENCY, EACH, YEAR, USUAL)),
        Section("依据", (PAYERS, DOCUMENT, NOTE)),
    ),
    columns=(OCCASION, EFFECTIVE, ALLOWED, FREQUENCY, EACH, YEAR, PAYERS, DOCUMENT),
    naming=(OCCASION, EFFECTIVE),
    order=(Order(OCCASION), Order(EFFECTIVE, descending=True)),
    search=(DOCUMENT, NOTE),
    filters=(
        Named("in_force", "现行标准", in_force),
        OneOf(OCCASION),
        OneOf(ALLOWED),
        OneOf(FREQUENCY),
        OneOf(PAYERS),
        Between(EFFECTIVE),
    ),
    check=check_rule,
    guards=Guards(save=_guard_save),
    actions=(
        Action("load-examples", "载入示例标准", Needs.NONE, load_examples, "add"),
    ),
    sheet=Sheet(
        columns=(
            SheetColumn(OCCASION, ("事由", "慰问项目")),
            SheetColumn(EFFECTIVE, ("执行日期", "生效日期")),
            SheetColumn(ALLOWED, ("形式",)),
            SheetColumn(FREQUENCY),
            SheetColumn(EACH, ("每次标准", "每次金额")),
            SheetColumn(YEAR, ("年度标准", "全年限额")),
            SheetColumn(USUAL),
            SheetColumn(PAYERS),
            SheetColumn(DOCUMENT, ("文件", "依据")),
            SheetColumn(NOTE),
        ),
        match_on=((OCCASION.key, EFFECTIVE.key),),
        unique=((OCCASION.key, EFFECTIVE.key),),
        remark=NOTE,
    ),
    printouts=(TablePrintout("visit-rule-list", "慰问标准一览表"),),
    empty="还没有慰问标准。可以先用“载入示例标准”，再改成本地现行标准。",
)
