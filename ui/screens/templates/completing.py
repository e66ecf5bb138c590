"""What is being written just before the cursor of a template: a field or a format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_FORMAT = re.compile(r"\{\{[^{}]*\|\s*([^\s{}|%()']*)$")
_FIELD = re.compile(r"\{\{\s*([^\s{}|%]*)$")
_TAG = re.compile(r"\{%\s*(?:if|elif)\s(?:[^{}%]*\s)?([^\s{}|%]*)$")


class Wanted(Enum):
    """What may follow at a place of a template."""

    FIELD = auto()
    FIELD_OF_TAG = auto()
    FORMAT = auto()


@dataclass(frozen=True, slots=True)
class Begun:
    """What may follow, and what of it is typed already."""

    wanted: Wanted
    typed: str


def begun(before: str) -> Begun | None:
    """What is begun at the end of this part of a line; None in ordinary text."""
    for pattern, wanted in (
        (_FORMAT, Wanted.FORMAT),
        (_FIELD, Wanted.FIELD),
        (_TAG, Wanted.FIELD_OF_TAG),
    ):
        found = pattern.search(before)
        if found is not None:
            return Begun(wanted, found.group(1))
    return None


def inside_field(before: str) -> bool:
    """Whether a field was opened in this part of a line and not closed."""
    return before.rfind("{{") > before.rfind("}}")


def units(text: str) -> int:
    """How many places a text takes in Qt, where a rare character takes two."""
    return len(text) + sum(character > "\uffff" for character in text)
