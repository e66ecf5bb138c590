"""Invented campaigns: as large as they are in practice, and right to the fen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import copied, dump, opened, shown
from unionoffice import samples
from unionoffice.donations.books.balance import balance
from unionoffice.donations.sample.fill import CASE_SUM, DAY_SUM
from unionoffice.office import Office


@pytest.mark.parametrize("people", [1, 40])
def test_two_campaigns_are_over_and_one_runs(office: Office, people: int) -> None:
    samples.fill(office, people)
    rows = shown(office, "campaigns", "kind", "state", "income", "spent", "closing")
    assert {row[1:] for row in rows if row[0] != "fund"} >= {
        ("closed", CASE_SUM, CASE_SUM, 0),
        ("closed", DAY_SUM, DAY_SUM, 0),
    }
    assert [row[1] for row in rows if row[0] == "fund"] == ["open"]
    for key in office.ids(office.view(office.register("campaigns"))):
        with office.reading() as connection:
            told = balance(connection, key)
        assert told.proof[-1].balance == told.closing
    assert office.problems() == []


def test_the_sample_holds_every_kind_of_gift(office: Office) -> None:
    samples.fill(office, 40)
    donors = {row[0] for row in shown(office, "donations", "donor")}
    assert donors == {"member", "group", "anonymous"}
    states = {row[0] for row in shown(office, "donations", "state")}
    assert states == {"未入账", "已入账", "已红冲", "红冲", "集体内"}
    assert any(row[0] for row in shown(office, "donations", "goods"))
    assert {row[0] for row in shown(office, "fund-claims", "standing")} == {"paid"}


def test_the_same_seed_makes_the_same_gifts(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = []
    for nth in range(2):
        office = opened(copied(template, tmp_path_factory.mktemp(f"seed{nth}")))
        samples.fill(office, 12)
        found.append(dump(office.store.path)["donation"])
        office.close()
    apart = [[(*row[:1], *row[2:]) for row in each] for each in found]
    assert sorted(apart[0], key=repr) == sorted(apart[1], key=repr)
