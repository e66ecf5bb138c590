"""Filling a new store: whole or not at all, and only a new one."""

from __future__ import annotations

import pytest
from typing_extensions import override

from tests.offices import dump, new
from unionoffice import samples
from unionoffice.errors import Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.progress import Cancelled, Silent


class Impatient(Silent):
    """Asks to stop at the second question."""

    def __init__(self) -> None:
        self.asked = 0
        self.shares: list[float] = []

    @override
    def report(self, fraction: float, words: str) -> None:
        self.shares.append(fraction)

    @override
    def check(self) -> None:
        self.asked += 1
        if self.asked == 2:
            raise Cancelled


def test_a_store_gets_as_many_people_as_were_asked_for(office: Office) -> None:
    changes = samples.fill(office, 25)
    assert len(changes.in_table("person")) == 25
    assert len(office.ids(office.view(office.register("members")))) == 25


def test_a_store_that_holds_people_is_refused(office: Office) -> None:
    new(office, "members", name="张三")
    before = dump(office.store.path)
    with pytest.raises(Refused, match="已有会员"):
        samples.fill(office, 25)
    assert dump(office.store.path) == before


@pytest.mark.parametrize("people", [0, -1, 10_000_000])
def test_a_number_out_of_range_is_refused(office: Office, people: int) -> None:
    with pytest.raises(Refused, match="样例人数"):
        samples.fill(office, people)


def test_who_stops_on_the_way_leaves_the_store_as_it_was(office: Office) -> None:
    before = dump(office.store.path)
    watcher = Impatient()
    with pytest.raises(Cancelled):
        samples.fill(office, 25, progress=watcher)
    assert dump(office.store.path) == before
    assert watcher.shares == sorted(watcher.shares)


def test_the_mine_is_named_after_the_union(office: Office) -> None:
    office.set_fact(UNION_NAME, "东山煤矿工会委员会")
    samples.fill(office, 25)
    register = office.register("units")
    view = office.view(register)
    rows = office.rows(view, [register.all_columns["name"]], office.ids(view))
    assert ("东山煤矿",) in rows


def test_everything_that_was_filled_in_passes_the_checks(office: Office) -> None:
    samples.fill(office, 60)
    assert list(office.problems()) == []
