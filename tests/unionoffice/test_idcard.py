"""ID numbers: what is mended, what is refused, what is read from them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import idcard
from unionoffice.errors import InvalidInput
from unionoffice.idcard import Sex

TODAY = date(2026, 3, 5)
BIRTHS = st.dates(date(1900, 1, 1), TODAY)
NUMBERS = st.builds(
    idcard.make,
    st.sampled_from(["370802", "150221", "810000", "830000", "911156", "320322"]),
    BIRTHS,
    st.integers(0, 999),
)


def refusal(raw: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        idcard.parse_cell(raw, TODAY)
    return caught.value.sentence


def test_the_example_of_the_standard_ends_in_x() -> None:
    assert idcard.checksum("11010519491231002") == "X"


def test_birth_sex_and_region_are_read_from_the_number() -> None:
    read = idcard.parse("370802199111022191", TODAY)
    assert (read.birth, read.sex) == (date(1991, 11, 2), Sex.MALE)
    assert (read.region, read.upgraded) == ("370802", False)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("15022119681103358x", "15022119681103358X"),
        ("３７１４２３１９９５０６０６２５３５", "371423199506062535"),
        (" 320322 19890320 5097\xa0", "320322198903205097"),
        ("'410522198209215917", "410522198209215917"),
        ("410522-19820921-5917", "410522198209215917"),
        ("15022119681103358Ｘ", "15022119681103358X"),
        ("15022119681103358×", "15022119681103358X"),
        ("\ufeff371423199506062535\n", "371423199506062535"),
    ],
)
def test_how_it_was_typed_is_mended_silently(raw: str, number: str) -> None:
    assert idcard.parse(raw, TODAY).number == number


def test_a_fifteen_digit_number_is_raised_to_eighteen() -> None:
    read = idcard.parse("371423740103681", TODAY)
    assert read.number == "371423197401036817"
    assert (read.upgraded, read.birth, read.sex) == (True, date(1974, 1, 3), Sex.MALE)


def test_each_mistake_has_its_own_words() -> None:
    sentences = {
        "": "没有填写",
        "无": "不是身份证号",
        "身份证丢失": "不是身份证号",
        "37080219911102X191": "不是身份证号",
        "37080219911102219": "17 位",
        "3708021991110221911": "19 位",
        "100802199111022191": "“10”",
        "370802199002301234": "1990年02月30日 不存在",
        "370802199111022192": "校验码",
        "3.70825E+17": "改成文本格式",
        "3.708251990010113e+17": "改成文本格式",
    }
    for raw, words in sentences.items():
        assert words in refusal(raw)


def test_a_birth_after_today_is_refused() -> None:
    tomorrow = idcard.make("370802", date(2026, 3, 6), 1)
    assert "还没有到" in refusal(tomorrow)
    assert idcard.parse(idcard.make("370802", TODAY, 1), TODAY).birth == TODAY


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "911156", "932840"])
def test_residence_cards_follow_the_same_rule(region: str) -> None:
    number = idcard.make(region, date(1985, 7, 1), 12)
    assert idcard.parse(number, TODAY).region == region


@pytest.mark.parametrize("region", ["999999", "370899", "110100"])
def test_a_region_of_no_table_is_no_mistake(region: str) -> None:
    number = idcard.make(region, date(1960, 7, 1), 12)
    assert idcard.parse(number, TODAY).number == number


@pytest.mark.parametrize("province", ["00", "10", "16", "24", "38", "47", "55", "72"])
def test_a_province_that_never_was_is_refused(province: str) -> None:
    assert province in refusal(idcard.make(f"{province}0101", date(1980, 1, 1), 1))


@pytest.mark.parametrize(
    "cell", [1.502211975020685e17, 3.708251990010113e17, 370802199111022191, 1e15]
)
def test_digits_that_excel_lost_are_not_guessed(cell: float) -> None:
    assert "后面几位已经丢失" in refusal(cell)


def test_a_number_of_fifteen_digits_is_still_whole_in_a_cell() -> None:
    assert idcard.parse_cell(371423740103681.0, TODAY).number == "371423197401036817"


@pytest.mark.parametrize("cell", [None, True, 12.5, float("nan"), float("inf"), TODAY])
def test_a_cell_of_another_kind_is_refused(cell: object) -> None:
    assert refusal(cell)


@given(NUMBERS)
def test_a_right_number_is_read_and_kept(number: str) -> None:
    read = idcard.parse(number.lower(), TODAY)
    assert read.number == number
    assert f"{read.birth:%Y%m%d}" == number[6:14]
    assert (read.sex is Sex.MALE) == (int(number[16]) % 2 == 1)


@given(NUMBERS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: str, place: int, step: int) -> None:
    wrong = str((int(number[place]) + step) % 10)
    assert refusal(number[:place] + wrong + number[place + 1 :])


@given(NUMBERS, st.integers(0, 15))
def test_two_digits_exchanged_never_pass(number: str, place: int) -> None:
    left, right = number[place], number[place + 1]
    if left != right:
        assert refusal(number[:place] + right + left + number[place + 2 :])


@given(st.one_of(st.text(), st.text("0123456789xX", min_size=14, max_size=19)))
def test_any_text_is_read_or_refused_in_words(raw: str) -> None:
    assert outcome(raw).endswith(("。", *"0123456789X"))


def outcome(raw: str) -> str:
    try:
        return idcard.parse(raw, TODAY).number
    except InvalidInput as refused:
        return refused.sentence


def test_posting_hides_the_birthday() -> None:
    assert idcard.masked("370802199111022191") == "370802********2191"
    assert idcard.tail("15022119681103358X") == "358X"


def test_sixteen_to_seventy_looks_like_a_worker() -> None:
    ages = {
        year: idcard.looks_like_a_worker(date(year, 3, 5), TODAY)
        for year in (2011, 2010, 1956, 1955)
    }
    assert ages == {2011: False, 2010: True, 1956: True, 1955: False}
