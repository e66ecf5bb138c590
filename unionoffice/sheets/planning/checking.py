"""Looks at the rows of a file together, as the form would at each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from unionoffice.progress import UNWATCHED, Beat
from unionoffice.register.complaint import Complaint, Level
from unionoffice.sheets.planning.plan import WRITTEN, RowState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import PlannedRow

AT_A_TIME = 5_000
"""Rows between two beats."""


def check_rows(
    connection: Connection,
    register: Register,
    rows: Sequence[PlannedRow],
    beat: Beat = UNWATCHED,
) -> None:
    """Add what the register says about the rows that would be written."""
    for row, complaint in list(_fixed_changed(register, rows)):
        _say(row, complaint)
    if register.sheet.file_check is None:
        return
    written = _Watched((row for row in rows if row.state in WRITTEN), beat)
    for row, complaint in register.sheet.file_check(connection, written):
        _say(row, complaint)


class _Watched(list["PlannedRow"]):
    """Rows that tell it whenever somebody goes through them."""

    def __init__(self, rows: Iterable[PlannedRow], beat: Beat) -> None:
        super().__init__(rows)
        self._beat = beat

    @override
    def __iter__(self) -> Iterator[PlannedRow]:
        return self._beat.every(super().__iter__(), AT_A_TIME)


def _fixed_changed(
    register: Register, rows: Sequence[PlannedRow]
) -> Iterator[tuple[PlannedRow, Complaint]]:
    """What is set once is not changed by a file either."""
    fixed = [item for item in register.fields.values() if item.fixed]
    if not fixed:
        return
    for row in rows:
        for item in fixed:
            if row.state is RowState.CHANGED and item.key in row.changes:
                sentence = f"{item.label}登记之后不能改动，请核对"
                yield row, Complaint(item.key, Level.REJECT, sentence)


def _say(row: PlannedRow, complaint: Complaint) -> None:
    row.complaints = [*row.complaints, complaint]
    if complaint.level is Level.REJECT:
        row.state = RowState.REJECTED
