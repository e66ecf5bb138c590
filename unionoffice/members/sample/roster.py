"""An invented roster as a personnel office sends it: nothing is where it should be.

`python -m unionoffice.members.sample` writes it anew, byte for byte the same.
"""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

import xlsxwriter

from unionoffice.codes import code_list
from unionoffice.members.sample.histories import Fate
from unionoffice.members.sample.mine import Place, kinds
from unionoffice.members.sample.people import Invented, People
from unionoffice.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from unionoffice.members.sample.mine import Kind

ROSTER_FILE = resources() / "sample" / "会员花名册.xlsx"

_DAY = date(2026, 3, 5)
_SEED = 1925
_TEAMS = {
    "采煤一队": 26,
    "综掘一队": 22,
    "通风区": 18,
    "运输区": 19,
    "洗煤厂": 16,
    "职工医院": 11,
    "财务科": 6,
}
_HEADER = (
    *("序号", "姓  名", "性别", "公民身份号码", "民族", "政治面貌", "文化程度"),
    *("工种", "技能等级", "用工性质", "是否农民工", "联系电话", "月工资"),
    "参加工作时间",
    *("入会时间", "备注"),
)
_GROUPS = ((1, 6, "基本情况"), (7, 13, "工作情况"), (14, 15, "工会"))
_WIDTHS = (5, 10, 5, 20, 7, 12, 12, 13, 12, 11, 6, 13, 9, 12, 12, 14)
_TWO_ROWS = "通风区"
_NAME, _ID, _ETHNIC, _PHONE, _JOINED = 1, 3, 4, 11, 14

Cells = list[Any]


def write_roster(path: Path = ROSTER_FILE) -> None:
    """Write the workbook; the same bytes each time."""
    random = Random(_SEED)  # noqa: S311  no secret: the file is to be repeatable
    inventor = People(random, _DAY)
    by_name = {kind.name: kind for kind in kinds()}
    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": datetime(_DAY.year, _DAY.month, _DAY.day)})  # noqa: DTZ001  a workbook knows no zones
    with book:
        look = _Look(book)
        for team, count in _TEAMS.items():
            rows = [
                _cells(_invent(inventor, random, by_name[team])) for _ in range(count)
            ]
            _spoil(team, rows)
            _Sheet(book, look, team).write(rows)


def _invent(inventor: People, random: Random, kind: Kind) -> Invented:
    fate = Fate.CAME if random.random() < 0.1 else Fate.MEMBER
    return inventor.invent(Place(0, kind, (), (0,)), fate)


def _cells(invented: Invented) -> Cells:
    row = invented.row
    return [
        None,
        row["name"],
        _word("sex", row["sex"]),
        row["id_number"],
        _word("ethnic", row["ethnic"]),
        _word("political", row["political"]),
        _word("education", row["education"]),
        row["trade"],
        _word("skill", row["skill"]),
        _word("employment", row["employment"]),
        "是" if row["migrant"] else "否",
        row["phone"],
        row["dues_base"] / 100,
        row["started_work_on"],
        invented.joined,
        None,
    ]


def _word(key: str, code: str | None) -> str | None:
    return None if code is None else code_list(key).short(code)


def _spoil(team: str, rows: list[Cells]) -> None:
    """Everything people do to a roster, some of it in each sheet."""
    for place, row in enumerate(rows):
        if len(row[_NAME]) == 2:
            row[_NAME] = row[_NAME][0] + ("\u3000", "  ")[place % 2] + row[_NAME][1]
        if place % 3 == 0 and row[_ETHNIC] == "汉":
            row[_ETHNIC] = "汉族"
        if place % 5 == 4:
            row[_JOINED] = _DATES[place // 5 % len(_DATES)](row[_JOINED])
        row[_ID] = row[_ID].replace("X", "x") if place % 2 else row[_ID]
    for place, column, change in _MISTAKES.get(team, ()):
        rows[place][column] = change(rows[place][column])
    if team == "综掘一队":
        rows.insert(12, list(rows[11]))


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in text)


def _short(number: str) -> str:
    return number[:6] + number[8:17]


def _wrong_digit(number: str) -> str:
    return number[:16] + str((int(number[16]) + 2) % 10) + number[17]


