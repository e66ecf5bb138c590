"""What every register promises, tried on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pytest

from tests.offices import TODAY, copied, new, opened
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.print_ledger.ledger import print_again, void
from unionoffice.printing import Request, save_as
from unionoffice.register.filter import (
    Between,
    Condition,
    Filter,
    Missing,
    Named,
    OneOf,
)
from unionoffice.register.kinds import Choice, Reference
from unionoffice.register.register import Order, Register
from unionoffice.register.view import View, tallies

PEOPLE = 60


def find(key: str) -> Register:
    return next(item for item in REGISTERS if item.key == key)


@pytest.fixture(scope="module")
def desk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with sixty people, half of whose cards are half empty."""
    office = opened(copied(template, tmp_path_factory.mktemp("registers")))
    mine = new(office, "units", name="矿", kind="company", headcount=90)
    teams = [
        new(office, "units", name=f"{n}队", kind="team", parent_id=mine, position=9 - n)
        for n in range(4)
    ]
    for n in range(PEOPLE):
        key = new(office, "members", **card(n, teams))
        if n % 3:
            told = {"base": 300_000 + n * 777, "paid": n * 10}
            new(office, "dues", person_id=key, month=date(2026, 1 + n % 3, 1), **told)
    print_some(office, tmp_path_factory.mktemp("papers"))
    yield office
    office.close()


def print_some(office: Office, folder: Path) -> None:
    """Papers that left, one of them twice, one of them void."""
    jobs = [job for job in PAPERS if job.register in ("units", "dues")]
    left = [
        save_as(office, job, Request(TODAY), folder / f"{job.key}.pdf")
        for job in (*jobs, *jobs[:1])
    ]
    print_again(office, left[0].uid, copies=4, reason="丢失")
    void(office, left[1].uid, "日期写错")


def card(n: int, teams: list[int]) -> dict[str, Any]:
    told: dict[str, Any] = {"name": f"{'张王李赵'[n % 4]}{n}"}
    if n % 2:
        told["id_number"] = make("370825", date(1960 + n % 45, 1 + n % 12, 5), n)
        told["unit_id"] = teams[n % 4]
    if n % 5:
        told |= {"joined_on": date(2000 + n % 25, 1, 1), "phone": f"138{n:08d}"}
        told |= {"political": ("01", "03", "13")[n % 3], "dues_base": n * 12_345}
        told |= {"underground": n % 4 == 0, "education": ("10", "90", "20")[n % 3]}
        told |= {"retire_month": date(2026 + n % 9, 1, 1), "note": f"备注{n}"}
    return told


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_the_declaration_does_not_contradict_itself(register: Register) -> None:
    assert list(register.problems()) == []


def test_register_keys_and_titles_are_told_apart() -> None:
    for words in ([r.key for r in REGISTERS], [r.title for r in REGISTERS]):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_every_column_is_found_by_key_and_by_label(register: Register) -> None:
    for key, column in register.all_columns.items():
        assert register.column(key) is column
        assert register.column(column.label) is column
    assert register.column("没有") is None


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_every_column_sorts_both_ways(desk: Office, register: Register) -> None:
    view = View(register, TODAY)
    everybody = sorted(desk.ids(view))
    for column in register.all_columns.values():
        for descending in (False, True):
            where = f"{column.key}, {descending=}"
            ids = desk.ids(replace(view, order=(Order(column, descending),)))
            assert sorted(ids) == everybody, where
            values = [value for (value,) in desk.rows(view, [column], ids)]
            filled = [place_of(column, value) for value in values if value is not None]
            empty = len(values) - len(filled)
            assert values[len(filled) :] == [None] * empty, where
            if is_placed(column):
                assert len(list(groupby(filled))) == len(set(filled)), where
            else:
                assert filled == sorted(filled, reverse=descending), where


def is_placed(column: Any) -> bool:  # noqa: ANN401  any column
    """Whether the records a column names have an order of their own."""
    kind = column.kind
    return isinstance(kind, Reference) and kind.target.place is not None


def test_people_are_listed_in_the_order_of_their_units(office: Office) -> None:
    first = new(office, "units", name="乙队", kind="team", position=1)
    second = new(office, "units", name="甲队", kind="team", position=2)
    later = new(office, "members", name="张三", unit_id=second)
    sooner = new(office, "members", name="李四", unit_id=first)
    assert office.ids(office.view(find("members"))) == [sooner, later]


def place_of(column: Any, value: Any) -> Any:  # noqa: ANN401  any column
    if isinstance(column.kind, Choice):
        return [code for code, _ in column.kind.items].index(value)
    return value.encode() if isinstance(value, str) else value


