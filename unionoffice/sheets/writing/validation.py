"""What cells of a written spreadsheet let a person fill in: words, days, numbers.

Every rule warns and can be overruled: the import judges again, with better sentences.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from unionoffice.register.kind import CellKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from unionoffice.sheets.writing.look import Choices
    from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet

_LARGEST = 10**11
_BY_KIND: Mapping[CellKind, tuple[dict[str, Any], str]] = {
    CellKind.DATE: (
        {
            "validate": "date",
            "minimum": datetime.date(1900, 3, 1),
            "maximum": datetime.date(2100, 12, 31),
        },
        "这里应填日期，如 2026-03-15，确定要这样填吗？",
    ),
    CellKind.MONEY: (
        {"validate": "decimal", "minimum": -_LARGEST, "maximum": _LARGEST},
        "这里应填金额，单位元，只填数字，确定要这样填吗？",
    ),
    CellKind.INTEGER: (
        {"validate": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
        "这里应填整数，确定要这样填吗？",
    ),
}
_NOT_OFFERED = "这个词不在选项里，确定要填吗？"


def validate(
    page: Worksheet, sheet: OutSheet, choices: Choices, *, first: int, last: int
) -> None:
    """Offer words in the rows from `first` to `last`; check days and numbers.

    Days and numbers are checked only where the sheet is meant to come back.
    """
    for place, column in enumerate(sheet.columns):
        rule = _rule(column, choices, comes_back=sheet.comes_back)
        if rule is not None:
            page.data_validation(first, place, last, place, rule)


def _rule(
    column: OutColumn, choices: Choices, *, comes_back: bool
) -> dict[str, Any] | None:
    if column.choices:
        source = choices.source(column.choices)
        return _warning({"validate": "list", "source": source}, _NOT_OFFERED)
    if column.length is not None:
        fewest, most = column.length
        told = f"{fewest} 位" if fewest == most else f"{fewest} 到 {most} 位"
        rule = {"validate": "length", "minimum": fewest, "maximum": most}
        sentence = f"这里应是 {told}，请数一数，确定要这样填吗？"
        return _warning({**rule, "criteria": "between"}, sentence)
    if comes_back and column.kind in _BY_KIND:
        rule, sentence = _BY_KIND[column.kind]
        return _warning({**rule, "criteria": "between"}, sentence)
    return None


def _warning(rule: dict[str, Any], sentence: str) -> dict[str, Any]:
    shown = {"error_title": "请核对", "error_message": sentence}
    return {**rule, "error_type": "warning", **shown}
