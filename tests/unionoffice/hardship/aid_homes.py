"""Households on file, and a standard, for the tests of aid."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.audit import rows_by_id, table_of
from db.models import Aid, HardshipFile, HardshipStandard, HouseholdMember
from tests.offices import new
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.register import AID
from unionoffice.register.filter import Named

if TYPE_CHECKING:
    from unionoffice.office import Office

OPENED = date(2025, 1, 10)
DIBAO = 106_200
STANDARD: dict[str, Any] = {
    "effective_on": date(2024, 1, 1),
    "dibao": DIBAO,
    "minimum_wage": 202_000,
    "living_deep_months": 12,
    "living_relative_months": 10,
    "living_accident_months": 6,
    "medical_ceiling": 2_000_000,
    "college_months": 10,
    "school_months": 6,
    "one_off_ceiling": 300_000,
}


def ready(office: Office) -> Office:
    """The desk, at which aid is kept."""
    office.registers.setdefault(AID.key, AID)
    return office


def standard(office: Office, **values: object) -> int:
    """A standard with limits."""
    with office.transaction("标准") as writer:
        return writer.insert(HardshipStandard, {**STANDARD, **values})


def household(
    office: Office, name: str = "李大壮", file_no: str = "2025-001", **values: object
) -> int:
    """The file of somebody whose household is 在档; answers the key of the file."""
    person = new(office, "members", name=name)
    told = {
        "file_no": file_no,
        "person_id": person,
        "state": "live",
        "category": "deep",
        "opened_on": OPENED,
        **values,
    }
    with office.transaction("建档") as writer:
        file = writer.insert(HardshipFile, told)
        member = {"file_id": file, "person_id": person, "head": True, "name": name}
        writer.insert(HouseholdMember, member)
    return file


def child(office: Office, file: int, name: str = "李小明", **values: object) -> int:
    """Somebody else of the household."""
    with office.transaction("成员") as writer:
        told = {"file_id": file, "head": False, "name": name, **values}
        return writer.insert(HouseholdMember, told)


def applied(office: Office, file: int, kind: str = "medical", **values: object) -> int:
    """An application for 3 000 yuan; answers its key."""
    told = {"file_id": file, "kind": kind, "applied_amount": 300_000, **values}
    (key,) = aid_jobs.apply(office, told).in_table("aid")
    return key


def approved(office: Office, file: int, kind: str = "medical", **values: object) -> int:
    """An application that was approved, to be paid out of the special fund."""
    key = applied(office, file, kind, **{"source": "aid", **values})
    aid_jobs.approve(office, [key], approver="王主席")
    return key


def paid(
    office: Office,
    file: int,
    day: date | None = None,
    amount: int = 300_000,
    kind: str = "medical",
    **values: object,
) -> int:
    """Aid that was paid on a day, applied for and approved the same day."""
    day = day or office.clock.today()
    told = {"applied_on": day, "applied_amount": amount, **values}
    key = applied(office, file, kind, source="aid", **told)
    aid_jobs.approve(office, [key], approver="王主席", day=day)
    aid_jobs.pay(office, [key], day=day, voucher_no="记-12")
    return key


def row(office: Office, key: int) -> dict[str, Any]:
    """A payment as it is stored."""
    with office.reading() as connection:
        return dict(rows_by_id(connection, table_of(Aid), [key]).get(key, {}))


def left(office: Office, name: str) -> list[int]:
    """What a ready-made filter leaves."""
    found = next(item for item in AID.filters if item.key == name)
    assert isinstance(found, Named)
    return office.ids(office.view(AID).with_condition(found.of()))


def opened_before(office: Office, file: int) -> int:
    """An older file of the same head, closed long ago."""
    with office.transaction("旧档") as writer:
        head = rows_by_id(writer.connection, table_of(HardshipFile), [file])[file]
        closed = {"state": "lifted", "closed_on": date(2024, 12, 31)}
        told = {"person_id": head["person_id"], "opened_on": date(2024, 1, 1)}
        return writer.insert(HardshipFile, {"file_no": "2024-1", **told, **closed})
