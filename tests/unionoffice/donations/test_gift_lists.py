"""Messy lists of gifts: what is read, what is asked, what stays out, what is undone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from db.vocabulary import CampaignState
from tests.offices import dump, fates, new, plan_of, shown, value, write_sheets
from tests.unionoffice.donations.collecting import (
    TITLE,
    come_to,
    give,
    running,
    spend,
)
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_gift,
    reverse_payment,
)
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.sheets.planning.plan import Plan
from unionoffice.sheets.writing.export import export

HEADER = ("序号", "姓名", "单位", "捐款金额", "捐款日期", "捐款活动", "备注")
DAY = "2026-03-04"


@pytest.fixture
def case(office: Office) -> int:
    """A campaign, and two namesakes in two teams."""
    teams = [new(office, "units", name=f"综采{n}队", kind="team") for n in "一二"]
    for name, team in (("周望山", 0), ("李强", 0), ("李强", 1)):
        new(office, "members", name=name, unit_id=teams[team])
    return running(office)


def listed(
    office: Office,
    *rows: Sequence[object],
    name: str = "捐款.xlsx",
    campaign: str = TITLE,
) -> Path:
    """A list: name, unit, amount of each row; the campaign stands in a column."""
    told = [
        [n, *row[:3], DAY, campaign, *row[3:]] for n, row in enumerate(rows, start=1)
    ]
    title = [f"{TITLE}捐款登记表"]
    path = office.store.path.with_name(name)
    return write_sheets(path, {"捐款": [title, HEADER, *told]})


def said(plan: Plan) -> list[tuple[int, str, str]]:
    return [(each.row, str(each.level), each.problem) for each in plan.complaints()]


def test_a_list_as_it_comes_is_read(office: Office, case: int) -> None:
    path = write_sheets(
        office.store.path.with_name("捐款.xlsx"),
        {
            "捐款": [
                ["为吴大河同志献爱心捐款登记表"],
                ["填表单位：综采一队"],
                HEADER,
                [1, "周 望　山", "综采一队", "100元", DAY, TITLE, "再捐一次"],
                [2, "李强", "综采二队", "￥1,050.50", DAY, TITLE],
                [3, "采煤二区党支部", None, 2000, DAY, TITLE],
                [4, "匿名", None, 20, DAY, TITLE],
                [5, None, None, 20, DAY, TITLE],
                [6, "赵外人", None, "５０", DAY, TITLE],
                ["小计", None, None, 3240.5, None, None],
                ["合计", None, None, 3240.5, None, None],
            ]
        },
    )
    plan = plan_of(office, path, "donations")
    assert (fates(plan), said(plan)) == ({"new": 6}, [])
    office.apply(plan)
    assert set(shown(office, "donations", "name", "unit_id", "donor", "amount")) == {
        ("周望山", "综采一队", "member", 10_000),
        ("李强", "综采二队", "member", 105_050),
        ("采煤二区党支部", None, "group", 200_000),
        ("匿名", None, "anonymous", 2_000),
        ("赵外人", None, "other", 5_000),
    }
    assert value(office, "campaigns", case, "income") == 324_050
    assert {row[0] for row in shown(office, "donations", "collector")} == {"周会英"}


WRONG: tuple[tuple[object, str], ...] = (
    ("10.005", "金额最多到分（两位小数），“10.005”多了。"),
    (10.005, "金额最多到分（两位小数），“10.005”多了。"),
    (-5, "捐款金额不能小于零；冲减请用“红冲”"),
    ("-5元", "捐款金额不能小于零；冲减请用“红冲”"),
    ("壹佰元", "“壹佰元”不是金额，请写成 3456.80 这样的数字。"),
    ("约一百", "“约一百”不是金额，请写成 3456.80 这样的数字。"),
    (0, "请填写捐款金额，或者物资的品名"),
    (None, "请填写捐款金额，或者物资的品名"),
)


def test_an_amount_that_cannot_be_keeps_its_row_out_with_one_sentence(
    office: Office, case: int
) -> None:
    rows = [(f"{nth}某", None, amount) for nth, (amount, _) in enumerate(WRONG)]
    plan = plan_of(office, listed(office, *rows, ("乙某", None, 30)), "donations")
    assert fates(plan) == {"new": 1, "rejected": len(WRONG)}
    assert sorted(said(plan)) == [
        (nth, "reject", sentence) for nth, (_, sentence) in enumerate(WRONG, start=3)
    ]
    office.apply(plan)
    assert value(office, "campaigns", case, "income") == 3_000


def test_a_name_of_two_members_is_decided_by_the_unit_or_stays_out(
    office: Office, case: int
) -> None:
    rows = (("李强", "综采一队", 10), ("李强", None, 20), ("李强", "综采二队", 10))
    plan = plan_of(office, listed(office, *rows), "donations")
    assert fates(plan) == {"new": 2, "rejected": 1}
    ((row, _, sentence),) = said(plan)
    assert row == 4
    assert sentence == (
        "同名的会员有 2 人（综采一队；综采二队），"
        "请写明单位、工号或身份证号，程序不猜是哪一个"
    )
    office.apply(plan)
    people = {row[0] for row in shown(office, "donations", "unit_id")}
    assert people == {"综采一队", "综采二队"}
    assert fates(plan_of(office, listed(office, *rows), "donations")) == {
        "same": 2,
        "rejected": 1,
    }
    assert value(office, "campaigns", case, "income") == 2_000


def test_gifts_of_one_sum_are_as_many_gifts(office: Office, case: int) -> None:
    rows: list[Sequence[object]] = [("匿名", None, 20)] * 3 + [
        (None, None, 20),
        ("王某", None, 50),
    ]
    rows += [("王某", None, 50)]
    plan = plan_of(office, listed(office, *rows), "donations")
    assert fates(plan) == {"new": 6}
    office.apply(plan)
    assert value(office, "campaigns", case, "income") == 18_000
    assert fates(plan_of(office, listed(office, *rows), "donations")) == {"same": 6}
    more = [*rows, ("匿名", None, 20)]
    plan = plan_of(office, listed(office, *more), "donations")
    assert fates(plan) == {"new": 1, "same": 6}


def test_sixty_nameless_gifts_of_one_sum_are_known_again(
    office: Office, case: int
) -> None:
    path = listed(office, *[("匿名", None, 10)] * 60)
    office.apply(plan_of(office, path, "donations"))
    assert value(office, "campaigns", case, "income") == 60_000
    assert fates(plan_of(office, path, "donations")) == {"same": 60}


def test_a_member_who_is_none_is_said(office: Office, case: int) -> None:
    path = write_sheets(
        office.store.path.with_name("捐款.xlsx"),
        {
            "捐款": [
                ["姓名", "类别", "金额", "日期", "活动"],
                ["周望山", "会员", 10, DAY, TITLE],
                ["没有此人", "会员", 10, DAY, TITLE],
                ["没有此人", "非会员", 10, DAY, TITLE],
            ]
        },
    )
    plan = plan_of(office, path, "donations")
    assert fates(plan) == {"new": 2, "rejected": 1}
    assert [row for row, _, words in said(plan) if "会员里没有这个名字" in words] == [3]
    office.apply(plan)
    assert value(office, "campaigns", case, "income") == 2_000


def test_goods_come_in_without_money_and_two_things_are_two(
    office: Office, case: int
) -> None:
    rows: list[list[object]] = [
        ["姓名", "品名", "规格", "数量", "估价", "日期", "活动"],
        ["周望山", "棉被", "双人", 2, 400, DAY, TITLE],
        ["周望山", "大米", "25公斤", 1, 90, DAY, TITLE],
    ]
    path = write_sheets(office.store.path.with_name("物资.xlsx"), {"物资": rows})
    plan = plan_of(office, path, "donations")
    assert fates(plan) == {"new": 2}
    office.apply(plan)
    found = set(shown(office, "donations", "goods", "estimate", "way", "amount"))
    assert found == {("棉被", 40_000, "goods", 0), ("大米", 9_000, "goods", 0)}
    assert fates(plan_of(office, path, "donations")) == {"same": 2}
    assert value(office, "campaigns", case, "income") == 0


def test_a_collective_and_its_people_come_in_one_list(
    office: Office, case: int
) -> None:
    rows: list[list[object]] = [
        ["姓名", "金额", "人数", "所属集体", "日期", "活动"],
        ["机电队党支部", 100, 9, None, DAY, TITLE],
        ["周望山", 60, None, "机电队党支部", DAY, TITLE],
        ["外人", 40, None, "机电队党支部", DAY, TITLE],
    ]
    path = office.store.path.with_name("集体.xlsx")
    office.apply(plan_of(office, write_sheets(path, {"表": rows}), "donations"))
    assert value(office, "campaigns", case, "income") == 10_000
    assert fates(plan_of(office, path, "donations")) == {"same": 3}
    more: list[list[object]] = [
        *rows[:1],
        ["又一人", 1, None, "机电队党支部", DAY, TITLE],
    ]
    plan = plan_of(office, write_sheets(path, {"表": more}), "donations")
    assert [words for *_, words in said(plan)] == ["集体里各人合计超过了集体的金额"]


def test_a_closed_or_unknown_campaign_takes_no_list(office: Office, case: int) -> None:
    come_to(office, case, CampaignState.POSTED)
    plan = plan_of(office, listed(office, ("周望山", None, 10)), "donations")
    assert [words for *_, words in said(plan)] == [
        f"“{TITLE}”已到“公示”，名单已经封账，不能再登记或修改捐款"
    ]
    path = listed(office, ("周望山", None, 10), campaign="没有的活动")
    plan = plan_of(office, path, "donations")
    assert [words for *_, words in said(plan)] == ["捐款活动“没有的活动”没有找到"]
    assert office.apply(plan).batch is None


def everything(office: Office, case: int) -> None:
    """Gifts of every kind, drafts, booked and reversed; payments as well."""
    person = new(office, "members", name="吴军")
    wrong = give(office, case, 2_000, person_id=person)
    whole = give(office, case, 90_000, name="掘进队工会", people=20)
    give(office, case, 500, name="甲某", part_of_id=whole)
    for _ in range(2):
        give(office, case, 2_000)
    book_gifts(office, case)
    reverse_gift(office, wrong, "录错人")
    give(office, case, None, name="乙某", goods="棉被", quantity=2, show_name=False)
    give(office, case, 1_234, name="丙某", way="wechat")
    key = spend(office, case, 15_000)
    book_payment(office, key)
    reverse_payment(office, key, "退回")
    spend(office, case, 10_000)


@pytest.mark.parametrize("register", ["campaigns", "donations", "payments"])
def test_an_export_plans_nothing_when_it_comes_back(
    office: Office, case: int, register: str
) -> None:
    everything(office, case)
    path = office.store.path.with_name("册.xlsx")
    with office.reading() as connection:
        export(connection, office.view(office.register(register)), path)
    plan = plan_of(office, path, register)
    assert (set(fates(plan)), said(plan)) == ({"same"}, [])


def test_a_file_changes_nothing_that_is_booked(office: Office, case: int) -> None:
    path = listed(office, ("周望山", None, 10), ("甲某", None, 20))
    office.apply(plan_of(office, path, "donations"))
    book_gifts(office, case)
    out = office.store.path.with_name("册.xlsx")
    with office.reading() as connection:
        export(connection, office.view(office.register("donations")), out)
    book = openpyxl.load_workbook(out)
    page = book.active
    assert page is not None
    header = next(
        row for row in page.iter_rows() if any(cell.value == "金额" for cell in row)
    )
    place = next(cell.column for cell in header if cell.value == "金额")
    page.cell(header[0].row + 1, place, 999)
    book.save(out)
    plan = plan_of(office, out, "donations")
    assert fates(plan) == {"same": 1, "rejected": 1}
    assert "已经入账，不能修改；记错了请用“红冲”" in said(plan)[0][2]


def test_an_import_of_drafts_is_undone_whole(office: Office, case: int) -> None:
    before = dump(office.store.path)
    path = listed(office, ("周望山", None, 10), ("新人", "新队", 20))
    batch = office.apply(plan_of(office, path, "donations")).batch
    assert batch is not None
    assert value(office, "campaigns", case, "income") == 3_000
    office.undo(batch)
    assert dump(office.store.path) == before


def test_an_import_is_not_undone_once_it_is_booked(office: Office, case: int) -> None:
    path = listed(office, ("周望山", None, 10), ("甲某", None, 20))
    batch = office.apply(plan_of(office, path, "donations")).batch
    book_gifts(office, case)
    before = dump(office.store.path)
    assert batch is not None
    with pytest.raises(Refused, match="之后又登记了其他内容（收支账 2 条）"):
        office.undo(batch)
    assert dump(office.store.path) == before
