"""What the strip says: the facts offered, what was given before, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.hardship.visiting.checks import GIVE_A_REASON
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.hardship.visiting.desk import Ready
    from unionoffice.register.complaint import Complaint

GAP = "　·　"
MOST_BEFORE = 4
QUIET = ("signed_on", "illness")
"""Complaints that are no news on the strip: their field is seen to be empty."""


def facts(found: Ready) -> str:
    """Unit, address, hardship file, gift and number, as they will be saved."""
    values = found.values
    file = found.shown.get("file_id", "") if values.get("file_id") else ""
    gift = ""
    if values.get("goods"):
        pieces = values.get("quantity") or 1
        price = values.get("unit_price")
        each = f" × {money.show(price)} 元" if price else ""
        gift = f"{values['goods']} {pieces}{each}"
    parts = (
        values.get("place") or "",
        values.get("address") or "",
        f"困难档案 {file}" if file else "",
        gift,
        f"编号 {values['visit_no']}" if values.get("visit_no") else "",
    )
    return GAP.join(filter(None, parts))


def before(found: Ready) -> str:
    """What the same person was given this year."""
    if not found.before:
        return ""
    more = len(found.before) - MOST_BEFORE
    told = "、".join(found.before[:MOST_BEFORE])
    return f"本年已慰问：{told}" + (f" 等 {len(found.before)} 次" if more > 0 else "")


def warnings(complaints: Sequence[Complaint], helped: Sequence[str]) -> str:
    """Everything that speaks against the visit, a line each; the gravest first."""
    worst = sorted(complaints, key=lambda item: item.level is not Level.REJECT)
    asks = f"；{GIVE_A_REASON}"
    said = [f"{i.sentence.removesuffix(asks)}。" for i in worst if _is_news(i)]
    said += [f"{sentence}，请核对是否重复帮扶。" for sentence in helped]
    return "\n".join(dict.fromkeys(said))


def asks_for_a_reason(complaints: Sequence[Complaint]) -> bool:
    """Whether the visit may be saved if a reason is written down."""
    return any(item.sentence.endswith(GIVE_A_REASON) for item in complaints)


def _is_news(complaint: Complaint) -> bool:
    return complaint.level is Level.REJECT or complaint.key not in QUIET
