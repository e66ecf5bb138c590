"""The books of campaigns, held by the store itself: whoever writes, by whatever way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from db import campaign_books, undo
from db.audit import Writer, transaction
from db.campaign_books import GIFT_FACTS, PAYMENT_FACTS, books, facts_of, reckoned
from db.engine import Store
from db.errors import RowRefused, StoreProblem
from db.models import Campaign, Donation, LedgerLine, Payment
from tests.offices import NOON, occasion

DAY = date(2026, 3, 9)
GIFT: dict[str, Any] = {
    **dict.fromkeys(GIFT_FACTS),
    "donor": "other",
    "name": "周望山",
    "way": "cash",
    "given_on": DAY,
}
PAYMENT: dict[str, Any] = {
    **dict.fromkeys(PAYMENT_FACTS),
    "kind": "help",
    "paid_on": DAY,
    "summary": "拨付",
}


def campaign(store: Store, **values: object) -> int:
    told = {"title": "献爱心", "kind": "case", "state": "open", "opening": 0}
    with transaction(store, occasion()) as writer:
        return writer.insert(Campaign, {**told, **values})


def gift(store: Store, key: int, amount: int, **values: object) -> int:
    with transaction(store, occasion()) as writer:
        return writer.insert(
            Donation, {**GIFT, "campaign_id": key, "amount": amount, **values}
        )


def payment(store: Store, key: int, amount: int) -> int:
    with transaction(store, occasion()) as writer:
        told = {**PAYMENT, "campaign_id": key, "amount": amount}
        return writer.insert(Payment, told)


def line(
    writer: Writer,
    model: type[Donation | Payment],
    key: int,
    number: int,
    **more: object,
) -> int:
    """A line of the ledger, written without asking the desk."""
    gifts = model is Donation
    table = model.__table__
    row = writer.connection.execute(table.select().where(table.c.id == key)).one()
    names = GIFT_FACTS if gifts else PAYMENT_FACTS
    return writer.insert(
        LedgerLine,
        {
            "campaign_id": row.campaign_id,
            "year": 2026,
            "number": number,
            "booked_on": DAY,
            "summary": "捐款",
            "income": row.amount if gifts else 0,
            "spent": 0 if gifts else row.amount,
            "donation_id": key if gifts else None,
            "payment_id": None if gifts else key,
            "who": "测试员",
            "facts": facts_of(row._asdict(), names),
            **more,
        },
    )


def book(
    store: Store, model: type[Donation | Payment], key: int, number: int, **more: object
) -> int:
    with transaction(store, occasion()) as writer:
        return line(writer, model, key, number, **more)


def held(store: Store, key: int) -> tuple[int, ...]:
    """Opening, income, spent, closing, as they are kept; and they add up."""
    with store.reading() as connection:
        found = books(connection, [key])[key]
        assert reckoned(connection, [key])[key] == found
    return found[1:5]


@pytest.fixture
def case(store: Store) -> int:
    return campaign(store)


def test_the_books_follow_every_write(store: Store, case: int) -> None:
    assert held(store, case) == (0, 0, 0, 0)
    key = gift(store, case, 5_000)
    payment(store, case, 2_000)
    assert held(store, case) == (0, 5_000, 2_000, 3_000)
    with transaction(store, occasion()) as writer:
        writer.update(Donation, key, {"amount": 2_000})
        writer.update(Campaign, case, {"opening": 300})
    assert held(store, case) == (300, 2_000, 2_000, 300)
    other = gift(store, case, 100)
    with transaction(store, occasion()) as writer:
        writer.discard(Donation, [other])
    assert held(store, case) == (300, 2_000, 2_000, 300)
    with transaction(store, occasion()) as writer:
        writer.restore(Donation, [other])
    assert held(store, case) == (300, 2_100, 2_000, 400)


def test_a_gift_that_is_undone_is_out_of_the_books(store: Store, case: int) -> None:
    with transaction(store, occasion()) as writer:
        writer.insert(Donation, {**GIFT, "campaign_id": case, "amount": 700})
    batch = writer.written.batch
    assert batch is not None
    assert held(store, case)[1] == 700
    undo.undo(store, batch, who="测试员", at=NOON)
    assert held(store, case) == (0, 0, 0, 0)


def test_the_last_fen_may_be_spent_and_no_more(store: Store, case: int) -> None:
    gift(store, case, 5_000)
    words = r"期初 0.00 \+ 收入 50.00 − 支出 50.01 = -0.01 元，不能小于零"
    with pytest.raises(RowRefused, match=words):
        payment(store, case, 5_001)
    assert held(store, case) == (0, 5_000, 0, 5_000)
    payment(store, case, 5_000)
    assert held(store, case)[3] == 0


def test_drafts_do_not_cover_what_is_booked(store: Store, case: int) -> None:
    given, paid = gift(store, case, 5_000), payment(store, case, 5_000)
    with pytest.raises(RowRefused, match="余额不足"):
        book(store, Payment, paid, 1)
    book(store, Donation, given, 1)
    book(store, Payment, paid, 2)
    assert held(store, case)[3] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": 1},
        {"name": "别人"},
        {"given_on": date(2026, 3, 8)},
        {"way": "wechat"},
        {"donor": "group"},
        {"collector": "别人"},
        {"month": date(2026, 3, 1)},
        {"reason": "想改"},
        {"goods": "棉被"},
    ],
)
def test_what_is_booked_of_a_gift_never_changes(
    store: Store, case: int, changes: dict[str, object]
) -> None:
    key = gift(store, case, 5_000)
    book(store, Donation, key, 1)
    with (
        pytest.raises(RowRefused, match="凭证 2026-0001 号已经入账，不能修改或删除"),
        transaction(store, occasion()) as writer,
    ):
        writer.update(Donation, key, changes)


def test_wishes_and_remarks_of_a_booked_gift_may_still_change(
    store: Store, case: int
) -> None:
    key = gift(store, case, 5_000)
    book(store, Donation, key, 1)
    with transaction(store, occasion()) as writer:
        told = {"show_name": False, "note": "已公示", "unit_id": None}
        assert writer.update(Donation, key, told)


@pytest.mark.parametrize("model", [Donation, Payment])
def test_what_is_booked_is_not_thrown_away(
    store: Store, case: int, model: type[Donation | Payment]
) -> None:
    key = gift(store, case, 5_000)
    book(store, Donation, key, 1)
    if model is Payment:
        key = payment(store, case, 5_000)
        book(store, Payment, key, 2)
    with (
        pytest.raises(RowRefused, match="请用“红冲”"),
        transaction(store, occasion()) as writer,
    ):
        writer.discard(model, [key])


def test_a_booked_gift_is_in_no_other_campaign(store: Store, case: int) -> None:
    key = gift(store, case, 5_000)
    book(store, Donation, key, 1)
    other = campaign(store, title="别的")
    with (
        pytest.raises(RowRefused, match="已经入账"),
        transaction(store, occasion()) as writer,
    ):
        writer.update(Donation, key, {"campaign_id": other})


def test_a_line_of_the_ledger_never_changes_and_never_goes(
    store: Store, case: int
) -> None:
    key = book(store, Donation, gift(store, case, 5_000), 1)
    writes: tuple[Callable[[Writer], object], ...] = (
        lambda writer: writer.update(LedgerLine, key, {"income": 1}),
        lambda writer: writer.update(LedgerLine, key, {"summary": "改"}),
        lambda writer: writer.discard(LedgerLine, [key]),
    )
    for write in writes:
        with pytest.raises(RowRefused), transaction(store, occasion()) as writer:
            write(writer)
    assert held(store, case)[1] == 5_000


def test_what_was_booked_cannot_be_taken_out_by_undoing_its_entry(
    store: Store, case: int
) -> None:
    with transaction(store, occasion()) as writer:
        key = writer.insert(Donation, {**GIFT, "campaign_id": case, "amount": 700})
    entry = writer.written.batch
    assert entry is not None
    book(store, Donation, key, 1)
    with pytest.raises(StoreProblem, match="收支账 1 条"):
        undo.undo(store, entry, who="测试员", at=NOON)
    with pytest.raises(StoreProblem, match="已经入账的不能撤销"):
        undo.undo(store, _last_batch(store), who="测试员", at=NOON)


def _last_batch(store: Store) -> str:
    with closing(sqlite3.connect(store.path)) as file:
        (uid,) = file.execute("SELECT uid FROM batch ORDER BY id DESC").fetchone()
    return str(uid)


def test_voucher_numbers_have_no_gap(store: Store, case: int) -> None:
    first, second = gift(store, case, 100), gift(store, case, 200)
    for number in (0, 2, -1):
        with pytest.raises(RowRefused, match="2026 年的凭证号会断开"):
            book(store, Donation, first, number)
    book(store, Donation, first, 1)
    for number in (3, 0):
        with pytest.raises(RowRefused, match="凭证号会断开"):
            book(store, Donation, second, number)
    book(store, Donation, second, 2)


def test_no_voucher_number_is_given_twice(store: Store, case: int) -> None:
    book(store, Donation, gift(store, case, 100), 1)
    with pytest.raises(RowRefused):
        book(store, Donation, gift(store, case, 100), 1)


def test_a_new_year_begins_with_one(store: Store, case: int) -> None:
    book(store, Donation, gift(store, case, 100), 1)
    key = gift(store, case, 200)
    with pytest.raises(RowRefused, match="2027 年的凭证号会断开"):
        book(store, Donation, key, 2, year=2027)
    book(store, Donation, key, 1, year=2027)


def test_one_gift_has_one_line(store: Store, case: int) -> None:
    key = gift(store, case, 100)
    book(store, Donation, key, 1)
    with pytest.raises(RowRefused):
        book(store, Donation, key, 2)


def test_an_opening_is_open_until_something_is_booked(store: Store, case: int) -> None:
    with transaction(store, occasion()) as writer:
        writer.update(Campaign, case, {"opening": 900})
    book(store, Donation, gift(store, case, 100), 1)
    with (
        pytest.raises(RowRefused, match="期初余额不能再改"),
        transaction(store, occasion()) as writer,
    ):
        writer.update(Campaign, case, {"opening": 901})
    with transaction(store, occasion()) as writer:
        writer.update(Campaign, case, {"title": "改名", "goal": 5})
    assert held(store, case) == (900, 100, 0, 1_000)


def test_people_in_a_collective_gift_count_in_it(store: Store, case: int) -> None:
    whole = gift(store, case, 1_000, donor="group", name="党支部")
    gift(store, case, 600, part_of_id=whole)
    one = gift(store, case, 400, part_of_id=whole)
    assert held(store, case)[1] == 1_000
    words = "捐款 10.00 元，其中各人合计 10.01 元"
    with pytest.raises(RowRefused, match=words):
        gift(store, case, 1, part_of_id=whole)
    for key, amount in ((one, 401), (whole, 999)):
        with (
            pytest.raises(RowRefused, match="超过了集体的金额"),
            transaction(store, occasion()) as writer,
        ):
            writer.update(Donation, key, {"amount": amount})


def test_nobody_stands_in_a_collective_gift_that_is_gone(
    store: Store, case: int
) -> None:
    whole = gift(store, case, 1_000, donor="group", name="党支部")
    part = gift(store, case, 600, part_of_id=whole)
    with (
        pytest.raises(RowRefused, match="里面的人不能单独留着"),
        transaction(store, occasion()) as writer,
    ):
        writer.discard(Donation, [whole])
    with transaction(store, occasion()) as writer:
        writer.discard(Donation, [whole, part])
    with (
        pytest.raises(RowRefused, match="里面的人不能单独留着"),
        transaction(store, occasion()) as writer,
    ):
        writer.restore(Donation, [part])
    with transaction(store, occasion()) as writer:
        writer.restore(Donation, [whole, part])


@pytest.mark.parametrize("state", ["posted", "paying", "closed"])
def test_no_draft_comes_into_a_list_that_was_posted(store: Store, state: str) -> None:
    key = campaign(store, opening=50)
    lost = gift(store, key, 500)
    with (
        pytest.raises(RowRefused, match="名单已经封账"),
        transaction(store, occasion()) as writer,
    ):
        writer.update(Campaign, key, {"state": state})
    with transaction(store, occasion()) as writer:
        writer.discard(Donation, [lost])
        writer.update(Campaign, key, {"state": state})
    more = {**GIFT, "amount": 5}
    writes: tuple[Callable[[Writer], object], ...] = (
        lambda writer: writer.restore(Donation, [lost]),
        lambda writer: writer.insert(Donation, {**more, "campaign_id": key}),
    )
    for write in writes:
        with (
            pytest.raises(RowRefused, match="名单已经封账"),
            transaction(store, occasion()) as writer,
        ):
            write(writer)
    gift(store, key, 0, goods="棉被", way="goods")
    if state == "closed":
        with pytest.raises(RowRefused, match="没入账的支出"):
            payment(store, key, 10)
    else:
        payment(store, key, 10)


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("UPDATE donation SET amount = amount + 1", "凭证 2026-0001 号已入账，内容却"),
        ("UPDATE donation SET name = '别人'", "凭证 2026-0001 号已入账，内容却被改动"),
        ("UPDATE donation SET deleted_at = created_at", "凭证 2026-0001 号已入账"),
        ("UPDATE campaign_book SET income = income - 1, closing = closing - 1", "不符"),
        ("UPDATE ledger_line SET number = 7 WHERE number = 2", "凭证号不连续"),
        ("DELETE FROM campaign_book", "的账与明细不符"),
    ],
)
def test_what_was_changed_outside_the_program_is_found(
    store: Store, case: int, tampering: str, said: str
) -> None:
    book(store, Donation, gift(store, case, 100), 1)
    book(store, Donation, gift(store, case, 200), 2)
    with store.reading() as connection:
        assert campaign_books.problems(connection) == []
    with closing(sqlite3.connect(store.path)) as file:
        file.execute(tampering)
        file.commit()
    with store.reading() as connection:
        assert any(said in each for each in campaign_books.problems(connection))


def test_many_rows_are_reckoned_in_parts(store: Store, case: int) -> None:
    with transaction(store, occasion()) as writer:
        rows = [{**GIFT, "campaign_id": case, "amount": n} for n in range(1, 1_001)]
        writer.insert_many(Donation, rows)
    assert held(store, case)[1] == sum(range(1, 1_001))
