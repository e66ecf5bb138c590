"""Gives back the rows that were not taken, with the reasons, ready to be mended.

The file reads like the one it came from: typed-over cells as they were typed, columns
under words that mean what they were taken for, sheets under their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.register.complaint import Level
from unionoffice.sheets.own_headers import GIVEN_BACK, KEY_LABEL
from unionoffice.sheets.planning.plan import RowState
from unionoffice.sheets.tables.header import How
from unionoffice.sheets.tables.surroundings import named_after
from unionoffice.sheets.tables.vocabulary import UID, vocabulary
from unionoffice.sheets.writing.write import RejectedRow, RejectedSheet, write_rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unionoffice.sheets.planning.plan import Plan, PlannedRow, PlannedSheet
    from unionoffice.sheets.tables.labels import Vocabulary
    from unionoffice.sheets.tables.outline import ColumnOutline

NOT_TAKEN = frozenset({RowState.REJECTED, RowState.ASKED})
NO_NAME = "未导入"
LEFT_OUT = "不导入"


def write_rejected_rows(plan: Plan, path: Path) -> int:
    """Write the rows that stay outside to an .xlsx file; returns how many.

    Those that still wait for an answer are among them, with the question; those that
    a person left out are not.

    Raises:
        Refused: the file cannot be written.
    """
    rows = [row for row in plan.rows if row.state in NOT_TAKEN]
    words = vocabulary(plan.register)
    places = sorted({row.sheet for row in rows}) or [0]
    write_rejected(path, [_sheet(plan, words, place, rows) for place in places])
    return len(rows)


def _sheet(
    plan: Plan, words: Vocabulary, place: int, rows: list[PlannedRow]
) -> RejectedSheet:
    sheet = plan.sheets[place]
    labels, kept = _labels(plan, sheet, words)
    mine = [row for row in rows if row.sheet == place]
    return RejectedSheet(
        _name(plan, sheet),
        labels,
        _rejected(plan, sheet, mine, kept),
        [f"{label}：{said}" for label, said in sheet.caption if label],
    )


def _name(plan: Plan, sheet: PlannedSheet) -> str:
    """The sheet's own name, unless it would be taken for a unit and was not before."""
    named = plan.register.sheet.sheet_name
    said = any(not label for label, _ in sheet.caption)
    if named is None or said or sheet.place_of(named.key):
        return sheet.name
    return NO_NAME if named_after(sheet.name) else sheet.name


def _labels(
    plan: Plan, sheet: PlannedSheet, words: Vocabulary
) -> tuple[list[str], list[int]]:
    """The header words to write, and the places of the columns beneath them."""
    outline = next(item for item in plan.outlines if item.name == sheet.name)
    taken = {column.place: column for column in outline.columns}
    kept = [
        place for place, label in enumerate(sheet.headers) if label not in GIVEN_BACK
    ]
    labels = [
        _label(taken[place], words) if place in taken else sheet.headers[place]
        for place in kept
    ]
    return labels, kept


def _label(column: ColumnOutline, words: Vocabulary) -> str:
    """A word that will be understood as the column was this time."""
    meant = words.key_of(column.header) if column.header else None
    if column.key:
        own = KEY_LABEL if column.key == UID else words.labels[column.key]
        return column.header if meant == column.key else own
    if meant is None or column.how is How.WORD:
        return column.header
    return f"{LEFT_OUT}：{column.header}"


def _rejected(
    plan: Plan, sheet: PlannedSheet, rows: list[PlannedRow], kept: list[int]
) -> Iterator[RejectedRow]:
    asked = {question.asked: question.sentence for question in plan.questions}
    for row in rows:
        faults = [item for item in row.complaints if item.level is Level.REJECT]
        places = [sheet.place_of(item.key) for item in faults]
        cells = sheet.rows[row.number]
        yield RejectedRow(
            row.number,
            [cells[place] if place < len(cells) else None for place in kept],
            "；".join(
                [item.sentence for item in faults]
                + [f"待选择：{asked[item]}" for item in row.asks if item in asked]
            ),
            frozenset(kept.index(place[0]) for place in places if place is not None),
        )
