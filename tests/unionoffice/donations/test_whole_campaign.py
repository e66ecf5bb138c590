"""A campaign from its appeal to its end: every fen is the same wherever it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from db.models import Person, Unit
from db.vocabulary import CampaignState
from tests.offices import (
    TODAY,
    copied,
    new,
    opened,
    plan_of,
    shown,
    write_sheets,
)
from tests.unionoffice.donations.collecting import (
    TITLE,
    prepared,
    spend,
    vouchers,
)
from tests.unionoffice.paper.hanging import bare
from unionoffice import money
from unionoffice.catalogue import PAPERS
from unionoffice.donations.books.balance import balance
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_gift,
)
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.donations.desk.entry.figures import (
    Count,
    counted,
    difference,
    running,
    save_count,
)
from unionoffice.donations.desk.entry.rows import Heading, TypedRow
from unionoffice.donations.desk.entry.saving import write_rows
from unionoffice.donations.sample.fill import pieces
from unionoffice.errors import Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Document, texts
from unionoffice.printing import Request, make_content, paper
from unionoffice.register.complaint import NotAccepted

PEOPLE, TEAMS = 200, 8
DAYS = tuple(date(2026, 3, day) for day in (9, 10, 11))
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = ("建国", "志强", "海涛", "玉兰", "永红", "少华", "春生", "立新", "德胜", "桂芳")
COLLECTIVES = tuple(f"采煤{n}区党支部" for n in "一二三四五")
AMOUNTS = (2_000, 5_000, 10_000, 20_050)


@dataclass
class Story:
    """The campaign as it goes on, and what this test itself has added up."""

    office: Office
    case: int
    names: list[str]
    amounts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.amounts.values())


@pytest.fixture(scope="module")
def story(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A mine of two hundred people; tests of this module follow each other."""
    office = opened(copied(template, tmp_path_factory.mktemp("whole")))
    office.set_fact(UNION_NAME, "红星煤矿工会")
    names = [f"{surname}{given}" for given in GIVEN for surname in SURNAMES]
    with office.transaction("花名册") as writer:
        teams = [
            writer.insert(Unit, {"name": f"综采{n}队", "kind": "team", "position": n})
            for n in range(TEAMS)
        ]
        told = zip(names, teams * (PEOPLE // TEAMS), strict=True)
        writer.insert_many(Person, [{"name": n, "unit_id": unit} for n, unit in told])
    key = prepared(
        office,
        begins_on=DAYS[0],
        ends_on=DAYS[-1],
        consent_on=DAYS[0],
        cause="突发重病住院。",
        disclosure="amounts",
        supervisor="赵秀兰",
        phone="2260",
    )
    found = Story(office, key, names)
    collect(found)
    yield found
    office.close()


def collect(story: Story) -> None:
    """Three days: typed, pasted, read from a list; each evening it is booked."""
    move_on(story.office, story.case, CampaignState.OPEN)
    first_day(story)
    second_day(story)
    third_day(story)


def first_day(story: Story) -> None:
    """Seventy people and the collectives are typed; the box is counted."""
    told = dict(zip(story.names[:70], AMOUNTS * 18, strict=False))
    story.amounts |= told
    rows = [TypedRow(name=name, amount=money.show(fen)) for name, fen in told.items()]
    for n, name in enumerate(COLLECTIVES):
        story.amounts[name] = 200_000 + 10 * n
        amount = money.show(story.amounts[name])
        rows.append(TypedRow(name=name, people="12", amount=amount))
    written = write_rows(story.office, rows, Heading(story.case, DAYS[0]))
    assert [each.sentence for each in written.waiting] == []
    assert len(written.saved) == 75
    box = Count(None, pieces(story.total), "周会英", "赵秀兰")
    save_count(story.office, story.case, DAYS[0], box)
    book_gifts(story.office, story.case, DAYS[0])


def second_day(story: Story) -> None:
    """Seventy more are pasted, with three who want no name."""
    told = dict(zip(story.names[70:140], AMOUNTS * 18, strict=False))
    story.amounts |= told
    rows = [TypedRow(name=name, amount=money.show(fen)) for name, fen in told.items()]
    for n in range(3):
        story.amounts[f"匿名{n}"] = 5_000
        rows.append(TypedRow(amount="50"))
    heading = Heading(story.case, DAYS[1])
    written = write_rows(story.office, rows, heading, pasted=True)
    assert len(written.saved) == 73
    book_gifts(story.office, story.case, DAYS[1])


def third_day(story: Story) -> None:
    """Sixty come in a list with a total; two of all the gifts were wrong."""
    told = dict(zip(story.names[140:], AMOUNTS * 18, strict=False))
    story.amounts |= told
    rows = [
        [n, name, money.show(fen), DAYS[2], TITLE]
        for n, (name, fen) in enumerate(told.items(), start=1)
    ]
    total = ["合计", None, money.show(sum(told.values())), None, None]
    header = ["序号", "姓名", "捐款金额", "捐款日期", "捐款活动"]
    path = story.office.store.path.with_name("第三天.xlsx")
    plan = plan_of(
        story.office, write_sheets(path, {"捐款": [header, *rows, total]}), "donations"
    )
    story.office.apply(plan)
    book_gifts(story.office, story.case, DAYS[2])
    for name in (story.names[0], story.names[100]):
        reverse_gift(story.office, gift_of(story, name), "录错了人")
        del story.amounts[name]


def gift_of(story: Story, name: str) -> int:
    register = story.office.register("donations")
    view = story.office.view(register)
    keys = story.office.ids(view)
    rows = story.office.rows(view, [register.all_columns["name"]], keys)
    return next(key for key, row in zip(keys, rows, strict=True) if row[0] == name)


def printed(story: Story, key: str, **told: str) -> tuple[Document, str]:
    request = Request(TODAY, [story.case], settings=told)
    document = make_content(story.office, paper(PAPERS, key), request).layout()
    pages = (texts(page.items) for page in document.pages)
    return document, bare("".join(item.text for page in pages for item in page))


def test_the_appeal_tells_whom_it_is_for_and_until_when(story: Story) -> None:
    _, said = printed(story, "donation-appeal")
    for words in ("吴大河", "3月11日", "自愿", "周会英"):
        assert words in said


def test_everybody_was_entered_and_every_fen_is_in_the_books(story: Story) -> None:
    office = story.office
    assert len(vouchers(office)) == 70 + 5 + 70 + 3 + 60 + 2
    assert len(story.amounts) == PEOPLE + 5 + 3 - 2
    with office.reading() as connection:
        told = balance(connection, story.case)
    assert (told.income, told.closing, told.donors) == (
        *(story.total, story.total, len(story.amounts)),
    )
    assert told.proof[-1].balance == sum(row.income for row in told.proof)
    assert office.totals(office.view(office.register("donations"))) == {
        "counted": story.total
    }
    ledger = office.totals(office.view(office.register("ledger")))
    assert ledger == {"income": story.total, "spent": 0}
    assert office.problems() == []


def test_the_box_holds_what_was_entered_that_day(story: Story) -> None:
    with story.office.reading() as connection:
        entered = running(connection, story.case, DAYS[0]).day_cash
        box = counted(connection, story.case, DAYS[0])
    assert shown(story.office, "cash-counts", "total") == [(entered,)]
    assert difference(entered, box) == (
        *(0, f"相符：点款和登记的现金都是 {money.show(entered)} 元。"),
    )
    assert difference(entered + 100, box)[0] == -100


def test_both_lines_of_a_reversed_gift_stay(story: Story) -> None:
    register = story.office.register("donations")
    view = story.office.view(register)
    columns = [register.all_columns[key] for key in ("name", "state", "amount")]
    rows = story.office.rows(view, columns, story.office.ids(view))
    for name in (story.names[0], story.names[100]):
        found = {row[1]: row[2] for row in rows if row[0] == name}
        assert set(found) == {"红冲", "已红冲"}
        assert sum(found.values()) == 0


def test_the_roll_on_a3_says_the_sum_of_the_store(story: Story) -> None:
    document, said = printed(story, "donation-roll")
    sizes = {
        tuple(sorted((round(p.width_mm), round(p.height_mm)))) for p in document.pages
    }
    assert sizes == {(297, 420)}
    assert bare(money.show(story.total)) in said
    assert bare(money.capitals(story.total)) in said
    for name in (*story.names[1:100:11], *COLLECTIVES):
        assert name in said
    for name in (story.names[0], story.names[100]):
        assert name not in said


def test_the_rest_of_the_way_to_the_end(story: Story) -> None:
    office, case = story.office, story.case
    for state in (CampaignState.ENDED, CampaignState.POSTED, CampaignState.PAYING):
        move_on(office, case, state)
    with pytest.raises(Refused, match=f"还有结余 {money.show(story.total)} 元"):
        move_on(office, case, CampaignState.CLOSED)
    with pytest.raises(NotAccepted, match="名单已经封账"):
        new(office, "donations", campaign_id=case, amount=1, given_on=DAYS[0])
    with pytest.raises(NotAccepted, match="不够支出"):
        spend(office, case, story.total + 1, paid_on=TODAY)
    for amount in (story.total - 100, 100):
        book_payment(office, spend(office, case, amount, paid_on=TODAY))
    move_on(office, case, CampaignState.CLOSED)
    with office.reading() as connection:
        told = balance(connection, case)
    whole = money.show(story.total)
    assert told.sentence == f"期初 0.00 + 收入 {whole} − 支出 {whole} = 期末 0.00 元"
    _, said = printed(story, "donation-statement")
    assert bare(told.sentence) in said
    _, said = printed(story, "payment-notice")
    assert bare(whole) in said
    assert office.problems() == []
    numbers = [number for _, number in vouchers(office)]
    assert numbers == list(range(1, 213))
