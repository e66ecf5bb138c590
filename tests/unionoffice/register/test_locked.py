"""What the program keeps by itself: seen, exported, and written by nobody's hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.offices import TODAY, copied, opened, whole
from unionoffice import samples
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.printing import Request, paper, save_as
from unionoffice.register.register import Register
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.export import export

PEOPLE = 30
NOT_BY_HAND = "不能新增、修改、删除或导入"
LOCKED = [register for register in REGISTERS if register.locked]
each = pytest.mark.parametrize("register", LOCKED, ids=lambda item: item.key)


@pytest.fixture(scope="module")
def desk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample, and a paper that left, so that all have rows."""
    folder = tmp_path_factory.mktemp("locked")
    office = opened(copied(template, folder))
    samples.fill(office, PEOPLE)
    save_as(office, paper(PAPERS, "member-roster"), Request(TODAY), folder / "册.pdf")
    yield office
    office.close()


def writes(office: Office, register: Register, key: int) -> list[Callable[[], object]]:
    """Every way of writing that the desk has for a register."""
    draft = office.draft(register, key)
    first = next(iter(register.fields))
    plan = Plan(register, "册.xlsx", (), (), frozenset(), 0)
    return [
        lambda: office.save(draft.with_values(**{first: None})),
        lambda: office.save(office.new_draft(register)),
        lambda: office.discard(register, [key]),
        lambda: office.restore(register, [key]),
        lambda: office.apply(plan),
    ]


@each
def test_nothing_is_written_through_a_locked_register(
    desk: Office, register: Register
) -> None:
    key = desk.ids(desk.view(register))[0]
    before = whole(desk.store.path)
    for write in writes(desk, register, key):
        with pytest.raises(Refused, match=NOT_BY_HAND):
            write()
    assert whole(desk.store.path) == before


@each
def test_an_export_of_a_locked_register_has_every_fact_and_is_not_taken_back(
    desk: Office, tmp_path: Path, register: Register
) -> None:
    file, view = tmp_path / "册.xlsx", desk.view(register)
    with desk.reading() as connection:
        count = export(connection, view, file)
    page = openpyxl.load_workbook(file).active
    labels = [cell.value for row in page.iter_rows(max_row=2) for cell in row]
    assert {column.label for column in register.columns} <= set(labels)
    assert count == len(desk.ids(view)) > 0
    with pytest.raises(Refused, match=NOT_BY_HAND):
        desk.plan(register, read_workbook(file))
