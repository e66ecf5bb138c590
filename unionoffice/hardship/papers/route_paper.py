"""走访路线表: what a visiting team takes along, a sheet for each team of a round.

It leaves the office, so nothing of illness, home or income is on it, and of an address
no more than the village, unless a setting allows it (domain.md §5.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import HardshipFile
from db.vocabulary import FileState, HardshipCategory
from unionoffice import money
from unionoffice.dates import official
from unionoffice.errors import InvalidInput
from unionoffice.hardship.papers.broad_address import broad_address
from unionoffice.hardship.papers.round_setting import ROUND, WAITING, WHO, asked_round
from unionoffice.hardship.rounds.figures import NO_TEAM
from unionoffice.hardship.rounds.rounds import ROUNDS
from unionoffice.hardship.rounds.rows import (
    NO_UNIT,
    PART,
    Entry,
    Round,
    entries,
    round_of,
)
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.paper.content import Bound
from unionoffice.paper.sizes import A4
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.table.sums import NO_SUMS, Sums
from unionoffice.printing import (
    NO,
    REPORTED,
    YES,
    PaperJob,
    Request,
    Setting,
    titled,
)
from unionoffice.table_papers import NUMBER, SHEET, on_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.paper.content import Content

WORTH = "金额（元）"
IN_HARDSHIP = "困难职工"
"""The broad class that is told; neither its degree nor its cause."""
NOTE = "注：本表供走访使用，内有个人信息，用后交回工会，不得张贴、转发。"
_TO_FILL_IN = "　　　　　　"


def routes(office: Office, request: Request) -> Content:
    """走访路线表 of the teams of a round, of one if its name is set.

    Raises:
        InvalidInput: the round or a team is not known.
    """
    sheets: list[TableSheet] = []
    with office.reading() as connection:
        for found in _rounds(connection, request):
            some = _to_visit(request, entries(connection, found.round_id))
            broad = _in_hardship(connection, some)
            sheets += _of_round(request, found, some, broad)
    whole = [on_sheet(sheet, request) for sheet in sheets or [_empty(request)]]
    return whole[0] if len(whole) == 1 else Bound(request.settings["title"], whole)


def _rounds(connection: Connection, request: Request) -> list[Round]:
    """The chosen rounds, else the one that is named."""
    if request.ids is not None:
        request.note(request.ids)
        return [round_of(connection, key) for key in request.ids]
    found = asked_round(connection, request.settings[ROUND.name])
    request.note([found.round_id] if found else [])
    return [found] if found else []


def _to_visit(request: Request, some: Sequence[Entry]) -> list[Entry]:
    waiting_only = request.settings[WHO.name] == WAITING
    return [
        item
        for item in some
        if item.left_out is None and not (waiting_only and item.served)
    ]


def _of_round(
    request: Request, found: Round, some: Sequence[Entry], broad: frozenset[int]
) -> Iterator[TableSheet]:
    teams: dict[str, list[Entry]] = {}
    for item in some:
        teams.setdefault(item.team or NO_TEAM, []).append(item)
    wanted = request.settings["team"].strip()
    led = leaders(request.settings["leaders"])
    for name in (wanted, *led):
        if name and name not in teams:
            there = "、".join(teams) or "还没有人"
            raise InvalidInput(f"“{found.name}”没有慰问组“{name}”，有的是：{there}。")
    for team, part in teams.items():
        if wanted in {"", team}:
            yield _route(request, found, team, part, led.get(team, ("", "")), broad)


def leaders(told: str) -> dict[str, tuple[str, str]]:
    """Leader and companions of each team, from lines such as 一组：王主席；李干事.

    Raises:
        InvalidInput: a line has no team before its colon.
    """
    found = {}
    for line in told.replace("\\n", "\n").replace(":", "：").splitlines():
        if not line.strip():
            continue
        team, colon, names = line.partition("：")
        if not colon or not team.strip():
            raise InvalidInput(
                f"“{line.strip()}”看不懂，请写成“一组：王主席；李干事、赵干事”。"
            )
        leader, _, others = names.replace(";", "；").partition("；")
        found[team.strip()] = leader.strip(), others.strip()
    return found


def _route(
    request: Request,
    found: Round,
    team: str,
    some: Sequence[Entry],
    led: tuple[str, str],
    broad: frozenset[int],
) -> TableSheet:
    phone, whole = request.flag("phone"), request.flag("address")
    leader, companions = (name or _TO_FILL_IN for name in led)
    rows = [
        [
            str(number),
            item.unit or NO_UNIT,
            item.name,
            item.address if whole else broad_address(item.address),
            *([item.phone] if phone else []),
            IN_HARDSHIP if item.entry_id in broad else "",
            _gift(item),
            money.show(item.value) if item.value else "",
            "",
        ]
        for number, item in enumerate(some, 1)
    ]
    day = official(request.day_of(REPORTED.name))
    worth = sum(item.value for item in some)
    units = len({item.unit for item in some})
    return TableSheet(
        title=f"{request.settings['title']}（{team}）",
        columns=_columns(phone=phone),
        rows=rows,
        subtitle=[
            f"带队领导：{leader}　随行人员：{companions}",
            f"{found.name}　{day}　{units} 个单位，共 {len(some)} 人，"
            f"{money.show(worth)} 元",
        ],
        sums=Sums(page=True, total=True) if rows else NO_SUMS,
        notes=(NOTE,),
        signers=("带队领导", "经办人"),
        orientation=Orientation.LANDSCAPE,
        papers=(A4,),
    )


def _columns(*, phone: bool) -> list[TableColumn]:
    phones = [TableColumn("电话", Align.CENTRE, min_mm=24, weight=0)]
    return [
        NUMBER,
        TableColumn("单位", max_mm=36, min_mm=22, weight=0.5),
        TableColumn("姓名", Align.CENTRE, min_mm=18, max_mm=40, weight=0, name=True),
        TableColumn("住址", max_mm=60),
        *(phones if phone else []),
        TableColumn("类别", Align.CENTRE, min_mm=18, weight=0),
        TableColumn("慰问内容", max_mm=50),
        TableColumn(WORTH, Align.RIGHT, min_mm=20, weight=0, summed=True),
        TableColumn("本人诉求与备注", Align.CENTRE, 58, weight=3, by_hand=True),
    ]


def _empty(request: Request) -> TableSheet:
    return TableSheet(
        title=request.settings["title"],
        columns=_columns(phone=request.flag("phone")),
        rows=[],
        subtitle=[f"带队领导：{_TO_FILL_IN}　随行人员：{_TO_FILL_IN}"],
        notes=(NOTE,),
        signers=("带队领导", "经办人"),
        orientation=Orientation.LANDSCAPE,
        papers=(A4,),
        nothing="没有要走访的人",
    )


def _gift(item: Entry) -> str:
    """The gift in words, without the price that goods had."""
    if not item.words:
        return ""
    return Gift.told(item.form, item.amount, item.goods, item.quantity).words


def _in_hardship(connection: Connection, some: Sequence[Entry]) -> frozenset[int]:
    """The entries of people whose household is on file as in hardship."""
    by_file: dict[int, list[int]] = {}
    for item in some:
        if item.file_id is not None:
            by_file.setdefault(item.file_id, []).append(item.entry_id)
    keys, found = list(by_file), list[int]()
    file = HardshipFile
    for start in range(0, len(keys), PART):
        wanted = select(file.id).where(
            file.id.in_(keys[start : start + PART]),
            file.deleted_at.is_(None),
            file.state == str(FileState.LIVE),
            file.category != str(HardshipCategory.NONE),
        )
        for key in connection.scalars(wanted):
            found += by_file[key]
    return frozenset(found)


VISIT_ROUTES = PaperJob(
    "visit-routes",
    "走访路线表",
    ROUNDS.key,
    (
        titled("走访路线表"),
        ROUND,
        Setting("team", "慰问组", help="空着每组各印一张；只印一组就写组名"),
        Setting(
            "leaders",
            "带队与随行",
            lines=True,
            help="每组一行，如“一组：王主席；李干事、赵干事”；空着由各组手写",
        ),
        WHO,
        Setting(
            "address",
            "印详细住址",
            NO,
            choices=(NO, YES),
            help="选“否”只印到村或小区",
        ),
        Setting("phone", "印联系电话", NO, choices=(NO, YES)),
        REPORTED,
        *SHEET,
    ),
    routes,
)
