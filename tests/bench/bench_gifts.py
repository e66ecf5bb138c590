"""Key strokes and milliseconds of a gift, beside Excel; sums of a large campaign.

Run on demand: `python -m tests.bench.bench_gifts`. Fifty gifts of fifty of a thousand
people are entered into the real page by key events alone: letters of the initials until
the person stands first, else the arrow key, a digit for namesakes. Excel needs the name
by an input method (the whole pinyin, a blank for the characters offered first), Tab,
the digits, Enter; that every name is offered first is kinder to Excel than life. The
campaign of 80 000 lines stands on disk, all booked.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from db import pinyin
from db.campaign_books import GIFT_FACTS, facts_of
from db.models import Campaign, Donation, LedgerLine, Person
from tests.bench.bench_search import people
from tests.bench.figures import Figure, show
from tests.ui.screens.donations.gift_keys import DAY, Keyboard, gift_office
from ui import tasks, theme
from ui.screens.desk import Desk
from ui.screens.donations.entry_page import EntryPage
from unionoffice.catalogue import PAPERS
from unionoffice.donations.books.balance import totals
from unionoffice.donations.desk.entry import figures, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from unionoffice.donations.desk.entry.sheet import Place
    from unionoffice.office import Office

PEOPLE, GIFTS, LINES = 1_000, 50, 80_000
AMOUNTS = ("50", "100", "100", "200", "500")
KEYS_LIMIT, REPEATED_LIMIT = 8.0, 6.0
SUMS_LIMIT_MS, READ_LIMIT_MS, GIFT_LIMIT_MS = 100.0, 100.0, 100.0
LEAST_LETTERS, MOST_LETTERS = 2, 3
FEN, DAYS, REPEATED = 10_000, 100, 15


def run() -> list[Figure]:
    """Measure keys, then sums."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.dress(app, theme.Shade.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        crew = people(PEOPLE, seed=11)
        units = ("采煤一队", "采煤二队", "机电队", "通风区", "运输区")
        office = gift_office(
            Path(folder) / "office.db",
            [
                (one.name, units[place % len(units)], one.staff_no or "")
                for place, one in enumerate(crew)
            ],
        )
        try:
            found = [
                *_keys(app, office, repeat=False),
                *_keys(app, office, repeat=True),
            ]
            found += _sums(office)
        finally:
            tasks.stop()
            office.close()
    return found


def _keys(app: QApplication, office: Office, *, repeat: bool) -> list[Figure]:
    """Enter fifty gifts; with `repeat` the amount stays."""
    page = EntryPage(Desk(office, PAPERS, {}))
    page.resize(1190, 656)
    page.show()
    page.activateWindow()
    keys = Keyboard(lambda: _drain(app))
    keys.drain()
    page.line.begin()
    chance = random.Random(3)  # noqa: S311  whom, no secret
    before = _written(office)
    donors = chance.sample(_people(office), GIFTS)
    if repeat:
        keys.press(Qt.Key.Key_F3)
        keys.type("\n100\n")  # the first amount, to be repeated
        keys.drain()
        before += 1
    keys.pressed, excel = 0, 0
    took: list[float] = []
    waited: list[float] = []
    for key, name in donors:
        amount = chance.choice(AMOUNTS)
        excel += _excel(name, "" if repeat else amount)
        began, busy = time.perf_counter(), time.process_time()
        _choose(page, keys, key, name)
        keys.type("\n" if repeat else f"{amount}\n")
        keys.drain()
        took.append((time.process_time() - busy) * 1000)
        waited.append((time.perf_counter() - began) * 1000)
    written = _written(office) - before
    page.hide()
    page.deleteLater()
    assert written == GIFTS, f"{written} gifts written"
    words = "keys of a gift, amount repeated" if repeat else "keys of a gift"
    beside = f"Excel {excel / GIFTS:.1f}; {written} gifts, each of the right person"
    limit = REPEATED_LIMIT if repeat else KEYS_LIMIT
    return [
        Figure(words, keys.pressed / GIFTS, "", limit, beside),
        Figure(
            f"{words}: processor",
            median(took),
            "ms",
            GIFT_LIMIT_MS,
            f"all its keys and the write; by the clock {median(waited):.0f}",
        ),
    ]


