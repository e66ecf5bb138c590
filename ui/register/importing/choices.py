"""The words a cell may hold: those of its list, or the names of what it points at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.register.kinds import Choice, Flag, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.office import Office
    from unionoffice.register.kind import Kind
    from unionoffice.register.register import Register

Offered = dict[str, tuple[str, ...]]
"""By field key; a field that is not named takes any words."""


def fixed_words(kind: Kind[Any]) -> tuple[str, ...]:
    """The words of a kind that offers a choice; empty for any other kind."""
    if isinstance(kind, Choice):
        return tuple(words for _, words in kind.items)
    if isinstance(kind, Flag):
        return (kind.show(True), kind.show(False))
    return ()


def offered_by(register: Register, names: Mapping[str, Mapping[int, str]]) -> Offered:
    """What every field offers; `names` are what references point at, by field key."""
    found = {key: fixed_words(item.kind) for key, item in register.fields.items()}
    for key, labels in names.items():
        found[key] = tuple(dict.fromkeys(labels.values()))
    return {key: words for key, words in found.items() if words}


def names_of(office: Office, register: Register) -> dict[str, dict[int, str]]:
    """What the references of a register may point at, where that is a short list.

    Asks the store: for the worker.
    """
    return {
        key: {option.record_id: option.label for option in office.options(item.kind)}
        for key, item in register.fields.items()
        if isinstance(item.kind, Reference) and not item.kind.target.searched
    }
