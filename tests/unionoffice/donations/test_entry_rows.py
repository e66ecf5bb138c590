"""What typed and pasted rows of gifts mean: whom, how much, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.models import Person
from db.vocabulary import DonorKind
from tests.offices import copied, make_template, new, opened, shown
from tests.unionoffice.donations.giving import campaign, counted_cash, unit
from unionoffice import money
from unionoffice.donations.desk.entry import figures, names, pasted, saving, sheet
from unionoffice.donations.desk.entry.rows import Heading, TypedRow, problems
from unionoffice.errors import Refused
from unionoffice.office import Office

DAY = date(2026, 3, 10)
ROWS = st.lists(
    st.tuples(
        st.text("王李张刘陈杨赵", min_size=2, max_size=3),
        st.integers(1, 10_000_000),
    ),
    min_size=2,
    max_size=20,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign, two teams, five people of whom two bear one name."""
    path = make_template(tmp_path_factory.mktemp("entry"))
    office = opened(path)
    campaign(office)
    coal, power = unit(office, "采煤一队"), unit(office, "机电队")
    people = (
        ("王秀英", coal, "A1"),
        ("赵大勇", coal, "A2"),
        ("王伟", coal, "A3"),
        ("王伟", power, "A4"),
        ("孙爱华", power, "A5"),
    )
    with office.transaction("会员") as writer:
        for name, where, number in people:
            told = {"name": name, "unit_id": where, "staff_no": number}
            writer.insert(Person, told)
    office.close()
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    opened_office = opened(copied(made, tmp_path))
    yield opened_office
    opened_office.close()


