"""Hardship files: facts, people, judgements, procedure (domain.md §2.3–2.5)."""
