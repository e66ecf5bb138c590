"""A file is mapped, kept off what is there and asked about by the command line too."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.offices import new, opened, shown, write_sheets
from unionoffice import cli
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.paths import store_file

BORN = date(1990, 1, 17)
WOMAN = "2"
ONE, TWO = make("370825", BORN, 103), make("370825", BORN, 105)


class Desk:
    """The command line beside a folder with a person and two teams of one name."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.file = folder / "名册.xlsx"

    def plan(self, *words: str) -> Any:  # noqa: ANN401  any JSON
        return json.loads(self.say(*words, "--json"))

    def say(self, *words: str, code: int = 0) -> str:
        told = ("--data", str(self.folder), "import", "members", str(self.file), *words)
        assert cli.main(list(told)) == code
        said = self._capsys.readouterr()
        return said.out + said.err

    def open(self) -> Office:
        return opened(store_file(self.folder))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    assert cli.main(["--data", str(tmp_path), "init", "--name", "青石岭煤矿工会"]) == 0
    capsys.readouterr()
    made = Desk(tmp_path, capsys)
    office = made.open()
    for name in ("一分矿", "二分矿"):
        above = new(office, "units", name=name, kind="company")
        new(office, "units", name="机电队", kind="team", parent_id=above)
    new(office, "members", name="张三", id_number=ONE, phone="13800138000")
    office.close()
    rows = [
        ("姓名", "甲", "联系方式", "单位"),
        ("张三", ONE, "13900139000", None),
        ("李四", TWO, "13700137000", "机电队"),
    ]
    write_sheets(made.file, {"Sheet1": rows})
    return made


def test_columns_policies_and_answers_are_said_and_remembered(desk: Desk) -> None:
    plan = desk.plan("--map", "甲=身份证号", "--policy", "手机号=fill")
    assert (plan["same"], plan["asked"]) == (1, 1)
    assert plan["effect"] == [
        {"key": "phone", "label": "手机号", "changed": 0, "held_back": 1}
    ]
    (question,) = plan["questions"]
    assert question["candidates"] == ["机电队（一分矿）", "机电队（二分矿）"]
    words = desk.say("--map", "B=身份证号", "--policy", "手机号=空白才填")
    assert "问题 1（1 行）：所在单位“机电队”有 2 个，是哪一个？" in words
    assert "按规则保留原值 1 条" in words
    desk.say(
        *("--map", "甲=身份证号", "--policy", "手机号=fill"),
        *("--answer", "1=2", "--apply"),
    )
    again = desk.plan()
    assert (again["same"], again["new"], again["changed"]) == (2, 0, 0)
    office = desk.open()
    people = shown(office, "members", "name", "phone", "unit_id")
    office.close()
    assert sorted(people) == [
        ("张三", "13800138000", None),
        ("李四", "13700137000", "机电队"),
    ]


def test_a_column_nobody_knows_is_named(desk: Desk) -> None:
    assert desk.plan()["unknown_columns"] == ["甲"]
    assert "没有导入的列：甲" in desk.say()
    assert "没有导入的列" not in desk.say("--map", "甲=身份证号")


def test_a_list_without_a_header_loses_nobody(desk: Desk) -> None:
    write_sheets(desk.file, {"名册": [("王一", "A1"), ("王二", "A2")]})
    columns = ("--map", "A=姓名", "--map", "B=工号")
    assert desk.plan("--header", "0", *columns)["new"] == 2
    assert "表头在第 1 行" in desk.say(*columns)
    assert "没有内容" in desk.say("--header", "9", *columns, code=1)
    assert "应是行号" in desk.say("--header", "-1", *columns, code=1)


def test_far_more_changes_than_usual_are_warned_of(desk: Desk) -> None:
    names = [f"王{word}" for word in "一二三四五六七八九十"]
    write_sheets(desk.file, {"名册": [("姓名", "工号"), *((n, n) for n in names)]})
    assert desk.plan("--apply")["warnings"] == []
    phones = [(n, n, f"1390000{place:04}") for place, n in enumerate(names)]
    for much, warned in ((9, False), (10, True)):
        rows = [("姓名", "工号", "手机号"), *phones[:much]]
        write_sheets(desk.file, {"名册": rows})
        assert bool(desk.plan()["warnings"]) is warned
    assert "现有 11 条记录中有 90% 会被修改" in desk.say()


