"""What takes more than one record: a month of dues, payments, approvals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Dues, MembershipEvent, Person
from db.vocabulary import DuesMethod, EventKind, EventReason, MemberNote
from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.errors import Refused
from unionoffice.members import states
from unionoffice.members.dues import due
from unionoffice.members.reminders import owes_dues
from unionoffice.office import changes_of
from unionoffice.register.action import Paper
from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office

AT_A_TIME = 500
"""Keys in one IN list."""

_NAMED = 5


def open_dues_month(office: Office, month: Month) -> Changes:
    """Write the month's due line for every member who owes one (domain.md §1.6).

    Who owes is told by the state on the last day of the month. Nobody gets a second
    line; who has no dues base gets none, and the sentence says how many those are.
    """
    with office.transaction(f"生成{month.label}应缴会费") as writer:
        found = _without_line(writer.connection, month)
        lines = [_line(key, base, month) for key, base in found if base is not None]
        lines = [line for line in lines if line["due"]]
        if lines:
            writer.insert_many(Dues, lines)
    unknown = sum(base is None for _, base in found)
    total = sum(due(base) for _, base in found if base is not None)
    words = f"{month.label}新增应缴 {len(lines)} 人，共 {money.show(total)} 元"
    if not lines:
        words = f"{month.label}没有需要新增的应缴会费"
    words += f"；{unknown} 人没有填写会费基数，没有生成" if unknown else ""
    return changes_of(writer.written, f"{words}。")


def mark_paid(
    office: Office, dues_ids: Sequence[int], day: date, method: DuesMethod
) -> Changes:
    """Write that these dues were paid in full on `day`; what was paid already stays.

    Payroll deduction needs the member's consent (domain.md §1.6); the sentence says how
    many have none on record.

    Raises:
        Refused: nothing of them is owed any more.
    """
    with office.transaction(f"登记会费已缴（{method.label}）") as writer:
        owed = list(_owed(writer.connection, dues_ids))
        if not owed:
            raise Refused("所选会费都已缴清，没有需要登记的。")
        writer.update_many(
            Dues,
            {
                key: {"paid": wanted, "paid_on": day, "method": str(method)}
                for key, wanted, _, _ in owed
            },
        )
    total = sum(wanted - paid for _, wanted, paid, _ in owed)
    words = f"登记已缴 {len(owed)} 条，共 {money.show(total)} 元"
    doubtful = sum(not agreed for _, _, _, agreed in owed)
    if method is DuesMethod.PAYROLL and doubtful:
        words += f"；其中 {doubtful} 条的会员没有登记代扣授权，请补办"
    return changes_of(writer.written, f"{words}。")


def approve_joining(
    office: Office,
    person_ids: Sequence[int],
    day: date,
    *,
    approval_no: str | None = None,
    meeting_on: date | None = None,
) -> Changes:
    """Approve many at once, by one meeting and one number (集体入会, domain.md §1.1).

    Membership counts from the day of approval.

    Raises:
        Refused: nobody was chosen, or somebody cannot join now; nothing is written.
    """
    if not person_ids:
        raise Refused("请先选择要批准入会的人。")
    with office.transaction(f"批准入会（{len(person_ids)} 人）") as writer:
        told = histories(writer.connection, person_ids)
        joining = states.Event(EventKind.JOINED, day)
        problems = {
            key: sentence
            for key in person_ids
            for _, sentence in states.check([*told.get(key, ()), joining])
        }
        if problems:
            raise Refused(_who_cannot(writer.connection, problems))
        event = {
            "kind": str(EventKind.JOINED),
            "happened_on": day,
            "approval_no": approval_no,
            "meeting_on": meeting_on or day,
            "handler": office.who,
        }
        rows = [{"person_id": key, **event} for key in person_ids]
        writer.insert_many(MembershipEvent, rows)
    words = f"已批准 {len(person_ids)} 人入会，请通知本人从何月起缴纳会费。"
    return changes_of(writer.written, words)


def histories(
    connection: Connection, person_ids: Sequence[int]
) -> dict[int, list[states.Event]]:
    """The events of these people, oldest first."""
    event = MembershipEvent
    found: dict[int, list[states.Event]] = defaultdict(list)
    for part in _parts(person_ids):
        statement = (
            select(
                event.person_id,
                event.kind,
                event.happened_on,
                event.away,
                event.reason,
                event.educated,
                event.discussed,
            )
            .where(event.person_id.in_(part), event.deleted_at.is_(None))
            .order_by(event.happened_on.asc().nulls_first(), event.id)
        )
        for row in connection.execute(statement):
            found[row.person_id].append(
                states.Event(
                    kind=EventKind(row.kind),
                    on=row.happened_on,
                    note=MemberNote(row.away) if row.away else None,
                    reason=EventReason(row.reason) if row.reason else None,
                    educated=bool(row.educated),
                    discussed=bool(row.discussed),
                )
            )
    return found


def open_this_month(office: Office, _ids: Sequence[int]) -> Changes:
    """The action “生成本月应缴”."""
    return open_dues_month(office, Month.of(office.clock.today()))


def paid_by_payroll(office: Office, ids: Sequence[int]) -> Changes:
    """The action “登记已缴（工资代扣）”."""
    return mark_paid(office, ids, office.clock.today(), DuesMethod.PAYROLL)


def paid_in_cash(office: Office, ids: Sequence[int]) -> Changes:
    """The action “登记已缴（现金）”."""
    return mark_paid(office, ids, office.clock.today(), DuesMethod.CASH)


def show_reminders(_office: Office, _ids: Sequence[int]) -> Paper:
    """The action “催缴提示”."""
    return Paper("dues-reminder")


def _without_line(connection: Connection, month: Month) -> list[tuple[int, int | None]]:
    """Key and dues base of everybody who owes this month and has no line for it."""
    there = (
        select(Dues.id)
        .where(
            Dues.person_id == Person.id,
            Dues.month == month.first,
            Dues.deleted_at.is_(None),
        )
        .exists()
    )
    statement = (
        select(Person.id, Person.dues_base)
        .where(Person.deleted_at.is_(None), ~there)
        .where(owes_dues(month.last))
        .order_by(Person.id)
    )
    return [(row[0], row[1]) for row in connection.execute(statement)]


def _line(person_id: int, base: Fen, month: Month) -> dict[str, object]:
    return {
        "person_id": person_id,
        "month": month.first,
        "base": base,
        "due": due(base),
    }


def _owed(
    connection: Connection, ids: Sequence[int]
) -> Iterator[tuple[int, Fen, Fen, date | None]]:
    """Of these lines those not fully paid: key, due, paid, day of consent."""
    for part in _parts(ids):
        statement = (
            select(Dues.id, Dues.due, Dues.paid, Person.deduction_agreed_on)
            .join(Person, Person.id == Dues.person_id)
            .where(Dues.id.in_(part), Dues.deleted_at.is_(None), Dues.paid < Dues.due)
        )
        for row in connection.execute(statement):
            yield row[0], row[1], row[2], row[3]


def _who_cannot(connection: Connection, problems: dict[int, str]) -> str:
    keys = list(problems)[:_NAMED]
    statement = select(Person.id, Person.name).where(Person.id.in_(keys))
    names = {row[0]: row[1] for row in connection.execute(statement)}
    words = "".join(f"{names.get(key, '')}：{problems[key]}" for key in keys)
    more = f"等 {len(problems)} 人" if len(problems) > _NAMED else ""
    return f"有人不能批准入会{more}，没有登记。{words}"


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), AT_A_TIME):
        yield keys[start : start + AT_A_TIME]
