"""What the facts of somebody of a household say about each other (domain.md §2.10)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from unionoffice import idcard
from unionoffice.calendar import age_on
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EMPLOYED_STATES = frozenset({"1", "8", "11"})
"""在岗、农民工、务农: somebody with such a status has work."""
STUDENT_STATE = "9"
CHILD_STATE = "10"
SCHOOL_AGE, WORK_AGE, RETIRED_AGE = 6, 16, 60


def check_member(values: dict[str, Any], today: date) -> list[Complaint]:
    """Fill in what follows from number, status and school; complain about the rest."""
    found = list(_number(values, today))
    _fill_in(values, today)
    return [*found, *_school(values), *_work(values)]


def _number(values: dict[str, Any], today: date) -> Iterator[Complaint]:
    """Sex and birth follow from the ID number (GB 11643, domain.md §1.5)."""
    number = values.get("id_number")
    if not number:
        return
    try:
        parsed = idcard.parse(number, today)
    except InvalidInput as error:
        yield Complaint("id_number", Level.REJECT, error.sentence)
        return
    values["id_number"] = parsed.number
    birth, sex = idcard.birth_and_sex(parsed.number)
    for key, label, told in (("born_on", "出生日期", birth), ("sex", "性别", str(sex))):
        if values.get(key) not in (None, told):
            words = f"{label}与身份证号不符，已按身份证号登记"
            yield Complaint(key, Level.WARN, words)
        values[key] = told


def _fill_in(values: dict[str, Any], today: date) -> None:
    """Whether somebody works, learns, and could work, from what else is told."""
    status, school = values.get("work_status"), values.get("school_level")
    if values.get("student") is None and (status == STUDENT_STATE or school):
        values["student"] = True
    if values.get("employed") is None and status is not None:
        values["employed"] = status in EMPLOYED_STATES
    if values.get("able") is None:
        values["able"] = could_work(values, today)


def could_work(values: Mapping[str, Any], today: date) -> bool | None:
    """Able unless age, illness or disability speak against it; None if unknown."""
    born = values.get("born_on")
    if values.get("student") or values.get("work_status") == CHILD_STATE:
        return False
    if born is None or today == date.max:
        return None
    age = age_on(born, today)
    if not WORK_AGE <= age < RETIRED_AGE:
        return False
    return None if values.get("disability") or values.get("illness") else True


def _school(values: dict[str, Any]) -> Iterator[Complaint]:
    if values.get("student") and values.get("employed"):
        yield Complaint("employed", Level.WARN, "在校学生又填了已就业，请核对")
    enrolled, years = values.get("enrolled_year"), values.get("school_years")
    if values.get("student") and values.get("school_level"):
        for key, label, told in (
            ("enrolled_year", "入学年份", enrolled),
            ("school_years", "学制", years),
        ):
            if told is None:
                words = f"请补填{label}，预计毕业年份由它推算"
                yield Complaint(key, Level.WARN, words)
    born = values.get("born_on")
    if enrolled and born and enrolled < born.year + SCHOOL_AGE - 1:
        yield Complaint("enrolled_year", Level.WARN, "入学年份与出生日期不相称，请核对")


def _work(values: dict[str, Any]) -> Iterator[Complaint]:
    if values.get("employed") and values.get("month_income") == 0:
        words = "已就业而月收入为 0，请核对"
        yield Complaint("month_income", Level.WARN, words)
