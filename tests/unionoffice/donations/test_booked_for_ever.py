"""What is booked stays as it was, by whatever way somebody comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.audit import Writer
from db.models import Campaign, Donation, LedgerLine, Payment
from tests.offices import UNTOLD, Dump, copied, dump, edit, new, opened
from tests.unionoffice.donations.collecting import give, running, spend
from unionoffice.donations.books.booking import book_gifts, book_payment
from unionoffice.errors import Refused
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted
from unionoffice.undoing import looking
from unionoffice.undoing.rows import Way


@dataclass
class Booked:
    """A campaign with a gift and a payment in the books, and what else there is."""

    office: Office
    case: int
    gift: int
    paid: int
    draft: int
    entry: str
    edited: str

    def kept(self) -> Dump:
        return dump(self.office.store.path, beside={*UNTOLD, "merged"})


@pytest.fixture(scope="module")
def booked(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Booked]:
    """Once for all ways: none of them may change anything."""
    office = opened(copied(template, tmp_path_factory.mktemp("booked")))
    yield into_the_books(office)
    office.close()


def into_the_books(office: Office) -> Booked:
    case = running(office)
    person = new(office, "members", name="周望山")
    gift = give(office, case, 5_000, person_id=person)
    entry = office.batches(1)[0].uid
    edited = edit(office, "donations", gift, amount=6_000).batch
    paid = spend(office, case, 1_000)
    book_gifts(office, case)
    book_payment(office, paid)
    draft = give(office, case, 700, name="甲某")
    assert edited is not None
    return Booked(office, case, gift, paid, draft, entry, edited)


def in_one(office: Office, write: Callable[[Writer], object]) -> None:
    with office.transaction("绕过") as writer:
        write(writer)


def merged(office: Office, register: str, kept: int, lost: int) -> None:
    told = compare(office, office.register(register), kept, lost)
    merge(office, Merging(told, {}))


def decided(office: Office, batch: str, way: Way) -> None:
    told = looking.look(office, batch)
    looking.undo(office, told, told.everywhere(way))


WAYS: dict[str, Callable[[Booked], object]] = {
    "form": lambda it: edit(it.office, "donations", it.gift, amount=1),
    "form of a payment": lambda it: edit(it.office, "payments", it.paid, amount=1),
    "bin": lambda it: it.office.discard(it.office.register("donations"), [it.gift]),
    "bin of a payment": lambda it: it.office.discard(
        it.office.register("payments"), [it.paid]
    ),
    "campaign": lambda it: it.office.discard(
        it.office.register("campaigns"), [it.case]
    ),
    "ledger": lambda it: it.office.discard(it.office.register("ledger"), [1]),
    "ledger from the bin": lambda it: it.office.restore(
        it.office.register("ledger"), [1]
    ),
    "undo of the booking": lambda it: it.office.undo(
        next(b.uid for b in it.office.batches() if b.reason == "捐款入账")
    ),
    "undo of the entry": lambda it: it.office.undo(it.entry),
    "undo of the entry, decided": lambda it: decided(it.office, it.entry, Way.RETURN),
    "undo of an edit before": lambda it: it.office.undo(it.edited),
    "merge into a draft": lambda it: merged(it.office, "donations", it.draft, it.gift),
    "merge of campaigns": lambda it: merged(
        it.office, "campaigns", running(it.office, title="别的"), it.case
    ),
    "update": lambda it: in_one(
        it.office, lambda w: w.update(Donation, it.gift, {"amount": 1})
    ),
    "update of a payment": lambda it: in_one(
        it.office, lambda w: w.update(Payment, it.paid, {"recipient": "别人"})
    ),
    "discard": lambda it: in_one(it.office, lambda w: w.discard(Donation, [it.gift])),
    "line": lambda it: in_one(
        it.office, lambda w: w.update(LedgerLine, 1, {"income": 1})
    ),
    "line thrown away": lambda it: in_one(
        it.office, lambda w: w.discard(LedgerLine, [2])
    ),
    "opening": lambda it: in_one(
        it.office, lambda w: w.update(Campaign, it.case, {"opening": 1})
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_booked_stays(booked: Booked, way: str) -> None:
    before = image_of(booked)
    with pytest.raises((Refused, NotAccepted)):
        WAYS[way](booked)
    assert image_of(booked) == before
    assert booked.office.problems() == []


def image_of(booked: Booked) -> dict[str, list[tuple[object, ...]]]:
    kept = booked.kept()
    return {
        name: kept[name] for name in ("donation", "campaign_payment", "ledger_line")
    }


def test_two_cards_of_a_donor_become_one_and_the_booked_gift_stays(
    office: Office,
) -> None:
    booked = into_the_books(office)
    before = image_of(booked)
    other = new(office, "members", name="周望山")
    with office.reading() as connection:
        person = connection.execute(
            Donation.__table__.select().where(Donation.id == booked.gift)
        ).one()
    merged(office, "members", other, person.person_id)
    with office.reading() as connection:
        after = connection.execute(
            Donation.__table__.select().where(Donation.id == booked.gift)
        ).one()
    assert after.person_id == other
    apart = {"person_id", "version", "updated_at"}
    told, now = person._asdict(), after._asdict()
    assert {k: v for k, v in told.items() if k not in apart} == {
        k: v for k, v in now.items() if k not in apart
    }
    assert image_of(booked)["ledger_line"] == before["ledger_line"]
    assert office.problems() == []


def test_a_draft_may_become_part_of_nothing_that_is_booked_but_may_go(
    office: Office,
) -> None:
    booked = into_the_books(office)
    office.discard(office.register("donations"), [booked.draft])
    office.restore(office.register("donations"), [booked.draft])
    edit(office, "donations", booked.draft, amount=800)
    for batch in office.batches(3):
        office.undo(batch.uid)
    assert office.problems() == []
