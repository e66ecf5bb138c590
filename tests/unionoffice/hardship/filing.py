"""Households for tests: made through the desk, as a clerk would make them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.vocabulary import ExpenseKind, FileStep, IncomeKind
from tests.offices import new
from unionoffice.hardship.filing.judgements import Account, judge
from unionoffice.hardship.filing.procedure import Told
from unionoffice.hardship.filing.steps import take_step
from unionoffice.idcard import make

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

YUAN = 100
BEGIN = date(2026, 2, 2)
"""A Monday, some weeks before the tests' today."""


def standard(office: Office, **told: Any) -> int:  # noqa: ANN401  any field
    """The lines of this year: 低保 1 062, minimum wage 2 020."""
    lines = {"dibao": 106_200, "minimum_wage": 202_000}
    begin = {"effective_on": date(2025, 1, 1)}
    return new(office, "hardship-standards", **{**begin, **lines, **told})


def number(serial: int, born: date = date(1980, 1, 2)) -> str:
    """An ID number nobody bears."""
    return make("140321", born, serial)


def person(office: Office, name: str, serial: int | None = None) -> int:
    """A member; with an ID number if a serial is given."""
    told = {} if serial is None else {"id_number": number(serial)}
    return new(office, "members", name=name, joined_on=date(2010, 5, 1), **told)


def file(office: Office, head: int, **told: Any) -> int:  # noqa: ANN401  any field
    """A draft of a hardship file."""
    return new(
        office, "hardship-files", **{"person_id": head, "main_cause": "6", **told}
    )


def member(office: Office, file_id: int, name: str, **told: Any) -> int:  # noqa: ANN401  any field
    """Somebody else of a household."""
    given = {"relation": "12", **told}
    return new(office, "hardship-members", file_id=file_id, name=name, **given)


def account(
    day: date = BEGIN,
    *,
    wage: int = 48_000,
    medical: int = 31_200,
    **more: Any,  # noqa: ANN401  of Account
) -> Account:
    """A year of wages and of medical bills, in yuan."""
    return Account(
        day,
        {IncomeKind.WAGE: wage * YUAN},
        {ExpenseKind.MEDICAL: medical * YUAN},
        **more,
    )


STEPS: dict[FileStep, dict[str, Any]] = {
    FileStep.APPLY: {},
    FileStep.VISIT: {"people": ("孙和平", "赵秀兰"), "words": "情况属实"},
    FileStep.DISCUSS: {"people": ("委员会",), "words": "同意"},
    FileStep.POST: {"place": "井口公开栏"},
    FileStep.OBJECT: {"words": "家里有车"},
    FileStep.SETTLE: {"people": ("孙和平", "赵秀兰"), "words": "车已卖"},
    FileStep.REPORT: {},
    FileStep.ENTER: {},
    FileStep.REVIEW: {"words": "没有变化"},
    FileStep.CHANGE: {"words": "收入增加", "category": "relative"},
    FileStep.LIFT: {"words": "收入稳定"},
    FileStep.CANCEL: {"words": "退休"},
    FileStep.MOVE: {"words": "机械厂工会"},
    FileStep.REFUSE: {"words": "有两套住房"},
}
"""What is said of each step."""


def step(office: Office, file_id: int, kind: FileStep, day: date) -> Changes:
    """Take a step with everything it asks for."""
    return take_step(office, file_id, Told(kind, day, **STEPS[kind]))


def live(office: Office, file_id: int) -> None:
    """Bring a draft on file, judged, step by step."""
    judge(office, file_id, account())
    for kind, day in (
        (FileStep.APPLY, date(2026, 2, 2)),
        (FileStep.VISIT, date(2026, 2, 3)),
        (FileStep.DISCUSS, date(2026, 2, 4)),
        (FileStep.POST, date(2026, 2, 4)),
        (FileStep.REPORT, date(2026, 2, 11)),
        (FileStep.ENTER, date(2026, 2, 24)),
    ):
        step(office, file_id, kind, day)
