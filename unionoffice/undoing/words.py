"""Says in the words of the registers what a batch did to rows, and what came after."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.base import Base
from db.images import from_image
from db.undo import Conflict, Deed, Hindrance, Net, Obstacle, Ref, Way, written
from unionoffice.clock import CHINA
from unionoffice.register import view as lists
from unionoffice.register.column import Field
from unionoffice.register.kinds import Reference
from unionoffice.undoing.rows import DEED_WORDS, Line, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from db.undo import BatchLine, Looked
    from unionoffice.register.register import Register

BIN = "deleted_at"
NAMED = 3
"""How many fields are named in one line."""
LONGEST = 60
"""Characters shown of a value that no register has words for."""


class Words:
    """The words for rows of any table, read on one state of the store."""

    def __init__(
        self, connection: Connection, registers: Iterable[Register], day: date
    ) -> None:
        """Know the register of each table."""
        self._connection, self._day = connection, day
        self._registers: dict[str, Register] = {}
        for register in registers:
            self._registers.setdefault(register.table, register)

    def rows(self, looked: Looked) -> tuple[Row, ...]:
        """The rows in the way, each in a line."""
        names = self._names(looked.conflicts)
        later = {item.id: item for item in looked.later}
        return tuple(
            self._row(item, names.get(item.ref) or item.name, later)
            for item in looked.conflicts
        )

    def lines(self, net: Net) -> tuple[Line, ...]:
        """The fields in which the three images of a row differ."""
        before, batch, now = (
            self._shown(net.table, image) for image in (net.before, net.after, net.now)
        )
        given = set(written(net.merged(), net.now))
        return tuple(
            Line(
                label,
                before.get(name, ""),
                batch.get(name, ""),
                now.get(name, ""),
                name in given,
            )
            for name, label in self._labels(net.table, _differing(net))
        )

    def _row(self, item: Conflict, name: str, later: Mapping[int, BatchLine]) -> Row:
        net = item.net
        closed = {
            way: "；".join(self._obstacle(net, found) for found in obstacles)
            for way, obstacles in item.obstacles.items()
        }
        lines = [later[number] for number in item.since if number in later]
        told = [self._since(net)] if item.edited else []
        told += dict.fromkeys(closed.values())
        return Row(
            item,
            self.noun(net.table),
            name,
            self._by_batch(net),
            "；".join(filter(None, told)),
            tuple(map(when, lines)) if item.edited else (),
            {**_never(item), **closed},
        )

    def noun(self, table: str) -> str:
        """What a record of a table is called."""
        register = self._registers.get(table)
        comment = Base.metadata.tables[table].comment
        return register.noun if register is not None else comment or table

    def _by_batch(self, net: Net) -> str:
        if net.deed is not Deed.CHANGED:
            return DEED_WORDS[net.deed]
        return f"改了{self._fields(net, written(net.before, net.after))}"

    def _since(self, net: Net) -> str:
        if net.now is None:
            return "已不在"
        if net.after is None:
            return "又登记了"
        if net.after.get(BIN) != net.now.get(BIN):
            return "已移入回收站" if BIN in net.now else "已从回收站恢复"
        names = written(net.after, net.now)
        return f"又改了{self._fields(net, names)}" if names else "又保存过，内容没变"

    def _fields(self, net: Net, names: Iterable[str]) -> str:
        labels = list(dict.fromkeys(dict(self._labels(net.table, names)).values()))
        more = f"等 {len(labels)} 项" if len(labels) > NAMED else ""
        return "、".join(labels[:NAMED]) + more

    def _obstacle(self, net: Net, found: Obstacle) -> str:
        table = self.noun(found.table)
        if found.kind is Hindrance.USED:
            binned = f"（{found.in_bin:,} 条在回收站）" if found.in_bin else ""
            return f"被 {found.count:,} 条{table}用到{binned}"
        labels = self._fields(net, found.columns)
        if found.kind is Hindrance.GONE:
            return f"原来的{labels}已不存在"
        name = self._name_of(found.table, found.key or 0)
        return f"原来的{labels}现在属于“{name}”"

    def _labels(self, table: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The words for columns, in the order of the form."""
        register = self._registers.get(table)
        fields = register.fields if register is not None else {}
        wanted = set(names)
        for key in [*(name for name in fields if name in wanted), *sorted(wanted)]:
            if key not in wanted:
                continue
            wanted.discard(key)
            field = fields.get(key)
            other = "回收站" if key == BIN else "其他内容"
            yield key, field.label if isinstance(field, Field) else other

    def _shown(self, table: str, image: Mapping[str, object] | None) -> dict[str, str]:
        """The values of an image in words."""
        if image is None:
            return {}
        row = from_image(Base.metadata.tables[table], image)
        register = self._registers.get(table)
        fields = register.fields if register is not None else {}
        return {
            name: self._value(fields.get(name), name, row[name])
            for name in image
            if row.get(name) is not None
        }

    def _value(self, field: object, name: str, value: Any) -> str:  # noqa: ANN401  of any column
        if name == BIN and isinstance(value, datetime):
            return f"{value.astimezone(CHINA):%m-%d %H:%M} 移入"
        if not isinstance(field, Field):
            return str(value)[:LONGEST]
        if isinstance(field.kind, Reference):
            return self._pointed(field.kind, value)
        return str(field.kind.show(value))

    def _pointed(self, kind: Reference, key: int) -> str:
        target = kind.target
        label = select(target.label).where(target.model.id == key)
        found = self._connection.scalar(label)
        return f"第 {key} 号（已不存在）" if found is None else str(found)

    def _names(self, conflicts: Sequence[Conflict]) -> dict[Ref, str]:
        """What the rows are called: those that are there by their register."""
        found: dict[Ref, str] = {}
        keys: dict[str, list[int]] = defaultdict(list)
        for item in conflicts:
            if item.net.now is not None:
                keys[item.net.table].append(item.net.key)
            elif item.net.table in self._registers:
                found[item.ref] = self._name_in(item.net)
        for table, some in keys.items():
            register = self._registers.get(table)
            if register is None:
                continue
            view = lists.View(register, self._day)
            rows = lists.rows(self._connection, view, register.naming, some)
            for key, values in rows.items():
                shown = zip(register.naming, values, strict=True)
                words = (column.kind.show(value) for column, value in shown)
                found[table, key] = " ".join(filter(None, words))
        return found

    def _name_in(self, net: Net) -> str:
        """What a row was called that is no more there."""
        shown = self._shown(net.table, net.after or net.before)
        naming = self._registers[net.table].naming
        return " ".join(filter(None, (shown.get(item.key, "") for item in naming)))

    def _name_of(self, table: str, key: int) -> str:
        register = self._registers.get(table)
        if register is None:
            return f"{self.noun(table)}第 {key} 号"
        view = lists.View(register, self._day)
        rows = lists.rows(self._connection, view, register.naming[:1], [key])
        return str(register.naming[0].kind.show(rows[key][0])) if key in rows else ""


def when(line: BatchLine) -> str:
    """Who did something, when, and why."""
    return f"{line.at.astimezone(CHINA):%m-%d %H:%M} {line.who}：{line.reason}"


def _never(item: Conflict) -> dict[Way, str]:
    """Why a way is closed although nothing stands in it."""
    if not item.edited:
        return {Way.MERGE: "之后没有人改过，不用分开"}
    net = item.net
    if net.before is None:
        return {Way.MERGE: "这一行是这次新增的，不能只退回一部分"}
    if net.now is None or net.after is None:
        return {Way.MERGE: "这一行已不在，不能只退回一部分"}
    return {Way.MERGE: "这次改的内容之后都又改过"}


def _differing(net: Net) -> set[str]:
    return {
        *written(net.before, net.after),
        *written(net.after, net.now),
        *written(net.before, net.now),
    }
