"""Print, fail, void, come back: no number is ever lost, and none is given twice."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

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

from tests.offices import copied, make_template, opened
from tests.unionoffice.print_ledger.slips import LETTERS, SLIPS, let_leave, told
from unionoffice.clock import stopped
from unionoffice.errors import OfficeError
from unionoffice.office import Office
from unionoffice.print_ledger.faults import faults
from unionoffice.print_ledger.ledger import Left, exact, print_again, void
from unionoffice.print_ledger.numbers import Series, next_number, set_up
from unionoffice.print_ledger.sheet import Sheet

BOTH = (SLIPS, LETTERS)
YEARS = st.sampled_from([2026, 2027])


@dataclass
class Paper:
    """A paper that left, as the test remembers it."""

    left: Left
    runs: int = 1
    void: bool = False


class Clerk(RuleBasedStateMachine):
    """A clerk who prints all day, at a desk where things go wrong."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = copied(self.template, self.folder)
        self.office: Office = opened(self.path)
        self.papers: list[Paper] = []
        self.counts: dict[tuple[str, int], int] = {}

    @override
    def teardown(self) -> None:
        self.office.close()
        shutil.rmtree(self.folder)

    @rule(series=st.sampled_from(BOTH), year=YEARS, words=st.sampled_from("甲乙"))
    def print_a_paper(self, series: Series, year: int, words: str) -> None:
        day = date(year, 6, 1)
        expected = next_number(self.office, series, day)
        left = let_leave(self.office, words, series=series, day=day)
        assert left.number == expected
        key = series.key, year
        self.counts[key] = self.counts.get(key, 0) + 1
        self.papers.append(Paper(left))

    @rule(series=st.sampled_from(BOTH), year=YEARS, how=st.sampled_from("写画交"))
    def fail_to_print(self, series: Series, year: int, how: str) -> None:
        def drop(_sheet: Sheet) -> None:
            raise OSError(28, "full")

        words = "\U0003a000" if how == "画" else "丙"
        copies = 0 if how == "写" else 1
        try:
            let_leave(
                self.office,
                words,
                series=series,
                day=date(year, 6, 1),
                copies=copies,
                deliver=drop,
            )
        except (OfficeError, OSError):
            return
        raise AssertionError(how)

    @precondition(lambda self: self.papers)
    @rule(which=st.integers(0, 99))
    def print_one_again(self, which: int) -> None:
        paper = self.papers[which % len(self.papers)]
        try:
            again = print_again(self.office, paper.left.uid, reason="丢失")
        except OfficeError:
            assert paper.void
            return
        assert not paper.void
        paper.runs += 1
        assert again.nth == paper.runs

    @precondition(lambda self: self.papers)
    @rule(which=st.integers(0, 99))
    def void_one(self, which: int) -> None:
        paper = self.papers[which % len(self.papers)]
        try:
            void(self.office, paper.left.uid, "写错")
        except OfficeError:
            assert paper.void
            return
        assert not paper.void
        paper.void = True

    @precondition(lambda self: self.papers)
    @rule()
    def try_to_undo(self) -> None:
        batch = self.office.batches(1)[0]
        try:
            self.office.undo(batch.uid)
        except OfficeError:
            return
        assert not batch.final

    @rule(digits=st.integers(1, 3))
    def change_the_form(self, digits: int) -> None:
        set_up(self.office, replace(SLIPS, digits=digits), BOTH)

    @rule()
    def go_home_and_come_back(self) -> None:
        self.office.close()
        self.office = opened(self.path, clock=stopped(date(2026, 7, 1)))

    @invariant()
    def nothing_is_lost_and_nothing_twice(self) -> None:
        rows = told(
            self.path, "SELECT series, year, sequence, number FROM printed_paper"
        )
        numbers = [number for *_, number in rows]
        assert len(set(numbers)) == len(numbers) == len(self.papers)
        for key, count in self.counts.items():
            places = [row[2] for row in rows if row[:2] == key]
            assert sorted(places) == list(range(1, count + 1))

    @invariant()
    def the_ledger_is_whole(self) -> None:
        assert list(faults(self.office)) == []
        for paper in self.papers[-3:]:
            assert exact(self.office, paper.left.uid) == paper.left.pdf


def test_a_long_day_leaves_no_gap(tmp_path: Path) -> None:
    Clerk.template = make_template(tmp_path)
    run_state_machine_as_test(
        Clerk, settings=settings(max_examples=7, stateful_step_count=20)
    )
