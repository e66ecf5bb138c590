"""公文: the parts of official paper, each laid out by GB/T 9704 (domain.md §6.1)."""
