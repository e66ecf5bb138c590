"""The procedure of a hardship file: order, gates, days, and random walks through it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from db.models.hardship import CLOSED_STATES
from db.vocabulary import FileState, FileStep, HardshipCategory
from tests.offices import TODAY, copied, dump, edit, make_template, opened, value
from tests.unionoffice.hardship.filing import (
    BEGIN,
    STEPS,
    account,
    file,
    live,
    member,
    person,
    standard,
    step,
)
from unionoffice.errors import Refused
from unionoffice.hardship.filing.judgements import judge
from unionoffice.hardship.filing.procedure import (
    BY_KIND,
    Situation,
    Told,
    next_steps,
    refusals,
)
from unionoffice.hardship.filing.procedure import STEPS as EVERY_STEP
from unionoffice.hardship.filing.steps import names_in, open_again, situation, steps_of
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted

MARCH = date(2026, 3, 2)
READY = Situation(
    FileState.DRAFT, HardshipCategory.DEEP, judged_on=MARCH, main_cause=True
)


def told(kind: FileStep, day: date = MARCH, **more: Any) -> Told:  # noqa: ANN401  of Told
    return Told(kind, day, **{**STEPS[kind], **more})


def at(state: FileState, **more: Any) -> Situation:  # noqa: ANN401  of Situation
    facts = {"category": HardshipCategory.DEEP, "judged_on": MARCH, "main_cause": True}
    return Situation(state, **{**facts, **more})


def test_every_state_can_be_reached_and_closed_ones_are_ends() -> None:
    reached = {FileState.DRAFT}
    for _ in FileState:
        reached |= {
            each.to
            for each in EVERY_STEP
            if each.to is not None and reached & set(each.from_states)
        }
    assert reached == set(FileState)
    assert all(next_steps(state) == () for state in CLOSED_STATES)
    assert set(BY_KIND) == set(FileStep)


@pytest.mark.parametrize("kind", FileStep)
def test_a_step_out_of_turn_says_where_the_file_stands(kind: FileStep) -> None:
    for state in FileState:
        found = refusals(at(state), told(kind), MARCH)
        if state in BY_KIND[kind].from_states:
            assert all("档案现在是" not in sentence for sentence in found), state
        else:
            stands = f"档案现在是“{state.label}”"
            assert found == [s for s in found if stands in s] != [], state


@pytest.mark.parametrize("kind", FileStep)
def test_each_fact_that_a_step_asks_for_is_asked_for(kind: FileStep) -> None:
    for fact in BY_KIND[kind].asks:
        empty: Any = {"people": (), "category": None}.get(fact, "")
        state = BY_KIND[kind].from_states[0]
        found = refusals(at(state), told(kind, **{fact: empty}), MARCH)
        assert any(sentence.startswith("请填写") for sentence in found)


def test_one_visitor_is_not_enough_nor_one_named_twice() -> None:
    now = at(FileState.APPLIED)
    for people in (("孙和平",), ("孙和平", "孙和平")):
        found = refusals(now, told(FileStep.VISIT, people=people), MARCH)
        assert found == ["入户走访至少两人，请写全走访人员（用顿号隔开）。"]
    assert refusals(now, told(FileStep.VISIT), MARCH) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"judged_on": None, "category": None}, "还没有收支核算"),
        ({"category": HardshipCategory.NONE}, "不符合困难条件"),
        ({"main_cause": False}, "主要致困原因"),
        ({"exclusions": True}, "特批理由"),
    ],
)
def test_the_committee_needs_a_judgement_a_cause_and_reasons(
    facts: dict[str, Any], words: str
) -> None:
    found = refusals(at(FileState.VISITED, **facts), told(FileStep.DISCUSS), MARCH)
    assert len(found) == 1
    assert words in found[0]


def test_nothing_is_reported_before_the_posting_has_run_out() -> None:
    now = at(FileState.POSTING, posting_until=date(2026, 3, 6))
    last = told(FileStep.REPORT, date(2026, 3, 6))
    assert "公示到 2026-03-06 才满" in refusals(now, last, TODAY)[0]
    assert refusals(now, told(FileStep.REPORT, date(2026, 3, 7)), TODAY) == []
    assert refusals(at(FileState.POSTING), last, TODAY) == ["没有公示记录，不能上报。"]


def test_a_day_in_the_future_or_before_the_last_step_is_refused() -> None:
    now = at(FileState.DRAFT, last_day=MARCH)
    tomorrow = told(FileStep.APPLY, TODAY + timedelta(days=1))
    assert refusals(now, tomorrow, TODAY) == ["办理日期不能晚于今天。"]
    early = told(FileStep.APPLY, MARCH - timedelta(days=1))
    assert refusals(now, early, TODAY) == ["办理日期早于上一步（2026-03-02）。"]


def test_a_category_changes_into_another_one_and_not_into_none() -> None:
    now = at(FileState.LIVE)
    same = told(FileStep.CHANGE, category="deep")
    assert refusals(now, same, MARCH) == ["新类别与现在的相同，不用调整。"]
    gone = told(FileStep.CHANGE, category="none")
    assert "脱困撤档" in refusals(now, gone, MARCH)[0]
    assert refusals(now, told(FileStep.CHANGE), MARCH) == []


@given(st.lists(st.sampled_from(["孙和平", "赵秀兰", "周会英"]), max_size=4))
def test_names_are_told_apart_by_any_mark_and_counted_once(names: list[str]) -> None:
    for mark in ("、", "，", ",", " ", "；"):
        assert names_in(mark.join(names)) == tuple(dict.fromkeys(names))


def test_a_posting_hangs_for_the_working_days_of_the_standard(office: Office) -> None:
    standard(office, posting_days=7)
    key = file(office, person(office, "周望山", 1))
    judge(office, key, account())
    for kind, day in (
        (FileStep.APPLY, BEGIN),
        (FileStep.VISIT, BEGIN),
        (FileStep.DISCUSS, BEGIN),
    ):
        step(office, key, kind, day)
    changes = step(office, key, FileStep.POST, date(2026, 2, 11))
    assert "公示到 2026-02-26" in changes.sentence
    with pytest.raises(Refused, match="不少于 7 天"):
        step(office, key, FileStep.REPORT, date(2026, 2, 26))
    step(office, key, FileStep.REPORT, date(2026, 2, 27))


def test_the_time_of_an_objection_does_not_count(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    judge(office, key, account())
    for kind in (FileStep.APPLY, FileStep.VISIT, FileStep.DISCUSS):
        step(office, key, kind, BEGIN)
    step(office, key, FileStep.POST, date(2026, 2, 2))
    step(office, key, FileStep.OBJECT, date(2026, 2, 4))
    step(office, key, FileStep.SETTLE, date(2026, 2, 9))
    with office.reading() as connection:
        assert situation(connection, key).posting_until == date(2026, 2, 11)
    with pytest.raises(Refused, match="2026-02-11"):
        step(office, key, FileStep.REPORT, date(2026, 2, 11))
    step(office, key, FileStep.REPORT, date(2026, 2, 12))


def test_a_year_without_a_known_calendar_is_said(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    judge(office, key, account())
    for kind in (FileStep.APPLY, FileStep.VISIT, FileStep.DISCUSS):
        step(office, key, kind, BEGIN)
    assert "调休" not in step(office, key, FileStep.POST, BEGIN).sentence


def test_the_way_of_a_file_is_written_down_and_can_be_taken_back(
    office: Office,
) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    before = dump(office.store.path)
    live(office, key)
    assert value(office, "hardship-files", key, "state") == "live"
    assert value(office, "hardship-files", key, "opened_on") == date(2026, 2, 24)
    with office.reading() as connection:
        assert [row.kind for row in steps_of(connection, key)] == [
            *("apply", "visit", "discuss", "post", "report", "enter")
        ]
    for batch in [batch.uid for batch in office.batches(7)]:
        office.undo(batch)
    assert dump(office.store.path) == before


def test_nobody_moves_a_file_by_hand(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    with pytest.raises(NotAccepted, match="按建档程序推进"):
        edit(office, "hardship-files", key, state="live")
    live(office, key)
    with pytest.raises(NotAccepted, match="类别调整"):
        edit(office, "hardship-files", key, category="deep")


def test_a_file_that_comes_back_is_a_new_one_that_knows_the_old(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    member(office, key, "林秀枝", id_number=None, month_income=180_000)
    live(office, key)
    with pytest.raises(Refused, match="还没有了结"):
        open_again(office, key, TODAY)
    step(office, key, FileStep.LIFT, date(2026, 3, 1))
    (new,) = open_again(office, key, TODAY).in_table("hardship_file")
    draft = office.draft(office.register("hardship-files"), new)
    assert draft.values["previous_id"] == key
    assert draft.values["state"] == "draft"
    assert draft.values["category"] is None
    assert draft.values["main_cause"] == "6"
    people = dump(office.store.path)["household_member"]
    assert len(people) == 4
    assert office.problems() == []


class Walk(RuleBasedStateMachine):
    """Any step at any time: what is allowed happens, what is not changes nothing."""

    template: Path
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        for old in self.folder.glob("office.*"):
            old.unlink()
        self.office = opened(copied(self.template, self.folder))
        standard(self.office)
        self.key = file(self.office, person(self.office, "周望山", 1))
        judge(self.office, self.key, account())
        self.day = BEGIN
        self.seen = [FileState.DRAFT]
        self.batches: list[str] = []

    @rule(kind=st.sampled_from(FileStep), days=st.integers(0, 12))
    def take(self, kind: FileStep, days: int) -> None:
        day = min(self.day + timedelta(days=days), TODAY)
        with self.office.reading() as connection:
            now = situation(connection, self.key)
        if refusals(now, told(kind, day), TODAY):
            before = dump(self.office.store.path)
            with pytest.raises(Refused):
                step(self.office, self.key, kind, day)
            assert dump(self.office.store.path) == before
            return
        self.batches.append(step(self.office, self.key, kind, day).batch or "")
        self.day = day
        to = BY_KIND[kind].to
        self.seen.append(to if to is not None else self.seen[-1])

    @rule()
    def take_back(self) -> None:
        if len(self.seen) > 1:
            self.office.undo(self.batches.pop())
            self.seen.pop()
            with self.office.reading() as connection:
                self.day = situation(connection, self.key).last_day or BEGIN

    @invariant()
    def the_file_is_where_its_steps_led(self) -> None:
        assert value(self.office, "hardship-files", self.key, "state") == self.seen[-1]

    @invariant()
    def nobody_is_live_without_a_posting(self) -> None:
        if self.seen[-1] is FileState.LIVE:
            assert FileState.REPORTED in self.seen
            assert FileState.POSTING in self.seen

    @override
    def teardown(self) -> None:
        self.office.close()


def test_random_walks_never_break_the_procedure(tmp_path: Path) -> None:
    Walk.template, Walk.folder = make_template(tmp_path), tmp_path
    run_state_machine_as_test(
        Walk,
        settings=settings(max_examples=8, stateful_step_count=16, deadline=None),
    )
