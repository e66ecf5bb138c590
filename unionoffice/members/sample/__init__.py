"""Believable people for tests, measurements and the demonstration; all invented."""

from unionoffice.members.sample.fill import fill
from unionoffice.members.sample.month import live_a_month
from unionoffice.members.sample.roster import ROSTER_FILE, write_roster

__all__ = ["ROSTER_FILE", "fill", "live_a_month", "write_roster"]
