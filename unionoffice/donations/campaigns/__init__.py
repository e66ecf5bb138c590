"""Campaigns: what is collected for, and how far it has come (§3.3)."""
