"""收支核算: a household is judged; the judgement is kept as it was (domain.md §2.2).

Each judgement keeps the standard and the people it was made by. The file's category
follows while the file is not decided; once it is live, a step of the procedure changes
it (类别调整), so that nobody's category moves by a new figure alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import HardshipFile, HouseholdMember, Judgement
from db.models.hardship import CLOSED_STATES
from db.vocabulary import (
    ExpenseKind,
    FileState,
    HardshipCategory,
    IncomeKind,
    Reckoning,
)
from unionoffice.codes import code_list
from unionoffice.errors import Refused
from unionoffice.hardship.filing.parameters import lines_of, standard_on
from unionoffice.hardship.filing.people_rules import EMPLOYED_STATES, could_work
from unionoffice.hardship.filing.pointing import FILE_TARGET, head_of
from unionoffice.hardship.judging.assessment import Assessment, assess
from unionoffice.hardship.judging.household import Accident, Household, Person
from unionoffice.hardship.judging.standards import Standard
from unionoffice.office import changes_of
from unionoffice.register.column import Field, Section
from unionoffice.register.filter import Between, OneOf
from unionoffice.register.kinds import Day, Integer, Money, Reference, Text, worded
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

INCOMES = {
    IncomeKind.WAGE: "wage",
    IncomeKind.BUSINESS: "business",
    IncomeKind.PROPERTY: "property",
    IncomeKind.TRANSFER: "transfer",
    IncomeKind.OTHER: "other_income",
}
EXPENSES = {
    ExpenseKind.MEDICAL: "medical",
    ExpenseKind.DISABILITY: "disability",
    ExpenseKind.SCHOOLING: "schooling",
    ExpenseKind.HOUSING: "housing",
    ExpenseKind.EMPLOYMENT: "employment",
    ExpenseKind.OTHER: "other_expense",
}
"""In which column each kind of sum is kept."""
NO_STANDARD = (
    "还没有{day}起用的困难标准，不能核算。请先在“困难标准”里按当地文件填写"
    "低保标准、相对困难倍数和最低工资。"
)


@dataclass(frozen=True, slots=True)
class Account:
    """What a household took in and had to spend in twelve months, in fen.

    Attributes:
        as_of: the day that the twelve months end with.
        incomes: by kind; a kind that is missing is nothing.
        expenses: in the same way.
        accident: what struck the household, if anything did.
        assets: net assets and savings, for the old categories.
        note: where the figures come from.
    """

    as_of: date
    incomes: Mapping[IncomeKind, Fen] = field(default_factory=dict)
    expenses: Mapping[ExpenseKind, Fen] = field(default_factory=dict)
    accident: Accident | None = None
    assets: Fen = 0
    note: str = ""


def reckon(connection: Connection, file_id: int, account: Account) -> Assessment:
    """What the household would be judged to be; nothing is written.

    Raises:
        Refused: no standard is in force on that day.
        InvalidInput: the figures cannot be.
    """
    return assess(
        household_of(connection, file_id, account), _standard(connection, account.as_of)
    )


def judge(office: Office, file_id: int, account: Account) -> Changes:
    """Judge a household and keep the judgement with its file.

    Raises:
        Refused: no standard is in force on that day, or the file is closed.
        InvalidInput: the figures cannot be.
    """
    with office.transaction("收支核算") as writer:
        connection = writer.connection
        state = connection.scalar(
            select(HardshipFile.state).where(HardshipFile.id == file_id)
        )
        if state is None or FileState(state) in CLOSED_STATES:
            raise Refused("这份档案已经了结或不存在，不能再核算。")
        household = household_of(connection, file_id, account)
        standard = _standard(connection, account.as_of)
        found = assess(household, standard)
        row = judgement_row(file_id, account, household.people, standard)
        writer.insert(Judgement, row)
        if state != FileState.LIVE:
            category = {"category": str(found.category)}
            told = {**category, "reckoning": str(standard.reckoning)}
            writer.update(HardshipFile, file_id, told)
    return changes_of(writer.written, f"{found.sentence}。")


def household_of(connection: Connection, file_id: int, account: Account) -> Household:
    """The household of a file with the sums of an account."""
    return _household(account, people_of(connection, file_id, account.as_of))


def _household(account: Account, people: Iterable[Person]) -> Household:
    return Household(
        as_of=account.as_of,
        people=tuple(people),
        incomes=account.incomes,
        expenses=account.expenses,
        accident=account.accident,
        assets=account.assets,
    )


def people_of(connection: Connection, file_id: int, day: date) -> list[Person]:
    """The people of a file as the calculator sees them on a day, the head first.

    Where nobody said whether somebody can work, age, illness and disability tell; the
    head works unless the file says otherwise.
    """
    member = HouseholdMember
    wanted = (
        select(member.__table__, HardshipFile.work_status.label("head_status"))
        .join(HardshipFile, HardshipFile.id == member.file_id)
        .where(member.file_id == file_id, member.deleted_at.is_(None))
        .order_by(member.head.desc(), member.id)
    )
    return [seen_person(row._asdict(), day) for row in connection.execute(wanted)]


def seen_person(told: Mapping[str, Any], day: date) -> Person:
    """Somebody of a household as it is judged; `head_status` is the file's."""
    employed, able = told["employed"], told["able"]
    if told["head"] and employed is None:
        status = told["head_status"]
        employed = status is None or status in EMPLOYED_STATES
    if able is None:
        able = could_work(told, day) or bool(employed)
    relation = code_list("relation").name(told["relation"] or "")
    return Person(
        relation="本人" if told["head"] else relation or "其他",
        born=told["born_on"],
        able=bool(able),
        employed=bool(employed),
        student=bool(told["student"]),
    )


