"""What the facts of one person say about each other; the same for form and sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice import idcard
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import IdNumber
from unionoffice.register.kinds.times import MONTH_ONLY
from unionoffice.register.kinds.words import UPGRADED

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.register.sheet import SheetRow

CHECKED = frozenset({None, "01", "09"})
"""The documents that bear a number by GB 11643: the identity card, the residence card
of people from Hong Kong, Macao and Taiwan, and a document nobody has named."""

ID_NUMBER = "id_number"
BORN = "born_on"


def check_person(values: dict[str, Any], today: date) -> list[Complaint]:
    """Complaints about a card; sex and birth date are taken from the ID number.

    Where they disagree with what is written, the ID number wins and the difference is
    said (samples README; domain.md §1.5).
    """
    found = _judge_number(values, today)
    if not any(item.level is Level.REJECT for item in found):
        found += _follow_the_id_number(values)
    return [*found, *_days_in_order(values), *_age_hint(values, today)]


def mend_row(row: SheetRow) -> None:
    """The same for a row of a roster, where only an identity keeps a row out.

    A birth year and month that agree with the ID number are no disagreement.
    """
    if ID_NUMBER in row.written and row.values.get("id_type") not in CHECKED:
        _keep_as_written(row)
    said = row.complaints
    months = [item for item in said if _tells_a_month(item)] if said else []
    if said and any(item.key == ID_NUMBER for item in said):
        row.values["id_pending"] = True
    elif row.values.get(ID_NUMBER, "") is None:
        words = "缺身份证号，请补登"
        row.complaints.append(Complaint(ID_NUMBER, Level.WARN, words))
    found = _follow_the_id_number(row.values, month_only=bool(months))
    if months and row.values.get(ID_NUMBER) and all(item.key != BORN for item in found):
        row.complaints = [item for item in row.complaints if item not in months]
    late = _days_in_order(row.values)
    row.complaints += found
    row.complaints += [Complaint(item.key, Level.WARN, item.sentence) for item in late]


def _tells_a_month(item: Complaint) -> bool:
    return item.key == BORN and item.sentence == MONTH_ONLY


def _keep_as_written(row: SheetRow) -> None:
    """Take the number of a passport or the like as it stands."""
    number = IdNumber().as_written(row.written[ID_NUMBER])
    if number is not None:
        row.values[ID_NUMBER] = number
        row.complaints = [item for item in row.complaints if item.key != ID_NUMBER]


def _judge_number(values: dict[str, Any], today: date) -> list[Complaint]:
    """Hold the number against the rule of its document; an old one is raised."""
    number = values.get(ID_NUMBER)
    if not number or values.get("id_type") not in CHECKED:
        return []
    try:
        parsed = idcard.parse(number, today)
    except InvalidInput as error:
        return [Complaint(ID_NUMBER, Level.REJECT, error.sentence)]
    values[ID_NUMBER] = parsed.number
    if not parsed.upgraded:
        return []
    values["id_pending"] = True
    return [Complaint(ID_NUMBER, Level.WARN, UPGRADED)]


def _follow_the_id_number(
    values: dict[str, Any], *, month_only: bool = False
) -> list[Complaint]:
    number = values.get(ID_NUMBER)
    if not number or values.get("id_type") not in CHECKED:
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
