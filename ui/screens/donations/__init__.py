"""Hand-built screens of donations: campaigns, and quick entry of gifts."""
