"""Rolls, ledgers and receipts: every fen, every wish, and nobody who did not give."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from db.models import Campaign, Donation
from db.vocabulary import PrintWay
from tests.offices import TODAY, copied, opened
from tests.unionoffice.donations import giving
from tests.unionoffice.paper.hanging import bare, flow_words
from unionoffice import money
from unionoffice.donations.books.balance import balance
from unionoffice.donations.books.booking import book_gifts, reverse_gift
from unionoffice.donations.papers.every import PAPERS
from unionoffice.donations.papers.published import ORDERS
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Document, texts
from unionoffice.paper.typeset.glyphs import check
from unionoffice.print_ledger import ledger
from unionoffice.printing import PaperJob, Request, leave, make_content, paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PERSONAL = ("receipts", "donation-certificates", "donation-thanks")
PUBLIC = ("donation-roll", "donation-statement", "payment-notice", "donation-charts")
KEY = 1
"""The campaign of `giving.collected`."""
NAMES = ("张伟", "李国强", "欧阳志远", "丁一", "陈建军")
SUMS = ("200.00", "300.00", "334.56", "100.00", "88.00", "50.00")


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "红星煤矿工会")
    return office


@pytest.fixture(scope="module")
def collected(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a campaign that has gifts of all kinds."""
    path = copied(template, tmp_path_factory.mktemp("collected"))
    office = opened(path)
    office.set_fact(UNION_NAME, "红星煤矿工会")
    assert giving.collected(office) == KEY
    office.close()
    return path


@pytest.fixture
def given(collected: Path, tmp_path: Path) -> Iterator[Office]:
    """An office with that campaign."""
    office = opened(copied(collected, tmp_path))
    yield office
    office.close()


def job(key: str) -> PaperJob:
    return paper(PAPERS, key)


def laid_out(
    office: Office, key: str, ids: Sequence[int] | None = None, **told: str
) -> Document:
    return make_content(office, job(key), Request(TODAY, ids, settings=told)).layout()


def made(
    office: Office, key: str, ids: Sequence[int] | None = None, **told: str
) -> str:
    """All that is said on paper and in Word."""
    content = make_content(office, job(key), Request(TODAY, ids, settings=told))
    document = content.layout()
    assert check(document) == []
    return f"{everything(document)}{bare(flow_words(content.flow()))}"


def everything(document: Document) -> str:
    return bare("".join(i.text for page in document.pages for i in texts(page.items)))


def page(document: Document, number: int) -> str:
    return bare("".join(item.text for item in texts(document.pages[number].items)))


def change(office: Office, campaign: int, **values: object) -> None:
    with office.transaction("改") as writer:
        writer.update(Campaign, campaign, values)


def sentence(office: Office, campaign: int) -> str:
    with office.reading() as connection:
        return bare(balance(connection, campaign).sentence)


# The roll


def test_the_roll_says_every_name_and_sum_the_total_and_the_proof(
    given: Office,
) -> None:
    key = KEY
    told = made(given, "donation-roll")
    for said in (*NAMES, *SUMS[:4], "采煤一队3人834.56元", "掘进二队2人400.00元"):
        assert said in told
    fen = 337_256
    total = f"共捐款{money.show(fen)}元（{money.capitals(fen)}）"
    assert f"合计：个人7人，集体1个（12人），{total}" in told
    assert sentence(given, key) in told
    for said in ("监督电话：2260", "2026年3月9日至2026年3月11日", "结余转入矿困难"):
        assert said in told


def test_people_inside_a_collective_gift_are_named_and_not_added(
    given: Office,
) -> None:
    told = made(given, "donation-roll")
    assert "集体捐款1个2,000.00元" in told
    assert "掘进二队党支部（金额已计入集体捐款）吴刚" in told
    assert "77.00" not in told
    assert "吴刚" not in made(given, "donation-roll", inside="否")


def test_whoever_wants_no_name_stands_there_as_nobody(given: Office) -> None:
    for key in PUBLIC:
        assert "郑晓东" not in made(given, key)
    assert "匿名捐款2人138.00元" in made(given, "donation-roll")


