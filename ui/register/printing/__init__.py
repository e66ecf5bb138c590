"""A paper before and while it is printed: its settings, pages, printer."""
