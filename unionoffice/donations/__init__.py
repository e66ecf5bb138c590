"""Donations and mutual aid (domain.md §3)."""
