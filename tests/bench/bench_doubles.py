"""How long it takes to find who was written twice among 100 000 people.

Run: `python -m tests.bench.bench_doubles [PEOPLE]`. The limit is our own.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from db.models import Dues, Person
from tests.bench.bench_import import HEADERS, roster
from tests.bench.figures import Figure, show
from unionoffice.catalogue import REGISTERS
from unionoffice.members.find_doubles import likely_doubles
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office

PEOPLE = 100_000
TWICE = 500
"""So many of them are written down once more, without their ID number."""
LIMIT_S = 10.0
MONTHS = 60


def run(people: int = PEOPLE) -> list[Figure]:
    """Find planted doubles, then merge one of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        office = Office.found(path, REGISTERS, union_name="测量")
        try:
            return _measured(office, people)
        finally:
            office.close()


def _measured(office: Office, people: int) -> list[Figure]:
    cards = [_card(row) for row in roster(people).rows]
    again = [{**card, "id_number": None, "staff_no": None} for card in cards[:TWICE]]
    with office.transaction("测量") as writer:
        writer.insert_many(Person, [*cards, *again])
    began = perf_counter()
    pairs = likely_doubles(office)
    found = perf_counter() - began
    planted = {(1 + n, 1 + people + n) for n in range(TWICE)}
    missed = planted - {(pair.a.record_id, pair.b.record_id) for pair in pairs}
    return [
        Figure(f"likely doubles of {people} people", found, "s", LIMIT_S),
        Figure("pairs found", len(pairs), "", beside=f"{len(missed)} planted missed"),
        *_merging(office, people),
    ]


def _merging(office: Office, people: int) -> list[Figure]:
    """Merge two who have five years of dues each."""
    kept, lost = 1, 1 + people
    with office.transaction("测量") as writer:
        for person in (kept, lost):
            months = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(MONTHS)]
            rows = [{"person_id": person, "month": month} for month in months]
            writer.insert_many(Dues, rows)
    began = perf_counter()
    told = compare(office, office.register("members"), kept, lost)
    compared = perf_counter() - began
    merge(office, Merging(told))
    merged = perf_counter() - began - compared
    return [
        Figure("compare two with 60 dues each", compared * 1000, "ms"),
        Figure("merge them", merged * 1000, "ms"),
    ]


def _card(row: Sequence[object]) -> dict[str, object]:
    told = dict(zip(HEADERS, row, strict=True))
    return {
        "name": told["姓名"],
        "id_number": told["身份证号"],
        "born_on": told["出生日期"],
        "phone": told["手机号"],
        "staff_no": told["工号"],
    }


if __name__ == "__main__":
    people = int(sys.argv[1]) if sys.argv[1:] else PEOPLE
    sys.exit(not show(f"doubles among {people} people", run(people)))
