"""Two records that look like one, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.progress import Progress

CERTAIN, STRONG = 95, 75
"""Scores, of a hundred, from which on a pair is called by these words."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """One of two records, ready to show.

    `unit` is where it belongs, `about` tells it from others of its name.
    """

    record_id: int
    uid: str
    name: str
    unit: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are probably one; the older one is `a`.

    `score` goes up to 100, `reasons` says why, the weightiest first.
    """

    a: Suspect
    b: Suspect
    score: int
    reasons: tuple[str, ...]

    @property
    def likelihood(self) -> str:
        """The score in words."""
        if self.score >= CERTAIN:
            return "几乎肯定"
        return "很像" if self.score >= STRONG else "可能"


class Finder(Protocol):
    """Finds the likely doubles of one register, the likeliest first."""

    def __call__(self, office: Office, progress: Progress = ..., /) -> list[Pair]:
        """Every pair once, without those that were said to be different.

        Raises:
            Cancelled: it was asked to stop.
        """


@dataclass(frozen=True)
class Search:
    """How doubles of one register are found: its key, what finds them, by what."""

    register: str
    find: Finder
    clues: str
