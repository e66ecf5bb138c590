"""Papers leave here: numbered, kept and written down in one transaction, or not at all.

What left stands: it can be looked at, printed again and voided, but never undone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db import files
from db.models import PrintedPaper, PrintRun
from db.vocabulary import PrintWay
from unionoffice.clock import CHINA
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import changes_of
from unionoffice.paper.pdf.stamp import stamped
from unionoffice.print_ledger.numbers import Number, Series, following, next_number
from unionoffice.print_ledger.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.register.changes import Changes

ATTEMPTS = 5
"""How often a paper is laid out again because its number was taken meanwhile."""
PRINTING = "print"
"""The kind of these batches in the trail."""
LONGEST_REASON, LONGEST_TITLE, LONGEST_PRINTER = 200, 200, 120
PDF_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is to be written down of a paper beside its sheets.

    `records` gives the uids of the rows on it, asked for once it is made; `register`
    is the key of theirs.
    """

    paper: str
    series: Series
    day: date
    register: str | None = None
    records: Callable[[], Sequence[str]] = tuple
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Out:
    """How a paper goes out, and on which printer if on one."""

    way: PrintWay
    copies: int = 1
    printer: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A paper that left: its number, the very sheets, and the `nth` time it did."""

    number: str
    title: str
    pdf: bytes
    pages: int
    uid: str
    nth: int
    changes: Changes


def issue(
    office: Office,
    leaving: Leaving,
    make: Callable[[str], Content],
    out: Out,
    deliver: Callable[[Sheet], None] | None = None,
) -> Left:
    """Give a paper its number, keep its sheets and write down that it left.

    Args:
        office: whose ledger.
        leaving: what is known of the paper.
        make: makes its content, given its number; called again if another paper
            took the number meanwhile.
        out: how it goes out.
        deliver: hands it over (writes the file); if that fails nothing is recorded
            and the number is free for the next paper.

    Raises:
        InvalidInput: there are to be fewer than one copies.
        Refused: the paper cannot be made, kept or handed over.
    """
    if out.copies < 1:
        raise InvalidInput("份数至少为 1。")
    for _ in range(ATTEMPTS):
        number = next_number(office, leaving.series, leaving.day)
        sheet = sheet_of(make, number)
        left = _record(office, leaving, number, sheet, out, deliver)
        if left is not None:
            return left
    raise Refused("同时有多份纸件在登记编号，请稍后再试。")


def print_again(
    office: Office,
    uid: str,
    way: PrintWay = PrintWay.PRINT,
    copies: int = 1,
    reason: str = "",
    *,
    printer: str | None = None,
    deliver: Callable[[bytes], None] | None = None,
) -> Left:
    """补打: the very sheets that left, each marked as printed again, counted.

    Raises:
        InvalidInput: no reason is given, or fewer than one copies.
        Refused: there is no such paper, it is void, its kept sheets are gone or
            damaged, or it cannot be handed over.
    """
    reason = checked_reason(reason)
    if copies < 1:
        raise InvalidInput("份数至少为 1。")
    with office.transaction(f"补打：{_called(office, uid)}", kind=PRINTING) as writer:
        row = _row(writer.connection, uid)
        if row.voided_at is not None:
            raise Refused(f"“{row.number}”已经作废，不能补打。")
        nth = _times(writer.connection, row) + 1
        pdf = stamped(_kept(office, row), _mark(nth - 1, writer.occasion.at))
        _run(writer, row.id, nth, Out(way, copies, printer, reason))
        if deliver is not None:
            deliver(pdf)
    sentence = f"已登记“{row.number}”第 {nth - 1} 次补打。"
    changes = changes_of(writer.written, sentence)
    return Left(row.number, row.title, pdf, row.pages, uid, nth, changes)


def as_printed_again(office: Office, uid: str) -> bytes:
    """What `print_again` would hand out now; nothing is written down.

    Raises:
        Refused: there is no such paper, or its kept sheets are gone or damaged.
    """
    with office.reading() as connection:
        row = _row(connection, uid)
        mark = _mark(_times(connection, row), office.clock.now())
        return stamped(_kept(office, row), mark)


def checked_reason(reason: str) -> str:
    """The reason of a reprint, on one line.

    Raises:
        InvalidInput: there is none, or it is too long.
    """
    return _reason(reason, "请写明补打的原因。")


def exact(office: Office, uid: str) -> bytes:
    """The PDF that left, byte for byte, to be looked at.

    Raises:
        Refused: there is no such paper, or its kept sheets are gone or damaged.
    """
    with office.reading() as connection:
        return _kept(office, _row(connection, uid))


def void(office: Office, uid: str, reason: str) -> Changes:
    """作废: the paper keeps number and sheets, but is never printed again.

    Raises:
        InvalidInput: no reason is given.
        Refused: there is no such paper, or it is void already.
    """
    reason = _reason(reason, "请写明作废的原因。")
    with office.transaction(f"作废：{_called(office, uid)}", kind=PRINTING) as writer:
        row = _row(writer.connection, uid)
        if row.voided_at is not None:
            raise Refused(f"“{row.number}”已经作废过了。")
        values = {"voided_at": writer.occasion.at, "void_reason": reason}
        writer.update(PrintedPaper, row.id, values)
    return changes_of(writer.written, f"“{row.number}”已作废，编号保留。")


def twin_of(office: Office, fingerprint: str) -> str:
    """The number of the newest paper of the same content; empty if there is none."""
    paper = PrintedPaper
    statement = (
        select(paper.number)
        .where(paper.fingerprint == fingerprint, paper.voided_at.is_(None))
        .order_by(paper.id.desc())
        .limit(1)
    )
    with office.reading() as connection:
        return connection.scalar(statement) or ""


@dataclass(frozen=True, slots=True)
class _Paper:
    id: int
    number: str
    title: str
    digest: str
    pages: int
    voided_at: datetime | None


class _OvertakenError(Exception):
    """Another paper took the number while this one was laid out."""


def _record(
    office: Office,
    leaving: Leaving,
    number: str,
    sheet: Sheet,
    out: Out,
    deliver: Callable[[Sheet], None] | None,
) -> Left | None:
    reason = f"打印：{number} {sheet.title}"
    try:
        with office.transaction(reason, kind=PRINTING) as writer:
            taken = _take(writer.connection, leaving, number)
            key = _enter(writer, office, leaving, taken, sheet)
            _run(writer, key, 1, out)
            uid = _uid(writer.connection, key)
            if deliver is not None:
                deliver(sheet)
    except _OvertakenError:
        return None
    changes = changes_of(writer.written, f"已登记为“{number}”。")
    return Left(number, sheet.title, sheet.pdf, sheet.pages, uid, 1, changes)


def _take(connection: Connection, leaving: Leaving, number: str) -> Number:
    taken = following(connection, leaving.series, leaving.day.year)
    if taken.words != number:
        raise _OvertakenError
    return taken


def _enter(
    writer: Writer, office: Office, leaving: Leaving, taken: Number, sheet: Sheet
) -> int:
    name, folder = f"{taken.words}.pdf", office.store.folder
    values = {
        "series": leaving.series.key,
        "year": taken.year,
        "sequence": taken.sequence,
        "number": taken.words,
        "paper": leaving.paper,
        "title": sheet.title[:LONGEST_TITLE],
        "register": leaving.register,
        "records": list(leaving.records()),
        "settings": dict(leaving.settings),
        "pages": sheet.pages,
        "fingerprint": sheet.fingerprint,
        "digest": files.keep(writer, folder, sheet.pdf, name, PDF_TYPE),
        "first_left_at": writer.occasion.at,
        "who": writer.occasion.who,
    }
    return writer.insert(PrintedPaper, values)


def _run(writer: Writer, key: int, nth: int, out: Out) -> None:
    values = {
        "printed_id": key,
        "nth": nth,
        "at": writer.occasion.at,
        "who": writer.occasion.who,
        "way": str(out.way),
        "copies": out.copies,
        "printer": out.printer and out.printer[:LONGEST_PRINTER],
        "reason": out.reason,
    }
    writer.insert(PrintRun, values)


def _called(office: Office, uid: str) -> str:
    with office.reading() as connection:
        row = _row(connection, uid)
    return f"{row.number} {row.title}"


def _row(connection: Connection, uid: str) -> _Paper:
    paper = PrintedPaper
    wanted = (
        paper.id,
        paper.number,
        paper.title,
        paper.digest,
        paper.pages,
        paper.voided_at,
    )
    row = connection.execute(select(*wanted).where(paper.uid == uid)).one_or_none()
    if row is None:
        raise Refused(f"打印登记中没有“{uid}”。")
    return _Paper(*row)


def _uid(connection: Connection, key: int) -> str:
    return str(
        connection.scalar(select(PrintedPaper.uid).where(PrintedPaper.id == key))
    )


def _times(connection: Connection, row: _Paper) -> int:
    """How often a paper has left."""
    runs = select(func.max(PrintRun.nth)).where(PrintRun.printed_id == row.id)
    return connection.scalar(runs) or 0


def _kept(office: Office, row: _Paper) -> bytes:
    try:
        return office.load_file(row.digest)
    except Refused as error:
        raise Refused(f"“{row.number}”的存底不能用：{error.sentence}") from error


def _mark(again: int, at: datetime) -> str:
    day = at.astimezone(CHINA)
    return f"补打　第 {again} 次　{day.year}年{day.month}月{day.day}日"


def _reason(told: str, wanted: str) -> str:
    reason = " ".join(told.split())
    if not reason:
        raise InvalidInput(wanted)
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(f"原因最多写 {LONGEST_REASON} 个字。")
    return reason
