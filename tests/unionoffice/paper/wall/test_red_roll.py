"""红榜: every gift in order, sums that are right, and nothing told that is private."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unionoffice.paper.hanging import (
    bare,
    flow_words,
    outside,
    read_words,
    texts,
    words,
)
from unionoffice import money
from unionoffice.paper.document import Text
from unionoffice.paper.sizes import A3, A4, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.red_roll import ANONYMOUS, NOT_TOLD, Gift, Gifts, Published
from unionoffice.paper.wall.red_roll import RedRoll as Roll
from unionoffice.paper.wall.sheet import LEAST_LARGE, RED_GOLD, WHITE, Sheet

ROLL = Roll(
    "爱心捐款红榜",
    (
        Gifts("集体捐款", (Gift("综采一队党支部", 200_000),), collective=True),
        Gifts("个人捐款", (Gift("张伟", 20_000), Gift("", 32_504), Gift("李强", 1))),
    ),
    "某矿工会委员会",
    date(2026, 6, 8),
    cause="现将捐款情况公布如下：",
    use="监督电话：0537-2100000。",
)
SUBTOTAL = re.compile(r"本页小计([\d,.]+)元")
NAME = st.text("张王李赵刘陈国伟芳强𠮷㐀·<b>&", max_size=30).map(str.strip)
GIFT = st.builds(Gift, NAME, st.integers(1, 10**9))
GIVEN = st.lists(GIFT, min_size=1, max_size=40)


def many(count: int, *, told: bool = True) -> Roll:
    gifts = [Gift(f"人{n:03d}", 100 * n + 100, told) for n in range(count)]
    return replace(ROLL, gifts=(Gifts("个人捐款", gifts),) if gifts else ())


def test_a_roll_is_read_back_as_it_was_written(book: FontBook) -> None:
    assert read_words(ROLL.layout(book), book) == (
        "爱心捐款红榜现将捐款情况公布如下：单位：元"
        "集体捐款1个2,000.00元综采一队党支部2,000.00"
        "个人捐款3人525.05元张伟200.00匿名325.04李强0.01"
        "合计：集体1个，个人3人次，共捐款2,525.05元"
        "（人民币贰仟伍佰贰拾伍元零伍分）。"
        "监督电话：0537-2100000。某矿工会委员会2026年6月8日"
    )


@pytest.mark.parametrize("count", [0, 1, 500])
def test_every_donor_stands_on_it_once_and_in_order(count: int, book: FontBook) -> None:
    document = many(count).layout(book)
    found = [t.text for page in document.pages for t in texts(page)]
    told = [text for text in found if text.startswith("人")]
    assert told == [f"人{n:03d}" for n in range(count)]


def test_a_roll_without_gifts_tells_that_the_sum_is_nothing(book: FontBook) -> None:
    assert "合计：0.00元（人民币零元整）。" in words(many(0).layout(book))


def test_the_subtotals_of_the_sheets_make_the_total(book: FontBook) -> None:
    roll = many(500)
    document = roll.layout(book)
    found = [
        SUBTOTAL.search(bare("".join(t.text for t in texts(p)))) for p in document.pages
    ]
    assert len(document.pages) > 3
    assert sum(money.parse(each[1]) for each in found if each) == roll.gifts[0].amount


def test_one_sheet_needs_no_subtotal(book: FontBook) -> None:
    assert "本页小计" not in words(ROLL.layout(book))


@given(given_gifts=st.lists(GIVEN, min_size=1, max_size=3), large=st.booleans())
@settings(max_examples=20)
def test_nothing_is_lost_or_outside_its_frame(
    book: FontBook, given_gifts: list[list[Gift]], large: bool
) -> None:
    parts = [Gifts(f"单位{n}", gifts) for n, gifts in enumerate(given_gifts)]
    sheet = Sheet(A4, WHITE, Frame.DOUBLE, large=large)
    roll = replace(ROLL, gifts=parts, sheet=sheet)
    document = roll.layout(book)
    told = SUBTOTAL.sub("", words(document))
    expected = bare(f"{roll.title}{roll.cause}单位：元")
    for part in parts:
        expected += bare(roll.heading(part))
        for gift in part.given:
            # A long name stands on several lines, the amount beside the first.
            assert told.count(bare(money.show(gift.amount)))
        expected += bare("".join(g.named + money.show(g.amount) for g in part.given))
    expected += bare(f"{roll.total}{roll.use}{roll.signature}2026年6月8日")
    assert sorted(told) == sorted(expected)
    assert outside(document, points(12.5), book) == []


def test_the_sum_in_capitals_is_that_of_the_gifts() -> None:
    assert "人民币贰仟伍佰贰拾伍元零伍分" in ROLL.total
    assert "集体1个，个人3人次" in ROLL.total


def test_names_only_means_that_no_amount_is_in_the_paper(book: FontBook) -> None:
    roll = replace(ROLL, published=Published.NAMES)
    for told in (words(roll.layout(book)), flow_words(roll.flow())):
        assert "张伟" in told
        assert not {"200.00", "325.04", "0.01", "525.05"} & set(
            re.findall(r"[\d,]+\.\d\d", told)
        )
        assert "2,525.05" in told  # the total is published in any case


def test_sums_only_means_that_no_name_is_in_the_paper(book: FontBook) -> None:
    roll = replace(ROLL, published=Published.SUMS)
    for told in (words(roll.layout(book)), flow_words(roll.flow())):
        assert "个人捐款3人525.05元" in told
        assert not any(name in told for name in ("张伟", "李强", "党支部", ANONYMOUS))


def test_an_amount_not_told_is_found_nowhere_nor_reckoned_from_a_subtotal(
    book: FontBook,
) -> None:
    gifts = (
        *(Gift(f"人{n:03d}", 5_000) for n in range(300)),
        Gift("甲", 777, told=False),
    )
    roll = replace(ROLL, gifts=(Gifts("个人捐款", gifts),))
    told = words(roll.layout(book))
    assert f"甲{NOT_TOLD}" in told
    assert "本页小计" not in told
    assert "个人捐款301人人000" in told  # no sum of the part either
    assert "15,007.77" in told


def test_a_name_of_two_characters_takes_the_room_of_three(book: FontBook) -> None:
    (page,) = ROLL.layout(book).pages
    (short,) = texts(page, "张伟")[:1]
    assert short.places[-1] == pytest.approx(2 * short.size)


def test_amounts_end_under_each_other(book: FontBook) -> None:
    pages = many(60).layout(book).pages
    ends: dict[int, set[float]] = {}
    for page in pages:
        for text in texts(page):
            if text.record.startswith("人") and text.role is Role.SONG:
                end = text.x + book.width(text.text, text.role, text.size)
                ends.setdefault(round(end), set()).add(round(end, 1))
    assert 2 <= len(ends) <= 5
    assert all(len(found) == 1 for found in ends.values())


def test_type_for_two_metres_is_large_enough(book: FontBook) -> None:
    sheet = Sheet(A3, RED_GOLD, Frame.DOUBLE, large=True)
    document = replace(many(40), sheet=sheet).layout(book)
    sizes = [t.size for p in document.pages for t in texts(p) if "人0" in t.text]
    assert min(sizes) >= LEAST_LARGE


def test_a_very_long_donor_is_made_smaller_and_broken(book: FontBook) -> None:
    gifts = [Gift("张伟", 100)] * 20 + [Gift("长" * 300, 100)]
    roll = replace(ROLL, gifts=(Gifts("", gifts),))
    document = roll.layout(book)
    assert words(document).count("长") == 300
    assert outside(document, points(17), book) == []


def test_the_heading_of_a_part_is_never_alone_at_the_foot(book: FontBook) -> None:
    parts = [Gifts(f"单位{n}", [Gift("张伟", 100)] * (n % 7 + 1)) for n in range(40)]
    for page in replace(ROLL, gifts=parts).layout(book).pages:
        headings = [t.y for t in texts(page) if t.record.startswith("单位")]
        donors = [t.y for t in texts(page) if t.record in {"张伟", "合计"}]
        assert max(headings) < max(donors)


def test_the_flow_says_the_same(book: FontBook) -> None:
    told = words(ROLL.layout(book)).replace("单位：元", "")
    assert flow_words(ROLL.flow()) == told


def test_every_text_says_whose_it_is(book: FontBook) -> None:
    (page,) = ROLL.layout(book).pages
    donors = [i for i in page.items if isinstance(i, Text) and i.text == "200.00"]
    assert [text.record for text in donors] == ["张伟"]
