"""Every kind reads back what it shows, and bad content never breaks it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import EventKind, FundSource
from unionoffice import idcard
from unionoffice.catalogue import REGISTERS
from unionoffice.errors import InvalidInput
from unionoffice.register.kind import Kind, Reading
from unionoffice.register.kinds import (
    Day,
    Flag,
    IdNumber,
    Integer,
    Moment,
    Money,
    Month,
    PersonName,
    Phone,
    Picture,
    Reference,
    RunningMonth,
    Text,
    coded,
    worded,
)
from unionoffice.sheets.reading.raw import CellError

TODAY = date(2026, 3, 15)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NUMBERS = st.builds(
    idcard.make,
    st.sampled_from(("370825", "110101", "810000", "650101")),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)
MINUTES = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  the zone follows
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
PHONES = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"0[3-9][0-9]{2}-[1-9][0-9]{6,7}", fullmatch=True),
)
TIDY = st.text(st.sampled_from("张三李·aB1（）<&=+—x"), min_size=1, max_size=30)
EDUCATION = coded("education")
KINDS: list[tuple[Kind[Any], st.SearchStrategy[Any]]] = [
    (Text(), TIDY),
    (Text(500, lines=True), TIDY),
    (
        PersonName(),
        st.text(st.sampled_from("张王李赵䶮𠮷力提"), min_size=1, max_size=9),
    ),
    (IdNumber(), NUMBERS),
    (Phone(), PHONES),
    (Day(), DAYS),
    (Month(), DAYS.map(lambda day: day.replace(day=1))),
    (RunningMonth(), st.integers(1900 * 12, 2100 * 12 + 11)),
    (Money(), st.integers(0, 10**14 - 1)),
    (Money(minimum=None), st.integers(-(10**14) + 1, 10**14 - 1)),
    (Integer(), st.integers(0, 9_999_999)),
    (Flag(), st.booleans()),
    (EDUCATION, st.sampled_from([code for code, _ in EDUCATION.items])),
    (worded(EventKind), st.sampled_from([str(word) for word in EventKind])),
    (Moment(), MINUTES),
    (Picture(), st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
]
EVERY = [
    *(kind for kind, _ in KINDS),
    *{repr(c.kind): c.kind for r in REGISTERS for c in r.all_columns.values()}.values(),
]
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(CellError, st.text(max_size=6)),
    st.decimals(),
    st.binary(max_size=5),
)
ODD: list[object] = [
    float("nan"),
    float("inf"),
    -1e308,
    10**400,
    datetime.max,  # noqa: DTZ901  the last moment a cell can hold
    date.min,
    time(8, 30),
    timedelta(days=-5),
    CellError("#N/A"),
    Decimal("NaN"),
    "\0",
    "\ud800",
    "９９９９９９９９９９９９９９９９９９",
    "٣",
    "²",
    "1e9",
    "--",
    [],
    object(),
]


@pytest.mark.parametrize(
    ("kind", "values"), KINDS, ids=lambda item: type(item).__name__
)
@settings(max_examples=60)
@given(told=st.data())
def test_what_is_shown_is_read_back(
    kind: Kind[Any],
    values: st.SearchStrategy[Any],
    told: Any,  # noqa: ANN401  hypothesis
) -> None:
    value = told.draw(values)
    assert kind.parse(kind.show(value), today=TODAY) == value


def test_nothing_is_shown_as_nothing_and_read_as_nothing() -> None:
    for kind in EVERY:
        assert kind.show(None) == "", kind
        assert kind.parse("", today=TODAY) is None, kind
        assert kind.parse("　 ", today=TODAY) is None, kind
        assert kind.to_cell(None) is None, kind


@pytest.mark.parametrize("kind", EVERY, ids=lambda item: type(item).__name__)
@settings(max_examples=15)
@given(raw=ANYTHING)
def test_reading_a_cell_never_raises(kind: Kind[Any], raw: object) -> None:
    reading = kind.read(raw, today=TODAY)
    assert isinstance(reading, Reading)
    assert bool(reading.level) == bool(reading.sentence)
    kind.show(reading.value)


@pytest.mark.parametrize("raw", ODD, ids=[f"odd{place}" for place in range(len(ODD))])
def test_reading_an_odd_cell_never_raises(raw: object) -> None:
    for kind in EVERY:
        reading = kind.read(raw, today=TODAY)
        assert isinstance(kind.show(reading.value), str), kind


@pytest.mark.parametrize("kind", EVERY, ids=lambda item: type(item).__name__)
@settings(max_examples=15)
@given(words=st.text(st.characters(codec="utf-8")) | TIDY)
def test_what_cannot_be_understood_is_refused_in_chinese(
    kind: Kind[Any], words: str
) -> None:
    try:
        value = kind.parse(words, today=TODAY)
    except InvalidInput as refused:
        said = refused.sentence
    else:
        said = "懂"
        shown = kind.show(value)
        if shown and not isinstance(kind, Reference):
            assert kind.parse(shown, today=TODAY) == value
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said)


@pytest.mark.parametrize("words", ["是", "√", "有", "Y", "1", True, 1.0])
def test_many_ways_to_say_yes(words: object) -> None:
    assert Flag().read(words, today=TODAY).value is True


@pytest.mark.parametrize("words", ["否", "×", "无", "n", "0", False, 0])
def test_many_ways_to_say_no(words: object) -> None:
    assert Flag().read(words, today=TODAY).value is False


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("3,456.80", 345_680),
        (3456.8, 345_680),
        (0.3, 30),
        (3456, 345_600),
        ("￥1", 100),
    ],
)
def test_money_is_read_as_fen(raw: object, fen: int) -> None:
    assert Money().read(raw, today=TODAY).value == fen


def test_an_amount_outside_its_bounds_is_left_empty_and_said() -> None:
    reading = Money(minimum=0, maximum=100).read("2", today=TODAY)
    assert reading.value is None
    assert "1.00" in reading.sentence


@pytest.mark.parametrize(
    ("raw", "number"),
    [("4人", 4), ("四年", 4), ("两口", 2), ("12个月", 12), ("—", None), ("人", None)],
)
def test_a_number_is_read_with_the_word_it_is_counted_by(
    raw: str, number: int | None
) -> None:
    assert Integer().read(raw, today=TODAY).value == number


def test_a_short_list_is_told_to_whoever_writes_another_word() -> None:
    said = worded(FundSource).read("送温暖资金", today=TODAY).sentence
    assert "可以填：专项帮扶资金、" in said
    assert "可以填" not in EDUCATION.read("私塾", today=TODAY).sentence


def test_a_stored_word_is_known_by_what_files_write_for_it() -> None:
    kind = worded(FundSource, ((FundSource.OWN, ("会费",)),))
    assert kind.read("会 费", today=TODAY).value == FundSource.OWN
    assert kind.read("无", today=TODAY) == Reading(None)
