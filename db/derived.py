"""What is derived from rows and must agree with them: search, seats, pairs, books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import aid_pairs, campaign_books, household_seats, people_index

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def problems(connection: Connection) -> list[str]:
    """Where something derived differs from what it is derived of, in sentences."""
    return [
        sentence
        for kept in (people_index, household_seats, aid_pairs, campaign_books)
        for sentence in kept.problems(connection)
    ]
