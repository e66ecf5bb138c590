"""困难职工认定汇总表: who was judged how, for the meeting and the superior (§2.5)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.vocabulary import FileState, HardshipCategory
from unionoffice import money
from unionoffice.hardship.filing import fields, files
from unionoffice.hardship.papers.paper_files import PaperFile, paper_files
from unionoffice.hardship.papers.paper_scope import in_states
from unionoffice.members.unit_tree import NO_UNIT, UnitTree
from unionoffice.paper.table.sheet import Align, TableColumn, TableSheet
from unionoffice.printing import REPORTED, REPORTER, PaperJob, Setting, chosen, titled
from unionoffice.table_papers import NUMBER, SHEET, TOTAL, above, on_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.office import Office
    from unionoffice.printing import Request

UNDER_WAY, LIVE, EVERY = "正在认定", "在档", "列表全部"
_IN_TURN = (
    FileState.DISCUSSED,
    FileState.POSTING,
    FileState.OBJECTED,
    FileState.REPORTED,
)
_DECISIONS = {
    FileState.DRAFT: "待研究",
    FileState.APPLIED: "待研究",
    FileState.VISITED: "待研究",
    FileState.DISCUSSED: "拟认定",
    FileState.POSTING: "拟认定",
    FileState.OBJECTED: "拟认定",
    FileState.REPORTED: "拟认定",
    FileState.LIVE: "已认定建档",
}
"""What the meeting thought of a file; a closed one says how it ended."""
_UNDECIDED = "未核算"


def summary(office: Office, request: Request) -> TableSheet:
    """认定汇总表: by unit, with sums by category and the signatures of the meeting."""
    found = _by_unit(office, paper_files(office, _scope(office, request)))
    rows = [[*_cells(number, file)] for number, file in enumerate(found, 1)]
    sums = [*_sums(found)]
    strong = frozenset(range(len(rows), len(rows) + len(sums)))
    meeting = request.settings["meeting"].strip()
    sheet = TableSheet(
        title=request.settings["title"],
        columns=_COLUMNS,
        rows=[*rows, *sums],
        subtitle=above(request, f"共 {len(rows)} 户", [meeting] if meeting else []),
        totals=_line(TOTAL, found) if found else (),
        strong=strong,
        signers=_signers(request.settings["signers"]),
        nothing="没有要汇总的困难档案",
    )
    return on_sheet(sheet, request)


def decision(file: PaperFile) -> str:
    """What was decided about a household."""
    return _DECISIONS.get(file.state, file.state.label)


def _scope(office: Office, request: Request) -> Sequence[int]:
    who = request.settings["who"]
    if who == EVERY:
        return chosen(office, files.FILES, request)[1]
    states = _IN_TURN if who == UNDER_WAY else (FileState.LIVE,)
    return in_states(office, request, states)


def _by_unit(office: Office, found: Sequence[PaperFile]) -> list[PaperFile]:
    """In the order of the tree of units, otherwise as they were."""
    with office.reading() as connection:
        places = UnitTree(connection).places
    last = (len(places), NO_UNIT)
    return sorted(found, key=lambda file: places.get(file.unit_id or 0, last)[0])


def _cells(number: int, file: PaperFile) -> Iterator[str]:
    judged = file.judgement
    yield str(number)
    yield file.unit
    yield file.name
    yield file.said(fields.FILE_NO)
    yield file.said(fields.CATEGORY)
    yield file.said(fields.MAIN_CAUSE)
    yield str(file.heads or "")
    yield money.show(judged.net_per_head) if judged is not None else ""
    yield decision(file)
    yield ""


def _sums(found: Sequence[PaperFile]) -> Iterator[list[str]]:
    """A line for each category that occurs, the poorest first."""
    if not found:
        return
    counted = Counter(file.said(fields.CATEGORY) for file in found)
    for label in (*(kind.label for kind in HardshipCategory), ""):
        if counted[label]:
            group = [file for file in found if file.said(fields.CATEGORY) == label]
            yield _line(label or _UNDECIDED, group)


def _line(label: str, group: Sequence[PaperFile]) -> list[str]:
    heads = sum(file.heads or 0 for file in group)
    return ["", label, f"{len(group)} 户", "", "", "", str(heads), "", "", ""]


def _signers(told: str) -> list[str]:
    words = told.replace("，", "、").replace(",", "、").split("、")
    return [word.strip() for word in words if word.strip()]


_COLUMNS = (
    NUMBER,
    TableColumn("单位"),
    TableColumn("户主姓名", Align.CENTRE, name=True),
    TableColumn("档案编号", Align.CENTRE),
    TableColumn("困难类别", Align.CENTRE),
    TableColumn("主要致困原因", Align.CENTRE, max_mm=34),
    TableColumn("家庭人口", Align.RIGHT, weight=0),
    TableColumn("人均月纯\n收入（元）", Align.RIGHT, weight=0),
    TableColumn("认定意见", Align.CENTRE),
    TableColumn("备注", min_mm=18, weight=2),
)

SUMMARY = PaperJob(
    "hardship-summary",
    "困难职工认定汇总表",
    files.FILES.key,
    (
        titled("困难职工认定汇总表"),
        REPORTER,
        REPORTED,
        Setting(
            *("who", "范围", UNDER_WAY, (UNDER_WAY, LIVE, EVERY)),
            help="按列表中选定的档案打印时不起作用",
        ),
        Setting("meeting", "会议", "", help="如 3月12日工会委员会会议，印在表上方"),
        Setting(
            *("signers", "签名栏", "主持人、参加人员、参加人员、参加人员、记录人"),
            help="用顿号隔开",
        ),
        *SHEET,
    ),
    summary,
)
"""The list for the meeting."""
