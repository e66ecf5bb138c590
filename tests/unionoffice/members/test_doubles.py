"""Two cards are of one human being: what speaks for it, what against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.idcard import checksum, make
from unionoffice.members.doubles import CERTAIN, LIKELY, Card, likeness, one_slip
from unionoffice.members.name_writing import groups

BORN = date(1985, 3, 6)
NUMBER = make("370825", BORN, 103)
CARD = Card(
    "张建国",
    id_number=NUMBER,
    born_on=BORN,
    sex="1",
    phone="13800138000",
    staff_no="A0101",
    unit_id=4,
)
NAMES = (
    "张建国",
    "張建國",
    "张健国",
    "单雄信",
    "买买提·吐尔逊",
    "买买提吐尔逊",
    "·",
    "",
)
NUMBERS = (
    NUMBER,
    NUMBER[:-2] + "9X",
    "370825850306103",
    make("110101", BORN, 7),
    "E12",
)

cards = st.builds(
    Card,
    name=st.sampled_from(NAMES) | st.text(max_size=4),
    reading=st.none() | st.sampled_from(("zhang jianguo", "shan xiongxin")),
    former_name=st.none() | st.sampled_from(NAMES),
    id_number=st.none() | st.sampled_from(NUMBERS) | st.text(max_size=20),
    id_pending=st.booleans(),
    born_on=st.none() | st.sampled_from((BORN, date(1985, 6, 3))) | st.dates(),
    sex=st.sampled_from((None, "1", "2")),
    phone=st.none() | st.sampled_from(("13800138000", "138 0013 8000", "无")),
    staff_no=st.sampled_from((None, "A0101", "a0101", "7")),
    unit_id=st.sampled_from((None, 4, 5)),
)


def bare_pair(**facts: tuple[Any, Any]) -> tuple[Card, Card]:
    """Two cards of the same name that say nothing but these facts."""
    one = {key: pair[0] for key, pair in facts.items()}
    other = {key: pair[1] for key, pair in facts.items()}
    same = Card("张建国")
    return replace(same, **one), replace(same, **other)


@given(cards, cards)
def test_the_order_does_not_matter(a: Card, b: Card) -> None:
    alike = likeness(a, b)
    assert alike == likeness(b, a)
    assert 0 <= alike.score <= CERTAIN


@given(cards)
def test_a_card_with_name_and_birth_is_likely_its_own_double(card: Card) -> None:
    card = replace(card, name="张建国", born_on=BORN)
    assert likeness(card, card).score >= LIKELY


@given(st.integers(0, 16), st.integers(1, 9))
def test_a_number_with_one_wrong_digit_is_seen(place: int, more: int) -> None:
    digit = str((int(NUMBER[place]) + more) % 10)
    wrong = NUMBER[:place] + digit + NUMBER[place + 1 :]
    alike = likeness(CARD, replace(CARD, id_number=wrong))
    assert "证件号只差一位" in alike.reasons
    assert alike.score == CERTAIN


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"id_number": (NUMBER, NUMBER)}, "证件号相同"),
        (
            {"id_number": (NUMBER, NUMBER[:6] + NUMBER[8:17])},
            "15 位与 18 位证件号是同一号码",
        ),
        (
            {"id_number": (NUMBER, NUMBER[:9] + "05" + NUMBER[11:])},
            "证件号只有相邻两位对调",
        ),
        ({"id_number": (NUMBER, NUMBER[:8] + NUMBER[9:])}, "证件号只多或少一位"),
        ({"name": ("买买提·吐尔逊", "买买提吐尔逊")}, "姓名只差间隔号或空格"),
        ({"name": ("王喆", "王哲")}, "姓名有异体字或繁体字（哲、喆）"),
        ({"name": ("張建國", "张建国")}, "姓名有异体字或繁体字（张、張，国、國）"),
        ({"name": ("李亨", "李享")}, "姓名有形近字（亨、享）"),
        ({"name": ("张建国", "张健国")}, "姓名有形近字（健、建）"),
        ({"name": ("张志刚", "章志钢")}, "姓名同音"),
        ({"name": ("王长青", "王常青")}, "姓名同音"),
        ({"name": ("王长青", "王掌青")}, "姓名同音"),
        ({"former_name": ("张铁蛋", None), "name": ("张明", "张铁蛋")}, "曾用名"),
        ({"name": ("张建国", "张建民")}, "姓名只差一个字"),
        ({"born_on": (BORN, BORN)}, "出生日期相同"),
        ({"born_on": (BORN, date(1985, 6, 3))}, "出生日期的月和日对调"),
        ({"born_on": (BORN, date(1986, 3, 6))}, "出生日期只差一位"),
        ({"id_number": (NUMBER, None), "born_on": (None, BORN)}, "出生日期相同"),
        ({"phone": ("138 0013 8000", "+8613800138000")}, "手机号相同"),
        ({"staff_no": ("A0101", "ａ0101")}, "工号相同"),
        ({"unit_id": (4, 4)}, "所在单位相同"),
        ({"sex": ("1", "2")}, "但性别不同"),
        ({"born_on": (BORN, date(1970, 1, 1))}, "但出生日期不同"),
        ({"name": ("张建国", "李红")}, "但姓名不同"),
    ],
)
def test_every_clue_is_told(facts: dict[str, tuple[Any, Any]], reason: str) -> None:
    reasons = likeness(*bare_pair(**facts)).reasons
    assert any(reason in told for told in reasons), reasons


def test_namesakes_with_valid_numbers_are_two_people() -> None:
    other = replace(
        CARD, id_number=make("370825", date(1971, 11, 20), 219), born_on=None
    )
    alike = likeness(CARD, replace(other, staff_no=None))
    assert alike.score < LIKELY
    assert "但两个证件号都有效，并不相同" in alike.reasons


def test_brothers_with_neighbouring_numbers_are_two_people() -> None:
    brother = replace(CARD, name="张建民", id_number=make("370825", BORN, 105))
    alike = likeness(CARD, replace(brother, staff_no="A0102"))
    assert alike.score < LIKELY


def test_a_raised_number_may_have_a_wrong_digit_under_a_right_check_digit() -> None:
    seventeen = NUMBER[:14] + "703"
    pending = replace(CARD, id_number=seventeen + checksum(seventeen), id_pending=True)
    assert "证件号只差一位" in likeness(CARD, pending).reasons
    sure = replace(pending, id_pending=False)
    assert "证件号只差一位" not in likeness(CARD, sure).reasons


def test_a_telephone_or_a_name_alone_is_not_enough() -> None:
    assert likeness(Card("张建国"), Card("张建国")).score < LIKELY
    shared = Card("李红", phone=CARD.phone, unit_id=CARD.unit_id)
    assert likeness(CARD, shared).score < LIKELY


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("1234", "1234", False),
        ("1234", "1235", True),
        ("1234", "1243", True),
        ("1234", "2143", False),
        ("1234", "123", True),
        ("1234", "1324", True),
        ("1234", "4231", False),
        ("1234", "12", False),
    ],
)
def test_a_slip_is_one_mistake(one: str, other: str, *, slip: bool) -> None:
    assert one_slip(one, other) is slip


@pytest.mark.parametrize("kind", ["variants", "look_alikes"])
def test_a_character_stands_in_one_group_only(kind: str) -> None:
    characters = "".join(groups(kind))
    assert len(characters) == len(set(characters))
    assert all(len(group) > 1 for group in groups(kind))
