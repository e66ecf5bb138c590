"""困难职工公示: who is to be entered on file, for the wall (domain.md §2.5, §5.6).

What a wall must not know is left out of the words before anything is laid out: no page,
title, property or Word file ever holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Aid
from db.vocabulary import AidKind, AidState, FileState, FileStep
from unionoffice import workdays
from unionoffice.dates import official
from unionoffice.errors import InvalidInput
from unionoffice.hardship.filing import fields, files
from unionoffice.hardship.filing.parameters import standard_on
from unionoffice.hardship.filing.people import NAME
from unionoffice.hardship.filing.steps import POSTING_DAYS
from unionoffice.hardship.papers.masking import (
    broad_cause,
    public_name,
    usual_help,
    without_names,
    without_numbers,
)
from unionoffice.hardship.papers.paper_files import BLANK, PaperFile, paper_files
from unionoffice.hardship.papers.paper_scope import in_states
from unionoffice.notice_settings import (
    LARGE_LOOK,
    NUMBER,
    SIMPLE_LOOK,
    composed,
    look_settings,
    paragraphs,
    signature_settings,
)
from unionoffice.paper.align import Align
from unionoffice.paper.official.inset import Inset, InsetColumn
from unionoffice.paper.official.notice import Level, Paragraph
from unionoffice.printing import NO, YES, PaperJob, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.office import Office
    from unionoffice.paper.official.notice import Notice
    from unionoffice.printing import Request

MASKED, WHOLE = "遮一字", "全名（有书面同意）"
AUTOMATIC = "自动"
_EMPTY_ROWS = 4
_REFUSED_AID = (AidState.REFUSED, AidState.REVERSED, AidState.REVERSAL)


@dataclass(frozen=True, slots=True)
class Period:
    """How long a posting hangs."""

    first: date
    last: date
    working: bool

    def words(self) -> str:
        """From when to when, how many days, and what is not known of them."""
        count = (self.last - self.first).days + 1
        days = f"{count}天"
        if self.working:
            days = f"{workdays.between(self.first, self.last)}个工作日"
        caution = workdays.caution(self.first, self.last) if self.working else ""
        note = f"（{caution.rstrip('。')}）" if caution else ""
        return f"{official(self.first)}至{official(self.last)}，共{days}{note}。"


@dataclass(frozen=True, slots=True)
class Posted:
    """What the wall says of one household."""

    unit: str
    name: str
    category: str
    cause: str
    help: str
    period: Period


def posting(office: Office, request: Request) -> Notice:
    """公示: the households, how long it hangs, and who hears what people say."""
    keys = in_states(office, request, (FileState.POSTING,), (FileState.DISCUSSED,))
    found = paper_files(office, keys)
    agreed = request.settings["names"] == WHOLE
    rows = [posted(office, request, file, agreed=agreed) for file in found]
    periods = list(dict.fromkeys(row.period for row in rows))
    if not rows and request.settings["begins"] != AUTOMATIC:
        periods = [_period(office, request, BLANK)]
    body = [*_words(request, found, rows, periods)]
    hidden = _hidden(found, agreed=agreed)
    title = without_names(request.settings["title"], hidden)
    masked = [_masked(each, hidden) for each in body]
    return composed(request, "", masked, title)


def posted(
    office: Office, request: Request, file: PaperFile, *, agreed: bool
) -> Posted:
    """One household as the wall has it."""
    cause = broad_cause(file.file.kept(fields.MAIN_CAUSE))
    return Posted(
        unit=without_numbers(file.unit),
        name=public_name(file.name, agreed=agreed),
        category=file.said(fields.CATEGORY),
        cause=cause,
        help=_kinds_of_aid(office, file) or usual_help(cause),
        period=_period(office, request, file),
    )


def _words(
    request: Request,
    found: Sequence[PaperFile],
    rows: Sequence[Posted],
    periods: Sequence[Period],
) -> Iterator[Paragraph | Inset]:
    told = request.settings
    yield from paragraphs(told["basis"])
    yield Paragraph("一、公示对象", Level.FIRST)
    one_period = len(periods) < 2
    if told["style"] == LARGE_LOOK:
        yield from _listed(request, rows, one_period=one_period)
    else:
        yield _table(request, rows, one_period=one_period)
    yield Paragraph("二、公示时间和地点", Level.FIRST)
    yield Paragraph(_when(periods) + _where(request, found))
    yield Paragraph("三、受理方式", Level.FIRST)
    yield Paragraph(_received(request))
    yield from paragraphs(told["demands"])


def _table(request: Request, rows: Sequence[Posted], *, one_period: bool) -> Inset:
    columns = [
        InsetColumn("序号", 1.5),
        InsetColumn("单位", 3.1, Align.LEFT),
        InsetColumn("姓名", 2.2, name=True),
        InsetColumn("困难类别", 2.3),
        InsetColumn("致困原因", 2.3),
    ]
    columns += [InsetColumn("拟帮扶方式", 3.0)] if request.flag("help") else []
    columns += [] if one_period else [InsetColumn("公示时间", 3.9)]
    cells = [
        (str(number), *_cells(request, row, one_period=one_period))
        for number, row in enumerate(rows, 1)
    ]
    cells = cells or [("",) * len(columns)] * _EMPTY_ROWS
    return Inset(tuple(columns), tuple(cells))


def _cells(request: Request, row: Posted, *, one_period: bool) -> Iterator[str]:
    yield from (row.unit, row.name, row.category, row.cause)
    if request.flag("help"):
        yield row.help
    if not one_period:
        yield f"{row.period.first.isoformat()}\n至{row.period.last.isoformat()}"


def _listed(
    request: Request, rows: Sequence[Posted], *, one_period: bool
) -> Iterator[Paragraph]:
    """In type for the wall a table has no room: a line for each household."""
    for number, row in enumerate(rows, 1):
        cells = _cells(request, row, one_period=one_period)
        told = [cell.replace("\n", "") for cell in cells]
        words = f"{told[0]}　{told[1]}：{'，'.join(filter(None, told[2:]))}"
        yield Paragraph(f"{number}.{words}")


def _when(periods: Sequence[Period]) -> str:
    if not periods:
        return "　　年　　月　　日至　　年　　月　　日。"
    if len(periods) > 1:
        return "各户的公示时间见上表。"
    return periods[0].words()


def _where(request: Request, found: Sequence[PaperFile]) -> str:
    """Where it hangs: as the steps say, unless it was told."""
    told = request.settings["place"].strip()
    if told == AUTOMATIC:
        steps = filter(None, (file.step(FileStep.POST) for file in found))
        told = "、".join(dict.fromkeys(step.place for step in steps if step.place))
    return f"公示地点：{without_numbers(told)}。" if told else ""


def _received(request: Request) -> str:
    told = request.settings
    ways = (
        ("受理人", told["receiver"]),
        ("受理电话", told["phone"]),
        ("意见信箱", told["mailbox"]),
        ("受理地点", told["office"]),
    )
    said = (f"{label}：{words.strip()}" for label, words in ways if words.strip())
    return "；".join(said) + "。" if any(w.strip() for _, w in ways) else _ASK_UNION


_ASK_UNION = "请向本单位工会反映。"


def _period(office: Office, request: Request, file: PaperFile) -> Period:
    """As it was posted, or as it will be when it is put up on the day of the paper.

    Raises:
        InvalidInput: a day that was told is none, or they are the wrong way round.
    """
    step = file.step(FileStep.POST)
    first = step.taken_on if step is not None else request.day
    if request.settings["begins"] != AUTOMATIC:
        first = request.day_of("begins")
    with office.reading() as connection:
        standard = standard_on(connection, first)
    days = standard.posting_days if standard else POSTING_DAYS
    working = standard.posting_working if standard else True
    until = [s.ends_on for s in file.steps if s.ends_on and s.ends_on >= first]
    last = until[-1] if until else workdays.last_of(first, days, working=working)
    if request.settings["ends"] != AUTOMATIC:
        last = request.day_of("ends")
    if last < first:
        raise InvalidInput("公示的截止日期早于开始日期，请改正。")
    return Period(first, last, working)


def _kinds_of_aid(office: Office, file: PaperFile) -> str:
    """The kinds of help applied for, if any was."""
    wanted = (
        select(Aid.kind)
        .where(Aid.file_id == file.key, Aid.deleted_at.is_(None))
        .where(Aid.state.not_in(map(str, _REFUSED_AID)))
        .order_by(Aid.id)
    )
    with office.reading() as connection:
        kinds = dict.fromkeys(connection.scalars(wanted))
    return "、".join(AidKind(kind).label for kind in kinds)


def _hidden(found: Sequence[PaperFile], *, agreed: bool) -> list[str]:
    """The names that must not be on the wall: everybody's, but for agreed heads.

    The card may have another name than the file, which was written earlier.
    """
    heads = [] if agreed else [(file.name, file.card_name) for file in found]
    others = [one.said(NAME) for file in found for one in file.others]
    return [name for pair in heads for name in pair] + others


def _masked(each: Paragraph | Inset, hidden: Sequence[str]) -> Paragraph | Inset:
    if isinstance(each, Inset):
        rows = (tuple(without_names(c, hidden) for c in row) for row in each.rows)
        return Inset(each.columns, tuple(rows))
    return Paragraph(without_names(each.text, hidden), each.level)


POSTING = PaperJob(
    "hardship-posting",
    "困难职工公示",
    files.FILES.key,
    (
        Setting("title", "标题", "关于拟建档困难职工名单的公示", lines=True),
        Setting(
            *("basis", "依据"),
            "根据困难职工建档有关规定，经本人申请、入户核实、集体研究，"
            "拟将下列职工家庭列为困难职工建档对象，现予公示。",
            lines=True,
            help="每行一段",
        ),
        Setting(
            *("names", "姓名", MASKED, (MASKED, WHOLE)),
            help="全名只在各户都有书面同意时用；证件号、电话、住址、病种、收入一律不印",
        ),
        Setting("help", "印拟帮扶方式", YES, (YES, NO)),
        Setting(
            *("begins", "公示开始", AUTOMATIC),
            help="自动：按公示记录；还没有记录的从打印这天算起",
        ),
        Setting("ends", "公示截止", AUTOMATIC, help="自动：按困难标准的公示天数"),
        Setting("place", "公示地点", AUTOMATIC, help="自动：按公示记录"),
        Setting("receiver", "受理人", ""),
        Setting("phone", "受理电话", ""),
        Setting("mailbox", "意见信箱", ""),
        Setting("office", "受理地点", "矿工会办公室"),
        Setting(
            *("demands", "要求"),
            "公示期内，如有不同意见，请以书面或口头形式反映。反映情况应当客观真实，"
            "提倡署真实姓名，我们将为反映人保密。",
            lines=True,
        ),
        NUMBER,
        *signature_settings(),
        *look_settings(SIMPLE_LOOK),
    ),
    posting,
)
"""The notice for the wall."""
