"""Submissions and chosen rows from the command line: pack, inspect, import, export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.offices import new, opened
from unionoffice import cli

Run = Callable[..., Any]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a store with two members; gives its JSON, or its sentence."""
    office = opened(path)
    team = new(office, "units", name="综采一队", kind="team")
    new(office, "units", name="机电队", kind="team")
    new(office, "members", name="张三", unit_id=team, phone="13800000001")
    new(office, "members", name="李四", staff_no="007")
    office.close()

    def run(*words: object) -> Any:  # noqa: ANN401  whatever a command prints
        told = ["--data", str(path.parent), "--json", *map(str, words)]
        capsys.readouterr()
        code = cli.main(told)
        printed = capsys.readouterr()
        return json.loads(printed.out) if code == 0 else printed.err.strip()

    return run


def test_a_delivery_is_packed_looked_at_and_taken_in(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "一队.baosong"
    slip = ("--sender", "王芳", "--unit", "综采一队", "--period", "一季度")
    packed = run("pack", "members", "-o", file, *slip)
    assert (packed["rows"], packed["sender"], packed["unit"]) == (2, "王芳", "综采一队")
    seen = run("inspect", file)
    assert (seen["state"], seen["fingerprint"]) == ("new", packed["fingerprint"])
    plan = run("import", "members", file)
    assert (plan["new"], plan["same"], plan["warnings"]) == (0, 2, [])
    assert run("import", "members", file, "--apply")["batch"]
    assert run("inspect", file)["state"] == "taken"
    [found] = run("inspect", tmp_path)
    assert (found["state"], found["period"]) == ("taken", "一季度")
    again = run("import", "members", file)
    assert "已经收过" in again["warnings"][0]


def test_a_delivery_that_was_changed_is_refused_in_a_sentence(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "一队.baosong"
    run("pack", "members", "-o", file, "--sender", "王芳", "--unit", "综采一队")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert "改动过" in run("inspect", file)
    assert "改动过" in run("import", "members", file, "--apply")
    assert run("inspect", tmp_path)[0]["state"] == "damaged"


def test_chosen_rows_are_packed_and_none_are_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "一队.baosong"
    slip = ("--sender", "王芳", "--unit", "综采一队")
    chosen = run("pack", "members", "-o", file, *slip, "--where", "所在单位=综采一队")
    assert chosen["rows"] == 1
    file.unlink()
    refused = run("pack", "members", "-o", file, *slip, "--where", "所在单位=机电队")
    assert "没有要报送的记录" in refused
    assert not file.exists()


def test_chosen_columns_and_rows_are_exported_and_plan_no_change(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "手机.xlsx"
    told = ("--columns", "手机号，姓名", "--where", "所在单位=综采一队")
    assert run("export", "members", file, *told)["rows"] == 1
    rows = list(openpyxl.load_workbook(file).active.values)
    assert [row[:2] for row in rows] == [("手机号", "姓名"), ("13800000001", "张三")]
    plan = run("import", "members", file)
    assert (plan["same"], plan["rejected"]) == (1, 0)
    assert "没有“星座”这一栏" in run("export", "members", file, "--columns", "星座")


def test_the_list_is_exported_with_its_own_columns(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "单位.xlsx"
    run("export", "units", file)
    heads = [cell.value for cell in openpyxl.load_workbook(file).active[1]]
    assert heads[:3] == ["名称", "类别", "上级单位"]
    assert len(heads) == 7
