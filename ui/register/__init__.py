"""The generic page of a register: list, filters, form; it knows no register by name."""
