"""Fills a store with households in hardship, what was judged and done, and visits."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import (
    Aid,
    FileStepTaken,
    HardshipFile,
    HardshipStandard,
    HouseholdMember,
    Judgement,
    Person,
    RoundEntry,
    Unit,
    Visit,
    VisitRound,
    VisitRule,
)
from db.vocabulary import (
    AidKind,
    AidState,
    FileState,
    FileStep,
    FundSource,
    LeftOut,
    PayMethod,
    RoundState,
    VisitForm,
    VisitOccasion,
)
from unionoffice import workdays
from unionoffice.hardship.filing.heads import SELF, from_card
from unionoffice.hardship.filing.judgements import Account, judgement_row, seen_person
from unionoffice.hardship.judging.example_standard import example_standard
from unionoffice.hardship.sample.households import YUAN, Invented, invent
from unionoffice.hardship.visiting.rules import example_rows
from unionoffice.members import membership
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row

    from db.audit import Writer
    from unionoffice.money import Fen
    from unionoffice.progress import Progress

PEOPLE_PER_FILE, FEWEST = 60, 6
PEOPLE_PER_VISIT = 8
ROUND_OF = 12
FATES = (
    *(FileState.LIVE, FileState.POSTING, FileState.LIFTED, FileState.LIVE),
    *(FileState.APPLIED, FileState.LIVE, FileState.LIVE, FileState.VISITED),
    *(FileState.LIVE, FileState.REPORTED, FileState.LIVE, FileState.DRAFT),
)
"""The states of the invented files, one after the other."""
WAY = (
    (FileStep.APPLY, FileState.APPLIED, 0),
    (FileStep.VISIT, FileState.VISITED, 6),
    (FileStep.DISCUSS, FileState.DISCUSSED, 12),
    (FileStep.POST, FileState.POSTING, 14),
    (FileStep.REPORT, FileState.REPORTED, 24),
    (FileStep.ENTER, FileState.LIVE, 34),
)
"""The ordinary steps, the state each leads to, and after how many days."""
_TOLD: dict[FileStep, dict[str, str]] = {
    FileStep.VISIT: {"people": "孙和平、赵秀兰", "words": "入户查看，情况属实。"},
    FileStep.DISCUSS: {"people": "工会委员会", "words": "委员会研究，同意公示。"},
    FileStep.POST: {"place": "井口公开栏"},
    FileStep.REPORT: {"words": "公示期满，无异议。"},
    FileStep.ENTER: {"words": "上级工会认定。"},
    FileStep.LIFT: {"words": "病情好转，家属就业，收入稳定。"},
}


def fill(
    writer: Writer,
    *,
    people: int,
    seed: int,
    today: date,
    progress: Progress = SILENT,
) -> None:
    """Write a file for about one worker in sixty, and a visit for one in eight.

    The same seed, number and day make the same households.

    Raises:
        Cancelled: the person asked to stop; the transaction takes everything back.
    """
    random = Random(seed * 31 + 5)  # noqa: S311  no secret: samples are repeatable
    standards(writer, today)
    workers = list(_workers(writer, today))
    wanted = min(len(workers), max(FEWEST, people // PEOPLE_PER_FILE))
    chosen = random.sample(workers, wanted)
    for nth, worker in enumerate(chosen):
        _household(writer, random, worker, nth, today)
        progress.report(0.9 + 0.05 * nth / wanted, "虚构困难家庭")
        progress.check()
    _visits(writer, random, workers[: people // PEOPLE_PER_VISIT], today)
    _round(writer, workers[-max(ROUND_OF, people // PEOPLE_PER_FILE) :], today)


def standards(writer: Writer, today: date) -> None:
    """The standard of this year and of last, and the rules of visits."""
    lines = example_standard()
    told = {
        "relative_percent": lines.relative_percent,
        "minimum_wage": lines.minimum_wage,
        "living_deep_months": 12,
        "living_relative_months": 10,
        "living_accident_months": 10,
        "medical_ceiling": 20_000 * YUAN,
        "college_months": 10,
        "school_months": 6,
        "one_off_ceiling": 3_000 * YUAN,
        "warmth_each": 3_000 * YUAN,
        "warmth_year": 6_000 * YUAN,
        "document": "示例，以当地文件为准",
    }
    years = ((today.year - 1, lines.dibao - 40 * YUAN), (today.year, lines.dibao))
    writer.insert_many(
        HardshipStandard,
        [
            {**told, "effective_on": date(year, 1, 1), "dibao": dibao}
            for year, dibao in years
        ],
    )
    writer.insert_many(VisitRule, example_rows(date(today.year - 1, 1, 1)))


def _workers(writer: Writer, today: date) -> Iterator[Row[Any]]:
    """Members in good standing, with what a household takes from their cards."""
    table = Person.__table__
    yield from writer.connection.execute(
        select(table, table.c.id.label("person_id"), Unit.name.label("unit"))
        .outerjoin(Unit, Unit.id == table.c.unit_id)
        .where(membership.in_union(today), table.c.deleted_at.is_(None))
        .order_by(table.c.id)
    )


def _household(
    writer: Writer, random: Random, worker: Row[Any], nth: int, today: date
) -> None:
    """One file with its people, its judgement, its steps and its aid."""
    state = FATES[nth % len(FATES)]
    told = invent(random, worker._asdict(), today)
    live = state in (FileState.LIVE, FileState.LIFTED)
    applied = today - timedelta(days=random.randrange(90, 500) if live else 20)
    days = {step: applied + timedelta(days=after) for step, _, after in WAY}
    closed = days[FileStep.ENTER] + timedelta(days=40)
    file = writer.insert(
        HardshipFile,
        {
            **_facts(told, worker),
            "file_no": f"{applied.year}-{nth + 1:03}",
            "state": str(state),
            "applied_on": None if state is FileState.DRAFT else applied,
            "opened_on": days[FileStep.ENTER] if live else None,
            "closed_on": closed if state is FileState.LIFTED else None,
            "close_reason": "家庭收入稳定" if state is FileState.LIFTED else None,
        },
    )
    people = _people(worker, told, file)
    names = sorted({name for row in people for name in row})
    writer.insert_many(
        HouseholdMember, [{name: row.get(name) for name in names} for row in people]
    )
    if state in (FileState.DRAFT, FileState.APPLIED):
        _steps(writer, file, state, days)
        return
    category = _judge(writer, file, told, people, applied)
    _steps(writer, file, state, days)
    if state is FileState.LIFTED:
        _step(writer, file, FileStep.LIFT, closed, category)
    if state is FileState.LIVE:
        _aid(writer, random, file, told, days[FileStep.ENTER], today)


def _facts(told: Invented, worker: Row[Any]) -> dict[str, object]:
    return {
        "person_id": worker.person_id,
        "level": "firm",
        "main_cause": told.main_cause,
        "second_cause": told.second_cause,
        "cause_words": told.words,
        "work_status": "1",
        "housing": "3",
        "housing_area": 68,
        "industry": "煤炭系统",
        "firm_kind": "国有企业",
        "firm_state": "正常",
        "region": worker.registered_at,
        "single_parent": False,
        "self_help": True,
        "zero_employment": False,
        "own_month_income": told.month_income,
        "other_year_income": 0,
        "year_income": sum(told.incomes.values()),
        "household_size": len(told.people) + 1,
        "bank": "工商银行",
        "bank_branch": "矿区支行",
        "opener": "周会英",
        "auditor": "孙和平",
        "recorder": "周会英",
    }


def _people(worker: Row[Any], told: Invented, file: int) -> list[dict[str, Any]]:
    head = from_card(worker, file_id=file, head=True, relation=SELF)
    head |= {
        "able": told.head_illness is None,
        "employed": True,
        "student": False,
        "work_status": "1",
        "month_income": told.month_income,
        "health": told.head_health,
        "illness": told.head_illness,
        "insurance": "1",
    }
    others = [{**row, "file_id": file, "head": False} for row in told.people]
    return [head, *others]


def _judge(
    writer: Writer,
    file: int,
    told: Invented,
    people: Sequence[dict[str, Any]],
    day: date,
) -> str:
    account = Account(day, told.incomes, told.expenses, note="收入证明和票据")
    seen = [seen_person({**row, "head_status": "1"}, day) for row in people]
    row = judgement_row(file, account, seen, example_standard())
    writer.insert(Judgement, row)
    category = str(row["category"])
    writer.update(HardshipFile, file, {"category": category, "reckoning": "current"})
    return category


def _steps(
    writer: Writer, file: int, state: FileState, days: dict[FileStep, date]
) -> None:
    if state is FileState.DRAFT:
        return
    last = FileState.LIVE if state is FileState.LIFTED else state
    for step, reached, _ in WAY:
        _step(writer, file, step, days[step])
        if reached is last:
            return


def _step(
    writer: Writer, file: int, kind: FileStep, day: date, category: str | None = None
) -> None:
    told = {"people": None, "place": None, "words": None, **_TOLD.get(kind, {})}
    ends = workdays.last_of(day, 5) if kind is FileStep.POST else None
    row = {"file_id": file, "kind": str(kind), "taken_on": day, "ends_on": ends}
    writer.insert(FileStepTaken, {**row, **told, "category_before": category})


def _aid(
    writer: Writer,
    random: Random,
    file: int,
    told: Invented,
    opened: date,
    today: date,
) -> None:
    """Living aid at least, signed or still on its way."""
    applied = min(opened + timedelta(days=20), today)
    kind = AidKind.MEDICAL if told.main_cause == "6" else AidKind.LIVING
    amount: Fen = random.choice((1_000, 1_500, 2_000, 3_000)) * YUAN
    row: dict[str, object] = {
        "file_id": file,
        "kind": str(kind),
        "reason": told.words[:100],
        "illness": told.head_illness,
        "applied_on": applied,
        "applied_amount": amount,
        "state": str(AidState.APPLIED),
    }
    paid = applied + timedelta(days=15)
    if paid <= today:
        row |= {
            "state": str(AidState.SIGNED),
            "approved_on": applied + timedelta(days=7),
            "approved_amount": amount,
            "approver": "孙和平",
            "paid_on": paid,
            "paid": amount,
            "source": str(FundSource.AID),
            "method": str(PayMethod.TRANSFER),
            "voucher_no": f"记{paid.month:02}-{file:03}",
            "signed_on": paid,
            "signer": "本人",
        }
    writer.insert(Aid, row)


def _visits(
    writer: Writer, random: Random, workers: Sequence[Row[Any]], today: date
) -> None:
    """Birthdays, sickbeds and festivals of this year and the last."""
    rows: list[dict[str, object]] = []
    numbers: dict[int, int] = {}
    days = sorted(today - timedelta(days=random.randrange(1, 420)) for _ in workers)
    for day, worker in zip(days, workers, strict=True):
        numbers[day.year] = numbers.get(day.year, 0) + 1
        number = f"{day.year}-{numbers[day.year]:04}"
        rows.append(_visit(random, worker, day, number))
    if rows:
        writer.insert_many(Visit, rows)


def _round(writer: Writer, workers: Sequence[Row[Any]], today: date) -> None:
    """A festival round that is being planned: two teams, one left out."""
    each = 180 * YUAN
    key = writer.insert(
        VisitRound,
        {
            "name": "中秋慰问",
            "occasion": str(VisitOccasion.FESTIVAL),
            "planned_on": today,
            "state": str(RoundState.PLANNING),
            "budget": len(workers) * each,
            "source": str(FundSource.OWN),
            "handler": "周会英",
        },
    )
    units = sorted({worker.unit or "" for worker in workers})
    teams = {unit: f"第{'一二'[nth % 2]}组" for nth, unit in enumerate(units)}
    rows = [
        {
            "round_id": key,
            "person_id": worker.person_id,
            "kind": "会员",
            "form": str(VisitForm.GOODS),
            "goods": "米面油",
            "quantity": 1,
            "unit_price": each,
            "team": teams[worker.unit or ""],
            "left_out": str(LeftOut.ELSEWHERE) if nth == 0 else None,
        }
        for nth, worker in enumerate(workers)
    ]
    writer.insert_many(RoundEntry, rows)


def _visit(
    random: Random, worker: Row[Any], day: date, number: str
) -> dict[str, object]:
    occasion = random.choice(
        (VisitOccasion.BIRTHDAY, VisitOccasion.HOSPITAL, VisitOccasion.FESTIVAL)
    )
    sick = occasion is VisitOccasion.HOSPITAL
    return {
        "visit_no": number,
        "visited_on": day,
        "occasion": str(occasion),
        "person_id": worker.person_id,
        "name": worker.name,
        "id_number": worker.id_number,
        "place": worker.unit,
        "address": worker.address,
        "circumstances": "因病住院治疗" if sick else None,
        "illness": "骨折" if sick else None,
        "form": str(VisitForm.CASH if sick else VisitForm.GOODS),
        "amount": 800 * YUAN if sick else 0,
        "goods": None if sick else "蛋糕" if "birth" in occasion else "米面油",
        "quantity": None if sick else 1,
        "unit_price": None if sick else 200 * YUAN,
        "source": str(FundSource.OWN),
        "leader": "孙和平",
        "companions": "周会英",
        "signed_on": day,
        "signer": worker.name,
        "handler": "周会英",
    }
