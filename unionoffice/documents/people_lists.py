"""Lists of members for a purpose: 通讯录, 本月生日, 退休名单."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unionoffice.calendar import Month
from unionoffice.documents.list_people import (
    day_words,
    members,
    texts,
)
from unionoffice.errors import InvalidInput
from unionoffice.members import persons
from unionoffice.members.roster_paper import by_unit
from unionoffice.paper.table.sheet import Align, TableColumn, TableSheet
from unionoffice.printing import PaperJob, Request, Setting, titled, union_name
from unionoffice.register.filter import Between
from unionoffice.table_papers import NUMBER, SHEET, on_sheet

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.office import Office

NAME = TableColumn("姓名", Align.CENTRE, min_mm=20, name=True)
UNIT = TableColumn("单位", max_mm=45)
_YEARS = range(2000, 2100)


def contacts(office: Office, request: Request) -> TableSheet:
    """会员通讯录: unit by unit, with telephone numbers; for the office alone."""
    told = request.settings
    view, keys = members(office, request)
    bands: dict[int, str] = {}
    ordered: list[int] = []
    for unit, part in by_unit(office, keys):
        bands[len(ordered)] = f"{unit}（{len(part)}人）"
        ordered += part
    columns = (
        persons.NAME,
        persons.CREW_OF,
        persons.TRADE,
        persons.UNION_DUTY,
        persons.PHONE,
    )
    sheet = TableSheet(
        title=told["title"],
        columns=[
            NUMBER,
            NAME,
            TableColumn("班组", max_mm=40),
            TableColumn("工种", max_mm=40),
            TableColumn("工会职务", max_mm=35),
            TableColumn("手机号", Align.CENTRE, min_mm=28),
        ],
        rows=_numbered(texts(office, view, columns, ordered)),
        subtitle=[f"编印：{told['unit']}", told["when"], f"共 {len(ordered)} 人"],
        bands=bands,
        notes=("注：供工会内部工作联系使用，请勿张贴、复印或外传。",),
    )
    return on_sheet(sheet, request)


def birthdays(office: Office, request: Request) -> TableSheet:
    """本月生日名单: day and month; the year is nobody's business (domain.md §5.6)."""
    told = request.settings
    month = Month.parse(told["month"])
    born_then = Between(persons.BORN_MONTH).of(month.month, month.month)
    view, keys = members(office, request, born_then)
    found = office.rows(view, [persons.NAME, persons.UNIT, persons.BORN], keys)
    shown = persons.UNIT.kind.show
    people = sorted(
        ((born, name, shown(unit)) for name, unit, born in found if born is not None),
        key=lambda one: (one[0].month, one[0].day),
    )
    sheet = TableSheet(
        title=told["title"],
        columns=[NUMBER, NAME, UNIT, TableColumn("生日", Align.CENTRE, min_mm=22)],
        rows=_numbered([[name, unit, _birthday(born)] for born, name, unit in people]),
        subtitle=[told["unit"], month.label, f"共 {len(people)} 人"],
        notes=[told["wish"]],
    )
    return on_sheet(sheet, request)


def retirements(office: Office, request: Request) -> TableSheet:
    """退休人员名单: who is expected to retire in a year (domain.md §1.8)."""
    told = request.settings
    year = told["year"].strip().removesuffix("年")
    if not year.isdecimal() or int(year) not in _YEARS:
        raise InvalidInput(f"年度要写 2026 这样的年份，不是“{told['year']}”。")
    first = int(year) * 12
    view, keys = members(
        office, request, Between(persons.RETIRES).of(first, first + 11)
    )
    columns = (
        persons.NAME,
        persons.SEX,
        persons.BORN,
        persons.UNIT,
        persons.TRADE,
        persons.STARTED_WORK,
        persons.RETIRES,
    )
    rows = sorted(texts(office, view, columns, keys), key=lambda row: row[-1])
    per_month: dict[str, int] = defaultdict(int)
    for row in rows:
        per_month[row[-1]] += 1
    sheet = TableSheet(
        title=told["title"],
        columns=[
            NUMBER,
            NAME,
            TableColumn("性别", Align.CENTRE, weight=0),
            TableColumn("出生日期", Align.CENTRE),
            UNIT,
            TableColumn("工种", max_mm=40),
            TableColumn("参加工作", Align.CENTRE),
            TableColumn("预计退休", Align.CENTRE),
            TableColumn("备注", min_mm=18),
        ],
        rows=_numbered([[*row, ""] for row in rows]),
        subtitle=[
            f"填报单位：{told['unit']}",
            f"{year}年",
            f"{told['when']}　共 {len(rows)} 人",
        ],
        notes=_retirement_notes(per_month),
        signers=("制表人", "审核人", "工会主席"),
    )
    return on_sheet(sheet, request)


def _retirement_notes(per_month: dict[str, int]) -> list[str]:
    notes = [
        "注：预计退休年月按渐进式延迟法定退休年龄的规定估算，以人力资源部门核定的为准。"
    ]
    if per_month:
        said = [f"{int(month[-2:])}月 {count} 人" for month, count in per_month.items()]
        notes.insert(0, f"其中：{'，'.join(said)}。")
    return notes


def _birthday(born: date) -> str:
    return f"{born.month}月{born.day}日"


def _numbered(rows: list[list[str]]) -> list[list[str]]:
    return [[str(number), *row] for number, row in enumerate(rows, 1)]


PAPERS = (
    PaperJob(
        "member-contacts",
        "会员通讯录",
        persons.MEMBERS.key,
        (
            titled("会员通讯录"),
            Setting("unit", "编印单位", union_name),
            day_words("when", "日期"),
            *SHEET,
        ),
        contacts,
    ),
    PaperJob(
        "birthdays",
        "生日名单",
        persons.MEMBERS.key,
        (
            titled("会员生日名单"),
            Setting("month", "月份", lambda _office, day: str(Month.of(day))),
            Setting("unit", "单位", union_name),
            Setting("wish", "祝语", "祝生日快乐，身体健康，安全生产，阖家幸福！"),
            *SHEET,
        ),
        birthdays,
    ),
    PaperJob(
        "retirements",
        "退休人员名单",
        persons.MEMBERS.key,
        (
            titled("预计退休会员名单"),
            Setting("year", "年度", lambda _office, day: str(day.year)),
            Setting("unit", "填报单位", union_name),
            day_words("when", "填报日期"),
            *SHEET,
        ),
        retirements,
    ),
)
"""Lists of members that the office keeps or puts on the wall."""
