"""Every register as blank paper: a list to be filled in by hand, or a card each."""