def test_a_column_is_left_out(desk: Desk) -> None:
    plan = desk.plan("--map", "甲=身份证号", "--map", "联系方式=", "--map", "单位=")
    assert (plan["same"], plan["new"], plan["questions"]) == (1, 1, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--map", "乙=身份证号"), "没有“乙”这一列，有的是：姓名、甲"),
        (("--map", "甲=星座"), "没有“星座”这个项目"),
        (("--map", "甲"), "应写成"),
        (("--policy", "手机号=也许"), "看不懂“也许”"),
        (("--answer", "9=1"), "没有第 9 个问题"),
        (("--map", "甲=身份证号", "--answer", "1=7"), "应是 1 到 2"),
    ],
)
def test_what_cannot_be_understood_is_refused(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    assert said in desk.say(*words, code=1)


def written(desk: Desk, *rows: tuple[object, ...]) -> None:
    write_sheets(desk.file, {"Sheet1": [*rows]})


def test_what_is_said_of_all_rows_stands_in_each_as_if_in_a_column(desk: Desk) -> None:
    written(desk, ("姓名", "工号"), ("王一", "A1"), ("王二", "A2"))
    said = ("--set", "unit=一分矿", "--set", "手机=13900139000", "--set", "sex=女")
    assert "每一行：所在单位 = 一分矿" in desk.say(*said)
    assert desk.plan(*said, "--apply")["new"] == 2
    assert desk.plan(*said)["same"] == 2
    assert desk.plan("--set", "性别=男")["changed"] == 2
    office = desk.open()
    people = shown(office, "members", "name", "phone", "unit_id", "sex")
    office.close()
    assert sorted(people)[1:] == [
        ("王一", "13900139000", "一分矿", WOMAN),
        ("王二", "13900139000", "一分矿", WOMAN),
    ]


def test_a_cell_that_says_something_else_keeps_its_row_out(desk: Desk) -> None:
    rows = [
        ("王一", "A1", "男", "一分矿"),
        ("王二", "A2", None, "二分矿"),
        ("王三", "A3", "女", None),
    ]
    written(desk, ("姓名", "工号", "性别", "单位"), *rows)
    plan = desk.plan("--set", "性别=女", "--set", "单位=二分矿")
    assert (plan["new"], plan["rejected"]) == (2, 1)
    assert [told["problem"] for told in plan["complaints"]] == [
        "性别写的是“男”，与指定的“女”不一致",
        "所在单位写的是“一分矿”，与指定的“二分矿”不一致",
    ]


def test_a_layout_remembers_nothing_of_what_was_said_of_all_rows(desk: Desk) -> None:
    written(desk, ("姓名", "甲"), ("王一", "A1"))
    desk.say("--map", "甲=工号", "--set", "性别=女", "--apply")
    written(desk, ("姓名", "甲"), ("王五", "A5"))
    assert desk.plan("--apply")["new"] == 1
    office = desk.open()
    people = dict(shown(office, "members", "name", "sex"))
    office.close()
    assert (people["王一"], people["王五"]) == (WOMAN, None)


def test_what_cannot_hold_for_all_rows_is_refused(desk: Desk) -> None:
    cases = [
        ("性别", "应写成“项目=内容”"),
        ("星座=白羊", "没有“星座”这个项目"),
        ("性别=", "后面没有内容"),
        ("单位=三分矿", "所在单位“三分矿”没有找到"),
        ("单位=机电队", "所在单位“机电队”有 2 个"),
        ("出生日期=去年", "出生日期：看不懂的日期：去年"),
        ("手机号=110119", "手机号：不是 11 位手机号"),
    ]
    for words, said in cases:
        assert said in desk.say("--set", words, code=1)
    assert "写了两次" in desk.say("--set", "性别=女", "--set", "sex=男", code=1)
