"""A plan is carried out whole, once, on the store it was made for; and goes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.offices import (
    copied,
    dump,
    edit,
    fates,
    new,
    opened,
    plan_of,
    shown,
    ticking,
    value,
    whole,
    write_sheets,
)
from unionoffice.errors import Refused
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.progress import Cancelled
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

HEAD = ("姓名", "身份证号", "工号", "所在单位", "班组", "入会时间", "手机号", "备注")
IDS = [make("370825", date(1990, 1, 1 + n), 100 + n) for n in range(12)]


def row(n: int, **changes: object) -> tuple[object, ...]:
    told = {
        "name": f"王{'一二三四五六七八九十子丑'[n]}",
        "number": IDS[n],
        "staff": f"00{n}",
        "unit": "采煤一队",
        "crew": "一班",
        "joined": date(2015, 5, 4),
        "phone": "13800138000",
        "note": None,
    }
    return tuple({**told, **changes}.values())


Make = Callable[..., Path]


@pytest.fixture
def make_file(tmp_path: Path) -> Make:
    def write(*rows: Sequence[object], name: str = "名册.xlsx") -> Path:
        return write_sheets(tmp_path / name, {"Sheet1": [HEAD, *rows]})

    return write


def test_what_was_planned_is_what_is_there(office: Office, make_file: Make) -> None:
    office.apply(plan_of(office, make_file(row(0), row(1, unit="机电队", crew=None))))
    found = shown(office, "members", "name", "unit_id", "crew_id", "joined_on", "state")
    assert sorted(found) == [
        ("王一", "采煤一队", "一班", date(2015, 5, 4), "20"),
        ("王二", "机电队", None, date(2015, 5, 4), "20"),
    ]


def test_the_batch_says_what_it_did(office: Office, make_file: Make) -> None:
    changes = office.apply(plan_of(office, make_file(row(0), row(1), row(0))))
    assert "新增 2 条" in changes.sentence
    assert "没有变化 1 条" in changes.sentence
    past = office.batches()[0]
    assert (past.uid, past.kind) == (changes.batch, "import")
    assert "名册.xlsx" in past.reason
    assert past.counts["person"] == {"insert": 2}
    assert past.counts["unit"] == {"insert": 2}
    assert past.counts["membership_event"] == {"insert": 2}


def test_a_planned_file_has_written_nothing(
    office: Office, path: Path, make_file: Make
) -> None:
    before = whole(path)
    plan_of(office, make_file(row(0), row(1)))
    assert whole(path) == before


def test_changes_and_new_rows_go_back_together(
    office: Office, path: Path, make_file: Make
) -> None:
    office.apply(plan_of(office, make_file(row(0), row(1))))
    before = dump(path)
    plan = plan_of(
        office,
        make_file(
            row(0, unit="机电队", joined=date(2016, 6, 1), phone="13900139000"),
            row(1),
            row(2, crew="二班"),
        ),
    )
    assert fates(plan) == {"changed": 1, "same": 1, "new": 1}
    batch = office.apply(plan).batch
    assert dump(path) != before
    assert batch is not None
    back = office.undo(batch)
    assert dump(path) == before
    assert back.batch is not None


def test_a_corrected_joining_day_moves_the_event_and_adds_none(
    office: Office, make_file: Make
) -> None:
    office.apply(plan_of(office, make_file(row(0, joined=None))))
    office.apply(plan_of(office, make_file(row(0, joined=date(2016, 6, 1)))))
    assert shown(office, "events", "kind", "happened_on") == [
        ("joined", date(2016, 6, 1))
    ]


def test_a_plan_is_refused_once_the_store_has_moved_on(
    office: Office, path: Path, make_file: Make
) -> None:
    plan = plan_of(office, make_file(row(0)))
    new(office, "members", name="别人")
    before = whole(path)
    with pytest.raises(Refused, match="预览之后数据又有改动"):
        office.apply(plan)
    assert whole(path) == before


def test_a_plan_is_carried_out_only_once(office: Office, make_file: Make) -> None:
    plan = plan_of(office, make_file(row(0)))
    office.apply(plan)
    with pytest.raises(Refused):
        office.apply(plan)


def test_a_plan_is_refused_after_an_undo_too(office: Office, make_file: Make) -> None:
    batch = office.apply(plan_of(office, make_file(row(0)))).batch or ""
    plan = plan_of(office, make_file(row(0)))
    office.undo(batch)
    with pytest.raises(Refused):
        office.apply(plan)


class StopsAt:
    """A person who asks to stop at the n-th question."""

    def __init__(self, question: int) -> None:
        self.left = question

    def report(self, fraction: float, words: str) -> None:
        assert 0 <= fraction <= 1
        assert words

    def check(self) -> None:
        self.left -= 1
        if self.left <= 0:
            raise Cancelled


@pytest.mark.parametrize("question", [1, 2, 3])
def test_a_cancelled_import_leaves_nothing(
    office: Office, path: Path, make_file: Make, question: int
) -> None:
    office.apply(plan_of(office, make_file(row(0))))
    plan = plan_of(office, make_file(row(0, phone="13900139000"), row(1), row(2)))
    before = whole(path)
    with pytest.raises(Cancelled):
        office.apply(plan, StopsAt(question))
    assert whole(path) == before


def test_rejected_rows_stay_out_and_make_no_unit(
    office: Office, make_file: Make
) -> None:
    plan = plan_of(office, make_file(row(0), row(1, number="无", unit="鬼队")))
    office.apply(plan)
    assert fates(plan) == {"new": 1, "rejected": 1}
    names = {name for (name,) in shown(office, "units", "name")}
    assert names == {"采煤一队", "一班"}


def test_an_import_after_edits_is_undone_only_when_they_are(
    office: Office, path: Path, make_file: Make
) -> None:
    before = dump(path)
    batch = office.apply(plan_of(office, make_file(row(0), row(1)))).batch or ""
    key = office.ids(office.view(office.register("members")))[0]
    name = value(office, "members", key, "name")
    later = edit(office, "members", key, post="班长").batch or ""
    with pytest.raises(Refused, match=name):
        office.undo(batch)
    office.undo(later)
    office.undo(batch)
    assert dump(path) == before


NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A failing roster is small already, and each trial writes a store."""

