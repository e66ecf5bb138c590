"""会员花名册: one list, or a page and a subtotal for each unit; also for the wall."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Person
from unionoffice.members import persons
from unionoffice.members.facts import FEMALE
from unionoffice.members.unit_tree import NO_UNIT, UnitTree
from unionoffice.paper.content import Bound
from unionoffice.paper.table.sheet import Align, TableColumn, TableSheet
from unionoffice.printing import (
    NO,
    REPORTED,
    REPORTER,
    YES,
    PaperJob,
    Request,
    Setting,
    chosen,
    titled,
)
from unionoffice.register.filter import Named
from unionoffice.register.printout import TablePrintout
from unionoffice.register.view import View
from unionoffice.table_papers import (
    NUMBER,
    SHEET,
    TOTAL,
    above,
    on_sheet,
    table_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.office import Office
    from unionoffice.paper.content import Content

ROSTER = next(p for p in persons.MEMBERS.printouts if p.key == "member-roster")
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


AT_A_TIME = 500


def roster(office: Office, request: Request) -> Content:
    """会员花名册: one list, or a page and a subtotal for each unit."""
    if request.ids is None and request.view is None:
        who = (IN_UNION.of(),) if request.settings["who"] == IN_UNION.label else ()
        request = replace(request, view=View(persons.MEMBERS, request.day, who))
    view, keys = chosen(office, persons.MEMBERS, request)
    printout = FOR_THE_WALL if request.flag("public") else ROSTER
    if not request.flag("by_unit"):
        if request.ids is None and not view.order:
            keys = [key for _, part in by_unit(office, keys) for key in part]
        sheet = table_sheet(office, printout, request, view, keys, counted="人")
        return on_sheet(sheet, request)
    whole = on_sheet(table_sheet(office, printout, request, view, keys), request)
    like = whole.settled()
    parts = tuple(
        replace(part, papers=like.papers, orientation=like.orientation, look=like.look)
        for part in _unit_parts(office, printout, request, view, keys)
    )
    return Bound(request.settings["title"], parts)


def _unit_parts(
    office: Office,
    printout: TablePrintout,
    request: Request,
    view: View,
    keys: Sequence[int],
) -> Iterator[TableSheet]:
    """A sheet for each unit in the order of the tree, and one that sums them up."""
    counted = []
    for name, part in by_unit(office, keys):
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


def by_unit(office: Office, keys: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
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
            found.update((row[0], row[1]) for row in connection.execute(statement))
    return found


def _women(office: Office, view: View, keys: Sequence[int]) -> int:
    return sum(row[0] == FEMALE for row in office.rows(view, [persons.SEX], keys))


def _with_subtotal(sheet: TableSheet, people: int, women: int) -> TableSheet:
    words = ["小计", f"{people}人", f"女{women}"]
    totals = [*words, *[""] * (len(sheet.columns) - len(words))]
    return replace(sheet, totals=totals)


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
        signers=ROSTER.signers,
    )


ROSTER_PAPER = PaperJob(
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
            choices=(NO, YES),
            help="每个单位有小计，最后一页是汇总",
        ),
        Setting(
            "public",
            "张贴用",
            NO,
            choices=(NO, YES),
            help="不印电话、出生日期、民族、政治面貌和学历",
        ),
        *SHEET,
    ),
    roster,
)