def _choose(page: EntryPage, keys: Keyboard, key: int, name: str) -> None:
    """Two letters, a third if the right one is not first, else the arrow or a digit."""
    for letter in _initials(name)[:MOST_LETTERS]:
        keys.type(letter)
        keys.drain()
        typed = len(page.line.name.text())
        if typed >= LEAST_LETTERS and _places(page)[:1] == [key]:
            break
    if key not in _places(page):
        for _ in page.line.name.text():
            keys.press(Qt.Key.Key_Backspace)
        keys.type(_number(page.desk.office, key))
        keys.drain()
    found, place = page.line.box.found, _places(page).index(key)
    if found is not None and found.question:
        keys.type(f"\n{place + 1}")
    else:
        for _ in range(place):
            keys.press(Qt.Key.Key_Down)
        keys.type("\n")
    donor = page.line.donor
    assert donor is not None, name
    assert donor.person_id == key, name


def _places(page: EntryPage) -> list[int | None]:
    """Whom the list shows, from above."""
    found = page.line.box.found
    return [] if found is None else [one.person_id for one in found.donors]


def _initials(name: str) -> str:
    return pinyin.readings(name)[0].initials


def _excel(name: str, amount: str) -> int:
    """The pinyin, the blank that takes the characters, Tab, digits, Enter.

    Without an amount the column was filled once for all, and only Enter follows.
    """
    more = len(amount) + 2 if amount else 1
    return len(pinyin.readings(name)[0].pinyin) + 1 + more


def _people(office: Office) -> list[tuple[int, str]]:
    with office.reading() as connection:
        rows = connection.execute(select(Person.id, Person.name).order_by(Person.id))
        return [(row[0], row[1]) for row in rows]


def _number(office: Office, key: int) -> str:
    with office.reading() as connection:
        return connection.scalar(select(Person.staff_no).where(Person.id == key)) or ""


def _written(office: Office) -> int:
    with office.reading() as connection:
        return connection.scalar(select(func.count(Donation.id))) or 0


def _drain(app: QApplication) -> None:
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while tasks.busy():
        app.processEvents(wait)
    app.processEvents()


def _sums(office: Office) -> list[Figure]:
    """A campaign of 80 000 booked gifts: its equation, and the whole entry page."""
    key = _large(office)
    place = next(one for one in sheet.places(office) if one.campaign_id == key)
    timed = (
        ("the sums of the campaign, from its books", SUMS_LIMIT_MS, _totals),
        ("running figures of campaign and day", SUMS_LIMIT_MS, _running),
        ("all that the entry page shows", READ_LIMIT_MS, _page),
    )
    return [
        Figure(
            f"{words}, {LINES} lines",
            _median(partial(work, office, place)),
            "ms",
            limit,
        )
        for words, limit, work in timed
    ]


def _totals(office: Office, place: Place) -> None:
    with office.reading() as connection:
        opening, income, spent, closing = totals(connection, place.campaign_id)
    assert opening + income - spent == closing == LINES * FEN


def _running(office: Office, place: Place) -> None:
    with office.reading() as connection:
        found = figures.running(connection, place.campaign_id, DAY)
    assert (found.count, found.total, found.drafts) == (LINES, LINES * FEN, 0)


def _page(office: Office, place: Place) -> None:
    read = sheet.read_sheet(office, place, DAY)
    assert len(read.lines) + read.left_out == LINES // DAYS


def _median(work: Callable[[], None]) -> float:
    work()
    times = []
    for _ in range(REPEATED):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _large(office: Office) -> int:
    """Gifts of a hundred days, every one booked."""
    with office.transaction("大") as writer:
        key = writer.insert(
            Campaign, {"title": "大活动", "kind": "one_day", "state": "open"}
        )
        told: list[dict[str, Any]] = [
            {
                "campaign_id": key,
                "donor": "other",
                "name": f"某人{nth}",
                "amount": FEN,
                "way": "cash",
                "given_on": DAY - timedelta(nth % DAYS),
            }
            for nth in range(LINES)
        ]
        writer.insert_many(Donation, told)
    with office.transaction("入账") as writer:
        table = Donation.__table__
        rows = writer.connection.execute(
            select(table).where(table.c.campaign_id == key)
        ).all()
        writer.insert_many(
            LedgerLine,
            [
                {
                    "campaign_id": key,
                    "year": DAY.year,
                    "number": number,
                    "booked_on": DAY,
                    "summary": f"{row.name} 捐款",
                    "income": row.amount,
                    "donation_id": row.id,
                    "who": "试",
                    "facts": facts_of(row._asdict(), GIFT_FACTS),
                }
                for number, row in enumerate(rows, 1)
            ],
        )
    return key


if __name__ == "__main__":
    sys.exit(0 if show("gifts", run()) else 1)
