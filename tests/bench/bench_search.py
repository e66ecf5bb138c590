"""How long the index takes to build and a search to answer, with the limits beside.

Run: `python -m tests.bench.bench_search [PEOPLE]`.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, thread_time

from sqlalchemy.engine import Connection

from db import pinyin
from db.base import Base
from db.engine import connect
from db.search import SearchEntry, find, forget_people, index_people, touch
from db.search_tables import GRAM, PERSON, READING, USE

PEOPLE = 100_000
ASKED = 200
P95_LIMIT_MS = 5.0
BUILD_LIMIT_MS = 4_000.0

Times = tuple[float, float]
"""Milliseconds by the clock and of the processor."""

# By frequency, so that the common surnames are as crowded as in a real roster.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭"
    "吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦"
    "江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解查"
)
_GIVEN = (
    "建国华明军伟强平志文林海东红玉英梅兰芳秀云春丽霞桂花凤珍德金福贵生成才永庆祥瑞"
    "龙飞鹏宇浩然子涵欣怡佳琪雨晨阳光辉鑫磊波涛峰山川江河洪亮刚勇毅敏静洁娜婷雪冰玲"
    "燕莉娟艳丹青松柏长行乐重朝晟立新学忠义仁礼智信和顺安康宁清泉利民富兴旺盛昌荣"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure.

    Attributes:
        what: what was timed.
        median_ms: half were quicker.
        p95_ms: of twenty, nineteen were quicker.
        cpu_ms: the same for the processor's time, which other programs do not lengthen.
        limit_ms: what `p95_ms` must stay under.
    """

    what: str
    median_ms: float
    p95_ms: float
    cpu_ms: float
    limit_ms: float


