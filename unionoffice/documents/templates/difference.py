"""What changed between two versions of a text, shown as one text with marks."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T", str, list[str])

FINEST = 2_000
"""Characters of a changed passage that is compared character by character."""


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that stayed, went or came."""

    text: str
    change: Change


def difference(old: str, new: str) -> list[Piece]:
    """The pieces that lead from one text to the other, in reading order.

    Without the new ones they are the old text, without those gone the new one.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    for same, one, other in _steps(before, after):
        left, right = "".join(one), "".join(other)
        if same:
            found.append(Piece(left, Change.SAME))
        elif max(len(left), len(right)) > FINEST:
            found += _replaced(left, right)
        else:
            for alike, gone, come in _steps(left, right):
                found += [Piece(gone, Change.SAME)] if alike else _replaced(gone, come)
    return found


def _steps(old: T, new: T) -> Iterator[tuple[bool, T, T]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind == "equal", old[a:b], new[c:d]


def _replaced(gone: str, come: str) -> list[Piece]:
    pieces = (Piece(gone, Change.GONE), Piece(come, Change.NEW))
    return [piece for piece in pieces if piece.text]
