"""What the members' area knows about people, dues and events that are written twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.vocabulary import EventKind
from unionoffice.members.states import IN_GOOD_STANDING, LEADS_TO, allowed_next
from unionoffice.register.merge_rules import MergeRules, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from db.vocabulary import MemberState

ENTRIES = frozenset({EventKind.APPLIED, EventKind.JOINED, EventKind.TRANSFERRED_IN})
"""How a membership begins; who is a member does not begin once more."""


def more_paid(one: Mapping[str, Any], other: Mapping[str, Any]) -> Ruling | None:
    """Of two dues of a month the one that was paid stays."""
    if one["paid"] == other["paid"]:
        return None
    stays, goes = (one, other) if one["paid"] > other["paid"] else (other, one)
    return Ruling(stays["id"], goes["id"], "实缴较多")


def told_twice(
    mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]
) -> Iterator[Ruling]:
    """Events of two cards that tell the same step of one membership.

    Two cards of one person usually tell the joining twice. What happened when it had
    happened already is the same thing once more; with what cannot have happened at
    all nothing is done here, the rule of histories refuses it (domain.md §1.2).
    """
    own = {row["id"] for row in mine}
    story = _Story()
    for row in sorted((*mine, *theirs), key=_place):
        twin = story.twin(EventKind(row["kind"]))
        if twin is not None and (twin["id"] in own) is not (row["id"] in own):
            yield _ruling(twin, row)
        else:
            story.go_on(row)


class _Story:
    """A membership while its events are told, oldest first."""

    def __init__(self) -> None:
        self._state: MemberState | None = None
        self._entry: Mapping[str, Any] | None = None
        self._last: Mapping[str, Any] | None = None

    def twin(self, kind: EventKind) -> Mapping[str, Any] | None:
        """The event that has brought about already what this one would."""
        if self._state is None or kind in allowed_next(self._state):
            return None
        if kind in ENTRIES and self._state in IN_GOOD_STANDING:
            return self._entry
        return self._last if LEADS_TO[kind] is self._state else None

    def go_on(self, row: Mapping[str, Any]) -> None:
        """Let an event happen."""
        kind = EventKind(row["kind"])
        self._state, self._last = LEADS_TO[kind], row
        if kind in ENTRIES:
            self._entry = row


def _place(row: Mapping[str, Any]) -> tuple[date, int]:
    return row["happened_on"] or date.min, row["id"]


def _ruling(first: Mapping[str, Any], again: Mapping[str, Any]) -> Ruling:
    """The earlier one stays, but one without a day gives way to one with a day."""
    if first["happened_on"] is None and again["happened_on"] is not None:
        return Ruling(again["id"], first["id"], "有日期")
    same = first["happened_on"] == again["happened_on"]
    return Ruling(first["id"], again["id"], "先登记" if same else "日期较早")


PERSON_RULES = MergeRules(
    one="同一人",
    together=(("id_number", "id_type", "id_pending"), ("unit_id", "crew_id")),
)
EVENT_RULES = MergeRules(doubled=told_twice)
DUES_RULES = MergeRules(better=more_paid)
