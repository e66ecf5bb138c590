"""Where the program looks for what it needs."""

import sys
from pathlib import Path

import pytest

from unionoffice import paths


def test_the_resources_lie_beside_the_packages() -> None:
    assert (paths.resources() / "codes").is_dir()


def test_a_frozen_program_finds_its_resources_where_it_was_unpacked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_the_chosen_folder_wins_over_the_users_own(tmp_path: Path) -> None:
    assert paths.data_folder(tmp_path) == tmp_path
    assert paths.data_folder(None).name == "UnionOffice"


def test_the_store_is_one_file_in_the_folder(tmp_path: Path) -> None:
    assert paths.store_file(tmp_path) == tmp_path / "office.db"
