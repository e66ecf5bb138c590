"""The papers of the members' area: roster, notice, monthly report, reminders."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Person
from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.members import persons
from unionoffice.members.ledger import DUES, MONTH
from unionoffice.members.reminders import six_month_reminders
from unionoffice.members.statistics import monthly_report
from unionoffice.members.statistics_tables import composition, movements, sheets, units
from unionoffice.members.unit_tree import NO_UNIT, UnitTree
from unionoffice.paper.notice import Level, Notice, Paragraph
from unionoffice.paper.table import Align, TableColumn, TableSheet
from unionoffice.printing import (
    NO,
    NUMBER,
    REPORTED,
    REPORTER,
    TOTAL,
    YES,
    PaperJob,
    Request,
    Setting,
    above,
    bound,
    chosen,
    table_sheet,
    titled,
    union_name,
)
from unionoffice.register.filter import Between, Named
from unionoffice.register.printout import TablePrintout
from unionoffice.register.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from unionoffice.members.figures import MonthlyReport
    from unionoffice.office import Office
    from unionoffice.paper.document import Document
    from unionoffice.sheets.outgoing import OutSheet

ROSTER = next(p for p in persons.MEMBERS.printouts if p.key == "member-roster")
LEDGER = next(p for p in DUES.printouts if p.key == "dues-ledger")
SIGNERS = ROSTER.signers

IN_UNION = next(
    item
    for item in persons.FILTERS
    if isinstance(item, Named) and item.key == "in_union"
)
EVERYBODY = "全部"

FOR_THE_WALL = TablePrintout(
    ROSTER.key,
    ROSTER.title,
    (
        persons.NAME,
        persons.SEX,
        persons.UNIT,
        persons.CREW_OF,
        persons.TRADE,
        persons.JOINED,
    ),
    name_columns=ROSTER.name_columns,
)
"""What may be seen by everybody: enough to tell namesakes apart (domain.md §5.6)."""


def last_month(_office: Office, day: date) -> str:
    """The month before the one of `day`."""
    return str(Month.of(day) - 1)


def this_month(_office: Office, day: date) -> str:
    """The month of `day`."""
    return str(Month.of(day))


def roster(office: Office, request: Request) -> Document:
    """会员花名册: one list, or a page and a subtotal for each unit."""
    if request.ids is None and request.view is None:
        who = (IN_UNION.of(),) if request.settings["who"] == IN_UNION.label else ()
        request = replace(request, view=View(persons.MEMBERS, request.day, who))
    view, keys = chosen(office, persons.MEMBERS, request)
    printout = FOR_THE_WALL if request.flag("public") else ROSTER
    if not request.flag("by_unit"):
        if request.ids is None and not view.order:
            keys = [key for _, part in _by_unit(office, keys) for key in part]
        sheet = table_sheet(office, printout, request, view, keys, counted="人")
        return sheet.layout()
    parts = list(_unit_parts(office, printout, request, view, keys))
    return bound(request.settings["title"], [sheet.layout() for sheet in parts])


def ledger(office: Office, request: Request) -> Document:
    """会费收缴台账: one month of it, or the very rows that were asked for."""
    which = None
    if request.ids is None and request.view is None:
        month = Month.parse(request.settings["month"])
        only = Between(MONTH).of(month.first, month.first)
        request = replace(request, view=View(DUES, request.day, (only,)))
        which = [month.label]
    view, keys = chosen(office, DUES, request)
    return table_sheet(office, LEDGER, request, view, keys, which=which).layout()


def notice(_office: Office, request: Request) -> Document:
    """通知: title, recipients, paragraphs, signature and day."""
    told = request.settings
    return Notice(
        title=told["title"].replace("\\n", "\n"),
        recipients=told["to"],
        paragraphs=list(paragraphs(told["body"])),
        signature=told["signature"],
        day=request.day_of("day"),
        sealed=request.flag("sealed"),
    ).layout()


def paragraphs(body: str) -> Iterator[Paragraph]:
    r"""The paragraphs of a text; a new line, or \n as typed in a command, divides them.

    一、 begins a heading, （一） one beneath it (GB/T 9704 7.3.3).
    """
    for line in body.replace("\\n", "\n").split("\n"):
        if words := line.strip():
            yield Paragraph(words, _level(words))


def statistics(office: Office, request: Request) -> Document:
    """会员统计月报: movements, composition, and the same by unit."""
    report = _report(office, request)
    title, month = request.settings["title"], report.month.label
    subtitle = above(request, "", [month])
    parts = (
        movements(report, title, subtitle, SIGNERS),
        composition(report, f"会员构成情况（{month}末）", subtitle, SIGNERS),
        units(report, f"各单位会员变动与构成（{month}）", subtitle, SIGNERS),
    )
    return bound(title, [part.layout() for part in parts])


def statistics_sheets(office: Office, request: Request) -> Sequence[OutSheet]:
    """The same report as a workbook."""
    return sheets(_report(office, request), request.settings["title"])


def reminders(office: Office, request: Request) -> Document:
    """催缴提示: who has paid nothing for six months; a list to talk to people by."""
    found = six_month_reminders(office, request.day)
    rows = [
        [
            str(number),
            each.name,
            each.unit,
            str(each.months),
            f"{each.first}至{each.last}",
            money.show(each.owed),
            "",
        ]
        for number, each in enumerate(found, 1)
    ]
    owed = money.show(sum(each.owed for each in found))
    return TableSheet(
        title=request.settings["title"],
        columns=[
            NUMBER,
            TableColumn("姓名", Align.CENTRE, name=True),
            TableColumn("所在单位"),
            TableColumn("连续月数", Align.RIGHT, weight=0),
            TableColumn("未缴起止", Align.CENTRE),
            TableColumn("欠缴（元）", Align.RIGHT),
            TableColumn("谈话与教育记录", min_mm=38, weight=3),
        ],
        rows=rows,
        subtitle=above(request, f"共 {len(rows)} 人"),
        totals=[TOTAL, "", "", "", "", owed, ""] if rows else (),
        signers=("制表人", "谈话人", "工会主席"),
    ).layout()


def _report(office: Office, request: Request) -> MonthlyReport:
    return monthly_report(office, Month.parse(request.settings["month"]))


def _unit_parts(
    office: Office,
    printout: TablePrintout,
    request: Request,
    view: View,
    keys: Sequence[int],
) -> Iterator[TableSheet]:
    """A sheet for each unit in the order of the tree, and one that sums them up."""
    counted = []
    for name, part in _by_unit(office, keys):
        asked = Request(
            request.day,
            settings={
                **request.settings,
                "title": f"{request.settings['title']}（{name}）",
                REPORTER.name: name,
            },
        )
        sheet = table_sheet(office, printout, asked, view, part, counted="人")
        women = _women(office, view, part)
        yield _with_subtotal(sheet, len(part), women)
        counted.append((name, len(part), women))
    yield _summary(request, counted, view)


def _by_unit(office: Office, keys: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """The rows of each unit in the order of the tree, otherwise kept in their order."""
    with office.reading() as connection:
        places = UnitTree(connection).places
    units = _unit_keys(office, keys)
    last = len(places)
    placed = sorted(
        [(key, places.get(units.get(key), (last, NO_UNIT))) for key in keys],
        key=lambda pair: pair[1][0],
    )
    for (_, name), pairs in groupby(placed, key=lambda pair: pair[1]):
        yield name, [key for key, _ in pairs]


def _unit_keys(office: Office, keys: Sequence[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    with office.reading() as connection:
        for start in range(0, len(keys), AT_A_TIME):
            part = keys[start : start + AT_A_TIME]
            statement = select(Person.id, Person.unit_id).where(Person.id.in_(part))
            found.update(connection.execute(statement).tuples().all())
    return found


def _women(office: Office, view: View, keys: Sequence[int]) -> int:
    return sum(row[0] == _FEMALE for row in office.rows(view, [persons.SEX], keys))


def _with_subtotal(sheet: TableSheet, people: int, women: int) -> TableSheet:
    words = ["小计", f"{people}人", f"女{women}"]
    totals = [*words, *[""] * (len(sheet.columns) - len(words))]
    return TableSheet(
        sheet.title,
        sheet.columns,
        sheet.rows,
        sheet.subtitle,
        totals,
        sheet.signers,
        sheet.orientation,
    )


def _summary(
    request: Request, counted: Sequence[tuple[str, int, int]], view: View
) -> TableSheet:
    people = sum(count for _, count, _ in counted)
    women = sum(count for _, _, count in counted)
    return TableSheet(
        title=f"{request.settings['title']}（汇总）",
        columns=[
            NUMBER,
            TableColumn("单位", weight=2),
            TableColumn("会员人数", Align.RIGHT),
            TableColumn("其中女会员", Align.RIGHT),
            TableColumn("备注", min_mm=30),
        ],
        rows=[
            [str(number), name, str(count), str(of_them), ""]
            for number, (name, count, of_them) in enumerate(counted, 1)
        ],
        subtitle=above(request, f"共 {people} 人", view.sentences),
        totals=[TOTAL, "", str(people), str(women), ""],
        signers=SIGNERS,
    )


def _level(words: str) -> Level:
    for pattern, level in _LEVELS:
        if pattern.match(words):
            return level
    return Level.BODY


_LEVELS = (
    (re.compile("[一二三四五六七八九十]+、"), Level.FIRST),
    (re.compile("（[一二三四五六七八九十]+）"), Level.SECOND),
    (re.compile(r"\d+[.．、]"), Level.THIRD),
)
_FEMALE = "2"
AT_A_TIME = 500

_BODY = """\
为做好会员实名制管理工作，决定对全矿工会会员信息进行一次集中核对。现将有关事项通知如下：
一、核对范围
全体工会会员，包括劳务派遣会员和保留会籍的会员。
二、核对内容
姓名、身份证号、联系电话、所在区队、工种、政治面貌、文化程度、入会时间等。信息有变动的，以本人证件和档案为准。
三、有关要求
（一）专人负责。各单位工会指定专人逐人核对，由会员本人签字确认；外出、住院的可由他人代核并注明。
（二）按时上报。花名册经单位工会主席签字后，于{deadline}前报矿工会，同时报送电子表格。
（三）注意保密。会员个人信息只用于工会工作，不得外传。
特此通知。"""


def _default_body(_office: Office, day: date) -> str:
    deadline = (Month.of(day) + 1).first.replace(day=10)
    words = f"{deadline.year}年{deadline.month}月{deadline.day}日"
    return _BODY.format(deadline=words)


def _signature(office: Office, day: date) -> str:
    name = union_name(office, day)
    return name if name.endswith("委员会") else f"{name}委员会"


YES_OR_NO = (NO, YES)

PAPERS = (
    PaperJob(
        ROSTER.key,
        ROSTER.title,
        persons.MEMBERS.key,
        (
            titled(ROSTER.title),
            REPORTER,
            REPORTED,
            Setting(
                "who",
                "范围",
                IN_UNION.label,
                choices=(IN_UNION.label, EVERYBODY),
                help="按列表中选定的记录打印时不起作用",
            ),
            Setting(
                "by_unit",
                "每个单位另起一页",
                NO,
                choices=YES_OR_NO,
                help="每个单位有小计，最后一页是汇总",
            ),
            Setting(
                "public",
                "张贴用",
                NO,
                choices=YES_OR_NO,
                help="不印电话、出生日期、民族、政治面貌和学历",
            ),
        ),
        roster,
    ),
    PaperJob(
        "notice",
        "通知",
        None,
        (
            Setting(
                "title",
                "标题",
                lambda office, day: (
                    f"{union_name(office, day)}关于核对工会会员信息的通知"
                ),
            ),
            Setting("to", "主送", "各区队（车间）工会、机关各科室工会小组"),
            Setting("body", "正文", _default_body, lines=True, help="每行一段"),
            Setting("signature", "署名", _signature),
            Setting("day", "日期", lambda _office, day: day.isoformat()),
            Setting("sealed", "盖章", YES, choices=(YES, NO), help="留出盖章的位置"),
        ),
        notice,
    ),
    PaperJob(
        "member-statistics",
        "会员统计月报",
        persons.MEMBERS.key,
        (
            titled("会员统计月报"),
            Setting("month", "月份", last_month, help="如 2026-03"),
            REPORTER,
            REPORTED,
        ),
        statistics,
        statistics_sheets,
    ),
    PaperJob(
        LEDGER.key,
        LEDGER.title,
        DUES.key,
        (
            titled(LEDGER.title),
            Setting(
                "month",
                "月份",
                this_month,
                help="按列表中选定的记录打印时不起作用",
            ),
            REPORTER,
            REPORTED,
        ),
        ledger,
    ),
    PaperJob(
        "dues-reminder",
        "会费催缴提示",
        DUES.key,
        (titled("会费催缴提示"), REPORTER, REPORTED),
        reminders,
    ),
)
"""The area's own papers; those of the registers' printouts come by themselves."""
