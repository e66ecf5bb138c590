"""Rounds of visits: chosen, left out, split, signed (domain.md §2.7)."""
