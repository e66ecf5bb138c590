"""What holds of every plan, for every register that a sheet can be brought into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.offices import ROSTERS, copied, dump, fates, new, opened, plan_of, whole
from unionoffice.catalogue import REGISTERS
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.progress import Cancelled
from unionoffice.register.register import Register
from unionoffice.sheets.directions import Cell, Directions, Policy
from unionoffice.sheets.planning.plan import Plan, PlannedRow
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.export import export

OPEN = [register for register in REGISTERS if not register.locked]
FEW = settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORDS = st.sampled_from(
    ("", "0", "无", "2020-02-30", "2020-3-1", "1.5", "男", "张三", "机电队", "是")
)
INVENTED = "甲乙丙"
"""What stands in every cell of the rows of a register without records."""
Books = dict[str, Workbook]


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with people, units, events and dues."""
    path = copied(template, tmp_path_factory.mktemp("filled"))
    office = opened(path)
    office.apply(plan_of(office, ROSTERS / "roster_old.xls"))
    first, second, *_ = office.ids(office.view(office.register("members")))
    for key in (first, second):
        new(office, "dues", person_id=key, month=date(2026, 1, 1), base=345_680)
    office.close()
    return path


@pytest.fixture(scope="module")
def desk(filled: Path) -> Iterator[Office]:
    """An office at that store, where nothing is written."""
    office = opened(filled)
    yield office
    office.close()


@pytest.fixture(scope="module")
def books(desk: Office, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Every register as it is exported, a few rows of each."""
    folder = tmp_path_factory.mktemp("out")
    found: Books = {}
    for register in OPEN:
        file = folder / f"{register.key}.xlsx"
        with desk.reading() as connection:
            export(connection, desk.view(register), file)
        found[register.key] = cut(read_workbook(file), 9)
    return found


def cut(book: Workbook, rows: int) -> Workbook:
    (sheet, *_) = book.sheets
    head, *records = [list(cells) for cells in sheet.rows[:rows]]
    records = records or [[word] * (len(head) - 1) for word in INVENTED]
    return with_rows(book, [head, *records])


def with_rows(book: Workbook, rows: list[list[Any]]) -> Workbook:
    sheet = RawSheet("Sheet1", rows)
    return replace(book, sheets=(sheet,))


def rows_of(book: Workbook) -> list[list[Any]]:
    return [list(cells) for cells in book.sheets[0].rows]


@st.composite
def messed_up(draw: st.DrawFn, book: Workbook) -> Workbook:
    """The book with some cells overwritten, and perhaps without the records' keys."""
    rows = rows_of(book)
    width = len(rows[0])
    if draw(st.booleans()):
        rows = [cells[: width - 1] for cells in rows]
        width -= 1
    for _ in range(draw(st.integers(0, 6))):
        cells = rows[draw(st.integers(1, max(len(rows) - 1, 1)))]
        cells.extend([None] * (width - len(cells)))
        cells[draw(st.integers(0, width - 1))] = draw(WORDS)
    return with_rows(book, rows)


def told(plan: Plan) -> list[Any]:
    """What a plan says, without where the columns stand."""
    return [
        [
            *(row.number, row.state, row.record_id, row.asks, row.complaints),
            *(row.values, dict(row.changes), dict(row.held_back)),
        ]
        for row in plan.rows
    ]


registers = pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)


@registers
@FEW
@given(data=st.data())
def test_a_plan_is_made_of_store_file_and_directions_alone(
    desk: Office, books: Books, register: Register, data: st.DataObject
) -> None:
    book = data.draw(messed_up(books[register.key]))
    assert told(desk.plan(register, book)) == told(desk.plan(register, book))


@registers
@FEW
@given(data=st.data())
def test_the_order_of_columns_and_foreign_columns_change_no_plan(
    desk: Office, books: Books, register: Register, data: st.DataObject
) -> None:
    book = data.draw(messed_up(books[register.key]))
    rows = rows_of(book)
    width = max(map(len, rows))
    order = data.draw(st.permutations(range(width)))
    padded = [[*cells, *[None] * (width - len(cells))] for cells in rows]
    turned = [
        [*(cells[place] for place in order), "星座" if at == 0 else "双鱼"]
        for at, cells in enumerate(padded)
    ]
    assert by_order(desk.plan(register, with_rows(book, turned))) == by_order(
        desk.plan(register, book)
    )


