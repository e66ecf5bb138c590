"""Fills a new store with believable records of every area, for tests and measuring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.catalogue import SAMPLES
from unionoffice.errors import Refused
from unionoffice.office import changes_of
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.progress import Progress
    from unionoffice.register.changes import Changes

MOST_PEOPLE = 1_000_000


def fill(
    office: Office, people: int, seed: int = 1, progress: Progress = SILENT
) -> Changes:
    """Write invented records of every area, in one transaction with its trail.

    The same number, seed and day make the same records.

    Raises:
        Refused: the store holds people already, or the number is out of range.
        Cancelled: the person asked to stop; nothing was written.
    """
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(f"样例人数应在 1 与 {MOST_PEOPLE} 之间。")
    today = office.clock.today()
    with office.transaction(f"填入样例数据（{people} 人）", kind="sample") as writer:
        for sample in SAMPLES:
            sample(writer, people=people, seed=seed, today=today, progress=progress)
    return changes_of(writer.written, f"已填入 {people} 人的样例数据。")
