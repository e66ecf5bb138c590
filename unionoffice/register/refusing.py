"""The store's own sentences as refusals, in the words of the registers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.errors import RowRefused, StoreProblem
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unionoffice.register.register import Register


@contextmanager
def refusing(registers: Iterable[Register] = ()) -> Iterator[None]:
    """Turn what the store says no to into a refusal.

    Raises:
        Refused: the store or a row says no.
    """
    try:
        yield
    except RowRefused as error:
        labels = _labels(registers, error.table, error.columns)
        raise Refused(error.naming(labels)) from error
    except StoreProblem as error:
        raise Refused(error.sentence) from error


def _labels(
    registers: Iterable[Register], table: str, columns: Sequence[str]
) -> list[str]:
    """The words of those columns of a table that stand in a form."""
    for register in registers:
        if register.table == table:
            fields = register.fields
            return [fields[key].label for key in columns if key in fields]
    return []
