"""What is wrong with a value: how bad, where, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unionoffice.errors import InvalidInput


class Level(StrEnum):
    """How bad it is: the row is refused, or kept and flagged to be mended."""

    REJECT = "reject"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault of one field, in a sentence for the clerk."""

    key: str
    level: Level
    sentence: str


class NotAccepted(InvalidInput):
    """A record cannot be saved; `complaints` says why, field by field."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        """Keep the complaints; the sentence joins them for a banner."""
        super().__init__("；".join(item.sentence for item in complaints))
        self.complaints = complaints
