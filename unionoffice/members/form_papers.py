"""入会申请书 and 会员登记表: blank for writing on, or filled from the register.

What they ask for is domain.md §1.1; the words of the application may be changed,
because they follow the union's constitution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.members import persons
from unionoffice.members.paper_rows import WHO_OR_BLANK, Holder, holders
from unionoffice.paper.align import Align
from unionoffice.paper.form.form import Cell, Form, FormRow, Forms
from unionoffice.printing import NO, YES, PaperJob, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unionoffice.office import Office
    from unionoffice.printing import Request
    from unionoffice.register.column import AnyColumn

_DECLARATION = (
    "我自愿加入中华全国总工会，遵守《中国工会章程》，执行工会决议，积极参加工会活动，"
    "为全面建设社会主义现代化国家和矿山安全发展努力奋斗。"
)
_DAY = "　　　　年　　月　　日"
_APPLICANT = "申请人（签名）：　　　　　　", _DAY
_OPINION = "负责人（签名）：　　　　　　", _DAY
_SEALED = "（公章）　　　　　　　　", _DAY
_FAMILY_ROWS, _CAREER_ROWS = 4, 4
_ROOMY = 13.0
"""The height of a row in mm where the page has room."""

_REGISTERED = (
    persons.SEX,
    persons.BORN,
    persons.ETHNIC,
    persons.NATIVE_PLACE,
    persons.POLITICAL,
    persons.EDUCATION,
    persons.TITLE,
    persons.ID_NUMBER,
    persons.PHONE,
    persons.UNIT,
    persons.CREW_OF,
    persons.DUTY,
    persons.POST,
    persons.TRADE,
    persons.STARTED_WORK,
    persons.DUES_BASE,
    persons.JOINED,
    persons.ADDRESS,
    persons.CARD_NO,
    persons.FAMILY,
    persons.CAREER,
    persons.NOTE,
)
_APPLIED = (
    persons.SEX,
    persons.BORN,
    persons.ETHNIC,
    persons.POLITICAL,
    persons.EDUCATION,
    persons.ID_NUMBER,
    persons.PHONE,
    persons.UNIT,
    persons.DUTY,
    persons.POST,
    persons.TRADE,
)


def membership_forms(office: Office, request: Request) -> Forms:
    """会员登记表: one sheet for each person, a blank one if nobody was asked for."""
    held = holders(office, request, _REGISTERED, photos=True, blank=True)
    return _forms(request, held, _registration)


def membership_applications(office: Office, request: Request) -> Forms:
    """入会申请书: the declaration, who makes it, and what the union decides."""
    held = holders(office, request, _APPLIED, photos=True, blank=True)
    return _forms(request, held, _application)


def _forms(
    request: Request,
    held: list[Holder],
    make: Callable[[Request, Holder | None], Form],
) -> Forms:
    forms = tuple(make(request, holder) for holder in held)
    return Forms(request.settings["title"], forms or (make(request, None),))


def _registration(request: Request, holder: Holder | None) -> Form:
    """The form that goes with the personal file."""
    said, month = _reader(holder), _month_reader(holder)
    image = holder.photo if holder else None
    row = _row
    born, started = month(persons.BORN), month(persons.STARTED_WORK)
    work = _first(holder, persons.DUTY, persons.POST, persons.TRADE)
    unit = " ".join(filter(None, (said(persons.UNIT), said(persons.CREW_OF))))
    wage = said(persons.DUES_BASE)
    rows = (
        row(
            _pair("姓名", holder.name if holder else ""),
            _pair("性别", said(persons.SEX)),
            _pair("出生年月", born),
            (Cell(photo=True, down=4, image=image),),
        ),
        row(
            _pair("民族", said(persons.ETHNIC)),
            _pair("籍贯", said(persons.NATIVE_PLACE)),
            _pair("政治面貌", said(persons.POLITICAL)),
        ),
        row(
            _pair("学历", said(persons.EDUCATION)),
            _pair("职称", said(persons.TITLE)),
            _pair("参加工作", started),
        ),
        row(
            _pair("身份证号", _identity(request, holder), 3),
            _pair("联系电话", said(persons.PHONE)),
        ),
        row(_pair("工作单位", unit, 3), _pair("职务工种", work, 2)),
        row(
            _pair("月工资收入", f"{wage} 元" if wage else "", 3),
            _pair("入会时间", month(persons.JOINED), 2),
        ),
        row(_pair("家庭住址", said(persons.ADDRESS), 6)),
        *_listed(
            "家庭主要\n成员及其\n工作单位",
            ("称谓", "姓名", "工作单位及职务"),
            said(persons.FAMILY),
            _FAMILY_ROWS,
        ),
        *_listed(
            "个人工作\n简历",
            ("起止年月", "单位", "职务、工种"),
            said(persons.CAREER),
            _CAREER_ROWS,
        ),
        _opinion("申请人\n签名", _APPLICANT, 19),
        _opinion("基层工会\n审批意见", _SEALED, 27),
        row(_pair("备注", said(persons.NOTE), 6), least=13),
    )
    number = said(persons.CARD_NO)
    above = f"工会组织：{request.settings['union']}", f"会员证号：{number or _GAP}"
    whose = holder.name if holder else ""
    return Form(
        request.settings["title"], _COLUMNS, rows, whose, above=above, note=_FILED
    )


def _application(request: Request, holder: Holder | None) -> Form:
    """The letter in which somebody asks to be taken in, with the decision below."""
    said = _reader(holder)
    work = _first(holder, persons.DUTY, persons.POST, persons.TRADE)
    image = holder.photo if holder else None
    rows = (
        _row(
            _pair("姓名", holder.name if holder else ""),
            _pair("性别", said(persons.SEX)),
            _pair("民族", said(persons.ETHNIC)),
            (Cell(photo=True, down=4, image=image),),
            least=_ROOMY,
        ),
        _row(
            _pair("出生年月", _month_reader(holder)(persons.BORN)),
            _pair("学历", said(persons.EDUCATION)),
            _pair("政治面貌", said(persons.POLITICAL)),
            least=_ROOMY,
        ),
        _row(
            _pair("身份证号", _identity(request, holder), 3),
            _pair("联系电话", said(persons.PHONE)),
            least=_ROOMY,
        ),
        _row(
            _pair("工作单位", said(persons.UNIT), 3),
            _pair("职务工种", work),
            least=_ROOMY,
        ),
        _opinion("工会小组\n（车间工会）\n意见", _OPINION, 40),
        _opinion("基层工会\n委员会\n审批意见", _SEALED, 44),
    )
    lead = request.settings["words"].replace("\\n", "\n").splitlines()
    return Form(
        request.settings["title"],
        _COLUMNS,
        rows,
        holder.name if holder else "",
        tuple(filter(None, map(str.strip, lead))),
        _APPLICANT,
        note="本申请书由基层工会保存。会籍自基层工会委员会批准之日算起。",
    )


_COLUMNS = (22.0, 27.0, 18.0, 24.0, 22.0, 28.0, 29.0)
_GAP = "　　　　　　　　"
_FILED = "本表一式一份，随本人档案保存；保留会籍、转入、转出时在备注栏记明时间。"


def _row(*groups: tuple[Cell, ...], least: float = 10.0) -> FormRow:
    return FormRow(tuple(cell for group in groups for cell in group), least)


def _pair(label: str, value: str, across: int = 1) -> tuple[Cell, Cell]:
    return Cell(label, label=True), Cell(value, across=across)


def _opinion(label: str, signing: tuple[str, ...], least: float) -> FormRow:
    return _row((Cell(label, label=True), Cell(across=6, signing=signing)), least=least)


def _listed(
    label: str, heads: tuple[str, str, str], told: str, empty: int
) -> Iterator[FormRow]:
    """Several lines of a kind: those of the register, or empty ones under heads."""
    if told:
        cell = Cell(told, across=6, align=Align.LEFT)
        yield _row((Cell(label, label=True), cell), least=24)
        return
    spans = 1, 2, 3
    titles = (Cell(h, n, label=True) for h, n in zip(heads, spans, strict=True))
    yield _row((Cell(label, down=empty + 1, label=True), *titles), least=8)
    for _ in range(empty):
        yield _row(tuple(Cell(across=span) for span in spans), least=8.6)


def _reader(holder: Holder | None) -> Callable[[AnyColumn], str]:
    return holder.said if holder else _unsaid


def _month_reader(holder: Holder | None) -> Callable[[AnyColumn], str]:
    return holder.month if holder else _unsaid


def _unsaid(_column: AnyColumn) -> str:
    return ""


def _first(holder: Holder | None, *columns: AnyColumn) -> str:
    return holder.first(*columns) if holder else ""


def _identity(request: Request, holder: Holder | None) -> str:
    """The number of identity, which may be left to the person to fill in."""
    return _reader(holder)(persons.ID_NUMBER) if request.flag("identity") else ""


_IDENTITY = Setting(
    "identity", "印身份证号", YES, choices=(YES, NO), help="选“否”则留空由本人填写"
)

FORM_PAPERS = (
    PaperJob(
        "membership-form",
        "会员登记表",
        persons.MEMBERS.key,
        (
            Setting("title", "标题", "工会会员登记表"),
            Setting("union", "工会组织", union_name),
            WHO_OR_BLANK,
            _IDENTITY,
        ),
        membership_forms,
    ),
    PaperJob(
        "membership-application",
        "入会申请书",
        persons.MEMBERS.key,
        (
            Setting("title", "标题", "中华全国总工会入会申请书"),
            Setting("words", "申请内容", _DECLARATION, lines=True, help="每行一段"),
            WHO_OR_BLANK,
            _IDENTITY,
        ),
        membership_applications,
    ),
)
"""The forms by which somebody becomes a member."""
