"""The procedure of a hardship file as data: states, steps, gates (domain.md §2.5).

草稿 → 申请 → 入户核实 → 集体研究 → 公示 → 上报 → 在档 → 年度复核, 类别调整 → 撤档.
Pure: what is known of a file comes in, what forbids a step comes out as sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import FileState, FileStep, HardshipCategory
from unionoffice.dates import show_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

LEAST_VISITORS = 2
"""At least two people visit the home (domain.md §2.5, 2)."""
NOT_IN_HARDSHIP = HardshipCategory.NONE


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which states, to which, and what it asks for.

    Attributes:
        kind: what is done.
        from_states: in which the file must be.
        to: what it is afterwards; None if the step leaves the state alone.
        asks: what must be told: people, words, place, ends_on, category.
        more: what may be told as well.
        hint: what to do, in a sentence for the clerk.
    """

    kind: FileStep
    from_states: tuple[FileState, ...]
    to: FileState | None
    asks: tuple[str, ...]
    hint: str
    more: tuple[str, ...] = ()


UNDECIDED = (
    FileState.APPLIED,
    FileState.VISITED,
    FileState.DISCUSSED,
    FileState.POSTING,
    FileState.OBJECTED,
    FileState.REPORTED,
)
STEPS = (
    Step(
        FileStep.APPLY,
        (FileState.DRAFT,),
        FileState.APPLIED,
        (),
        "收到本人书面申请和证明材料后登记。",
        ("words",),
    ),
    Step(
        FileStep.VISIT,
        (FileState.APPLIED,),
        FileState.VISITED,
        ("people", "words"),
        "至少两人入户走访，写下入户调查记录。",
        ("place",),
    ),
    Step(
        FileStep.DISCUSS,
        (FileState.VISITED,),
        FileState.DISCUSSED,
        ("words", "people"),
        "集体研究，写明会议和结论。",
        ("place",),
    ),
    Step(
        FileStep.POST,
        (FileState.DISCUSSED,),
        FileState.POSTING,
        ("place",),
        "打印公示贴出，公示天数按困难标准。",
        ("words",),
    ),
    Step(
        FileStep.OBJECT,
        (FileState.POSTING,),
        FileState.OBJECTED,
        ("words",),
        "公示期内有人提出异议的，写明内容。",
        ("people",),
    ),
    Step(
        FileStep.SETTLE,
        (FileState.OBJECTED,),
        FileState.POSTING,
        ("words", "people"),
        "异议复核完毕，写明结论，公示继续。",
    ),
    Step(
        FileStep.REPORT,
        (FileState.POSTING,),
        FileState.REPORTED,
        (),
        "公示期满无异议，报上级工会审核。",
        ("words",),
    ),
    Step(
        FileStep.ENTER,
        (FileState.REPORTED,),
        FileState.LIVE,
        (),
        "上级认定后建档，从这一天起在档。",
        ("words",),
    ),
    Step(
        FileStep.REVIEW,
        (FileState.LIVE,),
        None,
        ("words",),
        "每年至少复核一次，写明家庭情况有没有变化。",
        ("people",),
    ),
    Step(
        FileStep.CHANGE,
        (FileState.LIVE,),
        None,
        ("category", "words"),
        "收支核算后类别变了的，调整类别。",
    ),
    Step(
        FileStep.LIFT,
        (FileState.LIVE,),
        FileState.LIFTED,
        ("words",),
        "家庭已经脱困，撤档；档案保管十年。",
    ),
    Step(
        FileStep.CANCEL,
        (FileState.LIVE, *UNDECIDED),
        FileState.CANCELLED,
        ("words",),
        "户主退休、调离、死亡或本人撤回的，注销。",
    ),
    Step(
        FileStep.MOVE,
        (FileState.LIVE,),
        FileState.MOVED,
        ("words",),
        "户主调往别的单位，档案随之转出。",
    ),
    Step(
        FileStep.REFUSE,
        UNDECIDED,
        FileState.REFUSED,
        ("words",),
        "不符合条件的不予建档，书面告知理由。",
    ),
)
BY_KIND = {step.kind: step for step in STEPS}
LABELS = {
    "people": "人员",
    "words": "内容",
    "place": "地点",
    "category": "困难类别",
}
WHAT_IS_TOLD = {
    (FileStep.VISIT, "people"): "走访人员",
    (FileStep.VISIT, "words"): "调查情况",
    (FileStep.DISCUSS, "people"): "参加人员",
    (FileStep.DISCUSS, "words"): "会议和结论",
    (FileStep.POST, "place"): "公示地点",
    (FileStep.OBJECT, "words"): "异议内容",
    (FileStep.OBJECT, "people"): "异议人",
    (FileStep.SETTLE, "words"): "复核结论",
    (FileStep.SETTLE, "people"): "复核人员",
    (FileStep.REVIEW, "words"): "复核情况",
    (FileStep.REVIEW, "people"): "复核人员",
    (FileStep.CHANGE, "words"): "调整理由",
    (FileStep.LIFT, "words"): "脱困情况",
    (FileStep.CANCEL, "words"): "注销原因",
    (FileStep.MOVE, "words"): "转往单位",
    (FileStep.REFUSE, "words"): "不予建档的理由",
}


