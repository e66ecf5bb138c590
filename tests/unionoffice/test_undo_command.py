"""The command that takes a batch back: it looks, refuses, or does as it was told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.models import Person
from tests.offices import dump, edit, new, value
from unionoffice import cli
from unionoffice.office import Office
from unionoffice.paths import store_file

DATED = "13905370009"


class Desk:
    """The command line on a store in which one of two moved people was edited."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.batch = ""
        self.before: Any = None

    def run(self, *words: str, code: int = 0) -> Any:  # noqa: ANN401  any JSON
        assert cli.main(["--data", str(self.folder), "undo", *words]) == code
        said = self._capsys.readouterr()
        return json.loads(said.out) if "--json" in words else said.out + said.err

    def rows(self) -> Any:  # noqa: ANN401  rows of any columns
        return dump(store_file(self.folder))


@pytest.fixture
def desk(path: Path, office: Office, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(path.parent, capsys)
    keys = [new(office, "members", name=name, post="电工") for name in ("张三", "李四")]
    with office.transaction("导入会员：调岗.xlsx", kind="import") as writer:
        writer.update_many(Person, {key: {"post": "班长"} for key in keys})
    made.batch = writer.written.batch or ""
    edit(office, "members", keys[0], phone=DATED)
    assert value(office, "members", keys[0], "post") == "班长"
    office.close()
    path.rename(store_file(path.parent))
    made.before = made.rows()
    return made


def test_looking_tells_all_and_writes_nothing(desk: Desk) -> None:
    said = desk.run(desk.batch, "--look", "--json")
    assert (said["rows"], said["ready"]) == (2, 1)
    [row] = said["conflicts"]
    assert (row["name"], row["default"]) == ("张三", "merge")
    assert row["choices"] == ["return", "merge", "keep"]
    post = next(line for line in row["fields"] if line["label"] == "岗位")
    assert (post["before"], post["batch"], post["now"]) == ("电工", "班长", "班长")
    assert said["undo_first"] == said["later"][0]["batch"]
    assert said["sentence"] == "1 行退回，1 行只退回这次改的"
    words = desk.run(desk.batch, "--look")
    assert "会员“张三”改了岗位；又改了手机号" in words
    assert "先撤销较新的那次" in words
    assert desk.rows() == desk.before


def test_without_a_decision_nothing_is_undone(desk: Desk) -> None:
    assert "张三" in desk.run(desk.batch, code=1)
    assert desk.rows() == desk.before


@pytest.mark.parametrize(
    ("way", "posts", "phone"),
    [
        ("merge", {"张三": "电工", "李四": "电工"}, DATED),
        ("keep", {"张三": "班长", "李四": "电工"}, DATED),
        ("return", {"张三": "电工", "李四": "电工"}, None),
    ],
)
def test_edited_rows_go_the_way_that_was_told(
    desk: Desk, way: str, posts: dict[str, str], phone: str | None
) -> None:
    said = desk.run(desk.batch, "--edited", way, "--json")
    names = list(Person.__table__.columns.keys())
    rows = [dict(zip(names, row, strict=True)) for row in desk.rows()["person"]]
    assert {row["name"]: row["post"] for row in rows} == posts
    assert next(row["phone"] for row in rows if row["name"] == "张三") == phone
    desk.run(said["batch"])
    assert desk.rows() == desk.before
