"""The stored words keep their codes and can be read by a clerk."""

import re

import pytest

from db import vocabulary
from db.vocabulary import EventKind, MemberState, Word

ALL = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, Word) and kind is not Word
]


def test_a_stored_code_finds_its_word_again() -> None:
    assert MemberState("30") is MemberState.RESERVED
    assert EventKind("joined") is EventKind.JOINED


def test_a_word_is_stored_as_its_code() -> None:
    assert str(MemberState.MEMBER) == "20"
    assert f"{EventKind.DIED}" == EventKind.DIED.value == "died"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_word_is_shown_in_chinese(kind: type[Word]) -> None:
    assert all(re.search("[一-鿿]", word.label) for word in kind)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_no_two_words_of_one_list_look_alike(kind: type[Word]) -> None:
    assert len({word.label for word in kind}) == len(list(kind))


def test_an_unknown_code_is_no_word() -> None:
    with pytest.raises(ValueError, match="99"):
        MemberState("99")
