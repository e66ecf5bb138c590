"""An image in the trail is enough to make the row again, value for value."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, DateTime, Integer, Table
from sqlalchemy.dialects import sqlite

from db.audit import table_of
from db.base import Record
from db.images import from_image, to_image
from db.models import Dues, MembershipEvent, Person, Unit
from db.types import Json, UtcDateTime

MODELS: list[type[Record]] = [Person, MembershipEvent, Dues, Unit]
TEXTS = st.text(max_size=12)
DIALECT = sqlite.dialect()


def values(table: Table) -> st.SearchStrategy[dict[str, Any]]:
    """Any row that the table could hold."""
    return st.fixed_dictionaries(
        {column.name: st.none() | of_type(column.type) for column in table.columns}
    )


def of_type(kind: object) -> st.SearchStrategy[Any]:
    plain = getattr(kind, "impl_instance", kind)
    if isinstance(plain, Boolean):
        return st.booleans()
    if isinstance(plain, Integer):
        return st.integers(-(2**63), 2**63 - 1)
    if isinstance(plain, DateTime):
        zones = st.sampled_from((UTC, timezone(timedelta(hours=8))))
        return st.datetimes(timezones=zones, min_value=datetime(1900, 1, 2))  # noqa: DTZ001  the zone comes with the strategy
    if isinstance(plain, Date):
        return st.dates()
    return TEXTS


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=30)
@given(told=st.data())
def test_a_row_comes_back_from_its_image(model: type[Record], told: Any) -> None:  # noqa: ANN401  hypothesis
    table = table_of(model)
    row = told.draw(values(table))
    written = json.loads(json.dumps(to_image(row), ensure_ascii=False))
    assert from_image(table, written) == row


def test_an_image_has_no_empty_values() -> None:
    assert to_image({"name": "张三", "phone": None, "note": ""}) == {
        "name": "张三",
        "note": "",
    }


def test_an_image_keeps_yes_and_no_apart_from_numbers() -> None:
    image = to_image({"a": True, "b": 1, "c": 0, "d": False})
    assert json.dumps(image) == '{"a": true, "b": 1, "c": 0, "d": false}'


def test_days_and_moments_are_written_in_iso_form() -> None:
    china = timezone(timedelta(hours=8))
    image = to_image(
        {"day": date(2026, 3, 5), "at": datetime(2026, 3, 5, 8, tzinfo=china)}
    )
    assert image == {"day": "2026-03-05", "at": "2026-03-05T00:00:00+00:00"}


def test_a_missing_key_is_an_empty_column() -> None:
    row = from_image(table_of(Unit), {"id": 3, "name": "甲"})
    assert (row["id"], row["name"], row["note"]) == (3, "甲", None)
    assert set(row) == set(table_of(Unit).columns.keys())


def test_chinese_stands_readable_in_the_trail() -> None:
    kind = Json()
    told = {"岗位": "采煤工"}
    written = kind.process_bind_param(told, DIALECT)
    assert written == '{"岗位":"采煤工"}'
    assert kind.process_result_value(written, DIALECT) == told


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), DIALECT)  # noqa: DTZ001  the fault itself


@given(of_type(DateTime()))
def test_a_moment_comes_back_as_the_same_moment(moment: datetime) -> None:
    kind = UtcDateTime()
    written = kind.process_bind_param(moment, DIALECT)
    assert kind.process_result_value(written, DIALECT) == moment
