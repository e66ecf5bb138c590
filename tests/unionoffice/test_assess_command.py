"""`unionoffice assess`: a household in, its category out, no store needed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.unionoffice.hardship.households import CASES
from tests.unionoffice.hardship.told import LINES, MEMBER, TOLD, as_json
from unionoffice import cli
from unionoffice.errors import InvalidInput
from unionoffice.hardship.judging.assessment import Household, Standard, assess
from unionoffice.hardship.judging.example_standard import example_standard
from unionoffice.hardship.judging.household_json import LINES as NEEDED_LINES
from unionoffice.hardship.judging.household_json import MEMBER as NEEDED_MEMBER
from unionoffice.hardship.judging.household_json import NEEDED, read_household
from unionoffice.money import MOST

Said = tuple[int, str, str]
Say = Callable[..., Said]
SENTENCE = "(48 000 − 31 200) ÷ 4 ÷ 12 = 350.00 元 < 低保 1 062 元 → 深度困难"
EXAMPLE = (
    "没有给出当地标准，用的是示例标准：低保每月 1 062 元，相对困难 < 低保 × 2，"
    "最低工资每月 2 020 元；请按当地现行标准重新核算。"
)


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the command on a value, or on the very bytes, on the standard input."""

    def run(told: object, *words: str) -> Said:
        whole = told if isinstance(told, bytes) else json.dumps(told).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(whole)))
        code = cli.main(["assess", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_household_is_judged_without_a_store(say: Say, user_folder: Path) -> None:
    code, said, err = say(TOLD, "--json")
    assert (code, err) == (0, "")
    assert json.loads(said) == {
        "net_per_capita_fen": 35_000,
        "gross_per_capita_fen": 100_000,
        "category": "深度困难",
        "sentence": SENTENCE,
        "problems": [],
    }
    assert [path.name for path in user_folder.iterdir()] == ["run"]


def test_without_json_it_is_said_in_lines(say: Say) -> None:
    told = {**TOLD, "income_fen": {"transfer": 4_800_000}}
    assert say(told)[1].splitlines() == [
        SENTENCE,
        "请注意：有 1 人已就业，却没有工资性收入，请核对。",
    ]


@pytest.mark.parametrize("told", [{**TOLD, "parameters": None}, "left out"])
def test_the_example_is_used_where_nobody_gave_a_standard(
    say: Say, told: object
) -> None:
    if told == "left out":
        told = {key: TOLD[key] for key in TOLD if key != "parameters"}
    said = json.loads(say(told, "--json")[1])
    assert said["sentence"] == SENTENCE
    assert said["problems"] == [EXAMPLE]


def test_the_example_is_the_one_of_the_warning() -> None:
    assert example_standard() == Standard(dibao=106_200, minimum_wage=202_000)


@pytest.mark.parametrize(
    ("change", "lines", "category"),
    [
        ({"income_fen": {"business": 50_976_00}, "expense_fen": {}}, {}, "相对困难"),
        (
            {"income_fen": {"property": 50_976_00}, "expense_fen": {}},
            {"line_inclusive": True},
            "深度困难",
        ),
        (
            {"expense_fen": {}},
            {"dibao_fen": 60_000, "relative_multiple": 1.5},
            "不符合",
        ),
        (
            {"expense_fen": {}},
            {"dibao_fen": 60_000, "relative_multiple": 2.0},
            "相对困难",
        ),
        ({}, {"reckoning": "old"}, "低保户"),
        ({"income_fen": {"other": 72e5}}, {"reckoning": "old"}, "低保边缘户"),
        (
            {
                "income_fen": {"wage": 12e6},
                "expense_fen": {},
                "accident": {
                    "event": "火灾",
                    "date": "2026-02-01",
                    "net_loss_fen": 1e7,
                },
            },
            {},
            "意外致困",
        ),
        (
            {
                "income_fen": {"wage": 16e6},
                "expense_fen": {"employment": 12e6},
                "assets_fen": 0,
            },
            {"reckoning": "old"},
            "意外致困户",
        ),
    ],
)
def test_every_category_can_be_told(
    say: Say, change: dict[str, Any], lines: dict[str, Any], category: str
) -> None:
    told = {**TOLD, **change, "parameters": {**LINES, **lines}}
    code, said, _err = say(told, "--json")
    assert code == 0
    assert json.loads(said)["category"] == category


def test_what_an_accident_lacks_is_a_problem_not_a_mistake(say: Say) -> None:
    told = {**TOLD, "income_fen": {"wage": 12e6}, "accident": {"event": "火灾"}}
    said = json.loads(say(told, "--json")[1])
    assert said["problems"] == [
        "意外致困的材料不全，还缺发生日期、扣除赔付和救助后的净损失。"
    ]


def test_the_largest_sum_is_read(say: Say) -> None:
    told = {**TOLD, "income_fen": {"property": MOST}, "expense_fen": {}}
    said = json.loads(say(told, "--json")[1])
    assert said["sentence"].startswith("(999 999 999 999.99 − 0) ÷ 4 ÷ 12 = ")


@given(CASES)
def test_a_household_told_as_json_is_judged_alike(
    case: tuple[Household, Standard],
) -> None:
    household, standard = case
    told = read_household(as_json(household, standard))
    assert told.standard is not None
    # The percents of the old generation and of the accident are not told in JSON.
    defaults = replace(
        told.standard,
        accident_percent=standard.accident_percent,
        edge_percent=standard.edge_percent,
        accident_income_percent=standard.accident_income_percent,
    )
    assert defaults == standard
    assert assess(told.household, defaults) == assess(household, standard)


def without(told: dict[str, Any], key: str) -> dict[str, Any]:
    return {each: told[each] for each in told if each != key}


def member(**change: object) -> dict[str, Any]:
    return {**TOLD, "members": [{**MEMBER, **change}]}


def lines(**change: object) -> dict[str, Any]:
    return {**TOLD, "parameters": {**LINES, **change}}


def wage(fen: object) -> dict[str, Any]:
    return {**TOLD, "income_fen": {"wage": fen}}


NO_HOUSEHOLDS: tuple[object, ...] = (None, [], "一户", 3, True)
NO_FEN: tuple[object, ...] = (-1, 0.5, True, "1", None, [], 10**14)
WRONG: tuple[tuple[object, str], ...] = (
    *(
        (raw, "家庭情况")
        for raw in (b"", b"{", b"nope", b"\xff\xfe\x00", b"[" * 100_000)
    ),
    *((value, "家庭情况") for value in NO_HOUSEHOLDS),
    *((without(TOLD, key), key) for key in NEEDED),
    *(({**TOLD, "members": [without(MEMBER, key)]}, key) for key in NEEDED_MEMBER),
    *(({**TOLD, "parameters": without(LINES, key)}, key) for key in NEEDED_LINES),
    *(
        ({**TOLD, "as_of": day}, "as_of")
        for day in (None, "", "后天", "2026-02-30", "20260315", "2026-3-15", 20260315)
    ),
    ({**TOLD, "as_of": "2026-03-15\n"}, "as_of"),
    ({**TOLD, "as_of": "２０２６-03-15"}, "as_of"),
    ({**TOLD, "members": []}, "members"),
    ({**TOLD, "members": [MEMBER] * 101}, "members"),
    ({**TOLD, "members": MEMBER}, "members"),
    ({**TOLD, "members": ["本人"]}, "members 第 1 人"),
    ({**TOLD, "members": [MEMBER, None]}, "members 第 2 人"),
    (member(relation=None), "relation"),
    (member(relation=1), "relation"),
    (member(birth=""), "birth"),
    (member(birth=1980), "birth"),
    (member(birth="1980"), "birth"),
    (member(birth="1981-02-29"), "birth"),
    (member(able=1), "able"),
    (member(employed="是"), "employed"),
    (member(student=None), "student"),
    (member(studnet=False), "studnet"),
    ({**TOLD, "income_fen": None}, "income_fen"),
    ({**TOLD, "income_fen": [1]}, "income_fen"),
    ({**TOLD, "income_fen": {"wages": 1}}, "wages"),
    ({**TOLD, "income_fen": {"medical": 1}}, "medical"),
    ({**TOLD, "expense_fen": {"wage": 1}}, "wage"),
    ({**TOLD, "expense_fen": 5}, "expense_fen"),
    *((wage(fen), "income_fen 的 wage") for fen in NO_FEN),
    *((wage(fen), "income_fen 的 wage") for fen in (1e300, 1e-300)),
    ({**TOLD, "expense_fen": {"housing": -0.01}}, "expense_fen 的 housing"),
    ({**TOLD, "assets_fen": "很多"}, "assets_fen"),
    ({**TOLD, "assets_fen": -1}, "assets_fen"),
    ({**TOLD, "parameters": []}, "parameters"),
    ({**TOLD, "parameters": False}, "parameters"),
    (lines(dibao_fen=0), "dibao_fen"),
    (lines(dibao_fen=-1), "dibao_fen"),
    (lines(dibao_fen=None), "dibao_fen"),
    (lines(minimum_wage_fen=-1), "minimum_wage_fen"),
    (lines(minimum_wage_fen=True), "minimum_wage_fen"),
    *(
        (lines(relative_multiple=multiple), "relative_multiple")
        for multiple in (0.99, 0, -2, 1.005, 100.01, 1e300, "2", True, None)
    ),
    (lines(line_inclusive=1), "line_inclusive"),
    (lines(line_inclusive=None), "line_inclusive"),
    (lines(reckoning="旧"), "reckoning"),
    (lines(reckoning=None), "reckoning"),
    (lines(reckoning=["old"]), "reckoning"),
    (lines(relative_percent=200), "relative_percent"),
    ({**TOLD, "accident": "车祸"}, "accident"),
    ({**TOLD, "accident": {"event": 5}}, "event"),
    ({**TOLD, "accident": {"date": "昨天"}}, "date"),
    ({**TOLD, "accident": {"net_loss_fen": -5}}, "net_loss_fen"),
    ({**TOLD, "accident": {"loss": 5}}, "loss"),
    ({**TOLD, "assets": 5}, "assets"),
    ({**TOLD, "a\nb\ud800": 5}, "没有“a b"),
    (json.dumps(wage(0)).replace("0}", "NaN}", 1).encode(), "NaN"),
    (json.dumps(wage(0)).replace('"wage"', '"wage": 1, "wage"').encode(), "wage"),
    (json.dumps(wage(0)).replace(": 0}", ": 1e999999999}").encode(), "wage"),
    (json.dumps(wage(0)).replace(": 0}", ": 1e-999999999}").encode(), "wage"),
)


@pytest.mark.parametrize(("told", "place"), WRONG, ids=range(len(WRONG)))
def test_what_is_no_household_is_refused_in_one_sentence(
    say: Say, told: object, place: str
) -> None:
    code, said, err = say(told, "--json")
    assert (code, said) == (1, "")
    assert err.strip().endswith("。")
    assert err.count("\n") == 1
    assert place in err
    assert "程序出错" not in err


@given(CASES)
def test_no_household_with_one_part_broken_does_more_than_say_so(
    case: tuple[Household, Standard],
) -> None:
    content = as_json(*case)
    for cut in range(1, len(content), 97):
        with pytest.raises(InvalidInput):
            read_household(content[:cut])
