"""Visits: occasions, rules, what is given (domain.md §2.7–2.9)."""
