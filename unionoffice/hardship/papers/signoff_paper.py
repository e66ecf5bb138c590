"""慰问签领表: who signs for what, grouped, with sums on each page (domain.md §2.9)."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from db.vocabulary import FundSource
from unionoffice import money
from unionoffice.dates import official
from unionoffice.hardship.papers.round_setting import (
    LISTED,
    OF_ROUND,
    ROUND,
    WAITING,
    WHO,
    asked_round,
)
from unionoffice.hardship.papers.signoff_columns import Table
from unionoffice.hardship.papers.signoff_rows import Receipt, of_entries, of_visits
from unionoffice.hardship.rounds.figures import NO_TEAM
from unionoffice.hardship.rounds.rows import NO_UNIT, entries
from unionoffice.hardship.visiting.visits import VISITS
from unionoffice.paper.content import Bound
from unionoffice.paper.sizes import A4
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.table.sums import NO_SUMS, TOTAL
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
from unionoffice.table_papers import NUMBER, SHEET, on_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.hardship.rounds.rows import Entry, Round
    from unionoffice.office import Office
    from unionoffice.paper.content import Content

BY_ITSELF, BY_TEAM, BY_UNIT, IN_ONE = "自动", "按慰问组", "按单位", "不分组"
SIGNERS = ("制表", "审核", "工会主席")
NOTE = "注：须本人签领。代领的，写明代领人、与本人的关系和原因；严禁冒领、代签。"
Part = tuple[str, list[Receipt]]


def signoff(office: Office, request: Request) -> Content:
    """慰问签领表: of a round, or of the visits that were chosen."""
    with office.reading() as connection:
        if request.ids is None and request.settings["of"] == OF_ROUND:
            found = asked_round(connection, request.settings[ROUND.name])
            some = entries(connection, found.round_id) if found else []
            receipts = of_entries(connection, some)
            keys = [one.visit_id for one in receipts if one.visit_id is not None]
            request.note(keys)
        else:
            found, some = None, []
            _, wanted = chosen(office, VISITS, request)
            receipts = of_visits(connection, wanted)
    if request.settings[WHO.name] == WAITING:
        receipts = [one for one in receipts if one.signed_on is None]
    sheets = _sheets(request, found, grouped(receipts, request.settings["group"]))
    if request.flag("left_out") and found:
        sheets.append(_left_out(request, found, some))
    whole = [on_sheet(sheet, request) for sheet in sheets]
    return whole[0] if len(whole) == 1 else Bound(request.settings["title"], whole)


def grouped(receipts: Sequence[Receipt], how: str) -> list[Part]:
    """The receipts of each team or unit; of one group without a name if not divided.

    By itself: by teams where there are any, else by units.
    """
    if how == BY_ITSELF:
        how = BY_TEAM if any(one.team for one in receipts) else BY_UNIT
    if how == IN_ONE or not receipts:
        return [("", list(receipts))]
    if how == BY_TEAM:
        parts: dict[str, list[Receipt]] = {}
        for one in receipts:
            parts.setdefault(one.team or NO_TEAM, []).append(one)
        return list(parts.items())
    placed = sorted(receipts, key=lambda one: (one.unit == NO_UNIT, one.place))
    groups = groupby(placed, key=lambda one: (one.place, one.unit))
    return [(unit, list(part)) for (_, unit), part in groups]


def _sheets(
    request: Request, found: Round | None, parts: Sequence[Part]
) -> list[TableSheet]:
    """One table over all groups, or one for each and another that sums them up."""
    everybody = [one for _, part in parts for one in part]
    table = Table(everybody)
    if not request.flag("apart") or len(parts) == 1:
        return [_sheet(request, found, table, parts)]
    title = request.settings["title"]
    sheets = [
        replace(
            _sheet(request, found, table, [("", part)]),
            title=f"{title}（{name}）",
        )
        for name, part in parts
    ]
    return [*sheets, _summary(request, found, parts)]


def _sheet(
    request: Request, found: Round | None, table: Table, parts: Sequence[Part]
) -> TableSheet:
    receipts = [one for _, part in parts for one in part]
    rows = [table.row(number, one) for number, one in enumerate(receipts, 1)]
    bands, begins = {}, 0
    for name, part in parts:
        if name:
            bands[begins] = f"{name}　{table.told(part)}"
        begins += len(part)
    return TableSheet(
        title=request.settings["title"],
        columns=table.columns,
        rows=rows,
        subtitle=_above(request, found, table.told(receipts)),
        sums=table.sums if rows else NO_SUMS,
        bands=bands if rows else {},
        notes=(NOTE,),
        signers=SIGNERS,
        orientation=Orientation.LANDSCAPE,
        papers=(A4,),
        nothing="没有要签领的人",
    )


def _above(request: Request, found: Round | None, count: str) -> list[str]:
    """Who gives, in which round and from which fund, and when."""
    day = official(request.day_of(REPORTED.name))
    who = f"发放单位：{request.settings[REPORTER.name]}"
    if found is None:
        return [who, f"{day}　{count}"]
    source = FundSource(found.source).label if found.source else "　　　　"
    return [who, f"{found.name}　资金来源：{source}", f"{day}　{count}"]


def _summary(
    request: Request, found: Round | None, parts: Sequence[Part]
) -> TableSheet:
    people = [len(part) for _, part in parts]
    signed = [sum(one.signed_on is not None for one in part) for _, part in parts]
    worth = [sum(one.worth for one in part) for _, part in parts]
    counted = zip(parts, people, signed, worth, strict=True)
    rows = [
        [str(number), name, str(count), str(done), money.show(fen)]
        for number, ((name, _), count, done, fen) in enumerate(counted, 1)
    ]
    whole = sum(worth)
    figures = [str(sum(people)), str(sum(signed)), money.show(whole)]
    return TableSheet(
        title=f"{request.settings['title']}（汇总）",
        columns=[
            NUMBER,
            TableColumn("慰问组或单位", weight=2),
            TableColumn("人数", Align.RIGHT),
            TableColumn("已签领", Align.RIGHT),
            TableColumn("金额（元）", Align.RIGHT),
        ],
        rows=rows,
        subtitle=_above(request, found, f"共 {sum(people)} 人"),
        totals=[TOTAL, "", *figures],
        notes=(f"合计（大写）：{money.capitals(whole)}",),
        signers=SIGNERS,
        orientation=Orientation.LANDSCAPE,
        papers=(A4,),
    )


def _left_out(request: Request, found: Round, some: Sequence[Entry]) -> TableSheet:
    """Who is not on the list and why; it stays with the file."""
    out = [item for item in some if item.left_out is not None]
    rows = [
        [
            str(number),
            item.unit or NO_UNIT,
            item.name,
            item.left_out.label if item.left_out else "",
            item.left_out_words,
        ]
        for number, item in enumerate(out, 1)
    ]
    return TableSheet(
        title=f"{found.name}未列入人员（存档）",
        columns=[
            NUMBER,
            TableColumn("单位", max_mm=60),
            TableColumn("姓名", Align.CENTRE, min_mm=20, name=True),
            TableColumn("原因", Align.CENTRE),
            TableColumn("说明", max_mm=110, weight=3),
        ],
        rows=rows,
        subtitle=_above(request, found, f"共 {len(rows)} 人"),
        signers=SIGNERS,
        orientation=Orientation.LANDSCAPE,
        papers=(A4,),
        nothing="没有未列入的人员",
    )


SIGNOFF = PaperJob(
    "visit-signoff",
    "慰问签领表",
    VISITS.key,
    (
        titled("慰问签领表"),
        Setting(
            "of",
            "名单",
            OF_ROUND,
            choices=(OF_ROUND, LISTED),
            help="在列表中选定了慰问时，总是印所选的慰问",
        ),
        ROUND,
        WHO,
        Setting(
            "group",
            "分组",
            BY_ITSELF,
            choices=(BY_ITSELF, BY_TEAM, BY_UNIT, IN_ONE),
            help="自动：分了慰问组的按慰问组，没有分的按单位",
        ),
        Setting(
            "apart",
            "每组另起一页",
            NO,
            choices=(NO, YES),
            help="每组有自己的合计，最后一页是汇总",
        ),
        Setting(
            "left_out",
            "附未列入人员",
            NO,
            choices=(NO, YES),
            help="另印一页被排除的人和原因，存档用，不要张贴",
        ),
        REPORTER,
        REPORTED,
        *SHEET,
    ),
    signoff,
)
