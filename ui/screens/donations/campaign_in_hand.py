"""Which campaign was looked at last, so that quick entry begins with the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.screens.desk import Desk

KEY = "donations.campaign"
ENTRY = "gift-entry"
"""The page on which gifts are entered quickly."""


def keep(desk: Desk, campaign_id: int) -> None:
    """Remember a campaign as the one in hand."""
    desk.settings[KEY] = str(campaign_id)


def campaign_in_hand(desk: Desk) -> int | None:
    """The campaign looked at last; it may be gone by now."""
    told = desk.settings.get(KEY, "")
    return int(told) if told.isdecimal() else None


def has_entry() -> bool:
    """Whether the program has the page for quick entry."""
    from ui.screens.pages import SCREENS  # the list of pages holds this one, too

    return any(screen.key == ENTRY for screen in SCREENS)