def by_order(plan: Plan) -> list[Any]:
    """The same, with complaints and remarks in an order of their own."""
    remark = plan.register.sheet.remark
    key = remark.key if remark else ""

    def remarks(row: PlannedRow) -> list[str]:
        return sorted((row.values.get(key) or "").split("；"))

    return [
        [
            *(row.number, row.state, row.record_id, row.asks, remarks(row)),
            sorted((item.key, item.sentence) for item in row.complaints),
            {at: said for at, said in row.values.items() if at != key},
            {at: said for at, said in row.changes.items() if at != key},
        ]
        for row in plan.rows
    ]


@registers
@FEW
@given(data=st.data())
def test_a_mended_cell_is_as_good_as_the_text_in_the_file(
    desk: Office, books: Books, register: Register, data: st.DataObject
) -> None:
    book = books[register.key]
    rows = rows_of(book)
    at = data.draw(st.integers(1, max(len(rows) - 1, 1)))
    place = data.draw(st.integers(0, len(rows[0]) + 1))
    words = data.draw(WORDS)
    said = Directions().with_cell(Cell("Sheet1", at + 1, place), words)
    mended = desk.plan(register, book, directions=said)
    rows[at] += [None] * (place + 1 - len(rows[at]))
    rows[at][place] = words
    assert told(mended) == told(desk.plan(register, with_rows(book, rows)))


@registers
@FEW
@given(data=st.data(), policy=st.sampled_from((Policy.FILL, Policy.KEEP)))
def test_a_policy_never_changes_what_is_filled(
    desk: Office,
    books: Books,
    register: Register,
    data: st.DataObject,
    policy: Policy,
) -> None:
    book = data.draw(messed_up(books[register.key]))
    said = Directions(policies=dict.fromkeys(register.fields, policy))
    plan = desk.plan(register, book, directions=said)
    free = desk.plan(register, book)
    for row, other in zip(plan.rows, free.rows, strict=True):
        if row.record_id is None:
            continue
        held = desk.draft(register, row.record_id).values
        assert all(held[key] in (None, "") for key in row.changes)
        assert policy is Policy.FILL or not row.changes
        if other.state == "changed" and row.record_id == other.record_id:
            assert set(other.changes) - {"note"} <= {*row.changes, *row.held_back}


class StopsAt:
    """A person who asks to stop, or a disk that breaks, at the n-th report."""

    def __init__(self, report: int, error: type[Exception]) -> None:
        self.left, self.error = report, error

    def report(self, _fraction: float, _words: str) -> None:
        self.left -= 1
        if self.left <= 0:
            raise self.error

    def check(self) -> None:
        """Never by itself."""


@registers
@FEW
@given(
    data=st.data(),
    stop=st.integers(1, 12),
    error=st.sampled_from((Cancelled, OSError, ZeroDivisionError)),
)
def test_no_file_goes_in_by_half_and_every_one_comes_out_again(
    filled: Path,
    tmp_path: Path,
    books: Books,
    register: Register,
    data: st.DataObject,
    stop: int,
    error: type[Exception],
) -> None:
    book = data.draw(messed_up(books[register.key]))
    office = opened(copied(filled, tmp_path))
    path = office.store.path
    try:
        before = whole(path)
        plan = office.plan(register, book)
        with suppress(error, Refused):
            office.apply(plan, StopsAt(stop, error))
            return
        assert whole(path) == before
    finally:
        office.close()


@registers
@FEW
@given(data=st.data())
def test_the_same_file_goes_in_once_and_comes_out_again(
    filled: Path, tmp_path: Path, books: Books, register: Register, data: st.DataObject
) -> None:
    book = data.draw(messed_up(books[register.key]))
    office = opened(copied(filled, tmp_path))
    path = office.store.path
    try:
        before = dump(path)
        batch = office.apply(office.plan(register, book)).batch
        again = office.plan(register, book)
        assert set(fates(again)) <= {"same", "rejected", "asked", "skipped"}
        if batch is not None:
            office.undo(batch)
        assert dump(path) == before
    finally:
        office.close()
