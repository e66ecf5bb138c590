"""A file of events obeys the same rules as the form, over each whole story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.vocabulary import EventKind
from tests.offices import (
    copied,
    fates,
    new,
    opened,
    plan_of,
    shown,
    told,
    write_sheets,
)
from unionoffice.members import states
from unionoffice.members.histories import histories
from unionoffice.office import Office
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

HEAD = ("工号", "姓名", "变动类型", "变动日期", "标注")
Row = Sequence[object]
Read = Callable[..., Plan]


@pytest.fixture
def member(office: Office) -> int:
    card = {"name": "张三", "staff_no": "1", "joined_on": date(2010, 1, 1)}
    return new(office, "members", **card)


@pytest.fixture
def read(office: Office, tmp_path: Path, member: int) -> Read:
    assert member

    def plan(*rows: Row, head: Row = HEAD) -> Plan:
        file = write_sheets(tmp_path / "变动.xlsx", {"Sheet1": [head, *rows]})
        return plan_of(office, file, "events")

    return plan


def row(kind: str, day: str, away: str | None = None) -> Row:
    return ("1", "张三", kind, day, away)


def sentences(plan: Plan) -> list[tuple[int, str]]:
    return [(item.row, item.problem) for item in plan.complaints()]


def test_a_story_that_holds_goes_in_whatever_the_order_of_its_rows(
    office: Office, read: Read
) -> None:
    plan = read(
        row("转入", "2020-01-01"),
        row("转出", "2019-01-01"),
        row("标注", "2021-01-01", "借出"),
        row("标注结束", "2022-01-01"),
    )
    assert (fates(plan), told(plan)) == ({"new": 4}, [])
    office.apply(plan)
    assert shown(office, "members", "state") == [("20",)]


def test_a_row_that_cannot_have_happened_is_rejected_in_the_words_of_the_form(
    read: Read,
) -> None:
    plan = read(row("死亡", "2020-01-01"), row("转出", "2021-01-01"))
    assert fates(plan) == {"new": 1, "rejected": 1}
    assert sentences(plan) == [(3, "会员已登记死亡，不能再登记“转出”。")]


def test_somebody_joins_only_once_by_a_file_as_well(read: Read) -> None:
    plan = read(row("批准入会", "2015-01-01"))
    assert fates(plan) == {"rejected": 1}
    assert told(plan) == [(2, "变动类型", "reject")]


def test_a_row_that_makes_a_stored_event_wrong_is_rejected(
    office: Office, member: int, read: Read
) -> None:
    new(
        office,
        "events",
        person_id=member,
        kind="reserved",
        happened_on=date(2020, 1, 1),
    )
    assert fates(read(row("死亡", "2018-01-01"))) == {"rejected": 1}
    assert fates(read(row("死亡", "2022-01-01"))) == {"new": 1}


def test_a_note_without_its_reason_is_rejected(read: Read) -> None:
    assert fates(read(row("标注", "2020-01-01"))) == {"rejected": 1}


def test_an_empty_cell_does_not_take_from_a_stored_event_what_it_needs(
    office: Office, member: int, read: Read
) -> None:
    new(
        office,
        "events",
        person_id=member,
        kind="noted",
        happened_on=date(2020, 1, 1),
        away="lent",
    )
    head = (*HEAD, "经办人")
    plan = read((*row("标注", "2020-01-01"), "陈干事"), head=head)
    assert (fates(plan), told(plan)) == ({"changed": 1}, [])


def test_one_persons_bad_row_keeps_nobody_elses_out(office: Office, read: Read) -> None:
    card = {"name": "李四", "staff_no": "2", "joined_on": date(2010, 1, 1)}
    new(office, "members", **card)
    plan = read(
        row("批准入会", "2015-01-01"), ("2", "李四", "转出", "2015-01-01", None)
    )
    assert fates(plan) == {"rejected": 1, "new": 1}


STEPS = st.lists(
    st.tuples(
        st.sampled_from([kind.label for kind in EventKind]),
        st.none() | st.dates(date(2009, 1, 1), date(2012, 1, 1)),
        st.sampled_from((None, "借出")),
    ),
    max_size=7,
)


@settings(max_examples=35, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_a_file_says_every_story_holds_afterwards(
    template: Path, tmp_path: Path, steps: list[tuple[str, date | None, str | None]]
) -> None:
    cells: list[list[Any]] = [list(HEAD), *(["1", "张三", *step] for step in steps)]
    book = Workbook(Path("a.xlsx"), FileKind.XLSX, (RawSheet("Sheet1", cells),))
    office = opened(copied(template, tmp_path))
    try:
        card = {"name": "张三", "staff_no": "1", "joined_on": date(2010, 1, 1)}
        key = new(office, "members", **card)
        office.apply(office.plan(office.register("events"), book))
        with office.reading() as connection:
            story = [event for _, event in histories(connection, [key])[key]]
        assert states.check(story) == []
    finally:
        office.close()
