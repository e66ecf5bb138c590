"""A record in hand: what a form shows and changes, safe to hand across threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from db.audit import Stamp
from unionoffice.register.complaint import Complaint, Level, NotAccepted
from unionoffice.register.register import Register

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Draft:
    """A record's values by field key, with what is needed to notice a stale one.

    `record_id` is None for a record that is not yet written; `title` names it;
    `shown` holds the words for references (what the picked record is called).
    """

    register: Register
    record_id: int | None
    values: Mapping[str, Any]
    stamp: Stamp | None = None
    uid: str | None = None
    title: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)

    def with_values(self, **values: Any) -> Draft:  # noqa: ANN401  each field's type
        """The same draft with some values changed."""
        return replace(self, values={**self.values, **values})


def check(
    register: Register, values: dict[str, Any], today: date
) -> tuple[Complaint, ...]:
    """Everything that can be said about a record's values without the store.

    Values that follow from others are filled in on the way.
    """
    missing = [
        Complaint(item.key, Level.REJECT, f"请填写{item.label}")
        for item in register.fields.values()
        if item.required and values.get(item.key) in (None, "")
    ]
    more = register.check(values, today) if register.check else []
    return (*missing, *more)


def refuse(complaints: tuple[Complaint, ...]) -> None:
    """Stop at complaints that keep a record out.

    Raises:
        NotAccepted: there is at least one.
    """
    bad = tuple(item for item in complaints if item.level is Level.REJECT)
    if bad:
        raise NotAccepted(bad)
