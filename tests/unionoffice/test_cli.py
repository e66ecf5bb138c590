"""The command line as scripts meet it: answers, exit codes, sentences."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.offices import dump, opened, write_sheets
from unionoffice import cli
from unionoffice.paths import store_file

ROSTERS = Path(__file__).parent.parent / "data" / "rosters"
ROSTER = ROSTERS / "roster_by_team.xlsx"

Said = tuple[int, str, str]
Say = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "资料 夹"


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command on the folder; gives exit code, stdout and stderr."""

    def run(*words: object) -> Said:
        code = cli.main(["--data", str(folder), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` leaves, to be copied."""
    folder = tmp_path_factory.mktemp("cli") / "new"
    assert cli.main(["--data", str(folder), "init", "--name", "青石岭煤矿工会"]) == 0
    return folder


@pytest.fixture
def founded(say: Say, new_folder: Path, folder: Path) -> Say:
    shutil.copytree(new_folder, folder)
    return say


def answer(said: Said) -> Any:  # noqa: ANN401  any JSON value
    code, out, err = said
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_new_store_has_the_mine_as_root_of_its_units(founded: Say) -> None:
    [root] = answer(founded("rows", "units", "--json"))
    assert (root["name"], root["kind"]) == ("青石岭煤矿", "矿（公司）")


def test_a_second_store_in_the_same_place_is_refused(founded: Say) -> None:
    code, out, err = founded("init", "--name", "另一个矿工会")
    assert (code, out) == (1, "")
    assert "没有覆盖" in err


def test_a_name_of_blanks_founds_nothing(say: Say, folder: Path) -> None:
    code, _, err = say("init", "--name", "　 ")
    assert (code, err) == (1, "请填写单位名称。\n")
    assert not store_file(folder).exists()


def test_without_a_store_a_sentence_says_how_to_begin(say: Say) -> None:
    code, _, err = say("rows", "members")
    assert code == 1
    assert "init" in err
    assert err.count("\n") == 1


def test_registers_and_papers_can_be_listed(say: Say) -> None:
    registers = answer(say("registers", "--json"))
    papers = answer(say("papers", "--json"))
    assert {"members", "events", "dues", "units"} <= {item["key"] for item in registers}
    assert {"member-roster", "notice"} <= {item["key"] for item in papers}


def test_a_plan_is_told_cell_by_cell_and_writes_nothing(
    founded: Say, folder: Path
) -> None:
    before = dump(store_file(folder))
    plan = answer(founded("import", "members", ROSTER, "--json"))
    expected = json.loads((ROSTERS / "expected.json").read_text("utf-8"))[ROSTER.name]
    fates = {"new", "changed", "same", "rejected"}
    assert {key: plan[key] for key in fates} == {key: expected[key] for key in fates}
    assert "batch" not in plan
    assert set(plan["complaints"][0]) == {
        *("sheet", "row", "column", "raw", "value", "level", "problem")
    }
    assert dump(store_file(folder)) == before


def test_an_import_that_is_undone_leaves_the_store_as_it_was(
    founded: Say, folder: Path
) -> None:
    before = dump(store_file(folder))
    batch = answer(founded("import", "members", ROSTER, "--apply", "--json"))["batch"]
    assert dump(store_file(folder)) != before
    assert founded("undo", batch)[0] == 0
    assert dump(store_file(folder)) == before


def test_an_undo_is_refused_after_an_edit_and_names_the_person(
    founded: Say, folder: Path
) -> None:
    batch = answer(founded("import", "members", ROSTER, "--apply", "--json"))["batch"]
    office = opened(store_file(folder))
    members = office.register("members")
    [key, *_] = office.ids(office.view(members))
    card = office.draft(members, key)
    office.save(card.with_values(phone="13800000000"))
    office.close()
    code, _, err = founded("undo", batch)
    assert code == 1
    assert str(card.values["name"]) in err


def test_the_same_file_twice_plans_no_change(founded: Say) -> None:
    founded("import", "members", ROSTER, "--apply")
    again = answer(founded("import", "members", ROSTER, "--json"))
    assert (again["new"], again["changed"]) == (0, 0)


def test_rejected_rows_come_back_in_a_file_that_can_be_read_again(
    founded: Say, tmp_path: Path
) -> None:
    report = tmp_path / "退回.xlsx"
    first = answer(founded("import", "members", ROSTER, "--report", report, "--json"))
    again = answer(founded("import", "members", report, "--json"))
    assert again["rejected"] + again["new"] == first["rejected"]


@pytest.mark.parametrize("more", [(), ("--all-columns",)])
@pytest.mark.parametrize("register", ["members", "events", "units"])
def test_what_is_exported_comes_back_without_a_change(
    founded: Say, tmp_path: Path, register: str, more: tuple[str, ...]
) -> None:
    founded("import", "members", ROSTER, "--apply")
    out = tmp_path / "导出.xlsx"
    count = answer(founded("export", register, out, *more, "--json"))["rows"]
    plan = answer(founded("import", register, out, "--json"))
    assert count > 0
    assert (plan["same"], plan["new"], plan["changed"]) == (count, 0, 0)
    assert plan["rejected"] == 0


@pytest.mark.parametrize(
    "typed", ["吴英平", "wyp", "wuying", "2191", "9139", "吴 2191"]
)
def test_a_person_is_found_by_any_way_of_typing(founded: Say, typed: str) -> None:
    founded("import", "members", ROSTER, "--apply")
    found = answer(founded("find", typed, "--json"))
    assert found[0]["name"] == "吴英平"
    assert set(found[0]) == {"uid", "name", "unit", "id_tail", "phone_tail"}


def test_rows_are_filtered_by_words_a_person_would_use(founded: Say) -> None:
    founded("import", "members", ROSTER, "--apply")
    rows = answer(founded("rows", "members", "--where", "所在单位=综掘队", "--json"))
    women = answer(
        founded(
            *("rows", "members", "--where", "所在单位=综掘队"),
            *("--where", "性别=女", "--json"),
        )
    )
    assert {row["unit_id"] for row in rows} == {"综掘队"}
    assert 0 < len(women) < len(rows)
    assert all(row["uid"] for row in rows)


def test_a_limit_shortens_the_list(founded: Say) -> None:
    founded("import", "members", ROSTER, "--apply")
    assert len(answer(founded("rows", "members", "--limit", "3", "--json"))) == 3


@pytest.mark.parametrize(
    "where", ["没有这项=1", "所在单位=火星队", "出生日期=昨天", "x"]
)
def test_a_condition_nobody_understands_is_refused(founded: Say, where: str) -> None:
    code, out, err = founded("rows", "members", "--where", where)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("way", ["typed", "file", "stdin"])
def test_a_paper_takes_what_a_json_object_says(
    way: str, founded: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = json.dumps(
        {"title": "安全会议通知", "body": ["一、时间", "下午三点"], "sealed": False},
        ensure_ascii=False,
    )
    path = tmp_path / "说明.json"
    path.write_text(said, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
    source = {"typed": said, "file": path, "stdin": "-"}[way]
    out = tmp_path / "通知.docx"
    code, _, err = founded("print", "notice", "-o", out, "--data", source)
    assert (code, err) == (0, "")
    lines = [each.text for each in docx.Document(str(out)).paragraphs]
    assert {"安全会议通知", "一、时间", "下午三点"} <= set(lines)


def test_what_is_set_goes_before_the_json(founded: Say, tmp_path: Path) -> None:
    out = tmp_path / "x.docx"
    told = ("--data", '{"title": "甲"}', "--set", "title=乙")
    assert founded("print", "notice", "-o", out, *told)[0] == 0
    assert docx.Document(str(out)).paragraphs[0].text == "乙"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{", "不是正确的 JSON"),
        ("{" + '"a":[' * 9000, "不是正确的 JSON"),
        ("没有.json", "不能读文件"),
        ('{"title": {"a": 1}}', "应是文字"),
        ('{"titel": "x"}', "没有“titel”这一项"),
    ],
)
def test_wrong_json_is_a_sentence_and_no_file(
    source: str, words: str, founded: Say, tmp_path: Path
) -> None:
    out = tmp_path / "x.pdf"
    code, _, err = founded("print", "notice", "-o", out, "--data", source)
    assert code == 1
    assert words in err
    assert not out.exists()


def test_a_paper_is_printed_with_its_settings(founded: Say, tmp_path: Path) -> None:
    out = tmp_path / "通知.pdf"
    made = answer(
        founded("print", "notice", "-o", out, "--set", "title=关于停电的通知", "--json")
    )
    assert made["pages"] == 1
    assert out.read_bytes().startswith(b"%PDF")


def test_a_paper_nobody_knows_is_refused_with_the_known_ones(founded: Say) -> None:
    code, _, err = founded("print", "diploma", "-o", "x.pdf")
    assert code == 1
    assert "会员花名册" in err


@pytest.mark.parametrize(
    ("paper", "where", "words"),
    [
        ("hardship-file", "档案编号=2026-999", "没有符合条件的困难档案"),
        ("notice", "标题=停电", "不能用 --where"),
    ],
)
def test_a_paper_of_records_that_are_not_there_is_no_blank_one(
    founded: Say, tmp_path: Path, paper: str, where: str, words: str
) -> None:
    out = tmp_path / "a.pdf"
    code, _, err = founded("print", paper, "--where", where, "-o", str(out))
    assert code == 1
    assert words in err
    assert not out.exists()


def test_a_sample_store_is_whole(say: Say) -> None:
    assert answer(say("sample", "--people", 40, "--seed", 2, "--json"))["people"] > 0
    assert answer(say("check", "--json")) == {"ok": True, "problems": []}


def test_a_row_changed_behind_the_trail_is_found(founded: Say, folder: Path) -> None:
    founded("import", "members", ROSTER, "--apply")
    office = opened(store_file(folder))
    with office.store.writing() as connection:
        connection.exec_driver_sql("UPDATE person SET name = '张三' WHERE id = 1")
    office.close()
    code, out, _ = founded("check")
    assert code == 1
    assert "与操作记录不一致" in out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.xlsx", b""),
        ("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("网页.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
        ("图片.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("没有表头.csv", "甲,乙\n一,二\n".encode()),
        ("半个.xlsx", b"PK\x03\x04 and nothing more"),
    ],
)
def test_a_bad_file_is_a_sentence_and_the_store_as_before(
    founded: Say, folder: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    before = dump(store_file(folder))
    code, out, err = founded("import", "members", file, "--apply")
    assert (code, out) == (1, "")
    assert err.strip().count("\n") == 0
    assert "Traceback" not in err
    assert dump(store_file(folder)) == before


def test_a_missing_file_is_a_sentence(founded: Say) -> None:
    code, _, err = founded("import", "members", "没有这个文件.xlsx")
    assert code == 1
    assert "Traceback" not in err


def test_a_zip_bomb_is_refused(founded: Say, tmp_path: Path) -> None:
    bomb = tmp_path / "炸弹.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(630):
                sheet.write(b" " * 1_000_000)
    code, _, err = founded("import", "members", bomb)
    assert code == 1
    assert err.count("\n") == 1


def test_markup_and_formulas_are_text_all_the_way(founded: Say, tmp_path: Path) -> None:
    file = write_sheets(
        tmp_path / "花名册.xlsx",
        {
            "Sheet1": [
                ["姓名", "工种", "备注"],
                ["<b>王强</b>", '=HYPERLINK("a")', "A&B <x>"],
            ]
        },
    )
    founded("import", "members", file, "--apply")
    [row] = answer(founded("rows", "members", "--json"))
    assert (row["name"], row["trade"], row["note"]) == (
        "<b>王强</b>",
        '=HYPERLINK("a")',
        "A&B <x>",
    )
    out = tmp_path / "r.pdf"
    assert founded("print", "member-roster", "-o", out)[0] == 0


@pytest.mark.parametrize(
    "words", [("nope",), ("import",), ("find", "x", "--limit", "0"), ("sample",)]
)
def test_wrong_usage_is_exit_two(say: Say, words: tuple[str, ...]) -> None:
    assert say(*words)[0] == 2


def test_a_mistake_of_ours_is_one_sentence_and_a_log(
    founded: Say, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("unionoffice.commands.everyday.registers", broken)
    code, out, err = founded("registers")
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    log = folder / "log" / "unionoffice.log"
    assert "ZeroDivisionError" in log.read_text("utf-8")
