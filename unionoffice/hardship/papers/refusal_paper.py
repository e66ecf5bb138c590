"""不予建档告知书: a letter to each family that was refused, with the reasons (§2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import FileState, FileStep
from unionoffice.dates import official
from unionoffice.hardship.filing import fields, files
from unionoffice.hardship.filing.procedure import UNDECIDED
from unionoffice.hardship.filing.rules import EXCLUSIONS
from unionoffice.hardship.papers.paper_files import BLANK, PaperFile, paper_files
from unionoffice.hardship.papers.paper_scope import in_states
from unionoffice.hardship.papers.refusal_words import told_to_the_family
from unionoffice.notice_settings import lines_of, paragraphs, signature_settings
from unionoffice.paper.content import Bound
from unionoffice.paper.official.fit import simple
from unionoffice.paper.official.notice import Notice, Paragraph
from unionoffice.printing import NO, YES, PaperJob, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.office import Office
    from unionoffice.printing import Request

_ROOM = "　" * 50
_NAME_ROOM, _DAY_ROOM = "　　　　", "　　　年　　月　　日"
_SIGNED = "签收人：　　　　　　　　　　年　　月　　日"


def refusals(office: Office, request: Request) -> Bound:
    """A letter for each refused file; room for the reasons where none is written yet.

    Files that are live or were closed otherwise get none; where no file is left there
    is one letter to be filled in by hand.
    """
    found = [
        file
        for file in paper_files(office, in_states(office, request, (_REFUSED,)))
        if file.state in (_REFUSED, *UNDECIDED)
    ]
    request.note([file.key for file in found if file.key is not None])
    letters = tuple(_letter(request, file) for file in found or (BLANK,))
    return Bound(request.settings["title"].replace("\\n", ""), letters)


_REFUSED = FileState.REFUSED


def _letter(request: Request, file: PaperFile) -> Notice:
    told = request.settings
    return simple(
        Notice(
            title=told["title"].replace("\\n", "\n"),
            recipients=f"{file.name or _NAME_ROOM}同志",
            paragraphs=[*_words(request, file)],
            signature="\n".join(lines_of(told["signature"])),
            day=request.day_of("day"),
            sealed=request.flag("sealed"),
            marked=request.flag("marked"),
        )
    )


def _words(request: Request, file: PaperFile) -> Iterator[Paragraph]:
    """What was asked, what was done, the figures, the reasons, where to turn."""
    yield Paragraph(_asked(file))
    if file.judgement is not None:
        yield Paragraph(told_to_the_family(file.judgement))
    hits = [words for key, words in EXCLUSIONS.items() if file.file.values.get(key)]
    if hits:
        yield Paragraph(f"经核查，您家有下列不予建档的情形：{'；'.join(hits)}。")
    yield Paragraph(_decided(file))
    yield from paragraphs(request.settings["afterwards"])
    yield Paragraph(_where(request))
    yield Paragraph("特此告知。")
    if request.flag("receipt"):
        yield Paragraph(_SIGNED)


def _asked(file: PaperFile) -> str:
    applied = file.file.kept(fields.APPLIED)
    day = official(applied) if applied else _DAY_ROOM
    done = [
        f"于{official(step.taken_on)}{words}"
        for kind, words in (
            (FileStep.VISIT, "入户走访"),
            (FileStep.DISCUSS, "集体研究"),
        )
        if (step := file.step(kind)) is not None
    ]
    process = f"我会{'、'.join(done)}，" if done else ""
    return f"您{day}提出的困难职工建档申请收悉。{process}现将结果告知如下。"


def _decided(file: PaperFile) -> str:
    """The decision with its reasons, as the step says them."""
    step = file.step(FileStep.REFUSE)
    reasons = (step.words if step is not None else "") or file.said(fields.CLOSE_REASON)
    told = reasons.strip().rstrip("。；;") or _ROOM
    return f"经研究，您家不符合困难职工建档条件，决定不予建档。理由：{told}。"


def _where(request: Request) -> str:
    told = request.settings
    days, office = told["days"].strip(), told["office"].strip()
    ways = (("联系人", told["contact"]), ("电话", told["phone"]))
    said = [f"{label}：{words.strip()}" for label, words in ways if words.strip()]
    within = f"请在收到之日起{days}内" if days else "可以"
    asking = f"（{'，'.join(said)}）" if said else ""
    return f"如有疑问或者新的证明材料，{within}向{office}{asking}提出。"


REFUSAL = PaperJob(
    "hardship-refusal",
    "不予建档告知书",
    files.FILES.key,
    (
        Setting("title", "标题", "不予建档告知书", lines=True),
        Setting(
            *("afterwards", "以后"),
            "今后家庭情况有变化、符合条件的，可以随时重新申请；"
            "遇到临时困难，也可以向工会反映。",
            lines=True,
            help="每行一段",
        ),
        Setting("days", "提出期限", "10个工作日", help="空着就不写期限"),
        Setting("office", "向哪里提出", "矿工会办公室"),
        Setting("contact", "联系人", ""),
        Setting("phone", "联系电话", ""),
        *signature_settings(),
        Setting("receipt", "签收栏", YES, (YES, NO), help="申请人或家属收到时签名"),
    ),
    refusals,
)
"""The letter to a family; chosen files that are live or closed get none."""
