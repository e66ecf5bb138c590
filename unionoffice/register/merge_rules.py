"""What a register knows about two of its records that are one (合并).

Everything here is optional: without it two records are compared field by field, and
of two linked records that cannot both stay the fuller one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Ruling:
    """Of two records one stays, for a reason in words."""

    stays: int
    goes: int
    reason: str


@dataclass(frozen=True)
class MergeRules:
    """How records of a register become one, and how they follow a merged one.

    Attributes:
        one: what two records are that are one: 同一人; 同一 and the noun if not given.
        together: groups of field keys whose values belong together; where the first
            of a group differs, the others follow it (a number and its document).
        better: which of two records that cannot both stay is to stay, with the
            reason, or None if it cannot tell; sees their values, `id` among them.
        doubled: sees the records that two merged ones bring along, `id` among their
            values, and says which of them tell the same thing twice.
        follows: whether they follow though nobody may edit them: jobs write them, and
            they stay true of the record that is kept.
    """

    one: str = ""
    together: tuple[tuple[str, ...], ...] = ()
    better: Callable[[Mapping[str, Any], Mapping[str, Any]], Ruling | None] | None = (
        None
    )
    doubled: (
        Callable[
            [Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]], Iterable[Ruling]
        ]
        | None
    ) = None
    follows: bool = False


NO_RULES = MergeRules()