@pytest.fixture(scope="module")
def reading(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same office for what only reads."""
    opened_office = opened(copied(made, tmp_path_factory.mktemp("reading")))
    yield opened_office
    opened_office.close()


HEADING = Heading(1, DAY)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("wx", DonorKind.MEMBER, "王秀英"),
        ("A5", DonorKind.MEMBER, "孙爱华"),
        ("王秀英", DonorKind.MEMBER, "王秀英"),
        ("王　秀　英", DonorKind.MEMBER, "王秀英"),
        ("", DonorKind.ANONYMOUS, ""),
        ("匿名", DonorKind.ANONYMOUS, ""),
        ("李四", DonorKind.OTHER, "李四"),
        ("外单位 王伟", DonorKind.OTHER, "王伟"),
        ("机电队", DonorKind.GROUP, "机电队"),
        ("机电队党支部", DonorKind.GROUP, "机电队党支部"),
        ("集体：老年协会", DonorKind.GROUP, "老年协会"),
        ("红星机械公司", DonorKind.GROUP, "红星机械公司"),
    ],
)
def test_words_mean_one_donor(
    reading: Office, words: str, kind: DonorKind, name: str
) -> None:
    meant = names.look_up(reading, words).meant
    assert meant is not None
    assert (meant.kind, meant.name) == (kind, name)


@pytest.mark.parametrize(
    ("words", "question", "offered"),
    [
        ("ww", "有 2 人", ["王伟", "王伟"]),
        ("王伟", "有 2 人", ["王伟", "王伟"]),
        ("王秀", "名册上没有人就叫“王秀”", ["王秀英", "王秀", "王秀"]),
        ("qq", "没有找到“qq”", []),
        ("集体", "后面写上名称", []),
        ("外单位", "后面写上姓名", []),
    ],
)
def test_what_is_not_sure_is_asked(
    reading: Office, words: str, question: str, offered: list[str]
) -> None:
    found = names.look_up(reading, words)
    assert found.meant is None
    assert question in found.question
    assert [one.name for one in found.donors] == offered


def test_namesakes_are_told_apart_by_unit_and_number(reading: Office) -> None:
    donors = names.look_up(reading, "王伟").donors
    told = [(one.place, one.details) for one in donors]
    assert told == [("采煤一队", "工号 A3"), ("机电队", "工号 A4")]


def test_a_body_belongs_to_the_unit_its_name_begins_with(reading: Office) -> None:
    meant = names.look_up(reading, "机电队党支部").meant
    assert meant is not None
    assert meant.unit == "机电队"


def test_a_block_is_one_write_and_what_waits_writes_nothing(office: Office) -> None:
    rows = [
        TypedRow("王秀英", amount="100"),
        TypedRow("王伟", amount="30"),
        TypedRow("王伟", unit="机电队", amount="40"),
        TypedRow("孙爱华", amount="1.234"),
        TypedRow("王伟", staff_no="A3", amount="5"),
        TypedRow("赵大勇", staff_no="A3", amount="5"),
        TypedRow("张三", unit="红星公司", amount="20"),
    ]
    done = saving.write_rows(office, rows, HEADING, pasted=True)
    assert [item.key for item in done.outcomes] == [
        *("", "name", "", "amount", "", "name", "")
    ]
    assert "A3 是王伟，名单上写的是“赵大勇”" in done.outcomes[5].sentence
    columns = ("name", "donor", "amount", "note")
    assert sorted(shown(office, "donations", *columns), key=str) == [
        ("张三", "other", 2_000, "单位：红星公司"),
        ("王伟", "member", 4_000, None),
        ("王伟", "member", 500, None),
        ("王秀英", "member", 10_000, None),
    ]
    assert done.changes.batch is not None
    office.undo(done.changes.batch)
    assert shown(office, "donations", "name") == []


def test_a_list_that_places_a_member_elsewhere_is_said(office: Office) -> None:
    rows = [TypedRow("孙爱华", unit="采煤一队", amount="5")] * 2
    done = saving.write_rows(office, rows, HEADING, pasted=True)
    assert "名册上孙爱华在机电队，写的是“采煤一队”" in done.outcomes[0].sentence


def test_the_same_person_twice_in_a_block_is_said(office: Office) -> None:
    rows = [TypedRow("孙爱华", amount="5")] * 2
    done = saving.write_rows(office, rows, HEADING, pasted=True)
    assert done.outcomes[0].sentence == ""
    assert "不止一笔" in done.outcomes[1].sentence


def test_a_draft_is_typed_over_and_keeps_its_day_and_collector(office: Office) -> None:
    first = saving.write_rows(
        office, [TypedRow("wx", amount="100")], Heading(1, DAY, "wechat", "周会英")
    )
    (done,) = first.outcomes
    assert done.gift_id is not None
    again = sheet.typed_again(office, done.gift_id)
    assert (again.name, again.amount, again.way) == ("王秀英", "100.00", "微信")
    other = Heading(1, date(2026, 3, 12), "cash", "别人")
    saving.change_gift(office, done.gift_id, replace(again, amount="80"), other)
    columns = ("name", "amount", "way", "given_on", "collector")
    assert shown(office, "donations", *columns) == [
        ("王秀英", 8_000, "wechat", DAY, "周会英")
    ]


def test_goods_become_money_when_typed_over(office: Office) -> None:
    row = TypedRow("wx", goods="棉被", quantity="3", estimate="300")
    (done,) = saving.write_rows(office, [row], HEADING).outcomes
    assert done.gift_id is not None
    again = TypedRow("王秀英", amount="50", way="现金")
    saving.change_gift(office, done.gift_id, again, HEADING)
    columns = ("goods", "quantity", "estimate", "amount", "way")
    assert shown(office, "donations", *columns) == [(None, None, None, 5_000, "cash")]


@settings(max_examples=40)
@given(rows=ROWS, header=st.booleans(), numbered=st.booleans(), total=st.booleans())
def test_every_row_of_a_block_is_read_and_no_total_is_a_gift(
    rows: list[tuple[str, int]],
    header: bool,
    numbered: bool,
    total: bool,
) -> None:
    block = [[name, money.show(fen)] for name, fen in rows]
    if header:
        block.insert(0, ["姓　名", "捐款金额（元）"])
    whole = sum(fen for _, fen in rows)
    if total:
        block.append(["合　计" if header else "", money.show(whole)])
    if numbered:
        block = [
            [str(place) if row[0] not in {"", "合　计"} else "", *row]
            for place, row in enumerate(block, 0 if header else 1)
        ]
        if header:
            block[0][0] = "序号"
    read = pasted.read_block(block)
    assert [(row.name, money.parse(row.amount)) for row in read.rows] == rows
    assert read.totals == ((whole,) if total else ())
    assert ("相符" in read.sentence) == total


def test_a_total_that_does_not_fit_is_said_with_both_figures() -> None:
    block = [["姓名", "金额"], ["王伟", "100"], ["李四", "50"], ["总计", "160"]]
    read = pasted.read_block(block)
    assert "写的是 160.00，读得出的各行相加是 150.00" in read.sentence


def test_columns_that_are_no_facts_of_a_gift_are_said() -> None:
    block = [["名单"], ["姓名", "工龄", "单位", "金额"], ["王伟", "3", "机电队", "5"]]
    read = pasted.read_block(block)
    assert read.rows == (TypedRow("王伟", unit="机电队", amount="5"),)
    assert read.sentence == "没有用到的列：工龄。"


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ([["", " "]], "没有内容"),
        ([["王伟", "机电队"], ["李四", "采煤一队"]], "哪一列是金额"),
        ([["王伟", "1"]] * 5_001, "请用“导入”"),
    ],
)
def test_what_is_no_list_of_gifts_is_refused(
    block: list[list[str]], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        pasted.read_block(block)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (TypedRow("wx", amount="1.234"), "amount"),
        (TypedRow("wx", amount="-1"), "amount"),
        (TypedRow("wx", amount="壹佰元"), "amount"),
        (TypedRow("wx"), "amount"),
        (TypedRow("wx", amount="1", people="x"), "people"),
        (TypedRow("wx", goods="棉被", quantity="零点五"), "quantity"),
    ],
)
def test_a_cell_at_fault_is_known_before_the_store_is_asked(
    row: TypedRow, key: str
) -> None:
    assert [item.key for item in problems(row, DAY)] == [key]


def test_cash_is_held_against_the_count_of_its_day(office: Office) -> None:
    new(office, "donations", campaign_id=1, given_on=DAY, amount=12_000)
    new(office, "donations", campaign_id=1, given_on=DAY, amount=900, way="wechat")
    earlier = date(2026, 3, 9)
    new(office, "donations", campaign_id=1, given_on=earlier, amount=700)
    counted_cash(office, 1, counted_on=DAY, yuan_100=1, yuan_50=0, yuan_20=1, yuan_10=0)
    with office.reading() as connection:
        found = figures.running(connection, 1, DAY)
        count = figures.counted(connection, 1, DAY)
    assert found == figures.Figures(2, 12_900, 3, 13_600, 12_000, 3, 13_600)
    assert figures.difference(found.day_cash, count)[0] == 0
    more = figures.save_count(office, 1, DAY, replace(count, pieces={"yuan_100": 2}))
    assert more.batch is not None
    with office.reading() as connection:
        count = figures.counted(connection, 1, DAY)
    off, said = figures.difference(found.day_cash, count)
    assert off == 8_000
    assert "多出 80.00 元" in said


def test_two_boxes_of_a_day_count_together(office: Office) -> None:
    for _ in range(2):
        counted_cash(
            office, 1, counted_on=DAY, yuan_100=1, yuan_50=0, yuan_20=0, yuan_10=0
        )
    with office.reading() as connection:
        count = figures.counted(connection, 1, DAY)
    assert count.total == 20_000
    assert count.others == 10_000
