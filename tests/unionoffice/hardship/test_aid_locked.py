"""What was paid stands: form, bin, merge, reversal, and the store itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from db.models import HardshipFile
from tests.offices import TODAY, dump, edit, new
from tests.unionoffice.hardship.aid_homes import (
    applied,
    child,
    household,
    opened_before,
    paid,
    ready,
    row,
    standard,
)
from unionoffice.errors import Refused
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.register import AID
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    return ready(office)


@pytest.fixture
def home(desk: Office) -> int:
    return household(desk)


def sums(office: Office) -> int:
    return office.totals(office.view(AID))["paid"]


@pytest.mark.parametrize("signed", [False, True])
def test_what_was_paid_is_not_changed_in_the_form(
    desk: Office, home: int, *, signed: bool
) -> None:
    key = paid(desk, home)
    if signed:
        aid_jobs.sign(desk, [key])
    before = row(desk, key)
    changes: tuple[dict[str, Any], ...] = (
        {"paid": 1},
        {"paid_on": date(2026, 3, 14)},
        {"source": "own"},
        {"kind": "living"},
        {"approved_amount": 900_000},
        {"state": "refused"},
        {"state": "reversed"},
        {"voucher_no": "记-99"},
        {"applied_on": date(2026, 1, 1)},
        {"illness": "肺病"},
    )
    for each in changes:
        with pytest.raises(NotAccepted, match="请用“冲销”"):
            edit(desk, "aid", key, **each)
    assert row(desk, key) == before


def test_a_state_that_is_typed_does_not_take_a_payment_back(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    before = row(desk, key)
    for state in ("applied", "approved", None):
        edit(desk, "aid", key, state=state)
    assert row(desk, key) == before


def test_a_remark_and_the_receipt_may_be_added_to_what_was_paid(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    edit(desk, "aid", key, note="银行回单在附件")
    told = {"signed_on": TODAY, "signer": "赵秀兰", "signer_relation": "配偶"}
    edit(desk, "aid", key, **told)
    assert row(desk, key)["state"] == "signed"
    with pytest.raises(NotAccepted, match="请用“冲销”"):
        edit(desk, "aid", key, signer="李大壮")


def test_what_was_paid_is_not_thrown_away_and_the_rest_may_be(
    desk: Office, home: int
) -> None:
    key, other = paid(desk, home), applied(desk, home, "living")
    with pytest.raises(Refused, match="请用“冲销”"):
        desk.discard(AID, [other, key])
    desk.discard(AID, [other])
    desk.restore(AID, [other])
    assert row(desk, key)["deleted_at"] is None


def test_the_store_itself_lets_no_payment_into_the_bin(desk: Office, home: int) -> None:
    key = paid(desk, home)
    with (
        pytest.raises(Refused, match="成对"),
        desk.transaction("绕过") as writer,
    ):
        writer.discard(AID.model, [key])


def test_the_store_itself_lets_no_pair_be_torn_apart(desk: Office, home: int) -> None:
    key = paid(desk, home)
    (made,) = aid_jobs.reverse(desk, key, "错").in_table("aid") - {key}
    for one, changes in (
        (key, {"state": "signed"}),
        (key, {"paid": 1}),
        (made, {"paid": -1}),
        (made, {"reverses_id": None}),
        (made, {"file_id": household(desk, "张三", "2025-002")}),
    ):
        with pytest.raises(Refused, match="成对"), desk.transaction("绕过") as writer:
            writer.update(AID.model, one, changes)
    assert sums(desk) == 0


def test_a_pair_torn_outside_the_program_is_found(desk: Office, home: int) -> None:
    key = paid(desk, home)
    aid_jobs.reverse(desk, key, "错")
    with closing(sqlite3.connect(desk.store.path)) as store:
        store.execute("UPDATE aid SET paid = paid + 1 WHERE id = ?", (key,))
        store.commit()
    assert "帮扶救助中有 1 笔与冲销对不上。" in desk.problems()


def test_no_merge_takes_a_payment_away_or_moves_it(desk: Office, home: int) -> None:
    key, other = paid(desk, home), paid(desk, home, date(2026, 1, 5))
    for pair in ((key, other), (other, key)):
        with pytest.raises(Refused):
            merge(desk, Merging(compare(desk, AID, *pair), {}))
    first, second = child(desk, home), child(desk, home)
    told: dict[str, Any] = {
        "kind": "schooling",
        "member_id": second,
        "school_level": "high",
    }
    third = paid(desk, home, amount=100_000, **told)
    people = desk.register("hardship-members")
    with pytest.raises(Refused, match=r"帮扶救助不能成立.*冲销"):
        merge(desk, Merging(compare(desk, people, first, second), {}))
    assert row(desk, third)["member_id"] == second


def test_two_files_of_one_household_with_payments_stay_two(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    with desk.transaction("脱困") as writer:
        ended = {"state": "lifted", "closed_on": TODAY}
        writer.update(HardshipFile, home, ended)
    files = desk.register("hardship-files")
    told = compare(desk, files, opened_before(desk, home), home)
    with pytest.raises(Refused):
        merge(desk, Merging(told, {}))
    assert row(desk, key)["file_id"] == home


def test_a_reversal_is_a_row_of_its_own_and_the_sums_come_right(
    desk: Office, home: int
) -> None:
    key, other = paid(desk, home), paid(desk, home, amount=100_000, kind="living")
    aid_jobs.sign(desk, [key])
    changes = aid_jobs.reverse(desk, key, "发错了人")
    (made,) = changes.in_table("aid") - {key}
    told = row(desk, made)
    assert (told["paid"], told["reason"], told["source"]) == (
        *(-300_000, "发错了人", "aid"),
    )
    assert (told["state"], told["reverses_id"]) == ("reversal", key)
    assert row(desk, key)["state"] == "reversed"
    assert sums(desk) == 100_000
    assert row(desk, other)["state"] == "paid"
    assert desk.problems() == []


def test_a_payment_is_reversed_once_and_a_reversal_never(
    desk: Office, home: int
) -> None:
    key = paid(desk, home)
    (made,) = aid_jobs.reverse(desk, key, "重复").in_table("aid") - {key}
    for one, words in ((key, "已经冲销过"), (made, "冲销")):
        with pytest.raises(Refused, match=words):
            aid_jobs.reverse(desk, one, "再来一次")
        with pytest.raises(NotAccepted):
            edit(desk, "aid", one, paid=5)
        with pytest.raises(Refused):
            desk.discard(AID, [one])
    with pytest.raises(Refused, match="原因"):
        aid_jobs.reverse(desk, paid(desk, home), " ")
    assert sums(desk) == 300_000


def test_a_reversal_lies_between_the_payment_and_today(desk: Office, home: int) -> None:
    key = paid(desk, home, date(2026, 3, 1))
    for day in (date(2026, 2, 28), date(2026, 3, 16)):
        with pytest.raises(Refused, match="冲销日期"):
            aid_jobs.reverse(desk, key, "错", day=day)


def test_undoing_a_reversal_gives_the_payment_back(desk: Office, home: int) -> None:
    key = paid(desk, home)
    before = dump(desk.store.path)
    batch = aid_jobs.reverse(desk, key, "错").batch
    assert batch is not None
    desk.undo(batch)
    assert dump(desk.store.path) == before


def test_nobody_writes_a_reversal_by_hand(desk: Office, home: int) -> None:
    for state in ("reversal", "reversed"):
        with pytest.raises(NotAccepted, match="请在原来那笔上用“冲销”"):
            new(desk, "aid", file_id=home, kind="living", state=state, paid=-5)
