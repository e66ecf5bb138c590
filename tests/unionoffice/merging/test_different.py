"""Two records that were said to be two are not asked about again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import dump, new
from unionoffice.catalogue import DOUBLES
from unionoffice.errors import Refused
from unionoffice.merging.different import (
    different,
    one_word,
    said_different,
    say_different,
    take_back,
)
from unionoffice.merging.pairs import Search
from unionoffice.office import Office


def two(office: Office, register: str) -> tuple[int, int]:
    told = {"units": {"kind": "team"}, "members": {"phone": "13800138000"}}[register]
    names = {"units": ("采煤一队", "采煤1队"), "members": ("单长喆", "單長喆")}
    first, second = names[register]
    return (
        new(office, register, name=first, **told),
        new(office, register, name=second, **told),
    )


@pytest.mark.parametrize("search", DOUBLES, ids=lambda each: each.register)
def test_who_was_told_apart_is_left_out_until_that_is_taken_back(
    office: Office, path: Path, search: Search
) -> None:
    key, finder = search.register, search.find
    register = office.register(key)
    a, b = two(office, key)
    assert [(p.a.record_id, p.b.record_id) for p in finder(office)] == [(a, b)]
    before = dump(path)
    said = say_different(office, register, b, a)
    assert finder(office) == []
    [pair] = said_different(office, register)
    assert "不是" in said.sentence
    assert (pair.who, {pair.a, pair.b}) == (office.who, set(names(office, key)))
    take_back(office, [pair.key])
    assert len(finder(office)) == 1
    assert said_different(office, register) == []
    say_different(office, register, a, b)
    office.undo(office.batches()[0].uid)
    office.undo(office.batches()[2].uid)
    office.undo(said.batch or "")
    assert dump(path) == before


def names(office: Office, key: str) -> list[str]:
    register = office.register(key)
    keys = office.ids(office.view(register))
    return [office.draft(register, each).title for each in keys]


def test_said_twice_it_is_kept_once(office: Office) -> None:
    register = office.register("members")
    a, b = two(office, "members")
    assert say_different(office, register, a, b).batch is not None
    assert say_different(office, register, b, a).batch is None
    with office.reading() as connection:
        assert different(connection, "person") == {(a, b)}


def test_one_record_is_not_different_from_itself(office: Office) -> None:
    register = office.register("members")
    with pytest.raises(Refused):
        say_different(office, register, 1, 1)
    with pytest.raises(Refused, match="不存在"):
        say_different(office, register, 1, 2)


def test_what_two_of_a_register_are_is_said_in_its_words(office: Office) -> None:
    assert one_word(office.register("members")) == "同一人"
    assert one_word(office.register("units")) == "同一单位"
