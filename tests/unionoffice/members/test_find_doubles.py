"""The whole register is searched for people who were written down twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typing_extensions import override

from db.models import Person
from tests.offices import new
from unionoffice import cli, samples
from unionoffice.idcard import make
from unionoffice.members.find_doubles import likely_doubles
from unionoffice.office import Office
from unionoffice.paths import store_file
from unionoffice.progress import Cancelled, Silent

BORN = date(1985, 3, 6)
NUMBER = make("370825", BORN, 103)
FIRST: dict[str, Any] = {
    "name": "单长喆",
    "id_number": NUMBER,
    "born_on": BORN,
    "phone": "13800138000",
    "staff_no": "A0101",
}
SECOND_TIME: tuple[dict[str, Any], ...] = (
    {"name": "单长喆", "born_on": BORN},
    {"name": "单长喆", "phone": "13800138000"},
    {"name": "单长喆", "staff_no": "A0101"},
    {"name": "單長哲", "born_on": BORN},
    {"name": "单常哲", "born_on": BORN, "phone": "13800138000"},
    {"name": "善掌折", "staff_no": "A0101", "born_on": BORN},
    {"name": "单长喆", "born_on": date(1985, 6, 3), "phone": "13800138000"},
    {"name": "单铁柱", "former_name": "单长喆", "born_on": BORN},
)


@dataclass
class Impatient(Silent):
    """Asks to stop when the comparing has begun."""

    fractions: list[float] = field(default_factory=list)

    @override
    def report(self, fraction: float, words: str) -> None:
        self.fractions.append(fraction)

    @override
    def check(self) -> None:
        if len(self.fractions) == 2:
            raise Cancelled


def keys(office: Office) -> list[tuple[int, int]]:
    return [(pair.a.record_id, pair.b.record_id) for pair in likely_doubles(office)]


def write(office: Office, **values: Any) -> int:  # noqa: ANN401  any field of a person
    """A card as a roster of an earlier program left it, past the checks of the form."""
    with office.transaction("试") as writer:
        return int(writer.insert_many(Person, [values])[0])


@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_different_people_are_no_doubles(
    office: Office, seed: int
) -> None:
    samples.fill(office, 500, seed)
    assert keys(office) == []


@pytest.mark.parametrize("again", SECOND_TIME, ids=str)
def test_somebody_who_was_written_down_twice_is_found(
    office: Office, again: dict[str, Any]
) -> None:
    samples.fill(office, 60, 1)
    pair = (new(office, "members", **FIRST), new(office, "members", **again))
    assert keys(office) == [pair]


@pytest.mark.parametrize("place", range(18))
def test_a_wrong_digit_anywhere_in_the_number_is_found(
    office: Office, place: int
) -> None:
    digit = str((int(NUMBER[place].replace("X", "0")) + 1) % 10)
    wrong = NUMBER[:place] + digit + NUMBER[place + 1 :]
    pair = (write(office, **FIRST), write(office, name="单长喆", id_number=wrong))
    assert keys(office) == [pair]


def test_doubles_planted_among_a_thousand_are_all_found(office: Office) -> None:
    samples.fill(office, 1000, 3)
    with office.reading() as connection:
        columns = (Person.id, Person.name, Person.born_on)
        people = connection.execute(select(*columns).limit(100)).all()
    planted = {
        (key, write(office, name=name, born_on=born)) for key, name, born in people
    }
    assert planted <= set(keys(office))


def test_the_likeliest_pair_comes_first(office: Office) -> None:
    first = new(office, "members", **FIRST)
    new(office, "members", name="单长喆", born_on=BORN)
    sure = write(office, name="单长喆", id_number=NUMBER[6:], phone=FIRST["phone"])
    pairs = likely_doubles(office)
    assert (pairs[0].a.record_id, pairs[0].b.record_id) == (first, sure)
    assert [pair.score for pair in pairs] == sorted(
        (pair.score for pair in pairs), reverse=True
    )


def test_who_lies_in_the_recycle_bin_is_nobodys_double(office: Office) -> None:
    new(office, "members", **FIRST)
    gone = new(office, "members", name="单长喆", born_on=BORN)
    assert len(keys(office)) == 1
    office.discard(office.register("members"), [gone])
    assert keys(office) == []


def test_a_telephone_of_everybody_makes_no_pairs(office: Office) -> None:
    for n in range(70):
        write(office, name="王" + chr(0x5000 + n), phone="05371234567")
    assert keys(office) == []


def test_the_search_can_be_stopped(office: Office) -> None:
    samples.fill(office, 20, 1)
    new(office, "members", **FIRST)
    new(office, "members", name="单长喆", born_on=BORN)
    impatient = Impatient()
    with pytest.raises(Cancelled):
        likely_doubles(office, impatient)
    assert impatient.fractions == sorted(impatient.fractions)


def test_an_empty_register_has_no_doubles(office: Office) -> None:
    assert likely_doubles(office) == []


def test_the_command_tells_the_pairs_with_their_reasons(
    path: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    new(office, "members", **FIRST)
    new(office, "members", name="单长喆", born_on=BORN, phone="13800138000")
    new(office, "members", name="單長喆", born_on=BORN)
    office.close()
    path.rename(store_file(path.parent))
    folder = ("--data", str(path.parent))
    assert cli.main([*folder, "doubles", "--limit", "1", "--json"]) == 0
    [pair] = json.loads(capsys.readouterr().out)
    assert set(pair) == {"a", "b", "score", "reasons"}
    assert set(pair["a"]) == {"uid", "name", "unit"}
    assert pair["reasons"] == ["姓名相同", "手机号相同", "出生日期相同"]
    assert cli.main([*folder, "doubles"]) == 0
    assert "共 3 对可能是同一人" in capsys.readouterr().out
