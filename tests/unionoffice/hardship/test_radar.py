"""Who has helped the same household for the same thing in the same year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from db.models import HouseholdMember, Visit
from db.vocabulary import AidKind, PayMethod
from tests.offices import TODAY, edit, new
from tests.unionoffice.hardship.aid_homes import (
    approved,
    child,
    household,
    paid,
    ready,
    standard,
)
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid import radar
from unionoffice.hardship.aid.radar import Asked, Help
from unionoffice.hardship.aid.register import AID
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

DAY = date(2026, 2, 3)


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    return ready(office)


@pytest.fixture
def home(desk: Office) -> int:
    return household(desk)


def visit(office: Office, **values: object) -> int:
    told: dict[str, object] = {
        "visit_no": "2026-0001",
        "visited_on": DAY,
        "occasion": "hospital",
    }
    told |= {"form": "cash", "amount": 50_000, "source": "own", **values}
    with office.transaction("慰问") as writer:
        return writer.insert(Visit, told)


def helped(
    office: Office,
    file: int,
    kind: AidKind = AidKind.MEDICAL,
    *,
    member_id: int | None = None,
    illness: str | None = None,
    besides: int | None = None,
) -> list[Help]:
    with office.reading() as connection:
        return radar.helped(
            connection,
            file,
            TODAY,
            kind=kind,
            member_id=member_id,
            illness=illness,
            besides=besides,
        )


def head_of(office: Office, file: int) -> int:
    with office.reading() as connection:
        wanted = HouseholdMember.__table__.select().where(
            HouseholdMember.file_id == file, HouseholdMember.head
        )
        return int(connection.execute(wanted).one().person_id)


def test_aid_of_the_same_kind_is_told_with_day_sum_fund_and_file(
    desk: Office, home: int
) -> None:
    paid(desk, home, DAY)
    (found,) = helped(desk, home)
    assert found.sentence == (
        "本年已于 2026-02-03 领过 医疗救助 3 000.00 元（专项帮扶资金，2025-001）"
    )


def test_another_kind_another_year_another_household_are_not_told(
    desk: Office, home: int
) -> None:
    paid(desk, home, DAY, kind="living")
    paid(desk, home, date(2025, 12, 31))
    paid(desk, household(desk, "张三", "2025-002"), DAY)
    assert helped(desk, home) == []


def test_what_was_reversed_or_is_not_paid_is_no_help(desk: Office, home: int) -> None:
    aid_jobs.reverse(desk, paid(desk, home, DAY), "错")
    key = approved(desk, home)
    assert helped(desk, home) == []
    aid_jobs.pay(desk, [key], method=PayMethod.CASH)
    assert helped(desk, home, besides=key) == []
    assert len(helped(desk, home)) == 1


def test_only_the_same_student_counts(desk: Office, home: int) -> None:
    first, second = child(desk, home), child(desk, home, "李小红")
    told: dict[str, Any] = {"kind": "schooling", "school_level": "high"}
    paid(desk, home, DAY, member_id=first, **told)
    kind = AidKind.SCHOOLING
    assert len(helped(desk, home, kind, member_id=first)) == 1
    assert helped(desk, home, kind, member_id=second) == []


def test_illnesses_that_differ_are_two_things(desk: Office, home: int) -> None:
    paid(desk, home, DAY, illness="肺病")
    assert helped(desk, home, illness="糖尿病") == []
    assert len(helped(desk, home, illness="肺病")) == 1
    assert len(helped(desk, home)) == 1


@pytest.mark.parametrize(
    ("kind", "occasion", "found"),
    [
        (AidKind.MEDICAL, "hospital", 1),
        (AidKind.MEDICAL, "injury", 1),
        (AidKind.MEDICAL, "festival", 0),
        (AidKind.LIVING, "hardship", 1),
        (AidKind.LIVING, "hospital", 0),
        (AidKind.ONE_OFF, "kin_death", 1),
        (AidKind.SCHOOLING, "children", 0),
    ],
)
def test_a_visit_counts_if_its_occasion_is_of_the_kind(
    desk: Office, home: int, kind: AidKind, occasion: str, found: int
) -> None:
    visit(desk, person_id=head_of(desk, home), occasion=occasion)
    assert len(helped(desk, home, kind)) == found


def test_a_visit_to_anybody_of_the_household_counts(desk: Office, home: int) -> None:
    number = make("370825", date(1975, 3, 6), 12)
    wife = new(desk, "members", name="赵秀兰")
    child(desk, home, "赵秀兰", person_id=wife)
    child(desk, home, "李大爷", id_number=number)
    visit(desk, person_id=wife, amount=0, goods="大米", quantity=2, unit_price=6_000)
    visit(desk, visit_no="2026-0002", name="李大爷", id_number=number)
    visit(desk, visit_no="2026-0003", file_id=home)
    visit(desk, visit_no="2026-0004", person_id=new(desk, "members", name="别人"))
    visit(desk, visit_no="2026-0005", file_id=home, visited_on=None)
    found = helped(desk, home)
    assert {each.reference for each in found} == {"2026-0001", "2026-0002", "2026-0003"}
    assert sorted(each.amount for each in found) == [12_000, 50_000, 50_000]
    assert found[0].sentence.startswith("本年已于 2026-02-03 受过 慰问：生病住院 ")


def test_the_form_shows_it_before_saving_and_lets_it_pass(
    desk: Office, home: int
) -> None:
    paid(desk, home, DAY)
    told = {"file_id": home, "kind": "medical", "applied_amount": 100}
    _, found = desk.complaints(desk.new_draft(AID, told))
    assert [(said.level, said.sentence[:15]) for said in found] == [
        (Level.WARN, "本年已于 2026-02-03")
    ]
    new(desk, "aid", **told)


def test_the_form_is_silent_about_the_record_itself(desk: Office, home: int) -> None:
    key = paid(desk, home, DAY)
    _, found = desk.complaints(desk.draft(AID, key))
    assert found == ()
    edit(desk, "aid", key, note="好")


def test_paying_tells_the_same(desk: Office, home: int) -> None:
    visit(desk, person_id=head_of(desk, home))
    changes = aid_jobs.pay(desk, [approved(desk, home)], method=PayMethod.CASH)
    assert (
        "受过 慰问：生病住院 500.00 元（本级工会经费，2026-0001）" in changes.sentence
    )


@pytest.fixture
def campaign() -> Iterator[list[Asked]]:
    """A source of another area, as the catalogue would add it."""
    seen: list[Asked] = []

    def source(_connection: Connection, asked: Asked) -> Iterator[Help]:
        seen.append(asked)
        yield Help(date(2026, 1, 9), "募捐：为李大壮家献爱心", 1_234_500, "社会捐助")

    radar.SOURCES.append(source)
    yield seen
    radar.SOURCES.remove(source)


def test_another_area_is_asked_with_plain_values_and_told_in_order(
    desk: Office, home: int, campaign: list[Asked]
) -> None:
    paid(desk, home, DAY)
    found = helped(desk, home)
    assert [each.day for each in found] == [date(2026, 1, 9), DAY]
    assert found[0].sentence.endswith("献爱心 12 345.00 元（社会捐助）")
    asked = campaign[-1]
    assert (asked.first, asked.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert head_of(desk, home) in asked.home.persons
