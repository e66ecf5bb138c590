"""A delivery goes out as one file and comes in through the ordinary plan."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.offices import ROOT, TODAY, dump, edit, fates, new, opened, ticking, value
from tests.unionoffice.exchange.conftest import SLIP
from unionoffice import __version__
from unionoffice.errors import InvalidInput, Refused
from unionoffice.exchange.opening import Delivered, look, open_delivery
from unionoffice.exchange.pack import pack, suggested_name
from unionoffice.exchange.received import Freshness, standing, standings, take_in
from unionoffice.exchange.stick import deliveries
from unionoffice.exchange.strangers import beyond_own_unit
from unionoffice.office import Office


def plan_fates(office: Office, delivered: Delivered) -> dict[str, int]:
    return fates(office.plan(office.register("members"), delivered.workbook))


def test_the_slip_says_who_what_when_and_how_much(
    workshop: Office, handed_in: Path
) -> None:
    said = look(handed_in)
    assert (said.sender, said.unit) == (SLIP.sender, SLIP.unit)
    assert (said.period, said.note) == (SLIP.period, SLIP.note)
    assert (said.register, said.title, said.rows) == ("members", "会员", 3)
    assert (said.made_at, said.made) == (workshop.clock.now(), "2026-03-15 12:00")
    assert {"姓名", "身份证号", "会籍状态"} <= set(said.columns)
    assert said.code.replace(" ", "").lower() == said.fingerprint[:12]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert said.programme == __version__ == project["project"]["version"]


def test_a_delivery_plans_no_change_where_it_was_made(
    workshop: Office, handed_in: Path
) -> None:
    delivered = open_delivery(workshop, handed_in, workshop.register("members"))
    assert plan_fates(workshop, delivered) == {"same": 3}


def test_a_delivery_is_new_elsewhere_until_it_was_taken_in_and_after_an_undo(
    office: Office, path: Path, handed_in: Path
) -> None:
    delivered, before = open_delivery(office, handed_in), dump(path)
    assert standing(office, delivered.manifest).freshness is Freshness.NEW
    plan = office.plan(office.register("members"), delivered.workbook)
    assert fates(plan) == {"new": 3}
    assert plan.source == handed_in.name
    changes = take_in(office, delivered, plan)
    now = standing(office, delivered.manifest)
    assert (now.freshness, now.at) == (Freshness.TAKEN, office.clock.now())
    assert "已经收过" in now.sentence
    assert plan_fates(office, delivered) == {"same": 3}
    office.undo(changes.batch or "")
    assert standing(office, delivered.manifest).freshness is Freshness.NEW
    assert dump(path) == before


def test_a_delivery_without_anything_new_is_put_down_all_the_same(
    path: Path, handed_in: Path
) -> None:
    office = opened(path, clock=ticking())
    delivered = open_delivery(office, handed_in)
    register = office.register("members")
    for _ in range(2):
        take_in(office, delivered, office.plan(register, delivered.workbook))
        assert standing(office, delivered.manifest).freshness is Freshness.TAKEN
        assert office.batches()[0].kind == "import"
    assert len(dump(path)["delivery"]) == 2
    office.close()


def test_an_older_delivery_of_the_same_unit_is_warned_of(
    office: Office, handed_in: Path
) -> None:
    delivered = open_delivery(office, handed_in)
    register = office.register("members")
    take_in(office, delivered, office.plan(register, delivered.workbook))
    made = delivered.manifest.made_at
    other = replace(delivered.manifest, fingerprint="f" * 64)
    told = [
        other,
        replace(other, made_at=made.replace(day=14)),
        replace(other, made_at=made.replace(day=14), unit="机电队"),
        replace(other, made_at=made.replace(year=2027)),
    ]
    found = standings(office, told)
    assert [item.freshness for item in found] == [
        Freshness.NEW,
        Freshness.OVERTAKEN,
        Freshness.NEW,
        Freshness.AHEAD,
    ]
    assert [bool(item.sentence) for item in found] == [False, True, False, True]


def test_rows_of_other_units_are_warned_of(office: Office, handed_in: Path) -> None:
    delivered = open_delivery(office, handed_in)
    register = office.register("members")
    unknown = office.plan(register, delivered.workbook)
    assert "没有叫“综采一队”的单位" in beyond_own_unit(office, unknown, "综采一队")
    mine = new(office, "units", name="青石矿", kind="company")
    for name in ("综采一队", "机电队"):
        new(office, "units", name=name, kind="team", parent_id=mine)
    plan = office.plan(register, delivered.workbook)
    assert "别的单位的：机电队 1 条" in beyond_own_unit(office, plan, "综采一队")
    assert beyond_own_unit(office, plan, "青石矿") == ""
    office.apply(plan)
    [smith] = [
        key
        for key in office.ids(office.view(register))
        if value(office, "members", key, "name") == "单雄信"
    ]
    edit(office, "members", smith, name="单雄")
    moved = office.plan(register, delivered.workbook)
    assert fates(moved) == {"same": 2, "changed": 1}
    assert "机电队 1 条" in beyond_own_unit(office, moved, "综采一队")
    assert beyond_own_unit(office, moved, "机电队") == ""


def test_a_delivery_for_another_register_is_refused_with_its_name(
    office: Office, handed_in: Path
) -> None:
    with pytest.raises(Refused, match="“会员”的报送文件，不能导入“单位”"):
        open_delivery(office, handed_in, office.register("units"))
    del office.registers["members"]
    with pytest.raises(Refused, match="没有这个台账"):
        open_delivery(office, handed_in)


def test_only_the_chosen_rows_are_handed_in(workshop: Office, tmp_path: Path) -> None:
    view = workshop.view(workshop.register("members"))
    keys = workshop.ids(view)[:2]
    file = tmp_path / "两人.baosong"
    assert pack(workshop, view, SLIP, file, only=keys).rows == 2
    assert len(open_delivery(workshop, file).workbook.sheets[0].rows) == 3


def test_the_same_rows_have_the_same_fingerprint_whoever_hands_them_in(
    workshop: Office, handed_in: Path, tmp_path: Path
) -> None:
    view, file = (
        workshop.view(workshop.register("members")),
        tmp_path / "又一份.baosong",
    )
    again = pack(workshop, view, replace(SLIP, sender="李国强", note=""), file)
    assert again.fingerprint == look(handed_in).fingerprint
    assert file.read_bytes() != handed_in.read_bytes()


def test_what_cannot_be_handed_in_leaves_no_file(
    workshop: Office, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "x.baosong"
    view = workshop.view(workshop.register("members"))
    with pytest.raises(InvalidInput, match="请填写报送人"):
        pack(workshop, view, replace(SLIP, sender=" "), file)
    with pytest.raises(InvalidInput, match="期间最多 60 个字"):
        pack(workshop, view, replace(SLIP, period="长" * 61), file)
    with pytest.raises(Refused, match="没有要报送的记录"):
        pack(office, office.view(office.register("members")), SLIP, file)
    with pytest.raises(Refused):
        pack(workshop, workshop.view(workshop.register("printed")), SLIP, file)
    with pytest.raises(Refused, match="一份最多报送"):
        pack(workshop, view, SLIP, file, only=range(100_000))
    with pytest.raises(Refused, match="不存在"):
        pack(workshop, view, SLIP, tmp_path / "gone" / "x.baosong")
    assert list(tmp_path.glob("*.baosong")) == []


def test_a_name_is_suggested_that_every_stick_takes() -> None:
    assert suggested_name("会员", "综采一队", TODAY) == "综采一队-会员-20260315.baosong"
    assert (
        suggested_name("会员", '一/二:"队" ', TODAY) == "一二队-会员-20260315.baosong"
    )
    assert suggested_name("会员", "...", TODAY) == "报送-会员-20260315.baosong"


def test_a_stick_shows_its_deliveries_newest_first_and_the_damaged_last(
    office: Office, workshop: Office, handed_in: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "三月"
    stick.mkdir(parents=True)
    whole = handed_in.read_bytes()
    (stick / "一队.baosong").write_bytes(whole)
    (tmp_path / "stick" / "坏.baosong").write_bytes(whole[:-9])
    (tmp_path / "stick" / "花名册.xlsx").write_bytes(b"PK")
    pack(
        workshop,
        workshop.view(workshop.register("units")),
        replace(SLIP, unit="机电队"),
        stick / "单位.BAOSONG",
    )
    delivered = open_delivery(office, stick / "一队.baosong")
    plan = office.plan(office.register("members"), delivered.workbook)
    take_in(office, delivered, plan)
    found = deliveries(office, tmp_path / "stick")
    told = [(item.path.name, item.state, bool(item.told)) for item in found]
    assert told == [
        ("一队.baosong", "已导入", True),
        ("单位.BAOSONG", "未导入", False),
        ("坏.baosong", "不能用", True),
    ]
    with pytest.raises(Refused, match="U 盘"):
        deliveries(office, tmp_path / "pulled")
