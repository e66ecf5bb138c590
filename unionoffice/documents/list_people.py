"""Who is on a list: what all papers with names of members have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.members import persons
from unionoffice.members.roster_paper import IN_UNION, by_unit
from unionoffice.printing import Setting, chosen
from unionoffice.register.view import View
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.printing import Request
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.filter import Condition

BLANK, NAMES = "空白表", "会员名单"
MOST_ROWS = 2000


def empty_rows(usual: int) -> Setting:
    """The setting for the lines of an empty form; as many as a sheet takes."""
    return Setting("rows", "空白表行数", str(usual), help="印空白表时有多少行")


def names_or_blank(usual: str) -> Setting:
    """The setting whether names are printed; those of chosen rows always are."""
    return Setting(
        "who",
        "名单",
        usual,
        choices=(BLANK, NAMES),
        help="在列表中选定了会员时，总是印他们的姓名",
    )


def is_blank(request: Request) -> bool:
    """Whether an empty form is wanted."""
    return request.ids is None and request.settings["who"] == BLANK


def row_count(request: Request) -> int:
    """How many lines an empty form has.

    Raises:
        InvalidInput: it is no number, or too many.
    """
    told = request.settings["rows"].strip()
    if not told.isdecimal() or not 1 <= int(told) <= MOST_ROWS:
        raise InvalidInput(f"空白表行数要写 1 到 {MOST_ROWS} 的数，不是“{told}”。")
    return int(told)


def members(
    office: Office, request: Request, condition: Condition | None = None
) -> tuple[View, Sequence[int]]:
    """The members a request means, unit by unit, or in the order somebody chose.

    Chosen rows are taken as they are; of a whole list only those who fulfil the
    condition; without a list, of all members in good standing.
    """
    if request.ids is None:
        everybody = View(persons.MEMBERS, request.day, (IN_UNION.of(),))
        view = request.view or everybody
        request = replace(
            request, view=view.with_condition(condition) if condition else view
        )
    view, keys = chosen(office, persons.MEMBERS, request)
    if request.ids is None and not view.order:
        keys = [key for _, part in by_unit(office, keys) for key in part]
    return view, keys


def texts(
    office: Office, view: View, columns: Sequence[AnyColumn], keys: Sequence[int]
) -> list[list[str]]:
    """What these columns say of these members, as it stands on paper."""
    speakers = [speaker(column) for column in columns]
    return [
        [speak(value) for speak, value in zip(speakers, row, strict=True)]
        for row in office.rows(view, columns, keys)
    ]


def day_words(name: str, label: str) -> Setting:
    """A setting that tells a day in words, at first the present one."""
    return Setting(name, label, lambda _office, day: in_words(day))


def in_words(day: date) -> str:
    """The day as papers write it: 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
