"""Papers as data: what can be printed, what may be said about it, and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.vocabulary import PrintWay
from unionoffice.dates import read_day
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.pdf.writer import write_pdf
from unionoffice.paper.word.writer import docx_bytes, write_docx
from unionoffice.print_ledger import ledger
from unionoffice.print_ledger.delivery import handing_over
from unionoffice.print_ledger.numbers import Series, next_number, own_series
from unionoffice.print_ledger.sheet import fingerprint
from unionoffice.register.view import View
from unionoffice.sheets.writing.write import write_xlsx

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from unionoffice.paper.content import Content
    from unionoffice.paper.document import Document
    from unionoffice.print_ledger.ledger import Left
    from unionoffice.print_ledger.sheet import Sheet
    from unionoffice.register.register import Register
    from unionoffice.sheets.writing.outgoing import OutSheet

YES, NO = "是", "否"
NUMBER, AUTOMATIC = "number", "自动"
"""A setting of this name and text stands for the number the ledger gives."""
WAYS = {".pdf": PrintWay.PDF, ".docx": PrintWay.DOCX}

Default = str | Callable[[Office, "date"], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that may be said about a paper before it is printed.

    Attributes:
        name: what it is called on the command line.
        label: the words beside its editor.
        default: the text it has at first; may depend on the office and the day.
        choices: the texts it may have; any text if empty.
        lines: it may run over several lines.
        help: a sentence for the clerk.
    """

    name: str
    label: str
    default: Default = ""
    choices: tuple[str, ...] = ()
    lines: bool = False
    help: str = ""

    def suggestion(self, office: Office, day: date) -> str:
        """The text it has if nobody says anything."""
        return (
            self.default if isinstance(self.default, str) else self.default(office, day)
        )


@dataclass(frozen=True, slots=True)
class Request:
    """One wish to print: which rows, as of which day, and what was said about it.

    Without `ids` the whole list of `view` is meant, without `view` the register's own.
    `number` is the one the paper leaves with; whoever makes the paper always finds it,
    in a preview the next free one. `shown` fills with the keys of the rows that are
    really on the paper, for the ledger: see `note`.
    """

    day: date
    ids: Sequence[int] | None = None
    view: View | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    number: str | None = None
    shown: list[int] = field(default_factory=list, compare=False, repr=False)

    def note(self, keys: Sequence[int]) -> None:
        """Put down which rows are on the paper; said by whoever makes it."""
        self.shown[:] = keys

    def flag(self, name: str) -> bool:
        """Whether a setting of 是 and 否 says yes."""
        return self.settings[name] == YES

    def day_of(self, name: str) -> date:
        """The day that a setting tells.

        Raises:
            InvalidInput: it is no day.
        """
        told = self.settings[name]
        found = read_day(told, self.day).day
        if found is None:
            raise InvalidInput(f"“{told}”不是日期，请写成 2026-03-15 这样。")
        return found


@dataclass(frozen=True, eq=False)
class PaperJob:
    """A paper that can be printed: its name, what may be set, and who makes it.

    Attributes:
        key: its name on the command line.
        title: what people call it.
        register: the key of the register whose rows it shows, if it shows any.
        settings: what may be said about it.
        make: puts its content together; the request has every setting.
        sheets: makes a workbook of the same content, for papers that are figures.
        series: how it is numbered when it leaves; by its own title if not said.
    """

    key: str
    title: str
    register: str | None
    settings: tuple[Setting, ...]
    make: Callable[[Office, Request], Content]
    sheets: Callable[[Office, Request], Sequence[OutSheet]] | None = None
    series: Series | None = None

    @property
    def numbering(self) -> Series:
        """The series that its numbers come from."""
        return self.series or own_series(self.key, self.title)


def paper(jobs: Iterable[PaperJob], key: str) -> PaperJob:
    """The paper of this key.

    Raises:
        Refused: there is none.
    """
    known = {job.key: job for job in jobs}
    if key not in known:
        words = "、".join(f"{job.key}（{job.title}）" for job in known.values())
        raise Refused(f"没有名为“{key}”的打印件。现有：{words}。")
    return known[key]


def suggestions(office: Office, job: PaperJob, day: date) -> dict[str, str]:
    """Every setting of a paper with the text it has at first."""
    return {item.name: item.suggestion(office, day) for item in job.settings}


def make_document(office: Office, job: PaperJob, request: Request) -> Document:
    """Lay out a paper; what was not set has its default.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
        Refused: the paper cannot be made.
    """
    return make_content(office, job, request).layout()


def make_content(office: Office, job: PaperJob, request: Request) -> Content:
    """Put together what a paper says; what was not set has its default.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
        Refused: the paper cannot be made.
    """
    return job.make(office, settled(office, job, request))