def test_whoever_wants_no_sum_is_named_alone(given: Office) -> None:
    key = KEY
    team = giving.unit(given, "机电队", position=3)
    for name, fen in (("韩铁柱", 65_400), ("沈小梅", 32_100)):
        giving.gift(given, key, fen, name=name, unit_id=team, show_amount=False)
    told = made(given, "donation-roll")
    assert "韩铁柱未公布" in told
    for hidden in ("654.00", "321.00", "975.00", "本页小计"):
        assert hidden not in told
    statement = made(given, "donation-statement")
    assert "韩铁柱" not in statement
    assert "654.00" not in statement


def test_one_hidden_sum_cannot_be_reckoned_from_nameless_ones(given: Office) -> None:
    key = KEY
    giving.gift(given, key, 65_400, name="韩铁柱", show_amount=False)
    told = made(given, "donation-roll")
    assert "50.00" not in told.replace("1,450.00", "")
    assert "匿名未公布" in told


@pytest.mark.parametrize("way", ["campaign", "setting"])
def test_names_only_prints_nobodys_sum_anywhere(given: Office, way: str) -> None:
    key = KEY
    told = {"published": "只公布姓名"} if way == "setting" else {}
    if way == "campaign":
        change(given, key, disclosure="names")
    roll = made(given, "donation-roll", None, order=ORDERS[-1], **told)
    for name in NAMES:
        assert name in roll
    amounts = set(re.findall(r"[\d,]+\.\d\d", roll))
    assert amounts <= {"3,372.56", "0.00"}
    if way == "campaign":
        for each in PUBLIC[1:]:
            assert not set(SUMS) & set(re.findall(r"[\d,]+\.\d\d", made(given, each)))
        certificates = made(given, "donation-certificates")
        thanks = made(given, "donation-thanks")
        assert "¥" not in certificates + thanks
        assert "慷慨解囊、热心捐助" in certificates


def test_names_only_of_one_donor_prints_no_sum_at_all(union: Office) -> None:
    key = giving.campaign(union, disclosure="names")
    giving.gift(union, key, 12_345, name="张伟")
    told = made(union, "donation-roll")
    assert "张伟" in told
    assert "123.45" not in told


def test_totals_only_prints_no_name_anywhere(given: Office) -> None:
    key = KEY
    change(given, key, disclosure="totals")
    for each in PUBLIC:
        told = made(given, each)
        for name in (*NAMES, "郑晓东", "吴刚", "党支部"):
            assert name not in told
    roll = made(given, "donation-roll")
    assert "采煤一队4人922.56元" in roll
    assert "共捐款3,372.56元" in roll
    assert sentence(given, key) in roll


def test_the_unit_of_a_lone_donor_is_told_with_others(given: Office) -> None:
    key = KEY
    change(given, key, disclosure="totals")
    team = giving.unit(given, "通风队", position=4)
    giving.gift(given, key, 4_321, name="蒋志强", unit_id=team)
    told = made(given, "donation-roll")
    assert "43.21" not in told
    assert "其他单位" in told


def test_a_setting_can_never_tell_more_than_the_campaign(given: Office) -> None:
    change(given, KEY, disclosure="totals")
    assert "张伟" not in made(given, "donation-roll", published="只公布姓名")


def test_nobody_without_a_gift_appears_by_any_route(given: Office) -> None:
    key = KEY
    giving.person(given, "褚卫东", giving.unit(given, "综掘三队"))
    gone = giving.gift(given, key, 10_000, name="卫红")
    with given.transaction("删") as writer:
        writer.discard(Donation, [gone])
    reverse_gift(given, giving.giver(given, "丁一"), "重复登记")
    giving.gift(given, giving.campaign(given, campaign_no="2", begins_on=None), 1)
    told = "".join(
        made(given, each, campaign="2026-01")
        for each in ("donation-roll", *PUBLIC[2:], *PERSONAL)
    )
    for name in ("褚卫东", "卫红", "综掘三队", "丁一"):
        assert name not in told
    assert "未捐" not in told


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("单位、姓氏笔画", ["丁一", "王五", "陈建军"]),
        ("单位、姓名拼音", ["陈建军", "丁一", "王五"]),
        ("单位、捐款先后", ["王五", "丁一", "陈建军"]),
        ("单位、金额从多到少", ["陈建军", "王五", "丁一"]),
    ],
)
def test_the_order_is_as_it_was_set(
    union: Office, order: str, wanted: list[str]
) -> None:
    key = giving.campaign(union)
    team = giving.unit(union, "掘进二队")
    giving.gifts(union, key, team, 王五=2_000, 丁一=1_000, 陈建军=3_000)
    told = everything(laid_out(union, "donation-roll", order=order))
    assert sorted(wanted, key=told.index) == wanted