def people(count: int, seed: int = 7) -> list[SearchEntry]:
    """Invented persons, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  invented people, no secrets
    weights = [1 / (rank + 3) for rank in range(len(_SURNAMES))]
    surnames = chance.choices(_SURNAMES, weights, k=count)
    return [_person(chance, n, surname) for n, surname in enumerate(surnames, 1)]


def run(count: int = PEOPLE) -> list[Row]:
    """Measure everything with this many people in a store on disk."""
    pinyin.warm_up()
    everyone = people(count)
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(Path(folder) / "people.db")
        with engine.begin() as connection:
            tables = [PERSON, READING, GRAM, USE]
            Base.metadata.create_all(connection, tables=tables)
            built = _timed(lambda: index_people(connection, everyone, fresh=True))
            rows = [_row(f"build, {count} people", [built] * 2, BUILD_LIMIT_MS)]
            _use(connection, everyone)
        with engine.begin() as connection:
            rows += _searches(connection, everyone)
            rows.append(_upkeep(connection, everyone))
        engine.dispose()
    return rows


def _person(chance: random.Random, number: int, surname: str) -> SearchEntry:
    given = "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2, 2))))
    born = datetime(1965, 1, 1, tzinfo=UTC) + timedelta(chance.randrange(14_000))
    tail = f"{chance.randrange(1000):03}{chance.choice('0123456789X')}"
    return SearchEntry(
        number,
        surname + given,
        None,
        f"3708{chance.randrange(10, 33)}{born:%Y%m%d}{tail}",
        f"1{chance.choice((38, 39, 53, 58, 77, 86))}{chance.randrange(10**8):08}",
        f"K{number:06}",
    )


def _use(connection: Connection, everyone: list[SearchEntry]) -> None:
    moment = datetime(2026, 1, 5, 8, tzinfo=UTC)
    for n, entry in enumerate(everyone[:: max(1, len(everyone) // 200)]):
        touch(connection, entry.person_id, moment + timedelta(minutes=n))


def _searches(connection: Connection, everyone: list[SearchEntry]) -> Iterable[Row]:
    chance = random.Random(11)  # noqa: S311  which people are asked for
    asked = chance.sample(everyone, min(ASKED, len(everyone)))
    for what, typed in _KINDS.items():
        texts = [typed(entry) for entry in asked]
        yield _row(what, [_asked(connection, text) for text in texts])
    strokes = [stroke for entry in asked for stroke in _strokes(entry)]
    yield _row("every key stroke", [_asked(connection, text) for text in strokes])


def _upkeep(connection: Connection, everyone: list[SearchEntry]) -> Row:
    def again(entry: SearchEntry) -> None:
        forget_people(connection, [entry.person_id])
        index_people(connection, [entry], fresh=True)

    times = [_timed(partial(again, entry)) for entry in everyone[:ASKED]]
    return _row("one person again", times)


def _row(what: str, times: list[Times], limit_ms: float = P95_LIMIT_MS) -> Row:
    wall, cpu = ([time[n] for time in times] for n in (0, 1))
    return Row(what, median(wall), _p95(wall), _p95(cpu), limit_ms)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def _asked(connection: Connection, text: str) -> Times:
    return _timed(lambda: find(connection, text))


def _timed(work: Callable[[], object]) -> Times:
    started, busy = perf_counter(), thread_time()
    work()
    return (perf_counter() - started) * 1000, (thread_time() - busy) * 1000


def _spelled(entry: SearchEntry) -> list[str]:
    return pinyin.readings(entry.name)[0].spelled.split()


def _initials(entry: SearchEntry) -> str:
    return "".join(syllable[0] for syllable in _spelled(entry))


def _tail(number: str | None, size: int = 4) -> str:
    return (number or "")[-size:]


def _strokes(entry: SearchEntry) -> Iterable[str]:
    whole = "".join(_spelled(entry))
    return (whole[:end] for end in range(1, len(whole) + 1))


_KINDS: dict[str, Callable[[SearchEntry], str]] = {
    "nothing": lambda _: "",
    "one letter": lambda e: _initials(e)[0],
    "one character (surname)": lambda e: e.name[0],
    "one character (given)": lambda e: e.name[-1],
    "two characters": lambda e: e.name[-2:],
    "whole name": lambda e: e.name,
    "initials": _initials,
    "two initials": lambda e: _initials(e)[:2],
    "surname in pinyin": lambda e: _spelled(e)[0],
    "full pinyin": lambda e: "".join(_spelled(e)),
    "full pinyin with blanks": lambda e: " ".join(_spelled(e)),
    "zhangj": lambda e: _spelled(e)[0] + _initials(e)[1],
    "zhangjg": lambda e: _spelled(e)[0] + _initials(e)[1:],
    "zjianguo": lambda e: _initials(e)[0] + "".join(_spelled(e)[1:]),
    "张j": lambda e: e.name[0] + _initials(e)[1],
    "张jg": lambda e: e.name[0] + _initials(e)[1:],
    "zhang建国": lambda e: _spelled(e)[0] + e.name[1:],
    "z建国": lambda e: _initials(e)[0] + e.name[1:],
    "ID tail": lambda e: _tail(e.id_number),
    "whole ID number": lambda e: e.id_number or "",
    "phone tail": lambda e: _tail(e.phone),
    "phone start": lambda e: (e.phone or "")[:3],
    "staff number": lambda e: e.staff_no or "",
    "staff number start": lambda e: (e.staff_no or "")[:4],
    "zs 3456": lambda e: f"{_initials(e)} {_tail(e.phone)}",
    "张 3456": lambda e: f"{e.name[0]} {_tail(e.id_number)}",
    "张 国": lambda e: f"{e.name[0]} {e.name[-1]}",
    "z 国": lambda e: f"{_initials(e)[0]} {e.name[-1]}",
    "z 138": lambda e: f"{_initials(e)[0]} {(e.phone or '')[:3]}",
    "nobody": lambda e: f"{e.name[::-1]}鑫鑫",
    "nonsense": lambda e: "en" * 10 + _initials(e),
}


def main() -> None:
    """Print the table."""
    rows = run(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
    print(f"{'':28}{'p50 ms':>10}{'p95 ms':>10}{'cpu p95':>10}{'limit':>10}")
    for row in rows:
        verdict = "" if row.p95_ms < row.limit_ms else "  over"
        print(
            f"{row.what:28}{row.median_ms:10.2f}{row.p95_ms:10.2f}"
            f"{row.cpu_ms:10.2f}{row.limit_ms:10.0f}{verdict}"
        )


if __name__ == "__main__":
    main()
