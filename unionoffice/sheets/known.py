"""What the store already holds, as an import needs to see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.merged import kept_of
from db.models import Batch
from unionoffice.progress import UNWATCHED, Beat
from unionoffice.register.kinds import target_of
from unionoffice.register.record import stored
from unionoffice.text import from_private_use, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyField
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn

PART = 500
AT_A_TIME = 10_000
"""Records read between two beats."""
NOTHING: Mapping[str, Any] = {}


class Known:
    """The living records of a register, by what identifies them."""

    def __init__(
        self,
        connection: Connection,
        register: Register,
        day: date,
        beat: Beat = UNWATCHED,
    ) -> None:
        """Read the identifying values of every living record once."""
        self.connection = connection
        self._beat = beat
        self.register = register
        self.day = day
        self.mark: int = connection.scalar(select(func.max(Batch.id))) or 0
        keys = {key for group in register.sheet.match_on for key in group}
        self.match_keys = tuple(key for key in register.fields if key in keys)
        self.identities: dict[int, dict[str, Any]] = {}
        self._by_group: dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]] = {}
        self.by_uid: dict[str, int] = {}
        self._columns: dict[str, dict[int, Any]] = {}
        self._read_identities()

    def find(self, group: tuple[str, ...], values: tuple[Any, ...]) -> list[int]:
        """The records whose values of `group` are these."""
        return self._by_group[group].get(values, [])

    def only_one(self, values: Mapping[str, Any]) -> int | None:
        """The one record that these values identify and do not contradict."""
        for place, group in enumerate(self.register.sheet.match_on):
            wanted = tuple(values.get(key) for key in group)
            if any(value is None for value in wanted):
                continue
            found = [
                record
                for record in self.find(group, wanted)
                if not self.contradicts(record, values, place)
            ]
            if len(found) == 1:
                return found[0]
        return None

    def contradicts(
        self,
        record: int,
        values: Mapping[str, Any],
        place: int,
        given: Mapping[str, Any] = NOTHING,
    ) -> bool:
        """Whether an identity as sure as the one at `place` tells of another record.

        What is `given` to the record already counts as if it were stored.
        """
        held = self.identities[record]
        for group in self.register.sheet.match_on[: place + 1]:
            for key in group:
                mine, theirs = values.get(key), given.get(key) or held[key]
                if mine is not None and theirs is not None and mine != theirs:
                    return True
        return False

    def column(self, key: str) -> Mapping[int, Any]:
        """What every living record holds in one field."""
        if key not in self._columns:
            model = self.register.model
            wanted = stored(self.register.fields[key], self.day)
            statement = select(model.id, wanted).where(model.deleted_at.is_(None))
            rows = self._beat.every(self.connection.execute(statement), AT_A_TIME)
            self._columns[key] = {row[0]: row[1] for row in rows}
        return self._columns[key]

    def alike(self, values: Mapping[str, Any]) -> list[int]:
        """The records that are told apart from these values by nothing."""
        return self._by_identity.get(self._identity(values), [])

    @cached_property
    def _by_identity(self) -> dict[tuple[Any, ...], list[int]]:
        found: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for record, held in self._beat.every(self.identities.items(), AT_A_TIME):
            found[self._identity(held)].append(record)
        return found

    def _identity(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(values.get(key) for key in self.match_keys)

    def values(
        self, ids: Sequence[int], fields: Sequence[AnyField]
    ) -> dict[int, dict[str, Any]]:
        """What is stored in these fields, by record."""
        wanted = [stored(item, self.day) for item in fields]
        model = self.register.model
        names = [item.key for item in fields]
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(ids), PART):
            part = list(ids[start : start + PART])
            statement = select(model.id, *wanted).where(model.id.in_(part))
            for row in self.connection.execute(statement):
                found[row[0]] = dict(zip(names, row[1:], strict=True))
        return found

    def _read_identities(self) -> None:
        model = self.register.model
        fields = [self.register.fields[key] for key in self.match_keys]
        wanted = [stored(item, self.day) for item in fields]
        statement = select(model.id, model.uid, *wanted).where(
            model.deleted_at.is_(None)
        )
        groups = self.register.sheet.match_on
        self._by_group = {group: defaultdict(list) for group in groups}
        for row in self._beat.every(self.connection.execute(statement), AT_A_TIME):
            held = dict(zip(self.match_keys, row[2:], strict=True))
            self.identities[row[0]] = held
            self.by_uid[row[1]] = row[0]
            for group in groups:
                self._by_group[group][tuple(held[key] for key in group)].append(row[0])
        self.by_uid.update(kept_of(self.connection, self.register.table))


_MIDDLE_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅･.", "·"))


@lru_cache(maxsize=16_384)
def folded(words: str) -> str:
    """Words as they are compared: spaces, width, case and old characters apart."""
    return plain(from_private_use(words)).upper().translate(_MIDDLE_DOTS)


class References:
    """Finds the record a cell refers to by its words.

    What a column points at is read when it is asked for first.
    """

    def __init__(
        self,
        connection: Connection,
        beat: Beat = UNWATCHED,
    ) -> None:
        """Read nothing yet."""
        self._connection = connection
        self._beat = beat
        self._found: dict[str, dict[tuple[str, int | None], list[int]]] = {}
        self._labels: dict[str, dict[int, str]] = {}
        self._anywhere: dict[str, dict[str, list[int]]] = {}
        self._above: dict[str, dict[int, int]] = {}

    def find(self, column: SheetColumn, words: str, within: int | None) -> list[int]:
        """The records called `words` beneath `within`.

        Without `within` those that stand beneath nothing, or else all of that name.
        """
        if column.key not in self._found:
            self._read(column)
        found, called = self._found[column.key], folded(words)
        return found.get((called, within)) or (
            self._anywhere[column.key].get(called, []) if within is None else []
        )

    def above(self, column: SheetColumn, record_id: int) -> int | None:
        """The record beneath which one stands, if the column asks for that."""
        return self._above.get(column.key, {}).get(record_id)

    def label(self, column: SheetColumn, record_id: int) -> str:
        """The words of a record, as this column writes them."""
        return self._labels_of(column).get(record_id, "")

    def words(self, column: SheetColumn) -> tuple[str, ...]:
        """What the records of a column are called, each word once."""
        return tuple(dict.fromkeys(filter(None, self._labels_of(column).values())))

    def _labels_of(self, column: SheetColumn) -> dict[int, str]:
        if column.key not in self._labels:
            self._read(column)
        return self._labels[column.key]

    def _read(self, column: SheetColumn) -> None:
        target = target_of(column.column.kind)
        model: Any = target.model
        words = column.via if column.via is not None else target.label
        above = target.parent if target.within and target.parent is not None else None
        statement = select(model.id, words, above if above is not None else model.id)
        statement = statement.where(model.deleted_at.is_(None), words.is_not(None))
        if target.only is not None:
            statement = statement.where(target.only())
        found: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        labels: dict[int, str] = {}
        anywhere: dict[str, list[int]] = defaultdict(list)
        parents: dict[int, int] = {}
        rows = self._beat.every(self._connection.execute(statement), AT_A_TIME)
        for key, label, parent in rows:
            found[folded(label), parent if target.within else None].append(key)
            labels[key] = label
            if target.within and parent is not None:
                anywhere[folded(label)].append(key)
                parents[key] = parent
        self._anywhere[column.key], self._above[column.key] = anywhere, parents
        self._found[column.key] = found
        self._labels[column.key] = labels
