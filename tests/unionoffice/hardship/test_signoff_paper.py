"""签领表 and 走访路线表: sums to the fen, nobody left out, nothing that is private."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from db.vocabulary import LeftOut, VisitForm
from tests.offices import TODAY, copied, new, opened
from tests.unionoffice.hardship.aid_homes import household
from tests.unionoffice.hardship.rounds_on_paper import (
    MONEY,
    NAME,
    OIL,
    SIGNED_ON,
    begin,
    big_round,
    by_name,
    listed,
    made,
    number,
    people,
    read,
    told,
)
from tests.unionoffice.hardship.visiting import member, ready, unit
from tests.unionoffice.paper.hanging import flow_words, texts
from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.hardship.papers.round_setting import latest
from unionoffice.hardship.papers.visit_papers import VISIT_PAPERS
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.rounds.figures import figures
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.office import Office
from unionoffice.paper.document import Document
from unionoffice.paper.table.sums import CAPITALS, PAGE_SUM, RUNNING_SUM, TOTAL
from unionoffice.printing import Request, make_content, paper

SIGNOFF, ROUTES = "visit-signoff", "visit-routes"
LEAST_ROW_MM = 9.0
IDENTITY = "370825199001011031"


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    yield office
    office.close()


@pytest.fixture(scope="module")
def full(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, int]]:
    """An office with a round of three hundred."""
    office = ready(opened(copied(template, tmp_path_factory.mktemp("full"))))
    yield office, big_round(office)
    office.close()


@pytest.fixture(scope="module")
def sheet(full: tuple[Office, int]) -> Document:
    return made(full[0], SIGNOFF)


@pytest.fixture(scope="module")
def pages(sheet: Document) -> list[str]:
    return read(sheet)


def fen(words: str) -> int:
    return money.parse(words)


def test_the_total_is_that_of_the_store_to_the_fen_and_in_capitals(
    full: tuple[Office, int], sheet: Document
) -> None:
    office, round_id = full
    with office.reading() as connection:
        planned = figures(connection, round_id).whole.planned
    assert planned == sum(
        one.value for one in listed(office, round_id) if not one.left_out
    )
    assert told(sheet, TOTAL)[-1] == money.show(planned)
    assert told(sheet, CAPITALS) == [CAPITALS, money.capitals(planned)]


def test_the_sums_of_pages_add_up_to_the_running_ones_and_to_the_total(
    sheet: Document,
) -> None:
    last = len(sheet.pages) - 1
    assert last > 10
    so_far = 0
    for place in range(last + 1):
        so_far += fen(told(sheet, PAGE_SUM, place)[-1])
        running = told(sheet, RUNNING_SUM, place)
        assert (fen(running[-1]) == so_far) if place < last else not running
    assert so_far == fen(told(sheet, TOTAL)[-1])


def test_what_is_added_on_a_page_is_what_stands_in_its_rows(
    full: tuple[Office, int], sheet: Document
) -> None:
    office, round_id = full
    worth = {item.name: item.value for item in listed(office, round_id)}
    for place, page in enumerate(sheet.pages):
        names = [text.text for text in texts(page) if text.text in worth]
        assert sum(worth[name] for name in names) == fen(
            told(sheet, PAGE_SUM, place)[-1]
        )


def test_everybody_but_those_left_out_stands_on_it_once(pages: list[str]) -> None:
    whole = "".join(pages)
    for place in range(300):
        assert whole.count(f"会员{place:04}") == (0 if place % 30 == 0 else 1)


def test_of_an_id_number_only_the_last_four_are_told(pages: list[str]) -> None:
    whole = "".join(pages)
    assert number(7)[-4:] in whole
    assert "37082519900101" not in whole
    assert "110101199003077758" not in whole
    assert "7758" not in whole


def test_every_row_is_high_enough_to_be_signed(sheet: Document) -> None:
    for page in sheet.pages:
        rows = [text.y for text in texts(page) if text.text.startswith("会员")]
        gaps = [low - high for high, low in pairwise(rows)]
        assert all(gap >= LEAST_ROW_MM * 72 / 25.4 - 0.01 for gap in gaps)


def test_whoever_signs_the_sheet_signs_beside_two_names_at_least(
    sheet: Document, pages: list[str]
) -> None:
    assert [page for page in pages if "制表" in page] == pages[-1:]
    assert pages[-1].count("会员") >= 2
    assert "审核" in pages[-1]
    assert "工会主席" in pages[-1]


def test_who_signed_is_shown_with_the_day_and_the_proxy_with_the_reason(
    pages: list[str],
) -> None:
    whole = "".join(pages)
    assert whole.count("已签领") == 5
    assert whole.count(SIGNED_ON.isoformat()) == 5
    for words in ("李桂兰", "配偶", "本人上夜班"):
        assert words in whole


def test_who_has_not_signed_can_be_printed_alone(full: tuple[Office, int]) -> None:
    whole = "".join(read(made(full[0], SIGNOFF, who="未签领")))
    assert whole.count("会员0") == 285
    assert "已签领" not in whole
    assert "会员0001" not in whole


def test_the_left_out_are_listed_with_reasons_only_where_it_is_wanted(
    full: tuple[Office, int], pages: list[str]
) -> None:
    more = read(made(full[0], SIGNOFF, left_out="是"))
    assert len(more) == len(pages) + 1
    assert more[-1].count("会员0") == 10
    assert more[-1].count("累计欠缴会费7个月") == 10
    assert LeftOut.DUES.label in more[-1]
    assert "未列入人员" in more[-1]
    assert "会员0001" not in more[-1]


def test_without_teams_it_is_grouped_by_units_in_their_order(pages: list[str]) -> None:
    whole = "".join(pages)
    places = [whole.index(f"{name}共") for name in ("综采一队", "掘进二队", "机电队")]
    assert places == sorted(places)


def test_each_group_can_have_pages_of_its_own_and_the_last_one_sums_them_up(
    full: tuple[Office, int], sheet: Document
) -> None:
    apart = made(full[0], SIGNOFF, apart="是")
    total = fen(told(sheet, TOTAL)[-1])
    last = len(apart.pages) - 1
    sums = [told(apart, TOTAL, place)[-1:] for place in range(last)]
    parts = [fen(figure) for found in sums for figure in found]
    assert len(parts) == 3
    assert sum(parts) == total
    summary = read(apart)[last]
    for part in (*parts, total):
        assert money.show(part) in summary
    assert money.capitals(total) in summary


def test_word_gets_the_same_people(full: tuple[Office, int]) -> None:
    job = paper(VISIT_PAPERS, SIGNOFF)
    words = flow_words(make_content(full[0], job, Request(TODAY)).flow())
    assert words.count("会员0") == 290
    assert "会员0030" not in words


def test_teams_come_before_units_and_nobody_is_lost_between_them(desk: Office) -> None:
    round_id = begin(desk, people(desk, 9, ("综采一队", "掘进二队", "机电队")))
    round_sorting.split_teams(desk, round_id, ["东组", "西组"])
    (page,) = read(made(desk, SIGNOFF))
    east, west = page.index("东组共"), page.index("西组共")
    assert east < west
    assert page.count("会员") == 9 + page.count("工会会员")
    by_unit = "".join(read(made(desk, SIGNOFF, group="按单位")))
    assert "东组" not in by_unit
    in_one = "".join(read(made(desk, SIGNOFF, group="不分组")))
    assert "综采一队共" not in in_one


@pytest.mark.parametrize(
    ("gift", "heads", "missing"),
    [
        (MONEY, ("金额（元）",), ("慰问品", "数量")),
        (OIL, ("慰问品", "数量", "金额（元）"), ("慰问金（元）",)),
        (
            Gift(form=VisitForm.GOODS, goods="大米", quantity=2),
            ("慰问品", "数量"),
            ("金额", "大写"),
        ),
        (
            Gift(
                form=VisitForm.CASH,
                amount=10_000,
                goods="大米",
                quantity=1,
                unit_price=50,
            ),
            ("慰问品", "慰问金（元）", "合计（元）"),
            (),
        ),
    ],
)
def test_it_has_the_columns_that_the_gifts_need(
    desk: Office, gift: Gift, heads: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    begin(desk, people(desk, 3), gift)
    (page,) = read(made(desk, SIGNOFF))
    table = page[page.index("序号") :]
    assert all(head in table for head in heads)
    assert not any(head in table for head in missing)


def test_chosen_visits_are_signed_for_without_a_word_of_why(desk: Office) -> None:
    unit_id = unit(desk, "综采一队")
    person = member(desk, "张三", id_number=IDENTITY, unit_id=unit_id)
    secrets = {
        "illness": "胆囊炎",
        "home": "妻子无业",
        "circumstances": "住院手术",
        "address": "某县李家村7号",
        "note": "家属难过",
        "wishes": "想换岗位",
    }
    key = new(
        desk,
        "visits",
        person_id=person,
        occasion="hospital",
        form="cash",
        amount=60_000,
        source="own",
        visited_on=TODAY,
        **secrets,
    )
    (page,) = read(made(desk, SIGNOFF, [key]))
    for words in ("张三", "1031", "综采一队", "600.00", "人民币陆佰元整"):
        assert words in page
    for words in (*secrets.values(), "生病", IDENTITY):
        assert words not in page
    visit_jobs.sign(
        *(desk, [key], TODAY), signer="李四", relation="兄弟", reason="本人出差"
    )
    (signed,) = read(made(desk, SIGNOFF, [key]))
    for words in ("李四", "兄弟", "本人出差", "已签领", TODAY.isoformat()):
        assert words in signed


def test_a_round_is_named_by_its_words_and_the_latest_needs_none(desk: Office) -> None:
    keys = people(desk, 4)
    begin(desk, keys[:1], name="端午慰问", planned_on=TODAY)
    begin(desk, keys[1:2])
    begin(desk, keys[2:3], planned_on=SIGNED_ON)
    assert latest(desk, TODAY) == "端午慰问"
    assert "会员0000" in "".join(read(made(desk, SIGNOFF)))
    (one,) = read(made(desk, SIGNOFF, round=f"{NAME}（{SIGNED_ON}）"))
    assert "会员0002" in one
    with pytest.raises(InvalidInput, match="有 2 次"):
        made(desk, SIGNOFF, round=NAME)
    with pytest.raises(InvalidInput, match="没有名为“中秋”的慰问活动"):
        made(desk, ROUTES, round="中秋")


@pytest.mark.parametrize("key", [SIGNOFF, ROUTES])
def test_it_prints_where_no_round_was_ever_held(desk: Office, key: str) -> None:
    (page,) = read(made(desk, key))
    assert "没有要" in page


def test_signed_visits_of_a_round_are_noted_for_the_ledger(
    full: tuple[Office, int],
) -> None:
    office, round_id = full
    request = Request(TODAY)
    make_content(office, paper(VISIT_PAPERS, SIGNOFF), request)
    signed = {item.visit_id for item in listed(office, round_id) if item.served}
    assert set(request.shown) == signed


def test_each_team_takes_along_its_own_people(desk: Office) -> None:
    round_id = begin(desk, people(desk, 40, ("综采一队", "掘进二队")))
    round_sorting.split_teams(desk, round_id, ["东组", "西组"])
    leaders = "东组：王主席；李干事、赵干事"
    pages = read(made(desk, ROUTES, leaders=leaders))
    east = "".join(page for page in pages if "（东组）" in page)
    assert "带队领导：王主席" in east
    assert "随行人员：李干事、赵干事" in east
    assert "".join(pages).count("会员0") == 40
    only = "".join(read(made(desk, ROUTES, team="西组")))
    assert only.count("会员0") == 20
    assert "王主席" not in only


def test_teams_follow_each_other_by_their_numbers(desk: Office) -> None:
    round_id = begin(desk, people(desk, 3, ("综采一队", "掘进二队", "机电队")))
    names = ["第三慰问组", "第十二慰问组", "第二慰问组"]
    round_sorting.split_teams(desk, round_id, names)
    (page,) = read(made(desk, SIGNOFF))
    places = [page.index(f"{names[place]}共") for place in (2, 0, 1)]
    assert places == sorted(places)
    heads = [page[:60] for page in read(made(desk, ROUTES))]
    assert all(names[n] in head for n, head in zip((2, 0, 1), heads, strict=True))


def test_a_route_tells_the_village_and_no_door_unless_it_is_allowed(
    desk: Office,
) -> None:
    begin(desk, people(desk, 3))
    (page,) = read(made(desk, ROUTES))
    assert page.count("某县李家村") == 3
    assert "李家村2号" not in page
    assert "13905370002" not in page
    (more,) = read(made(desk, ROUTES, address="是", phone="是"))
    assert "李家村2号" in more
    assert "13905370002" in more


def test_a_route_tells_hardship_by_its_broad_class_only(desk: Office) -> None:
    household(desk, "李大壮")
    key = begin(desk, [])
    round_jobs.choose_files(desk, key, MONEY)
    item = by_name(desk, key)["李大壮"]
    assert item.kind == "深度困难"
    (page,) = read(made(desk, ROUTES))
    assert "困难职工" in page
    assert "深度" not in page


def test_routes_leave_out_whom_nothing_is_given_or_who_has_signed(
    desk: Office,
) -> None:
    round_id = begin(desk, people(desk, 4))
    known = by_name(desk, round_id)
    round_sorting.leave_out(desk, [known["会员0000"].entry_id], LeftOut.MOVED)
    round_signing.tick(desk, [known["会员0001"].entry_id], TODAY)
    (page,) = read(made(desk, ROUTES))
    assert "会员0000" not in page
    assert "会员0001" in page
    (waiting,) = read(made(desk, ROUTES, who="未签领"))
    assert "会员0001" not in waiting
    assert "会员0003" in waiting


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"team": "北组"}, "没有慰问组“北组”，有的是：未分组"),
        ({"leaders": "北组：王主席"}, "没有慰问组“北组”"),
        ({"leaders": "王主席带队"}, "看不懂"),
    ],
)
def test_a_team_that_is_not_there_is_refused(
    desk: Office, settings: dict[str, str], words: str
) -> None:
    begin(desk, people(desk, 2))
    with pytest.raises(InvalidInput, match=words):
        made(desk, ROUTES, None, **settings)
