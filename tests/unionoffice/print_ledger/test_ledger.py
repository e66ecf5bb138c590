"""A paper leaves whole or not at all, stays as it left, and is never undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from db import undo as db_undo
from db.errors import UndoRefused
from db.models import PrintedPaper
from db.vocabulary import PrintWay
from tests.offices import NOON, TODAY, dump, new, opened, whole
from tests.unionoffice.paper.reading import ReadBack
from tests.unionoffice.print_ledger.slips import (
    SLIPS,
    Slip,
    kept_file,
    let_leave,
    meddle,
    told,
)
from unionoffice.clock import stopped
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.print_ledger.delivery import handing_over
from unionoffice.print_ledger.find import newest, uid_of
from unionoffice.print_ledger.ledger import (
    Leaving,
    Out,
    exact,
    issue,
    print_again,
    twin_of,
    void,
)
from unionoffice.print_ledger.sheet import Sheet, fingerprint
from unionoffice.register.changes import Changes

FILL_UP = (
    "CREATE TRIGGER fill_up BEFORE UPDATE ON batch"
    " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
)
"""Lets everything of a transaction be written but its very end."""


LEAVING, ON_PAPER = Leaving("slip", SLIPS, TODAY), Out(PrintWay.PRINT)


def refuse(_sheet: Sheet) -> None:
    raise Refused("打印机没有纸。")


def test_what_left_is_written_down(office: Office, path: Path) -> None:
    left = let_leave(
        office,
        copies=3,
        printer="财务室打印机",
        register="members",
        records=lambda: ["u1", "u2"],
        settings={"title": "便条"},
    )
    assert (left.number, left.title, left.pages, left.nth) == (
        "便条〔2026〕1号",
        "便条",
        1,
        1,
    )
    [paper] = newest(office, 10)
    assert (paper.number, paper.times, paper.copies) == (left.number, 1, 3)
    assert (paper.uid, paper.left_at, paper.who) == (left.uid, NOON, "工会干事")
    assert told(path, "SELECT register, records, settings FROM printed_paper") == [
        ("members", '["u1","u2"]', '{"title":"便条"}')
    ]
    assert told(path, "SELECT nth, way, copies, printer FROM print_run") == [
        (1, "print", 3, "财务室打印机")
    ]
    assert office.problems() == []


def test_the_sheets_are_kept_byte_for_byte(office: Office, path: Path) -> None:
    left = let_leave(office)
    office.close()
    again = opened(path, clock=stopped(date(2036, 5, 1)))
    assert exact(again, left.uid) == left.pdf
    again.close()


@pytest.mark.parametrize("words", ["\U0003a000", "\ue000"])
def test_a_paper_that_cannot_be_drawn_takes_no_number(
    office: Office, path: Path, words: str
) -> None:
    before = whole(path)
    with pytest.raises(Refused):
        let_leave(office, words)
    assert whole(path) == before


def test_a_paper_that_cannot_be_handed_over_takes_no_number(
    office: Office, path: Path
) -> None:
    before = whole(path)
    with pytest.raises(Refused, match="没有纸"):
        let_leave(office, deliver=refuse)
    assert whole(path) == before
    assert let_leave(office).number == "便条〔2026〕1号"


def test_a_file_of_a_paper_that_is_not_recorded_does_not_stay(
    office: Office, path: Path, tmp_path: Path
) -> None:
    meddle(path, FILL_UP)
    before, file = whole(path), tmp_path / "便条.pdf"
    with pytest.raises(Refused), handing_over(file) as write:
        let_leave(office, deliver=lambda sheet: write(sheet.pdf))
    assert not file.exists()
    assert whole(path) == before


def test_an_older_file_stays_if_nothing_was_written(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "便条.pdf"
    file.write_bytes(b"older")
    with pytest.raises(Refused), handing_over(file) as write:
        let_leave(office, "\U0003a000", deliver=lambda sheet: write(sheet.pdf))
    assert file.read_bytes() == b"older"


@pytest.mark.parametrize("copies", [0, -1])
def test_there_is_at_least_one_copy(office: Office, copies: int) -> None:
    with pytest.raises(InvalidInput, match="份数"):
        let_leave(office, copies=copies)
    left = let_leave(office)
    with pytest.raises(InvalidInput, match="份数"):
        print_again(office, left.uid, copies=copies, reason="丢失")


def test_a_number_that_was_taken_meanwhile_is_not_given_twice(office: Office) -> None:
    """Two other papers leave while this one is being laid out."""
    others: list[str] = []
    seen: list[str] = []

    def make(number: str) -> Slip:
        if len(others) < 2:
            others.append(let_leave(office).number)
        return Slip(f"{number} 请来。")

    def look(sheet: Sheet) -> None:
        seen.extend(ReadBack(sheet.pdf).pages)

    left = issue(office, LEAVING, make, ON_PAPER, look)
    assert others == ["便条〔2026〕1号", "便条〔2026〕2号"]
    assert left.number == "便条〔2026〕3号"
    assert seen == ["便条〔2026〕3号 请来。"]
    assert office.problems() == []


def test_who_is_overtaken_again_and_again_is_told_so(office: Office) -> None:
    def make(_number: str) -> Slip:
        let_leave(office)
        return Slip("请来。")

    with pytest.raises(Refused, match="请稍后再试"):
        issue(office, LEAVING, make, ON_PAPER)


def test_two_desks_on_one_store_are_refused(office: Office, path: Path) -> None:
    let_leave(office)
    with pytest.raises(Refused):
        opened(path)


def test_the_same_content_is_recognised_by_any_later_paper(office: Office) -> None:
    first = let_leave(office, "甲", numbered=True)
    other = let_leave(office, "乙", numbered=True)
    second = let_leave(office, "甲", numbered=True)
    assert twin_of(office, fingerprint(Slip(" 甲").layout())) == second.number
    void(office, second.uid, "写错")
    assert twin_of(office, fingerprint(Slip(" 甲").layout())) == first.number
    assert twin_of(office, fingerprint(Slip("丙").layout())) == ""
    assert other.number == "便条〔2026〕2号"


def test_a_reprint_is_the_same_paper_with_a_mark_and_counted(
    office: Office, path: Path
) -> None:
    left = let_leave(office, "甲乙丙")
    office.close()
    office = opened(path, clock=stopped(date(2028, 7, 9)))
    again = [
        print_again(office, left.uid, PrintWay.PDF, 2, reason)
        for reason in ("一", "二")
    ]
    for nth, one in enumerate(again, 1):
        [page] = ReadBack(one.pdf).pages
        assert "甲乙丙" in page
        assert f"补打　第 {nth} 次　2028年7月9日" in page
        assert (one.nth, one.number) == (nth + 1, left.number)
    assert exact(office, left.uid) == left.pdf
    runs = told(path, "SELECT nth, way, copies, reason FROM print_run ORDER BY nth")
    assert runs == [(1, "print", 1, None), (2, "pdf", 2, "一"), (3, "pdf", 2, "二")]
    assert [item.number for item in newest(office, 9)] == [left.number]
    assert office.problems() == []
    office.close()


def test_a_reprint_that_cannot_be_handed_over_is_not_counted(
    office: Office, path: Path, tmp_path: Path
) -> None:
    left = let_leave(office)
    before = whole(path)
    nowhere = tmp_path / "没有" / "补打.pdf"
    with pytest.raises(Refused, match="不存在"), handing_over(nowhere) as write:
        print_again(office, left.uid, reason="丢失", deliver=write)
    assert whole(path) == before


def test_a_void_paper_keeps_number_and_sheets_and_never_leaves_again(
    office: Office, path: Path
) -> None:
    left = let_leave(office)
    changes = void(office, left.uid, "  日期\n写错 ")
    assert changes.sentence == "“便条〔2026〕1号”已作废，编号保留。"
    assert changes.final
    assert exact(office, left.uid) == left.pdf
    before = whole(path)
    with pytest.raises(Refused, match="已经作废，不能补打"):
        print_again(office, left.uid, reason="丢失")
    with pytest.raises(Refused, match="已经作废过"):
        void(office, left.uid, "再作废")
    assert whole(path) == before
    assert newest(office, 1)[0].void_reason == "日期 写错"
    assert let_leave(office).number == "便条〔2026〕2号"


@pytest.mark.parametrize("reason", ["", " 　\n", "长" * 201])
def test_reprint_and_void_want_a_reason(
    office: Office, path: Path, reason: str
) -> None:
    left = let_leave(office)
    before = whole(path)
    with pytest.raises(InvalidInput, match="原因"):
        print_again(office, left.uid, reason=reason)
    with pytest.raises(InvalidInput, match="原因"):
        void(office, left.uid, reason)
    assert whole(path) == before


def again(office: Office, uid: str) -> object:
    return print_again(office, uid, reason="丢失")


def no_more(office: Office, uid: str) -> object:
    return void(office, uid, "写错")


ASKING: tuple[Callable[[Office, str], object], ...] = (exact, again)


def test_a_paper_nobody_knows_is_refused(office: Office) -> None:
    for ask in (*ASKING, no_more):
        with pytest.raises(Refused, match="打印登记中没有"):
            ask(office, "nobody")
    with pytest.raises(Refused, match="没有编号为"):
        uid_of(office, "便条〔2026〕9号")


def test_damaged_sheets_are_told_in_a_sentence(office: Office, path: Path) -> None:
    left = let_leave(office)
    [(digest,)] = told(path, "SELECT digest FROM printed_paper")
    file = kept_file(path, digest)
    file.write_bytes(left.pdf[:-1] + b"x")
    before = whole(path)
    for ask in ASKING:
        with pytest.raises(
            Refused, match="“便条〔2026〕1号”的存底不能用：附件文件已损坏"
        ):
            ask(office, left.uid)
    file.unlink()
    with pytest.raises(Refused, match="不见了"):
        exact(office, left.uid)
    assert whole(path) == before


def undo(office: Office, changes: Changes) -> None:
    office.undo(changes.batch or "")


def test_neither_print_nor_reprint_nor_void_can_be_undone(
    office: Office, path: Path
) -> None:
    left = let_leave(office)
    again = print_again(office, left.uid, reason="丢失")
    voided = void(office, left.uid, "写错")
    before = whole(path)
    for changes in (left.changes, again.changes, voided):
        assert changes.final
        with pytest.raises(Refused, match="作废请用“打印登记”中的“作废”，编号保留"):
            undo(office, changes)
        with pytest.raises(UndoRefused):
            db_undo.undo(office.store, changes.batch or "", who="谁", at=NOON)
    assert whole(path) == before
    assert [bool(batch.final) for batch in office.batches(3)] == [True] * 3


def test_a_batch_that_only_touches_the_ledger_besides_other_things_stands(
    office: Office, path: Path
) -> None:
    left = let_leave(office)
    [(key,)] = told(path, "SELECT id FROM printed_paper")
    with office.transaction("混在一起") as writer:
        writer.update(PrintedPaper, key, {"title": "改过"})
    assert left.uid
    batch = office.batches(1)[0]
    with pytest.raises(Refused, match="不能撤销"):
        office.undo(batch.uid)


def test_other_writes_are_undone_as_before(office: Office, path: Path) -> None:
    let_leave(office)
    before = dump(path)
    new(office, "members", name="张三")
    batch = office.batches(1)[0]
    assert batch.final == ""
    office.undo(batch.uid)
    assert dump(path) == before
    assert SLIPS.words(TODAY.year, 1) == newest(office, 1)[0].number


def test_a_number_that_two_papers_bear_is_asked_for_by_uid(
    office: Office, path: Path
) -> None:
    first = let_leave(office)
    let_leave(office)
    assert uid_of(office, first.number) == first.uid
    assert uid_of(office, first.uid) == first.uid
    meddle(path, "UPDATE printed_paper SET number = '便条〔2026〕1号'")
    with pytest.raises(Refused, match="有 2 份"):
        uid_of(office, first.number)
