"""The rows of a public ledger: every fen, and nobody who is not to be read (§3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from db.vocabulary import Disclosure
from unionoffice.donations.gifts.words import what_came_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unionoffice.donations.papers.asked import Asked
    from unionoffice.donations.papers.gifts import Gift
    from unionoffice.donations.papers.payments import Paid
    from unionoffice.money import Fen

TOGETHER = 3
"""Gifts of a day that are fewer than so many are told with those of the next days."""
NOT_BOOKED = "未入账"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger; money in fen.

    `first` is where it stands, `drafts` how many in it are not booked yet.
    """

    on: date
    voucher: str
    summary: str
    income: Fen
    spent: Fen
    approver: str = ""
    recipient: str = ""
    first: tuple[bool, str] = (False, "")
    drafts: int = 0


def lines(
    asked: Asked, gifts: Sequence[Gift], paid: Sequence[Paid], *, whole: bool
) -> list[Line]:
    """Every gift and payment, in the order in which they were booked.

    Unless the `whole` is meant, for the file, gifts whose donor or amount may not be
    told stand together in sums, at the place of the first of them.
    """
    money = [gift for gift in gifts if gift.part_of_id is None and gift.entered]
    told = [gift for gift in money if whole or _told(asked, gift)]
    kept = [gift for gift in money if not (whole or _told(asked, gift))]
    found = [_of_gift(gift, whole=whole) for gift in told]
    found += _together(kept)
    found += [_of_payment(asked, one, whole=whole) for one in paid]
    return sorted(found, key=_place)


def _place(line: Line) -> tuple[bool, str, date]:
    """Booked rows by their vouchers, then the drafts by day."""
    return *line.first, line.on


def _told(asked: Asked, gift: Gift) -> bool:
    if gift.interest:
        return True
    level = asked.disclosure is Disclosure.AMOUNTS
    return level and gift.show_amount is not False and not gift.nameless


def _of_gift(gift: Gift, *, whole: bool) -> Line:
    who = gift.name if whole or not gift.nameless else ""
    words = what_came_in(who or None, gift.way, gift.month)
    return Line(
        on=gift.given_on,
        voucher=gift.voucher or NOT_BOOKED,
        summary=f"红冲 {words}" if gift.reverses else words,
        income=gift.entered,
        spent=0,
        first=_first(gift.voucher),
        drafts=not gift.voucher,
    )


def _of_payment(asked: Asked, one: Paid, *, whole: bool) -> Line:
    relation = f"（{one.relation}）" if one.relation else ""
    who = one.received_by(whole=whole)
    return Line(
        on=one.paid_on,
        voucher=one.voucher or NOT_BOOKED,
        summary=one.summary if whole else asked.public(one.summary),
        income=0,
        spent=one.amount,
        approver=one.approver,
        recipient=f"{who}{relation}" if who else "",
        first=_first(one.voucher),
        drafts=not one.voucher,
    )


def _first(voucher: str) -> tuple[bool, str]:
    return not voucher, voucher


def _together(gifts: Sequence[Gift]) -> Iterator[Line]:
    """Sums of whole days, so many gifts in each that none can be told from it."""
    ordered = sorted(gifts, key=lambda gift: (*_first(gift.voucher), gift.given_on))
    for group in together(ordered):
        yield _sum(group)


def together(gifts: Iterable[Gift]) -> list[list[Gift]]:
    """Gifts of whole days, those of days with few of them with the next days."""
    return _grouped(
        list(day) for _, day in groupby(gifts, key=lambda gift: gift.given_on)
    )


def _grouped(days: Iterable[list[Gift]]) -> list[list[Gift]]:
    found: list[list[Gift]] = []
    for day in days:
        if found and len(found[-1]) < TOGETHER:
            found[-1] += day
        else:
            found.append(list(day))
    if len(found) > 1 and len(found[-1]) < TOGETHER:
        found[-2:] = [[*found[-2], *found[-1]]]
    return found


def _sum(gifts: Sequence[Gift]) -> Line:
    first = min(gift.given_on for gift in gifts)
    last = max(gift.given_on for gift in gifts)
    days = "" if last == first else f"（至{last.month}月{last.day}日）"
    vouchers = sorted(gift.voucher for gift in gifts if gift.voucher)
    return Line(
        on=first,
        voucher=_range(vouchers),
        summary=f"收到捐款 {len(gifts)} 笔{days}{_drafts(len(gifts) - len(vouchers))}",
        income=sum(gift.entered for gift in gifts),
        spent=0,
        first=_first(vouchers[0] if vouchers else ""),
        drafts=len(gifts) - len(vouchers),
    )


def _drafts(count: int) -> str:
    return f"，其中 {count} 笔{NOT_BOOKED}" if count else ""


def _range(vouchers: Sequence[str]) -> str:
    """2026-0001 至 0012; how many, where they do not follow each other."""
    if not vouchers:
        return NOT_BOOKED
    first, last = vouchers[0], vouchers[-1]
    if first == last:
        return first
    (year, start), (other, end) = first.split("-"), last.split("-")
    if year == other and int(end) - int(start) == len(vouchers) - 1:
        return f"{first} 至 {end}"
    return f"{first} 等 {len(vouchers)} 号"
