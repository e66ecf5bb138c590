"""光荣榜: everybody once, portraits in their shape, no title alone at the foot."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unionoffice.paper.hanging import (
    bare,
    flow_words,
    outside,
    pictures,
    portrait,
    read_words,
    texts,
    words,
)
from unionoffice.errors import Refused
from unionoffice.paper.card.reserved import PHOTO_PLACE
from unionoffice.paper.document import Document, Shape
from unionoffice.paper.flow import PictureBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A3, A4, PHOTOS_MM, points
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.roll import Honour, Honoured, RollOfHonour, without_photos
from unionoffice.paper.wall.sheet import LEAST_LARGE, RED_GOLD, RED_PAPER, WHITE, Sheet

ROLL = RollOfHonour(
    "光荣榜",
    (
        Honour(
            "矿劳动模范",
            (
                Honoured("张伟", "综采一队", "带领班组实现安全生产365天。"),
                Honoured("欧阳志远", "机电队"),
            ),
        ),
        Honour("优秀群监员", (Honoured("买买提·艾力", "通风队", "查出隐患120条。"),)),
    ),
    "某矿工会委员会",
    date(2026, 5, 1),
    basis="经民主评选，下列同志被授予荣誉称号。",
)
NAME = st.text("张王李赵刘陈国伟芳强𠮷㐀·<b>&", min_size=1, max_size=40).filter(
    str.strip
)
WORDS = st.text("综采一队安全生产，。《》（）365天", max_size=80).map(str.strip)
PEOPLE = st.lists(st.builds(Honoured, NAME, WORDS, WORDS), max_size=15)


def told(roll: RollOfHonour) -> str:
    parts = [roll.title, roll.basis]
    for honour in roll.honours:
        parts.append(honour.title)
        for one in honour.people:
            parts += [PHOTO_PLACE if roll.photo else "", one.name, one.unit, one.merit]
    parts += [roll.signature, f"{roll.day.year}年{roll.day.month}月{roll.day.day}日"]
    return bare("".join(parts))


def crowd(count: int) -> RollOfHonour:
    people = [Honoured(f"人{number:03d}", "综采一队") for number in range(count)]
    return replace(ROLL, honours=(Honour("先进工作者", people),))


def names(document: Document) -> list[str]:
    found = (text.text for page in document.pages for text in texts(page))
    return [text for text in found if text.startswith("人")]


@pytest.mark.parametrize("photo", ["一寸", "二寸", None])
def test_a_roll_is_read_back_as_it_was_written(
    photo: str | None, book: FontBook
) -> None:
    roll = replace(ROLL, photo=photo)
    assert read_words(roll.layout(book), book) == told(roll)


@pytest.mark.parametrize("count", [0, 1, 12, 13, 500])
def test_everybody_stands_on_it_once_and_in_order(count: int, book: FontBook) -> None:
    document = crowd(count).layout(book)
    assert names(document) == [f"人{number:03d}" for number in range(count)]


def test_500_people_are_found_in_the_file(book: FontBook) -> None:
    roll = crowd(500)
    assert read_words(roll.layout(book), book) == told(roll)


@given(groups=st.lists(PEOPLE, max_size=6), large=st.booleans())
@settings(max_examples=20)
def test_nothing_is_lost_or_outside_its_frame(
    book: FontBook, groups: list[list[Honoured]], large: bool
) -> None:
    honours = [Honour(f"称号{n}", people) for n, people in enumerate(groups)]
    sheet = Sheet(A4, WHITE, Frame.DOUBLE, large=large)
    roll = replace(ROLL, honours=honours, photo=None, sheet=sheet)
    document = roll.layout(book)
    assert Counter(words(document)) == Counter(told(roll))
    assert outside(document, points(12.5), book) == []


@given(sizes=st.lists(st.integers(1, 14), min_size=3, max_size=9))
@settings(max_examples=20)
def test_a_title_is_never_alone_at_the_foot(book: FontBook, sizes: list[int]) -> None:
    honours = [
        Honour(f"称号{n}", [Honoured("张伟", "机电队")] * size)
        for n, size in enumerate(sizes)
    ]
    for page in replace(ROLL, honours=honours).layout(book).pages:
        title = max((t.y for t in texts(page, "称号")), default=0)
        assert title < max(t.y for t in texts(page) if t.record in {"张伟", "落款"})


@pytest.mark.parametrize("size", ["一寸", "二寸"])
def test_a_portrait_has_the_size_it_is_called_by(size: str, book: FontBook) -> None:
    wide, high = PHOTOS_MM[size]
    people = (Honoured("张伟", photo=portrait(wide * 10, high * 10)),)
    roll = replace(ROLL, photo=size, honours=(Honour("劳模", people),))
    (picture,) = pictures(roll.layout(book))
    assert picture.width == pytest.approx(points(wide))
    assert picture.height == pytest.approx(points(high))


@pytest.mark.parametrize(
    ("wide", "high"), [(250, 350), (400, 300), (100, 900), (1, 1), (1200, 40)]
)
def test_a_portrait_keeps_its_proportions_inside_its_frame(
    wide: int, high: int, book: FontBook
) -> None:
    image = portrait(wide, high)
    roll = replace(ROLL, honours=(Honour("劳模", (Honoured("张伟", photo=image),)),))
    document = roll.layout(book)
    (picture,) = pictures(document)
    assert picture.width / picture.height == pytest.approx(wide / high, rel=0.02)
    frame = next(
        item
        for item in document.pages[0].items
        if isinstance(item, Shape) and item.thickness == 0.8
    )
    xs = [step.at[0] for step in frame.steps if step.at]
    ys = [step.at[1] for step in frame.steps if step.at]
    assert min(xs) - 0.01 <= picture.x
    assert picture.x + picture.width <= max(xs) + 0.01
    assert min(ys) - 0.01 <= picture.y
    assert picture.y + picture.height <= max(ys) + 0.01


def test_who_has_no_photo_has_a_place_to_paste_one(book: FontBook) -> None:
    people = (Honoured("张伟", photo=portrait()), Honoured("李强"))
    document = replace(ROLL, honours=(Honour("劳模", people),)).layout(book)
    assert len(pictures(document)) == 1
    assert words(document).count(PHOTO_PLACE) == 1
    dashed = [i for i in document.pages[0].items if isinstance(i, Shape) and i.dashes]
    assert len(dashed) == 1


def test_on_bought_red_paper_photos_are_pasted_not_printed(book: FontBook) -> None:
    people = (Honoured("张伟", photo=portrait()),)
    sheet = Sheet(A3, RED_PAPER, Frame.MEANDER)
    roll = replace(ROLL, honours=(Honour("劳模", people),), sheet=sheet)
    document = roll.layout(book)
    assert pictures(document) == []
    assert PHOTO_PLACE in words(document)


def test_the_last_row_stands_in_the_middle(book: FontBook) -> None:
    document = replace(ROLL, sheet=Sheet(A3, RED_GOLD)).layout(book)
    last = next(t for page in document.pages for t in texts(page) if "买买提" in t.text)
    width = book.width(last.text, last.role, last.size)
    assert last.x + width / 2 == pytest.approx(points(297) / 2, abs=0.1)


def test_a_300_character_name_takes_several_lines(book: FontBook) -> None:
    people = (Honoured("长" * 300, "机电队"), Honoured("李强", "机电队"))
    roll = replace(ROLL, honours=(Honour("劳模", people),))
    document = roll.layout(book)
    assert words(document).count("长") == 300
    assert outside(document, points(17), book) == []


def test_a_story_that_no_sheet_holds_is_refused_by_name(book: FontBook) -> None:
    people = (Honoured("张伟", merit="事" * 20_000),)
    with pytest.raises(Refused, match="张伟"):
        replace(ROLL, honours=(Honour("劳模", people),)).layout(book)


def test_large_type_gives_way_to_a_long_story(book: FontBook) -> None:
    people = (Honoured("张伟", merit="事" * 220),)
    sheet = Sheet(A4, WHITE, large=True)
    roll = replace(ROLL, honours=(Honour("劳模", people),), photo=None, sheet=sheet)
    assert words(roll.layout(book)).count("事") == 220


def test_large_type_is_large_throughout(book: FontBook) -> None:
    sheet = Sheet(A3, RED_GOLD, Frame.MEANDER, large=True)
    for page in replace(ROLL, photo=None, sheet=sheet).layout(book).pages:
        assert min(t.size for t in texts(page) if t.record != "页脚") >= LEAST_LARGE


def test_a_name_a_little_too_long_is_made_smaller(book: FontBook) -> None:
    people = [Honoured("买买提·艾力江", "机电队")] * 10
    document = replace(ROLL, honours=(Honour("劳模", people),)).layout(book)
    found = [t for page in document.pages for t in texts(page) if "买买提" in t.text]
    assert {text.text for text in found} == {"买买提·艾力江"}
    assert len(found) == 10


def test_a_character_no_font_draws_is_refused_by_name(book: FontBook) -> None:
    people = (Honoured("张伟", merit="好😀"),)
    roll = replace(ROLL, honours=(Honour("劳模", people),))
    with pytest.raises(Refused, match="张伟"):
        pdf_bytes(roll.layout(book), book)


def test_a_list_of_names_is_the_same_roll_without_photos(book: FontBook) -> None:
    roll = without_photos(ROLL)
    assert words(roll.layout(book)) == told(ROLL).replace(PHOTO_PLACE, "")
    assert flow_words(roll.flow()) == told(roll)


def test_word_gets_portraits_one_under_another(book: FontBook) -> None:
    people = (Honoured("张伟", "机电队", photo=portrait()), Honoured("李强"))
    roll = replace(ROLL, honours=(Honour("劳模", people),))
    (picture,) = (b for b in roll.flow().blocks if isinstance(b, PictureBlock))
    assert (picture.width_mm, picture.height_mm) == pytest.approx((35, 49))
    assert Counter(flow_words(roll.flow()).replace("（" + PHOTO_PLACE + "）", "")) == (
        Counter(words(roll.layout(book)).replace(PHOTO_PLACE, ""))
    )
