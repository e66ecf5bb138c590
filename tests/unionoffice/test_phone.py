"""Telephone numbers as they stand in rosters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import phone
from unionoffice.phone import ReadPhone, read_phone


@pytest.mark.parametrize(
    "raw",
    [
        *("13318609139", 13318609139, 13318609139.0, "133-1860-9139"),
        *("133 1860 9139", "１３３１８６０９１３９", "+86 133 1860 9139"),
        *("8613318609139", "+86-13318609139", "008613318609139", "'13318609139"),
        *("(+86)13318609139", " 13318609139\u00a0"),
    ],
)
def test_a_mobile_number_is_eleven_digits(raw: object) -> None:
    assert read_phone(raw) == ReadPhone("13318609139", "mobile")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("0531-1234567", "0531-1234567"),
        ("0531-8234567", "0531-8234567"),
        ("05318234567", "0531-8234567"),
        ("（0531）8234567", "0531-8234567"),
        ("010-82345678", "010-82345678"),
        ("+86-0531-8234567", "0531-8234567"),
        ("0531-82345678转801", "0531-82345678转801"),
        ("0531-82345678-801", "0531-82345678转801"),
        ("82345678", "82345678"),
        ("8234567", "8234567"),
        (8234567.0, "8234567"),
        ("400-123-4567", "400-1234567"),
    ],
)
def test_a_landline_keeps_its_area_code_and_extension(raw: object, text: str) -> None:
    assert read_phone(raw) == ReadPhone(text, "landline")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("159931582", "159931582"),
        ("12345678901", "12345678901"),
        ("133186091390", "133186091390"),
        (" 13318609139 / 13900000000", "13318609139 / 13900000000"),
        ("无", "无"),
        (1.5, "1.5"),
        ("", ""),
        (None, ""),
    ],
)
def test_another_number_is_kept_as_written(raw: object, text: str) -> None:
    assert read_phone(raw) == ReadPhone(text, "unknown")


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none()))
def test_reading_never_raises_and_is_stable(raw: object) -> None:
    read = read_phone(raw)
    assert read_phone(read.text) == read


def test_posting_hides_the_middle() -> None:
    assert phone.masked("13812345678") == "138****5678"
    assert phone.masked("8234567") == "*******"
