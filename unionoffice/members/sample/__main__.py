"""Writes the sample roster of `resources/sample` anew."""

from unionoffice.members.sample.roster import ROSTER_FILE, write_roster

write_roster(ROSTER_FILE)
