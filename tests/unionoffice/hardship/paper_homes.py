"""Households on file for the tests of papers: small, large, long-named, refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.models import (
    FileMaterial,
    FileStepTaken,
    HardshipFile,
    HouseholdMember,
    Person,
    Unit,
)
from db.vocabulary import ExpenseKind, IncomeKind
from tests.unionoffice.hardship.aid_homes import standard
from unionoffice import idcard
from unionoffice.hardship.filing.judgements import Account, judge

if TYPE_CHECKING:
    from unionoffice.office import Office

POSTED, UNTIL = date(2026, 3, 9), date(2026, 3, 13)
PHONE = "13512345678"
ACCOUNT, STREET = "6222020200098765432", "安康小区3号楼2单元501室"
ILLNESS = "慢性肾功能衰竭"
ID_NUMBER = idcard.make("370811", date(1980, 2, 15), 1)
"""Of the head of the file 2026-001."""
LONG_NAME = "阿卜杜热合曼·买买提伊明·托合提"
HEAD: dict[str, Any] = {
    "sex": "1",
    "born_on": date(1980, 2, 15),
    "ethnic": "01",
    "political": "3",
    "marital": "20",
    "household_type": "1",
    "phone": PHONE,
    "health": "5",
    "illness": ILLNESS,
    "insurance": "1",
}
FILE: dict[str, Any] = {
    "main_cause": "6",
    "second_cause": "9",
    "cause_words": "本人患病住院，两个孩子上学。",
    "work_status": "1",
    "housing": "3",
    "housing_area": 68,
    "bank": "工商银行",
    "bank_branch": "矿区支行",
    "bank_account": ACCOUNT,
    "own_month_income": 400_000,
    "year_income": 4_800_000,
    "applied_on": date(2026, 2, 20),
    "opener": "周会英",
    "auditor": "孙和平",
}


def home(
    office: Office,
    name: str = "张大明",
    file_no: str = "2026-001",
    others: int = 3,
    **values: object,
) -> int:
    """A household that was applied for; answers the key of its file."""
    with office.transaction("建档") as writer:
        unit = writer.insert(Unit, {"name": f"采煤{file_no[-1]}队", "kind": "team"})
        card = {"name": name, "unit_id": unit, "address": STREET, "phone": PHONE}
        person = writer.insert(Person, card)
        told = {"file_no": file_no, "person_id": person, "state": "applied"}
        file = writer.insert(HardshipFile, {**FILE, **told, **values})
        serial = int(file_no[-3:])
        born = HEAD["born_on"]
        own = {"name": name, "relation": "01", "head": True, "person_id": person}
        own["id_number"] = idcard.make("370811", born, serial)
        writer.insert(HouseholdMember, {**HEAD, **own, "file_id": file})
        for nth in range(others):
            told = member(nth, name, serial)
            writer.insert(HouseholdMember, {"file_id": file, **told})
    return file


def member(nth: int, name: str, serial: int) -> dict[str, Any]:
    """A spouse first, then children who go to school."""
    if nth == 0:
        return {
            "name": f"李秀{name[-1]}",
            "relation": "10",
            "sex": "2",
            "born_on": date(1982, 6, 1),
            "id_number": idcard.make("370811", date(1982, 6, 1), serial),
            "employed": False,
            "work_status": "3",
            "health": "1",
        }
    return {
        "name": f"{name[0]}小{'甲乙丙丁戊己庚辛壬癸'[nth - 1]}",
        "relation": "20",
        "sex": "1",
        "born_on": date(2004 + nth, 9, 1),
        "student": True,
        "school_level": "bachelor",
        "enrolled_year": 2023,
        "school_years": 4,
        "place": "矿业大学",
    }


def step(office: Office, file: int, kind: str, day: date, **told: object) -> None:
    """A step that was taken with a file."""
    values = {"file_id": file, "kind": kind, "taken_on": day, **told}
    with office.transaction("步骤") as writer:
        writer.insert(FileStepTaken, values)


def judged(office: Office, file: int, income: int, spent: int) -> None:
    """A judgement in yuan on the day of the application."""
    account = Account(
        date(2026, 2, 20),
        {IncomeKind.WAGE: income * 100},
        {ExpenseKind.MEDICAL: spent * 100},
    )
    judge(office, file, account)


def posting(office: Office, name: str = "张大明", **values: Any) -> int:  # noqa: ANN401  as `home` takes them
    """A household that hangs on the wall."""
    file = home(office, name, **{"state": "posting", **values})
    visit = {"people": "孙和平、赵秀兰", "words": "入户查看，情况属实。"}
    step(office, file, "visit", date(2026, 3, 1), **visit)
    where = {"place": "井口公开栏", "ends_on": UNTIL}
    step(office, file, "post", POSTED, **where)
    return file


def refused(office: Office, name: str = "张大明", **values: Any) -> int:  # noqa: ANN401  as `home` takes them
    """A household whose income is above the line, and which was refused."""
    standard(office)
    file = home(office, name, **values)
    judged(office, file, 180_000, 2_000)
    with office.transaction("不予建档") as writer:
        writer.update(HardshipFile, file, {"state": "refused"})
    why = "家庭人均月纯收入高于标准。"
    step(office, file, "refuse", date(2026, 3, 10), words=why)
    return file


def paper(office: Office, file: int, kind: str, name: str = "") -> None:
    """A paper handed in."""
    with office.transaction("材料") as writer:
        writer.insert(FileMaterial, {"file_id": file, "kind": kind, "name": name})