def test_crews_stand_with_their_team_and_two_gifts_as_one(union: Office) -> None:
    key = giving.campaign(union)
    team = giving.unit(union, "掘进二队")
    crew = giving.unit(union, "一班", kind="crew", parent_id=team)
    person = giving.person(union, "张伟", crew)
    for fen in (10_000, 5_050):
        giving.gift(union, key, fen, name="张伟", person_id=person, unit_id=crew)
    told = made(union, "donation-roll", summary="否")
    assert "掘进二队1人150.50元" in told
    assert "个人1人" in told
    assert "一班" not in told


def test_goods_stand_apart_and_add_nothing(given: Office) -> None:
    key = KEY
    rice = {"goods": "大米", "spec": "10公斤", "quantity": 5, "measure": "袋"}
    giving.gift(given, key, 0, name="机关食堂", way="goods", estimate=30_000, **rice)
    told = made(given, "donation-roll")
    assert "机关食堂大米（10公斤）5袋" in told
    assert "另收到物资1批，不计入金额" in told
    assert "共捐款3,372.56元" in told
    assert "300.00元（人民币叁佰" not in told


def test_names_of_two_are_as_wide_as_those_of_three(given: Office) -> None:
    document = laid_out(given, "donation-roll")
    items = {i.text: i for p in document.pages for i in texts(p.items)}
    spread = items["张伟"]
    assert spread.places[1] - spread.places[0] == pytest.approx(2 * spread.size)


def test_many_pages_have_sums_and_numbers(union: Office) -> None:
    key = giving.campaign(union)
    team = giving.unit(union, "掘进二队")
    with union.transaction("很多") as writer:
        told = {"campaign_id": key, "donor": "other", "way": "cash"}
        told |= {"given_on": giving.FIRST, "unit_id": team}
        rows = [
            {**told, "name": f"赵{'甲乙丙丁'[n % 4]}{n}", "amount": 100 + n}
            for n in range(300)
        ]
        writer.insert_many(Donation, rows)
    document = laid_out(union, "donation-roll", paper="A4", summary="否")
    assert len(document.pages) > 1
    subtotals = [
        money.parse(found)
        for number in range(len(document.pages))
        for found in re.findall(r"本页小计([\d,.]+)元", page(document, number))
    ]
    assert sum(subtotals) == sum(100 + n for n in range(300))
    assert f"第1页共{len(document.pages)}页" in page(document, 0)


def test_each_campaign_picked_has_a_roll(given: Office) -> None:
    first = KEY
    second = giving.campaign(given, campaign_no="2026-02", title="一日捐")
    document = laid_out(given, "donation-roll", [first, second])
    assert len(document.pages) == 2
    assert "还没有收到捐款" in page(document, 1)


# The ledger


def balances(told: str) -> list[str]:
    return re.findall(r"[\d,]+\.\d\d", told)


def test_the_ledger_is_proven_row_by_row(union: Office) -> None:
    key = giving.collected(union, opening=50_000)
    reverse_gift(union, giving.giver(union, "丁一"), "重复登记")
    giving.payment(union, key)
    content = make_content(
        union, job("donation-statement"), Request(TODAY, settings={"for": "存档"})
    )
    (table,) = [b for b in content.flow().blocks if hasattr(b, "rows")]
    rows = [row for row in table.rows if row[0].startswith("2026")]
    left = 50_000
    for row in rows:
        left += money.parse(row[3] or "0") - money.parse(row[4] or "0")
        assert row[5] == money.show(left)
    with union.reading() as connection:
        account = balance(connection, key)
    assert left == account.closing
    assert len(rows) == len(account.proof)
    told = everything(content.layout())
    assert bare(account.sentence) in told
    assert f"期末余额（大写）：{money.capitals(left)}" in told
    assert "红冲丁一捐款" in told
    assert "李秀山（配偶）" in told