def settled(office: Office, job: PaperJob, request: Request) -> Request:
    """The request with every setting of the paper, and with a number.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
    """
    told = _told(office, job, request)
    number = request.number
    if number is None:
        number = next_number(office, job.numbering, request.day)
    if told.get(NUMBER) == AUTOMATIC:
        told[NUMBER] = number
    return replace(request, settings=told, number=number)


def leave(
    office: Office,
    job: PaperJob,
    request: Request,
    way: PrintWay,
    copies: int = 1,
    printer: str | None = None,
    *,
    deliver: Callable[[Sheet], None] | None = None,
) -> Left:
    """Let a paper leave: numbered, kept, recorded, and handed over by `deliver`.

    Everything in one transaction: where one of them fails, nothing is recorded and
    the number stays free.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
        Refused: the paper cannot be made, kept or handed over.
    """
    leaving = ledger.Leaving(
        paper=job.key,
        series=job.numbering,
        day=request.day,
        register=job.register,
        records=lambda: _records(office, job, request),
        settings=_told(office, job, request),
    )

    def make(number: str) -> Content:
        return make_content(office, job, replace(request, number=number))

    out = ledger.Out(way, copies, printer)
    return ledger.issue(office, leaving, make, out, deliver)


def twin(office: Office, job: PaperJob, request: Request) -> str:
    """The number under which the same content left before; empty if it did not."""
    plain = make_document(office, job, replace(request, number=""))
    return ledger.twin_of(office, fingerprint(plain))


def save_as(office: Office, job: PaperJob, request: Request, path: Path) -> Left:
    """Let a paper leave as a file: PDF, or Word by its name, whole or not at all.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
        Refused: the paper cannot be made, a character of somebody cannot be printed,
            or the file cannot be written; the sentence names the person.
    """
    way = WAYS.get(path.suffix.lower())
    if way is None:
        raise Refused(f"“{job.title}”只能打印成 PDF 或 Word 文件（.pdf、.docx）。")
    with handing_over(path) as write:

        def deliver(sheet: Sheet) -> None:
            word = way is PrintWay.DOCX
            write(docx_bytes(sheet.content.flow()) if word else sheet.pdf)

        return leave(office, job, request, way, deliver=deliver)


def print_to(office: Office, job: PaperJob, request: Request, path: Path) -> int:
    """Let a paper leave as a file (see `save_as`); returns its number of pages.

    Where the name ends in .xlsx a workbook is written instead, if there is one of this
    paper, and the number of its sheets is returned: that is no paper, it is not
    recorded.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
        Refused: the paper cannot be made, a character of somebody cannot be printed,
            or the file cannot be written; the sentence names the person.
    """
    if path.suffix.lower() != ".xlsx" or job.sheets is None:
        return save_as(office, job, request, path).pages
    sheets = job.sheets(office, settled(office, job, request))
    write_xlsx(path, sheets)
    return len(sheets)


def write_content(content: Content, path: Path) -> None:
    """Write a paper that belongs to no store as PDF or Word, whole or not at all.

    Raises:
        Refused: the name says neither, a character cannot be printed, or the file
            cannot be written.
    """
    match WAYS.get(path.suffix.lower()):
        case PrintWay.PDF:
            write_pdf(content.layout(), path)
        case PrintWay.DOCX:
            write_docx(content.flow(), path)
        case _:
            raise Refused(f"“{path.name}”应以 .pdf 或 .docx 结尾。")


def union_name(office: Office, _day: date) -> str:
    """The union's own name (单位名称)."""
    return office.fact(UNION_NAME)


def titled(words: str) -> Setting:
    """The setting for the words at the head: the union's name before the paper's."""
    return Setting("title", "标题", lambda office, day: union_name(office, day) + words)


REPORTER = Setting("unit", "填报单位", union_name)
REPORTED = Setting("day", "填报日期", lambda _office, day: day.isoformat())


def chosen(
    office: Office, register: Register, request: Request
) -> tuple[View, Sequence[int]]:
    """The list a request means, and the keys of its rows in order, which are noted."""
    view = request.view or View(register, request.day)
    keys = office.ids(view) if request.ids is None else request.ids
    request.note(keys)
    return view, keys


def _told(office: Office, job: PaperJob, request: Request) -> dict[str, str]:
    """What was said about a paper, and what was not, each checked."""
    known = {item.name: item for item in job.settings}
    for name, told in request.settings.items():
        if name not in known:
            words = "、".join(f"{item.name}（{item.label}）" for item in job.settings)
            raise InvalidInput(f"“{job.title}”没有“{name}”这一项，可以设置：{words}。")
        allowed = known[name].choices
        if allowed and told not in allowed:
            raise InvalidInput(f"{known[name].label}只能是{'、'.join(allowed)}。")
    return {**suggestions(office, job, request.day), **request.settings}


def _records(office: Office, job: PaperJob, request: Request) -> list[str]:
    """The uids of the rows that were put on a paper, in their order."""
    if job.register is None:
        return []
    uids = office.uids(office.register(job.register), request.shown)
    return [uids[key] for key in request.shown if key in uids]
