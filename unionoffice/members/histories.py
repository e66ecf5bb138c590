"""What happened to persons, as the store has it, and a file of it beside the store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic

from sqlalchemy import select

from db.models import MembershipEvent
from db.vocabulary import EventKind
from unionoffice.members import states
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.sheet import AnyRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

PART = 500
FACTS = ("kind", "happened_on", "away", "reason", "educated", "discussed")
"""What the rules of a history look at."""

Story = list[tuple[int, states.Event]]


def histories(connection: Connection, persons: Collection[int]) -> dict[int, Story]:
    """The living events of persons, oldest first, with their keys."""
    event = MembershipEvent
    columns = [getattr(event, name) for name in FACTS]
    wanted = select(event.id, event.person_id, *columns).where(
        event.deleted_at.is_(None)
    )
    found: dict[int, Story] = defaultdict(list)
    known = list(persons)
    for start in range(0, len(known), PART):
        part = wanted.where(event.person_id.in_(known[start : start + PART])).order_by(
            event.happened_on.asc().nulls_first(), event.id
        )
        for key, person, *facts in connection.execute(part):
            found[person].append((key, told(dict(zip(FACTS, facts, strict=True)))))
    return found


def told(values: Mapping[str, Any]) -> states.Event:
    """An event as the rules see it."""
    return states.Event(
        kind=EventKind(values["kind"]),
        on=values.get("happened_on"),
        note=values.get("away"),
        reason=values.get("reason"),
        educated=bool(values.get("educated")),
        discussed=bool(values.get("discussed")),
    )


def check_events(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Complain about the rows with which somebody's story cannot have happened."""
    by_person: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_person[row.values["person_id"]].append(row)
    stored = histories(connection, by_person)
    for person, mine in by_person.items():
        for row, sentence in _refused(_joined(stored.get(person, []), mine)):
            yield row, Complaint("kind", Level.REJECT, sentence)


@dataclass(slots=True)
class _Step(Generic[AnyRow]):
    """An event of a story: as the store has it, as a row tells it, or both."""

    event: states.Event
    row: AnyRow | None = None
    held: states.Event | None = None


def _joined(stored: Story, rows: Sequence[AnyRow]) -> list[_Step[AnyRow]]:
    """The story as it would be after the import, in the order of its days."""
    changed = {row.record_id: row for row in rows if row.record_id is not None}
    steps: list[_Step[AnyRow]] = []
    for key, event in stored:
        row = changed.get(key)
        steps.append(
            _Step(event) if row is None else _Step(_over(event, row), row, event)
        )
    steps += [_Step(told(row.values), row) for row in rows if row.record_id is None]
    return sorted(steps, key=lambda step: step.event.on or date.min)


def _over(event: states.Event, row: AnyRow) -> states.Event:
    """A stored event with what a row says; an empty cell erases nothing."""
    held = dict(zip(FACTS, _facts(event), strict=True))
    said = {key: row.values[key] for key in FACTS if row.values.get(key) is not None}
    return told({**held, **said})


def _facts(event: states.Event) -> tuple[Any, ...]:
    return (
        *(event.kind, event.on, event.note),
        *(event.reason, event.educated, event.discussed),
    )


def _refused(story: list[_Step[AnyRow]]) -> Iterator[tuple[AnyRow, str]]:
    """The rows that have to go, one by one, until the rest of the story holds."""
    while problems := states.check([step.event for step in story]):
        bad, sentence = problems[0]
        place = _to_blame(story, bad)
        if place is None:
            return
        step = story.pop(place)
        if step.held is not None:
            story.append(_Step(step.held))
            story.sort(key=lambda step: step.event.on or date.min)
        if step.row is not None:
            yield step.row, sentence


def _to_blame(story: Sequence[_Step[AnyRow]], bad: states.Event) -> int | None:
    """The row that cannot be, or the nearest one that makes a stored event wrong."""
    at = next(place for place, step in enumerate(story) if step.event is bad)
    told_by_rows = [place for place, step in enumerate(story) if step.row is not None]
    before = [place for place in told_by_rows if place <= at]
    return max(before) if before else min(told_by_rows, default=None)
