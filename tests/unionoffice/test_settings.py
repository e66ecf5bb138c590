"""Settings of this computer: kept at once, whole, and never worth losing work for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.settings import DAMAGED, FILE, Settings


def test_what_was_set_is_there_when_the_program_starts_again(tmp_path: Path) -> None:
    Settings(tmp_path)["window.shade"] = "dark"
    assert dict(Settings(tmp_path)) == {"window.shade": "dark"}


def test_what_was_deleted_stays_deleted(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.update(a="1", b="2")
    del settings["a"]
    assert dict(Settings(tmp_path)) == {"b": "2"}


def test_a_folder_without_a_file_has_no_settings(tmp_path: Path) -> None:
    assert len(Settings(tmp_path / "nowhere")) == 0


def test_the_folder_is_made_by_the_first_setting(tmp_path: Path) -> None:
    Settings(tmp_path / "new")["a"] = "1"
    assert (tmp_path / "new" / FILE).is_file()


def test_a_damaged_file_is_kept_aside_and_settings_begin_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"a": "1"', "utf-8")
    settings = Settings(tmp_path)
    settings["b"] = "2"
    assert (tmp_path / DAMAGED).read_text("utf-8") == '{"a": "1"'
    assert dict(Settings(tmp_path)) == {"b": "2"}


def test_a_file_of_another_kind_is_kept_aside_too(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[1, 2]", "utf-8")
    assert dict(Settings(tmp_path)) == {}
    assert (tmp_path / DAMAGED).is_file()


def test_bytes_that_are_no_text_are_kept_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    assert dict(Settings(tmp_path)) == {}
    assert (tmp_path / DAMAGED).read_bytes() == b"\xff\xfe\x00"


def test_values_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"a": "1", "b": 2}', "utf-8")
    assert dict(Settings(tmp_path)) == {"a": "1"}


def test_chinese_can_be_read_in_the_file(tmp_path: Path) -> None:
    Settings(tmp_path)["名"] = "花名册"
    assert "花名册" in (tmp_path / FILE).read_text("utf-8")


def test_nothing_but_the_file_is_left_behind(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for number in range(5):
        settings["a"] = str(number)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_place_that_cannot_be_written_loses_the_arrangement_only(
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    settings = Settings(blocked)
    settings["a"] = "1"
    assert settings["a"] == "1"


@given(told=st.dictionaries(st.text(), st.text(), max_size=5))
def test_any_texts_come_back(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    Settings(folder).update(told)
    assert dict(Settings(folder)) == told


def test_the_file_is_plain_json(tmp_path: Path) -> None:
    Settings(tmp_path)["a"] = "1"
    assert json.loads((tmp_path / FILE).read_text("utf-8")) == {"a": "1"}