WORDS = st.text(
    st.sampled_from("张王李赵阿·•　 <b>&=+@'\"龙\ue863𠮷x1；：\n"), max_size=6
)
DAYS = st.one_of(
    st.dates(date(1940, 1, 1), date(2030, 1, 1)),
    st.sampled_from(("2014.5", "98-7-2", "2015.2.30", "无", 43482.0, "去年", None)),
)
NUMBERS = st.one_of(
    st.sampled_from(IDS[:5]),
    st.sampled_from(IDS[:5]).map(str.lower),
    st.sampled_from((None, "无", 3.7e17, "370825900117103", "３７", "", "　")),
)
UNITS = st.sampled_from(
    (
        None,
        "采煤一队",
        "采煤 一队",
        "机电队（一）",
        "机电队(一)",
        "工会",
        "合计 ",
        "=A1",
    )
)
ROSTERS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(("张三", "李四", "王五")), WORDS),
        NUMBERS,
        st.sampled_from((None, "1", 2.0, "00３", "'4")),
        UNITS,
        st.sampled_from((None, "一班", "二 班")),
        DAYS,
        st.sampled_from((None, "13800138000", 13900139000.0, "1590", "0537-1234567")),
        WORDS,
    ),
    max_size=9,
)


def workbook_of(roster: list[tuple[Any, ...]]) -> Workbook:
    """What the reader would give for these rows."""
    rows = [[None if cell == "" else cell for cell in line] for line in roster]
    return Workbook(Path("a.xlsx"), FileKind.XLSX, (RawSheet("Sheet1", [HEAD, *rows]),))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rosters")


@settings(
    max_examples=15,
    phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rosters=st.lists(ROSTERS, min_size=1, max_size=2))
def test_any_roster_adds_up_goes_in_once_and_comes_out_again(
    template: Path, folder: Path, rosters: list[list[tuple[Any, ...]]]
) -> None:
    path = copied(template, folder)
    office = opened(path, clock=ticking())
    try:
        for roster in rosters:
            go_in_and_out(office, path, roster)
        assert office.store.check() == []
    finally:
        office.close()


def go_in_and_out(office: Office, path: Path, roster: list[tuple[Any, ...]]) -> None:
    members, book = office.register("members"), workbook_of(roster)
    before = dump(path)
    plan = office.plan(members, book)
    assert_adds_up(plan, roster)
    batch = office.apply(plan).batch
    after = dump(path)
    if not before["person"]:
        assert_says_nothing_new(office, book)
    if batch is None:
        assert after == before
        return
    redo = office.undo(batch).batch or ""
    assert dump(path) == before
    office.undo(redo)
    assert dump(path) == after


def assert_says_nothing_new(office: Office, book: Workbook) -> None:
    """True of every first roster; later ones may hand staff numbers round in a ring."""
    again = office.plan(office.register("members"), book)
    assert set(fates(again)) <= {"same", "rejected"}
    assert office.apply(again).batch is None


def assert_adds_up(plan: Plan, roster: list[tuple[Any, ...]]) -> None:
    assert sum(plan.counts.values()) == len(plan.rows) <= len(roster)
    rejected = {item.row for item in plan.complaints() if item.level == "reject"}
    assert len(rejected) == fates(plan).get("rejected", 0)
