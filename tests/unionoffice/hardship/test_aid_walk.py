"""Any walk through the steps of aid: sums hold, what was paid stands, undo mends."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

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

from db.models import Aid
from db.vocabulary import PayMethod
from tests.offices import TODAY, copied, opened, ticking
from tests.unionoffice.hardship.aid_homes import applied, household, ready, standard
from unionoffice.errors import OfficeError
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.register import AID
from unionoffice.hardship.aid.rules import LOCKED
from unionoffice.register.changes import Changes

MONEY = ("file_id", "kind", "paid_on", "paid", "source", "approved_amount")
LIMIT = 2_000_000
NEXT = {"applied": "approve", "approved": "pay", "paid": "sign"}
ALLOWED = {
    "approve": ("applied",),
    "refuse": ("applied",),
    "pay": ("approved",),
    "sign": ("paid",),
    "reverse": ("paid", "signed"),
}
AMOUNTS = st.sampled_from([1, 999_999, 1_000_000, LIMIT])


class Walk(RuleBasedStateMachine):
    """Two households, and whatever a clerk tries."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = copied(self.template, Path(self.folder.name))
        self.office = ready(opened(path, clock=ticking()))
        standard(self.office)
        self.files = [
            household(self.office, name, f"2025-00{n}")
            for n, name in enumerate(("李大壮", "张三"))
        ]
        self.begin()
        self.batches: list[str] = []
        self.moved: dict[int, dict[str, Any]] = {}

    def begin(self) -> None:
        """Payments on their way, of which not all fit under the ceiling."""
        for home, amount in ((0, LIMIT), (0, 1), (1, 999_999), (1, 1_000_000)):
            key = applied(
                self.office,
                self.files[home],
                applied_amount=amount,
                applied_on=TODAY - timedelta(1),
                source="aid",
            )
            aid_jobs.approve(self.office, [key], approver="王主席")

    @override
    def teardown(self) -> None:
        self.office.close()
        self.folder.cleanup()

    @rule(home=st.integers(0, 1), amount=AMOUNTS)
    def apply(self, home: int, amount: int) -> None:
        told = {"kind": "medical", "source": "aid", "applied_amount": amount}
        told |= {"applied_on": TODAY - timedelta(1)}
        told |= {"file_id": self.files[home]}
        self.did(aid_jobs.apply(self.office, told))

    @rule(place=st.integers(0, 5))
    def go_on(self, place: int) -> None:
        rows = self.rows()
        if rows:
            state = rows[sorted(rows)[place % len(rows)]]["state"]
            self.attempt(place, NEXT.get(state, "reverse"))

    @rule(place=st.integers(0, 5), step=st.sampled_from(sorted(ALLOWED)))
    def try_any_step(self, place: int, step: str) -> None:
        self.attempt(place, step)

    @rule(place=st.integers(0, 5), amount=AMOUNTS)
    def edit(self, place: int, amount: int) -> None:
        self.attempt(place, "edit", amount)

    @rule(place=st.integers(0, 5))
    def discard(self, place: int) -> None:
        self.attempt(place, "discard")

    @precondition(lambda self: self.batches)
    @rule()
    def undo(self) -> None:
        self.office.undo(self.batches.pop())
        self.moved = {}

    def attempt(self, place: int, step: str, amount: int = 1) -> None:
        rows = self.rows()
        if not rows:
            return
        key = sorted(rows)[place % len(rows)]
        state = rows[key]["state"]
        try:
            self.did(self.deed(key, step, amount))
        except OfficeError:
            return
        assert state in ALLOWED.get(step, (state,))

    def deed(self, key: int, step: str, amount: int) -> Changes:
        office = self.office
        match step:
            case "approve":
                return aid_jobs.approve(office, [key], approver="王主席")
            case "refuse":
                return aid_jobs.refuse(office, [key], "不符")
            case "pay":
                return aid_jobs.pay(office, [key], method=PayMethod.CASH)
            case "sign":
                return aid_jobs.sign(office, [key])
            case "reverse":
                return aid_jobs.reverse(office, key, "错")
            case "discard":
                return office.discard(AID, [key])
            case _:
                draft = office.draft(AID, key)
                told = {"paid": amount, "applied_amount": amount}
                return office.save(draft.with_values(**told))

    def did(self, changes: Changes) -> None:
        if changes.batch is not None:
            self.batches.append(changes.batch)

    def rows(self) -> dict[int, dict[str, Any]]:
        with self.office.reading() as connection:
            found = connection.execute(Aid.__table__.select()).mappings()
            return {row["id"]: dict(row) for row in found if not row["deleted_at"]}

    @invariant()
    def a_household_never_got_less_than_nothing_nor_more_than_it_may(self) -> None:
        rows = self.rows().values()
        for file in self.files:
            paid = sum(row["paid"] or 0 for row in rows if row["file_id"] == file)
            assert 0 <= paid <= LIMIT

    @invariant()
    def what_was_paid_is_never_changed(self) -> None:
        rows = self.rows()
        for key, told in self.moved.items():
            assert {name: rows[key][name] for name in MONEY} == told
        self.moved = {
            key: {name: row[name] for name in MONEY}
            for key, row in rows.items()
            if row["state"] in LOCKED
        }

    @invariant()
    def each_reversal_has_one_payment_of_its_own(self) -> None:
        rows = self.rows()
        back = [row for row in rows.values() if row["state"] == "reversal"]
        reversed_ = {key for key, row in rows.items() if row["state"] == "reversed"}
        assert sorted(row["reverses_id"] for row in back) == sorted(reversed_)
        for row in back:
            assert row["paid"] == -rows[row["reverses_id"]]["paid"]


def test_any_walk_keeps_the_sums_and_what_was_paid(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Walk, "template", template, raising=False)
    steps = settings(max_examples=8, stateful_step_count=24)
    run_state_machine_as_test(Walk, settings=steps)
