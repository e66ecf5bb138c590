"""What is missing from the ledger is named by `check`."""

from __future__ import annotations

from pathlib import Path

from tests.unionoffice.print_ledger.slips import kept_file, let_leave, meddle, told
from unionoffice.office import Office
from unionoffice.print_ledger.faults import faults
from unionoffice.print_ledger.ledger import print_again, void


def test_a_whole_ledger_has_no_faults(office: Office) -> None:
    first = let_leave(office, "甲")
    let_leave(office, "乙")
    print_again(office, first.uid, reason="丢失")
    void(office, first.uid, "写错")
    assert list(faults(office)) == []
    assert office.problems() == []


def test_a_gap_in_the_numbers_is_found(office: Office, path: Path) -> None:
    for words in "甲乙丙丁":
        let_leave(office, words)
    meddle(path, "DELETE FROM print_run WHERE printed_id IN (2, 3)")
    meddle(path, "DELETE FROM printed_paper WHERE id IN (2, 3)")
    assert list(faults(office)) == ["打印登记缺号：“便条〔2026〕4号”之前缺 2 个编号。"]
    assert set(faults(office)) < set(office.problems())


def test_sheets_that_are_gone_or_changed_are_found(office: Office, path: Path) -> None:
    first, second = (let_leave(office, words) for words in "甲乙")
    digests = dict(told(path, "SELECT number, digest FROM printed_paper"))
    kept_file(path, digests[first.number]).unlink()
    kept_file(path, digests[second.number]).write_bytes(b"%PDF")
    gone, changed = faults(office)
    assert gone.startswith("“便条〔2026〕1号”的存底不能用：附件文件不见了")
    assert changed.startswith("“便条〔2026〕2号”的存底不能用：附件文件已损坏")


def test_a_run_that_is_missing_is_found(office: Office, path: Path) -> None:
    left = let_leave(office)
    for reason in ("一", "二"):
        print_again(office, left.uid, reason=reason)
    meddle(path, "DELETE FROM print_run WHERE nth = 2")
    wanted = ["“便条〔2026〕1号”的出纸次数不连续，可能有记录丢失。"]
    assert list(faults(office)) == wanted
    meddle(path, "DELETE FROM print_run")
    assert list(faults(office)) == wanted
