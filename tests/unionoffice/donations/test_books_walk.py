"""Any walk through gifts, payments, booking, reversals, undo, imports: books hold."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from typing_extensions import override

from db import campaign_books
from db.audit import Writer, table_of
from db.base import Record
from db.campaign_books import GIFT_FACTS, PAYMENT_FACTS
from db.models import Donation, LedgerLine, Payment
from tests.offices import (
    TODAY,
    copied,
    edit,
    new,
    opened,
    plan_of,
    ticking,
    write_sheets,
)
from tests.unionoffice.donations.collecting import TITLE, give, running, spend
from unionoffice.donations.books.balance import balance
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_gift,
    reverse_payment,
)
from unionoffice.errors import OfficeError

AMOUNTS = st.sampled_from([1, 500, 99_999, 1_000_000])
PLACES = st.integers(0, 5)
DAYS = st.sampled_from([timedelta(0), timedelta(3), timedelta(90)])


class Walk(RuleBasedStateMachine):
    """Two campaigns, and whatever a clerk tries with them."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = copied(self.template, Path(self.folder.name))
        self.office = opened(path, clock=ticking())
        began = {"begins_on": TODAY - timedelta(120)}
        self.cases = [
            running(self.office, **began, title=TITLE, opening=1_000),
            running(self.office, **began, title="一日捐"),
        ]
        self.person = new(self.office, "members", name="周望山")
        self.booked: dict[tuple[str, int], tuple[Any, ...]] = {}

    @override
    def teardown(self) -> None:
        try:
            assert self.office.problems() == []
        finally:
            self.close()

    def close(self) -> None:
        """Put the store away."""
        self.office.close()
        self.folder.cleanup()

    @rule(which=st.integers(0, 1), amount=AMOUNTS, ago=DAYS, kind=st.integers(0, 4))
    def give(self, which: int, amount: int, ago: timedelta, kind: int) -> None:
        told: dict[str, Any] = (
            {"person_id": self.person},
            {"name": "采煤二区党支部", "people": 30},
            {"name": "王某"},
            {"goods": "棉被"},
            {},
        )[kind]
        goods = "goods" in told
        self.attempt(
            lambda: give(
                self.office,
                self.cases[which],
                None if goods else amount,
                given_on=TODAY - ago,
                **told,
            )
        )

    @rule(place=PLACES, amount=AMOUNTS)
    def name_somebody_inside(self, place: int, amount: int) -> None:
        whole = self.one("SELECT id, campaign_id FROM donation", place)
        if whole is not None:
            told = {"name": "李某", "part_of_id": whole[0]}
            self.attempt(lambda: give(self.office, whole[1], amount, **told))

    @rule(place=PLACES, amount=AMOUNTS, payment=st.booleans())
    def edit(self, place: int, amount: int, *, payment: bool) -> None:
        found = self.any_row(place, payment=payment)
        if found is not None:
            register = "payments" if payment else "donations"
            self.attempt(lambda: edit(self.office, register, found, amount=amount))

    @rule(place=PLACES, payment=st.booleans(), back=st.booleans())
    def throw_away_or_bring_back(
        self, place: int, *, payment: bool, back: bool
    ) -> None:
        found = self.any_row(place, payment=payment)
        if found is not None:
            register = self.office.register("payments" if payment else "donations")
            deed = self.office.restore if back else self.office.discard
            self.attempt(lambda: deed(register, [found]))

    @rule(which=st.integers(0, 1), ago=DAYS)
    def book(self, which: int, ago: timedelta) -> None:
        self.attempt(lambda: book_gifts(self.office, self.cases[which], TODAY - ago))

    @rule(which=st.integers(0, 1), amount=AMOUNTS, ago=DAYS)
    def spend(self, which: int, amount: int, ago: timedelta) -> None:
        case, day = self.cases[which], TODAY - ago
        self.attempt(lambda: spend(self.office, case, amount, paid_on=day))

    @rule(place=PLACES)
    def book_payment(self, place: int) -> None:
        self.on_row(place, lambda key: book_payment(self.office, key), payment=True)

    @rule(place=PLACES, payment=st.booleans())
    def reverse(self, place: int, *, payment: bool) -> None:
        deed = reverse_payment if payment else reverse_gift
        self.on_row(place, lambda key: deed(self.office, key, "错"), payment=payment)

    @rule(place=PLACES)
    def undo(self, place: int) -> None:
        batches = self.office.batches(6)
        self.attempt(lambda: self.office.undo(batches[place % len(batches)].uid))

    @rule(amount=AMOUNTS, times=st.integers(1, 2))
    def read_a_list(self, amount: int, times: int) -> None:
        row = ["匿名", amount / 100, TODAY - timedelta(3), TITLE]
        path = write_sheets(
            Path(self.folder.name, "名单.xlsx"),
            {"名单": [["姓名", "金额", "日期", "活动"], *[row] * times]},
        )
        plan = plan_of(self.office, path, "donations")
        self.attempt(lambda: self.office.apply(plan))

    @precondition(lambda self: self.booked)
    @rule(place=PLACES, payment=st.booleans())
    def write_past_the_desk(self, place: int, *, payment: bool) -> None:
        model: type[Donation | Payment] = Payment if payment else Donation
        found = self.any_row(place, payment=payment)
        if found is not None:
            booked = self.is_booked(model, found)
            with pytest.raises(OfficeError) if booked else suppress(OfficeError):
                self.write(model, found)

    def write(self, model: type[Donation | Payment], key: int) -> None:
        """Add a fen to what somebody gave or got, without asking the desk."""
        with self.office.transaction("绕过") as writer:
            table = model.__table__
            row = writer.connection.execute(
                table.select().where(table.c.id == key)
            ).one()
            writer.update(model, key, {"amount": row.amount + 1})

    def is_booked(self, model: type[Donation | Payment], key: int) -> bool:
        return (model.__tablename__, key) in self.booked

    def on_row(self, place: int, deed: Any, *, payment: bool) -> None:  # noqa: ANN401  of a key
        found = self.any_row(place, payment=payment)
        if found is not None:
            self.attempt(lambda: deed(found))

    def attempt(self, deed: Any) -> None:  # noqa: ANN401  anything a clerk does
        """Do something, or be told in a sentence why not, with nothing written."""
        before = self.sql("SELECT count(*) FROM batch")
        try:
            deed()
        except OfficeError:
            assert self.sql("SELECT count(*) FROM batch") == before

    def any_row(self, place: int, *, payment: bool) -> int | None:
        table = "campaign_payment" if payment else "donation"
        found = self.one(f"SELECT id FROM {table}", place)  # noqa: S608  our own tables
        return None if found is None else int(found[0])

    def one(self, statement: str, place: int) -> tuple[Any, ...] | None:
        rows = self.sql(f"{statement} ORDER BY id DESC")
        return rows[place % len(rows)] if rows else None

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.office.store.path)) as file:
            return file.execute(statement).fetchall()

    @invariant()
    def the_equation_holds_to_the_fen(self) -> None:
        for case in self.cases:
            with self.office.reading() as connection:
                told = balance(connection, case)
            assert told.closing == told.opening + told.income - told.spent >= 0
            came, went = self.summed(case)
            assert (told.income, told.spent) == (came, went)
            assert told.proof == () or told.proof[-1].balance == told.closing
            assert sum(row.income - row.spent for row in told.proof) == came - went

    def summed(self, case: int) -> tuple[int, int]:
        """Added up by this test itself, from the rows alone."""
        gifts = self.sql(
            "SELECT campaign_id, amount FROM donation"
            " WHERE deleted_at IS NULL AND part_of_id IS NULL"
        )
        paid = self.sql(
            "SELECT campaign_id, amount FROM campaign_payment WHERE deleted_at IS NULL"
        )
        return (
            sum(amount for key, amount in gifts if key == case),
            sum(amount for key, amount in paid if key == case),
        )

    @invariant()
    def vouchers_run_without_a_gap(self) -> None:
        found: dict[int, list[int]] = {}
        for year, number in self.sql("SELECT year, number FROM ledger_line"):
            found.setdefault(year, []).append(number)
        for numbers in found.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))

    @invariant()
    def what_is_booked_never_changes(self) -> None:
        now: dict[tuple[str, int], tuple[Any, ...]] = {
            ("ledger_line", row[0]): row
            for row in self.sql("SELECT * FROM ledger_line")
        }
        for table, pointer, facts in (
            ("donation", "donation_id", GIFT_FACTS),
            ("campaign_payment", "payment_id", PAYMENT_FACTS),
        ):
            columns = ", ".join(("id", "deleted_at", *facts))
            for row in self.sql(
                f"SELECT {columns} FROM {table} WHERE id IN"  # noqa: S608  our own tables
                f" (SELECT {pointer} FROM ledger_line)"
            ):
                now[table, row[0]] = row
        assert {key: now.get(key) for key in self.booked} == self.booked
        self.booked = now


