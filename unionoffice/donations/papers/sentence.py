"""What stands under every list of a campaign: the proven sum, the rest, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.donations.books.balance import equation, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from unionoffice.donations.papers.asked import Asked

IN_WORDS = "收支相符："


def proven(connection: Connection, campaign_id: int) -> str:
    """收支相符：期初 + 收入 − 支出 = 期末, as the store has checked it."""
    return f"{IN_WORDS}{equation(connection, campaign_id)}。"


def closing_words(
    connection: Connection, asked: Asked, *, summed: bool = True
) -> Iterator[str]:
    """What becomes of the money, the sentence that proves it, and who hears doubts."""
    if summed:
        _, _, spent, left = totals(connection, asked.campaign_id)
        if spent:
            paid = f"{money.show(spent)}元（{money.capitals(spent)}）"
            rest = f"结余{money.show(left)}元" if left else "已全部拨付，没有结余"
            yield f"已支出{paid}，{rest}。"
        yield proven(connection, asked.campaign_id)
    yield from leftover_words(asked)
    yield from watched(asked)


def leftover_words(asked: Asked) -> Iterator[str]:
    """What was agreed about the rest, if anything."""
    if asked.leftover:
        told = asked.public(asked.leftover).rstrip("。")
        yield f"{told}。" if told.startswith("结余") else f"结余处理：{told}。"


def watched(asked: Asked) -> Iterator[str]:
    """Who watches over the money, and where doubts are heard."""
    told = [
        words
        for words in (
            f"监督人：{asked.supervisor}" if asked.supervisor else "",
            f"监督电话：{asked.phone}" if asked.phone else "",
        )
        if words
    ]
    if told:
        yield f"{'；'.join(told)}。"
