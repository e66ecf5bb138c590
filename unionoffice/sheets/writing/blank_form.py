"""A register as an empty sheet for a workshop's clerk, with what each column takes."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from unionoffice.register.kinds import (
    Choice,
    Day,
    Flag,
    IdNumber,
    Integer,
    Money,
    Month,
    PersonName,
    Phone,
    Reference,
    Text,
)
from unionoffice.sheets.own_headers import GUIDE_HEADS
from unionoffice.sheets.writing.out_columns import OutColumns
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.sheets.writing.write import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from unionoffice.register.kind import Kind
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn

EMPTY_ROWS = 200
ID_SIGNS, PHONE_SIGNS = (18, 18), (7, 16)
"""A resident's number; phone numbers with or without their area (domain.md §1.5)."""
GUIDE = "填写说明"
_WORDS_SHOWN = 6
_GUIDE_COLUMNS = tuple(
    OutColumn(head, width=width)
    for head, width in zip(GUIDE_HEADS, (18, 12, 20, 90), strict=True)
)
_Line = tuple[str, str, str, str]


def write_blank_form(
    connection: Connection,
    register: Register,
    path: Path,
    columns: Sequence[SheetColumn] = (),
) -> int:
    """Write a register's empty sheet and how to fill it in; returns its columns.

    All columns of the sheet are asked for if none are named.

    Raises:
        Refused: nothing may be imported into the register, or the file cannot be
            written.
    """
    register.refuse_if_locked()
    columns = columns or register.sheet.columns
    out = OutColumns(connection, [item.column for item in columns if item.via is None])
    made = tuple(
        OutColumn(item.header, item.column.kind.cell)
        if item.via is not None
        else out.made(item.column, item.header)
        for item in columns
    )
    made = tuple(map(_marked, columns, made))
    form = OutSheet(register.title, made, (), empty_rows=EMPTY_ROWS)
    guide = OutSheet(GUIDE, _GUIDE_COLUMNS, _guide(register, columns, made))
    write_xlsx(path, [form, guide])
    return len(made)


def _marked(column: SheetColumn, made: OutColumn) -> OutColumn:
    required, length = column.column.required, _length(column.column.kind)
    return replace(made, required=required, length=length)


def _length(kind: Kind[Any]) -> tuple[int, int] | None:
    """How many signs a cell usually has, where fewer or more are a slip of the hand."""
    if isinstance(kind, IdNumber):
        return ID_SIGNS
    return PHONE_SIGNS if isinstance(kind, Phone) else None


def _guide(
    register: Register, columns: Sequence[SheetColumn], made: Sequence[OutColumn]
) -> list[_Line]:
    lines = [_first_line(register)]
    for column, out in zip(columns, made, strict=True):
        takes = [_takes(column.column.kind, out.choices), _one_of(register, column)]
        takes.append(column.column.help)
        sentence = "".join(_sentence(part) for part in takes if part)
        needed = "必填" if column.column.required else "可不填"
        example = _example(column.column.kind, out.choices) or "（照实填写）"
        lines.append((out.label, needed, example, sentence))
    return lines


def _first_line(register: Register) -> _Line:
    words = (
        f"填在“{register.title}”表中，一行一条；带 * 的必填；不要改动表头；"
        f"备好的 {EMPTY_ROWS} 行不够时接着往下填；填好存盘交回，由工会导入。"
    )
    return ("（总的要求）", "（见右）", "（见右）", words)


def _one_of(register: Register, column: SheetColumn) -> str:
    """What to say where several columns point at the same record."""
    alike = [
        item.header
        for item in register.sheet.columns
        if item.column.key == column.column.key
    ]
    return f"{'、'.join(alike)}至少填一栏" if len(alike) > 1 else ""


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "！", "？")) else f"{words}。"


@singledispatch
def _takes(kind: Kind[Any], choices: tuple[str, ...]) -> str:
    """What a column of this kind takes, in words for a clerk."""
    return "文字"


@_takes.register
def _(kind: Text, choices: tuple[str, ...]) -> str:
    return f"文字，最多 {kind.longest} 个字"


@_takes.register
def _(kind: PersonName, choices: tuple[str, ...]) -> str:
    return "姓名，与身份证上的一致"


@_takes.register
def _(kind: IdNumber, choices: tuple[str, ...]) -> str:
    return "18 位身份证号码，末位是 X 的填大写 X；格子已设为文本，不要改成数字"


@_takes.register
def _(kind: Phone, choices: tuple[str, ...]) -> str:
    return "11 位手机号，或带区号的固定电话"


@_takes.register
def _(kind: Day, choices: tuple[str, ...]) -> str:
    return "年月日俱全的日期"


@_takes.register
def _(kind: Month, choices: tuple[str, ...]) -> str:
    return "年和月"


@_takes.register
def _(kind: Money, choices: tuple[str, ...]) -> str:
    return "金额，单位元，最多两位小数，只填数字"


@_takes.register
def _(kind: Integer, choices: tuple[str, ...]) -> str:
    return f"整数，{kind.minimum} 至 {kind.maximum}"


@_takes.register
def _(kind: Flag, choices: tuple[str, ...]) -> str:
    return "从下拉列表中选“是”或“否”"


@_takes.register
def _(kind: Choice, choices: tuple[str, ...]) -> str:
    return _from_list(choices) if choices else "代码表中的词"


@_takes.register
def _(kind: Reference, choices: tuple[str, ...]) -> str:
    new = "；没有的照写，导入时新建" if kind.target.create else ""
    if choices:
        return f"{_from_list(choices)}{new}"
    return f"与台账中登记的一致{new}"


def _from_list(choices: tuple[str, ...]) -> str:
    first = "、".join(choices[:_WORDS_SHOWN])
    rest = f"等 {len(choices)} 项" if len(choices) > _WORDS_SHOWN else ""
    return f"从下拉列表中选：{first}{rest}"


def _example(kind: Kind[Any], choices: tuple[str, ...]) -> str:
    if choices:
        return choices[0]
    found = (words for known, words in _EXAMPLES if isinstance(kind, known))
    return next(found, "")


_EXAMPLES: tuple[tuple[type[Kind[Any]], str], ...] = (
    (PersonName, "张三"),
    (Phone, "13800000000"),
    (Day, "2026-03-15"),
    (Month, "2026-03"),
    (Money, "3500.00"),
    (Integer, "12"),
)
