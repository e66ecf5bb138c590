"""Years of old visit lists: read as offices wrote them, and given back unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from db.vocabulary import FundSource, VisitOccasion
from tests.offices import (
    TODAY,
    copied,
    dump,
    fates,
    new,
    opened,
    plan_of,
    told,
    write_sheets,
)
from tests.unionoffice.hardship.aid_homes import household
from tests.unionoffice.hardship.visiting import (
    CASH,
    member,
    ready,
    rule,
    unit,
    visits,
)
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting.sheet import BOUND_WORDS
from unionoffice.hardship.visiting.words import occasions, split_names
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.writing.export import export

ID = make("370825", date(1980, 5, 6), 7)
OTHER_ID = make("370825", date(1981, 5, 6), 9)
HEADER = (
    *("序号", "慰问日期", "慰问对象", "单位", "慰问事由", "慰问金（元）", "慰问品"),
    *("资金来源", "走访人员", "备注"),
)


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    yield office
    office.close()


def planned(
    office: Office, rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER
) -> Plan:
    folder = office.store.folder
    path = write_sheets(folder / "慰问.xlsx", {"2025年": [header, *rows]})
    return plan_of(office, path, "visits")


def test_a_messy_old_list_is_read_as_it_was_meant(desk: Office) -> None:
    team = unit(desk, "采煤一队")
    unit(desk, "机电队")
    member(desk, "张三", unit_id=team)
    title = ("二〇二五年度走访慰问台账",)
    rows = [
        ("填报单位：某矿工会",),
        HEADER,
        (
            *(1, "2025.1.20", "张 三", "采煤一队", "春节慰问", None),
            *("大米、食用油", "工会经费", "王书记、李主席 赵平", None),
        ),
        (
            *(2, "2025年3月5日", "李老师", "矿小学", "因病住院（胆结石）", "500元"),
            *(None, "行政", "李主席", "家在外地"),
        ),
        (
            *(3, date(2025, 3, 6), "张三", "采煤一队", "住院", 800),
            *("水果", "工会", "王书记", None),
        ),
        (
            *(4, "2025-6-1", "掘进一队夜班职工", "掘进一队", "送清凉", None),
            *("绿豆、白糖", "上级工会", None, None),
        ),
        (5, "2025-7-1", "赵六", None, "家访", 300, None, None, None, None),
        ("合计", None, None, None, None, 1600, None, None, None, None),
    ]
    path = write_sheets(desk.store.folder / "台账.xlsx", {"台账": [title, *rows]})
    plan = plan_of(desk, path, "visits")
    assert fates(plan) == {"new": 4, "rejected": 1}
    desk.apply(plan)
    found = {row["visit_no"]: row for row in visits(desk)}
    assert list(found) == ["2025-0001", "2025-0002", "2025-0003", "2025-0004"]
    first, second, third, fourth = found.values()
    assert (first["name"], first["recipient"]) == ("张三", "member")
    assert (first["occasion"], first["activity"]) == ("festival", "春节慰问")
    assert (first["form"], first["goods"]) == ("goods", "大米、食用油")
    assert (first["leader"], first["companions"]) == ("王书记", "李主席、赵平")
    assert (second["recipient"], second["person_id"]) == ("other", None)
    assert (second["occasion"], second["amount"]) == ("hospital", 50_000)
    assert second["circumstances"] == "因病住院（胆结石）"
    assert (second["source"], second["note"]) == ("firm", "家在外地")
    assert third["person_id"] == first["person_id"] is not None
    assert (third["form"], third["amount"], third["goods"]) == ("cash", 80_000, "水果")
    assert (fourth["name"], fourth["occasion"]) == ("掘进一队夜班职工", "harsh_work")
    again = plan_of(desk, path, "visits")
    assert fates(again) == {"same": 4, "rejected": 1}


def test_a_name_that_nobody_bears_is_a_warning_and_no_fault(desk: Office) -> None:
    plan = planned(
        desk, [(1, "2025-3-5", "王老师", "", "其他", 100, "", "工会", "", "")]
    )
    assert told(plan) == [(2, "慰问对象", "warn")]
    assert fates(plan) == {"new": 1}


def test_several_of_one_name_are_told_apart_by_unit_or_not_at_all(
    desk: Office,
) -> None:
    first, second = unit(desk, "采煤一队"), unit(desk, "机电队")
    member(desk, "张伟", unit_id=first)
    meant = member(desk, "张伟", unit_id=second)
    row = (1, "2025-3-5", "张伟", "机电队", "其他", 100, "", "工会", "", "")
    unclear = (2, "2025-3-6", "张伟", "", "其他", 100, "", "工会", "", "")
    plan = planned(desk, [row, unclear])
    assert fates(plan) == {"new": 1, "rejected": 1}
    (complaint,) = plan.rows[1].complaints
    assert complaint.sentence.startswith("有 2 个会员叫“张伟”（采煤一队、机电队）")
    desk.apply(plan)
    assert [row["person_id"] for row in visits(desk)] == [meant]


def test_the_id_number_tells_who_is_meant(desk: Office) -> None:
    one = member(desk, "张伟", id_number=ID)
    member(desk, "张伟", id_number=OTHER_ID)
    header = ("日期", "姓名", "身份证号", "事由", "金额")
    rows = [
        ("2025-3-5", "张伟", ID, "其他", 100),
        ("2025-3-6", "张维", ID, "其他", 100),
        ("2025-3-7", "张伟", make("370825", date(1990, 1, 1), 3), "其他", 100),
        ("2025-3-8", "钱七", "37082519900101", "其他", 100),
    ]
    plan = planned(desk, rows, header)
    assert fates(plan) == {"new": 4}
    assert told(plan) == [
        (3, "姓名", "warn"),
        (4, "姓名", "warn"),
        (5, "身份证号", "warn"),
        (5, "姓名", "warn"),
    ]
    desk.apply(plan)
    assert [row["person_id"] for row in visits(desk)] == [one, one, None, None]
    assert [row["recipient"] for row in visits(desk)][2:] == ["other", "other"]
    assert visits(desk)[3]["id_number"] == "37082519900101"


def test_the_staff_number_alone_is_enough(desk: Office) -> None:
    who = member(desk, "张三", staff_no="0012")
    header = ("日期", "工号", "事由", "金额")
    plan = planned(desk, [("2025-3-5", "0012", "结婚", 500)], header)
    desk.apply(plan)
    (row,) = visits(desk)
    assert (row["person_id"], row["name"]) == (who, "张三")
    again = planned(desk, [("2025-3-5", "0012", "结婚", 500)], header)
    assert fates(again) == {"same": 1}


def test_somebody_with_a_relation_is_family_and_no_member(desk: Office) -> None:
    member(desk, "王桂兰")
    header = ("日期", "姓名", "关系", "事由", "金额")
    desk.apply(planned(desk, [("2025-3-5", "王桂兰", "妻子", "其他", 100)], header))
    (row,) = visits(desk)
    assert (row["recipient"], row["person_id"]) == ("family", None)


def test_a_row_without_a_name_stays_out(desk: Office) -> None:
    plan = planned(desk, [(1, "2025-3-5", "", "机电队", "其他", 100, "", "", "", "")])
    assert fates(plan) == {"rejected": 1}


def test_limits_hold_in_a_file_by_the_order_of_days(desk: Office) -> None:
    rule(desk, "festival", year_limit=100_000)
    who = member(desk, "张三")
    header = ("日期", "姓名", "事由", "金额", "资金来源", "超限额原因")
    rows = [
        ("2025-9-1", "张三", "节日慰问", 500, "工会", None),
        ("2025-1-1", "张三", "节日慰问", 600, "工会", None),
        ("2025-10-1", "张三", "节日慰问", 700, "工会", "主席批准"),
    ]
    plan = planned(desk, rows, header)
    assert [str(row.state) for row in plan.rows] == ["rejected", "new", "new"]
    faults = [(item.row, str(item.level)) for item in plan.complaints()]
    assert faults == [(2, "reject"), (4, "warn")]
    visit_jobs.quick(
        desk,
        who,
        VisitOccasion.FESTIVAL,
        40_000,
        source="own",
        visited_on=date(2025, 2, 2),
    )
    assert [str(row.state) for row in planned(desk, rows[1:2], header).rows] == ["new"]
    rows[1] = ("2025-1-1", "张三", "节日慰问", 601, "工会", None)
    assert fates(planned(desk, rows[1:2], header)) == {"rejected": 1}


def test_numbers_go_on_where_the_year_stands(desk: Office) -> None:
    visit_jobs.quick(
        desk,
        member(desk, "张三"),
        VisitOccasion.OTHER,
        100,
        visited_on=date(2025, 5, 5),
    )
    header = ("编号", "日期", "姓名", "事由", "金额")
    rows = [
        (None, "2025-8-1", "甲", "其他", 1),
        ("2025-0007", "2025-7-1", "乙", "其他", 1),
        (None, "2025-6-1", "丙", "其他", 1),
        (None, "2024-6-1", "丁", "其他", 1),
        (None, None, "戊", "其他", 1),
    ]
    desk.apply(planned(desk, rows, header))
    given = {row["name"]: row["visit_no"] for row in visits(desk)}
    assert given == {
        "张三": "2025-0001",
        "甲": "2025-0009",
        "乙": "2025-0007",
        "丙": "2025-0008",
        "丁": "2024-0001",
        "戊": None,
    }
    assert fates(planned(desk, rows, header)) == {"same": 5}
    rows[4] = (None, None, "戊", "其他", 2)
    assert fates(planned(desk, rows, header)) == {"same": 4, "rejected": 1}


def test_a_waiting_visit_that_is_made_gets_its_number_by_the_file(
    desk: Office,
) -> None:
    who = member(desk, "张三", staff_no="1")
    visit_jobs.quick(desk, who, VisitOccasion.OTHER, 100, visited_on=None)
    path = desk.store.folder / "out.xlsx"
    register = desk.register("visits")
    with desk.reading() as connection:
        export(connection, desk.view(register), path)
    book = openpyxl.load_workbook(path)
    page = book.active
    heads = [cell.value for cell in page[1]]
    page.cell(2, heads.index("慰问日期") + 1, date(2026, 2, 3))
    book.save(path)
    desk.apply(plan_of(desk, path, "visits"))
    (row,) = visits(desk)
    assert (row["visited_on"], row["visit_no"]) == (date(2026, 2, 3), "2026-0001")


def test_what_a_round_wrote_is_not_changed_by_a_file(desk: Office) -> None:
    who = member(desk, "张三")
    made = round_jobs.create(
        desk,
        "两节",
        VisitOccasion.FESTIVAL,
        TODAY,
        source=FundSource.OWN,
    )
    (key,) = made.in_table("visit_round")
    (entry,) = round_jobs.choose(desk, key, [who], CASH).in_table("round_entry")
    round_signing.tick(desk, [entry], TODAY)
    header = ("编号", "慰问事由", "慰问金", "凭证号")
    refused = planned(desk, [("2026-0001", "节日慰问", 400, "12")], header)
    (complaint,) = refused.rows[0].complaints
    assert (complaint.key, complaint.sentence) == ("amount", BOUND_WORDS)
    allowed = planned(desk, [("2026-0001", "节日慰问", 500, "12")], header)
    assert fates(allowed) == {"changed": 1}


def test_what_is_exported_and_read_again_changes_nothing(desk: Office) -> None:
    team = unit(desk, "采煤一队")
    household(desk, "李大壮")
    (poor,) = desk.ids(desk.view(desk.register("members")))
    people = [
        member(desk, "张伟", unit_id=team, id_number=ID),
        member(desk, "张伟"),
        poor,
    ]
    for number, who in enumerate(people):
        visit_jobs.quick(
            desk, who, VisitOccasion.HOSPITAL, 100 + number, illness="骨折",
            goods="水果", quantity=2, unit_price=333, source="own", home="三口人",
        )  # fmt: skip
    visit_jobs.quick(desk, people[1], VisitOccasion.OTHER, 5, visited_on=None)
    new(
        desk, "visits", occasion="kin_death", form="cash", amount=1, recipient="family",
        person_id=people[0], name="王桂兰", relation="妻子", visited_on=TODAY,
        signed_on=TODAY, signer="张小伟", signer_relation="儿子", proxy_reason="在外",
    )  # fmt: skip
    new(desk, "visits", occasion="other", form="voucher", name="王老师", note="无")
    before = dump(desk.store.folder / "office.db")
    path = desk.store.folder / "out.xlsx"
    with desk.reading() as connection:
        export(connection, desk.view(desk.register("visits")), path)
    plan = plan_of(desk, path, "visits")
    assert fates(plan) == {"same": 6}
    assert desk.apply(plan).batch is None
    assert dump(desk.store.folder / "office.db") == before


@pytest.mark.parametrize(
    ("words", "code", "kept"),
    [
        ("节日慰问", "festival", False),
        ("住院", "hospital", False),
        ("因病住院（胆结石）", "hospital", True),
        ("春节送温暖", "festival", True),
        ("父亲去世", "kin_death", True),
        ("丧事", "kin_death", False),
        ("老职工病故", "death", True),
        ("尘肺病患者走访", "injury", True),
        ("井下一线高温慰问", "harsh_work", True),
        ("特困职工救助", "hardship", True),
        ("三八妇女节", "women", False),
        ("生小孩", "childbirth", False),
        ("退休座谈", "retirement", True),
        ("家访", None, False),
    ],
)
def test_old_words_for_an_occasion_are_understood(
    words: str, code: str | None, *, kept: bool
) -> None:
    reading = occasions().read(words, today=TODAY)
    assert reading.value == code
    assert (reading.words == words) is (kept or code is None)


@settings(max_examples=30)
@given(some.lists(some.sampled_from(["王书记", "李主席", "赵平", "钱七"]), max_size=4))
def test_names_in_one_cell_are_told_apart(names: list[str]) -> None:
    for mark in ("、", "，", "  ", ";", "/"):
        assert split_names(mark.join(names)) == names
