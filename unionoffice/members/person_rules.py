"""What the facts of one person say about each other; the same for form and sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice import idcard
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds.times import MONTH_ONLY

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.register.sheet import SheetRow

RESIDENT_CARD = "01"
BORN = "born_on"


def check_person(values: dict[str, Any], today: date) -> list[Complaint]:
    """Complaints about a card; sex and birth date are taken from the ID number.

    Where they disagree with what is written, the ID number wins and the difference is
    said (samples README; domain.md §1.5).
    """
    found = _wrong_number(values, today) or _follow_the_id_number(values)
    return [*found, *_days_in_order(values), *_age_hint(values, today)]


def mend_row(row: SheetRow) -> None:
    """The same for a row of a roster, where only an identity keeps a row out.

    A birth year and month that agree with the ID number are no disagreement.
    """
    said = row.complaints
    months = [item for item in said if _tells_a_month(item)] if said else []
    if said and any(item.key == "id_number" for item in said):
        row.values["id_pending"] = True
    elif row.values.get("id_number", "") is None:
        words = "缺身份证号，请补登"
        row.complaints.append(Complaint("id_number", Level.WARN, words))
    found = _follow_the_id_number(row.values, month_only=bool(months))
    if (
        months
        and row.values.get("id_number")
        and all(item.key != BORN for item in found)
    ):
        row.complaints = [item for item in row.complaints if item not in months]
    late = _days_in_order(row.values)
    row.complaints += found
    row.complaints += [Complaint(item.key, Level.WARN, item.sentence) for item in late]


def _tells_a_month(item: Complaint) -> bool:
    return item.key == BORN and item.sentence == MONTH_ONLY


def _wrong_number(values: dict[str, Any], today: date) -> list[Complaint]:
    number = values.get("id_number")
    if not number or values.get("id_type") not in {None, RESIDENT_CARD}:
        return []
    try:
        idcard.parse(number, today)
    except InvalidInput as error:
        return [Complaint("id_number", Level.REJECT, error.sentence)]
    return []


def _follow_the_id_number(
    values: dict[str, Any], *, month_only: bool = False
) -> list[Complaint]:
    number = values.get("id_number")
    if not number or values.get("id_type") not in {None, RESIDENT_CARD}:
        return []
    birth, by_number = idcard.birth_and_sex(number)
    found = []
    sex, born = values.get("sex"), values.get(BORN)
    if sex and sex != by_number:
        words = "性别与身份证号不符，已按身份证号登记"
        found.append(Complaint("sex", Level.WARN, words))
    if born and not _agrees(born, birth, month_only=month_only):
        words = f"出生日期与身份证号不符，已按身份证号登记为 {birth}"
        found.append(Complaint(BORN, Level.WARN, words))
    values["sex"], values[BORN] = str(by_number), birth
    return found


def _agrees(born: date, birth: date, *, month_only: bool) -> bool:
    if month_only:
        return (born.year, born.month) == (birth.year, birth.month)
    return born == birth


def _days_in_order(values: dict[str, Any]) -> list[Complaint]:
    found = []
    for early, late, words in (
        ("contract_from", "contract_to", "合同终止早于合同起始"),
        ("born_on", "started_work_on", "参加工作时间早于出生日期"),
        ("born_on", "joined_on", "入会时间早于出生日期"),
    ):
        first, second = values.get(early), values.get(late)
        if first and second and second < first:
            found.append(Complaint(late, Level.REJECT, words))
    return found


def _age_hint(values: dict[str, Any], today: date) -> list[Complaint]:
    born = values.get("born_on")
    if born is None or idcard.looks_like_a_worker(born, today):
        return []
    return [Complaint("born_on", Level.WARN, "年龄不在 16 至 70 岁之间，请核对")]