_DATES: tuple[Callable[[date], object], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month:02d}",
)
_MISTAKES: dict[str, tuple[tuple[int, int, Callable[[Any], object]], ...]] = {
    "采煤一队": (
        (3, _ID, _wide),
        (7, _ID, float),
        (9, _PHONE, lambda phone: f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"),
        (14, _ID, lambda number: f" {number[:6]} {number[6:14]} {number[14:]}\u00a0"),
        (20, _PHONE, int),
    ),
    "综掘一队": (
        (5, _NAME, lambda _name: "阿迪力•买买提"),
        (5, _ETHNIC, lambda _word: "维吾尔族"),
        (8, _ID, _short),
        (16, _PHONE, lambda phone: phone[:9]),
    ),
    "通风区": ((4, _NAME, lambda name: f"{name[0]}㛃"), (11, _ETHNIC, lambda _w: "汗")),
    "运输区": (
        (6, _ID, _wrong_digit),
        (10, _JOINED, lambda _day: "2015.2.30"),
        (13, _NAME, lambda name: f"{name[0]}文\ue863"),
    ),
    "洗煤厂": ((2, _ID, lambda _number: None), (9, _NAME, lambda _name: "单雄信")),
    "职工医院": ((3, _NAME, lambda _name: "尉迟秀英"),),
}


class _Look:
    """The formats of the sheets."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        middle = {"align": "center", "valign": "vcenter"}
        boxed = {**middle, "border": 1, "font_size": 10}
        self.title = book.add_format({**middle, "bold": True, "font_size": 16})
        self.head = book.add_format({**boxed, "bold": True, "text_wrap": True})
        self.cell = book.add_format(boxed)
        self.day = book.add_format({**boxed, "num_format": "yyyy/m/d"})
        self.plain = book.add_format({"font_size": 10})


class _Sheet:
    """One sheet on its way; `row` is the next free one."""

    def __init__(self, book: xlsxwriter.Workbook, look: _Look, team: str) -> None:
        self._page = book.add_worksheet(team)
        self._look, self._team, self._row = look, team, 0
        for place, width in enumerate(_WIDTHS):
            self._page.set_column(place, place, width)

    def write(self, rows: Sequence[Cells]) -> None:
        """Title, who reports, header, people, totals, who signs."""
        last = len(_HEADER) - 1
        title = f"某矿工会会员花名册（{self._team}）"
        self._page.merge_range(0, 0, 0, last, title, self._look.title)
        told = {0: "填报单位：", 1: self._team, 11: "填报日期：2026年3月5日"}
        self._row = 1
        self._put(told)
        self._header(two_rows=self._team == _TWO_ROWS)
        for number, row in enumerate(rows, 1):
            if number == 13:
                self._row += 1
            elif number == 19:
                self._header(two_rows=False)
            self._person([number, *row[1:]])
        self._put({0: "合计", 3: f"{len(rows)}人"})
        self._row += 1
        self._put({0: "制表人：", 6: "审核人：", 11: "工会主席："})

    def _put(self, told: dict[int, str]) -> None:
        for place, words in told.items():
            self._page.write_string(self._row, place, words, self._look.plain)
        self._row += 1

    def _header(self, *, two_rows: bool) -> None:
        if two_rows:
            for first, last, words in _GROUPS:
                self._page.merge_range(
                    self._row, first, self._row, last, words, self._look.head
                )
            self._page.merge_range(
                self._row, 0, self._row + 1, 0, "序号", self._look.head
            )
            self._row += 1
        for place, words in enumerate(_HEADER):
            if place or not two_rows:
                self._page.write_string(self._row, place, words, self._look.head)
        self._row += 1

    def _person(self, cells: Cells) -> None:
        for place, value in enumerate(cells):
            at = (self._row, place)
            if value is None:
                self._page.write_blank(*at, None, self._look.cell)
            elif isinstance(value, date):
                self._page.write_datetime(*at, value, self._look.day)
            elif isinstance(value, str):
                self._page.write_string(*at, value, self._look.cell)
            else:
                self._page.write_number(*at, value, self._look.cell)
        self._row += 1


def teams() -> Iterator[tuple[str, int]]:
    """The sheets of the roster, and how many rows of people each has."""
    yield from _TEAMS.items()
