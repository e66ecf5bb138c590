"""The rosters of the samples give exactly the plan that is written beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.offices import ROSTERS, dump, fates, plan_of
from unionoffice.office import Office

EXPECTED: dict[str, Any] = json.loads(
    (ROSTERS / "expected.json").read_text(encoding="utf-8")
)
FATES = ("new", "changed", "same", "rejected")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_gives_the_counts_that_are_expected(office: Office, name: str) -> None:
    plan = plan_of(office, ROSTERS / name)
    wanted = {fate: EXPECTED[name][fate] for fate in FATES if EXPECTED[name][fate]}
    assert fates(plan) == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_complains_where_it_must_and_rejects_nowhere_else(
    office: Office, name: str
) -> None:
    plan = plan_of(office, ROSTERS / name)
    said = {(item.sheet, item.row, str(item.level)) for item in plan.complaints()}
    wanted = {tuple(line) for line in EXPECTED[name]["complaints"]}
    assert wanted <= said
    assert {one for one in said if one[2] == "reject"} <= wanted
    assert {one[:2] for one in said} == {one[:2] for one in wanted}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_goes_in_and_out_again_without_a_trace(
    office: Office, path: Path, name: str
) -> None:
    before = dump(path)
    changes = office.apply(plan_of(office, ROSTERS / name))
    assert len(changes.in_table("person")) == EXPECTED[name]["new"]
    assert changes.batch is not None
    office.undo(changes.batch)
    assert dump(path) == before


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_read_again_changes_nothing(office: Office, name: str) -> None:
    office.apply(plan_of(office, ROSTERS / name))
    again = plan_of(office, ROSTERS / name)
    accepted = EXPECTED[name]["new"] + EXPECTED[name]["same"]
    rejected = EXPECTED[name]["rejected"]
    assert fates(again) == {
        fate: count
        for fate, count in (("same", accepted), ("rejected", rejected))
        if count
    }
    assert office.apply(again).batch is None


def test_all_samples_after_each_other_and_back_leave_the_store_as_it_was(
    office: Office, path: Path
) -> None:
    before = dump(path)
    batches = [office.apply(plan_of(office, ROSTERS / name)).batch for name in EXPECTED]
    assert office.store.check() == []
    for batch in reversed(batches):
        if batch is not None:
            office.undo(batch)
    assert dump(path) == before


def test_a_private_use_character_is_read_as_its_unicode_one(office: Office) -> None:
    plan = plan_of(office, ROSTERS / "roster_bom.csv")
    names = [row.values["name"] for row in plan.rows]
    found = EXPECTED["roster_bom.csv"]["name_with_U4DAE"]
    assert sum("\u4dae" in name for name in names) == found
    assert not any("\ue000" <= letter <= "\uf8ff" for name in names for letter in name)
