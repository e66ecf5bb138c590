"""Membership dues: how much is due, and who has to be reminded (domain.md §1.6).

Nobody loses the membership by what is worked out here: six months without dues are
a reason to talk to somebody, not an event.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from db.vocabulary import MemberState
from unionoffice.calendar import Month
from unionoffice.errors import InvalidInput
from unionoffice.members.states import rights
from unionoffice.money import Fen

REMIND_AFTER = 6
"""Months without dues after which the rule of automatic withdrawal begins to ask."""

_TEN_YUAN: Fen = 1000
_PER_TEN_YUAN: Fen = 5


@dataclass(frozen=True, slots=True)
class DuesMonth:
    """A month of the dues ledger of one member, in fen."""

    month: Month
    due: Fen
    paid: Fen


def counted_base(base: Fen) -> Fen:
    """The wage that counts: what is less than ten yuan is left off.

    Raises:
        InvalidInput: The wage is below zero.
    """
    if base < 0:
        raise InvalidInput("缴费基数不能小于零。")
    return base - base % _TEN_YUAN


def due(base: Fen) -> Fen:
    """The dues of a month, half a percent of the counted wage; no rounding is left.

    Raises:
        InvalidInput: The wage is below zero.
    """
    return counted_base(base) // _TEN_YUAN * _PER_TEN_YUAN


def due_of(state: MemberState, base: Fen) -> Fen:
    """The dues of a month in that state: nothing if the membership is reserved.

    Raises:
        InvalidInput: The wage is below zero.
    """
    return due(base) if rights(state).pays_dues else 0


def arrears(ledger: Iterable[DuesMonth]) -> Fen:
    """What is owed over all months; an overpaid month pays for no other."""
    return sum(max(0, line.due - line.paid) for line in ledger)


def months_in_arrears(ledger: Iterable[DuesMonth]) -> list[Month]:
    """The months, in order, of which something is still owed."""
    return sorted(line.month for line in ledger if line.paid < line.due)


def months_unpaid_in_a_row(ledger: Iterable[DuesMonth], through: Month) -> int:
    """How many months up to and with `through` nothing at all was paid.

    A month without dues (reserved, or not yet a member) ends the row, and so does a
    month that the ledger does not have: nobody is reminded by mistake.
    """
    unpaid = {line.month for line in ledger if line.due > 0 and line.paid <= 0}
    months = 0
    while through - months in unpaid:
        months += 1
    return months


def six_month_reminder(
    name: str, ledger: Iterable[DuesMonth], through: Month
) -> str | None:
    """A sentence for the clerk if nothing was paid for six months, else None.

    It only says so. Automatic withdrawal needs more: no part in the life of the
    organisation, an education record, and a discussion in the committee
    (domain.md §1.2).
    """
    months = months_unpaid_in_a_row(ledger, through)
    if months < REMIND_AFTER:
        return None
    first = through - (months - 1)
    return (
        f"{name}已连续 {months} 个月（{first.label}至{through.label}）没有缴纳会费。"
        "请先了解原因、进行教育并做好记录；是否按自动退会处理，"
        "由基层工会委员会讨论决定，会籍不会自动改变。"
    )
