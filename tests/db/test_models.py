"""What every table must have: keys, names, indexes; and a word for the clerk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Boolean, DateTime, Float, Numeric, Table
from sqlalchemy.types import TypeDecorator

from db import models
from db.audit import table_of
from db.base import Base, Record
from db.types import UtcDateTime
from unionoffice.catalogue import REGISTERS

TABLES = Base.metadata.sorted_tables
RECORDS = [mapper.local_table for mapper in Base.registry.mappers]
KEYS = [key for table in TABLES for key in table.foreign_keys]


def names(tables: list[Table]) -> list[str]:
    return [table.name for table in tables]


@pytest.mark.parametrize("table", TABLES, ids=names(TABLES))
def test_every_reference_has_an_index_that_begins_with_it(table: Table) -> None:
    first = {next(iter(index.columns)).name for index in table.indexes}
    first.add(next(iter(table.primary_key.columns)).name)
    assert {key.parent.name for key in table.foreign_keys} <= first


@pytest.mark.parametrize("table", TABLES, ids=names(TABLES))
def test_every_constraint_and_index_has_a_name(table: Table) -> None:
    assert all(item.name for item in table.constraints)
    assert all(item.name for item in table.indexes)


@pytest.mark.parametrize("table", TABLES, ids=names(TABLES))
def test_no_column_holds_a_float(table: Table) -> None:
    floats = [
        column.name
        for column in table.columns
        if isinstance(column.type, Float | Numeric)
        and not isinstance(column.type, BigInteger)
    ]
    assert floats == []


def test_references_really_exist_in_the_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store:
        found = {
            (table.name, row[3], row[2])
            for table in TABLES
            for row in store.execute(f'PRAGMA foreign_key_list("{table.name}")')
        }
    assert found == {
        (key.parent.table.name, key.parent.name, key.column.table.name) for key in KEYS
    }


def test_the_file_finds_every_reference_by_an_index(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store:
        plans = {
            f"{key.parent}": " ".join(
                str(row[3])
                for row in store.execute(
                    "EXPLAIN QUERY PLAN SELECT 1 FROM"  # noqa: S608  our own names
                    f' "{key.parent.table.name}" WHERE "{key.parent.name}" = 1'
                )
            )
            for key in KEYS
        }
    assert {name for name, plan in plans.items() if "SEARCH" not in plan} == set()


def test_every_record_has_its_housekeeping() -> None:
    wanted = {"id", "uid", "version", "created_at", "updated_at", "deleted_at"}
    kept = [cls for cls in Base.__subclasses__() if cls is not Record]
    assert {cls.__name__ for cls in kept} == {"Batch", "TrailEntry"}
    for cls in Record.__subclasses__():
        columns = cls.__table__.columns
        assert wanted <= set(columns.keys())
        uid = columns["uid"]
        assert uid.unique
        assert not uid.nullable


def test_every_moment_is_kept_in_one_zone() -> None:
    for table in TABLES:
        for column in table.columns:
            if isinstance(column.type, DateTime):
                pytest.fail(f"{column} is a moment without a zone")
            if isinstance(column.type, TypeDecorator) and isinstance(
                column.type.impl_instance, DateTime
            ):
                assert isinstance(column.type, UtcDateTime)


def test_every_table_a_person_works_on_has_a_chinese_name() -> None:
    for cls in Record.__subclasses__():
        assert table_of(cls).comment, cls.__tablename__


def test_a_register_stands_on_a_table_with_a_recycle_bin() -> None:
    assert {register.model for register in REGISTERS} <= set(Record.__subclasses__())


def test_every_module_of_models_is_loaded_by_the_package() -> None:
    assert models.__file__ is not None
    folder = Path(models.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules <= set(models.__all__)


def test_a_flag_is_never_stored_as_a_number_somebody_could_sum() -> None:
    flags = [c for t in TABLES for c in t.columns if isinstance(c.type, Boolean)]
    assert flags
    assert all(column.type.python_type is bool for column in flags)