def test_the_public_ledger_masks_who_received_and_names_no_sick(
    given: Office,
) -> None:
    key = KEY
    giving.payment(given, key)
    for each in ("donation-statement", "payment-notice"):
        told = made(given, each)
        assert "李*山（配偶）" in told
        assert "李秀山" not in told
        assert "王德山" not in told
        assert "370811" not in told
        assert "赵主席" in told
        assert sentence(given, key) in told


@pytest.mark.parametrize("key", ["donation-statement", "donation-charts"])
def test_a_typed_title_names_nobody_without_consent(given: Office, key: str) -> None:
    title = "为王德山同志捐款情况"
    change(given, KEY, consent_on=None)
    told = made(given, key, title=title)
    assert "王德山" not in told
    assert "捐款情况" in told
    change(given, KEY, consent_on=TODAY)
    assert title in made(given, key, title=title)


def test_drafts_in_the_ledger_are_called_so(given: Office) -> None:
    key = KEY
    giving.gift(given, key, 12_300, name="沈小梅")
    told = made(given, "donation-statement")
    assert "未入账沈小梅捐款123.00" in told
    assert "其中1笔还没有入账" in told


def test_a_ledger_without_names_is_told_in_sums(given: Office) -> None:
    key = KEY
    change(given, key, disclosure="names")
    giving.gift(given, key, 12_300, name="沈小梅")
    told = made(given, "donation-statement")
    assert "收到捐款9笔（至3月11日），其中1笔未入账" in told
    assert "123.00" not in told
    assert sentence(given, key) in told


def test_the_ledger_goes_to_a_workbook(given: Office) -> None:
    make = job("donation-statement").sheets
    assert make is not None
    settings = {"for": "张贴", "campaign": "2026-01"}
    (sheet,) = make(given, Request(TODAY, settings=settings))
    rows = list(sheet.rows)
    assert sum(row[3] for row in rows if isinstance(row[3], int)) == 337_256
    assert "王德山" not in f"{sheet.title}{rows}"


def test_payments_not_booked_are_not_posted(given: Office) -> None:
    key = KEY
    giving.payment(given, key)
    giving.draft_payment(given, key, amount=77_700)
    told = made(given, "payment-notice")
    assert "合计1,000.00元（人民币壹仟元整）" in told
    assert "777.00" not in told.replace(sentence(given, key), "")
    assert "另有1笔还没有入账" in told


# Receipts


def test_a_receipt_is_two_copies_on_one_sheet_and_no_tax_receipt(
    given: Office,
) -> None:
    gift = giving.giver(given, "欧阳志远")
    document = laid_out(given, "receipts", [gift])
    (told,) = [page(document, n) for n in range(len(document.pages))]
    for said in ("存根联", "收据联"):
        assert told.count(said) == 1
    for said in (
        *("№2026-0003", "欧阳志远", "采煤一队", "¥334.56", "现金", "孙桂兰"),
        *("人民币叁佰叁拾肆元伍角陆分", "为某职工献爱心捐款", "红星煤矿工会"),
        "不是公益事业捐赠票据，不能作为税前扣除凭证",
    ):
        assert told.count(bare(said)) >= 2
    assert "补打" not in told


def test_every_receipt_of_a_batch_has_its_own_voucher(given: Office) -> None:
    document = laid_out(given, "receipts")
    pages = [page(document, n) for n in range(len(document.pages))]
    numbers = [re.findall(r"№(\d{4}-\d{4})", told) for told in pages[:-1]]
    assert numbers == [[f"2026-{n:04}"] * 2 for n in range(1, 9)]
    assert "存根8张" in pages[-1]
    assert "3,372.56" in pages[-1]


def test_what_has_no_receipt_is_said_with_its_reason(given: Office) -> None:
    key = KEY
    reverse_gift(given, giving.giver(given, "丁一"), "重复登记")
    draft = giving.gift(given, key, 100, name="沈小梅")
    some = [giving.giver(given, name) for name in ("张伟", "丁一", "吴刚")]
    request = Request(TODAY, [*some, draft])
    content = make_content(given, job("receipts"), request)
    told = everything(content.layout())
    assert "没有开凭证的3笔：" in told
    for said in ("丁一（已红冲）", "吴刚（在集体捐款中）", "沈小梅（还没有入账）"):
        assert said in told


