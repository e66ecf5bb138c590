"""What SQL computes about a person is what the pure rules say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.audit import transaction
from db.models import Dues, Person
from db.vocabulary import WorkerKind
from tests.offices import TODAY, copied, new, occasion, opened, value
from unionoffice.calendar import Month, age_on
from unionoffice.members import dues, facts
from unionoffice.members.retirement import retirement
from unionoffice.office import Office

BIRTHS = st.dates(date(1940, 1, 1), date(2012, 12, 31))
DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))


@pytest.fixture(scope="module")
def desk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = opened(copied(template, tmp_path_factory.mktemp("facts")))
    yield office
    office.close()


def ask(desk: Office, question: Any, **card: Any) -> Any:  # noqa: ANN401  SQL of any type, columns of any type
    """What a question about one person answers; the person is taken away again."""
    with transaction(desk.store, occasion()) as writer:
        key = writer.insert(Person, {"name": "张三", **card})
        found = writer.connection.scalar(select(question).where(Person.id == key))
        writer.erase(Person.__table__, [{"id": key}])  # type: ignore[arg-type]  # a mapped table
    return found


@settings(max_examples=60)
@given(born=BIRTHS, day=DAYS)
def test_age_in_sql_is_age_in_full_years(desk: Office, born: date, day: date) -> None:
    assert ask(desk, facts.age(day), born_on=born) == age_on(born, day)


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 25), (date(2026, 3, 1), 26), (date(2028, 2, 29), 28)],
)
def test_the_birthday_of_29_february_is_on_1_march(
    desk: Office, day: date, age: int
) -> None:
    assert ask(desk, facts.age(day), born_on=date(2000, 2, 29)) == age


@settings(max_examples=80)
@given(born=BIRTHS, kind=st.sampled_from(WorkerKind))
def test_retirement_in_sql_is_the_rule_of_2025(
    desk: Office, born: date, kind: WorkerKind
) -> None:
    found = ask(desk, facts.retirement_month(TODAY), born_on=born, retire_as=str(kind))
    month = retirement(born, kind).month
    assert found == month.year * 12 + month.month - 1


@pytest.mark.parametrize(
    ("sex", "kind"), [("1", WorkerKind.MAN), ("2", WorkerKind.WOMAN_WORKER)]
)
def test_without_a_group_the_sex_decides(
    desk: Office, sex: str, kind: WorkerKind
) -> None:
    born = date(1980, 5, 5)
    month = retirement(born, kind).month
    found = ask(desk, facts.retirement_month(TODAY), born_on=born, sex=sex)
    assert found == month.year * 12 + month.month - 1


@pytest.mark.parametrize("card", [{"sex": "1"}, {"born_on": date(1980, 5, 5)}, {}])
def test_without_birth_or_sex_nobody_can_tell(
    desk: Office, card: dict[str, object]
) -> None:
    assert ask(desk, facts.retirement_month(TODAY), **card) is None


def test_a_month_decided_for_the_person_counts(desk: Office) -> None:
    found = ask(
        desk,
        facts.retirement_month(TODAY),
        born_on=date(1980, 5, 5),
        sex="1",
        retire_month=date(2035, 4, 1),
    )
    assert found == 2035 * 12 + 3


@settings(max_examples=60)
@given(base=st.integers(0, 99_999_999))
def test_dues_in_sql_are_the_ten_yuan_rule(desk: Office, base: int) -> None:
    assert ask(desk, facts.due_each_month(TODAY), dues_base=base) == dues.due(base)


MONTHS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 30), st.integers(0, 30)),
    unique_by=lambda line: line[0],
    max_size=8,
)


@settings(max_examples=40)
@given(lines=MONTHS)
def test_arrears_in_sql_are_those_of_the_rule(
    desk: Office, lines: list[tuple[int, int, int]]
) -> None:
    start = Month(2025, 1)
    ledger = [dues.DuesMonth(start + n, due, paid) for n, due, paid in lines]
    so_far = [line for line in ledger if line.month.first <= TODAY]
    with transaction(desk.store, occasion()) as writer:
        key = writer.insert(Person, {"name": "张三"})
        writer.insert_many(
            Dues,
            [
                {
                    "person_id": key,
                    "month": line.month.first,
                    "due": line.due,
                    "paid": line.paid,
                }
                for line in ledger
            ],
        )
        owed, months = writer.connection.execute(
            select(facts.arrears(TODAY), facts.months_in_arrears(TODAY)).where(
                Person.id == key
            )
        ).one()
    assert owed == dues.arrears(so_far)
    assert months == len(dues.months_in_arrears(so_far))


def test_dues_in_the_recycle_bin_are_not_owed(office: Office) -> None:
    key = new(office, "members", name="张三")
    month = new(office, "dues", person_id=key, month=date(2026, 1, 1), due=500)
    assert value(office, "members", key, "arrears") == 500
    office.discard(office.register("dues"), [month])
    assert value(office, "members", key, "arrears") == 0
