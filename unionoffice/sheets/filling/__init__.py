"""Somebody else's .xlsx filled in place, without touching its format."""
