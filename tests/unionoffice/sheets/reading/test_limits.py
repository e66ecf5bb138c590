from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.sheets.reading.limits import MAX_CELLS, MAX_LOAD, load_of, seconds_for
from unionoffice.sheets.reading.watch import Watch


def test_a_roster_of_a_hundred_thousand_rows_and_twenty_columns_fits() -> None:
    assert load_of(100_001, 2_000_020) <= MAX_LOAD
    assert MAX_CELLS >= 2_000_020
    assert seconds_for(2_000_020) >= 16


@given(st.integers(0, 1_000_000))
def test_a_usual_file_has_less_than_ten_seconds(cells: int) -> None:
    assert seconds_for(cells) < 10


@given(st.lists(st.floats(0, 1), max_size=9))
def test_the_share_never_goes_back(shares: list[float]) -> None:
    told: list[float] = []
    watch = Watch(Path("甲.xlsx"), tell=told.append)
    for share in shares:
        watch.reached(share)
        watch.stage(share / 2, share, 1.0)
        watch.check()
    watch.reached(1.0)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_limit_of_ones_own_stays_whatever_is_counted() -> None:
    watch = Watch(Path("甲.xlsx"), seconds=0.0)
    watch.allow(MAX_CELLS)
    with pytest.raises(Refused, match="太久"):
        watch.check()
