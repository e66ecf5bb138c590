"""Tables on paper: columns, rows, heads, sums, pages."""
