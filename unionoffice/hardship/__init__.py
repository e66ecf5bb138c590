"""Hardship files, aid and visits (domain.md §2)."""
