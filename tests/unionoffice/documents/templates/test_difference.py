"""Two versions of a text in one, with marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.documents.templates.difference import (
    FINEST,
    Change,
    Piece,
    difference,
)

TEXTS = st.text(alphabet="甲乙丙{}\n，", max_size=60)


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts_whole(old: str, new: str) -> None:
    pieces = difference(old, new)
    before = "".join(p.text for p in pieces if p.change is not Change.NEW)
    after = "".join(p.text for p in pieces if p.change is not Change.GONE)
    assert (before, after) == (old, new)


def test_what_stayed_is_not_marked() -> None:
    assert difference("张三同志：\n你好", "李四同志：\n你好") == [
        Piece("张三", Change.GONE),
        Piece("李四", Change.NEW),
        Piece("同志：\n", Change.SAME),
        Piece("你好", Change.SAME),
    ]


def test_a_very_long_changed_passage_is_exchanged_whole() -> None:
    old, new = "甲" * (FINEST + 1), "乙" * FINEST
    assert [p.change for p in difference(old, new)] == [Change.GONE, Change.NEW]
