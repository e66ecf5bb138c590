"""Whoever meets a merged record is led to the one that was kept."""

from __future__ import annotations

from db.audit import transaction
from db.engine import Store
from db.merged import kept_of, merged_into
from db.models import Merged, Person
from tests.offices import occasion


def people(store: Store, count: int) -> list[tuple[int, str]]:
    with transaction(store, occasion()) as writer:
        rows = [{"name": f"甲{n}", "uid": f"u{n}"} for n in range(count)]
        keys = writer.insert_many(Person, rows)
    return list(zip(keys, (f"u{n}" for n in range(count)), strict=True))


def say_merged(store: Store, lost: int, kept: int) -> None:
    with transaction(store, occasion()) as writer:
        writer.discard(Person, [lost])
        ends = {"kept_id": kept, "lost_id": lost, "who": "测试员"}
        writer.insert(Merged, {"table_name": "person", **ends})


def test_a_chain_leads_to_its_end(store: Store) -> None:
    (a, uid_a), (b, uid_b), (c, _), (d, uid_d) = people(store, 4)
    for lost, kept in ((a, b), (b, c), (d, c)):
        say_merged(store, lost, kept)
    with store.reading() as connection:
        assert kept_of(connection, "person") == {uid_a: c, uid_b: c, uid_d: c}
        assert merged_into(connection, "person", [a, c]) == {a: c}
        assert kept_of(connection, "unit") == {}


def test_a_chain_that_ends_in_the_recycle_bin_leads_nowhere(store: Store) -> None:
    (a, _), (b, _) = people(store, 2)
    say_merged(store, a, b)
    with transaction(store, occasion()) as writer:
        writer.discard(Person, [b])
    with store.reading() as connection:
        assert kept_of(connection, Person.__table__) == {}  # type: ignore[arg-type]  # a declared table
