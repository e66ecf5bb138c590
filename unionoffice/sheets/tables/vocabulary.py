"""The header words of a register's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.sheets.own_headers import GIVEN_BACK, KEY_LABEL
from unionoffice.sheets.tables.labels import Vocabulary

if TYPE_CHECKING:
    from unionoffice.register.register import Register

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
