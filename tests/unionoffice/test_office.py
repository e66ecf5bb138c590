"""The front desk: founding, opening, reading, writing, and saying no in Chinese."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.models import Unit
from tests.offices import (
    NOON,
    TODAY,
    dump,
    edit,
    new,
    opened,
    python,
    shown,
    ticking,
    value,
    whole,
)
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.errors import Refused
from unionoffice.idcard import make
from unionoffice.office import UNION_NAME, Office
from unionoffice.register.complaint import NotAccepted


def test_a_founded_office_knows_its_name_and_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "新" / "office.db"
    office = Office.found(
        path, REGISTERS, union_name=" 某矿工会 ", clock=stopped(TODAY)
    )
    assert office.fact(UNION_NAME) == "某矿工会"
    assert all(office.ids(office.view(register)) == [] for register in office)
    assert [batch.at for batch in office.batches()] == [NOON]
    office.close()
    again = opened(path)
    assert again.fact(UNION_NAME) == "某矿工会"
    again.close()


@pytest.mark.parametrize("name", ["", "  ", "　"])
def test_a_union_without_a_name_is_not_founded(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="请填写单位名称"):
        Office.found(tmp_path / "office.db", REGISTERS, union_name=name)
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_not_founded_on_another(office: Office, path: Path) -> None:
    office.close()
    before = whole(path)
    with pytest.raises(Refused, match="没有覆盖"):
        Office.found(path, REGISTERS, union_name="乙")
    assert whole(path) == before


def test_no_store_a_busy_store_and_no_store_of_ours_are_refused(
    office: Office, path: Path, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="没有找到"):
        opened(tmp_path / "none.db")
    with pytest.raises(Refused, match="另一个正在运行"):
        opened(path)
    office.close()
    strange = tmp_path / "strange.db"
    strange.write_bytes(b"PK")
    with pytest.raises(Refused, match="不是工会办公的数据文件"):
        opened(strange)


def test_a_second_process_is_refused_with_the_sentence(
    office: Office, path: Path
) -> None:
    code = """
import sys
from pathlib import Path
from tests.offices import opened
from unionoffice.errors import Refused
try:
    opened(Path(sys.argv[1]))
except Refused as refused:
    print(refused.sentence)
