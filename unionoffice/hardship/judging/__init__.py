"""What a household is: figures, categories, sentences; pure (domain.md §2.1, §2.2)."""