def conditions(desk: Office, register: Register, wanted: Filter) -> list[Condition]:
    """The filter with a few values that occur, and with some that do not."""
    if isinstance(wanted, Named | Missing):
        return [wanted.of()]
    values = stored(desk, register, wanted.column)
    if isinstance(wanted, OneOf):
        return [wanted.of((value,), ("词",)) for value in (*values[:3], None)]
    if not values:
        return []
    low, high = min(values), max(values)
    return [wanted.of(low, high), wanted.of(low, None), wanted.of(None, high)]


def stored(desk: Office, register: Register, column: Any) -> list[Any]:  # noqa: ANN401  any column
    view = View(register, TODAY)
    if isinstance(column.kind, Reference):
        return [option.record_id for option in desk.options(column.kind)][:3]
    rows = desk.rows(view, [column], desk.ids(view))
    return sorted({value for (value,) in rows if value is not None})


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_every_filter_leaves_a_part_and_says_which(
    desk: Office, register: Register
) -> None:
    view = View(register, TODAY)
    everybody = desk.ids(view)
    tried = (conditions(desk, register, wanted) for wanted in register.filters)
    for condition in chain.from_iterable(tried):
        narrowed = view.with_condition(condition)
        left = desk.ids(narrowed)
        assert len(set(left)) == len(left), condition
        assert set(left) <= set(everybody), condition
        assert left == [one for one in everybody if one in set(left)], condition
        assert condition.sentence in narrowed.sentences
        assert narrowed.without(condition.key) == view, condition


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_a_filter_and_its_opposite_show_everybody_once(
    desk: Office, register: Register
) -> None:
    view = View(register, TODAY)
    everybody = desk.ids(view)
    for wanted in register.filters:
        if isinstance(wanted, OneOf) and isinstance(wanted.column.kind, Choice):
            with desk.reading() as connection:
                counted = dict(tallies(connection, view, wanted.column))
            found = {
                value: len(desk.ids(view.with_condition(wanted.of((value,), ("词",)))))
                for value in counted
            }
            assert found == counted
            assert sum(found.values()) == len(everybody), wanted
        elif isinstance(wanted, Between):
            values = stored(desk, register, wanted.column)
            if values:
                middle = values[len(values) // 2]
                rows = desk.rows(view, [wanted.column], everybody)
                below = [v for (v,) in rows if v is not None and v <= middle]
                left = desk.ids(view.with_condition(wanted.of(None, middle)))
                assert len(left) == len(below), wanted


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_no_filter_hides_nothing(desk: Office, register: Register) -> None:
    view = View(register, TODAY)
    for wanted in register.filters:
        if isinstance(wanted, OneOf):
            everything = [*stored(desk, register, wanted.column), None]
            if isinstance(wanted.column.kind, Choice):
                assert set(desk.ids(view)) == set(
                    desk.ids(view.with_condition(wanted.of(tuple(everything), ())))
                )


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_totals_are_the_sums_of_what_is_shown(desk: Office, register: Register) -> None:
    view = View(register, TODAY)
    columns = list(register.totals)
    rows = desk.rows(view, columns, desk.ids(view))
    wanted = {
        column.key: sum(row[place] or 0 for row in rows)
        for place, column in enumerate(columns)
    }
    assert desk.totals(view) == wanted


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_words_that_nobody_has_show_nobody(desk: Office, register: Register) -> None:
    view = replace(View(register, TODAY), search="龘龘%_'\"")
    assert desk.ids(view) == []
    assert all(total == 0 for total in desk.totals(view).values())


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_a_record_opens_as_what_the_list_shows(
    desk: Office, register: Register
) -> None:
    view = View(register, TODAY)
    fields = list(register.fields.values())
    for key in desk.ids(view)[:5]:
        draft = desk.draft(register, key)
        (row,) = desk.rows(view, fields, [key])
        for item, listed in zip(fields, row, strict=True):
            if isinstance(item.kind, Reference):
                assert draft.shown.get(item.key) == listed
            else:
                assert draft.values[item.key] == listed
        assert draft.title


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_every_shown_value_is_read_back_the_same(
    desk: Office, register: Register
) -> None:
    view = View(register, TODAY)
    ids = desk.ids(view)
    for column in register.all_columns.values():
        if isinstance(column.kind, Reference):
            continue
        for (value,) in desk.rows(view, [column], ids):
            assert column.kind.parse(column.kind.show(value), today=TODAY) == value
