"""建档经过: the steps that were taken with a file, and how one is taken (§2.5)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import FileStepTaken, HardshipFile, HouseholdMember, Judgement
from db.models.hardship import CLOSED_STATES
from db.vocabulary import FileState, FileStep, HardshipCategory
from unionoffice import workdays
from unionoffice.errors import Refused
from unionoffice.hardship.filing.heads import next_number
from unionoffice.hardship.filing.parameters import standard_on
from unionoffice.hardship.filing.pointing import FILE_TARGET, head_of
from unionoffice.hardship.filing.procedure import BY_KIND, Situation, Told, refusals
from unionoffice.hardship.filing.rules import EXCLUSIONS
from unionoffice.office import changes_of
from unionoffice.register.column import Field, Section
from unionoffice.register.filter import Between, OneOf
from unionoffice.register.kinds import Day, Reference, Text, worded
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

POSTING_DAYS = 5
"""How long a posting hangs where no standard says so (domain.md §2.5, 4)."""
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_NOT_COPIED = frozenset(
    {
        *("id", "uid", "version", "created_at", "updated_at", "deleted_at"),
        *("file_no", "previous_id", "state", "category", "reckoning", "applied_on"),
        *("opened_on", "reviewed_on", "closed_on", "close_reason"),
        *("party_opinion", "union_opinion", "posting_result", "system_opinion"),
        *("exclusion_reason", "lift_target", "lift_set_on", "measure", "note"),
    }
)
"""What a new file does not take over from the old one of the same household."""


def names_in(words: str) -> tuple[str, ...]:
    """The names in 张三、李四, each once, in order."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN_NAMES.split(words.strip()))))


def situation(connection: Connection, file_id: int) -> Situation:
    """What the gates of the procedure ask about a file.

    Raises:
        Refused: the file is gone.
    """
    file = _file(connection, file_id)
    judged = connection.scalar(
        select(func.max(Judgement.as_of)).where(
            Judgement.file_id == file_id, Judgement.deleted_at.is_(None)
        )
    )
    step = FileStepTaken
    mine = (step.file_id == file_id) & step.deleted_at.is_(None)
    last = connection.scalar(select(func.max(step.taken_on)).where(mine))
    until = connection.scalar(
        select(func.max(step.ends_on)).where(mine, step.ends_on.is_not(None))
    )
    told = file._asdict()
    hits = any(told[key] for key in EXCLUSIONS)
    return Situation(
        state=FileState(file.state),
        category=HardshipCategory(file.category) if file.category else None,
        judged_on=judged,
        main_cause=file.main_cause is not None,
        last_day=last,
        posting_until=until,
        posting_days=_posting(connection, file)[0],
        exclusions=hits and not file.exclusion_reason,
    )


def take_step(office: Office, file_id: int, told: Told) -> Changes:
    """Take a step with a file: written down, and the file moves on.

    Raises:
        Refused: a gate forbids it; the sentence says every reason.
    """
    kind = told.kind
    with office.transaction(f"困难档案：{kind.label}") as writer:
        connection = writer.connection
        now = situation(connection, file_id)
        found = refusals(now, told, office.clock.today())
        if found:
            raise Refused("".join(found))
        ends = _ends_on(connection, file_id, now, told)
        before = str(now.category) if now.category else None
        writer.insert(
            FileStepTaken,
            {
                "file_id": file_id,
                "kind": str(kind),
                "taken_on": told.day,
                "ends_on": ends,
                "people": "、".join(told.people) or None,
                "place": told.place or None,
                "words": told.words or None,
                "category_before": before,
                "category_after": told.category or before,
            },
        )
        writer.update(HardshipFile, file_id, _effects(told))
    words = f"已办理“{kind.label}”"
    if kind is FileStep.POST and ends is not None:
        words += f"，公示到 {ends.isoformat()}"
        caution = workdays.caution(told.day, ends)
        words += f"（{caution.rstrip('。')}）" if caution else ""
    return changes_of(writer.written, f"{words}。")


def open_again(office: Office, file_id: int, day: date) -> Changes:
    """返困: a new file of the same household, which points at the old one.

    People and circumstances are taken over to be looked at; category, opinions and
    steps are not. The new file's key is in the changes.

    Raises:
        Refused: the old file is not closed, or somebody of it sits in another file.
    """
    with office.transaction("困难档案：返困重新建档") as writer:
        connection = writer.connection
        old = _file(connection, file_id)
        if old.state not in map(str, CLOSED_STATES):
            label = FileState(old.state).label
            raise Refused(f"档案现在是“{label}”，还没有了结，不用重新建档。")
        told = {k: v for k, v in old._asdict().items() if k not in _NOT_COPIED}
        number = f"{day.year}-{next_number(connection, day.year):03}"
        new = writer.insert(
            HardshipFile,
            {
                **told,
                "file_no": number,
                "previous_id": file_id,
                "state": str(FileState.DRAFT),
                "applied_on": None,
            },
        )
        people = [
            {**{k: v for k, v in row.items() if k not in _NOT_COPIED}, "file_id": new}
            for row in _people(connection, file_id)
        ]
        writer.insert_many(HouseholdMember, people)
    return changes_of(writer.written, f"已重新建档 {number}，原档案 {old.file_no}。")


