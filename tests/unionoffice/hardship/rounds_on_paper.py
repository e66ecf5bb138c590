"""A round of many people with its papers, for the tests of what is printed of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.models import Person
from db.vocabulary import FundSource, LeftOut, VisitForm, VisitOccasion
from tests.offices import TODAY
from tests.unionoffice.hardship.visiting import unit
from tests.unionoffice.paper.hanging import bare, texts
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.hardship.papers.visit_papers import VISIT_PAPERS
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.rounds.rows import Entry, entries
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.printing import Request, make_document, paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.paper.document import Document

NAME = "2026年两节送温暖"
PLANNED, SIGNED_ON = date(2026, 2, 10), date(2026, 2, 11)
MONEY = Gift(form=VisitForm.CASH, amount=50_007)
OIL = Gift(form=VisitForm.GOODS, goods="花生油", quantity=3, unit_price=4_333)
BOTH = Gift(form=VisitForm.CASH, amount=20_000, goods="花生油", quantity=1)


def number(place: int) -> str:
    """An invented number of 18 digits, of which the last four tell people apart."""
    return f"37082519900101{place:04}"


def people(office: Office, count: int, units: Sequence[str] = ()) -> list[int]:
    """So many members from 会员0000 on, shared out among units by turns."""
    keys: list[int | None] = [
        unit(office, name, place) for place, name in enumerate(units, 1)
    ]
    keys = keys or [None]
    rows = [
        {
            "name": f"会员{place:04}",
            "id_number": number(place),
            "unit_id": keys[place % len(keys)],
            "address": f"某县李家村{place}号",
            "phone": f"1390537{place:04}",
        }
        for place in range(count)
    ]
    with office.transaction("会员") as writer:
        return list(writer.insert_many(Person, rows))


def begin(
    office: Office,
    keys: Sequence[int],
    gift: Gift = MONEY,
    name: str = NAME,
    planned_on: date = PLANNED,
) -> int:
    """A round with these people on its list."""
    changes = round_jobs.create(
        *(office, name, VisitOccasion.FESTIVAL, planned_on),
        budget=20_000_000,
        source=FundSource.OWN,
    )
    (round_id,) = changes.in_table("visit_round")
    if keys:
        round_jobs.choose(office, round_id, keys, gift)
    return round_id


def listed(office: Office, round_id: int) -> list[Entry]:
    """Everybody on the list."""
    with office.reading() as connection:
        return entries(connection, round_id)


def by_name(office: Office, round_id: int) -> dict[str, Entry]:
    """The same by name."""
    return {item.name: item for item in listed(office, round_id)}


def big_round(office: Office) -> int:
    """Three hundred people of three units, ten left out, some signed, one by proxy."""
    keys = people(office, 300, ("综采一队", "掘进二队", "机电队"))
    round_id = begin(office, keys[:200])
    round_jobs.choose(office, round_id, keys[200:280], OIL, kind="困难")
    round_jobs.choose(office, round_id, keys[280:], BOTH)
    known = by_name(office, round_id)
    out = [known[f"会员{place:04}"].entry_id for place in range(0, 300, 30)]
    round_sorting.leave_out(office, out, LeftOut.DUES, "累计欠缴会费 7 个月")
    signed = [known[f"会员{place:04}"].entry_id for place in (1, 2, 3, 250)]
    round_signing.tick(office, signed, SIGNED_ON)
    round_signing.tick(
        *(office, [known["会员0004"].entry_id], SIGNED_ON),
        signer="李桂兰",
        relation="配偶",
        reason="本人上夜班",
        proxy_id="110101199003077758",
    )
    return round_id


def made(
    office: Office, key: str, ids: Sequence[int] | None = None, **settings: str
) -> Document:
    """A paper of visits, laid out."""
    request = Request(TODAY, ids, settings=settings)
    return make_document(office, paper(VISIT_PAPERS, key), request)


def read(document: Document) -> list[str]:
    """The words of each page as another library reads them, without spaces."""
    return [bare(page) for page in ReadBack(pdf_bytes(document)).pages]


def told(document: Document, record: str, page: int | None = None) -> list[str]:
    """What stands under a record, on one page or on all."""
    pages = document.pages if page is None else document.pages[page : page + 1]
    return [text.text for one in pages for text in texts(one, record)]
