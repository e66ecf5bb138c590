"""A typed row: what its cells mean, and what is wrong with them, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from db.vocabulary import DonorKind, GiftWay
from unionoffice import text
from unionoffice.donations.gifts.judging import NEGATIVE, check_gift
from unionoffice.donations.gifts.register import DONATIONS
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from unionoffice.donations.desk.entry.names import Donor

CELLS = ("name", "unit", "people", "amount", "way", "note")
"""The cells of a row, by field; `name` and `unit` are more than a field."""
GOODS = ("goods", "spec", "quantity", "measure", "estimate")
"""The cells of the second line."""
READ = ("people", "amount", "way", "note", "given_on", *GOODS)
LABELS = {
    "unit": DONATIONS.fields["unit_id"].label,
    **{key: DONATIONS.fields[key].label for key in ("name", *READ)},
}


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it was typed or pasted; empty cells are as usual.

    `donor` is who is meant, once that is known; `staff_no` tells it in a pasted row.
    """

    name: str = ""
    unit: str = ""
    people: str = ""
    amount: str = ""
    way: str = ""
    note: str = ""
    goods: str = ""
    spec: str = ""
    quantity: str = ""
    measure: str = ""
    estimate: str = ""
    given_on: str = ""
    staff_no: str = ""
    donor: Donor | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be written."""
        return not (self.name or self.amount or self.goods)

    def cell(self, key: str) -> str:
        """What stands in a cell."""
        return str(getattr(self, key))


class Heading(NamedTuple):
    """What holds for every row that does not say otherwise.

    `part_of_id` is the collective gift whose people are entered: they count in it.
    """

    campaign_id: int
    given_on: date
    way: str = str(GiftWay.CASH)
    collector: str = ""
    part_of_id: int | None = None


def problems(row: TypedRow, today: date) -> list[Complaint]:
    """What can be said of the cells alone, before anything is asked of the store."""
    cells, found = read_cells(row, today)
    if not found and not row.amount and not row.goods:
        sentence = "请填写金额，或者按 F6 填写物资。"
        return [Complaint("amount", Level.REJECT, sentence)]
    if not found:
        told = {"given_on": today, **cells, "donor": str(DonorKind.ANONYMOUS)}
        if row.goods and not cells.get("amount"):
            told["way"] = str(GiftWay.GOODS)
        found = [item for item in check_gift(told, today) if item.key in READ]
        if (cells.get("amount") or 0) < 0:
            found.append(Complaint("amount", Level.REJECT, NEGATIVE))
    return [
        Complaint(item.key, item.level, _full_stop(item.sentence))
        for item in found
        if item.level is Level.REJECT
    ]


def read_cells(row: TypedRow, today: date) -> tuple[dict[str, Any], list[Complaint]]:
    """The values of the cells, and what is wrong with them."""
    values: dict[str, Any] = {}
    complaints: list[Complaint] = []
    for key in READ:
        written = row.cell(key).strip()
        if not written:
            continue
        reading = DONATIONS.fields[key].kind.read(written, today=today)
        if reading.level is not None:
            bad = reading.value is None
            level = Level.REJECT if bad else reading.level
            complaints.append(Complaint(key, level, _full_stop(reading.sentence)))
        values[key] = reading.value
    return values, complaints


def values_of(
    cells: Mapping[str, Any], donor: Donor, heading: Heading, unit_id: int | None
) -> dict[str, Any]:
    """The gift that a row is: its cells, who gave, and what holds for all rows."""
    goods_only = bool(cells.get("goods")) and not cells.get("amount")
    told = {
        "campaign_id": heading.campaign_id,
        "given_on": heading.given_on,
        "collector": heading.collector or None,
        "part_of_id": heading.part_of_id,
        "way": str(GiftWay.GOODS) if goods_only else heading.way,
        **{key: value for key, value in cells.items() if value is not None},
    }
    if goods_only:
        told["way"] = str(GiftWay.GOODS)
    return told | {
        "donor": str(donor.kind),
        "person_id": donor.person_id,
        "name": donor.name or None,
        "unit_id": donor.unit_id or unit_id,
        "show_name": False if donor.kind is DonorKind.ANONYMOUS else None,
    }


def sentences(complaints: list[Complaint]) -> Iterator[str]:
    """What is said, once each, the gravest first."""
    worst = sorted(complaints, key=lambda item: item.level is not Level.REJECT)
    yield from dict.fromkeys(_full_stop(item.sentence) for item in worst)


def same_words(one: str, other: str) -> bool:
    """Whether two cells say the same."""
    return text.no_spaces(one) == text.no_spaces(other)


def _full_stop(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "？")) else f"{sentence}。"
