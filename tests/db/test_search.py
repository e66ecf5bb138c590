"""Persons are found by whatever is typed of them, and the index stays true."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.engine import Connection, Engine

from db import pinyin
from db.base import Base
from db.search import (
    USES_KEPT,
    SearchEntry,
    find,
    forget_people,
    index_people,
    problems,
    touch,
)
from db.search_tables import GRAM, PERSON, READING, USE

MORNING = datetime(2026, 1, 5, 8, tzinfo=UTC)

NAMES = [
    "单雄信",
    "尉迟敬德",
    "万俟卨",
    "阿迪力·买买提",
    "吕布",
    "女娲",
    "曾祥",
    "仇英",
    "John·Smith",
    "单于鹏",
    "周昂",
    "欧阳建国",
    "古丽娜尔·艾合买提·热西提",
    "乐行",
    "长孙无忌",
    "解建华",
    "查良",
    "盖文",
    "任长乐",
    "张",
    "𠮷野家",
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙郑曾单仇解吕"
GIVEN = "建国华明军伟强志文海东红玉英梅兰芳秀云春丽霞长乐行重晟朝女"


@cache
def everyone() -> tuple[SearchEntry, ...]:
    """300 invented people, among them every kind of name."""
    chance = random.Random(5)  # noqa: S311  invented people
    invented = [
        chance.choice(SURNAMES)
        + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))
        for _ in range(300 - len(NAMES))
    ]
    return tuple(_entry(chance, n, name) for n, name in enumerate(NAMES + invented, 1))


def _entry(chance: random.Random, number: int, name: str) -> SearchEntry:
    return SearchEntry(
        number,
        name,
        None,
        f"370825{chance.randrange(1965, 2006)}0101{chance.randrange(1000):03}"
        + chance.choice("0123456789X"),
        f"13{chance.randrange(10**9):09}",
        f"K{number * 7:05}",
    )


def fresh_store(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine, tables=[PERSON, READING, GRAM, USE])
    return engine


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = fresh_store(tmp_path_factory.mktemp("crowd") / "people.db")
    with engine.begin() as connection:
        index_people(connection, everyone(), fresh=True)
        yield connection
    engine.dispose()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    engine = fresh_store(tmp_path / "people.db")
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def people(*names: str) -> list[SearchEntry]:
    return [SearchEntry(number, name) for number, name in enumerate(names, 1)]


def found(connection: Connection, text: str, *names: str, limit: int = 20) -> list[str]:
    index_people(connection, people(*names))
    return [names[key - 1] for key in find(connection, text, limit)]


persons = st.sampled_from(everyone())


@st.composite
def typed_by_syllables(draw: st.DrawFn) -> tuple[SearchEntry, str]:
    """A beginning of a name, each syllable in one of the ways it is typed."""
    person = draw(persons.filter(lambda entry: "John" not in entry.name))
    characters = pinyin.plain(person.name)
    reading = draw(st.sampled_from(pinyin.readings(person.name)))
    syllables = reading.spelled.split()
    characters = characters[len(characters) - len(syllables) :]
    size = draw(st.integers(1, len(syllables)))
    ways = [
        draw(st.sampled_from(_syllable_ways(character, syllable)))
        for character, syllable in zip(characters, syllables[:size], strict=False)
    ]
    return person, "".join(ways)


def _syllable_ways(character: str, syllable: str) -> list[str]:
    double = [syllable[:2]] if syllable[:2] in {"zh", "ch", "sh"} else []
    return [character, syllable, syllable[0], *double]


@given(typed_by_syllables())
def test_a_person_is_found_by_any_mixture_of_syllables(
    crowd: Connection, case: tuple[SearchEntry, str]
) -> None:
    person, typed = case
    assert person.person_id in find(crowd, typed, 300)


@given(persons, st.data())
def test_a_person_is_found_by_any_part_of_the_name(
    crowd: Connection, person: SearchEntry, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(person.name) - 1))
    end = data.draw(st.integers(start + 1, len(person.name)))
    part = person.name[start:end]
    if pinyin.plain(part):
        assert person.person_id in find(crowd, part, 300)


@given(persons, st.data())
def test_a_person_is_found_at_every_stroke_of_the_full_pinyin(
    crowd: Connection, person: SearchEntry, data: st.DataObject
) -> None:
    reading = data.draw(st.sampled_from(pinyin.readings(person.name)))
    end = data.draw(st.integers(1, len(reading.pinyin)))
    assert person.person_id in find(crowd, reading.pinyin[:end], 300)


@given(persons, st.integers(4, 18))
def test_a_person_is_found_by_the_end_of_the_id_number(
    crowd: Connection, person: SearchEntry, size: int
) -> None:
    assert person.id_number is not None
    assert person.person_id in find(crowd, person.id_number[-size:].lower(), 300)


@given(persons, st.integers(4, 11))
def test_a_person_is_found_by_the_end_of_the_phone_number(
    crowd: Connection, person: SearchEntry, size: int
) -> None:
    assert person.phone is not None
    assert person.person_id in find(crowd, person.phone[-size:], 300)


@given(persons, st.integers(3, 11))
def test_a_person_is_found_by_the_start_of_the_phone_number(
    crowd: Connection, person: SearchEntry, size: int
) -> None:
    assert person.phone is not None
    assert person.person_id in find(crowd, person.phone[:size], 300)


@given(persons, st.integers(1, 6))
def test_a_person_is_found_by_the_start_of_the_staff_number(
    crowd: Connection, person: SearchEntry, size: int
) -> None:
    assert person.staff_no is not None
    assert person.person_id in find(crowd, person.staff_no[:size].lower(), 300)


@given(typed_by_syllables(), st.booleans(), st.booleans())
def test_words_in_any_order_narrow_the_search(
    crowd: Connection,
    case: tuple[SearchEntry, str],
    by_phone: bool,
    number_first: bool,
) -> None:
    person, typed = case
    tail = str(person.phone if by_phone else person.id_number)[-4:]
    words = [tail, typed] if number_first else [typed, tail]
    answer = find(crowd, "　".join(words), 300)
    assert person.person_id in answer
    assert set(answer) <= set(find(crowd, typed, 300)) & set(find(crowd, tail, 300))


@given(persons)
def test_the_whole_name_puts_its_bearers_first(
    crowd: Connection, person: SearchEntry
) -> None:
    same = {entry.person_id for entry in everyone() if entry.name == person.name}
    assert set(find(crowd, person.name)[: len(same)]) == same


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_is_searched_without_an_error(
    crowd: Connection, text: str, limit: int
) -> None:
    answer = find(crowd, text, limit)
    assert len(answer) == len(set(answer)) <= limit


@given(st.text(alphabet="zhjs张建 01%_*?'\"\\", max_size=8), st.integers(1, 10))
def test_a_shorter_answer_is_the_beginning_of_a_longer_one(
    crowd: Connection, text: str, limit: int
) -> None:
    assert find(crowd, text, limit) == find(crowd, text, 300)[:limit]


@pytest.mark.parametrize("sign", ["%", "_", "*", "?", "[", "'", '"', "\\", "--", ";"])
def test_signs_stand_for_themselves(store: Connection, sign: str) -> None:
    assert found(store, sign, "张三", f"李{sign}四") == [f"李{sign}四"]


@pytest.mark.parametrize("typed", ["ZJG", "ｚｊｇ", "ＺＨＡＮＧＪＧ", "Zhang Jianguo"])
def test_upper_case_and_full_width_are_accepted(store: Connection, typed: str) -> None:
    assert found(store, typed, "张建国", "李四") == ["张建国"]


@pytest.mark.parametrize("typed", ["lvbu", "lübu", "LÜ", "lyubu", "lubu", "lb", "吕b"])
def test_a_name_with_umlaut_u_is_found_however_it_is_typed(
    store: Connection, typed: str
) -> None:
    assert found(store, typed, "吕布", "李四") == ["吕布"]


@pytest.mark.parametrize(
    "typed", ["adlmmt", "mmt", "买买提", "阿迪力•买", "阿迪力买买提", "mmt 阿", "买mt"]
)
def test_a_minority_name_is_found_by_its_parts(store: Connection, typed: str) -> None:
    assert found(store, typed, "阿迪力·买买提", "李四") == ["阿迪力·买买提"]


@pytest.mark.parametrize("typed", ["张　三", " 张三 ", "张 三", "三 张"])
def test_blanks_do_not_matter_in_a_name(store: Connection, typed: str) -> None:
    assert found(store, typed, "张　三", "李四") == ["张　三"]


@pytest.mark.parametrize("typed", ["zhang jianguo", "z jg", "zhang jian guo", "张 jg"])
def test_pinyin_may_be_typed_with_blanks(store: Connection, typed: str) -> None:
    assert found(store, typed, "张建国", "张三") == ["张建国"]


def test_a_reading_set_by_hand_is_found(store: Connection) -> None:
    index_people(store, [SearchEntry(1, "单明", "dan ming"), SearchEntry(2, "单明")])
    assert find(store, "danming") == [1, 2]
    assert find(store, "shanming") == [2, 1]


@pytest.mark.parametrize("typed", ["+86 138-5371-0003", "13853710003", "138-5371-0003"])
def test_a_phone_number_is_found_however_it_is_written(
    store: Connection, typed: str
) -> None:
    index_people(store, [SearchEntry(1, "张三", phone="+86 138 5371 0003")])
    assert find(store, typed.replace(" ", "")) == [1]


def test_exact_names_come_before_beginnings_and_those_before_parts(
    store: Connection,
) -> None:
    names = ("王建国", "建国华", "建国")
    assert found(store, "建国", *names) == ["建国", "建国华", "王建国"]


def test_exact_initials_come_before_longer_ones_and_mixtures(store: Connection) -> None:
    names = ("赵华国", "周杰伦", "钟杰", "赵军建国")
    assert found(store, "zj", *names) == ["钟杰", "赵军建国", "周杰伦"]


def test_the_reading_as_a_surname_comes_before_further_readings(
    store: Connection,
) -> None:
    assert found(store, "cx", "曾祥", "陈星") == ["陈星", "曾祥"]


def test_full_pinyin_comes_before_a_mixture(store: Connection) -> None:
    assert found(store, "zhang", "周昂", "张三") == ["张三", "周昂"]


def test_who_was_worked_with_last_comes_first_among_equals(store: Connection) -> None:
    index_people(store, people("张建一", "张建二", "张建三", "建"))
    touch(store, 1, MORNING)
    touch(store, 3, MORNING + timedelta(minutes=1))
    assert find(store, "张建") == [3, 1, 2]
    assert find(store, "建") == [4, 3, 1, 2]
    assert find(store, "zhjian") == [3, 1, 2]
    assert find(store, "张 建")[:2] == [3, 1]


def test_last_use_counts_even_behind_many_equals(store: Connection) -> None:
    index_people(store, people(*["张三"] * 500))
    touch(store, 450, MORNING)
    assert [
        find(store, text, 3)[0] for text in ("张", "zs", "zhs", "张s", "张 三")
    ] == [450] * 5


def test_nothing_typed_gives_who_was_worked_with_last(store: Connection) -> None:
    index_people(store, people("张三", "李四", "王五"))
    for minute, key in enumerate((2, 1, 3, 2)):
        touch(store, key, MORNING + timedelta(minutes=minute))
    assert find(store, " ") == [2, 3, 1]


def test_only_the_last_uses_are_kept(store: Connection) -> None:
    for minute in range(USES_KEPT + 5):
        touch(store, minute, MORNING + timedelta(minutes=minute))
    assert store.scalars(select(USE.c.person_id)).all() == list(range(5, USES_KEPT + 5))


def test_a_use_needs_a_moment_with_a_time_zone(store: Connection) -> None:
    with pytest.raises(ValueError, match="time zone"):
        touch(store, 1, datetime(2026, 1, 5))  # noqa: DTZ001  the mistake


def test_people_who_are_forgotten_are_not_found(store: Connection) -> None:
    index_people(store, people("张三", "张四"))
    touch(store, 1, MORNING)
    forget_people(store, [1])
    assert (find(store, "张"), find(store, "")) == ([2], [])


def test_indexing_again_replaces_what_was_held(store: Connection) -> None:
    index_people(store, people("张三"))
    assert found(store, "张", "李四") == []
    assert find(store, "ls") == [1]


def test_who_comes_back_is_remembered_as_used(store: Connection) -> None:
    index_people(store, people("张三", "张四"))
    touch(store, 2, MORNING)
    forget_people(store, [2])
    index_people(store, people("张三", "张四"))
    assert find(store, "") == [2]


small = st.builds(
    SearchEntry,
    st.integers(1, 6),
    st.one_of(st.sampled_from(NAMES), st.text(max_size=6)),
    st.one_of(st.none(), st.sampled_from(["shan xiongxin", "a b c"])),
    st.one_of(st.none(), st.text(alphabet="0123456789xX ", max_size=18)),
    st.one_of(st.none(), st.text(alphabet="0123456789-+ ", max_size=14)),
    st.one_of(st.none(), st.text(max_size=6)),
)


@given(st.lists(st.one_of(small, st.integers(1, 6)), max_size=12))
def test_indexing_and_forgetting_leave_no_trace_behind(
    tmp_path_factory: pytest.TempPathFactory, steps: list[SearchEntry | int]
) -> None:
    engine = fresh_store(tmp_path_factory.mktemp("steps") / "people.db")
    kept: dict[int, SearchEntry] = {}
    with engine.begin() as connection:
        for step in steps:
            if isinstance(step, SearchEntry):
                index_people(connection, [step])
                kept[step.person_id] = step
            else:
                forget_people(connection, [step])
                kept.pop(step, None)
        assert problems(connection, kept.values()) == []
    engine.dispose()


def test_problems_name_who_is_missing_stale_or_changed(store: Connection) -> None:
    index_people(store, people("张三", "李四"))
    now = [SearchEntry(1, "张三"), SearchEntry(2, "李五"), SearchEntry(3, "王六")]
    told = " ".join(problems(store, now))
    assert "编号 1 " not in told
    assert "编号 2 的拼音条目多余或过时" in told
    assert "编号 3 的姓名和号码条目缺少" in told


def test_many_people_are_indexed_as_one_by_one(store: Connection) -> None:
    index_people(store, everyone(), fresh=True)
    index_people(store, everyone()[::2])
    assert problems(store, everyone()) == []
