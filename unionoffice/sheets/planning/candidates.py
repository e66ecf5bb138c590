"""Words that tell a record from others of its name, whatever the register."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from unionoffice.register.kinds import target_of
from unionoffice.sheets.planning.own_rows import own_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.kinds import Target
    from unionoffice.register.register import Register

AT_A_TIME = 500
LONGEST, TAIL = 8, 4
"""Numbers longer than this are told by their last digits."""
DEEPEST = 12


def words_of(
    connection: Connection, register: Register, ids: Sequence[int], day: date
) -> dict[int, str]:
    """What tells these records of a register apart: 张三 采煤一队，工号 0012.

    Its name, the records above it, then whatever identifies or finds it.
    """
    columns = [*register.naming, *_telling(register)]
    wanted = [column.expression(day) for column in columns]
    above = _paths(connection, register, ids)
    found: dict[int, str] = {}
    for part in _parts(ids):
        statement = select(register.model.id, *wanted)
        for row in connection.execute(statement.where(register.model.id.in_(part))):
            found[row[0]] = _words(register, columns, row[1:], above.get(row[0], ""))
    return _apart(found)


def labels_of(
    connection: Connection, target: Target, ids: Sequence[int]
) -> dict[int, str]:
    """What records are called of which no register is known."""
    model: Any = target.model
    found: dict[int, str] = {}
    for part in _parts(ids):
        rows = connection.execute(
            select(model.id, target.label).where(model.id.in_(part))
        )
        found.update((key, str(label)) for key, label in rows)
    return _apart(found)


class Describer:
    """Collects the records that somebody must choose from and reads them together."""

    def __init__(
        self, connection: Connection, registers: Iterable[Register], day: date
    ) -> None:
        """Know the registers, of which the first for a table describes its records."""
        self._connection = connection
        self._day = day
        self._registers: dict[str, Register] = {}
        for register in registers:
            self._registers.setdefault(register.table, register)
        self._targets: dict[str, Target] = {}
        self._wanted: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, dict[int, str]] = {}

    def want_own(self, register: Register, ids: Iterable[int]) -> None:
        """Ask for records of a register."""
        self._wanted[register.table].update(ids)

    def want(self, target: Target, ids: Iterable[int]) -> None:
        """Ask for records that a reference may point at."""
        table = str(target.model.__tablename__)
        self._targets[table] = target
        self._wanted[table].update(ids)

    def read(self) -> None:
        """Read what was asked for."""
        for table, wanted in self._wanted.items():
            ids, register = sorted(wanted), self._registers.get(table)
            self._words[table] = (
                labels_of(self._connection, self._targets[table], ids)
                if register is None
                else words_of(self._connection, register, ids, self._day)
            )

    def words(self, table: str, ids: Iterable[int]) -> dict[int, str]:
        """The words of records of a table."""
        return {key: self._words[table].get(key, "") for key in ids}


def _telling(register: Register) -> list[AnyColumn]:
    """The columns that identify a record or are searched, in the form's order."""
    named = {column.key for column in register.naming}
    keys = {key for group in register.sheet.match_on for key in group}
    keys |= {column.key for column in register.search}
    own = {item.key for item in own_fields(register)}
    remark = {register.sheet.remark.key} if register.sheet.remark else set()
    return [
        item
        for key, item in register.fields.items()
        if key in keys - named - own - remark
    ]


def _words(
    register: Register, columns: Sequence[AnyColumn], row: Sequence[Any], above: str
) -> str:
    shown = [
        column.kind.show(value) for column, value in zip(columns, row, strict=True)
    ]
    count = len(register.naming)
    name = " ".join(filter(None, shown[:count]))
    more = [
        f"{column.label}{_short(column, words)}"
        for column, words in zip(columns[count:], shown[count:], strict=True)
        if words
    ]
    return "，".join([f"{name}（{above}）" if above else name, *more])


def _short(column: AnyColumn, words: str) -> str:
    if column.kind.repeats or len(words) <= LONGEST:
        return f" {words}"
    return f"尾号 {words[-TAIL:]}"


def _apart(found: dict[int, str]) -> dict[int, str]:
    """Number the records that nothing else tells apart."""
    times = Counter(found.values())
    return {
        key: words if times[words] == 1 else f"{words}，第 {key} 号记录"
        for key, words in found.items()
    }


def _paths(
    connection: Connection, register: Register, ids: Sequence[int]
) -> dict[int, str]:
    """The names above each record, from the top, for registers that form a tree."""
    fields = own_fields(register)
    if not fields:
        return {}
    target = target_of(fields[0].kind)
    model: Any = target.model
    upward = model.__table__.columns[fields[0].key]
    held: dict[int, tuple[str, int | None]] = {}
    wanted = set(ids)
    for _ in range(DEEPEST):
        for part in _parts(sorted(wanted - held.keys())):
            statement = select(model.id, target.label, upward)
            for key, label, above in connection.execute(
                statement.where(model.id.in_(part))
            ):
                held[key] = (label, above)
        wanted = {above for _, above in held.values() if above is not None}
        if wanted <= held.keys():
            break
    return {key: " / ".join(reversed([*_above(held, key)])) for key in ids}


def _above(held: Mapping[int, tuple[str, int | None]], key: int) -> Iterator[str]:
    passed = {key}
    above = held.get(key, ("", None))[1]
    while above is not None and above in held and above not in passed:
        passed.add(above)
        label, upper = held[above]
        yield label
        above = upper


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_A_TIME):
        yield ids[start : start + AT_A_TIME]
