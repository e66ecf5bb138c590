"""Carries out a plan inside one write transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.audit import table_of
from unionoffice.errors import Refused
from unionoffice.progress import SILENT
from unionoffice.register.column import Field, Linked
from unionoffice.register.kinds import Reference, target_of
from unionoffice.register.record import with_defaults
from unionoffice.sheets.planning.own_rows import generations
from unionoffice.sheets.planning.plan import Plan, PlannedRow, RowState, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.progress import Progress

AT_A_TIME, CHANGED_AT_A_TIME = 2_000, 1_000
"""Rows written between two reports."""
WRITING = 0.8
"""The share of the work that writing the rows is."""


def apply(
    writer: Writer, plan: Plan, *, mark: int, progress: Progress = SILENT
) -> None:
    """Write what the plan says: wanted records first, then new rows, then changes.

    Args:
        writer: an open transaction.
        plan: what to do.
        mark: the newest batch of the store now; it must be the plan's.
        progress: told after every few thousand rows; may cancel.

    Raises:
        Refused: the store has moved on since the plan was made.
        Cancelled: the person asked to stop; the transaction takes everything back.
    """
    if mark != plan.mark:
        sentence = "预览之后数据又有改动，请重新读取文件，再核对一次。"
        raise Refused(sentence)
    progress.report(0, "准备写入")
    progress.check()
    made = _make_wanted(writer, plan)
    progress.report(0, "准备写入")
    changed = [row for row in plan.rows if row.state is RowState.CHANGED]
    told = _Told(progress, plan.counts[RowState.NEW] + len(changed))
    for new in generations(plan):
        _insert(writer, plan, new, made, told)
    for part in _parts(changed, CHANGED_AT_A_TIME):
        _update(writer, plan, part, made)
        told.wrote(len(part), "更新已有记录")
    told.beat()
    writer.beat = told.beat


class _Told:
    """How far the writing is; what comes at the end is told as well."""

    def __init__(self, progress: Progress, rows: int) -> None:
        self._progress = progress
        self._rows = max(rows, 1)
        self._done = 0

    def wrote(self, rows: int, words: str) -> None:
        """So many rows more are written.

        Raises:
            Cancelled: the person asked to stop.
        """
        self._done += rows
        self._progress.report(WRITING * self._done / self._rows, words)
        self._progress.check()

    def beat(self) -> None:
        """The work goes on behind the rows: the search index, the trail.

        Raises:
            Cancelled: the person asked to stop.
        """
        self._progress.report(WRITING, "更新检索和操作记录")
        self._progress.check()


def _make_wanted(writer: Writer, plan: Plan) -> dict[Wanted, int]:
    made: dict[Wanted, int] = {}
    for wanted in sorted(plan.wanted, key=_depth):
        target = target_of(plan.register.fields[wanted.target].kind)
        create = target.create or _nothing_more
        values = dict(create(writer.connection, wanted.label))
        values[target.label.key] = wanted.label
        above = made.get(wanted.within) if isinstance(wanted.within, Wanted) else None
        above = wanted.within if isinstance(wanted.within, int) else above
        if target.parent is not None and above is not None:
            values[target.parent.key] = above
        made[wanted] = writer.insert(target.model, values)
    return made | _made_before(plan)


def _made_before(plan: Plan) -> dict[Wanted, int]:
    """The rows others refer to that turned out to be in the store already."""
    records = {wanted: plan.rows[wanted.row or 0].record_id for wanted in plan.promised}
    return {wanted: key for wanted, key in records.items() if key is not None}


def _asked(plan: Plan) -> dict[int, list[Wanted]]:
    """By which names other rows refer to a row; rows are known by their identity."""
    found: dict[int, list[Wanted]] = {}
    for wanted in plan.promised:
        found.setdefault(id(plan.rows[wanted.row or 0]), []).append(wanted)
    return found


def _nothing_more(_connection: Connection, _label: str) -> dict[str, object]:
    return {}


def _depth(wanted: Wanted) -> int:
    return 1 + _depth(wanted.within) if isinstance(wanted.within, Wanted) else 0


def _insert(
    writer: Writer,
    plan: Plan,
    rows: Sequence[PlannedRow],
    made: dict[Wanted, int],
    told: _Told,
) -> None:
    register = plan.register
    asked = _asked(plan)
    columns = table_of(register.model).columns
    present: set[str] = set().union(*(row.values for row in rows))
    plain = [key for key in register.fields if key in present and key in columns]
    linked = [item for item in register.fields.values() if isinstance(item, Linked)]
    filled = with_defaults(register, dict.fromkeys(plain))
    defaults = {key: value for key, value in filled.items() if value is not None}
    pointing = [
        key for key in plain if isinstance(register.fields[key].kind, Reference)
    ]
    for part in _parts(rows, AT_A_TIME):
        records = [_record(row, plain, made, defaults, pointing) for row in part]
        ids = writer.insert_many(register.model, records)
        if asked:
            for key, row in zip(ids, part, strict=True):
                made.update(dict.fromkeys(asked.get(id(row), ()), key))
        for item in linked:
            facts = [
                (key, row.values.get(item.key), True)
                for key, row in zip(ids, part, strict=True)
            ]
            item.write(writer, facts)
        told.wrote(len(part), "写入新记录")


def _record(
    row: PlannedRow,
    keys: Sequence[str],
    made: Mapping[Wanted, int],
    defaults: Mapping[str, Any],
    pointing: Sequence[str],
) -> dict[str, Any]:
    values = row.values
    record: dict[str, Any] = dict(zip(keys, map(values.get, keys), strict=True))
    for key, default in defaults.items():
        if record[key] is None:
            record[key] = default
    for key in pointing:
        value = record[key]
        if isinstance(value, Wanted):
            record[key] = made[value]
    return record


def _update(
    writer: Writer, plan: Plan, rows: Sequence[PlannedRow], made: Mapping[Wanted, int]
) -> None:
    register = plan.register
    changes: dict[int, dict[str, Any]] = {}
    facts: dict[str, list[tuple[int, Any, bool]]] = {}
    for row in rows:
        key = row.record_id or 0
        for name, value in row.changes.items():
            if isinstance(register.fields[name], Field):
                stored = made[value] if isinstance(value, Wanted) else value
                changes.setdefault(key, {})[name] = stored
            else:
                facts.setdefault(name, []).append((key, value, False))
    if changes:
        writer.update_many(register.model, changes)
    for name, told in facts.items():
        item = register.fields[name]
        if isinstance(item, Linked):
            item.write(writer, told)


def _parts(rows: Sequence[PlannedRow], size: int) -> Iterator[Sequence[PlannedRow]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
