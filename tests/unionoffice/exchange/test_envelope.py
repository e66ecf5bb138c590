"""A delivery that is not to the byte what was made is refused in a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.exchange.envelope import MANIFEST, ROWS, Parts, unwrapped, wrapped
from unionoffice.exchange.manifest import fingerprint_of
from unionoffice.exchange.opening import is_delivery, look

SHEET = b"PK\x03\x04 as a sheet begins " * 3
SLIP: dict[str, Any] = {
    "kind": "unionoffice-delivery",
    "format": 1,
    "register": "members",
    "title": "会员",
    "sender": "王芳",
    "unit": "综采一队",
    "period": "",
    "note": "",
    "made_at": "2026-03-15T12:00:00+08:00",
    "rows": 3,
    "columns": ["姓名"],
    "fingerprint": fingerprint_of(SHEET),
    "programme": "0.1.0",
}
CHANGED, CUT_OFF, NOT_ONE, NEWER = "改动过", "不完整", "不是本程序", "更新的版本"


def delivery(**other: object) -> bytes:
    """A whole delivery whose slip says something else."""
    said = {**SLIP, **other}
    return wrapped(Parts(json.dumps(said).encode(), SHEET))


def refusal(folder: Path, content: bytes) -> str:
    """The sentence with which a file of this content is refused."""
    file = folder / "一队.baosong"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        look(file)
    return refused.value.sentence


def zipped(*parts: tuple[str, bytes], packed: bool = False) -> bytes:
    """An archive as another program would make it."""
    file = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", way) as package:
        for name, content in parts:
            package.writestr(name, content)
    return file.getvalue()


WHOLE = delivery()


def test_a_delivery_is_an_ordinary_archive_that_anybody_can_open() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        assert package.testzip() is None
        assert package.namelist() == [MANIFEST, ROWS]
        assert package.read(ROWS) == SHEET


@given(st.binary(max_size=200), st.binary(max_size=200))
@settings(max_examples=30)
def test_what_is_wrapped_comes_out_again(manifest: bytes, rows: bytes) -> None:
    parts = Parts(manifest, rows)
    assert unwrapped(wrapped(parts), "x") == parts


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@settings(max_examples=150)
def test_a_delivery_with_any_byte_changed_is_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, by: int
) -> None:
    content = bytearray(WHOLE)
    content[place] ^= by
    said = refusal(tmp_path_factory.getbasetemp(), bytes(content))
    assert any(words in said for words in (CHANGED, CUT_OFF, NOT_ONE, NEWER))


@given(st.integers(0, len(WHOLE) - 1))
@settings(max_examples=60)
def test_a_delivery_cut_off_anywhere_is_refused_as_incomplete(
    tmp_path_factory: pytest.TempPathFactory, length: int
) -> None:
    assert CUT_OFF in refusal(tmp_path_factory.getbasetemp(), WHOLE[:length])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0 something else", NOT_ONE),
        ("姓名,身份证号".encode(), NOT_ONE),
        (zipped(("xl/workbook.xml", b"<workbook/>")), NOT_ONE),
        (zipped((MANIFEST, b"{}"), (ROWS, SHEET)), NOT_ONE),
        (zipped((MANIFEST, json.dumps(SLIP).encode()), (ROWS, SHEET)), CHANGED),
        (zipped((MANIFEST, b"0" * 10_000_000), packed=True), CHANGED),
        (WHOLE + b" and more", CHANGED),
        (delivery(format=2, programme="9.0"), NEWER),
        (delivery(format="1"), CHANGED),
        (delivery(kind="other"), NOT_ONE),
        (delivery(rows=-1), CHANGED),
        (delivery(rows=True), CHANGED),
        (delivery(columns=[]), CHANGED),
        (delivery(columns=[1]), CHANGED),
        (delivery(sender=""), CHANGED),
        (delivery(unit="长" * 101), CHANGED),
        (delivery(note=None), CHANGED),
        (delivery(made_at="2026-03-15"), CHANGED),
        (delivery(made_at="0001-01-01T00:00:00+14:00"), CHANGED),
        (delivery(fingerprint="0" * 64), CHANGED),
        (wrapped(Parts(b'{"kind"', SHEET)), CHANGED),
        (wrapped(Parts(b"\xff", SHEET)), CHANGED),
        (wrapped(Parts(b"[" * 60_000, SHEET)), CHANGED),
        (
            wrapped(Parts(b'{"kind": "unionoffice-delivery", "format": 1}', b"")),
            CHANGED,
        ),
    ],
)
def test_each_broken_promise_has_its_sentence(
    tmp_path: Path, content: bytes, why: str
) -> None:
    assert why in refusal(tmp_path, content)


def test_a_delivery_is_known_by_its_content_or_its_name(tmp_path: Path) -> None:
    renamed, named = tmp_path / "一队.zip", tmp_path / "一队.BAOSONG"
    renamed.write_bytes(WHOLE)
    named.write_bytes(b"not any more")
    other = tmp_path / "一队.xlsx"
    other.write_bytes(zipped(("xl/workbook.xml", b"<workbook/>")))
    found = [is_delivery(each) for each in (renamed, named, other, tmp_path / "gone")]
    assert found == [True, True, False, False]


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "gone.baosong"):
        with pytest.raises(Refused):
            look(place)
