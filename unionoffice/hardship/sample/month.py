"""A believable month of the hardship area, done through the desk as a clerk does."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import HardshipFile, Person
from db.vocabulary import (
    AidKind,
    FileStep,
    FundSource,
    PayMethod,
    VisitForm,
    VisitOccasion,
)
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.filing.judgements import Account, judge
from unionoffice.hardship.filing.procedure import Told
from unionoffice.hardship.filing.steps import take_step
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.sample.fill import standards
from unionoffice.hardship.sample.households import YUAN, Invented, invent
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.members import membership
from unionoffice.register.complaint import NotAccepted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from unionoffice.office import Office

_SEED = 913
_HOUSEHOLDS, _VISITED, _ROUND = 3, 6, 24
_STEPS: tuple[tuple[FileStep, int, dict[str, Any]], ...] = (
    (FileStep.APPLY, 60, {}),
    (
        FileStep.VISIT,
        55,
        {"people": ("孙和平", "赵秀兰"), "words": "入户查看，情况属实。"},
    ),
    (
        FileStep.DISCUSS,
        50,
        {"people": ("工会委员会",), "words": "委员会研究，同意公示。"},
    ),
    (FileStep.POST, 48, {"place": "井口公开栏"}),
    (FileStep.REPORT, 30, {"words": "公示期满，无异议。"}),
    (FileStep.ENTER, 20, {"words": "上级工会认定。"}),
)


def help_for_a_month(office: Office, say: Callable[[str], None]) -> None:
    """Households put on file, one still being posted; aid, visits, a round of them."""
    random = Random(_SEED)  # noqa: S311  no secret: the demonstration is repeatable
    today = office.clock.today()
    with office.transaction("填写困难标准和慰问标准") as writer:
        standards(writer, today)
    people = _members(office, today)
    chosen = random.sample(people, min(len(people), _HOUSEHOLDS))
    files = [_file(office, random, person, today) for person in chosen]
    for nth, file in enumerate(files):
        _steps(office, file, today, upto=4 if nth == 0 else len(_STEPS))
    say(f"建立困难档案 {len(files)} 户，其中 1 户公示中。")
    say(_papers(office, files, today))
    say(_aid(office, files[1:], today))
    say(_visit(office, random, people, today))
    say(_round(office, random.sample(people, min(len(people), _ROUND)), today))


def _members(office: Office, today: date) -> list[int]:
    with office.reading() as connection:
        wanted = select(Person.id).where(
            membership.in_union(today), Person.deleted_at.is_(None)
        )
        return list(connection.scalars(wanted.order_by(Person.id)))


def _file(office: Office, random: Random, person: int, today: date) -> int:
    with office.reading() as connection:
        card = connection.execute(
            select(Person.__table__).where(Person.id == person)
        ).one()
    told = invent(random, card._asdict(), today)
    register = office.register("hardship-files")
    draft = office.new_draft(
        register,
        {
            "person_id": person,
            "main_cause": told.main_cause,
            "second_cause": told.second_cause,
            "cause_words": told.words,
            "head_health": told.head_health,
            "head_illness": told.head_illness,
            "own_month_income": told.month_income,
            "household_size": len(told.people) + 1,
        },
    )
    (file,) = office.save(draft).in_table("hardship_file")
    _people(office, file, told)
    account = Account(today - timedelta(days=58), told.incomes, told.expenses)
    judge(office, file, account)
    return file


def _people(office: Office, file: int, told: Invented) -> None:
    register = office.register("hardship-members")
    for row in told.people:
        office.save(office.new_draft(register, {**row, "file_id": file}))


def _steps(office: Office, file: int, today: date, *, upto: int) -> None:
    for kind, before, told in _STEPS[:upto]:
        take_step(office, file, Told(kind, today - timedelta(days=before), **told))


def _papers(office: Office, files: Sequence[int], today: date) -> str:
    """What lies in each file, and who looked into one of them."""
    materials, looks = (
        office.register(key) for key in ("hardship-materials", "hardship-looks")
    )
    for file in files:
        for kind in ("申请书", "收入证明"):
            told = {"file_id": file, "kind": kind, "volume": "1"}
            received = {"received_on": today - timedelta(days=60)}
            office.save(office.new_draft(materials, {**told, **received}))
    look = {
        "file_id": files[-1],
        "looked_on": today - timedelta(days=3),
        "who": "郑有田",
        "who_unit": "矿纪委",
        "document": "介绍信",
        "reason": "核对救助金发放",
        "approver": "孙和平",
    }
    office.save(office.new_draft(looks, look))
    return f"登记档案材料 {2 * len(files)} 件，查阅登记 1 次。"


def _aid(office: Office, files: Sequence[int], today: date) -> str:
    """Living aid for everybody who is on file, paid and signed."""
    with office.reading() as connection:
        wanted = select(HardshipFile.id).where(
            HardshipFile.id.in_(files), HardshipFile.state == "live"
        )
        live = list(connection.scalars(wanted))
    for file in live:
        (key,) = aid_jobs.apply(
            office,
            {
                "file_id": file,
                "kind": str(AidKind.LIVING),
                "reason": "生活困难",
                "applied_on": today - timedelta(days=15),
                "applied_amount": 2_000 * YUAN,
            },
        ).in_table("aid")
        day = today - timedelta(days=9)
        aid_jobs.approve(office, [key], approver="孙和平", day=day)
        aid_jobs.pay(
            office,
            [key],
            day=today - timedelta(days=5),
            source=FundSource.AID,
            method=PayMethod.TRANSFER,
            voucher_no=f"记{today.month:02}-{key:03}",
        )
        aid_jobs.sign(office, [key], day=today - timedelta(days=5))
    return f"发放生活救助 {len(live)} 户。"


def _visit(office: Office, random: Random, people: Sequence[int], today: date) -> str:
    """People in hospital, visited lately."""
    done = 0
    for person in random.sample(people, min(len(people), _VISITED)):
        try:
            visit_jobs.quick(
                office,
                person,
                VisitOccasion.HOSPITAL,
                800 * YUAN,
                illness="骨折",
                visited_on=today - timedelta(days=random.randrange(1, 20)),
                form=str(VisitForm.CASH),
                source=str(FundSource.OWN),
                leader="孙和平",
            )
            done += 1
        except NotAccepted:
            continue
    return f"登记住院慰问 {done} 人次。"


def _round(office: Office, people: Sequence[int], today: date) -> str:
    """A festival round: chosen, split among two teams, signed but for two."""
    (key,) = round_jobs.create(
        office,
        "中秋慰问",
        VisitOccasion.FESTIVAL,
        today,
        budget=len(people) * 200 * YUAN,
        source=FundSource.OWN,
    ).in_table("visit_round")
    gift = Gift(form=VisitForm.GOODS, goods="米面油", quantity=1, unit_price=180 * YUAN)
    changes = round_jobs.choose(office, key, people, gift)
    entries = sorted(changes.in_table("round_entry"))
    round_sorting.split_teams(office, key, ("一组", "二组"))
    return f"中秋慰问名单 {len(entries)} 人，分两组走访。"
