"""How files with the same header words were read before (SheetLayout).

A layout is known by its header words, whatever their order, and by the register. What
was said of a column is kept by its word, so it holds wherever the column stands.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import SheetLayout
from unionoffice.sheets.directions import Directions, Policy, SheetDirections
from unionoffice.sheets.own_headers import GIVEN_BACK
from unionoffice.sheets.tables.header import (
    ROWS_SEARCHED,
    How,
    best_header,
    header_above,
    likeliest_header,
)
from unionoffice.sheets.tables.labels import plain_label
from unionoffice.sheets.tables.lines import is_blank
from unionoffice.sheets.tables.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import Plan
    from unionoffice.sheets.reading.raw import RawSheet, Workbook
    from unionoffice.sheets.tables.header import Header
    from unionoffice.sheets.tables.labels import Vocabulary
    from unionoffice.sheets.tables.outline import SheetOutline

_MOST_COLUMNS = 200
"""Columns further right are not looked at."""
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    columns: Mapping[str, str]
    policies: Mapping[str, str]
    record_id: int


def recall(
    connection: Connection, register: Register, workbook: Workbook
) -> Directions:
    """What was said before of sheets with the header words of these."""
    layouts = _layouts(connection, register)
    if not layouts:
        return Directions()
    words = vocabulary(register)
    sheets: dict[str, SheetDirections] = {}
    policies: dict[str, Policy] = {}
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        for header, row in _possible_headers(sheet, words):
            names = _names((column.index, column.label) for column in header.columns)
            kept = layouts.get(_signature(names))
            if kept is not None:
                columns = _known(kept, names, words)
                sheets[sheet.name] = SheetDirections(
                    False, row, columns, frozenset(columns)
                )
                policies = {**_policies(kept, register), **policies}
                break
    return Directions(sheets, policies)


def remember(writer: Writer, plan: Plan) -> None:
    """Keep what was said of the plan's sheets, if it differs from what is kept.

    Where everything was taken back, the layout is forgotten.
    """
    layouts = _layouts(writer.connection, plan.register)
    policies = {
        key: str(policy)
        for key, policy in plan.directions.policies.items()
        if policy is not Policy.OVERWRITE
    }
    done: set[str] = set()
    for outline in plan.outlines:
        names = _names((column.place, column.header) for column in outline.columns)
        signature = _signature(names)
        if not outline.taken or not names or signature in done:
            continue
        done.add(signature)
        columns = _said(outline, names)
        said_row = plan.directions.of_sheet(outline.name).header_row is not None
        kept = layouts.get(signature)
        if columns or policies or said_row:
            _keep(writer, plan, signature, columns, policies, kept)
        elif kept is not None:
            writer.discard(SheetLayout, [kept.record_id])


def _keep(
    writer: Writer,
    plan: Plan,
    signature: str,
    columns: dict[str, str],
    policies: dict[str, str],
    kept: _Kept | None,
) -> None:
    told = {"columns": columns, "policies": policies}
    if kept is not None:
        if (kept.columns, kept.policies) != (columns, policies):
            writer.update(SheetLayout, kept.record_id, told)
        return
    known = {"register": plan.register.key, "signature": signature}
    title = {"title": plan.source[:_LONGEST_TITLE]}
    writer.insert(SheetLayout, {**known, **title, **told})


def _layouts(connection: Connection, register: Register) -> dict[str, _Kept]:
    layout = SheetLayout
    statement = select(
        layout.signature, layout.columns, layout.policies, layout.id
    ).where(layout.register == register.key, layout.deleted_at.is_(None))
    return {row[0]: _Kept(*row[1:]) for row in connection.execute(statement)}


def _possible_headers(
    sheet: RawSheet, words: Vocabulary
) -> Iterator[tuple[Header, int | None]]:
    """The header that would be found alone, then every row that may be one."""
    alone = best_header(sheet, words) or likeliest_header(sheet, words)
    if alone is not None:
        yield alone, None
    for place, cells in enumerate(sheet.rows[:ROWS_SEARCHED]):
        if not all(map(is_blank, cells)):
            row = sheet.first_row_number + place
            yield header_above(sheet, words, row), row


def _names(columns: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The header words by place; the second of a word is told from the first."""
    found: dict[int, str] = {}
    times: Counter[str] = Counter()
    for place, label in sorted(columns):
        word = plain_label(label)
        if word and word not in GIVEN_BACK and place < _MOST_COLUMNS:
            times[word] += 1
            found[place] = word if times[word] == 1 else f"{word}#{times[word]}"
    return found


def _signature(names: Mapping[int, str]) -> str:
    whole = "\n".join(sorted(names.values()))
    return hashlib.sha256(whole.encode()).hexdigest()


def _known(kept: _Kept, names: Mapping[int, str], words: Vocabulary) -> dict[int, str]:
    """The kept columns at their places, as far as the register still has them."""
    found: dict[int, str] = {}
    for place, name in names.items():
        key = kept.columns.get(name)
        known = key == "" or (key in words.labels and key not in found.values())
        if key is not None and known:
            found[place] = key
    return found


def _policies(kept: _Kept, register: Register) -> dict[str, Policy]:
    known = {str(policy) for policy in Policy}
    return {
        key: Policy(policy)
        for key, policy in kept.policies.items()
        if key in register.fields and policy in known
    }


def _said(outline: SheetOutline, names: Mapping[int, str]) -> dict[str, str]:
    """What a person said of the columns, now or before, by header word."""
    return {
        names[column.place]: column.key or ""
        for column in outline.columns
        if column.place in names and column.how in {How.HAND, How.MEMORY}
    }