def walked(template: Path, examples: int) -> None:
    machine = type("Walk", (Walk,), {"template": template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            phases=(Phase.generate,),
            report_multiple_bugs=False,
            print_blob=False,
        ),
    )


def test_the_books_hold_whatever_is_tried(template: Path) -> None:
    walked(template, 4)


@pytest.fixture
def walk(template: Path) -> Iterator[Walk]:
    """The same walk, step by step by hand: a gift of a collective is in the books."""
    machine: type[Walk] = type("ByHand", (Walk,), {"template": template})
    found = machine()
    found.give(0, 500, timedelta(0), 1)
    found.book(0, timedelta(0))
    holds(found)
    yield found
    found.close()


def holds(walk: Walk) -> None:
    """Every promise of the walk."""
    walk.the_equation_holds_to_the_fen()
    walk.vouchers_run_without_a_gap()
    walk.what_is_booked_never_changes()


def finds_it(walk: Walk) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        holds(walk)


def test_the_walk_finds_a_booked_row_that_may_change(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.write_past_the_desk(0, payment=False)
    holds(walk)
    monkeypatch.setattr(campaign_books, "_refuse_changed", lambda _numbers: None)
    with pytest.raises(pytest.fail.Exception):
        walk.write_past_the_desk(0, payment=False)
    finds_it(walk)


def test_the_walk_finds_a_booking_that_may_be_undone(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.undo(0)
    holds(walk)
    monkeypatch.delitem(table_of(LedgerLine).info, "final")
    walk.undo(0)
    finds_it(walk)


def test_the_walk_finds_a_number_that_was_left_out(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign_books, "_gap", lambda _connection, _year: False)
    insert = Writer.insert_many

    def leave_one_out(
        writer: Writer, model: type[Record], rows: Sequence[Mapping[str, Any]]
    ) -> range:
        if model is LedgerLine:
            rows = [{**row, "number": row["number"] + 1} for row in rows]
        return insert(writer, model, rows)

    monkeypatch.setattr(Writer, "insert_many", leave_one_out)
    walk.give(0, 500, timedelta(0), 2)
    walk.book(0, timedelta(0))
    finds_it(walk)


def test_the_walk_finds_people_counted_beside_their_collective(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.name_somebody_inside(0, 1)
    holds(walk)
    sums = campaign_books._sums  # noqa: SLF001  the rule that is broken on purpose

    def with_parts(*told: Any) -> dict[int, int]:  # noqa: ANN401  as it is called
        found = sums(*told)
        if told[1] is Donation:
            gift = Donation
            inside = select(gift.campaign_id, gift.amount).where(
                gift.part_of_id.is_not(None)
            )
            for key, fen in told[0].execute(inside):
                found[key] = found.get(key, 0) + fen
        return found

    monkeypatch.setattr(campaign_books, "_sums", with_parts)
    walk.name_somebody_inside(1, 1)
    finds_it(walk)


def test_the_walk_finds_a_fen_that_got_lost(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign_books, "renew", lambda _connection, _campaigns: None)
    walk.give(0, 1, timedelta(0), 2)
    finds_it(walk)
