"""What must follow when rows change: indexes derived from them.

A follower is told, inside the transaction, which rows of its table were touched; it
reads them and renews what it derives. `fresh` promises that all of them are new; `beat`
is called all along, so that long work can tell it goes on, or be given up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlalchemy.engine import Connection

    Beat = Callable[[], None]


def silent() -> None:
    """The beat of work that nobody watches and nobody stops."""


class Follower(Protocol):
    """Renews what is derived from the rows with these keys."""

    def __call__(
        self, connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat
    ) -> None:
        """Read the rows and renew; rows that are gone are forgotten."""


FOLLOWERS: dict[str, list[Follower]] = {}


def follows(table_name: str, follower: Follower) -> None:
    """Register a follower of a table; done once, where the models are loaded."""
    FOLLOWERS.setdefault(table_name, []).append(follower)


def follow(
    connection: Connection,
    table_name: str,
    ids: Collection[int],
    *,
    fresh: bool,
    beat: Beat = silent,
) -> None:
    """Tell every follower of `table_name`."""
    for follower in FOLLOWERS.get(table_name, ()):
        follower(connection, ids, fresh=fresh, beat=beat)
