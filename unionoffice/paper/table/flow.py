"""A table as flowing text: what Word gets of it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    Merged,
    PageNumbers,
    TableBlock,
    paragraph,
)
from unionoffice.paper.sizes import POINTS_PER_MM, Paper
from unionoffice.paper.table.around import signer
from unionoffice.paper.table.look import Numbers
from unionoffice.paper.table.sums import CAPITALS, TOTAL, Adding
from unionoffice.paper.typeset.fonts import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.table.sheet import TableSheet

_NUMBERS = {
    Numbers.MIDDLE: PageNumbers.PLAIN,
    Numbers.OUTER: PageNumbers.PLAIN,
    Numbers.OFFICIAL: PageNumbers.OFFICIAL,
    Numbers.NONE: PageNumbers.NONE,
}


def table_flow(
    sheet: TableSheet,
    adding: Adding | None,
    widths: Sequence[float],
    paper: Paper,
    edges: Margins,
) -> Flow:
    """Title, texts above, the table, notes, and the line of signatures.

    Sums of pages are left out: where a page ends is for Word to say.
    """
    look = sheet.look
    blocks: list[Block] = [
        paragraph(sheet.title, Role.TITLE, look.titles[0], Align.CENTRE)
    ]
    if sheet.subtitle:
        blocks.append(paragraph("　　".join(sheet.subtitle), Role.SONG, look.small))
    blocks.append(_table(sheet, adding, widths))
    blocks += [paragraph(note, Role.SONG, look.small) for note in sheet.notes]
    if sheet.signers:
        signers = "　　　　　　".join(map(signer, sheet.signers))
        blocks.append(paragraph(signers, Role.SONG, look.small, above=1))
    return Flow(sheet.title, tuple(blocks), paper, edges, _NUMBERS[look.numbers])


def _table(
    sheet: TableSheet, adding: Adding | None, widths: Sequence[float]
) -> TableBlock:
    columns = tuple(
        FlowColumn(column.label, width / POINTS_PER_MM, column.align, column.group)
        for column, width in zip(sheet.columns, widths, strict=True)
    )
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    merged: list[Merged] = []
    for number, row in enumerate(sheet.rows):
        if number in sheet.bands:
            strong.add(len(rows))
            merged.append(Merged(len(rows), 0, len(columns)))
            rows.append((sheet.bands[number], *[""] * (len(columns) - 1)))
        if number in sheet.strong:
            strong.add(len(rows))
        rows.append(tuple(row))
    for cells, spans in _sums(sheet, adding):
        starts = accumulate(spans, initial=0)
        merged += [
            Merged(len(rows), start, span)
            for start, span in zip(starts, spans, strict=False)
            if span > 1
        ]
        strong.add(len(rows))
        rows.append(cells)
    size = sheet.look.sizes[0]
    return TableBlock(columns, tuple(rows), size, frozenset(strong), tuple(merged))


def _sums(
    sheet: TableSheet, adding: Adding | None
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """The rows below the others, each with how many columns its cells cover."""
    columns = len(sheet.columns)
    if adding is None:
        if sheet.totals and sheet.rows:
            yield tuple(sheet.totals), [1] * columns
        return
    first = adding.label_span
    if sheet.sums.total:
        everything = adding.sum(range(len(sheet.rows)))
        yield (
            tuple(adding.texts(TOTAL, everything)),
            [first, *[1] * (columns - first)],
        )
    if sheet.sums.capitals:
        cells = [""] * columns
        cells[0], cells[first] = CAPITALS, adding.in_capitals()
        yield tuple(cells), [first, columns - first]
