"""Aid step by step: apply, approve or refuse, pay, sign, reverse (domain.md §2.6).

Every step is one transaction, is judged by the very rules of the form, and can be
undone like any other batch while nothing follows it. Paid and signed is not final in
the sense of a paper that left the house: undo mends the slip of a moment and stays in
the trail; whatever is found later is reversed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.audit import rows_by_id, table_of
from db.models import Aid
from db.vocabulary import AidState
from unionoffice import money
from unionoffice.errors import Refused
from unionoffice.hardship.aid.book import Book, is_paid
from unionoffice.hardship.aid.checks import case_of, check_aid, judge, warnings
from unionoffice.hardship.aid.rules import STEPS, Deed
from unionoffice.office import changes_of
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from db.vocabulary import FundSource, PayMethod
    from unionoffice.hardship.aid.ceilings import Use
    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.complaint import Complaint

LONGEST_REASON = 200
_KEPT_BY_REVERSAL = (
    *("file_id", "member_id", "kind", "source", "method"),
    *("school", "school_level"),
)
"""What a reversal says like the payment it takes back."""

Row = dict[str, Any]


def apply(office: Office, values: Mapping[str, Any]) -> Changes:
    """Write down an application; the day is today if none is said.

    Raises:
        NotAccepted: something is missing or wrong.
    """
    register = office.register("aid")
    told = {"applied_on": office.clock.today(), **values}
    return office.save(office.new_draft(register, told))


def approve(
    office: Office,
    ids: Sequence[int],
    *,
    approver: str,
    day: date | None = None,
    amount: Fen | None = None,
    source: FundSource | None = None,
) -> Changes:
    """Approve applications, with the amount that was applied for if none is said.

    Raises:
        Refused: nobody approves, an amount is missing, or one was not just applied for.
    """
    who = _words(approver, "请写明审批人。")

    def changes(row: Row) -> Row:
        wanted = amount if amount is not None else row["applied_amount"]
        return {
            "approved_on": day or office.clock.today(),
            "approved_amount": wanted,
            "approver": who,
            "source": str(source) if source else row["source"],
        }

    return _take(office, Deed.APPROVE, ids, changes)


def refuse(
    office: Office,
    ids: Sequence[int],
    reason: str,
    *,
    day: date | None = None,
    approver: str | None = None,
) -> Changes:
    """Refuse applications; the reason is kept in the remark.

    Raises:
        Refused: there is no reason, or one was not just applied for.
    """
    why = _words(reason, "请写明不予批准的原因。")

    def changes(row: Row) -> Row:
        remark = "；".join(filter(None, (row["note"], f"未批准：{why}")))
        told = {"approved_on": day or office.clock.today(), "approver": approver}
        return {**told, "note": remark[:300]}

    return _take(office, Deed.REFUSE, ids, changes)


def pay(
    office: Office,
    ids: Sequence[int],
    *,
    day: date | None = None,
    amount: Fen | None = None,
    source: FundSource | None = None,
    method: PayMethod | None = None,
    voucher_no: str | None = None,
    over_reason: str | None = None,
) -> Changes:
    """Pay what was approved; the sentence also tells what was got for the same thing.

    Raises:
        Refused: a file is not live on the day, the fund is not said, a ceiling is
            passed without a reason, or one is not approved.
    """

    def changes(row: Row) -> Row:
        wanted = amount if amount is not None else row["approved_amount"]
        told = _paying(row, day or office.clock.today(), source, method, voucher_no)
        return {
            **told,
            "paid": wanted,
            "over_reason": over_reason or row["over_reason"],
        }

    return _take(office, Deed.PAY, ids, changes)


def overruns(
    office: Office, ids: Sequence[int], *, day: date | None = None
) -> list[Use]:
    """The ceilings that would be passed, without a reason yet, if these were paid."""
    found: list[Use] = []
    with office.reading() as connection:
        rows = _stored(connection, ids)
        book = Book(connection, {row["file_id"] for row in rows.values()})
        for key in ids:
            row = rows.get(key, {})
            if row.get("state") != AidState.APPROVED:
                continue
            paid = _paying(row, day or office.clock.today(), None, None, None)
            values = {**row, **paid, "paid": row["approved_amount"]}
            use = book.use_of(values, key)
            if use is not None and use.over and not row["over_reason"]:
                found.append(use)
            book.add(values, key)
    return found


def sign(
    office: Office,
    ids: Sequence[int],
    *,
    day: date | None = None,
    signer: str | None = None,
    relation: str | None = None,
) -> Changes:
    """Put down the receipt; the head of the household signs if nobody else is said.

    Raises:
        Refused: one was not paid, or is signed already.
    """
    with office.reading() as connection:
        rows = _stored(connection, ids)
        book = Book(connection, {row["file_id"] for row in rows.values()})

    def changes(row: Row) -> Row:
        head = book.files[row["file_id"]].head
        return {
            "signed_on": day or office.clock.today(),
            "signer": signer or head,
            "signer_relation": relation if signer else "本人",
        }

    return _take(office, Deed.SIGN, ids, changes)


def reverse(
    office: Office, aid_id: int, reason: str, *, day: date | None = None
) -> Changes:
    """Take a payment back by a row of its own, with a negative amount and the reason.

    Raises:
        Refused: there is no reason, it was not paid, or was reversed already.
    """
    why = _words(reason, "请写明冲销的原因。")
    step, today = STEPS[Deed.REVERSE], office.clock.today()
    when = day or today
    with office.transaction("冲销帮扶救助") as writer:
        (row,) = _rows(writer, [aid_id])
        book = Book(writer.connection, [row["file_id"]])
        name = book.files[row["file_id"]].name
        problem = step.why_not(AidState(row["state"]))
        if not problem and not row["paid_on"] <= when <= today:
            problem = "冲销日期应在发放日期与今天之间"
        if problem:
            raise Refused(f"{name}：{problem}。")
        writer.insert(Aid, _reversal(row, when, why))
        writer.update(Aid, aid_id, {"state": str(step.target)})
    words = f"已冲销{name}的 {money.show(row['paid'])} 元，原记录保留。"
    return changes_of(writer.written, words)


def _take(
    office: Office, deed: Deed, ids: Sequence[int], changes: Callable[[Row], Row]
) -> Changes:
    """Take one step with several payments: all of them or none."""
    if not ids:
        raise Refused("请先选择救助记录。")
    step, told, sums = STEPS[deed], list[str](), 0
    with office.transaction(f"救助{step.label}（{len(ids)} 笔）") as writer:
        for row in _rows(writer, ids):
            book = Book(writer.connection, [row["file_id"]])
            name = book.files[row["file_id"]].name
            problem = step.why_not(AidState(row["state"]))
            if problem:
                raise Refused(f"{name}：{problem}。")
            new = {**changes(row), "state": str(step.target)}
            found = list(_judged(office, book, writer, {**row, **new}))
            bad = [each.sentence for each in found if each.level is Level.REJECT]
            if bad:
                raise Refused(f"{name}：{'；'.join(bad)}。")
            told += [f"{name}：{each.sentence}" for each in found]
            writer.update(Aid, row["id"], new)
            sums += _amount(deed, {**row, **new})
    return changes_of(writer.written, _sentence(step.label, len(ids), sums, told))


def _judged(
    office: Office, book: Book, writer: Writer, values: Row
) -> Iterator[Complaint]:
    """What form and store say to a payment as the step would leave it."""
    connection, key = writer.connection, values["id"]
    yield from check_aid(values, office.clock.today())
    yield from judge(case_of(connection, key, values), book)
    if is_paid(values) and values["signed_on"] is None:
        yield from warnings(connection, key, values)


def _rows(writer: Writer, ids: Iterable[int]) -> list[Row]:
    """The payments, in the order they were named.

    Raises:
        Refused: one is gone or lies in the recycle bin.
    """
    keys = list(dict.fromkeys(ids))
    found = _stored(writer.connection, keys)
    gone = [k for k in keys if k not in found or found[k]["deleted_at"] is not None]
    if gone:
        raise Refused("所选的救助记录已经不存在，请刷新后再试。")
    return [found[key] for key in keys]


def _stored(connection: Connection, ids: Iterable[int]) -> dict[int, Row]:
    rows = rows_by_id(connection, table_of(Aid), ids)
    return {key: dict(row) for key, row in rows.items()}


def _paying(
    row: Row,
    day: date,
    source: FundSource | None,
    method: PayMethod | None,
    voucher_no: str | None,
) -> Row:
    return {
        "paid_on": day,
        "source": str(source) if source else row["source"],
        "method": str(method) if method else row["method"],
        "voucher_no": voucher_no or row["voucher_no"],
        "state": str(AidState.PAID),
    }


def _reversal(row: Row, day: date, reason: str) -> Row:
    kept = {key: row[key] for key in _KEPT_BY_REVERSAL}
    return {
        **kept,
        "state": str(AidState.REVERSAL),
        "reason": reason,
        "applied_on": day,
        "paid_on": day,
        "paid": -row["paid"],
        "reverses_id": row["id"],
    }


def _words(told: str | None, sentence: str) -> str:
    """The words somebody gave.

    Raises:
        Refused: there are none, or far too many.
    """
    words = (told or "").strip()
    if not words:
        raise Refused(sentence)
    if len(words) > LONGEST_REASON:
        raise Refused(f"最多写 {LONGEST_REASON} 个字。")
    return words


def _amount(deed: Deed, row: Row) -> Fen:
    key = {Deed.APPROVE: "approved_amount", Deed.REFUSE: "applied_amount"}.get(deed)
    return row[key or "paid"] or 0


def _sentence(label: str, count: int, total: Fen, told: Sequence[str]) -> str:
    words = f"已登记{label} {count} 笔，共 {money.show(total)} 元。"
    return words + "".join(f"{each}。" for each in told)
