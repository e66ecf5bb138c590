"""讣告: never red, framed in black, before the farewell, and the age as it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unionoffice.paper.hanging import bare, flow_words, inks, read_words, words
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.document import Ink, Shape
from unionoffice.paper.flow import TextBlock
from unionoffice.paper.sizes import A3, A4, points
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.obituary import AgeWord, Farewell, Obituary
from unionoffice.paper.wall.sheet import (
    LETTER_LOOKS,
    MOURNING_LOOKS,
    WALL_LOOKS,
    WHITE,
    Look,
    Sheet,
)

TODAY = date(2026, 6, 15)
NEWS = Obituary(
    "某矿退休采煤工王德山同志",
    "因病医治无效，于2026年6月14日在总医院逝世",
    78,
    AgeWord.PLAIN,
    "王德山同志治丧小组",
    TODAY,
    life="他工作踏实，关心工友。",
    farewell=Farewell(date(2026, 6, 17), "上午9时在松鹤厅举行遗体告别仪式。"),
)
RED = sorted(
    {look for look in (*LETTER_LOOKS, *WALL_LOOKS) if look not in MOURNING_LOOKS},
    key=lambda look: look.name,
)


def test_it_is_read_back_as_it_was_written(book: FontBook) -> None:
    assert read_words(NEWS.layout(book), book) == (
        "讣告某矿退休采煤工王德山同志，因病医治无效，于2026年6月14日在总医院逝世，"
        "终年78岁。他工作踏实，关心工友。"
        "兹定于2026年6月17日上午9时在松鹤厅举行遗体告别仪式。"
        "特此讣告王德山同志治丧小组2026年6月15日"
    )


@pytest.mark.parametrize("look", MOURNING_LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("life", ["", "长" * 3000], ids=["short", "long"])
def test_nothing_on_it_is_red(look: Look, life: str, book: FontBook) -> None:
    news = replace(NEWS, life=life, sheet=Sheet(A3, look, large=True))
    for page in news.layout(book).pages:
        assert set(inks(page.items)) <= {Ink.BLACK, Ink.YELLOW}
    for block in news.flow().blocks:
        assert isinstance(block, TextBlock)
        assert {each.ink for each in block.words} == {Ink.BLACK}


@pytest.mark.parametrize("look", RED, ids=lambda look: look.name)
def test_a_red_sheet_is_refused(look: Look) -> None:
    with pytest.raises(Refused, match="讣告不能用红色"):
        replace(NEWS, sheet=Sheet(A4, look))


@pytest.mark.parametrize("frame", Frame)
def test_every_sheet_has_a_heavy_black_frame_on_four_sides(
    frame: Frame, book: FontBook
) -> None:
    news = replace(NEWS, life="长" * 3000, sheet=Sheet(A4, WHITE, frame, large=True))
    document = news.layout(book)
    assert len(document.pages) > 1
    for page in document.pages:
        heavy = next(item for item in page.items if isinstance(item, Shape))
        assert heavy.thickness >= 6
        assert heavy.line is Ink.BLACK
        corners = {step.at for step in heavy.steps if step.at}
        edge, right, bottom = points(10), points(200), points(287)
        wanted = {(x, y) for x in (edge, right) for y in (edge, bottom)}
        assert sorted(corners) == [pytest.approx(corner) for corner in sorted(wanted)]


def test_a_farewell_before_the_day_of_posting_is_refused() -> None:
    early = Farewell(TODAY - timedelta(days=1), "举行告别仪式。")
    with pytest.raises(Refused, match=r"须在告别仪式之前张贴.*6月14日.*6月15日"):
        replace(NEWS, farewell=early)


def test_it_may_hang_in_the_morning_of_the_farewell(book: FontBook) -> None:
    news = replace(NEWS, farewell=Farewell(TODAY, "下午3时举行告别仪式。"))
    assert "6月15日下午3时" in words(news.layout(book))


@pytest.mark.parametrize("age", [0, 17, 59, 60, 61, 78, 100])
@pytest.mark.parametrize("said", AgeWord)
def test_the_age_is_called_as_it_was_said_whatever_it_is(
    age: int, said: AgeWord, book: FontBook
) -> None:
    told = words(replace(NEWS, age=age, age_word=said).layout(book))
    other = next(word for word in AgeWord if word is not said)
    assert f"{said}{age}岁" in told
    assert other not in told


def test_without_a_farewell_none_is_told(book: FontBook) -> None:
    assert "兹定于" not in words(replace(NEWS, farewell=None).layout(book))


def test_a_mark_at_the_end_of_what_happened_is_not_doubled(book: FontBook) -> None:
    told = words(replace(NEWS, how="于6月14日逝世。").layout(book))
    assert "于6月14日逝世，终年" in told


def test_who_died_must_be_told() -> None:
    with pytest.raises(InvalidInput, match="姓名"):
        replace(NEWS, who=" ")
    with pytest.raises(InvalidInput, match="年龄"):
        replace(NEWS, age=-1)


def test_the_flow_says_the_same(book: FontBook) -> None:
    assert flow_words(NEWS.flow()) == bare(words(NEWS.layout(book)))
