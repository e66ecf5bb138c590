"""A stick that is full, pulled out or worn is found out before “done” is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unionoffice.exchange.conftest import SLIP
from unionoffice.errors import Refused
from unionoffice.exchange.pack import pack
from unionoffice.exchange.writing import put, refuse_if_full, refuse_if_other
from unionoffice.office import Office


class Pulling:
    """Work during which somebody pulls the stick out."""

    def __init__(self, stick: Path) -> None:
        self.stick = stick

    def report(self, fraction: float, words: str) -> None:
        shutil.rmtree(self.stick, ignore_errors=True)

    def check(self) -> None:
        pass


def test_a_file_is_put_in_place_of_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "一队.baosong"
    for content in (b"old", b"new"):
        put(content, file)
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_stick_pulled_out_meanwhile_is_said(workshop: Office, tmp_path: Path) -> None:
    stick = tmp_path / "E"
    stick.mkdir()
    view = workshop.view(workshop.register("members"))
    with pytest.raises(Refused, match="不存在"):
        pack(workshop, view, SLIP, stick / "一队.baosong", Pulling(stick))
    assert not stick.exists()


def test_a_full_stick_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="才放得下"):
        refuse_if_full(10**18, tmp_path / "一队.baosong")


def test_what_is_not_read_back_as_it_was_written_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "一队.baosong"
    with pytest.raises(Refused, match="读不回来"):
        refuse_if_other(file, b"content", file)
    file.write_bytes(b"c0ntent")
    with pytest.raises(Refused, match="靠不住"):
        refuse_if_other(file, b"content", file)