def latest(connection: Connection, file_id: int) -> Row[Any] | None:
    """The whole row of the newest judgement of a file."""
    table = Judgement.__table__
    return connection.execute(
        select(table)
        .where(table.c.file_id == file_id, table.c.deleted_at.is_(None))
        .order_by(table.c.as_of.desc(), table.c.id.desc())
        .limit(1)
    ).one_or_none()


def account_of(row: Row[Any]) -> Account:
    """The account that a kept judgement was made of."""
    told = row._asdict()
    accident = None
    if row.accident_event is not None:
        accident = Accident(row.accident_event, row.accident_on, row.accident_loss)
    return Account(
        as_of=row.as_of,
        incomes={kind: told[name] for kind, name in INCOMES.items()},
        expenses={kind: told[name] for kind, name in EXPENSES.items()},
        accident=accident,
        assets=row.assets or 0,
        note=row.note or "",
    )


def again(row: Row[Any]) -> Assessment:
    """A kept judgement reckoned once more by the standard and people it kept."""
    return assess(household_kept(row), standard_of(row))


def household_kept(row: Row[Any]) -> Household:
    """The household as a judgement saw it."""
    return _household(account_of(row), map(_person, row.people))


def standard_of(row: Row[Any]) -> Standard:
    """The standard that a judgement was made by."""
    told = dict(row.standard)
    return Standard(**{**told, "reckoning": Reckoning(told["reckoning"])})


def _standard(connection: Connection, day: date) -> Standard:
    row = standard_on(connection, day)
    if row is None:
        raise Refused(NO_STANDARD.format(day=f" {day.isoformat()} "))
    return lines_of(row)


def judgement_row(
    file_id: int, account: Account, people: Sequence[Person], standard: Standard
) -> dict[str, object]:
    """A judgement as it is kept, with the standard and the people it was made by.

    Raises:
        InvalidInput: the figures cannot be.
    """
    found = assess(_household(account, people), standard)
    accident = account.accident
    return {
        "file_id": file_id,
        "as_of": account.as_of,
        **{name: account.incomes.get(kind, 0) for kind, name in INCOMES.items()},
        **{name: account.expenses.get(kind, 0) for kind, name in EXPENSES.items()},
        "accident_event": accident.event if accident else None,
        "accident_on": accident.day if accident else None,
        "accident_loss": accident.net_loss if accident else None,
        "assets": account.assets,
        "heads": found.heads,
        "imputed": found.imputed,
        "net_per_head": found.net_per_head,
        "gross_per_head": found.gross_per_head,
        "category": str(found.category),
        "sentence": found.sentence,
        "standard": {**asdict(standard), "reckoning": str(standard.reckoning)},
        "people": [_told(person) for person in people],
        "note": account.note or None,
    }


def _told(person: Person) -> dict[str, object]:
    born = person.born.isoformat() if person.born else None
    return {**asdict(person), "born": born}


def _person(told: Mapping[str, Any]) -> Person:
    born = date.fromisoformat(told["born"]) if told["born"] else None
    return Person(**{**told, "born": born})


_J = Judgement
FILE = Field(_J.file_id, "档案编号", Reference(FILE_TARGET))
AS_OF = Field(_J.as_of, "核算日期", Day())
CATEGORY = Field(_J.category, "困难类别", worded(HardshipCategory))
SENTENCE = Field(_J.sentence, "核算过程", Text(500, width=40), sensitive=True)
NET = Field(_J.net_per_head, "人均月纯收入", Money(minimum=None), sensitive=True)
GROSS = Field(_J.gross_per_head, "月人均收入", Money(minimum=None), sensitive=True)
HEADS = Field(_J.heads, "家庭人口", Integer())
IMPUTED = Field(_J.imputed, "视同收入", Money(), sensitive=True)
SUMS = tuple(
    Field(getattr(_J, name), kind.label, Money(), sensitive=True)
    for kind, name in (*INCOMES.items(), *EXPENSES.items())
)
ACCIDENT = Field(_J.accident_event, "意外事由", Text(100), sensitive=True)
ACCIDENT_ON = Field(_J.accident_on, "发生日期", Day())
ACCIDENT_LOSS = Field(_J.accident_loss, "净损失", Money(), sensitive=True)
ASSETS = Field(_J.assets, "家庭资产", Money(), sensitive=True)
NOTE = Field(_J.note, "备注", Text(300))
HEAD = head_of(_J.file_id)

_FACTS = (FILE, AS_OF, CATEGORY, NET, GROSS, HEADS, IMPUTED, SENTENCE)

JUDGEMENTS = Register(
    key="hardship-judgements",
    title="收支核算",
    noun="收支核算",
    model=Judgement,
    group="帮扶",
    icon="statistics",
    part_of="hardship-files",
    locked="收支核算在困难档案里办理，不能新增、修改、删除或导入；算错了重新核算。",
    sections=(
        Section("结果", _FACTS),
        Section("收入和支出", SUMS),
        Section("意外", (ACCIDENT, ACCIDENT_ON, ACCIDENT_LOSS, ASSETS, NOTE)),
    ),
    columns=(FILE, HEAD, AS_OF, CATEGORY, HEADS),
    naming=(FILE, AS_OF),
    order=(Order(AS_OF, descending=True), Order(FILE)),
    search=(HEAD, NOTE),
    filters=(OneOf(CATEGORY), Between(AS_OF)),
    sheet=Sheet(
        columns=(), shown=(FILE, HEAD, *_FACTS[1:], *SUMS, ACCIDENT, ACCIDENT_ON, NOTE)
    ),
    empty="还没有收支核算。打开一户困难档案，填写十二个月的收入和支出后核算。",
)
