"""How long the work on households takes beside 100 000 people and 3 000 files.

Opening a household, saving a visit and signing for a round are waited for with a
person before the desk; the list of what wants doing is read behind the page.

Run: `python -m tests.bench.bench_hardship [PEOPLE]`. The limits are our own.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import select

from db.models import HardshipFile
from db.vocabulary import FundSource, VisitForm, VisitOccasion
from tests.bench.figures import Figure, show
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.hardship.desk.dossier import dossier
from unionoffice.hardship.filing.attention import attention
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import signing
from unionoffice.hardship.rounds.rows import entries
from unionoffice.hardship.sample.fill import PEOPLE_PER_FILE
from unionoffice.hardship.sample.fill import fill as fill_households
from unionoffice.hardship.visiting import desk as visit_desk
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.members import sample
from unionoffice.office import Office
from unionoffice.progress import SILENT

PEOPLE = 100_000
TODAY = date(2026, 3, 16)
SHARE = 33
"""One file for so many people: 3 000 of 100 000."""
OPENED, VISITED, SIGNED = 60, 20, 300
WHY = "测量"
"""Some of the invented people have left; why they are visited all the same."""
OPEN_MS, ATTENTION_MS, VISIT_MS, SIGN_MS = 300.0, 1000.0, 500.0, 3000.0


def run(people: int = PEOPLE) -> list[Figure]:
    """Fill a store with people, files and visits, and work with it."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office.found(
            Path(folder) / "office.db",
            REGISTERS,
            union_name="测量",
            clock=stopped(TODAY),
        )
        try:
            return _measured(office, people)
        finally:
            office.close()


def _measured(office: Office, people: int) -> list[Figure]:
    with office.transaction("测量", kind="sample") as writer:
        sample.fill(writer, people=people, seed=1, today=TODAY, progress=SILENT)
        wanted = people // SHARE * PEOPLE_PER_FILE
        fill_households(writer, people=wanted, seed=1, today=TODAY)
    with office.reading() as connection:
        files = list(connection.scalars(select(HardshipFile.id)))
    members = office.ids(office.view(office.register("members")))
    return [
        _opening(office, files),
        _needing(office, len(files)),
        *_visiting(office, members[-VISITED:]),
        _signing(office, members[:SIGNED]),
    ]


def _opening(office: Office, files: Sequence[int]) -> Figure:
    step = max(len(files) // OPENED, 1)
    took = sorted(_ms(partial(dossier, office, key)) for key in files[::step])
    beside = f"p50 {median(took):.0f}"
    return Figure(
        f"open one of {len(files)} households", took[-1], "ms", OPEN_MS, beside
    )


def _needing(office: Office, files: int) -> Figure:
    needs = attention(office)
    took = min(_ms(partial(attention, office)) for _ in range(3))
    beside = f"{len(needs)} found"
    return Figure(
        f"what wants doing in {files} files", took, "ms", ATTENTION_MS, beside
    )


def _visiting(office: Office, people: Sequence[int]) -> list[Figure]:
    """A visit as the strip saves it: looked at while it is typed, then written."""
    wishes = [
        visit_desk.Wanted(
            person_id=key,
            occasion=str(VisitOccasion.HOSPITAL),
            typed={"amount": 50_000, "illness": "骨折", "over_reason": WHY},
        )
        for key in people
    ]
    looked = max(_ms(partial(visit_desk.ready, office, wish)) for wish in wishes)
    saved = max(_ms(partial(visit_desk.save, office, wish)) for wish in wishes)
    return [
        Figure("look at a visit while it is typed", looked, "ms", VISIT_MS),
        Figure("save a visit", saved, "ms", VISIT_MS),
    ]


def _signing(office: Office, people: Sequence[int]) -> Figure:
    changes = round_jobs.create(
        *(office, "两节送温暖", VisitOccasion.FESTIVAL, TODAY),
        budget=20_000_000,
        source=FundSource.OWN,
    )
    (key,) = changes.in_table("visit_round")
    gift = Gift(form=VisitForm.GOODS, goods="米面油", quantity=1, unit_price=10_000)
    round_jobs.choose(office, key, people, gift)
    with office.reading() as connection:
        listed = [entry.entry_id for entry in entries(connection, key)]
    took = _ms(partial(signing.tick, office, listed, TODAY, over_reason=WHY))
    return Figure(f"sign for {len(listed)} people of a round", took, "ms", SIGN_MS)


def _ms(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    people = int(sys.argv[1]) if sys.argv[1:] else PEOPLE
    sys.exit(not show(f"hardship beside {people} people", run(people)))
