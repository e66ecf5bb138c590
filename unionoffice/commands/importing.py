"""The import of a spreadsheet or a delivery by the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from unionoffice.commands.answer import Answer, opened
from unionoffice.commands.import_words import (
    headed,
    mapped,
    with_answers,
    with_policies,
    with_words_for_all,
)
from unionoffice.errors import Refused
from unionoffice.exchange.opening import is_delivery, open_delivery
from unionoffice.exchange.received import take_in, warnings
from unionoffice.register.complaint import Level
from unionoffice.sheets.directions import Otherwise
from unionoffice.sheets.planning.effect import warning_of
from unionoffice.sheets.planning.plan import RowState
from unionoffice.sheets.planning.rejected import write_rejected_rows
from unionoffice.sheets.reading.read import read_workbook

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from unionoffice.exchange.opening import Delivered
    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Question
    from unionoffice.sheets.planning.plan import CellComplaint, Plan

SHOWN_COMPLAINTS = 40
SHOWN_QUESTIONS = 20
LEVEL_WORDS = {Level.REJECT: "拒绝", Level.WARN: "核对"}
OTHERWISE_WORDS = {
    Otherwise.NEW: "new 作为新记录",
    Otherwise.EMPTY: "empty 留空",
    Otherwise.SKIP: "skip 略过",
}


def import_(arguments: Namespace) -> Answer:
    """Plan an import and, if asked to, carry it out."""
    with opened(arguments) as office:
        register = office.register(arguments.register)
        delivered = _delivered(office, register, arguments.file, arguments.set)
        plan = (
            _planned(office, register, arguments)
            if delivered is None
            else office.plan(register, delivered.workbook)
        )
        said = _counts(plan)
        warned = _warned(office, delivered, plan)
        if arguments.apply:
            said["batch"] = _carried_out(office, delivered, plan)
        complaints = list(plan.complaints())
        said["effect"] = [asdict(item) for item in plan.effect]
        said["questions"] = [_question(item) for item in plan.questions]
        said["warnings"] = warned
        said["unknown_columns"] = _unknown(plan)
        said["complaints"] = [asdict(item) for item in complaints]
        if arguments.report is not None:
            write_rejected_rows(plan, arguments.report)
    verb = "已导入" if arguments.apply else "预览（没有写入，加 --apply 写入）"
    lines = [
        f"{verb}：{plan.sentence()}",
        *warned,
        *(_header_lines(plan) if arguments.map else ()),
        *_said_lines(plan),
        *_effect_lines(plan),
        *_unknown_lines(plan),
        *_question_lines(plan.questions),
        *_complaint_lines(complaints),
    ]
    if said.get("batch"):
        lines.append(f"撤销这次导入：unionoffice undo {said['batch']}")
    return Answer(said, tuple(lines))


def _delivered(
    office: Office, register: Register, file: Path, for_all: Sequence[str]
) -> Delivered | None:
    """The file as a delivery by stick, if it is one.

    Raises:
        Refused: it is one, and something was said of all its rows.
    """
    if not is_delivery(file):
        return None
    if for_all:
        raise Refused("报送文件按原样导入，不能用 --set。")
    return open_delivery(office, file, register)


def _planned(office: Office, register: Register, arguments: Namespace) -> Plan:
    """The plan of a spreadsheet, as was said now or of a file like it before."""
    workbook = read_workbook(arguments.file, sheet=arguments.sheet)
    said = office.remembered(register, workbook)
    if arguments.header is not None:
        said = headed(arguments.header, workbook, said)
    said = mapped(arguments.map, register, workbook, said)
    said = with_words_for_all(arguments.set, register, said)
    said = with_policies(arguments.policy, register, said)
    plan = office.plan(register, workbook, directions=said)
    if not arguments.answer:
        return plan
    said = with_answers(arguments.answer, plan.questions, said)
    return office.plan(register, workbook, directions=said)


def _warned(office: Office, delivered: Delivered | None, plan: Plan) -> list[str]:
    """What is unusual about the whole: too many changes, or a strange delivery."""
    held = len(office.ids(office.view(plan.register)))
    much = warning_of(plan.counts[RowState.CHANGED], held)
    told = warnings(office, delivered, plan) if delivered is not None else ()
    return [*told, *([much] if much else [])]


def _carried_out(office: Office, delivered: Delivered | None, plan: Plan) -> str | None:
    if delivered is not None:
        return take_in(office, delivered, plan).batch
    batch = office.apply(plan).batch
    office.remember_layout(plan)
    return batch


def _counts(plan: Plan) -> dict[str, Any]:
    counts: dict[str, Any] = {str(state): plan.counts[state] for state in RowState}
    return counts | {"warned": plan.warned}


def _question(question: Question) -> dict[str, Any]:
    return {
        "sentence": question.sentence,
        "rows": question.rows,
        "candidates": [item.words for item in question.candidates],
        "otherwise": [str(item) for item in question.otherwise],
    }


def _effect_lines(plan: Plan) -> Iterator[str]:
    """What changes in records that exist, and what a policy keeps, by column."""
    for item in plan.effect:
        held = f"，按规则保留原值 {item.held_back} 条" if item.held_back else ""
        yield f"  {item.label}：改动 {item.changed} 条{held}"


def _said_lines(plan: Plan) -> Iterator[str]:
    """What every row gets beside its cells."""
    for key, words in plan.directions.for_all.items():
        yield f"  每一行：{plan.register.fields[key].label} = {words}"


def _header_lines(plan: Plan) -> Iterator[str]:
    """Which row is taken for the header, where columns were named by hand."""
    for sheet in plan.sheets:
        last = sheet.header_rows[-1] if sheet.header_rows else 0
        row = f"在第 {last} 行（如果没有表头，请加 --header 0）" if last else "没有"
        yield f"  {sheet.name}：表头{row}"


def _unknown(plan: Plan) -> list[str]:
    """The header words that no item of the register is called by."""
    words = (word for sheet in plan.sheets for word in sheet.unknown)
    return list(dict.fromkeys(words))


def _unknown_lines(plan: Plan) -> Iterator[str]:
    unknown = _unknown(plan)
    if unknown:
        words = "、".join(unknown)
        yield f"  不认识、没有导入的列：{words}（用 --map 文件列=项目 指明）"


def _question_lines(questions: tuple[Question, ...]) -> Iterator[str]:
    for number, question in enumerate(questions[:SHOWN_QUESTIONS], 1):
        yield f"  问题 {number}（{question.rows} 行）：{question.sentence}"
        for place, candidate in enumerate(question.candidates, 1):
            yield f"      {place}  {candidate.words}"
        others = "；".join(OTHERWISE_WORDS[item] for item in question.otherwise)
        yield f"      或者 {others}"
    if questions:
        more = len(questions) - SHOWN_QUESTIONS
        rest = f"另有 {more} 个问题。" if more > 0 else ""
        yield f"  {rest}用 --answer 问题=选项 回答，例如 --answer 1=1"


def _complaint_lines(complaints: Iterable[CellComplaint]) -> list[str]:
    lines = [
        f"  {LEVEL_WORDS[item.level]}  {item.sheet} 第 {item.row} 行 {item.column}："
        f"{item.problem}（原文：{item.raw}）"
        for item in complaints
    ]
    more = len(lines) - SHOWN_COMPLAINTS
    return lines if more <= 0 else [*lines[:SHOWN_COMPLAINTS], f"  …… 另有 {more} 处"]