def label_of(kind: FileStep, fact: str) -> str:
    """What a fact of a step is called."""
    return WHAT_IS_TOLD.get((kind, fact), LABELS[fact])


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a step that shall be taken."""

    kind: FileStep
    day: date
    people: tuple[str, ...] = ()
    words: str = ""
    place: str = ""
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the gates ask about a file.

    Attributes:
        state: where it stands.
        category: what it was judged to be; None if nobody has judged it.
        judged_on: when; None if never.
        main_cause: whether the main cause is told.
        last_day: of the step taken last.
        posting_until: the day through which the posting hangs; None if it does not.
        posting_days: how long it must hang.
        exclusions: whether the checklist has a hit without a reason.
    """

    state: FileState
    category: HardshipCategory | None = None
    judged_on: date | None = None
    main_cause: bool = False
    last_day: date | None = None
    posting_until: date | None = None
    posting_days: int = 5
    exclusions: bool = False


def refusals(situation: Situation, told: Told, today: date) -> list[str]:
    """Everything that forbids the step, in sentences; nothing if it may be taken."""
    step = BY_KIND[told.kind]
    if situation.state not in step.from_states:
        return [_out_of_turn(situation.state, step)]
    found = [*_missing(step, told), *_days(situation, told, today)]
    gate = GATES.get(told.kind)
    return [*found, *(gate(situation, told) if gate else ())]


def next_steps(state: FileState) -> tuple[Step, ...]:
    """The steps that may follow in a state, the ordinary one first."""
    return tuple(step for step in STEPS if state in step.from_states)


def _out_of_turn(state: FileState, step: Step) -> str:
    wanted = "、".join(f"“{each.label}”" for each in step.from_states)
    return f"档案现在是“{state.label}”，“{step.kind.label}”要在{wanted}时办理。"


def _missing(step: Step, told: Told) -> Iterator[str]:
    for fact in step.asks:
        if not getattr(told, fact):
            yield f"请填写{label_of(step.kind, fact)}。"


def _days(situation: Situation, told: Told, today: date) -> Iterator[str]:
    if told.day > today:
        yield "办理日期不能晚于今天。"
    if situation.last_day is not None and told.day < situation.last_day:
        yield f"办理日期早于上一步（{show_day(situation.last_day)}）。"


def _visit_gate(_situation: Situation, told: Told) -> Iterator[str]:
    if 0 < len(set(told.people)) < LEAST_VISITORS:
        yield "入户走访至少两人，请写全走访人员（用顿号隔开）。"


def _discuss_gate(situation: Situation, _told: Told) -> Iterator[str]:
    if situation.judged_on is None:
        yield "还没有收支核算，请先核算家庭人均月纯收入和困难类别。"
    elif situation.category is NOT_IN_HARDSHIP:
        yield "按收支核算不符合困难条件；请办“不予建档”，或者核对收支后重新核算。"
    if not situation.main_cause:
        yield "请先选主要致困原因。"
    if situation.exclusions:
        yield "不予建档的情形有勾选而没有特批理由，请先填写。"


def _report_gate(situation: Situation, told: Told) -> Iterator[str]:
    until = situation.posting_until
    if until is None:
        yield "没有公示记录，不能上报。"
    elif told.day <= until:
        yield (
            f"公示到 {show_day(until)} 才满（不少于 {situation.posting_days} 天），"
            "期满次日起才能上报。"
        )


def _enter_gate(situation: Situation, _told: Told) -> Iterator[str]:
    if situation.category in (None, NOT_IN_HARDSHIP):
        yield "没有认定的困难类别，不能建档。"


def _change_gate(situation: Situation, told: Told) -> Iterator[str]:
    if told.category is None:
        return
    if told.category == situation.category:
        yield "新类别与现在的相同，不用调整。"
    if told.category == NOT_IN_HARDSHIP:
        yield "已不符合困难条件的，请办“脱困撤档”。"


GATES: dict[FileStep, Callable[[Situation, Told], Iterator[str]]] = {
    FileStep.VISIT: _visit_gate,
    FileStep.DISCUSS: _discuss_gate,
    FileStep.REPORT: _report_gate,
    FileStep.ENTER: _enter_gate,
    FileStep.CHANGE: _change_gate,
}
