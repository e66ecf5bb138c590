"""What may not be in the ledger: a gap, a paper without its sheets, a run uncounted."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import PrintedPaper, PrintRun
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unionoffice.office import Office


def faults(office: Office) -> Iterator[str]:
    """Every fault of the ledger as a sentence; a whole ledger has none."""
    paper, run = PrintedPaper, PrintRun
    places = select(paper.series, paper.year, paper.sequence, paper.number)
    kept = select(paper.number, paper.digest).order_by(paper.id)
    runs = select(paper.number, run.nth).outerjoin(run, run.printed_id == paper.id)
    with office.reading() as connection:
        by_place = connection.execute(
            places.order_by(paper.series, paper.year, paper.sequence)
        ).all()
        by_file = connection.execute(kept).all()
        by_run = connection.execute(runs.order_by(paper.id, run.nth)).all()
    yield from _gaps([(row[0], row[1], row[2], row[3]) for row in by_place])
    yield from _lost_sheets(office, [(row[0], row[1]) for row in by_file])
    yield from _miscounted([(row[0], row[1]) for row in by_run])


def _gaps(rows: Iterable[tuple[str, int, int, str]]) -> Iterator[str]:
    for _, papers in groupby(rows, key=itemgetter(0, 1)):
        before: int | None = None
        for *_place, sequence, number in papers:
            if before is not None and sequence != before + 1:
                yield f"打印登记缺号：“{number}”之前缺 {sequence - before - 1} 个编号。"
            before = sequence


def _lost_sheets(office: Office, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for number, digest in rows:
        try:
            office.load_file(digest)
        except Refused as error:
            yield f"“{number}”的存底不能用：{error.sentence}"


def _miscounted(rows: Iterable[tuple[str, int | None]]) -> Iterator[str]:
    for number, runs in groupby(rows, key=itemgetter(0)):
        counted = [nth for _, nth in runs]
        if counted != list(range(1, len(counted) + 1)):
            yield f"“{number}”的出纸次数不连续，可能有记录丢失。"
