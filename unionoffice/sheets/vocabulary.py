"""The header words of a register's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.sheets.labels import Vocabulary
from unionoffice.sheets.outgoing import KEY_LABEL

if TYPE_CHECKING:
    from unionoffice.register.register import Register

REASON, FROM_SHEET, FROM_ROW = "未导入的原因", "原工作表", "原行号"
GIVEN_BACK = frozenset({REASON, FROM_SHEET, FROM_ROW})
"""The columns before the rows that were given back; they are no facts."""

IGNORED = "-"
"""Keys that begin so stand for words that are no facts."""

UID = "uid"
"""The key of the column that holds the record's key for life."""


def vocabulary(register: Register) -> Vocabulary:
    """Which header words stand for which column of the sheet."""
    sheet = register.sheet
    words: dict[str, tuple[str, ...]] = {
        column.key: (column.header, *column.synonyms) for column in sheet.columns
    }
    words[UID] = (KEY_LABEL,)
    ignored = (*(column.label for column in sheet.shown), *sheet.ignored)
    for label in (*ignored, *sorted(GIVEN_BACK)):
        words[f"{IGNORED}{label}"] = (label,)
    return Vocabulary.of(words)
