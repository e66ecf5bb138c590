"""Rows that refer to other rows of their own file: a tree of units in any order.

A name that the store does not know may be that of a record which another row makes.
When all rows are read, each such name is settled; nothing may stand beneath itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import Reference, target_of
from unionoffice.sheets.directions import Policy
from unionoffice.sheets.known import folded
from unionoffice.sheets.planning.choosable import may_be_chosen
from unionoffice.sheets.planning.plan import OUTSIDE, WRITTEN, RowState, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyField
    from unionoffice.register.kinds import Target
    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import Plan, PlannedRow

_Node = tuple[str, int]
NAMED = WRITTEN | {RowState.ASKED}
"""Rows to which others may refer by name."""


def own_fields(register: Register) -> list[AnyField]:
    """The fields by which records of a register refer to each other."""
    return [
        item
        for item in register.fields.values()
        if isinstance(item.kind, Reference) and item.kind.target.model is register.model
    ]


class OwnRows:
    """Settles what the rows of a file say of each other."""

    def __init__(
        self,
        connection: Connection,
        register: Register,
        rows: Sequence[PlannedRow],
        remark: Callable[[PlannedRow, Mapping[str, str]], None],
        policies: Mapping[str, Policy],
    ) -> None:
        """Look at rows that have been judged one by one; `remark` keeps words."""
        self._connection = connection
        self._policies = policies
        self._rows = rows
        self._remark = remark
        self._fields = own_fields(register)
        self._choosable: dict[tuple[str, int], bool] = {}

    def settle(self) -> None:
        """Find the row behind every name; refuse what would stand beneath itself."""
        for item in self._fields:
            named = self._by_name(target_of(item.kind))
            for row in self._pointing(item):
                self._settle(row, item, named)
            self._refuse_rings(item)
        self.let_go()

    def let_go(self) -> None:
        """Leave empty what refers to a row that stays out; wait with one asked."""
        for item in self._fields:
            waiting = True
            while waiting:
                waiting = False
                for row in self._pointing(item):
                    above = self._rows[row.values[item.key].row or 0]
                    if above.state in OUTSIDE:
                        self._leave_empty(row, item, "所在的行不能导入")
                    elif above.state is RowState.ASKED:
                        row.state, row.asks, waiting = RowState.ASKED, above.asks, True

    def _by_name(self, target: Target) -> Mapping[str, list[int]]:
        named: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows):
            label = row.values.get(target.label.key)
            if row.state in NAMED and label is not None:
                named[folded(str(label))].append(place)
        return named

    def _pointing(self, item: AnyField) -> Iterator[PlannedRow]:
        for row in self._rows:
            if row.state in WRITTEN and isinstance(row.values.get(item.key), Wanted):
                yield row

    def _settle(
        self, row: PlannedRow, item: AnyField, named: Mapping[str, list[int]]
    ) -> None:
        wanted: Wanted = row.values[item.key]
        called = named.get(folded(wanted.label), [])
        places = [place for place in called if self._may_be(item, place)]
        if len(places) != 1:
            problem = "有多个同名的，无法确定是哪一个" if places else "没有找到"
            if called and not places:
                problem = f"不能选作{item.label}"
            self._leave_empty(row, item, problem)
            return
        record = self._rows[places[0]].record_id
        found = replace(wanted, row=places[0]) if record is None else record
        row.values[item.key] = found

    def _may_be(self, item: AnyField, place: int) -> bool:
        """Whether the record that a row makes may be chosen by a field."""
        known = (item.key, place)
        if known not in self._choosable:
            row, target = self._rows[place], target_of(item.kind)
            self._choosable[known] = may_be_chosen(
                self._connection, target, row.record_id, row.values
            )
        return self._choosable[known]

    def _leave_empty(self, row: PlannedRow, item: AnyField, problem: str) -> None:
        words = row.values[item.key].label
        level = Level.REJECT if item.required else Level.WARN
        sentence = f"{item.label}“{words}”{problem}"
        row.complaints = [*row.complaints, Complaint(item.key, level, sentence)]
        row.values[item.key] = None
        row.changes = {k: told for k, told in row.changes.items() if k != item.key}
        if level is Level.REJECT:
            row.state = RowState.REJECTED
        else:
            self._remark(row, {f"{item.label}：{words}": item.key})

    def _refuse_rings(self, item: AnyField) -> None:
        above = self._above(item)
        speaking = {self._node(place): row for place, row in enumerate(self._rows)}
        for node in _in_rings(above):
            row = speaking.get(node)
            if row is not None and row.state in WRITTEN:
                sentence = f"{item.label}不能是本身，也不能是自己的下级"
                complaint = Complaint(item.key, Level.REJECT, sentence)
                row.complaints = [*row.complaints, complaint]
                row.state = RowState.REJECTED

    def _above(self, item: AnyField) -> dict[_Node, _Node]:
        """What stands above what, as it would be after the import."""
        told = [
            (place, row.values[item.key])
            for place, row in enumerate(self._rows)
            if row.state in WRITTEN and row.values.get(item.key) is not None
        ]
        if not told:
            return {}
        above = self._stored(target_of(item.kind))
        policy = self._policies.get(item.key, Policy.OVERWRITE)
        kept = frozenset(above) if policy is Policy.FILL else frozenset()
        for place, value in told:
            node = self._node(place)
            if node in kept or (policy is Policy.KEEP and node[0] == "record"):
                continue
            above[node] = (
                self._node(value.row or 0)
                if isinstance(value, Wanted)
                else ("record", value)
            )
        return above

    def _stored(self, target: Target) -> dict[_Node, _Node]:
        model: Any = target.model
        if target.parent is None:
            return {}
        statement = select(model.id, target.parent).where(
            model.deleted_at.is_(None), target.parent.is_not(None)
        )
        return {
            ("record", key): ("record", upper)
            for key, upper in self._connection.execute(statement)
        }

    def _node(self, place: int) -> _Node:
        record = self._rows[place].record_id
        return ("row", place) if record is None else ("record", record)


def generations(plan: Plan) -> Iterator[list[PlannedRow]]:
    """The new rows, those first to which later ones refer."""
    new = [row for row in plan.rows if row.state is RowState.NEW]
    keys = [item.key for item in own_fields(plan.register)] if plan.promised else []
    waiting = {id(row) for row in new}
    while new and keys:
        ready = [row for row in new if not (_awaited(plan, row, keys) & waiting)]
        yield ready
        waiting.difference_update(map(id, ready))
        new = [row for row in new if id(row) in waiting]
    yield new


def _awaited(plan: Plan, row: PlannedRow, keys: Sequence[str]) -> set[int]:
    values = (row.values.get(key) for key in keys)
    places = (value.row for value in values if isinstance(value, Wanted))
    return {id(plan.rows[place]) for place in places if place is not None}


def _in_rings(above: Mapping[_Node, _Node]) -> set[_Node]:
    """Those from whom the way up leads back to themselves."""
    found: set[_Node] = set()
    done: set[_Node] = set()
    for start in above:
        way: dict[_Node, None] = {}
        node: _Node | None = start
        while node is not None and node not in done and node not in way:
            way[node] = None
            node = above.get(node)
        if node is not None and node in way:
            passed = list(way)
            found.update(passed[passed.index(node) :])
        done.update(way)
    return found
