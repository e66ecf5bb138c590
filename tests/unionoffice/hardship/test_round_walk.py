"""Any walk through a round of visits: visits are what was signed for, to the fen."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from db.models import Person
from db.vocabulary import FundSource, LeftOut, RoundState, VisitForm, VisitOccasion
from tests.offices import TODAY, copied, opened, ticking
from tests.unionoffice.hardship.visiting import CASH, ready, visits
from unionoffice.errors import OfficeError
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.rounds.figures import figures
from unionoffice.hardship.rounds.rows import Entry, entries, round_of
from unionoffice.hardship.visiting.gift import Gift, value_of
from unionoffice.register.changes import Changes

PEOPLE = 6
DEEDS = {"choose", "gift", "leave out", "take back", "remove", "tick", "untick"}
DEEDS |= {"close", "reopen"}
STEPS = [*sorted(DEEDS), "tick", "untick", "leave out"]
LIKELY = 0.8
FITS: dict[str, Callable[[Entry], bool]] = {
    "take back": lambda item: item.left_out is not None,
    "untick": lambda item: item.served,
    **dict.fromkeys(("tick", "gift", "remove", "leave out"), lambda item: item.waiting),
}
GIFTS = [
    Gift(form=VisitForm.CASH, amount=33_333),
    Gift(form=VisitForm.GOODS, goods="油", quantity=3, unit_price=4_999),
    Gift(form=VisitForm.CASH, amount=1, goods="米", unit_price=8_800),
]


class Walk(RuleBasedStateMachine):
    """Six people in three units, and whatever a clerk tries with them."""

    template: Path
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = copied(self.template, Path(self.folder.name))
        self.office = ready(opened(path, clock=ticking()))
        with self.office.transaction("人") as writer:
            rows = [{"name": f"职工{n}", "id_type": "01"} for n in range(PEOPLE)]
            self.people = list(writer.insert_many(Person, rows))
        made = round_jobs.create(
            self.office,
            "两节",
            VisitOccasion.FESTIVAL,
            TODAY,
            source=FundSource.OWN,
            budget=100_000,
        )
        (self.key,) = made.in_table("visit_round")
        round_jobs.choose(self.office, self.key, self.people[:5], CASH)
        self.batches: list[str] = []

    @override
    def teardown(self) -> None:
        self.office.close()
        self.folder.cleanup()

    def listed(self) -> list[Entry]:
        with self.office.reading() as connection:
            return entries(connection, self.key)

    def some(self, deed: str, luck: Random) -> list[int]:
        """A few entries: mostly such with which the deed can be done."""
        everybody = sorted(self.listed(), key=lambda item: item.entry_id)
        if luck.random() < LIKELY:
            everybody = [item for item in everybody if FITS[deed](item)]
        count = min(len(everybody), luck.randint(1, 2))
        return [item.entry_id for item in luck.sample(everybody, count)]

    def attempt(self, deed: str, luck: Random) -> None:
        office, before = self.office, self.office.batches(1)
        try:
            changes = self.do(deed, luck)
        except OfficeError:
            assert office.batches(1) == before
            return
        if changes.batch:
            self.done[deed] += 1
            self.batches.append(changes.batch)
            assert office.batches(1)[0].uid == changes.batch

    def do(self, deed: str, luck: Random) -> Changes:
        office, gift = self.office, luck.choice(GIFTS)
        ids = self.some(deed, luck) if deed in FITS else []
        match deed:
            case "choose":
                people = luck.sample(self.people, 2)
                return round_jobs.choose(office, self.key, people, gift)
            case "gift":
                return round_jobs.set_gift(office, self.key, gift, entry_ids=ids)
            case "leave out":
                return round_sorting.leave_out(office, ids, LeftOut.DECLINED)
            case "take back":
                return round_sorting.take_back(office, ids)
            case "remove":
                return round_jobs.remove(office, ids)
            case "tick":
                return round_signing.tick(office, ids, TODAY)
            case "untick":
                return round_signing.untick(office, ids)
            case "close":
                return round_signing.close_round(office, self.key)
            case _:
                return round_signing.reopen_round(office, self.key)

    @rule(seed=st.integers(0, 10**9))
    def go_on(self, seed: int) -> None:
        """Try something; the seed spreads the tries more evenly than lists do."""
        luck = Random(seed)  # noqa: S311  no secret
        self.attempt(luck.choice(STEPS), luck)

    @precondition(lambda self: len(self.batches) > 3)
    @rule()
    def undo(self) -> None:
        self.office.undo(self.batches.pop())

    @invariant()
    def visits_are_what_was_signed_for(self) -> None:
        signed = [item for item in self.listed() if item.served]
        made = visits(self.office)
        assert sorted(item.visit_id or 0 for item in signed) == [
            row["id"] for row in made
        ]
        assert {item.visit_id: item.value for item in signed} == {
            row["id"]: value_of(row) for row in made
        }
        numbers = [row["visit_no"] for row in made]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def nobody_is_both_left_out_and_served(self) -> None:
        everybody = self.listed()
        assert not [item for item in everybody if item.left_out and item.served]
        people = [item.person_id for item in everybody]
        assert len(set(people)) == len(people)

    @invariant()
    def figures_add_up(self) -> None:
        with self.office.reading() as connection:
            found = figures(connection, self.key)
            state = round_of(connection, self.key).state
        whole = found.whole
        assert whole.planned == whole.signed + whole.unsigned
        assert whole.signed == sum(value_of(row) for row in visits(self.office))
        assert whole.people + whole.left_out == len(self.listed())
        for parts in (found.by_unit, found.by_kind):
            assert sum(line.planned for line in parts) == whole.planned
        if state is RoundState.DONE:
            assert whole.signed_people


def test_any_walk_through_a_round_keeps_the_visits_and_the_figures(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Walk, "template", template, raising=False)
    monkeypatch.setattr(Walk, "done", Counter())
    steps = settings(max_examples=6, stateful_step_count=30)
    run_state_machine_as_test(Walk, settings=steps)
    missed = {"leave out", "tick", "untick", "close"} - Walk.done.keys()
    assert not missed, f"the walk never came to {missed}"
