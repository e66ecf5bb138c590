"""The command that merges: it says everything first and writes when told to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.offices import dump, new, opened
from unionoffice import cli
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.paths import store_file

BORN = date(1985, 3, 6)
NUMBER = make("370825", BORN, 103)


class Desk:
    """The command line on a store with one person written twice."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *words: str, code: int = 0) -> Any:  # noqa: ANN401  any JSON
        assert cli.main(["--data", str(self.folder), *words]) == code
        said = self._capsys.readouterr()
        return json.loads(said.out) if "--json" in words else said.out + said.err


@pytest.fixture
def desk(path: Path, office: Office, capsys: pytest.CaptureFixture[str]) -> Desk:
    one: dict[str, Any] = {"id_number": NUMBER, "phone": "13800138000"}
    keys = [
        new(office, "members", name="单长喆", **one),
        new(office, "members", name="單長喆", staff_no="A1", born_on=BORN),
    ]
    for paid, key in enumerate(keys):
        told = {"month": date(2026, 1, 1), "base": 300_000, "paid": paid}
        new(office, "dues", person_id=key, paid_on=date(2026, 1, 2), **told)
    office.close()
    path.rename(store_file(path.parent))
    return Desk(path.parent, capsys)


def test_the_plan_comes_first_and_nothing_is_written(desk: Desk) -> None:
    before = dump(store_file(desk.folder))
    said = desk.run("merge", "members", NUMBER, "A1", "--json")
    fields = {each["key"]: each["take"] for each in said["fields"]}
    kept = dict.fromkeys(("name", "id_number", "sex", "phone"), "kept")
    assert fields == {**kept, "staff_no": "lost"}
    assert [each["reason"] for each in said["collisions"]] == ["实缴较多"]
    words = desk.run("merge", "members", NUMBER, "A1")
    assert "手机号：13800138000 ｜ （空） → 留保留方（另一条没有填写）" in words
    assert "没有写入" in words
    assert dump(store_file(desk.folder)) == before


def test_it_is_written_as_chosen_and_undone(desk: Desk) -> None:
    before = dump(store_file(desk.folder))
    wishes = ("--take", "姓名=lost", "--choose", "1=kept", "--apply", "--json")
    batch = desk.run("merge", "members", NUMBER, "A1", *wishes)["batch"]
    [row] = desk.run("rows", "members", "--json")
    assert (row["name"], row["staff_no"]) == ("單長喆", "A1")
    [dues] = desk.run("rows", "dues", "--json")
    assert dues["paid"] == "0.00"
    assert "没有找到会员“A2”" in desk.run("merge", "members", "A2", "A1", code=1)
    desk.run("undo", batch)
    assert dump(store_file(desk.folder)) == before


def test_what_cannot_be_understood_is_said(desk: Desk) -> None:
    both = ("merge", "members", NUMBER, "A1")
    assert "没有名为“没有”" in desk.run(*both, "--take", "没有=kept", code=1)
    assert "看不懂" in desk.run(*both, "--take", "姓名=左", code=1)
    assert "没有第 7 处" in desk.run(*both, "--choose", "7=kept", code=1)


def test_who_was_told_apart_is_not_listed_any_more(desk: Desk) -> None:
    assert "共 1 对可能是同一人" in desk.run("doubles")
    assert "不是同一人" in desk.run("doubles", "--different", NUMBER, "A1")
    assert "没有发现疑似重复的会员" in desk.run("doubles")


def test_units_are_merged_by_their_names(desk: Desk) -> None:
    office = opened(store_file(desk.folder))
    for name in ("采煤一队", "采煤1队"):
        new(office, "units", name=name, kind="team")
    office.close()
    assert "共 1 对可能是同一单位" in desk.run("doubles", "--units")
    words = desk.run("merge", "units", "采煤一队", "采煤1队", "--apply")
    assert "已把“采煤1队”合并到“采煤一队”" in words
