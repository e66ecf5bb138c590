"""A form's mapping as JSON and back; JSON of others is refused in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from unionoffice.errors import InvalidInput
from unionoffice.reporting.form import (
    PLACEHOLDERS,
    SUM_OF,
    FixedCell,
    FormColumn,
    FormMapping,
    FormSheet,
    RepeatedRows,
    Rule,
    Shape,
    Source,
    Way,
    placeholders,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.vocabulary import Word

VERSION = 1
LAST_ROW, TALLEST = 1_048_576, 20
MOST_COLUMNS, MOST_WORDS, LONGEST_WORDS = 500, 20_000, 2_000

Made = TypeVar("Made")
Chosen = TypeVar("Chosen", bound="Word")

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}", re.ASCII)
_LETTER = re.compile(r"[A-Z]{1,3}", re.ASCII)


def to_json(mapping: FormMapping) -> dict[str, Any]:
    """The mapping as plain values; `from_json` makes it again."""
    return {
        "version": VERSION,
        "sheets": [_sheet_told(sheet) for sheet in mapping.sheets],
        "conditions": list(mapping.conditions),
        "order": list(mapping.order),
        "title": mapping.title,
    }


def from_json(said: object) -> FormMapping:
    """The mapping that these values mean.

    Raises:
        InvalidInput: they are no mapping; the sentence says where and why.
    """
    told = _object(said, "对应关系")
    version = told.get("version")
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        why = "来自更新版本的程序，请先升级程序" if newer else "没有版本号或版本不对"
        raise InvalidInput(f"上级报表的对应关系读不出来：{why}。")
    mapping = FormMapping(
        sheets=_many(told, "sheets", _sheet),
        conditions=_many(told, "conditions", _words),
        order=_many(told, "order", _words),
        title=_text(told, "title"),
    )
    refuse_faults(mapping)
    return mapping


def refuse_faults(mapping: FormMapping) -> None:
    """Say no to a mapping that contradicts itself.

    Raises:
        InvalidInput: it does.
    """
    for sentence in faults(mapping):
        raise InvalidInput(sentence)


def faults(mapping: FormMapping) -> Iterator[str]:
    """Everything in which a mapping contradicts itself, in sentences."""
    names = [sheet.name for sheet in mapping.sheets]
    if len(set(names)) != len(names):
        yield "同一个工作表在对应关系里出现了两次。"
    labels = {column.label for column in mapping.columns}
    for sheet in mapping.sheets:
        yield from _cell_faults(sheet, labels)
        if sheet.rows is not None:
            yield from _row_faults(sheet.name, sheet.rows)


def _cell_faults(sheet: FormSheet, labels: set[str]) -> Iterator[str]:
    taken: set[str] = set()
    for fixed in sheet.cells:
        if not _CELL.fullmatch(fixed.cell):
            yield f"工作表“{sheet.name}”没有“{fixed.cell}”这样的单元格。"
        if fixed.cell in taken:
            yield f"工作表“{sheet.name}”的单元格 {fixed.cell} 填了两次。"
        taken.add(fixed.cell)
        for name in placeholders(fixed.says):
            if name in PLACEHOLDERS:
                continue
            if not name.startswith(SUM_OF) or name.removeprefix(SUM_OF) not in labels:
                known = "、".join(f"{{{word}}}" for word in PLACEHOLDERS)
                yield (
                    f"单元格 {fixed.cell} 里的“{{{name}}}”不认识。"
                    f"可以写：{known}、{{{SUM_OF}栏名}}。"
                )


def _row_faults(sheet: str, rows: RepeatedRows) -> Iterator[str]:
    if not 1 <= rows.first_row <= LAST_ROW or not 1 <= rows.height <= TALLEST:
        yield f"工作表“{sheet}”的重复行不对：应在第 1 行以后，每人 1 至 {TALLEST} 行。"
    if rows.last_row is not None:
        drawn = rows.last_row - rows.first_row + 1
        if drawn < rows.height or drawn % rows.height:
            yield f"工作表“{sheet}”画好的行数不对：应是每人 {rows.height} 行的整数倍。"
    places: set[tuple[str, int]] = set()
    labels: set[str] = set()
    for column in rows.columns:
        place = (column.letter, column.row)
        if not _LETTER.fullmatch(column.letter) or not 0 <= column.row < rows.height:
            yield f"“{column.label}”的位置不对：第 {column.letter} 列。"
        if place in places:
            yield f"工作表“{sheet}”的 {column.letter} 列对应了两项内容。"
        if column.label in labels or not column.label.strip():
            yield f"工作表“{sheet}”有两栏都叫“{column.label}”，请改一个栏名。"
        if column.source is Source.FIELD and not column.name:
            yield f"“{column.label}”还没有选择填什么。"
        places.add(place)
        labels.add(column.label)


def _sheet_told(sheet: FormSheet) -> dict[str, Any]:
    told: dict[str, Any] = {"name": sheet.name}
    told["cells"] = [
        {"cell": fixed.cell, "says": fixed.says, "way": str(fixed.way)}
        for fixed in sheet.cells
    ]
    if sheet.rows is not None:
        told["rows"] = {
            "first_row": sheet.rows.first_row,
            "height": sheet.rows.height,
            "last_row": sheet.rows.last_row,
            "columns": [_column_told(column) for column in sheet.rows.columns],
        }
    return told


def _column_told(column: FormColumn) -> dict[str, Any]:
    rule = column.rule
    return {
        "letter": column.letter,
        "row": column.row,
        "label": column.label,
        "source": str(column.source),
        "name": column.name,
        "way": str(column.way),
        "words": [list(pair) for pair in column.words],
        "rule": {
            "required": rule.required,
            "longest": rule.longest,
            "allowed": list(rule.allowed),
            "allowed_called": rule.allowed_called,
            "shape": str(rule.shape),
            "unique": rule.unique,
            "warns": rule.warns,
        },
    }


def _sheet(said: object) -> FormSheet:
    told = _object(said, "工作表")
    rows = told.get("rows")
    return FormSheet(
        name=_text(told, "name"),
        cells=_many(told, "cells", _fixed),
        rows=None if rows is None else _rows(rows),
    )


def _fixed(said: object) -> FixedCell:
    told = _object(said, "单元格")
    return FixedCell(
        _text(told, "cell"), _text(told, "says"), _one_of(told, "way", Way)
    )


def _rows(said: object) -> RepeatedRows:
    told = _object(said, "重复行")
    last = told.get("last_row")
    return RepeatedRows(
        first_row=_number(told, "first_row"),
        columns=_many(told, "columns", _column),
        height=_number(told, "height", 1),
        last_row=None if last is None else _number(told, "last_row"),
    )


def _column(said: object) -> FormColumn:
    told = _object(said, "栏")
    return FormColumn(
        letter=_text(told, "letter"),
        label=_text(told, "label"),
        source=_one_of(told, "source", Source),
        name=_text(told, "name"),
        way=_one_of(told, "way", Way),
        words=_many(told, "words", _pair),
        rule=_rule(told.get("rule", {})),
        row=_number(told, "row", 0),
    )


def _rule(said: object) -> Rule:
    told = _object(said, "要求")
    return Rule(
        required=_yes(told, "required"),
        longest=_number(told, "longest", 0),
        allowed=_many(told, "allowed", _words),
        allowed_called=_text(told, "allowed_called"),
        shape=_one_of(told, "shape", Shape),
        unique=_yes(told, "unique"),
        warns=_yes(told, "warns"),
    )


def _pair(said: object) -> tuple[str, str]:
    match said:
        case [str(ours), str(theirs)]:
            return ours, theirs
        case _:
            raise _wrong("words")


def _object(said: object, what: str) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise _wrong(what)
    return said


def _many(
    told: dict[str, Any], key: str, read: Callable[[object], Made]
) -> tuple[Made, ...]:
    said = told.get(key, [])
    most = MOST_WORDS if read in {_words, _pair} else MOST_COLUMNS
    if not isinstance(said, list) or len(said) > most:
        raise _wrong(key)
    return tuple(map(read, said))


def _words(said: object) -> str:
    if not isinstance(said, str) or len(said) > LONGEST_WORDS:
        raise _wrong("文字")
    return said


def _text(told: dict[str, Any], key: str) -> str:
    return _words(told.get(key, ""))


def _number(told: dict[str, Any], key: str, otherwise: int | None = None) -> int:
    said = told.get(key, otherwise)
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        raise _wrong(key)
    return said


def _yes(told: dict[str, Any], key: str) -> bool:
    said = told.get(key, False)
    if not isinstance(said, bool):
        raise _wrong(key)
    return said


def _one_of(told: dict[str, Any], key: str, words: type[Chosen]) -> Chosen:
    said = told.get(key, next(iter(words)))
    if not isinstance(said, str) or said not in {str(word) for word in words}:
        raise _wrong(key)
    return words(said)


def _wrong(what: str) -> InvalidInput:
    return InvalidInput(f"上级报表的对应关系读不出来：“{what}”写得不对。")
