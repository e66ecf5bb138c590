"""Bad gifts get a sentence by every way in, and nothing is half-written (§3.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.models import Person
from tests.offices import dump, new, opened, shown, write_sheets
from tests.unionoffice.donations.funds import row
from tests.unionoffice.donations.giving import FIRST, campaign, person, unit
from unionoffice import cli
from unionoffice.donations.gifts.fields import AMOUNT
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.paths import store_file
from unionoffice.register.complaint import NotAccepted
from unionoffice.sheets.directions import Directions
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.reading.pasted import pasted_workbook
from unionoffice.sheets.reading.read import read_workbook

HEAD = ("捐款人", "金额", "日期")
GOOD = ("路人", 50, FIRST)
Rows = Sequence[tuple[object, ...]]
Way = Callable[[Office, Path, Rows, str], Plan]


def by_file(office: Office, folder: Path, rows: Rows, campaign_no: str) -> Plan:
    """The plan of an .xlsx file."""
    path = write_sheets(folder / "名单.xlsx", {"Sheet1": rows})
    return planned(office, read_workbook(path), campaign_no)


def by_paste(office: Office, folder: Path, rows: Rows, campaign_no: str) -> Plan:
    """The plan of the same cells, copied in Excel and pasted."""
    del folder
    lines = ["\t".join("" if c is None else str(c) for c in line) for line in rows]
    return planned(office, pasted_workbook("\n".join(lines)), campaign_no)


def planned(office: Office, workbook: Any, campaign_no: str) -> Plan:  # noqa: ANN401  a workbook of any maker
    said = Directions().with_words_for_all("campaign_id", campaign_no)
    return office.plan(office.register("donations"), workbook, directions=said)


ways = pytest.mark.parametrize("way", [by_file, by_paste])


def refused(plan: Plan) -> list[str]:
    return [said.problem for said in plan.complaints() if str(said.level) == "reject"]


@ways
@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("12.345", "金额最多到分"),
        (12.345, "金额最多到分"),
        ("-50", "捐款金额不能小于零"),
        (-50, "捐款金额不能小于零"),
        ("壹佰元", "“壹佰元”不是金额"),
        ("一百", "“一百”不是金额"),
        ("=1+1", "不是金额"),
        ("1e3", "不是金额"),
        (0, "请填写捐款金额"),
        (None, "请填写捐款金额"),
        ("99999999999999", "金额太大"),
    ],
)
def test_an_amount_that_is_none_keeps_its_row_out(
    office: Office, tmp_path: Path, way: Way, amount: object, words: str
) -> None:
    campaign(office)
    plan = way(office, tmp_path, [HEAD, GOOD, ("李四", amount, FIRST)], "2026-01")
    assert [str(each.state) for each in plan.rows] == ["new", "rejected"]
    (said,) = refused(plan)
    assert words in said
    office.apply(plan)
    assert shown(office, "donations", "name", "amount") == [("路人", 5_000)]


@pytest.mark.parametrize("words", ["12.345", "壹佰元", "1e3"])
def test_an_amount_that_is_none_is_refused_in_the_form(words: str) -> None:
    reading = AMOUNT.kind.read(words, today=FIRST)
    assert reading.value is None
    assert reading.sentence


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": -5_000}, "不能小于零"),
        ({"amount": 0}, "请填写捐款金额"),
        ({"amount": 100, "given_on": date(2026, 3, 16)}, "不能晚于今天"),
        ({"amount": 100, "donor": "member"}, "会员"),
    ],
)
def test_a_gift_that_cannot_be_is_refused_in_the_form(
    office: Office, values: dict[str, object], words: str
) -> None:
    key = campaign(office)
    told = {"campaign_id": key, "name": "路人", "given_on": FIRST, **values}
    with pytest.raises(NotAccepted, match=words):
        new(office, "donations", **told)
    assert office.ids(office.view(office.register("donations"))) == []


@ways
def test_a_total_row_is_no_gift(office: Office, tmp_path: Path, way: Way) -> None:
    campaign(office)
    rows = [HEAD, GOOD, ("李四", 30, FIRST), ("合计", 80, None)]
    plan = way(office, tmp_path, rows, "2026-01")
    office.apply(plan)
    assert sorted(shown(office, "donations", "name", "amount")) == [
        ("李四", 3_000),
        ("路人", 5_000),
    ]


@ways
def test_a_name_that_fits_two_people_is_asked_and_never_guessed(
    office: Office, tmp_path: Path, way: Way
) -> None:
    campaign(office)
    coal, tunnel = unit(office, "采煤一队"), unit(office, "掘进二队")
    here, there = person(office, "张伟", coal), person(office, "张伟", tunnel)
    head = (*HEAD, "单位")
    plan = way(
        office, tmp_path, [head, (*GOOD, None), ("张伟", 50, FIRST, None)], "2026-01"
    )
    assert [str(each.state) for each in plan.rows] == ["new", "rejected"]
    (said,) = refused(plan)
    assert "同名的会员有 2 人" in said
    assert "采煤一队" in said
    assert "掘进二队" in said
    plan = way(office, tmp_path, [head, ("张伟", 50, FIRST, "掘进二队")], "2026-01")
    office.apply(plan)
    (held,) = office.ids(office.view(office.register("donations")))
    draft = office.draft(office.register("donations"), held)
    assert draft.values["person_id"] == there != here
    assert row(office, Person, there)["unit_id"] == tunnel


@ways
@pytest.mark.parametrize(
    ("state", "words"),
    [("preparing", "还在筹备"), ("posted", "名单已经封账"), ("closed", "名单已经封账")],
)
def test_a_closed_campaign_takes_nothing(
    office: Office, tmp_path: Path, way: Way, state: str, words: str
) -> None:
    key = campaign(office, state=state)
    before = dump(office.store.path)
    plan = way(office, tmp_path, [HEAD, GOOD, ("李四", 30, FIRST)], "2026-01")
    assert {str(each.state) for each in plan.rows} == {"rejected"}
    assert all(words in said for said in refused(plan))
    with pytest.raises(NotAccepted, match=words):
        new(
            *(office, "donations"),
            campaign_id=key,
            name="路人",
            amount=5_000,
            given_on=FIRST,
        )
    assert dump(office.store.path) == before


def test_a_campaign_is_named_by_its_number_or_title_alone(
    office: Office, tmp_path: Path
) -> None:
    campaign(office)
    for number in ("2026-02", "2026-03"):
        campaign(office, campaign_no=number, title="一日捐")
    for words, title in (
        ("2026-01", "为王德山同志献爱心捐款"),
        ("为王德山同志献爱心捐款", "为王德山同志献爱心捐款"),
        ("2026-03", "一日捐"),
    ):
        plan = by_file(office, tmp_path, [HEAD, GOOD], words)
        done = office.apply(plan)
        assert shown(office, "donations", "campaign_id") == [(title,)]
        assert done.batch is not None
        office.undo(done.batch)
    with pytest.raises(Refused, match="有 2 个：2026-02 一日捐、2026-03 一日捐"):
        by_file(office, tmp_path, [HEAD, GOOD], "一日捐")
    with pytest.raises(Refused, match="“慈善日”没有找到"):
        by_file(office, tmp_path, [HEAD, GOOD], "慈善日")


def test_gifts_come_in_by_the_command_line_with_their_campaign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(tmp_path))
    assert cli.main([*data, "init", "--name", "青石岭煤矿工会"]) == 0
    office = opened(store_file(tmp_path))
    campaign(office)
    office.close()
    file = write_sheets(tmp_path / "名单.xlsx", {"Sheet1": [HEAD, GOOD]})
    command = [*data, "import", "donations", str(file), "--apply"]
    assert cli.main([*command, "--set", "campaign=慈善日"]) == 1
    assert "捐款活动“慈善日”没有找到" in capsys.readouterr().err
    assert cli.main([*command, "--set", "campaign=2026-01"]) == 0
    assert cli.main([*data, "balance", "2026-01"]) == 0
    said = capsys.readouterr().out
    assert "每一行：捐款活动 = 2026-01" in said
    assert "期初 0.00 + 收入 50.00 − 支出 0.00 = 期末 50.00 元" in said
