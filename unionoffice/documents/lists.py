"""Lists that are written on: 签到表, 签领表, 点名册, and any blank form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.documents.list_people import (
    BLANK,
    NAMES,
    day_words,
    empty_rows,
    is_blank,
    members,
    names_or_blank,
    row_count,
    texts,
)
from unionoffice.errors import InvalidInput
from unionoffice.members import persons
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.table.sums import Sums
from unionoffice.printing import PaperJob, Request, Setting, titled, union_name
from unionoffice.table_papers import NUMBER, SHEET, on_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn

KNOWN: dict[str, AnyColumn] = {
    "单位": persons.UNIT,
    "班组": persons.CREW_OF,
    "工会小组": persons.GROUP_OF,
    "性别": persons.SEX,
    "工种": persons.TRADE,
    "职务": persons.DUTY,
    "工会职务": persons.UNION_DUTY,
    "工号": persons.STAFF_NO,
    "电话": persons.PHONE,
}
"""Columns of a list of names that are filled in; the others are written by hand."""
NAME = TableColumn("姓名", Align.CENTRE, min_mm=20, name=True)
UNIT = TableColumn("单位", max_mm=45)
ROOMY_UNIT = TableColumn("单位", min_mm=20)
AMOUNT = "金额（元）"
_WEEKDAYS = "一二三四五六日"
_MOST_COLUMNS = 20


def sign_in(office: Office, request: Request) -> TableSheet:
    """签到表: empty, or with the names of those who are expected."""
    told = request.settings
    labels = _labels(told["columns"])
    rows = _names(office, request, labels)
    count = f"共 {len(rows)} 人" if not is_blank(request) else "应到　　人　实到　　人"
    sheet = TableSheet(
        title=told["title"],
        columns=[NUMBER, NAME, *map(_column, labels)],
        rows=rows,
        subtitle=[
            f"会议名称：{told['meeting']}",
            f"时间：{told['when']}　地点：{told['place']}　{count}",
        ],
    )
    return on_sheet(sheet, request)


def receipts(office: Office, request: Request) -> TableSheet:
    """签领表: who received what, with sums in figures and capitals (domain.md §2.9)."""
    told = request.settings
    given = [told["goods"], _quantity(told["quantity"]), _amount(told["amount"])]
    by_hand = ["", "", ""]
    if is_blank(request):
        given = [told["goods"], "", ""]
    people = _names(office, request, ["单位"])
    rows = [[no, unit, name, *given, *by_hand] for no, name, unit in people]
    count = "" if is_blank(request) else f"　共 {len(rows)} 人"
    sheet = TableSheet(
        title=told["title"],
        columns=[
            NUMBER,
            ROOMY_UNIT if is_blank(request) else UNIT,
            NAME,
            TableColumn("物品", max_mm=45),
            _figure(f"数量（{told['measure']}）"),
            _figure(AMOUNT),
            _hand("签领人", 24),
            _hand("日期", 17),
            _hand("备注", 14),
        ],
        rows=rows,
        subtitle=[
            f"发放单位：{told['giver']}",
            f"事由：{told['occasion']}",
            f"{told['when']}{count}",
        ],
        sums=Sums(page=True, running=True, total=True, capitals=AMOUNT),
        notes=("注：须本人签领；代领的，在备注栏写明代领人姓名和与本人的关系。",),
        signers=("制表", "审核", "批准"),
    )
    return on_sheet(sheet, request)


def attendance(office: Office, request: Request) -> TableSheet:
    """点名册: a column for each day of a month."""
    told = request.settings
    month = Month.parse(told["month"])
    days = [
        TableColumn(_day_label(month, day), Align.CENTRE, 5, group=month.label)
        for day in range(1, month.last.day + 1)
    ]
    people = _names(office, request, [])
    sheet = TableSheet(
        title=told["title"],
        columns=[NUMBER, NAME, *days, _hand("出勤", 11), _hand("备注", 12)],
        rows=[[*row, *[""] * (len(days) + 2)] for row in people],
        subtitle=[f"单位：{told['unit']}", told["marks"]],
        orientation=Orientation.LANDSCAPE,
        signers=("考勤员", "负责人"),
    )
    return on_sheet(sheet, request)


def blank_form(_office: Office, request: Request) -> TableSheet:
    """空白登记表: any columns, so many lines."""
    told = request.settings
    labels = _labels(told["columns"])
    sheet = TableSheet(
        title=told["title"],
        columns=[NUMBER, *(_hand(label, 12) for label in labels)],
        rows=[
            [str(number), *[""] * len(labels)]
            for number in range(1, row_count(request) + 1)
        ],
        subtitle=[f"单位：{told['unit']}", "　　　　年　　月　　日"],
        signers=("登记人", "审核人"),
    )
    return on_sheet(sheet, request)


def _names(office: Office, request: Request, labels: Sequence[str]) -> list[list[str]]:
    """Number, name and what is known of the other columns; or as many empty lines."""
    if is_blank(request):
        empty = [""] * (len(labels) + 1)
        return [[str(number), *empty] for number in range(1, row_count(request) + 1)]
    known: list[AnyColumn] = [KNOWN[label] for label in labels if label in KNOWN]
    view, keys = members(office, request)
    rows = []
    people = texts(office, view, [persons.NAME, *known], keys)
    for number, (name, *said) in enumerate(people, 1):
        left = iter(said)
        cells = [next(left) if label in KNOWN else "" for label in labels]
        rows.append([str(number), name, *cells])
    return rows


def _labels(words: str) -> list[str]:
    """The heads of columns in 单位、职务、签名.

    Raises:
        InvalidInput: there is none, or there are too many.
    """
    labels = words.replace("，", "、").replace(",", "、").split("、")
    found = [label.strip() for label in labels if label.strip()]
    if not 1 <= len(found) <= _MOST_COLUMNS:
        raise InvalidInput(
            f"栏目要写 1 到 {_MOST_COLUMNS} 个，用顿号隔开，如：单位、职务、签名。"
        )
    return found


def _column(label: str) -> TableColumn:
    if label == "单位":
        return ROOMY_UNIT
    return TableColumn(label, max_mm=35) if label in KNOWN else _hand(label, 30)


def _hand(label: str, least_mm: float) -> TableColumn:
    """A column that is written in; what the sheet has left over is its own."""
    return TableColumn(label, Align.CENTRE, least_mm, weight=2, by_hand=True)


def _figure(label: str) -> TableColumn:
    """A column that is added up."""
    return TableColumn(label, Align.RIGHT, min_mm=18, weight=0, summed=True)


def _quantity(words: str) -> str:
    if not words.strip().isdecimal():
        raise InvalidInput(f"数量要写整数，不是“{words}”。")
    return str(int(words))


def _amount(words: str) -> str:
    """The amount of each person; nothing is written where nothing is paid."""
    fen = money.parse(words)
    return money.show(fen) if fen else ""


def _day_label(month: Month, day: int) -> str:
    """The day over its weekday."""
    weekday = date(month.year, month.month, day).weekday()
    return f"{day}\n{_WEEKDAYS[weekday]}"


PAPERS = (
    PaperJob(
        "sign-in-sheet",
        "签到表",
        persons.MEMBERS.key,
        (
            Setting("title", "标题", "会议签到表"),
            Setting("meeting", "会议名称", "车间工会主席例会"),
            Setting("place", "地点", "办公楼三楼会议室"),
            day_words("when", "时间"),
            Setting(
                "columns",
                "栏目",
                "单位、签名",
                help="用顿号隔开；" + "、".join(KNOWN) + "会自动填写，其余留空",
            ),
            names_or_blank(BLANK),
            empty_rows(25),
            *SHEET,
        ),
        sign_in,
    ),
    PaperJob(
        "receipt-list",
        "签领表",
        persons.MEMBERS.key,
        (
            titled("慰问品签领表"),
            Setting("giver", "发放单位", union_name),
            Setting("occasion", "事由", "春节走访慰问"),
            day_words("when", "日期"),
            Setting("goods", "物品", "大米、花生油"),
            Setting("measure", "计量单位", "份"),
            Setting("quantity", "每人数量", "1"),
            Setting("amount", "每人金额", "200.00", help="元；只发实物不计金额时写 0"),
            names_or_blank(NAMES),
            empty_rows(20),
            *SHEET,
        ),
        receipts,
    ),
    PaperJob(
        "attendance-grid",
        "点名册",
        persons.MEMBERS.key,
        (
            titled("点名册"),
            Setting("month", "月份", lambda _office, day: str(Month.of(day))),
            Setting("unit", "单位", union_name),
            Setting("marks", "符号", "到“√”　迟到“○”　早退“△”　请假“假”　缺席“×”"),
            names_or_blank(NAMES),
            empty_rows(15),
            *SHEET,
        ),
        attendance,
    ),
    PaperJob(
        "blank-form",
        "空白登记表",
        None,
        (
            titled("来访登记表"),
            Setting("unit", "单位", union_name),
            Setting("columns", "栏目", "日期、姓名、单位、来访事由、接待人、处理结果"),
            empty_rows(24),
            *SHEET,
        ),
        blank_form,
    ),
)
"""Lists that somebody writes on."""