def test_only_gifts_with_a_receipt_go_into_the_print_ledger(given: Office) -> None:
    key = KEY
    draft = giving.gift(given, key, 100, name="沈小梅")
    gift = giving.giver(given, "张伟")
    request = Request(TODAY, [gift, draft])
    left = leave(given, job("receipts"), request, PrintWay.PRINT)
    assert request.shown == [gift]
    assert left.number == "内部收款凭证〔2026〕1号"


def test_a_receipt_that_left_says_so_when_it_is_made_again(given: Office) -> None:
    gift, other = (giving.giver(given, name) for name in ("张伟", "李国强"))
    left = leave(given, job("receipts"), Request(TODAY, [gift]), PrintWay.PRINT)
    assert "补打第1次" in made(given, "receipts", [gift])
    assert "补打" not in made(given, "receipts", [other])
    ledger.print_again(given, left.uid, reason="受潮")
    assert "补打第2次" in made(given, "receipts", [gift])
    ledger.void(given, left.uid, "打错")
    assert "补打" not in made(given, "receipts", [gift])


def test_without_gifts_a_blank_receipt_is_printed(union: Office) -> None:
    document = laid_out(union, "receipts")
    assert len(document.pages) == 1
    assert page(document, 0).count("人民币") == 2


# Certificates, letters, cash, charts


def test_each_donor_has_one_certificate_with_sum_and_number(given: Office) -> None:
    document = laid_out(given, "donation-certificates")
    pages = [page(document, n) for n in range(len(document.pages))]
    assert len(pages) == 7
    (one,) = [told for told in pages if "李国强同志：" in told]
    assert "捐款人民币叁佰元整（¥300.00）" in one
    assert "捐证字第2026-0002号" in one
    assert "为某职工送去" in one
    (whole,) = [told for told in pages if "掘进二队党支部：" in told]
    assert "感谢贵单位" in whole
    assert "77.00" not in "".join(pages)


def test_whoever_wants_no_sum_reads_none(given: Office) -> None:
    key = KEY
    gift = giving.gift(given, key, 65_400, name="韩铁柱", show_amount=False)
    for each in ("donation-certificates", "donation-thanks"):
        told = made(given, each, [gift])
        assert "韩铁柱同志" in told
        assert "654.00" not in told


def test_each_donor_gets_a_letter(given: Office) -> None:
    document = laid_out(given, "donation-thanks")
    assert len(document.pages) == 7
    told = everything(document)
    assert told.count("此致敬礼！") == 7
    assert "您捐款人民币叁佰元整（¥300.00）" in told


def test_counted_cash_is_added_up_in_figures_and_capitals(given: Office) -> None:
    key = KEY
    told = made(given, "cash-count", [giving.counted_cash(given, key, jiao_5=3)])
    for said in ("100元121,200.00", "5角31.50", "合计251,441.50", "孙桂兰", "周会英"):
        assert said in told
    assert "人民币壹仟肆佰肆拾壹元伍角整" in told


def test_a_blank_count_has_room_for_all(union: Office) -> None:
    told = made(union, "cash-count")
    assert "0.00" not in told
    assert "监督人" in told


def test_charts_show_the_sums_of_the_store(given: Office) -> None:
    key = KEY
    giving.payment(given, key)
    told = made(given, "donation-charts")
    assert "已收6.7%" in told
    for said in ("3,372.56", "2,372.56", "922.56", "3月9日", "2026年"):
        assert said in told
    assert sentence(given, key) in told


def test_interest_is_nobodys_gift(given: Office) -> None:
    key = KEY
    giving.gift(
        given, key, 321, name="利息", way="interest", given_on=date(2026, 3, 12)
    )
    book_gifts(given, key)
    roll = made(given, "donation-roll")
    assert "个人7人" in roll
    assert "另有利息3.21元" in roll
    assert "利息3.21" in made(given, "donation-statement")
    assert len(laid_out(given, "donation-thanks").pages) == 7


@pytest.mark.parametrize("each", PAPERS, ids=lambda each: each.key)
def test_it_prints_before_there_is_a_campaign(each: PaperJob, union: Office) -> None:
    content = make_content(union, each, Request(TODAY))
    assert content.layout().pages
    assert content.flow().title
