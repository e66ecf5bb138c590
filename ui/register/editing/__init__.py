"""One record in hand: its fields, their editors, and what hangs on it."""
