"""An empty sheet from the command line: `unionoffice blank`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from unionoffice import cli


def test_a_blank_form_comes_back_through_the_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data", str(tmp_path / "data")]
    out = str(tmp_path / "会员.xlsx")
    assert cli.main([*at, "init", "--name", "青石矿"]) == 0
    capsys.readouterr()
    assert cli.main([*at, "blank", "members", out, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["columns"]) == (200, 59)
    assert cli.main([*at, "blank", "members", out, "--usual", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["columns"] == 12
    assert cli.main([*at, "import", "members", out, "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["new"], plan["changed"], plan["rejected"]) == (0, 0, 0)


def test_a_blank_form_of_a_locked_register_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data", str(tmp_path / "data")]
    cli.main([*at, "init", "--name", "青石矿"])
    assert cli.main([*at, "blank", "printed", str(tmp_path / "x.xlsx")]) == 1
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "x.xlsx").exists()