def steps_of(connection: Connection, file_id: int) -> list[Row[Any]]:
    """The steps taken with a file, oldest first."""
    table = FileStepTaken.__table__
    found = connection.execute(
        select(table)
        .where(table.c.file_id == file_id, table.c.deleted_at.is_(None))
        .order_by(table.c.taken_on, table.c.id)
    )
    return list(found)


def _effects(told: Told) -> dict[str, object]:
    """What a step changes on the file."""
    to = BY_KIND[told.kind].to
    changes: dict[str, object] = {} if to is None else {"state": str(to)}
    match told.kind:
        case FileStep.APPLY:
            changes["applied_on"] = told.day
        case FileStep.ENTER:
            changes["opened_on"] = told.day
        case FileStep.REVIEW:
            changes["reviewed_on"] = told.day
        case FileStep.CHANGE:
            changes["category"] = told.category
        case FileStep.LIFT | FileStep.CANCEL | FileStep.MOVE | FileStep.REFUSE:
            changes |= {"closed_on": told.day, "close_reason": told.words[:200]}
        case FileStep.REPORT:
            words = told.words or "公示期满，无异议"
            changes["posting_result"] = words[:300]
        case _:
            pass
    return changes


def _ends_on(
    connection: Connection, file_id: int, now: Situation, told: Told
) -> date | None:
    """Through which day the posting hangs after this step, if it is about one.

    The time of an objection does not count: what was left of the days follows it.
    """
    days, working = _posting(connection, _file(connection, file_id), told.day)
    if told.kind is FileStep.POST:
        return workdays.last_of(told.day, days, working=working)
    if told.kind is FileStep.SETTLE and now.posting_until and now.last_day:
        left = (now.posting_until - now.last_day).days
        if working:
            left = workdays.between(now.last_day, now.posting_until)
        return workdays.last_of(told.day, max(left, 1), working=working)
    return None


def _posting(
    connection: Connection, file: Row[Any], day: date | None = None
) -> tuple[int, bool]:
    """How many days a posting hangs, and whether only working days count."""
    standard = standard_on(connection, day or file.applied_on or date.max)
    if standard is None:
        return POSTING_DAYS, True
    return standard.posting_days, standard.posting_working


def _file(connection: Connection, file_id: int) -> Row[Any]:
    table = HardshipFile.__table__
    row = connection.execute(
        select(table).where(table.c.id == file_id, table.c.deleted_at.is_(None))
    ).one_or_none()
    if row is None:
        raise Refused("这份困难档案已经不存在。")
    return row


def _people(connection: Connection, file_id: int) -> list[dict[str, Any]]:
    table = HouseholdMember.__table__
    found = connection.execute(
        select(table)
        .where(table.c.file_id == file_id, table.c.deleted_at.is_(None))
        .order_by(table.c.id)
    )
    return [row._asdict() for row in found]


_S = FileStepTaken
FILE = Field(_S.file_id, "档案编号", Reference(FILE_TARGET))
KIND = Field(_S.kind, "步骤", worded(FileStep))
TAKEN = Field(_S.taken_on, "办理日期", Day())
ENDS = Field(_S.ends_on, "公示截止", Day())
WHO = Field(_S.people, "人员", Text(200))
PLACE = Field(_S.place, "地点", Text(100))
WORDS = Field(_S.words, "内容", Text(1000, width=30), sensitive=True)
BEFORE = Field(_S.category_before, "原类别", worded(HardshipCategory))
AFTER = Field(_S.category_after, "类别", worded(HardshipCategory))
HEAD = head_of(_S.file_id)
_FACTS = (FILE, KIND, TAKEN, ENDS, WHO, PLACE, WORDS, BEFORE, AFTER)

FILE_STEPS = Register(
    key="hardship-steps",
    title="建档经过",
    noun="建档步骤",
    model=FileStepTaken,
    group="帮扶",
    icon="event",
    part_of="hardship-files",
    locked="建档经过在办理时自动记下，不能新增、修改、删除或导入；办错了撤销那次操作。",
    sections=(Section("步骤", _FACTS),),
    columns=(TAKEN, FILE, HEAD, KIND, ENDS, WHO, AFTER),
    naming=(FILE, KIND),
    order=(Order(TAKEN, descending=True), Order(FILE)),
    search=(HEAD, WHO, PLACE),
    filters=(OneOf(KIND), Between(TAKEN)),
    sheet=Sheet(columns=(), shown=(FILE, HEAD, *_FACTS[1:])),
    empty="还没有办理过建档步骤。打开一户困难档案，按提示一步步办理。",
)
