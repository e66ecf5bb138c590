"""A household told as JSON by another program, checked value by value.

{"as_of", "members": [{"relation", "birth", "able", "employed", "student"}],
"income_fen": {kind: fen}, "expense_fen": {kind: fen}, "parameters": null |
{"dibao_fen", "relative_multiple", "line_inclusive", "minimum_wage_fen", "reckoning"},
"accident": null | {"event", "date", "net_loss_fen"}, "assets_fen"}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from db.vocabulary import ExpenseKind, IncomeKind, Reckoning, Word
from unionoffice.errors import InvalidInput
from unionoffice.hardship.judging.household import Accident, Household, Person
from unionoffice.hardship.judging.standards import (
    LEAST_MULTIPLE,
    MOST_MULTIPLE,
    Standard,
)
from unionoffice.json_values import (
    json_flag,
    json_list,
    json_number,
    json_object,
    json_text,
    quoted,
    read_json,
)
from unionoffice.money import MOST, show
from unionoffice.text import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.money import Fen

NEEDED = ("as_of", "members", "income_fen", "expense_fen")
KNOWN = (*NEEDED, "parameters", "accident", "assets_fen")
MEMBER = ("relation", "birth", "able", "employed", "student")
LINES = ("dibao_fen", "relative_multiple", "line_inclusive", "minimum_wage_fen")
ACCIDENT = ("event", "date", "net_loss_fen")
MOST_PEOPLE = 100
"""A home; whoever tells more has sent a list of homes."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_Kind = TypeVar("_Kind", bound=Word)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told.

    Attributes:
        household: Who is to be judged.
        standard: By what; None where nobody said.
    """

    household: Household
    standard: Standard | None


def read_household(content: bytes) -> Told:
    """The household in a JSON file, and the standard if it has one.

    Raises:
        InvalidInput: it is no JSON, something is missing or is not what it should be.
    """
    told = json_object(read_json(content, "家庭情况"), "家庭情况", NEEDED, KNOWN)
    household = Household(
        as_of=_day(told["as_of"], "as_of"),
        people=_people(told["members"]),
        incomes=_sums(told["income_fen"], "income_fen", IncomeKind),
        expenses=_sums(told["expense_fen"], "expense_fen", ExpenseKind),
        accident=_accident(told.get("accident")),
        assets=_fen(told.get("assets_fen", 0), "assets_fen"),
    )
    return Told(household, _standard(told.get("parameters")))


def _people(told: object) -> tuple[Person, ...]:
    members = json_list(told, "members")
    if not 1 <= len(members) <= MOST_PEOPLE:
        raise InvalidInput(f"“members”应有 1 到 {MOST_PEOPLE} 人。")
    return tuple(
        _person(each, f"members 第 {number} 人")
        for number, each in enumerate(members, 1)
    )


def _person(told: object, what: str) -> Person:
    each = json_object(told, f"“{what}”", MEMBER, MEMBER)
    birth = each["birth"]
    return Person(
        relation=tidy(json_text(each["relation"], f"{what}的 relation")),
        born=None if birth is None else _day(birth, f"{what}的 birth"),
        able=json_flag(each["able"], f"{what}的 able"),
        employed=json_flag(each["employed"], f"{what}的 employed"),
        student=json_flag(each["student"], f"{what}的 student"),
    )


def _sums(told: object, what: str, kinds: type[_Kind]) -> Mapping[_Kind, Fen]:
    known = tuple(kind.value for kind in kinds)
    found = json_object(told, f"“{what}”", (), known)
    return {kinds(key): _fen(fen, f"{what} 的 {key}") for key, fen in found.items()}


def _standard(told: object) -> Standard | None:
    if told is None:
        return None
    found = json_object(told, "“parameters”", LINES, (*LINES, "reckoning"))
    dibao = _fen(found["dibao_fen"], "parameters 的 dibao_fen")
    if not dibao:
        raise InvalidInput("“parameters 的 dibao_fen”应大于 0。")
    return Standard(
        dibao=dibao,
        minimum_wage=_fen(found["minimum_wage_fen"], "parameters 的 minimum_wage_fen"),
        relative_percent=_percent(found["relative_multiple"]),
        line_inclusive=json_flag(
            found["line_inclusive"], "parameters 的 line_inclusive"
        ),
        reckoning=_reckoning(found.get("reckoning", Reckoning.CURRENT.value)),
    )


def _percent(told: object) -> int:
    what = "parameters 的 relative_multiple"
    multiple = json_number(told, what)
    if not LEAST_MULTIPLE <= multiple <= MOST_MULTIPLE:
        raise InvalidInput(f"“{what}”应在 {LEAST_MULTIPLE} 到 {MOST_MULTIPLE} 之间。")
    percent = Fraction(multiple) * 100
    if percent.denominator != 1:
        raise InvalidInput(f"“{what}”最多两位小数，如 1.5。")
    return int(percent)


def _reckoning(told: object) -> Reckoning:
    known = [word.value for word in Reckoning]
    if told not in known:
        raise InvalidInput(f"“parameters 的 reckoning”应为 {' 或 '.join(known)}。")
    return Reckoning(told)


def _accident(told: object) -> Accident | None:
    if told is None:
        return None
    found = json_object(told, "“accident”", (), ACCIDENT)
    event, day, loss = map(found.get, ACCIDENT)
    return Accident(
        event="" if event is None else tidy(json_text(event, "accident 的 event")),
        day=None if day is None else _day(day, "accident 的 date"),
        net_loss=None if loss is None else _fen(loss, "accident 的 net_loss_fen"),
    )


def _fen(told: object, what: str) -> Fen:
    """A whole number of fen, not below nothing; 4800000.0 is one."""
    number = json_number(told, what)
    if number < 0:
        raise InvalidInput(f"“{what}”不能是负数。")
    if number > MOST:
        raise InvalidInput(f"“{what}”太大了，单位是分，最多 {show(MOST)} 元。")
    if number != int(number):
        raise InvalidInput(f"“{what}”应为整数，单位是分。")
    return int(number)


def _day(told: object, what: str) -> date:
    words = json_text(told, what)
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise InvalidInput(
        f"“{what}”不是日期，请写成 2026-03-15，看不懂“{quoted(words)}”。"
    )
