"""Aid to households on file (domain.md §2.6)."""