"""
    words, _ = python(code, path).communicate()
    assert words.startswith("这份数据已被另一个正在运行的工会办公程序打开")
    assert office.batches() == []


def test_an_unknown_register_is_refused_with_those_there_are(office: Office) -> None:
    with pytest.raises(Refused, match="members（会员）"):
        office.register("nothing")


def test_a_save_tells_what_it_touched(office: Office) -> None:
    register = office.register("members")
    told = {"name": "张三", "joined_on": date(2020, 1, 1)}
    changes = office.save(office.new_draft(register, told))
    assert {name: len(ids) for name, ids in changes.touched.items()} == {
        "person": 1,
        "membership_event": 1,
    }
    assert changes.batch == office.batches()[0].uid


def test_every_write_says_who_when_and_why(path: Path, office: Office) -> None:
    office.close()
    desk = Office.open(path, REGISTERS, clock=ticking())
    key = new(desk, "members", name="张三")
    edit(desk, "members", key, phone="13800138000")
    desk.discard(desk.register("members"), [key])
    desk.restore(desk.register("members"), [key])
    past = desk.batches()
    assert [batch.reason for batch in reversed(past)] == [
        "新增会员",
        "修改会员：张三",
        "会员移入回收站（1 条）",
        "从回收站恢复会员（1 条）",
    ]
    assert {batch.who for batch in past} == {"工会干事"}
    assert [batch.at for batch in past] == sorted((b.at for b in past), reverse=True)
    desk.close()


def test_a_draft_that_was_overtaken_is_refused(path: Path, office: Office) -> None:
    office.close()
    desk = Office.open(path, REGISTERS, clock=ticking())
    key = new(desk, "members", name="张三")
    register = desk.register("members")
    mine, theirs = desk.draft(register, key), desk.draft(register, key)
    desk.save(theirs.with_values(phone="13800138000"))
    with pytest.raises(Refused, match="已被改动"):
        desk.save(mine.with_values(post="班长"))
    assert value(desk, "members", key, "post") is None
    desk.close()


def test_a_draft_overtaken_only_beside_its_row_is_refused_too(
    path: Path, office: Office
) -> None:
    office.close()
    desk = Office.open(path, REGISTERS, clock=ticking())
    key = new(desk, "members", name="张三")
    draft = desk.draft(desk.register("members"), key)
    edit(desk, "members", key, post="班长")
    batch = edit(desk, "members", key, post="队长").batch
    desk.undo(batch or "")
    with pytest.raises(Refused):
        desk.save(draft.with_values(joined_on=date(2020, 1, 1)))
    assert shown(desk, "events", "kind") == []
    desk.close()


def test_a_draft_of_a_record_that_is_gone_is_refused(office: Office) -> None:
    register = office.register("members")
    changes = office.save(office.new_draft(register, {"name": "张三"}))
    (key,) = changes.in_table("person")
    draft = office.draft(register, key)
    office.undo(changes.batch or "")
    with pytest.raises(Refused, match="不存在"):
        office.draft(register, key)
    with pytest.raises(Refused, match="不存在"):
        office.save(draft.with_values(name="李四"))


def test_a_save_without_a_change_writes_nothing(office: Office, path: Path) -> None:
    key = new(office, "members", name="张三", joined_on=date(2020, 1, 1))
    before = whole(path)
    changes = office.save(office.draft(office.register("members"), key))
    assert (changes.batch, dict(changes.touched)) == (None, {})
    assert whole(path) == before


def test_a_record_that_is_not_accepted_leaves_nothing(
    office: Office, path: Path
) -> None:
    before = whole(path)
    with pytest.raises(NotAccepted) as refused:
        new(office, "events")
    assert {item.key for item in refused.value.complaints} == {"person_id", "kind"}
    assert whole(path) == before


def test_the_recycle_bin_keeps_and_gives_back(office: Office) -> None:
    register = office.register("members")
    key = new(office, "members", name="张三")
    office.discard(register, [key])
    bin_ = replace(office.view(register), discarded=True)
    assert (office.ids(office.view(register)), office.ids(bin_)) == ([], [key])
    office.restore(register, [key])
    assert (office.ids(office.view(register)), office.ids(bin_)) == ([key], [])


def test_a_restored_number_that_was_given_away_is_refused(office: Office) -> None:
    register = office.register("members")
    number = make("110101", date(1990, 3, 7), 31)
    key = new(office, "members", name="张三", id_number=number)
    office.discard(register, [key])
    new(office, "members", name="李四", id_number=number)
    with pytest.raises(Refused, match="已有相同的会员记录（身份证号）"):
        office.restore(register, [key])


def test_what_the_store_misses_is_named_as_in_the_form(office: Office) -> None:
    person = new(office, "members", name="张三")
    month = {"person_id": person, "month": date(2026, 1, 1)}
    new(office, "dues", **month)
    with (
        pytest.raises(Refused, match="（会员、月份）"),
        office.transaction("试") as one,
    ):
        one.insert(office.register("dues").model, month)
    with (
        pytest.raises(Refused, match="缺少必填内容（名称）"),
        office.transaction("试") as one,
    ):
        one.insert(Unit, {"name": None, "kind": "team"})


def test_an_undone_batch_is_marked_and_the_undo_stands_above_it(
    office: Office, path: Path
) -> None:
    before = dump(path)
    register = office.register("members")
    batch = office.save(office.new_draft(register, {"name": "张三"})).batch or ""
    back = office.undo(batch)
    assert dump(path) == before
    newest, first = office.batches()
    assert (newest.uid, newest.kind, newest.undone) == (back.batch, "undo", False)
    assert (first.uid, first.undone) == (batch, True)
    with pytest.raises(Refused, match="已经撤销过"):
        office.undo(batch)


def test_a_batch_that_was_redone_is_offered_for_undoing_again(
    office: Office, path: Path
) -> None:
    before = dump(path)
    register = office.register("members")
    batch = office.save(office.new_draft(register, {"name": "张三"})).batch or ""
    office.undo(office.undo(batch).batch or "")
    assert [past.undone for past in office.batches()] == [False, True, False]
    office.undo(batch)
    assert dump(path) == before
    assert [past.undone for past in office.batches()] == [False, False, True, True]


def test_a_transaction_that_fails_leaves_nothing(office: Office, path: Path) -> None:
    before = whole(path)
    with pytest.raises(ZeroDivisionError), office.transaction("试") as writer:
        writer.insert(Unit, {"name": "甲", "kind": str(1 / 0)})
    assert whole(path) == before


def test_a_reason_of_any_length_fits(office: Office) -> None:
    with office.transaction("长" * 5000) as writer:
        writer.insert(Unit, {"name": "甲", "kind": "team"})
    assert office.batches()[0].reason == "长" * 200


def test_rows_that_are_gone_are_left_out(office: Office) -> None:
    register = office.register("units")
    keys = [new(office, "units", name=name, kind="team") for name in "甲乙丙"]
    wanted = [keys[2], 999, keys[0]]
    found = office.rows(office.view(register), [register.all_columns["name"]], wanted)
    assert found == [("丙",), ("甲",)]
