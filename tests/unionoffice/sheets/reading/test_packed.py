import datetime
import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.sheets.reading.packed import PackedRows
from unionoffice.sheets.reading.raw import CellError, CellValue

CELLS = st.one_of(
    st.none(),
    st.text(max_size=3),
    st.floats(allow_nan=False),
    st.dates(),
    st.booleans(),
)
BATCHES = st.lists(
    st.lists(st.lists(CELLS, max_size=3), min_size=1, max_size=4), max_size=4
)


def packed(batches: list[list[list[CellValue]]]) -> PackedRows:
    rows = PackedRows()
    for batch in batches:
        rows.add(pickle.dumps(batch, protocol=5), len(batch))
    return rows


@given(BATCHES, st.slices(17))
def test_packed_rows_are_the_rows_that_were_packed(
    batches: list[list[list[CellValue]]], part: slice
) -> None:
    plain = [row for batch in batches for row in batch]
    assert list(packed(batches)) == plain
    assert packed(batches)[part] == plain[part]
    assert len(packed(batches)) == len(plain)
    assert [packed(batches)[at] for at in range(-len(plain), len(plain))] == plain * 2


def test_there_is_no_row_behind_the_last() -> None:
    with pytest.raises(IndexError):
        packed([[["甲"]]])[1]


def test_errors_stand_where_nothing_was_read_and_behind_the_last_row() -> None:
    rows = packed([[["甲", None], ["乙", "丙"]], [[]]])
    rows.put_errors([(1, 1, "#N/A"), (2, 1, "#N/A"), (3, 2, "#REF!"), (5, 0, "#NUM!")])
    assert list(rows) == [
        ["甲", CellError("#N/A")],
        ["乙", "丙"],
        [None, None, CellError("#REF!")],
        [],
        [CellError("#NUM!")],
    ]


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (pickle.dumps([[os.system]]), 1),
        (pickle.dumps([["甲"]])[:-3], 1),
        (pickle.dumps([["甲"]]), 2),
        (pickle.dumps([datetime.date(2020, 1, 2)]), 1),
        (b"", 1),
    ],
)
def test_what_the_reader_would_never_send_is_refused(
    content: bytes, count: int
) -> None:
    rows = PackedRows()
    rows.add(content, count)
    with pytest.raises(Refused):
        list(rows)
